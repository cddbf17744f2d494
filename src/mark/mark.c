/* SPDX-License-Identifier: MIT
 * The parts of mark in their order: names with their places first, as speakers rest on them. */
#include "mark/kit.h"
#include "know/dateline.h"

kw_rc kw_mark_open(const kw_know *k, const kw_dates *dates, const kw_petrarch *own, kw_arena *mem, kw_mark_kit **out, kw_err *err) {
    kw_mark_kit *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    kit->know = k;
    kit->dates = dates;
    kit->own = own;
    KW_TRY(kw_names_open(k, mem, &kit->names, err));
    KW_TRY(kw_quotes_kit_open(k, mem, &kit->quotes, err));
    return kw_when_kit_open(dates, kit->quotes, mem, &kit->when, err);
}

/* "JAKARTA (Samudra) -": who is named there does nothing in the sentence that follows. */
static void drop_dateline(kw_marks *out) {
    kw_span l = out->dateline;
    size_t kept = 0;
    for (size_t i = 0; kw_span_len(l) && i < out->n_mentions; i++)
        if (out->mentions[i].at.end > l.end || out->mentions[i].at.start < l.start || out->mentions[i].given_role)
            out->mentions[kept++] = out->mentions[i];
    if (kw_span_len(l)) out->n_mentions = kept;
}

static kw_span dateline_of(const kw_mark_kit *kit, kw_str text) {
    kw_str rest = text, line;
    for (int seen = 0; seen < KW_DATELINE_PARAGRAPHS && kw_str_cut(&rest, '\n', &line); seen++) {
        kw_dateline l;
        size_t start = (size_t)(line.p - text.p);
        if (kw_dateline_line(kit->know, kit->dates, line)) return (kw_span){ (uint32_t)start, (uint32_t)(start + line.n) };
        if (!kw_dateline_at(kit->know, kit->dates, line, &l)) continue;
        return (kw_span){ (uint32_t)start, (uint32_t)(start + l.after) };
    }
    return (kw_span){ 0, 0 };
}

kw_rc kw_mark_run(const kw_mark_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err) {
    *out = (kw_marks){ .dateline = dateline_of(kit, in->words->text) };
    KW_TRY(kw_names_mark(kit->names, in, mem, out, err));
    if (kit->own) KW_TRY(kw_listed_mark(kit->own, kit->know, in, mem, out, err));
    drop_dateline(out);
    KW_TRY(kw_when_mark(kit->when, in, mem, out, err));
    return kw_quotes_mark(kit->quotes, in, mem, out, err);
}
