/* SPDX-License-Identifier: MIT
 * Image: head | columns | cells (rows x columns) | folded keys | slots | word slots | sieves | pool. Slots are open addressing at most half
 * full. Most words of a text are in none of the tables they are asked of, so a sieve (a Bloom filter of one bit a key, Bloom 1970) stands
 * before each set of slots: small enough to stay in the nearest cache, it sends nine in ten of them away. First words go by a number that
 * costs less than folding and hashing, since they are asked for at each word; it has a sieve of its own, and so has that of whole keys.
 * Everything is in 32-bit offsets from the head. */
#include "know/table.h"
#include "base/eight.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <stdlib.h>

typedef struct { uint32_t at, n; } piece;                        /* of the pool */
/* row: 1 + the first one's number, 0: free; n: rows of this key, which stands at `at` of the pool. All that a search looks at lies here. */
typedef struct { uint32_t hash, row, at; uint16_t key, n; } row_slot;
typedef struct { uint32_t sign, words; } word_slot;               /* words 0: free */

struct kw_table {
    char magic[8];
    uint32_t size, n_rows, n_cols, n_slots, n_word_slots;
    uint32_t columns, cells, keys, slots, word_slots, sieve, pool;                  /* offsets from the head */
    uint32_t sign_sieve, key_sieve;
};

static const char MAGIC[8] = "KWTABL8";

static const void *part(const kw_table *t, uint32_t at) { return (const char *)t + at; }

static kw_str text_of(const kw_table *t, piece p) {
    return (kw_str){ (const char *)part(t, t->pool) + p.at, p.n };
}

uint32_t kw_table_rows(const kw_table *t) { return t ? t->n_rows : 0; }

kw_str kw_table_cell(const kw_table *t, uint32_t row, uint32_t column) {
    if (!t || row >= t->n_rows || column >= t->n_cols) return KW_STR("");
    return text_of(t, ((const piece *)part(t, t->cells))[(size_t)row * t->n_cols + column]);
}

kw_str kw_table_key(const kw_table *t, uint32_t row) {
    if (!t || row >= t->n_rows) return KW_STR("");
    return text_of(t, ((const piece *)part(t, t->keys))[row]);
}

uint32_t kw_table_column(const kw_table *t, const char *name) {
    for (uint32_t c = 0; t && c < t->n_cols; c++)
        if (kw_str_is(text_of(t, ((const piece *)part(t, t->columns))[c]), name)) return c;
    return UINT32_MAX;
}

/* ---- sieves: so many bits for a slot ---- */

enum { SIEVE_BITS = 4, SIGN_BITS = 8 };

static uint32_t sieve_bit(uint32_t n_slots, uint64_t hash) { return (uint32_t)(hash >> 16) & (n_slots * SIEVE_BITS - 1); }

static bool passes(const kw_table *t, uint32_t sieve, uint32_t n_slots, uint64_t hash) {
    uint32_t bit = sieve_bit(n_slots, hash);
    return ((const uint8_t *)part(t, sieve))[bit / 8] >> (bit % 8) & 1;
}

/* ---- signs ---- */

static inline uint64_t byte_at(const char *p, size_t i) { return (uint64_t)(unsigned char)p[i] << 8 * i; }
static inline uint64_t four_at(const char *p) { return byte_at(p, 0) | byte_at(p, 1) | byte_at(p, 2) | byte_at(p, 3); }

/* Fewer than eight bytes of a text, of which two reads may share some; what is missing are marks. */
static inline uint64_t few_at(const char *p, size_t n) {
    if (!n) return 0;
    const uint64_t v = n < 4 ? byte_at(p, 0) | byte_at(p, n / 2) | byte_at(p, n - 1) : four_at(p) | four_at(p + n - 4) << 8 * (n - 4);
    return v | KW_EACH * '!' << 8 * n;
}

/* Has a piece a byte, or two blanks, with which the sign would not be that of the folded key? `least`: a blank, or the mark behind it. */
static inline bool is_unsure(uint64_t v, char least) {
    const uint64_t blank = least == ' ' ? kw_ascii_is(v, ' ') : 0;
    return ((v | kw_ascii_below(v, (unsigned char)least) | kw_ascii_is(v, '`')) & KW_HIGH) || (blank & blank >> 8);
}

/* Multiplying spreads the bits upwards (Knuth 6.4); capital letters count as small ones. */
static inline uint64_t mix(uint64_t h, uint64_t v) { return (h ^ h >> 32 ^ (v | KW_EACH * ' ')) * 0x9e3779b97f4a7c15u; }

static inline uint32_t sign_made(uint64_t h) { return (uint32_t)(h >> 32) | 1; }

/* Pieces of eight bytes that share one with their neighbours, so that each two bytes stand together in one of them. */
static uint32_t long_sign(kw_str s, char least) {
    uint64_t h = s.n;
    for (size_t i = 0, last = s.n - 8;; i = i + 7 < last ? i + 7 : last) {
        const uint64_t v = kw_eight(s.p + i);
        if (is_unsure(v, least)) return 0;
        h = mix(h, v);
        if (i == last) return sign_made(h);
    }
}

/* 0: it has to be folded first. */
static inline uint32_t plain_sign(kw_str s, char least) {
    if (s.n > 8) return long_sign(s, least);
    const uint64_t v = s.n == 8 ? kw_eight(s.p) : few_at(s.p, s.n);
    return is_unsure(v, least) ? 0 : sign_made(mix(s.n, v));
}

static inline uint32_t word_sign(kw_str s) { return plain_sign(s, '!'); }
static inline uint32_t key_sign(kw_str s) { return s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ') ? 0 : plain_sign(s, ' '); }

static uint32_t hashed(kw_str folded) { return (uint32_t)(kw_hash(folded) >> 32) | 1; }

uint32_t kw_table_folded_sign(kw_str s) {
    const uint32_t sign = word_sign(s);
    return sign ? sign : hashed(s);
}

static uint32_t folded_key_sign(kw_str s) {
    const uint32_t sign = key_sign(s);
    return sign ? sign : hashed(s);
}

enum { ROOM = 300 };

uint32_t kw_table_sign(kw_str word) {
    char room[ROOM];
    const uint32_t sign = word_sign(word);
    if (sign) return sign;
    const kw_str folded = kw_utf8_fold_in(word, room, sizeof room);
    return folded.n ? kw_table_folded_sign(folded) : 0;
}

uint32_t kw_table_key_sign(kw_str key) {
    char room[ROOM];
    const uint32_t sign = key_sign(key);
    if (sign) return sign;
    const kw_str folded = kw_utf8_fold_in(key, room, sizeof room);
    return folded.n ? folded_key_sign(folded) : 0;
}

static uint32_t sign_bit(uint32_t n_slots, uint32_t sign) { return kw_sign_bit(sign) & (n_slots * SIGN_BITS - 1); }

static bool passes_sign(const kw_table *t, uint32_t sieve, uint32_t sign) {
    if (!sign) return true;
    uint32_t bit = sign_bit(t->n_word_slots, sign);
    return ((const uint8_t *)part(t, sieve))[bit / 8] >> (bit % 8) & 1;
}

bool kw_table_may_begin(const kw_table *t, uint32_t sign) { return t && t->n_rows && passes_sign(t, t->sign_sieve, sign); }
bool kw_table_may_hold(const kw_table *t, uint32_t key_sign) { return t && t->n_rows && passes_sign(t, t->key_sieve, key_sign); }

bool kw_sieve_open(size_t bits, kw_arena *mem, kw_sieve *out) {
    size_t size = 8;
    while (size < bits) size *= 2;
    *out = (kw_sieve){ kw_alloc(mem, size / 8), (uint32_t)size - 1 };
    return out->bits != NULL;
}

/* A smaller sieve goes by fewer bits of the sign: it is laid over a larger one as often as it fits. */
static bool join_sieves(const kw_table *const *tables, size_t n, bool keys, kw_arena *mem, kw_sieve *out) {
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++)
        if (kw_table_rows(tables[i]) && tables[i]->n_word_slots > most) most = tables[i]->n_word_slots;
    if (!kw_sieve_open((size_t)most * SIGN_BITS, mem, out)) return false;
    for (size_t i = 0; i < n; i++) {
        if (!kw_table_rows(tables[i])) continue;
        const uint8_t *of = part(tables[i], keys ? tables[i]->key_sieve : tables[i]->sign_sieve);
        const uint32_t fewer = tables[i]->n_word_slots * SIGN_BITS / 8 - 1;
        for (uint32_t b = 0; b <= out->mask / 8; b++) out->bits[b] |= of[b & fewer];
    }
    return true;
}

bool kw_sieve_of(const kw_table *const *tables, size_t n, kw_arena *mem, kw_sieve *out) { return join_sieves(tables, n, false, mem, out); }
bool kw_sieve_of_keys(const kw_table *const *tables, size_t n, kw_arena *mem, kw_sieve *out) { return join_sieves(tables, n, true, mem, out); }

kw_rows kw_table_find_hashed(const kw_table *t, kw_str folded, uint64_t hash) {
    if (!t || !t->n_rows || !passes(t, t->sieve, t->n_slots, hash)) return (kw_rows){ 0, 0 };
    const row_slot *slots = part(t, t->slots);
    const uint32_t mask = t->n_slots - 1, tag = (uint32_t)(hash >> 32);
    for (uint32_t i = (uint32_t)hash & mask; slots[i].row; i = (i + 1) & mask) {
        const row_slot *s = &slots[i];
        if (s->hash == tag && kw_str_eq(text_of(t, (piece){ s->at, s->key }), folded)) return (kw_rows){ s->row - 1, s->n };
    }
    return (kw_rows){ 0, 0 };
}

kw_rows kw_table_find(const kw_table *t, kw_str folded) {
    return t && t->n_rows ? kw_table_find_hashed(t, folded, kw_hash(folded)) : (kw_rows){ 0, 0 };
}

uint64_t kw_table_expect(const kw_table *t, kw_str folded) {
    const uint64_t hash = kw_hash(folded);
    if (!t || !t->n_rows) return hash;
    __builtin_prefetch((const uint8_t *)part(t, t->sieve) + sieve_bit(t->n_slots, hash) / 8);
    __builtin_prefetch((const row_slot *)part(t, t->slots) + ((uint32_t)hash & (t->n_slots - 1)));
    return hash;
}

uint32_t kw_table_words_at(const kw_table *t, uint32_t sign) {
    if (!kw_table_may_begin(t, sign)) return 0;
    const word_slot *slots = part(t, t->word_slots);
    const uint32_t mask = t->n_word_slots - 1;
    for (uint32_t i = kw_sign_bit(sign) & mask; slots[i].words; i = (i + 1) & mask)
        if (slots[i].sign == sign) return slots[i].words;
    return 0;
}

uint32_t kw_table_words_from(const kw_table *t, kw_str folded) { return kw_table_words_at(t, kw_table_folded_sign(folded)); }

const kw_table *kw_table_in(kw_str image) {
    const kw_table *t = (const void *)image.p;
    if (image.n < sizeof *t || memcmp(t->magic, MAGIC, sizeof MAGIC) != 0 || t->size > image.n) return NULL;
    return t;
}

void kw_table_to_tsv(const kw_table *t, kw_buf *out) {
    for (uint32_t c = 0; c < t->n_cols; c++) {
        if (c) kw_buf_byte(out, '\t');
        kw_buf_add(out, text_of(t, ((const piece *)part(t, t->columns))[c]));
    }
    kw_buf_byte(out, '\n');
    for (uint32_t r = 0; r < t->n_rows; r++) {
        for (uint32_t c = 0; c < t->n_cols; c++) {
            if (c) kw_buf_byte(out, '\t');
            kw_buf_add(out, kw_table_cell(t, r, c));
        }
        kw_buf_byte(out, '\n');
    }
}

/* ---- building ---- */

typedef struct { kw_str *cells; kw_str key; size_t order; } row;
typedef struct { kw_arena mem; kw_strs header; row *rows; size_t n, cap; } rows;

static size_t count_cells(kw_str line) {
    size_t n = 1;
    for (size_t i = 0; i < line.n; i++) n += line.p[i] == '\t';
    return n;
}

static kw_rc take_header(rows *r, kw_str line, kw_err *err) {
    size_t n = count_cells(line);
    kw_str *v = kw_alloc_n(&r->mem, n, sizeof *v);
    if (!v) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        kw_str_cut(&line, '\t', &v[i]);
        v[i] = kw_str_trim(v[i]);
    }
    r->header = (kw_strs){ v, n };
    return KW_OK;
}

static kw_rc check_header(const rows *r, kw_str line, const char *path, long number, kw_err *err) {
    size_t n = count_cells(line);
    kw_str name;
    for (size_t i = 0; i < n && i < r->header.n; i++) {
        kw_str_cut(&line, '\t', &name);
        name = kw_str_trim(name);
        if (!kw_str_eq(name, r->header.v[i]))
            return kw_fail_at(err, KW_DATA, path, number, "column %zu: want '%.*s', found '%.*s'", i + 1, KW_FMT(r->header.v[i]), KW_FMT(name));
    }
    if (n == r->header.n) return KW_OK;
    return kw_fail_at(err, KW_DATA, path, number, "want %zu columns (the last '%.*s'), found %zu", r->header.n,
        KW_FMT(r->header.v[r->header.n - 1]), n);
}

static kw_rc read_row(rows *r, kw_str line, const char *path, long number, kw_err *err) {
    size_t n = count_cells(line);
    if (n > r->header.n)
        return kw_fail_at(err, KW_DATA, path, number, "want %zu columns, found %zu", r->header.n, n);
    row *into = kw_push(&r->mem, (void **)&r->rows, &r->n, &r->cap, sizeof *into);
    if (!into || !(into->cells = kw_alloc_n(&r->mem, r->header.n, sizeof(kw_str)))) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        kw_str_cut(&line, '\t', &into->cells[i]);
        into->cells[i] = kw_str_trim(into->cells[i]);
    }
    if (!into->cells[0].n) return kw_fail_at(err, KW_DATA, path, number, "column 1 is empty");
    into->key = kw_utf8_fold(&r->mem, into->cells[0]);
    into->order = r->n;
    if (into->key.n > UINT16_MAX) return kw_fail_at(err, KW_DATA, path, number, "column 1 is longer than %d bytes", UINT16_MAX);
    return into->key.p ? KW_OK : kw_fail_nomem(err);
}

/* The next line that says something; false: none is left. */
static bool next_line(kw_str *rest, kw_str *line, long *number) {
    while (kw_str_cut(rest, '\n', line)) {
        ++*number;
        if (line->n && line->p[line->n - 1] == '\r') line->n--;
        if (kw_str_trim(*line).n && line->p[0] != '#') return true;
    }
    return false;
}

/* The header that all have to have is that of the last text: a user's rows stand before the shipped ones. */
static kw_rc header_of(rows *r, kw_tsv last, kw_err *err) {
    kw_str rest = last.text, line;
    long number = 0;
    return next_line(&rest, &line, &number) ? take_header(r, line, err) : KW_OK;
}

static kw_rc read_tsv(rows *r, kw_tsv tsv, kw_err *err) {
    kw_str rest = tsv.text, line;
    bool head = false;
    for (long number = 0; next_line(&rest, &line, &number);) {
        size_t broken = kw_utf8_broken(line);
        if (broken != SIZE_MAX)
            return kw_fail_at(err, KW_DATA, tsv.path, number, "want UTF-8, found byte 0x%02x", (unsigned char)line.p[broken]);
        KW_TRY(head ? read_row(r, line, tsv.path, number, err) : check_header(r, line, tsv.path, number, err));
        head = true;
    }
    return head ? KW_OK : kw_fail_at(err, KW_DATA, tsv.path, 1, "want a line with the names of the columns, found none");
}

static int by_key(const void *x, const void *y) {
    const row *a = x, *b = y;
    int c = kw_str_cmp(a->key, b->key);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static piece pool_add(kw_buf *pool, kw_str s) {
    piece p = { (uint32_t)pool->n, (uint32_t)s.n };
    kw_buf_add(pool, s);
    return p;
}

static uint32_t slots_for(size_t n) {
    uint32_t s = 4;
    while (s < n * 2 + 2) s *= 2;
    return s;
}

static void open_sieve(uint8_t *sieve, uint32_t n_slots, uint64_t hash) {
    uint32_t bit = sieve_bit(n_slots, hash);
    sieve[bit / 8] = (uint8_t)(sieve[bit / 8] | 1u << (bit % 8));
}

static kw_rc fill_slots(row_slot *slots, uint8_t *sieve, uint32_t n_slots, const rows *r, const piece *keys, kw_err *err) {
    for (size_t i = 0, n; i < r->n; i += n) {
        for (n = 1; i + n < r->n && kw_str_eq(r->rows[i].key, r->rows[i + n].key); n++) {}
        if (n > UINT16_MAX)
            return kw_fail(err, KW_DATA, NULL, "'%.*s': want at most %d rows with one key, found %zu", KW_FMT(r->rows[i].key), UINT16_MAX, n);
        uint64_t hash = kw_hash(r->rows[i].key);
        uint32_t at = (uint32_t)hash & (n_slots - 1);
        while (slots[at].row) at = (at + 1) & (n_slots - 1);
        slots[at] = (row_slot){ (uint32_t)(hash >> 32), (uint32_t)i + 1, keys[i].at, (uint16_t)keys[i].n, (uint16_t)n };
        open_sieve(sieve, n_slots, hash);
    }
    return KW_OK;
}

static void open_sign(uint8_t *sieve, uint32_t n_slots, uint32_t sign) {
    uint32_t bit = sign_bit(n_slots, sign);
    sieve[bit / 8] = (uint8_t)(sieve[bit / 8] | 1u << (bit % 8));
}

static void fill_word_slots(word_slot *slots, uint8_t *sign_sieve, uint8_t *key_sieve, uint32_t n_slots, const rows *r) {
    for (size_t i = 0; i < r->n; i++) {
        kw_str rest = r->rows[i].key, word, next;
        uint32_t words = 1;
        kw_str_cut(&rest, ' ', &word);
        while (kw_str_cut(&rest, ' ', &next)) words++;
        const uint32_t sign = kw_table_folded_sign(word);
        uint32_t at = kw_sign_bit(sign) & (n_slots - 1);
        while (slots[at].words && slots[at].sign != sign) at = (at + 1) & (n_slots - 1);
        slots[at].sign = sign;
        if (slots[at].words < words) slots[at].words = words;
        open_sign(sign_sieve, n_slots, sign);
        open_sign(key_sieve, n_slots, folded_key_sign(r->rows[i].key));
    }
}

static void align_to(kw_buf *b, size_t base) {
    while ((b->n - base) % 8) kw_buf_byte(b, 0);
}

static uint32_t append(kw_buf *out, size_t base, const void *p, size_t n) {
    align_to(out, base);
    uint32_t at = (uint32_t)(out->n - base);
    kw_buf_add(out, (kw_str){ p, n });
    return at;
}

static kw_rc write_image(rows *r, kw_buf *out, kw_err *err) {
    kw_buf pool = KW_BUF_EMPTY;
    size_t n_cells = r->n * r->header.n;
    kw_table t = { .n_rows = (uint32_t)r->n, .n_cols = (uint32_t)r->header.n };
    t.n_slots = t.n_word_slots = slots_for(r->n);
    piece *columns = kw_alloc_n(&r->mem, r->header.n, sizeof *columns);
    piece *cells = kw_alloc_n(&r->mem, n_cells + 1, sizeof *cells), *keys = kw_alloc_n(&r->mem, r->n + 1, sizeof *keys);
    row_slot *slots = kw_alloc_n(&r->mem, t.n_slots, sizeof *slots);
    word_slot *words = kw_alloc_n(&r->mem, t.n_word_slots, sizeof *words);
    size_t n_sieve = t.n_slots * (size_t)SIEVE_BITS / 8;
    size_t n_signs = t.n_word_slots * (size_t)SIGN_BITS / 8;
    uint8_t *sieve = kw_alloc(&r->mem, n_sieve), *sign_sieve = kw_alloc(&r->mem, n_signs), *key_sieve = kw_alloc(&r->mem, n_signs);
    if (!columns || !cells || !keys || !slots || !words || !sieve || !sign_sieve || !key_sieve) return kw_fail_nomem(err);
    for (size_t c = 0; c < r->header.n; c++) columns[c] = pool_add(&pool, r->header.v[c]);
    for (size_t i = 0; i < r->n; i++) {
        for (size_t c = 0; c < r->header.n; c++) {
            kw_str *cell = r->rows[i].cells;
            /* repeated cells (a source, a country) are stored once where they follow each other */
            if (i && kw_str_eq(cell[c], r->rows[i - 1].cells[c])) cells[i * r->header.n + c] = cells[(i - 1) * r->header.n + c];
            else cells[i * r->header.n + c] = pool_add(&pool, cell[c]);
        }
        keys[i] = kw_str_eq(r->rows[i].key, r->rows[i].cells[0]) ? cells[i * r->header.n] : pool_add(&pool, r->rows[i].key);
    }
    kw_rc rc = fill_slots(slots, sieve, t.n_slots, r, keys, err);
    if (rc != KW_OK) {
        kw_buf_free(&pool);
        return rc;
    }
    fill_word_slots(words, sign_sieve, key_sieve, t.n_word_slots, r);
    while (out->n % 8) kw_buf_byte(out, 0);
    size_t base = out->n;
    memcpy(t.magic, MAGIC, sizeof MAGIC);
    append(out, base, &t, sizeof t);
    t.columns = append(out, base, columns, r->header.n * sizeof *columns);
    t.cells = append(out, base, cells, n_cells * sizeof *cells);
    t.keys = append(out, base, keys, r->n * sizeof *keys);
    t.slots = append(out, base, slots, t.n_slots * sizeof *slots);
    t.word_slots = append(out, base, words, t.n_word_slots * sizeof *words);
    t.sieve = append(out, base, sieve, n_sieve);
    t.sign_sieve = append(out, base, sign_sieve, n_signs);
    t.key_sieve = append(out, base, key_sieve, n_signs);
    t.pool = append(out, base, pool.p, pool.n);
    align_to(out, base);
    t.size = (uint32_t)(out->n - base);
    bool failed = pool.failed || out->failed;
    if (!failed) memcpy(out->p + base, &t, sizeof t);
    kw_buf_free(&pool);
    return failed ? kw_fail_nomem(err) : KW_OK;
}

kw_rc kw_table_build(const kw_tsv *tsv, size_t n, kw_buf *out, kw_err *err) {
    rows r = { .mem = KW_ARENA_EMPTY };
    kw_rc rc = n ? header_of(&r, tsv[n - 1], err) : KW_OK;
    for (size_t i = 0; i < n && rc == KW_OK; i++) rc = read_tsv(&r, tsv[i], err);
    if (rc == KW_OK) {
        if (r.n > 1) qsort(r.rows, r.n, sizeof *r.rows, by_key);
        rc = write_image(&r, out, err);
    }
    kw_arena_free(&r.mem);
    return rc;
}
