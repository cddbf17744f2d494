/* SPDX-License-Identifier: MIT */
#include "know/petrarch.h"
#include "base/buf.h"
#include "know/calendar.h"
#include "know/know.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static void take(void *ctx, const char *file, const char *what) {
    (void)file;
    kw_buf_text(ctx, what);
    kw_buf_byte(ctx, '\n');
}

static kw_know *know;

static const kw_table *english(void) { return kw_know_lang_table(know, KW_STR("en"), "inflection"); }

static kw_petrarch *read_one(const char *name, const char *text, kw_arena *mem, kw_buf *told) {
    kw_petrarch *p = NULL;
    kw_err err = { "" };
    if (kw_petrarch_read_text(name, kw_str_of(text), english(), mem, take, told, &p, &err) != KW_OK) fail_msg("%s: %s", name, err.text);
    kw_buf_byte(told, 0);
    return p;
}

/* ---- what is wrong is told with its line, and only that line is left out ---- */

static const struct { int line; const char *name, *text, *told; size_t names, verbs; } wrong[] = {
    { __LINE__, "a.actors.txt", "ARDIA [ARD]\n", "", 1, 0 },
    { __LINE__, "a.actors.txt", "# c\n\nARDIA [ARD\nBELORA [BEL]",
    "a.actors.txt:3: want a ']' after '[ARD'\na.actors.txt:3: want a code for 'ardia', found none\n", 2, 0 },
    { __LINE__, "a.actors.txt", "+ARDIA\n[ARD]\n", "a.actors.txt:1: want a name before '+ARDIA'\na.actors.txt:2: want a name before '[ARD]'\n", 0,
    0 },
    { __LINE__, "a.actors.txt", "ARDIA []\n", "a.actors.txt:1: want a code in [], found ''\na.actors.txt:1: want a code for 'ardia', found none\n",
    1, 0 },
    { __LINE__, "a.actors.txt", "A [ARD] B\n", "a.actors.txt:1: want a code in [], found 'B'\n", 1, 0 },
    { __LINE__, "a.actors.txt", "A [ARD]\n\t[BEL 9008223-911221]\n",
    "a.actors.txt:2: want dates as <YYMMDD, >YYMMDD or YYMMDD-YYMMDD, found '9008223-911221'\n", 1, 0 },
    { __LINE__, "a.actors.txt", "A [ARD]\n\t[BEL 20101301]\n",
    "a.actors.txt:2: want dates as <YYMMDD, >YYMMDD or YYMMDD-YYMMDD, found '20101301'\n", 1, 0 },
    { __LINE__, "a.actors.txt", "A [ARD]\n\t[BEL 100202-090101]\n",
    "a.actors.txt:2: want dates as <YYMMDD, >YYMMDD or YYMMDD-YYMMDD, found '100202-090101'\n", 1, 0 },
    { __LINE__, "a.actors.txt", "A [ARD]\nB\xff [BEL]\n", "a.actors.txt:2: want UTF-8, found byte 0xff\n", 1, 0 },
    { __LINE__, "a.actors.txt", "___ [ARD]\n", "a.actors.txt:1: want a name, found '___ [ARD]'\n", 0, 0 },
    { __LINE__, "a.actors.txt", "<!-- ARDIA [ARD]\nBELORA -->\nCORRAN [COR] ; a comment\n", "", 1, 0 },
    { __LINE__, "a.agents.txt", "POLICE {} [~COP]\nMAN {MEN} [~CVL] # c\nGUARD [~MIL]\n", "", 5, 0 },
    { __LINE__, "a.agents.txt", "POLICE\n", "a.agents.txt:1: want a code in [] after 'POLICE', found none\n", 0, 0 },
    { __LINE__, "a.agents.txt", "POLICE [COP]\n", "a.agents.txt:1: want [~CODE] or [CODE~], found '[COP]'\n", 0, 0 },
    { __LINE__, "a.agents.txt", "POLICE { [~COP]\n", "a.agents.txt:1: want a '}' after '{ [~COP]'\n", 0, 0 },
    { __LINE__, "a.agents.txt", "FISHER!PERSON! [~AGR]\n", "a.agents.txt:1: want a !MARK! that a line defines, found 'FISHER!PERSON!'\n", 0, 0 },
    { __LINE__, "a.agents.txt", "!PERSON! = MAN, MEN\nFISHER!PERSON! {} [~AGR]\n", "", 2, 0 },
    { __LINE__, "a.agents.txt", "!PERSON! = \n", "a.agents.txt:1: want forms after '=', found none\n", 0, 0 },
    { __LINE__, "a.agents.txt", "POLICE [~COP] and more\n", "a.agents.txt:1: want nothing after the code, found 'and more'\n", 2, 0 },
    { __LINE__, "a.discards.txt", "REGATTA\n+CUP FINAL # c\n", "", 2, 0 },
    { __LINE__, "a.issues.txt", "PEACE [PCE]\nFISH\n", "a.issues.txt:2: want a code in [] after 'FISH', found none\n", 2, 0 },
    { __LINE__, "a.verbs.txt", "--- ATTACK [190] ---\nATTACK\n- * SHIP [194]\n", "", 0, 1 },
    { __LINE__, "a.actors.txt", "ARDIA [ARD]\n<!-- BELORA [BEL]\nCORRAN [COR]\n",
    "a.actors.txt:2: want '-->' at the end of the comment, found the end of the file\n", 1, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\nTAP {_ TAPT}\n", "a.verbs.txt:2: want a form of the verb in {}, found '_'\n", 0, 1 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n~ a (a b _) SAY = a b 112\n", "a.verbs.txt:2: want two verbs in '~ a (a b _) SAY = a b 112'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "ATTACK\n", "a.verbs.txt:1: want '--- NAME [CODE] ---' before the verb 'ATTACK'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "- * SHIP [194]\n", "a.verbs.txt:1: want a block of verbs before the pattern '- * SHIP [194]'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- ATTACK\nATTACK\n", "a.verbs.txt:1: want '--- NAME [CODE] ---', found '--- ATTACK'\n", 0, 1 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\nATTACK (no)\n", "a.verbs.txt:2: want a verb, found 'ATTACK (no)'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\nSINK {SANK\n", "a.verbs.txt:2: want a '}' after '{SANK'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\nSINK {SANK} SUNK\n", "a.verbs.txt:2: want {forms} or [code] after the verb, found 'SUNK'\n", 0, 1 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n- * SHIP\n", "a.verbs.txt:2: want a code in [] after the pattern '* SHIP', found none\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n- SHIP [194]\n", "a.verbs.txt:2: want a '*' for the verb in the pattern 'SHIP'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n- * A * [194]\n", "a.verbs.txt:2: want one '*' in a pattern, found two\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n- * (WITH SHIP [194]\n", "a.verbs.txt:2: want a ')' in the pattern '* (WITH SHIP'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n- * \"A\" [194]\n", "a.verbs.txt:2: want words, sets and $ + ^ % * in a pattern, found '\"'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "--- A [1] ---\n- * &SHIP [194]\n", "a.verbs.txt:2: want a set that a line defines, found '&ship'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "&\n", "a.verbs.txt:1: want the name of a set after '&'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "&SHIP\n+\n", "a.verbs.txt:2: want a member of the set after '+'\n", 0, 0 },
    { __LINE__, "a.verbs.txt", "~ a (a b ATTACK) SAY = a b 112\n~ a ATTACK\n",
    "a.verbs.txt:2: want '~ a (a b VERB) VERB = a b CODE', found '~ a ATTACK'\n", 0, 0 },
};

static void wrong_lines_are_told_and_left_out(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_buf told = KW_BUF_EMPTY;
        kw_petrarch *p = read_one(wrong[i].name, wrong[i].text, &mem, &told);
        if (strcmp(told.p, wrong[i].told) != 0) fail_msg("%s:%d: want\n%sgot\n%s", __FILE__, wrong[i].line, wrong[i].told, told.p);
        if (kw_petrarch_n_names(p) != wrong[i].names || kw_petrarch_n_verbs(p) != wrong[i].verbs)
            fail_msg("%s:%d: want %zu names, %zu verbs, got %zu, %zu", __FILE__, wrong[i].line, wrong[i].names, wrong[i].verbs,
                kw_petrarch_n_names(p), kw_petrarch_n_verbs(p));
        kw_buf_free(&told);
        kw_arena_free(&mem);
    }
}

/* ---- looking things up ---- */

enum { WORDS = 16 };

/* Words with blanks between; one that begins with '+' is glued to the one before it. */
static size_t tokens_of(const char *text, kw_token out[WORDS]) {
    kw_str rest = kw_str_of(text), w;
    size_t n = 0;
    while (n < WORDS && kw_str_cut(&rest, ' ', &w)) {
        bool glued = w.n > 1 && w.p[0] == '+';
        if (glued) w = kw_str_sub(w, 1, w.n);
        out[n++] = (kw_token){ .form = w, .lemma = w, .flags = glued ? KW_TOK_GLUED : 0 };
    }
    return n;
}

static const struct { int line; const char *text, *day, *code; size_t len; } actors[] = {
    { __LINE__, "ardia", "", "ARD", 1 },
    { __LINE__, "port belo is", "", "BEL", 2 },
    { __LINE__, "u.a.u.", "", "UAU", 1 },
    { __LINE__, "u.a.u +.", "", "UAU", 2 },
    { __LINE__, "ardia.", "", "ARD", 1 },
    { __LINE__, "people +'s union", "", "PPL", 3 },
    { __LINE__, "al_vell", "", "VEL", 1 },
    { __LINE__, "corran", "2009-01-01", "UNICOR", 1 },
    { __LINE__, "corran", "2010-06-30", "UNICOR", 1 },
    { __LINE__, "corran", "2010-07-01", "COR", 1 },
    { __LINE__, "jon vell", "2014-12-31", "BELREB", 2 },
    { __LINE__, "jon vell", "2015-01-01", "BELGOV", 2 },
    { __LINE__, "jon vell", "2019-12-31", "BELGOV", 2 },
    { __LINE__, "jon vell", "2020-01-01", "BELREB", 2 },
    { __LINE__, "jon vell", "", "BELREB", 2 },
    { __LINE__, "mara", "1999-05-05", "OLD", 1 },                       /* 990101: of the last century */
    { __LINE__, "mara", "2025-05-05", "NEW", 1 },                       /* 250101: of this one */
    { __LINE__, "mara", "2005-05-05", NULL, 1 },
    { __LINE__, "grey fleet", "", "---", 2 },
    { __LINE__, "nobody", "", NULL, 0 },
};

static void actors_are_found_with_the_code_of_their_day(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf told = KW_BUF_EMPTY;
    kw_petrarch *p = read_one("x.actors.txt",
        "ARDIA [ARD]\nARDIA [XXX]\nBELORA_ [BEL]\n+PORT_BELO\nU.A.U. [UAU]\nPEOPLE'S_UNION [PPL]\nAL_VELL_ [VEL]\nCORRAN\n\t[UNICOR <100701]\n\t[COR >20100701]\n"
        "JON VELL [BELREB]\n\t[BELGOV 20150101 - 20191231]\nMARA\n\t[OLD 990101-991231]\n\t[NEW > 250101]\nGREY_FLEET [---]\n", &mem, &told);
    assert_string_equal(told.p, "");
    for (size_t i = 0; i < sizeof actors / sizeof *actors; i++) {
        kw_token t[WORDS];
        size_t len, n = tokens_of(actors[i].text, t);
        kw_when day = { 0 };
        if (actors[i].day[0]) kw_when_parse(kw_str_of(actors[i].day), &day);
        const kw_pt_name *name = kw_petrarch_name(p, KW_PT_ACTOR, t, n, &len);
        const kw_pt_code *c = name ? kw_petrarch_code(p, name, day) : NULL;
        kw_str got = !c ? KW_NONE : c->code.p ? c->code : KW_STR("---");
        if (len != actors[i].len || !kw_str_eq(got, kw_str_of(actors[i].code)))
            fail_msg("%s:%d: want %zu %s, got %zu %.*s", __FILE__, actors[i].line, actors[i].len, actors[i].code, len, KW_FMT(got));
    }
    kw_buf_free(&told);
    kw_arena_free(&mem);
}

static const struct { int line; const char *text, *verb; size_t len; } verbs[] = {
    { __LINE__, "attack", "attack", 1 }, { __LINE__, "attacks", "attack", 1 }, { __LINE__, "attacked", "attack", 1 },
        { __LINE__, "attacking", "attack", 1 },
    { __LINE__, "attackes", NULL, 0 }, { __LINE__, "attackx", NULL, 0 },
    { __LINE__, "denied", "deny", 1 }, { __LINE__, "denies", "deny", 1 }, { __LINE__, "denying", "deny", 1 },
    { __LINE__, "urging", "urge", 1 }, { __LINE__, "urged", "urge", 1 },
    { __LINE__, "broke", "break", 1 }, { __LINE__, "broke off talks", "break off", 2 }, { __LINE__, "breaks off", "break off", 2 },
    { __LINE__, "wire tapped", "wire tap", 2 }, { __LINE__, "wire tap", "wire tap", 2 }, { __LINE__, "wire taps", "wire tap", 2 },
};

static void verbs_are_found_by_regular_and_listed_forms(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf told = KW_BUF_EMPTY;
    kw_petrarch *p = read_one("x.verbs.txt", "--- A [190] ---\nATTACK\nDENY\nURGE\nBREAK {BROKE BROKEN}\n+BREAK_OFF {+BROKE_OFF}\nWIRE_+TAP [170:171]\n", &mem, &told);
    assert_string_equal(told.p, "");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        kw_token t[WORDS];
        const kw_pt_verb *buf[KW_PT_VERBS_MAX];
        kw_pt_verbs found = kw_petrarch_verbs(p, t, tokens_of(verbs[i].text, t), buf);
        kw_str got = found.n ? found.v[0]->name : KW_NONE;
        if (!kw_str_eq(got, kw_str_of(verbs[i].verb)) || found.len != verbs[i].len || found.n > 1)
            fail_msg("%s:%d: want %s, got %.*s (%zu of them)", __FILE__, verbs[i].line, verbs[i].verb, KW_FMT(got), found.n);
        if (verbs[i].len == 2 && verbs[i].text[0] == 'w') {
            assert_int_equal(found.v[0]->main, 1);
            assert_true(kw_str_is(found.v[0]->code, "170") && kw_str_is(found.v[0]->back, "171"));
        }
    }
    kw_buf_free(&told);
    kw_arena_free(&mem);
}

/* Elements as they match: 's'et, 'w'ord, $ + ^ %, brackets around them, '_' where joined to the one nearer to the verb. */
static void show(const kw_pt_pattern *p, kw_buf *out) {
    static const char roles[] = { 0, 's', '$', '+', '^', '%' };
    for (uint32_t i = 0; i <= p->n; i++) {
        if (i == p->before) kw_buf_text(out, p->verb_joined ? "*_" : "*");
        if (i == p->n) break;
        const kw_pt_elem *e = &p->elems[i];
        if (e->joined && i >= p->before) kw_buf_byte(out, '_');
        if (e->bracket) kw_buf_fmt(out, "%c%u", e->bracket, e->bracket_no);
        if (e->kind == KW_PT_WORD) kw_buf_fmt(out, "[%.*s]", KW_FMT(e->word));
        else kw_buf_byte(out, roles[e->kind]);
        if (e->joined && i < p->before) kw_buf_byte(out, '_');
    }
    kw_buf_fmt(out, " %.*s/%.*s%s", KW_FMT(p->code), KW_FMT(p->back), p->null ? " null" : "");
    kw_buf_byte(out, 0);
}

static const struct { int line; const char *in, *want; } patterns[] = {
    { __LINE__, "- * [010]", "* 010/" },
    { __LINE__, "- * TIES [050:051] # c", "*[ties] 050/051" },
    { __LINE__, "- * [:051]", "* /051" },
    { __LINE__, "- * A [---]", "*[a] / null" },
    { __LINE__, "- $ * NEW_&TIES_B + [1]", "$*[new]_s_[b]+ 1/" },
    { __LINE__, "- % * (WITH {&TIES LAWS}) ^ [1]", "%*(1[with](1s(1[laws]^ 1/" },
    { __LINE__, "- {DEATH TOLL} * [1]", "{1[death]{1[toll]* 1/" },
    { __LINE__, "- SO IN_AND_*_OUT NOW [1]", "[so][in]_[and]_*_[out][now] 1/" },
    { __LINE__, "- * A_ B [1]", "*[a][b] 1/" },
    { __LINE__, "* (TO ASK) [1]", "*(1[to](1[ask] 1/" },
    { __LINE__, "- * &TIES_BOTH [1]", "*s 1/" },
};

static void patterns_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_buf told = KW_BUF_EMPTY, text = KW_BUF_EMPTY, got = KW_BUF_EMPTY;
        kw_buf_fmt(&text, "&TIES\n+TIE\n\n&TIES_BOTH\n+&TIES\n+BOND\n--- V [9] ---\nVERB\n%s\n", patterns[i].in);
        kw_buf_byte(&text, 0);
        kw_petrarch *p = read_one("x.verbs.txt", text.p, &mem, &told);
        kw_token t[WORDS];
        const kw_pt_verb *buf[KW_PT_VERBS_MAX];
        size_t n = tokens_of("verb", t);
        kw_pt_verbs found = kw_petrarch_verbs(p, t, n, buf);
        const kw_pt_pattern *pattern = kw_petrarch_patterns(p, found.v[0], &n);
        assert_int_equal(n, 1);
        show(pattern, &got);
        if (strcmp(got.p, patterns[i].want) != 0 || told.p[0])
            fail_msg("%s:%d: want '%s', got '%s' %s", __FILE__, patterns[i].line, patterns[i].want, got.p, told.p);
        kw_buf_free(&told);
        kw_buf_free(&text);
        kw_buf_free(&got);
        kw_arena_free(&mem);
    }
}

static void sets_hold_plurals_and_other_sets(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf told = KW_BUF_EMPTY;
    kw_petrarch *p = read_one("x.verbs.txt", "&MONEY\n+CASH_\n+GOLD_COIN\n&AID\n+&MONEY\n+(FOOD)\n&LOOP\n+&LOOP\n", &mem, &told);
    kw_token t[WORDS];
    assert_string_equal(told.p, "");
    assert_int_equal(kw_petrarch_in_set(p, 0, t, tokens_of("gold coins now", t)), 2);
    assert_int_equal(kw_petrarch_in_set(p, 1, t, tokens_of("gold coin", t)), 2);
    assert_int_equal(kw_petrarch_in_set(p, 1, t, tokens_of("foods", t)), 1);
    assert_int_equal(kw_petrarch_in_set(p, 0, t, tokens_of("food", t)), 0);
    assert_int_equal(kw_petrarch_in_set(p, 0, t, tokens_of("cash", t)), 1);
    assert_int_equal(kw_petrarch_in_set(p, 0, t, tokens_of("cashes", t)), 0);
    kw_buf_free(&told);
    kw_arena_free(&mem);
}

/* Sets that hold each other, many times over: each is gone through once. */
static void circles_of_sets_end(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf told = KW_BUF_EMPTY, text = KW_BUF_EMPTY;
    kw_token t[16];
    kw_buf_text(&text, "&ONE\n+SHIP\n");
    for (int i = 0; i < 40; i++) kw_buf_text(&text, "+&TWO\n");
    kw_buf_text(&text, "&TWO\n+BOAT\n");
    for (int i = 0; i < 40; i++) kw_buf_text(&text, "+&ONE\n");
    kw_buf_byte(&text, 0);
    kw_petrarch *p = read_one("a.verbs.txt", text.p, &mem, &told);
    assert_string_equal(told.p, "");
    assert_int_equal(kw_petrarch_in_set(p, 0, t, tokens_of("boats", t)), 1);
    assert_int_equal(kw_petrarch_in_set(p, 1, t, tokens_of("ship", t)), 1);
    kw_buf_free(&text);
    kw_buf_free(&told);
    kw_arena_free(&mem);
}

/* Marks multiply: a line of four with twelve forms each would make twenty thousand names. */
static void marks_do_not_flood(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf told = KW_BUF_EMPTY;
    kw_petrarch *p = read_one("a.agents.txt", "!M! = A, B, C, D, E, F, G, H, I, J, K, L\nX!M!Y!M!Z!M!Q!M! {} [~COP]\nGUARD {} [~MIL]\n", &mem, &told);
    assert_string_equal(told.p, "a.agents.txt:2: want a line of at most 1000 names, found more\n");
    assert_int_equal(kw_petrarch_n_names(p), 1001);
    kw_buf_free(&told);
    kw_arena_free(&mem);
}

static void folders_and_files_are_asked_for_by_name(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_petrarch *p = NULL;
    kw_err err = { "" };
    assert_int_equal(kw_petrarch_open("tests/know", false, english(), &mem, NULL, NULL, &p, &err), KW_DATA);
    assert_string_equal(err.text, "tests/know: want dictionaries of PETRARCH (*actors*, *agents*, *discard*, *issues*, *verbs*), found none");
    assert_int_equal(kw_petrarch_open("tests/know", true, english(), &mem, NULL, NULL, &p, &err), KW_OK);
    assert_null(p);
    assert_int_equal(kw_petrarch_open("no/such.actors.txt", false, english(), &mem, NULL, NULL, &p, &err), KW_IO);
    assert_string_equal(err.text, "no/such.actors.txt: cannot open: No such file or directory");
    assert_int_equal(kw_petrarch_open("LICENSE", false, english(), &mem, NULL, NULL, &p, &err), KW_DATA);
    assert_string_equal(err.text, "LICENSE: want *actors*, *agents*, *discard*, *issues* or *verb* in the name, or blocks of verbs in the file");
    assert_int_equal(kw_petrarch_open("samples/petrarch/islands.actors.txt,samples/petrarch/islands.verbs.txt", false, english(), &mem, NULL, NULL,
        &p, &err), KW_OK);
    assert_true(kw_petrarch_n_verbs(p) > 5 && kw_petrarch_n_names(p) > 5);
    assert_int_equal(kw_petrarch_open("samples/petrarch", true, english(), &mem, NULL, NULL, &p, &err), KW_OK);
    assert_int_equal(kw_petrarch_n_verbs(p), 0);
    kw_arena_free(&mem);
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    for (long at = 1;; at++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_petrarch *p = NULL;
        kw_err err = { "" };
        kw_alloc_fail_at(at);
        kw_rc rc = kw_petrarch_open("samples/petrarch", false, english(), &mem, NULL, NULL, &p, &err);
        kw_alloc_fail_at(0);
        kw_arena_free(&mem);
        if (rc == KW_OK) break;
        if (rc != KW_NOMEM || p) fail_msg("allocation %ld: want KW_NOMEM and no dictionaries, got %d", at, rc);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_lines_are_told_and_left_out), cmocka_unit_test(actors_are_found_with_the_code_of_their_day),
        cmocka_unit_test(verbs_are_found_by_regular_and_listed_forms), cmocka_unit_test(patterns_are_read),
        cmocka_unit_test(sets_hold_plurals_and_other_sets), cmocka_unit_test(circles_of_sets_end), cmocka_unit_test(marks_do_not_flood),
        cmocka_unit_test(folders_and_files_are_asked_for_by_name),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    kw_err err = { "" };
    if (kw_know_open(NULL, &know, &err) != KW_OK) {
        printf("not ok 1 - %s\n", err.text);
        return 1;
    }
    int rc = cmocka_run_group_tests_name("know/petrarch", tests, NULL, NULL);
    kw_know_close(know);
    return rc;
}
