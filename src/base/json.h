/* SPDX-License-Identifier: MIT
 * JSON: writing into a buffer, reading through jansson, which no other folder sees. */
#ifndef KW_BASE_JSON_H
#define KW_BASE_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* ---- writing. Commas are put where they belong; a broken UTF-8 byte goes out as U+FFFD. ---- */
void kw_json_open(kw_buf *b, char bracket);                       /* '{' or '[' */
void kw_json_close(kw_buf *b, char bracket);                      /* '}' or ']' */
void kw_json_key(kw_buf *b, const char *key);                     /* a name of our own, in which nothing is to be escaped */
void kw_json_str(kw_buf *b, kw_str s);                            /* p NULL writes null */
void kw_json_int(kw_buf *b, int64_t v);
void kw_json_num(kw_buf *b, double v, int decimals);              /* shortest form with at most that many */
void kw_json_bool(kw_buf *b, bool v);
void kw_json_null(kw_buf *b);
void kw_json_strs(kw_buf *b, kw_strs list);                       /* an array of strings */
void kw_json_raw(kw_buf *b, kw_str json);                         /* a value that is JSON already */
/* key and value at once */
void kw_json_put(kw_buf *b, const char *key, kw_str s);
void kw_json_put_int(kw_buf *b, const char *key, int64_t v);
void kw_json_put_num(kw_buf *b, const char *key, double v, int decimals);
void kw_json_put_bool(kw_buf *b, const char *key, bool v);
void kw_json_put_span(kw_buf *b, kw_span at);                     /* the keys start and end */

/* ---- reading: a tree in the arena ---- */
typedef enum { KW_JSON_NULL, KW_JSON_BOOL, KW_JSON_NUM, KW_JSON_STR, KW_JSON_LIST, KW_JSON_MAP } kw_json_kind;

typedef struct kw_json kw_json;
struct kw_json {
    kw_json_kind kind;
    kw_str key;                 /* in a map */
    kw_str str;                 /* KW_JSON_STR; KW_JSON_NUM: the digits of an integer that a double cannot hold */
    double num;                 /* KW_JSON_NUM; KW_JSON_BOOL: 0 or 1 */
    kw_json *items;             /* of a list or a map, in their order */
    size_t n;
};

/* Reads one value that fills `text`. KW_DATA with the place of the mistake otherwise; `place` names the input in
 * the message. Depth is limited by KW_JSON_DEPTH_MAX; a double key keeps the last value.
 * Mended where that is all that is wrong: NaN and Infinity are null, a number that nothing holds is a string of its digits, half a surrogate pair
 * is U+FFFD. */
kw_rc kw_json_parse(kw_str text, const char *place, kw_arena *mem, kw_json **out, kw_err *err);

/* A list value by value, so that one of any length costs the memory of one value: `text` begins with '[', or
 * with a value that others follow, with blanks between; *at is 0 at first and then behind what was read. KW_EMPTY: the list
 * has ended. KW_DATA, as above: what follows cannot be read either. *at is then KW_JSON_OVER, and all further calls are KW_EMPTY. */
#define KW_JSON_OVER SIZE_MAX
kw_rc kw_json_item(kw_str text, size_t *at, const char *place, kw_arena *mem, kw_json **out, kw_err *err);

/* The value under `key`, or NULL: not a map, no such key, or null (null counts as absent). */
const kw_json *kw_json_get(const kw_json *j, const char *key);
kw_str kw_json_text(const kw_json *j, const char *key);           /* KW_NONE if absent or not a string */
/* False if absent or not a number; *out is then left as it was. */
bool kw_json_number(const kw_json *j, const char *key, double *out);

#endif
