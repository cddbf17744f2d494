/* SPDX-License-Identifier: MIT
 * The doors of the grammar of dates. Reading costs a look-up a word; the caller finds where a date may begin. */
#include "know/date_parts.h"

kw_rc kw_dates_open(const kw_know *k, kw_arena *mem, kw_dates **out, kw_err *err) {
    kw_dates *g = *out = kw_alloc(mem, sizeof *g);
    if (!g || !(g->langs = kw_alloc_n(mem, kw_know_languages(k) + 1, sizeof *g->langs))) return kw_fail_nomem(err);
    for (size_t i = 0; i < kw_know_languages(k); i++) {
        date_lang *l = &g->langs[g->n_langs];
        l->code = kw_know_language(k, i);
        KW_TRY(kw_date_senses_open(k, mem, l, err));
        if (l->table) g->n_langs++;
    }
    g->zones = kw_know_table(k, "world/timezones");
    g->zone_minutes = kw_table_column(g->zones, "minutes");
    return KW_OK;
}

static unsigned hint_of(const item *form) {
    unsigned hint = 0;
    for (uint32_t i = 0; i < form->n_senses; i++) switch (form->senses[i].kind) {
    case KIND_RANK: hint |= KW_DATE_RANK; break;
    case KIND_ORDINAL: hint |= KW_DATE_MAY_START | KW_DATE_RANK; break;
    case KIND_WEEKDAY: case KIND_MONTH: case KIND_NUMBER: case KIND_UNIT: case KIND_ONE: case KIND_HEAD:
    case KIND_DAY: case KIND_SAME: case KIND_FOLLOW: case KIND_BEFORE: case KIND_SPAN: case KIND_FEW: case KIND_PART:
    case KIND_SEASON: case KIND_NAMED: case KIND_ANNIVERSARY: case KIND_VAGUE: hint |= KW_DATE_MAY_START; break;
    case KIND_FUTURE:
        hint |= KW_DATE_FUTURE | (form->senses[i].flags & SENSE_VERB ? KW_DATE_IF_VERB : 0u) |
                (form->senses[i].flags & SENSE_PRESENT ? KW_DATE_IF_PRESENT : 0u);
        break;
    default: break;
    }
    return hint;
}

unsigned kw_date_hint(const kw_dates *g, kw_str language, kw_str text, size_t at, size_t *end) {
    *end = at;
    if (at < text.n && is_digit(text.p[at])) return KW_DATE_MAY_START;
    for (size_t i = 0; i < g->n_langs; i++) {
        const date_lang *l = &g->langs[i];
        if (!kw_str_eq(l->code, language)) continue;
        item form;
        if (!kw_date_form_at(l, text, at, &form)) return 0;
        *end = form.at.end;
        return hint_of(&form);
    }
    return 0;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* A number that goes on to the left ("1.2024", "Rp2024") or a word cut in two begins no date. */
static bool at_border(kw_str t, size_t at) {
    if (at >= t.n) return false;
    if (!at) return true;
    char c = t.p[at - 1];
    if (is_digit(c) || is_letter(c)) return false;
    bool joins = c == '.' || c == ',' || c == '/' || c == ':' || c == '$' || c == '-';
    return !(joins && is_digit(t.p[at]) && (c == '$' || (at > 1 && (is_digit(t.p[at - 2]) || (c == '-' && is_letter(t.p[at - 2]))))));
}

/* "9 Mei hingga 11 Mei", "1910 hingga 1945", after "between" also "9 Mei dan 11 Mei"; *i stands behind the first. */
static bool range(reader *r, size_t *i, const point *first, kw_when *out, bool *relative) {
    size_t j = *i;
    const item *it = kw_date_item(r, j);
    bool dash = it->kind == ITEM_MARK && it->mark == '-', and = kw_date_sense(it, KIND_AND, NULL);
    point last;
    if (!dash && !kw_date_sense(it, KIND_TO, NULL) && !(and && kw_date_word_before(r, KIND_BETWEEN))) return false;
    if (first->form == POINT_VALUE && first->when.precision == KW_WHEN_RANGE && !first->relative) return false;
    j++;
    if (kw_date_sense(kw_date_item(r, j), KIND_FILL, NULL)) j++;
    if (!kw_date_point(r, &j, &last)) return false;
    if (dash && last.apart) return false;                  /* "Wednesday - the day after X left" */
    if (first->form == POINT_VALUE && last.form != POINT_VALUE && first->when.precision == KW_WHEN_YEAR) return false;
    kw_when w = kw_date_between(r, *first, last);
    if (w.precision == KW_WHEN_NONE && !first->lost && !last.lost) return false;
    *out = w;
    *relative |= last.relative;
    *i = j;
    return true;
}

bool kw_date_read(const kw_dates *g, kw_str language, kw_str text, size_t at, const kw_date_base *base, kw_date_found *out) {
    static const kw_date_base nothing = { .direction = -1 };
    reader r;
    point p;
    size_t i = 0;
    if (!at_border(text, at)) return false;
    kw_date_reader_open(&r, g, language, false, text, at, base ? base : &nothing);
    if (!kw_date_point(&r, &i, &p)) return false;
    *out = (kw_date_found){ .relative = p.relative, .vague = p.vague, .aside = p.aside, .unknown = p.unknown,
                            .apart = p.apart, .apart_unit = p.apart_unit, .rule = kw_str_of(p.rule) };
    if (range(&r, &i, &p, &out->when, &out->relative)) out->rule = KW_STR("from one date to another");
    else out->when = kw_date_value(&r, &p);
    if (out->when.precision == KW_WHEN_NONE && !out->relative) return false;
    out->at = (kw_span){ (uint32_t)at, kw_date_item(&r, i - 1)->at.end };
    return true;
}
