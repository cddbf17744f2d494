/* SPDX-License-Identifier: MIT */
#include "export/conllu.h"

void kw_export_words(kw_str id, const kw_words *w, kw_buf *out) {
    (void)w;
    kw_json_open(out, '{');
    kw_json_put(out, "id", id);
    kw_json_close(out, '}');
    kw_buf_byte(out, '\n');
}

void kw_export_conllu(kw_str id, const kw_words *w, const struct kw_words_kit *kit, kw_explain_fn *explain, kw_arena *mem, kw_buf *out) {
    (void)id; (void)w; (void)kit; (void)explain; (void)mem;
    kw_buf_byte(out, '\n');
}
