/* SPDX-License-Identifier: MIT
 * Pieces to phrases by lang/XX/joins: which piece may join which ("title country", "country title", "agent of country"), over what
 * words between them, and which of the two is the head. What the table calls a phrase on the right is read whole first, so
 * pieces are taken from the last to the first: whatever phrase may be joined on the right has been read, and is remembered by its
 * first piece. Only where a single word is taken out of a phrase the rest of it is read once more; MAX_DEPTH ends that. */
#include "mark/name_parts.h"

enum { MAX_DEPTH = 12, MAX_LINK = 4, MAX_APART = 5, MAX_FILL = 2, MAX_COUNT_WORDS = 5 };

typedef struct {
    kw_naming *g;
    uint32_t start, end;                /* pieces: the first of the sentence, and the one after its last */
    int32_t *known;                     /* by piece, from the start: 1 + the whole phrase that begins there; 0: none was read */
} reader;

/* "pengacara Ketua DPR X", "pengacara Jokowi": of who holds or held an office, not by his name; "pengacara Y" of nobody known is Y. */
static bool serves_somebody(const kw_naming *g, const kw_piece *p) {
    const kw_piece *q = p + 1;
    if (g->lang->heads_last || q >= g->pieces + g->n_pieces || q->first != p->first + p->n) return false;
    if (!kw_office_is(g->kit, kw_table_cell(p->table, p->rows.first, KW_TI_OFFICE), KW_STR("personal"))) return false;
    if (q->type == KW_P_TITLE) return kw_str_is(kw_table_cell(q->table, q->rows.first, KW_TI_USE), "office");
    return q->type == KW_P_PERSON && q->table == g->kit->persons &&
           kw_find_key(g->kit->offices, kw_table_cell(q->table, q->rows.first, KW_PE_ACTOR)).n;
}

static const char *type_name(const kw_naming *g, const kw_piece *p) {
    static const char *const names[KW_P_TYPES] = { "none", "country", "org", "person", "place", "title", "agent", "run" };
    if (p->type == KW_P_COUNTRY && p->metonym) return "capital";
    if (kw_piece_is_faith(p)) return "faith";
    if (kw_agent_is(p, "body")) return "body";
    if (kw_agent_is(p, "apart")) return "apart";
    if (kw_agent_is(p, "host")) return "host";
    if (kw_agent_is(p, "owned")) return "owned";
    if (p->type != KW_P_TITLE) return names[p->type];
    kw_str use = kw_table_cell(p->table, p->rows.first, KW_TI_USE);
    if (kw_str_is(use, "honorific")) return "honorific";
    if (kw_str_is(use, "prefix")) return "prefix";
    return kw_str_is(use, "kin") || serves_somebody(g, p) ? "kin" : "title";
}

/* "long-time", "oil-rich": half of such a word. */
static bool in_compound(const kw_naming *g, uint32_t i) {
    const kw_atom *a = &g->atoms[i], *other = a->flags & KW_ATOM_JOINED ? a - 1 : a + 1;
    if (!g->lang->heads_last || i + 1 >= g->n_atoms || (!(a->flags & KW_ATOM_JOINED) && !(other->flags & KW_ATOM_JOINED))) return false;
    return !((a->flags | other->flags) & KW_ATOM_CAPITAL);
}

/* "ke-7": the word of a number of rank, which stands behind a hyphen. */
static bool is_rank(const kw_naming *g, uint32_t i) {
    enum { RANKED = KW_ATOM_NUMBER | KW_ATOM_JOINED };
    return i + 1 < g->at->first_atom + g->at->n_atoms && !(g->atoms[i].flags & KW_ATOM_CAPITAL) && (g->atoms[i + 1].flags & RANKED) == RANKED;
}

static bool is_filler(const kw_naming *g, uint32_t i) {
    const kw_atom *a = &g->atoms[i];
    if (a->flags & (KW_ATOM_PUNCT | KW_ATOM_CLITIC)) return false;
    if (in_compound(g, i)) return true;
    if (g->lang->heads_last && (a->flags & KW_ATOM_CAPITAL) && (a->flags & KW_ATOM_COMMON)) return true;     /* "Fisheries" Minister */
    return (a->flags & KW_ATOM_NUMBER) || is_rank(g, i) || (a->upos == KW_ADJ && !(a->flags & KW_ATOM_CAPITAL)) || kw_atom_is(g, i, KW_USE_FILLER);
}

static bool all_fillers(const kw_naming *g, uint32_t from, uint32_t to) {
    if (to == from + 5 && is_rank(g, from) && kw_atom_is(g, from + 2, KW_USE_AND) && is_rank(g, from + 3)) return true;      /* "ke-10 dan ke-12" */
    if (to - from > MAX_FILL) return false;
    for (uint32_t i = from; i < to; i++)
        if (!is_filler(g, i)) return false;
    return true;
}

/* "title of country": the row of joins for the two types and the words between, or UINT32_MAX. */
static uint32_t join_row(const kw_naming *g, const char *left, uint32_t from, uint32_t to, bool hyphen, const char *right) {
    char key[96];
    size_t n = 0;
    kw_str parts[MAX_LINK + 2];
    size_t k = 0;
    parts[k++] = kw_str_of(left);
    for (uint32_t i = from; i < to; i++) parts[k++] = g->atoms[i].form;
    if (hyphen && from == to) parts[k++] = KW_STR("-");
    if (k == MAX_LINK + 2) return UINT32_MAX;
    parts[k++] = kw_str_of(right);
    for (size_t i = 0; i < k; i++) {
        if (n + parts[i].n + 1 > sizeof key) return UINT32_MAX;
        if (i) key[n++] = ' ';
        memcpy(key + n, parts[i].p, parts[i].n);
        n += parts[i].n;
    }
    kw_rows r = kw_table_find(g->lang->joins, (kw_str){ key, n });
    return r.n ? r.first : UINT32_MAX;
}

static bool join_cell(const kw_naming *g, uint32_t row, uint32_t column, const char *value) {
    return kw_str_is(kw_table_cell(g->lang->joins, row, column), value);
}

/* An ambassador is sent to a state; "Chinese premier to Islamabad" is on his way. */
static bool serves_abroad(const kw_naming *g, const kw_piece *p) {
    return p->type == KW_P_TITLE && kw_office_is(g->kit, kw_table_cell(p->table, p->rows.first, KW_TI_OFFICE), KW_STR("abroad"));
}

/* "Menteri Kebudayaan", "Direktur Operasional": of two words or more, all with a capital. */
static bool names_its_field(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *t = &g->pieces[p->head];
    if (g->lang->heads_last || g->at->title_case || g->at->shouting || t->type != KW_P_TITLE || t->n < 2) return false;
    for (uint32_t i = t->first; i < t->first + t->n; i++)
        if (!(g->atoms[i].flags & KW_ATOM_CAPITAL) && !kw_atom_is(g, i, KW_USE_ORGLINK)) return false;
    return kw_str_is(kw_table_cell(t->table, t->rows.first, KW_TI_USE), "office");
}

/* "withdraw 2,000 troops from Congo": where they are taken from is not whose they are. */
static bool taken_from(const kw_naming *g, const kw_phrase *left, uint32_t from, uint32_t to) {
    if (to == from || !kw_atom_is(g, from, KW_USE_LOCATIVE) || g->pieces[left->head].type != KW_P_AGENT || left->owner >= 0) return false;
    for (uint32_t i = left->first, k = 0; i-- > g->at->first_atom && k < MAX_COUNT_WORDS; k++) {
        const kw_atom *a = &g->atoms[i];
        if (a->upos != KW_VERB && !(a->flags & KW_ATOM_PUNCT)) continue;
        kw_rows r = a->upos == KW_VERB ? kw_table_find(g->lang->name_words, a->lemma) : (kw_rows){ 0, 0 };
        for (uint32_t n = 0; n < r.n; n++)
            if (g->lang->uses[r.first + n] & KW_USE_AWAY) return true;
        return false;
    }
    return false;
}

/* "took three policemen hostage": the word behind those who became it. */
static bool became(const kw_naming *g, const kw_piece *left, const kw_piece *q) {
    if (!kw_atom_is(g, q->first, KW_USE_CAPTIVE) || q->n > 1 || left->first + left->n != q->first) return false;
    return left->type == KW_P_AGENT || left->type == KW_P_TITLE || left->type == KW_P_PERSON;
}

/* The join of `left` with piece or phrase `head`, which begins at atom `to`. */
static uint32_t find_join(const kw_naming *g, const kw_phrase *left, uint32_t to, const kw_piece *head) {
    uint32_t from = left->last + 1;
    if (to < from || became(g, &g->pieces[left->last_piece], head)) return UINT32_MAX;
    const char *a = type_name(g, &g->pieces[left->head]), *b = type_name(g, head);
    bool hyphen = (g->atoms[to].flags & KW_ATOM_JOINED) != 0;
    uint32_t row = UINT32_MAX;
    if (to - from < MAX_LINK) row = join_row(g, a, from, to, hyphen, b);
    if (row == UINT32_MAX && to > from && all_fillers(g, from, to)) {
        row = join_row(g, a, from, from, false, b);
        if (row != UINT32_MAX && !join_cell(g, row, KW_JO_FILL, "yes")) row = UINT32_MAX;
    }
    /* "Iran's old foes" */
    if (row == UINT32_MAX && to > from + 1 && (g->atoms[from].flags & KW_ATOM_CLITIC) && all_fillers(g, from + 1, to)) {
        row = join_row(g, a, from, from + 1, false, b);
        if (row != UINT32_MAX && !join_cell(g, row, KW_JO_FILL, "yes")) row = UINT32_MAX;
    }
    if (row == UINT32_MAX || (join_cell(g, row, KW_JO_HEAD, "left") && taken_from(g, left, from, to))) return UINT32_MAX;
    if (join_cell(g, row, KW_JO_NEED, "owner") && left->owner < 0 && !names_its_field(g, left)) return UINT32_MAX;
    if (join_cell(g, row, KW_JO_NEED, "unowned") && left->owner >= 0 && !serves_abroad(g, &g->pieces[left->head])) return UINT32_MAX;
    if (join_cell(g, row, KW_JO_NEED, "state") && !kw_sector_is(&g->kit->ontology, head->sector, KW_SECTOR_STATE)) return UINT32_MAX;
    if (join_cell(g, row, KW_JO_NEED, "abroad") && !serves_abroad(g, &g->pieces[left->head])) return UINT32_MAX;
    return row;
}

static int32_t new_phrase(kw_naming *g, uint32_t piece) {
    kw_phrase *p = kw_push(g->mem, (void **)&g->phrases, &g->n_phrases, &g->cap_phrases, sizeof *p);
    if (!p) { g->failed = true; return -1; }
    const kw_piece *q = &g->pieces[piece];
    *p = (kw_phrase){ .first = q->first, .last = q->first + q->n - 1, .first_piece = piece, .last_piece = piece, .head = piece,
                      .title = q->type == KW_P_TITLE ? (int32_t)piece : -1, .owner = -1, .child = -1, .next = -1, .alias = -1, .entity = UINT32_MAX,
                      .named = q->type != KW_P_TITLE && q->type != KW_P_AGENT, .plural = q->doubled };
    if (q->type == KW_P_TITLE) {
        p->former = kw_str_is(kw_table_cell(q->table, q->rows.first, KW_TI_OFFICE), "former");
        p->deputy = !p->former && kw_str_is(kw_table_cell(q->table, q->rows.first, KW_TI_USE), "prefix");
        p->kin = kw_str_is(kw_table_cell(q->table, q->rows.first, KW_TI_USE), "kin");
    }
    return (int32_t)g->n_phrases - 1;
}

static void add_child(kw_naming *g, int32_t parent, int32_t child) {
    kw_phrase *c = &g->phrases[child], *p = &g->phrases[parent];
    c->next = p->child;
    p->child = child;
    if (p->owner < 0) p->owner = child;
}

/* A title that came to its person, or a prefix to its title, leaves what it knows and is no phrase of its own. */
static void hand_over(kw_naming *g, int32_t from, int32_t to) {
    kw_phrase *f = &g->phrases[from], *t = &g->phrases[to];
    bool only_prefix = t->title >= 0 && f->title >= 0 && strcmp(type_name(g, &g->pieces[f->title]), "prefix") == 0 &&
        strcmp(type_name(g, &g->pieces[t->title]), "title") == 0;
    if (!only_prefix && (t->title < 0 || g->pieces[t->head].type == KW_P_PERSON)) t->title = f->title >= 0 ? f->title : t->title;
    t->former |= f->former;
    t->deputy |= f->deputy;
    if (t->owner < 0) t->owner = f->owner;
    while (f->child >= 0) {
        int32_t c = f->child;
        f->child = g->phrases[c].next;
        g->phrases[c].next = t->child;
        t->child = c;
    }
}

static int32_t join(kw_naming *g, int32_t left, int32_t right, uint32_t row) {
    if (!join_cell(g, row, KW_JO_HEAD, "right")) {
        g->phrases[left].last = g->phrases[right].last;
        g->phrases[left].last_piece = g->phrases[right].last_piece;
        add_child(g, left, right);
        /* "pilot Susi Air asal Selandia Baru": of there, whoever employs him */
        if (join_cell(g, row, KW_JO_HEAD, "from")) g->phrases[left].owner = right;
        bool toward = join_cell(g, row, KW_JO_HEAD, "toward");          /* "ambassador to France" is another state's */
        g->phrases[right].toward = toward;
        if (toward && g->phrases[left].owner == right) g->phrases[left].owner = -1;
        return left;
    }
    kw_phrase *l = &g->phrases[left], *r = &g->phrases[right];
    r->first = l->first;
    r->first_piece = l->first_piece;
    if (g->pieces[l->head].type == KW_P_TITLE) hand_over(g, left, right);
    else add_child(g, right, left);
    return right;
}

/* A prefix or a form of address that found nothing to stand before is no word of a name: "the party late Monday". */
static bool unfinished(const kw_naming *g, int32_t phrase) {
    const char *t = type_name(g, &g->pieces[g->phrases[phrase].head]);
    return strcmp(t, "prefix") == 0 || strcmp(t, "honorific") == 0;
}

/* "General Wiranto" in "Armed forces chief General Wiranto": a person with forms of address before the name counts as one word. */
static bool addressed(const kw_naming *g, int32_t phrase) {
    const kw_phrase *p = &g->phrases[phrase];
    return g->pieces[p->head].type == KW_P_PERSON && p->head > p->first_piece && strcmp(type_name(g, &g->pieces[p->first_piece]), "honorific") == 0;
}

static int32_t phrase_at(reader *r, uint32_t piece, int depth);

/* "Menteri Keuangan (Menkeu) Budi": the short form in brackets goes by, where another piece follows it at once. */
static void pass_brackets(reader *r, kw_phrase *p) {
    kw_naming *g = r->g;
    uint32_t next = p->last_piece + 1, open = p->last + 1;
    if (next + 1 >= r->end || g->pieces[p->head].type == KW_P_PERSON || !kw_str_is(g->atoms[open].form, "(")) return;
    const kw_piece *in = &g->pieces[next];
    uint32_t close = in->first + in->n;
    if (in->first != open + 1 || !kw_str_is(g->atoms[close].form, ")") || g->pieces[next + 1].first != close + 1) return;
    p->last = close;
    p->last_piece = next;
    p->alias = in->n == 1 ? (int32_t)in->first : -1;
}

/* "Juru bicara militer Asim Bajwa": the name behind the organ of a state is its spokesman's; "kubu Prabowo" is Prabowo's. */
static bool holder_follows(const reader *r, const kw_phrase *p, uint32_t next) {
    const kw_naming *g = r->g;
    const kw_piece *organ = &g->pieces[next], *name = organ + 1;
    if (g->lang->heads_last || p->head != p->last_piece || next + 1 >= r->end || name->type != KW_P_PERSON || name->first != organ->first + organ->n)
        return false;
    return strcmp(type_name(g, &g->pieces[p->head]), "title") == 0 && organ->type == KW_P_AGENT &&
           kw_sector_is(&g->kit->ontology, organ->sector, KW_SECTOR_ORGAN);
}

/* "Konsul Jenderal RI di Penang Wanton Saragih": the place goes by, where the name of who serves there follows it at once. */
static bool pass_place(const reader *r, int32_t p, int32_t place) {
    const kw_naming *g = r->g;
    kw_phrase *t = &g->phrases[p];
    const kw_phrase *where = &g->phrases[place];
    uint32_t next = where->last_piece + 1;
    if (!serves_abroad(g, &g->pieces[t->head]) || where->first_piece != where->last_piece || next >= r->end) return false;
    if (g->pieces[next].type != KW_P_PERSON || g->pieces[next].first != where->last + 1) return false;
    t->last = where->last;
    t->last_piece = where->last_piece;
    return true;
}

/* One more join of phrase `p`; -1 when nothing joins. */
static int32_t grow(reader *r, int32_t p, int depth) {
    kw_naming *g = r->g;
    pass_brackets(r, &g->phrases[p]);
    uint32_t next = g->phrases[p].last_piece + 1;
    if (next >= r->end || depth >= MAX_DEPTH) return -1;
    uint32_t at = g->pieces[next].first, row = find_join(g, &g->phrases[p], at, &g->pieces[next]);
    if (row != UINT32_MAX && (join_cell(g, row, KW_JO_RIGHT, "word") || holder_follows(r, &g->phrases[p], next))) {
        int32_t one = new_phrase(g, next);
        return one < 0 ? -1 : join(g, p, one, row);
    }
    if (at - g->phrases[p].last - 1 > MAX_APART) return -1;
    int32_t right = phrase_at(r, next, depth + 1);
    if (right < 0) return -1;
    row = find_join(g, &g->phrases[p], g->phrases[right].first, &g->pieces[g->phrases[right].head]);
    if (row != UINT32_MAX && unfinished(g, right)) row = UINT32_MAX;
    if (row == UINT32_MAX || (join_cell(g, row, KW_JO_RIGHT, "word") && !addressed(g, right)) || join_cell(g, row, KW_JO_HEAD, "lent")) {
        if (row == UINT32_MAX || !join_cell(g, row, KW_JO_HEAD, "lent")) return -1;
        g->phrases[p].lent = g->pieces[g->phrases[right].head].country;
        return pass_place(r, p, right) ? p : -1;
    }
    r->known[next - r->start] = 0;
    return join(g, p, right, row);
}

static int32_t phrase_at(reader *r, uint32_t piece, int depth) {
    if (r->known[piece - r->start]) return r->known[piece - r->start] - 1;
    int32_t p = new_phrase(r->g, piece);
    while (p >= 0) {
        int32_t more = grow(r, p, depth);
        if (more < 0) break;
        p = more;
    }
    r->known[piece - r->start] = p + 1;
    return p;
}

/* ---- what stands around a phrase ---- */

static void count_words(kw_naming *g, kw_phrase *p) {
    uint32_t first = g->at->first_atom, i = p->first;
    for (int k = 0; k < MAX_COUNT_WORDS && i > first; k++) {
        bool number = (g->atoms[i - 1].flags & KW_ATOM_NUMBER) != 0, many = number || kw_atom_is(g, i - 1, KW_USE_PLURAL);
        bool one = kw_atom_is(g, i - 1, KW_USE_ONE), pass = kw_atom_is(g, i - 1, KW_USE_OF) || is_filler(g, i - 1);
        if (!many && !one && !pass) break;
        i--;
        if (many) p->plural = true;
        if (one) p->indefinite = true;
        if (many || one) p->first = i;
    }
    /* "the two leaders", "kedua" */
    if (p->plural && (kw_atom_is(g, p->first, KW_USE_THE) || (p->first > first && kw_atom_is(g, p->first - 1, KW_USE_THE)))) p->definite = true;
}

/* "negara itu", "negara terkoyak perang itu", "the war-torn country". */
static bool pointed_at(const kw_naming *g, const kw_phrase *p, uint32_t first, uint32_t end) {
    bool state = kw_agent_is(&g->pieces[p->head], "state");
    uint32_t reach = state ? 3 : 0;
    for (uint32_t i = p->last + 1; i < end && i <= p->last + 1 + reach; i++) {
        if (kw_atom_is(g, i, KW_USE_THAT)) return true;
        if (g->atoms[i].flags & (KW_ATOM_PUNCT | KW_ATOM_CAPITAL) || g->lang->heads_last) break;
    }
    for (uint32_t i = p->first; state && g->lang->heads_last && i > first && i + reach >= p->first; i--) {
        if (kw_atom_is(g, i - 1, KW_USE_THE)) return true;
        uint8_t upos = g->atoms[i - 1].upos;
        if (upos != KW_ADJ && upos != KW_NOUN && upos != KW_PROPN && !(g->atoms[i - 1].flags & KW_ATOM_JOINED)) break;
    }
    return false;
}

/* Are the two words from atom i a key of the table, with that use? */
static bool two_words(const kw_naming *g, uint32_t i, uint64_t use) {
    char key[64];
    if (i + 1 >= g->at->first_atom + g->at->n_atoms) return false;
    kw_str a = g->atoms[i].form, b = g->atoms[i + 1].form;
    if (a.n + b.n + 1 > sizeof key) return false;
    memcpy(key, a.p, a.n);
    key[a.n] = ' ';
    memcpy(key + a.n + 1, b.p, b.n);
    kw_rows r = kw_table_find(g->lang->name_words, (kw_str){ key, a.n + b.n + 1 });
    return r.n && g->lang->uses[r.first] & use;
}

/* "di luar negeri", "in other countries": two words of the table, after a preposition. */
static bool abroad(const kw_naming *g, uint32_t i) {
    return i + 2 < g->at->first_atom + g->at->n_atoms && kw_atom_is(g, i, KW_USE_LOCATIVE) && two_words(g, i + 1, KW_USE_OTHER_AFTER);
}

/* "the president-elect", "presiden terpilih Indonesia" */
static bool is_elect(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *t = &g->pieces[p->title];
    uint32_t i = t->first + t->n, end = g->at->first_atom + g->at->n_atoms;
    return i < end && kw_atom_is(g, i, KW_USE_ELECT) && !(g->lang->heads_last && !(g->atoms[i].flags & KW_ATOM_JOINED));
}

/* "the West African country's leader": what "the" points at is the country. */
static void point_at_owner(kw_naming *g, const kw_phrase *p, uint32_t first, uint32_t end) {
    for (int32_t c = g->lang->heads_last ? p->child : -1; c >= 0; c = g->phrases[c].next) {
        kw_phrase *owner = &g->phrases[c];
        if (owner->first == p->first && (p->definite || pointed_at(g, owner, first, end))) owner->definite = true;
    }
}

static void look_around(kw_naming *g, kw_phrase *p) {
    uint8_t type = g->pieces[p->head].type;
    uint32_t first = g->at->first_atom, end = first + g->at->n_atoms;
    bool then = p->first > first && kw_atom_is(g, p->first - 1, KW_USE_THEN);
    if (p->title >= 0 && (then || (type == KW_P_TITLE && two_words(g, p->last + 1, KW_USE_THEN)))) p->former = true;
    if (p->title >= 0 && is_elect(g, p)) p->deputy = true;
    if (type != KW_P_AGENT && type != KW_P_TITLE && type != KW_P_ORG) return;
    if (pointed_at(g, p, first, end)) p->definite = true;
    if (p->last + 1 < end && kw_atom_is(g, p->last + 1, KW_USE_OTHER_AFTER)) p->other = true;
    if (abroad(g, p->last + 1)) p->other = true;
    if (p->first > first && kw_atom_is(g, p->first - 1, KW_USE_OTHER_BEFORE)) p->other = true;
    if (p->first > first && kw_atom_is(g, p->first - 1, KW_USE_THE)) p->definite = true;
    point_at_owner(g, p, first, end);
    p->theirs = (p->last + 1 < end && kw_atom_is(g, p->last + 1, KW_USE_OWN_AFTER)) ||
        (p->first > first && kw_atom_is(g, p->first - 1, KW_USE_OWN_BEFORE));
    if (type != KW_P_ORG) count_words(g, p);
}

static bool stands_alone(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    if (q->type == KW_P_NONE || q->type == KW_P_RUN) return false;
    if (p->first_piece > g->at->first_piece && p->owner < 0 && became(g, &g->pieces[p->first_piece - 1], q)) return false;
    if (kw_agent_is(q, "host")) return false;           /* "the host nation": a state stands behind it or nobody is named */
    if (kw_agent_is(q, "apart") || kw_agent_is(q, "owned")) return p->owner >= 0;
    if (q->type != KW_P_TITLE) return true;
    const char *t = type_name(g, q);
    return strcmp(t, "title") == 0 || (strcmp(t, "kin") == 0 && p->owner >= 0);
}

/* "Ketua DPD Golkar" and "Ketua DPD": of a title's rows the one of the sector of the body right behind it. */
static void suit_titles(const kw_naming *g) {
    kw_piece *end = g->pieces + g->at->first_piece + g->at->n_pieces;
    for (kw_piece *p = g->pieces + g->at->first_piece; p + 1 < end; p++) {
        if (p->type != KW_P_TITLE || p->rows.n < 2) continue;
        uint32_t next = p->first + p->n, behind = next + (g->atoms[next].upos == KW_NUM);            /* "Ketua DPD II Golkar" */
        const kw_piece *q = p + 1;
        while (q < end && q->first < behind) q++;
        if (q == end || q->type != KW_P_ORG || q->first != behind) continue;
        for (uint32_t k = 1; k < p->rows.n; k++) {
            kw_str sector = kw_table_cell(p->table, p->rows.first + k, KW_TI_SECTOR);
            if (!sector.n || !kw_str_eq(sector, q->sector) || kw_str_eq(p->sector, sector)) continue;
            p->rows = (kw_rows){ p->rows.first + k, 1 };
            p->sector = sector;
            break;
        }
    }
}

bool kw_phrases_of(kw_naming *g) {
    kw_clause *c = g->at;
    suit_titles(g);
    reader r = { g, c->first_piece, c->first_piece + c->n_pieces, kw_alloc_n(g->mem, c->n_pieces + 1, sizeof *r.known) };
    int32_t last = -1;
    if (!r.known) return false;
    for (uint32_t i = r.end; i-- > r.start;)
        if (phrase_at(&r, i, 0) < 0) return false;
    c->top = -1;
    for (uint32_t i = c->first_piece; i < r.end;) {
        int32_t p = phrase_at(&r, i, 0);
        if (p < 0) return false;
        i = g->phrases[p].last_piece + 1;
        if (!stands_alone(g, &g->phrases[p])) continue;
        look_around(g, &g->phrases[p]);
        if (last < 0) c->top = p;
        else g->phrases[last].next = p;
        last = p;
    }
    return !g->failed;
}
