/* SPDX-License-Identifier: MIT
 * A page's nodes weighed: what each subtree holds, what its names say of it. Shared by body.c (which part is the article) and
 * blocks.c (that part as paragraphs). */
#ifndef KW_CLEAN_BODY_H
#define KW_CLEAN_BODY_H

#include "base/json.h"
#include "clean/draft.h"

enum { KW_SAYS_DROP = 1, KW_SAYS_WEAK = 2, KW_SAYS_BODY = 4, KW_SAYS_CAPTION = 8, KW_SAYS_AUTHOR = 16, KW_SAYS_DATE = 32, KW_SAYS_LEAD = 64,
       KW_SAYS_UPDATED = 128 };

typedef struct kw_node_weights {
    uint32_t *text;             /* bytes of text before node i in document order: text[end] - text[i] is what a subtree holds */
    uint32_t *links;            /* the same, inside <a> */
    uint32_t *bytes;            /* of text in node i itself */
    uint8_t *says;              /* KW_SAYS_*, of a node's class, id and data names */
    uint8_t *gone;              /* 1: this subtree is no part of the article */
} kw_node_weights;

/* What each row of world/markup.tsv says, once for all pages. */
kw_rc kw_weights_open(kw_clean *c, kw_arena *mem, kw_err *err);

/* Prefix sums over all nodes, verdicts of names; in the draft's arena. `all`: what the page hides until a script shows it is
 * counted, too. */
kw_rc kw_weights_make(kw_draft *d, kw_node_weights *w, bool all, kw_err *err);
void kw_weights_sum(const kw_draft *d, kw_node_weights *w);      /* again, without what is gone */

const char *kw_tag_name(unsigned tag);                          /* of the tags that hold text; "element" for others */
uint8_t kw_names_say(const kw_draft *d, kw_str names);          /* KW_SAYS_* of words in a name or address */

extern const bool kw_block_tags[KW_TAG_COUNT];
static inline bool kw_tag_is_block(unsigned tag) { return tag < KW_TAG_COUNT && kw_block_tags[tag]; }

/* All text of a subtree, squeezed, when it is at most `max` bytes (KW_NODE_TEXT_MAX is the most there is room for); p NULL else. */
enum { KW_NODE_TEXT_MAX = 700 };
kw_str kw_node_text(const kw_draft *d, uint32_t i, size_t max);

/* Byline, date and lead that stand between the heading and the part `top` that is the article. */
kw_rc kw_around_read(kw_draft *d, const kw_node_weights *w, uint32_t top, kw_err *err);

/* Is the node at a picture, by an element made for that or by the name of one? */
bool kw_in_figure(const kw_node_weights *w, const kw_node *v, uint32_t i);

/* Does the text before this one say that a day here is not the article's ("Registered:")? */
bool kw_behind_other(const kw_draft *d, uint32_t i);

/* Is the node in a list or a link? Then what it says is said of what they lead to. */
bool kw_in_list(const kw_node *v, uint32_t i);

bool kw_of_other(const kw_node *v, uint32_t i);

/* A day printed near the heading, for a page that gives none otherwise. */
void kw_printed_read(kw_draft *d, const kw_node_weights *w, uint32_t top);

/* Which part of a split text this is, by the links in and behind it. */
void kw_parts_read(kw_draft *d, uint32_t top);

/* The subtree as blocks, in order. */
kw_rc kw_blocks_read(kw_draft *d, const kw_node_weights *w, uint32_t top, kw_err *err);

/* Takes the text out of the page's inline JSON where that has twice as much as the blocks there are. */
kw_rc kw_state_read(kw_draft *d, kw_err *err);

/* Is this title one of the map's values, whole or but for a tail? Then what else is in it is the same text's. `title`: folded, empty for no
 * title; `root`: see kw_json_meant. */
bool kw_json_titled(const kw_draft *d, kw_str title, const kw_json *j, const kw_json *root);

/* The value itself, or, where the JSON is one list whose maps say by number where in it their values stand, the value there. */
const kw_json *kw_json_meant(const kw_json *root, const kw_json *j);

/* The persons in a JSON value: a string, a map with a name, a list of these. */
kw_rc kw_authors_json(kw_draft *d, const kw_json *v, kw_err *err);

/* When the page was published and changed and who wrote it, from its inline JSON: asked where nothing that is shown has a day. */
kw_rc kw_state_dates(kw_draft *d, kw_err *err);

/* A text that may have HTML in it as the article's blocks, in the place of those there are. */
kw_rc kw_state_blocks(kw_draft *d, kw_str text, kw_err *err);

#endif
