/* SPDX-License-Identifier: MIT
 * How grouping grows: articles of our own making, of which is known what was taken from what, go into a record in adds of
 * 20,000 (without words, mark and code), and are grouped after each. One line for each add, and one at the end; seconds are of one core.
 *     build/bench/growth_bench N RECORD
 * A family is a dispatch and what is made of it: reprints, halves, new leads, changed words, other orders of paragraphs,
 * rewrites, a paragraph of it inside an article of another matter. Beside them stand look-alikes (the same sentences about
 * another town, with other people and numbers), daily forms (the same words every day with other numbers), and articles
 * that have nothing to do with any other. Common words are drawn as often as lang/id/frequency.tsv says. */
#include "know/calendar.h"
#include "regroup.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

enum { ADD = 20000, BATCH = 256, PARAGRAPHS = 7, WORDS = 40, NAMES = 10 };
typedef enum { DISPATCH, REPRINT, HALF, LEAD, CHANGED, ORDER, REWRITE, INSIDE, LOOK_ALIKE, FORM, ALONE, KINDS } kind;
static const char *const kinds[KINDS] = { "dispatch", "reprint", "half", "new lead", "changed words", "other order", "rewrite", "inside another", "look-alike", "daily form", "alone" };

typedef struct { uint32_t word[WORDS]; } paragraph;             /* numbers of common words; NAME_AT + k: the k-th name, NUMBER_AT + k: number */
enum { NAME_AT = 1u << 20, NUMBER_AT = 1u << 21 };
typedef struct { paragraph p[PARAGRAPHS]; char name[NAMES][16]; uint32_t number[NAMES]; uint32_t minute; } matter;

typedef struct { uint32_t family; uint8_t kind; } truth;

typedef struct {
    uint64_t seed;
    const kw_str *word; double *until; size_t n_words;          /* until: running sum of how often */
    kw_str *titles; size_t n_titles;
    truth *truth; size_t n;                                     /* of the articles so far */
    uint32_t families, minute;
    matter now, other;
    kind left[24]; size_t n_left;                               /* what is still to be made of the matter */
    kw_buf text;
    char title[128], outlet[32];
} maker;

/* Of the processor, not of the wall: other programs may run beside this one. */
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint32_t draw(maker *m, uint32_t below) {
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((m->seed >> 33) % below);
}

static uint32_t common_word(maker *m) {
    double x = m->until[m->n_words - 1] * draw(m, 1 << 30) / (1 << 30);
    size_t low = 0, high = m->n_words - 1;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->until[mid] < x) low = mid + 1;
        else high = mid;
    }
    return (uint32_t)low;
}

static void invent_name(maker *m, char *out) {
    static const char *const part[] = { "ba", "ka", "lo", "mi", "ra", "tu", "se", "no", "pa", "du", "wi", "sa", "ge", "ro", "ma", "ti", "ju", "ne", "bo", "ya", "ki", "la", "de", "so", "ha", "ngo", "pri", "ste" };
    out[0] = 0;
    for (unsigned i = 0, n = 3 + draw(m, 2); i < n; i++) strcat(out, part[draw(m, 28)]);
    out[0] = (char)(out[0] - 32);
}

static void invent_facts(maker *m, matter *x) {
    for (unsigned i = 0; i < NAMES; i++) {
        invent_name(m, x->name[i]);
        x->number[i] = 3 + draw(m, 9000);
    }
}

static void invent_paragraph(maker *m, paragraph *p) {
    for (unsigned i = 0; i < WORDS; i++) {
        uint32_t what = draw(m, 100);
        p->word[i] = what < 9 ? NAME_AT + draw(m, NAMES) : what < 12 ? NUMBER_AT + draw(m, NAMES) : common_word(m);
    }
}

static void invent(maker *m, matter *x) {
    for (unsigned i = 0; i < PARAGRAPHS; i++) invent_paragraph(m, &x->p[i]);
    invent_facts(m, x);
    x->minute = m->minute;
}

/* ---- text ---- */

static void put_word(maker *m, const matter *x, uint32_t w, bool capital) {
    if (w >= NUMBER_AT) kw_buf_fmt(&m->text, "%u", x->number[w - NUMBER_AT]);
    else if (w >= NAME_AT) kw_buf_text(&m->text, x->name[w - NAME_AT]);
    else {
        size_t at = m->text.n;
        kw_buf_add(&m->text, m->word[w]);
        if (capital && m->text.p[at] >= 'a' && m->text.p[at] <= 'z') m->text.p[at] = (char)(m->text.p[at] - 32);
    }
}

/* change: of how many words one is another; 0: none. */
static void put_paragraph(maker *m, const matter *x, const paragraph *p, uint32_t change) {
    if (m->text.n) kw_buf_byte(&m->text, '\n');
    for (unsigned i = 0; i < WORDS; i++) {
        if (i) kw_buf_text(&m->text, i % 13 == 0 ? ". " : " ");
        put_word(m, x, change && draw(m, change) == 0 ? common_word(m) : p->word[i], i % 13 == 0);
    }
    kw_buf_byte(&m->text, '.');
}

/* A sentence in own words: the names and numbers of the paragraph among other common words. */
static void put_reworded(maker *m, const matter *x, const paragraph *p) {
    paragraph own = *p;
    for (unsigned i = 0; i < WORDS; i++)
        if (own.word[i] < NAME_AT && i % 20 >= 10) own.word[i] = common_word(m);
    put_paragraph(m, x, &own, 0);
}

static void make_text(maker *m, kind k) {
    matter *x = k == LOOK_ALIKE || k == INSIDE ? &m->other : &m->now;
    paragraph extra;
    unsigned first = draw(m, PARAGRAPHS);
    invent_paragraph(m, &extra);
    kw_buf_reset(&m->text);
    if (k == LOOK_ALIKE) invent_facts(m, &m->other), memcpy(m->other.p, m->now.p, sizeof m->now.p);
    if (k == INSIDE) invent(m, &m->other);
    if (k == LEAD) put_paragraph(m, x, &extra, 0);
    for (unsigned i = 0; i < PARAGRAPHS; i++) {
        const paragraph *p = &x->p[k == ORDER ? (i + first) % PARAGRAPHS : i];
        if ((k == HALF && i >= 4) || (k == LEAD && i == 0)) continue;
        if (k == REWRITE) put_reworded(m, x, p);
        else put_paragraph(m, x, p, k == CHANGED ? 10 : 0);
        if (k == INSIDE && i == 3)
            for (unsigned j = 0; j < 4; j++) put_paragraph(m, &m->now, &m->now.p[j], 0);
    }
}

/* ---- what comes next ---- */

static void deal(maker *m) {
    m->n_left = 0;
    m->minute += draw(m, 12);
    m->families++;
    invent(m, &m->now);
    if (draw(m, 100) < 55) {                        /* most articles have nothing to do with others */
        m->left[m->n_left++] = ALONE;
        return;
    }
    for (unsigned i = 0, n = 1 + draw(m, 5); i < n; i++) m->left[m->n_left++] = (kind)(REPRINT + draw(m, LOOK_ALIKE - REPRINT + 1));
    m->left[m->n_left++] = DISPATCH;
}

/* One of each form a day. */
static bool make_form(maker *m) {
    static matter forms[8];
    static uint32_t last_day[8];
    unsigned which = draw(m, 8);
    if (last_day[which] == 1 + m->minute / 1440) return false;
    if (!last_day[which]) invent(m, &forms[which]);
    last_day[which] = 1 + m->minute / 1440;
    m->now = forms[which];
    for (unsigned i = 0; i < NAMES; i++) m->now.number[i] = 3 + draw(m, 9000);
    m->n_left = 0;
    make_text(m, DISPATCH);
    snprintf(m->title, sizeof m->title, "Jadwal Salat %s %u", forms[which].name[0], m->minute / 1440);
    snprintf(m->outlet, sizeof m->outlet, "Warta %u", which);
    return true;
}

static kind next(maker *m, kw_article *a) {
    static const char *const papers[] = { "Suara", "Kabar", "Warta", "Berita", "Pos", "Harian" };
    kind k = FORM;
    if (!m->n_left && draw(m, 100) < 12 && make_form(m)) {
        m->truth[m->n] = (truth){ 0, FORM };
    } else {
        if (!m->n_left) deal(m);
        k = m->left[--m->n_left];
        make_text(m, k);
        const matter *x = k == LOOK_ALIKE || k == INSIDE ? &m->other : &m->now;
        snprintf(m->title, sizeof m->title, "%s %.*s %s %u", x->name[0], KW_FMT(m->word[x->p[0].word[3] % m->n_words]), x->name[1], k == REWRITE ? x->number[1] : x->number[0]);
        snprintf(m->outlet, sizeof m->outlet, "%s %u", k == DISPATCH ? "Kantor" : papers[draw(m, 6)], draw(m, 40));
        m->truth[m->n] = (truth){ k == LOOK_ALIKE ? 0 : m->families, (uint8_t)k };
    }
    uint32_t minute = m->minute + (k == DISPATCH || k == ALONE ? 0 : 30 + draw(m, 600));
    if (k == FORM) minute = m->minute / 1440 * 1440 + 300;
    *a = (kw_article){ .title = kw_str_of(m->title), .text = kw_buf_str(&m->text), .outlet = kw_str_of(m->outlet), .language = KW_STR("id") };
    a->published = (kw_when){ .first = 19000 + (int32_t)(minute / 1440), .last = 19000 + (int32_t)(minute / 1440), .precision = KW_WHEN_DAY, .has_time = true,
                              .second = (int32_t)(minute % 1440 * 60), .zone = 0 };
    m->n++;
    return k;
}

static bool open_maker(maker *m, const kw *k, size_t n) {
    const kw_table *t = kw_know_lang_table(k->know, KW_STR("id"), "frequency");
    size_t rows = kw_table_rows(t);
    kw_str *word = calloc(rows, sizeof *word);
    *m = (maker){ .seed = 11, .word = word, .until = calloc(rows, sizeof *m->until), .truth = calloc(n + 1, sizeof *m->truth) };
    if (!rows || !word || !m->until || !m->truth) return false;
    double sum = 0;
    for (uint32_t i = 0; i < rows; i++) {
        double per10k = 0;
        int64_t capital = 0;
        kw_str_int(kw_table_cell(t, i, 2), &capital);
        if (capital > 30 || !kw_str_double(kw_table_cell(t, i, 1), &per10k)) continue;
        word[m->n_words] = kw_table_cell(t, i, 0);
        m->until[m->n_words++] = sum += per10k;
    }
    return m->n_words > 0;
}

/* ---- into the record ---- */

static kw_rc put(const kw *k, kw_record *r, kw_article *a, size_t number, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_digest d = { 0 };
    kw_marks marks = { 0 };
    kw_reports reports = { 0 };
    kw_buf digest = KW_BUF_EMPTY, sketch = KW_BUF_EMPTY;
    kw_put_result result;
    uint64_t *matters;
    a->ref = a->path = kw_str_fmt(&mem, "g%zu", number);
    kw_rc rc = kw_digest_make(k->group, a, NULL, NULL, NULL, &mem, &d, err);
    if (rc == KW_OK) kw_regroup_pack(&d, &digest);
    if (rc == KW_OK) rc = kw_regroup_sketch(&d, &mem, &sketch, &matters, err);
    kw_entry e = { .article = a, .marks = &marks, .reports = &reports, .digest = kw_buf_str(&digest), .sketch = kw_buf_str(&sketch), .bytes = number + 1 };
    if (rc == KW_OK) {
        e.content = kw_article_content(a, &mem);
        rc = kw_record_put(r, &e, &mem, &result, err);
    }
    kw_buf_free(&digest);
    kw_buf_free(&sketch);
    kw_arena_free(&mem);
    return rc;
}

static kw_rc add(const kw *k, kw_record *r, maker *m, size_t n, double *grouping, kw_err *err) {
    for (size_t i = 0; i < n; i++) {
        kw_article a;
        size_t number = m->n;
        next(m, &a);
        if (i % BATCH == 0) KW_TRY(kw_record_begin(r, err));
        KW_TRY(put(k, r, &a, number, err));
        if (i % BATCH == BATCH - 1 || i + 1 == n) KW_TRY(kw_record_commit(r, err));
    }
    double start = now();
    KW_TRY(kw_record_begin(r, err));
    KW_TRY(kw_regroup(k, r, err));
    KW_TRY(kw_record_commit(r, err));
    *grouping = now() - start;
    return kw_record_tidy(r, err);
}

/* ---- how right it is ---- */

typedef struct { uint32_t all[KINDS], found[KINDS], same_story[KINDS]; uint64_t links, false_links, form_links; } score;

static kw_rc count_links(kw_record *r, const maker *m, bool *linked, score *s, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT l.article, l.to_article FROM link l WHERE l.to_article IS NOT NULL");
    while (kw_query_next(&q)) {
        const size_t a = (size_t)kw_row_int(&q, 0) - 1, b = (size_t)kw_row_int(&q, 1) - 1;     /* rows are given in the order of making */
        const truth *x = &m->truth[a], *y = &m->truth[b];
        bool right = x->family && x->family == y->family;
        s->links++;
        s->form_links += x->kind == FORM && y->kind == FORM;
        s->false_links += !right;
        if (right) linked[a] = linked[b] = true;
    }
    return kw_query_end(&q, err);
}

static kw_rc count_stories(kw_record *r, const maker *m, score *s, kw_err *err) {
    int64_t *story = calloc(m->n + 1, sizeof *story), *of_family = calloc(m->families + 1u, sizeof *of_family);
    if (!story || !of_family) return kw_fail_nomem(err);
    kw_query q = kw_query_on(r, "SELECT article, story FROM story_article WHERE also = 0");
    while (kw_query_next(&q)) story[kw_row_int(&q, 0) - 1] = kw_row_int(&q, 1);
    KW_TRY(kw_query_end(&q, err));
    for (size_t i = 0; i < m->n; i++)
        if (m->truth[i].kind == DISPATCH) of_family[m->truth[i].family] = story[i];
    for (size_t i = 0; i < m->n; i++) s->same_story[m->truth[i].kind] += m->truth[i].family && of_family[m->truth[i].family] == story[i];
    free(story);
    free(of_family);
    return KW_OK;
}

static kw_rc report(kw_record *r, const maker *m, kw_err *err) {
    score s = { 0 };
    bool *linked = calloc(m->n + 1, sizeof *linked);
    if (!linked) return kw_fail_nomem(err);
    KW_TRY(count_links(r, m, linked, &s, err));
    KW_TRY(count_stories(r, m, &s, err));
    for (size_t i = 0; i < m->n; i++) s.all[m->truth[i].kind]++, s.found[m->truth[i].kind] += linked[i];
    uint64_t all = 0, found = 0;
    for (int k = REPRINT; k <= INSIDE; k++) {
        printf("      %-15s %7u made, linked %.3f%s", kinds[k], s.all[k], s.all[k] ? (double)s.found[k] / s.all[k] : 0, k == INSIDE ? "\n" : "");
        if (k != INSIDE) printf(", in the dispatch's story %.3f\n", s.all[k] ? (double)s.same_story[k] / s.all[k] : 0);
        all += s.all[k];
        found += s.found[k];
    }
    printf("      recall %.4f; %llu links, of them false %llu, between daily forms %llu (%u made; %u look-alikes)\n", (double)found / (double)(all ? all : 1),
           (unsigned long long)s.links, (unsigned long long)s.false_links, (unsigned long long)s.form_links, s.all[FORM], s.all[LOOK_ALIKE]);
    free(linked);
    return KW_OK;
}

static double megabytes(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

static double peak(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_maxrss / 1024;
}

static kw_rc run(const kw *k, kw_record *r, const char *path, size_t n, kw_err *err) {
    maker m;
    double start = now(), grouping = 0, took;
    if (!open_maker(&m, k, n + 10)) return kw_fail_nomem(err);
    while (m.n < n) {
        double from = now();
        size_t some = n - m.n < ADD ? n - m.n : ADD;
        KW_TRY(add(k, r, &m, some, &took, err));
        grouping += took;
        printf("    %8zu articles: this add %6.0f articles/s, its grouping %6.0f; all %6.0f articles/s; peak %.0f MB, record %.0f MB\n", m.n,
               (double)some / (now() - from), (double)some / took, (double)m.n / (now() - start), peak(), megabytes(path));
        fflush(stdout);
    }
    double all = now() - start;
    KW_TRY(add(k, r, &m, 10, &took, err));
    printf("    %zu articles in %.0f s (%.0f/s, grouping alone %.0f/s), peak %.0f MB, record %.0f MB; ten more grouped in %.3f s\n", n, all, (double)n / all,
           (double)n / grouping, peak(), megabytes(path), took);
    KW_TRY(report(r, &m, err));
    kw_buf_free(&m.text);
    free(m.truth);
    free(m.until);
    free((void *)m.word);
    return KW_OK;
}

int main(int argc, char **argv) {
    kw *k = NULL;
    kw_record *r = NULL;
    kw_err err = { "" };
    if (argc < 3) return fprintf(stderr, "growth_bench: want N RECORD\n"), 2;
    kw_rc rc = kw_open(NULL, &k, &err);
    if (rc == KW_OK) rc = kw_record_open(argv[2], KW_CREATE, &r, &err);
    if (rc == KW_OK) rc = run(k, r, argv[2], (size_t)atol(argv[1]), &err);
    kw_record_close(r);
    kw_close(k);
    if (rc != KW_OK) fprintf(stderr, "growth_bench: %s\n", err.text);
    return rc == KW_OK ? 0 : 4;
}
