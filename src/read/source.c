/* SPDX-License-Identifier: MIT
 * A stack of two: the list of paths (folders opened into their files), and the container that is open now. */
#include "read/source.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/feed.h"
#include "read/fetch.h"
#include "read/record.h"
#include "read/sniff.h"
#include "read/stream.h"
#include "read/warc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum { NOTHING, ATTACHED, LINES, LIST, ITEMS, FEED, WARC, ELSEWHERE } container;

typedef struct { kw_str url; int depth; } listed;

struct kw_source {
    kw_source_options o;
    kw_arena mem;                       /* as long as the source: map */
    kw_arena box;                       /* as long as the open container: its items */
    kw_arena list_mem;                  /* as long as the open folder */
    kw_field_maps map;
    size_t next_path;
    kw_strs folder;
    size_t next_file;
    bool in_folder;
    kw_str path, url, charset;          /* of the open container; url and charset: of a file that was fetched */
    kw_fetcher *fetcher;                /* NULL until the first address */
    kw_stream *stream;
    container kind;
    long number;                        /* of the last line or item */
    uint64_t behind;                    /* lines and records up to this one are passed over */
    kw_str list; size_t list_at;        /* LIST: the text of a JSON list, and how far it has been read */
    bool other;                         /* ... and something in it was no object */
    const kw_json *document, *items;    /* ITEMS: a list, and what it is in */
    kw_feed feed;                       /* FEED: its items */
    size_t next_item;
    listed *lists; size_t n_lists, cap_lists, next_list;    /* lists that lists have named */
    int depth;                          /* of the container: how many lists led to it */
    size_t followed;                    /* entries that were fetched */
};

kw_rc kw_source_open(const kw_source_options *o, kw_source **out, kw_err *err) {
    *out = NULL;
    kw_source *s = calloc(1, sizeof *s);
    if (!s) return kw_fail_nomem(err);
    static const char *const standard_input[] = { "-" };
    s->o = *o;
    if (!s->o.n_paths) s->o.paths = standard_input, s->o.n_paths = 1;
    kw_rc rc = kw_record_map(o->map, &s->mem, &s->map, err);
    if (rc == KW_OK) rc = kw_fetch_contact(o->contact, err);
    if (rc != KW_OK) {
        kw_source_close(s);
        return rc;
    }
    *out = s;
    return KW_OK;
}

static void close_container(kw_source *s) {
    kw_stream_close(s->stream);
    s->stream = NULL;
    s->kind = NOTHING;
    s->url = s->charset = KW_NONE;
    s->document = s->items = NULL;
    s->list = KW_NONE;
    s->list_at = 0;
    s->other = false;
    s->feed = (kw_feed){ 0 };
    s->next_item = 0;
    s->number = 0;
    s->behind = 0;
    kw_arena_free(&s->box);
}

void kw_source_close(kw_source *s) {
    if (!s) return;
    close_container(s);
    kw_fetcher_close(s->fetcher);
    kw_arena_free(&s->list_mem);
    kw_arena_free(&s->mem);
    free(s);
}

/* Of what lists have, as many have been fetched as were asked for. */
static bool enough(const kw_source *s) { return s->o.limit && s->followed >= s->o.limit; }

/* The next file's path; p NULL: no more, or a folder that could not be read (then rc). */
static kw_rc next_path(kw_source *s, kw_str *path, kw_err *err) {
    for (;;) {
        if (s->next_list < s->n_lists && !enough(s)) {
            s->depth = s->lists[s->next_list].depth;
            *path = s->lists[s->next_list++].url;
            return KW_OK;
        }
        s->depth = 0;
        if (s->in_folder && s->next_file < s->folder.n) { *path = s->folder.v[s->next_file++]; return KW_OK; }
        if (s->in_folder) kw_arena_free(&s->list_mem);
        s->in_folder = false;
        if (s->next_path == s->o.n_paths) return KW_EMPTY;
        const char *p = s->o.paths[s->next_path++];
        *path = kw_str_of(p);
        if (strcmp(p, "-") == 0 || !kw_io_is_folder(p)) return KW_OK;
        KW_TRY(kw_io_list(p, &s->list_mem, &s->folder, err));
        s->in_folder = true;
        s->next_file = 0;
    }
}

/* The container may be closed before the article is read: what it gives is copied. */
static kw_rc copy_given(const kw_given *from, kw_arena *mem, kw_given *to, kw_err *err) {
    *to = *from;
    kw_str *all[] = { &to->id, &to->url, &to->title, &to->text, &to->html, &to->published, &to->modified, &to->outlet, &to->language, &to->byline };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->p && !(*all[i] = kw_str_dup(mem, *all[i])).p) return kw_fail_nomem(err);
    to->authors.v = kw_alloc_n(mem, from->authors.n + 1, sizeof *to->authors.v);
    if (!to->authors.v) return kw_fail_nomem(err);
    for (size_t i = 0; i < from->authors.n; i++)
        if (!(to->authors.v[i] = kw_str_dup(mem, from->authors.v[i])).p) return kw_fail_nomem(err);
    return KW_OK;
}

enum { PLACE = 300, DIGITS = 20 };

/* "path:12" in `to`, which has room for that and an end; how many bytes. Without printf, which costs more than a short line does. */
static size_t put_place(char *to, kw_str path, char mark, long n) {
    char digits[DIGITS];
    size_t count = 0, at = path.n;
    unsigned long number = (unsigned long)n;
    if (at) memcpy(to, path.p, at);
    to[at++] = mark;
    do digits[count++] = (char)('0' + number % 10); while ((number /= 10) && count < sizeof digits);
    while (count) to[at++] = digits[--count];
    to[at] = 0;
    return at;
}

/* The container's path with the number of the line or item behind it; p NULL: out of memory. */
static kw_str numbered(const kw_source *s, kw_arena *mem) {
    char *p = kw_alloc_bytes(mem, s->path.n + DIGITS + 2);
    return p ? (kw_str){ p, put_place(p, s->path, '#', s->number) } : KW_NONE;
}

static kw_rc finish_given(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    out->kind = KW_RAW_RECORD;
    out->path = numbered(s, mem);
    out->url = out->given.url;
    out->ref = out->given.id.p ? out->given.id : out->url.p ? out->url : out->path;
    return out->path.p ? KW_OK : kw_fail_nomem(err);
}

static kw_rc next_item(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err);

/* A single line that is no article may be what a service answered, with a list of articles in it: that is read from then on. False: it is not. */
static bool open_answer(kw_source *s, kw_str line) {
    kw_str have;
    kw_json *j;
    if (s->number != 1 || kw_json_parse(line, s->path.p, &s->box, &j, NULL) != KW_OK || !(s->items = kw_record_list(j))) return false;
    if (kw_stream_peek(s->stream, 1, &have, NULL) != KW_EMPTY && have.n) return false;
    s->document = j;
    s->kind = ITEMS;
    s->number = 0;
    return true;
}

static kw_rc next_line(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_str line = KW_NONE;
    kw_json *j;
    char place[PLACE];
    do {
        bool over = (uint64_t)++s->number <= s->behind;
        if (s->o.mark && !over) *s->o.mark = (uint64_t)s->number;
        kw_rc rc = kw_stream_line(s->stream, &line, err);
        if (over && rc == KW_DATA) rc = KW_OK;              /* told the first time */
        if (rc != KW_OK) return rc;
        line = over ? KW_STR("") : kw_str_trim(line);
    } while (!line.n);
    if (s->number == 1 && kw_str_starts(line, KW_STR("\xef\xbb\xbf"))) line = kw_str_sub(line, 3, line.n);
    put_place(place, kw_str_sub(s->path, 0, s->path.n < PLACE - DIGITS - 2 ? s->path.n : PLACE - DIGITS - 2), ':', s->number);
    size_t broken = kw_utf8_broken(line);
    if (broken != SIZE_MAX)
        return kw_fail(err, KW_DATA, place, "want UTF-8, found byte 0x%02x at byte %zu of the line", (unsigned char)line.p[broken], broken + 1);
    KW_TRY(kw_json_parse(line, place, mem, &j, err));
    kw_rc rc = kw_record_read(j, &s->map, place, mem, &out->given, err);
    if (rc == KW_DATA && open_answer(s, line)) return next_item(s, mem, out, err);
    return rc == KW_OK ? finish_given(s, mem, out, err) : rc;
}

/* Are the addresses that this container lists to be fetched? */
static bool follows(const kw_source *s) { return s->url.p || s->o.follow; }

static kw_rc read_item(kw_source *s, const kw_json *j, kw_arena *mem, kw_raw *out, kw_err *err) {
    char place[PLACE];
    snprintf(place, sizeof place, "%.*s, item %ld", KW_FMT(s->path), s->number);
    kw_rc rc = kw_record_read(j, &s->map, place, mem, &out->given, err);
    if ((rc == KW_OK || rc == KW_DATA) && s->document) KW_TRY(kw_record_in_feed(s->document, j, mem, &out->given, err));
    bool address = rc == KW_DATA && follows(s) && kw_url_is_http(out->given.url);       /* an item of a JSON Feed without its text */
    if (rc == KW_DATA && !address && out->given.text.p) rc = KW_OK;                     /* its summary */
    if (rc != KW_OK && !address) return rc;
    if (address) out->kind = KW_RAW_ADDRESS;
    return address ? KW_OK : finish_given(s, mem, out, err);
}

static kw_rc next_item(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    if (s->next_item == s->items->n) return KW_EMPTY;
    s->number++;
    KW_TRY(read_item(s, &s->items->items[s->next_item++], mem, out, err));
    kw_given borrowed = out->given;
    return copy_given(&borrowed, mem, &out->given, err);
}

/* Those that another reader has had are read for their ends alone. */
static kw_rc pass_over(kw_source *s, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_json *j;
    kw_rc rc = KW_OK;
    while (rc == KW_OK && (uint64_t)s->number < s->behind) {
        s->number++;
        rc = kw_json_item(s->list, &s->list_at, s->path.p, &mem, &j, err);
        kw_arena_reset(&mem);
    }
    kw_arena_free(&mem);
    return rc;
}

/* What is no object is told of once in a list, not of each. */
static kw_rc next_in_list(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_json *j;
    bool other;
    KW_TRY(pass_over(s, err));
    do {
        s->number++;
        if (s->o.mark) *s->o.mark = (uint64_t)s->number;
        KW_TRY(kw_json_item(s->list, &s->list_at, s->path.p, mem, &j, err));
        other = s->other && j->kind != KW_JSON_MAP;
    } while (other);
    s->other |= j->kind != KW_JSON_MAP;
    return read_item(s, j, mem, out, err);
}

/* Documents one behind the other are read as a list is: each by itself, so that there may be as many as they like. */
static bool is_one(kw_str text, const char *place, kw_arena *mem, kw_json **first, kw_err *err, kw_rc *rc) {
    size_t at = 0;
    *rc = kw_json_item(text, &at, place, mem, first, err);
    return *rc != KW_OK || !kw_str_trim(kw_str_sub(text, at, text.n)).n;
}

/* One JSON document: an article, a JSON Feed, a ninjs item, or what a service answers with a list of articles in it; or a list of articles. */
static kw_rc open_document(kw_source *s, kw_err *err) {
    kw_str text;
    kw_json *j;
    kw_rc rc;
    KW_TRY(kw_stream_rest(s->stream, KW_FILE_MAX, &s->box, &text, err));
    if (kw_str_starts(text, KW_STR("\xef\xbb\xbf"))) text = kw_str_sub(text, 3, text.n);
    s->list = kw_str_trim(text);
    s->kind = LIST;
    if (kw_str_starts(s->list, KW_STR("[")) || !is_one(s->list, s->path.p, &s->box, &j, err, &rc)) return KW_OK;
    KW_TRY(rc);
    s->kind = ITEMS;
    s->document = j;
    if ((s->items = kw_record_list(j))) return KW_OK;
    kw_json *one = kw_alloc(&s->box, sizeof *one);
    if (!one) return kw_fail_nomem(err);
    *one = (kw_json){ .kind = KW_JSON_LIST, .items = j, .n = 1 };
    s->items = one;
    return KW_OK;
}

/* An entry as an address; its text, if it has any, comes along for a page that refuses. False: it has none. */
static bool as_address(kw_source *s, kw_arena *mem, kw_raw *out) {
    kw_given *g = &out->given;
    g->url = g->url.n ? kw_url_join(s->url.p ? s->url : KW_STR(""), kw_str_trim(g->url), mem) : KW_NONE;
    if (!kw_url_is_http(g->url)) g->url = g->id;            /* RSS: a guid that is a permalink */
    out->kind = s->feed.sitemaps ? KW_RAW_LISTING : KW_RAW_ADDRESS;
    return kw_url_is_http(g->url);
}

static kw_rc next_in_feed(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    if (s->next_item == s->feed.n) return KW_EMPTY;
    KW_TRY(copy_given(&s->feed.items[s->next_item++], mem, &out->given, err));
    s->number++;
    char place[PLACE];
    snprintf(place, sizeof place, "%.*s, item %ld", KW_FMT(s->path), s->number);
    if (follows(s) && as_address(s, mem, out)) return KW_OK;
    if (!out->given.text.p && !out->given.html.p)
        return kw_fail(err, KW_DATA, place, "want an item with text, found only its address (--follow fetches it)");
    return finish_given(s, mem, out, err);
}

static kw_rc open_feed(kw_source *s, kw_err *err) {
    kw_str xml;
    KW_TRY(kw_stream_rest(s->stream, KW_FEED_MAX, &s->box, &xml, err));
    KW_TRY(kw_feed_read(xml, s->path.p, &s->box, &s->feed, err));
    if (s->feed.addresses_only && !follows(s))
        return kw_fail(err, KW_DATA, s->path.p, "a sitemap lists %zu address%s and has no articles: --follow fetches them, "
                       "`kawat watch` follows the site's own", s->feed.n, s->feed.n == 1 ? "" : "es");
    s->kind = FEED;
    return KW_OK;
}

static kw_rc next_in_warc(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    KW_TRY(kw_warc_next(s->stream, s->path.p, &s->number, s->behind, s->o.mark, mem, out, err));
    out->path = numbered(s, mem);
    out->ref = out->url.n ? out->url : out->path;
    return out->path.p ? KW_OK : kw_fail_nomem(err);
}

static kw_rc whole(kw_source *s, kw_raw_kind kind, kw_arena *mem, kw_raw *out, kw_err *err) {
    const char *what;
    KW_TRY(kw_stream_rest(s->stream, KW_FILE_MAX, mem, &out->bytes, err));
    if (!kw_str_trim(out->bytes).n) return kw_fail(err, KW_DATA, s->path.p, "want an article, found an empty file");
    if (kw_charset_binary(out->bytes, &what)) return kw_fail(err, KW_DATA, s->path.p, "want text, HTML or JSON lines, found %s", what);
    out->kind = kind;
    out->path = out->ref = kw_str_dup(mem, s->path);
    return out->path.p ? KW_OK : kw_fail_nomem(err);
}

/* Lines, documents and feeds in UTF-16 are read from memory, in UTF-8: as some systems write what is sent to a file. */
static kw_rc narrow_stream(kw_source *s, kw_err *err) {
    kw_str wide, text, used;
    KW_TRY(kw_stream_rest(s->stream, KW_FILE_MAX, &s->box, &wide, err));
    KW_TRY(kw_charset_read(wide, KW_NONE, false, s->path.p, &s->box, &text, &used, err));
    kw_stream_close(s->stream);
    s->stream = NULL;
    return kw_stream_open_bytes(text, s->path.p, &s->stream, err);
}

/* What has been opened is either the next raw as a whole, or a container that is read from then on (KW_EMPTY). */
static kw_rc open_stream(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_str head;
    KW_TRY(kw_stream_peek(s->stream, KW_SNIFF, &head, err));
    kw_sniffed kind = kw_sniff(head);
    if (kw_sniff_is_wide(head) && kind != KW_SNIFF_HTML && kind != KW_SNIFF_TEXT) KW_TRY(narrow_stream(s, err));
    switch (kind) {
    case KW_SNIFF_LINES: s->kind = LINES; return KW_EMPTY;
    case KW_SNIFF_JSON: KW_TRY(open_document(s, err)); return KW_EMPTY;
    case KW_SNIFF_HTML: return whole(s, KW_RAW_HTML, mem, out, err);
    case KW_SNIFF_WARC: s->kind = WARC; return KW_EMPTY;
    case KW_SNIFF_FEED: KW_TRY(open_feed(s, err)); return KW_EMPTY;
    case KW_SNIFF_TEXT: break;
    }
    return whole(s, KW_RAW_TEXT, mem, out, err);
}

/* What is named is no file: it may be an address that is not ours. */
static kw_rc open_named(kw_source *s, int *file, kw_err *err) {
    *file = STDIN_FILENO;
    if (kw_str_is(s->path, "-")) return KW_OK;
    kw_rc rc = kw_io_open(s->path.p, s->o.stop, file, err);
    if (rc == KW_IO && kw_str_find(s->path, KW_STR("://"), 0) != SIZE_MAX)
        return kw_fail(err, KW_IO, s->path.p, "want a file, or an address that begins with http:// or https://");
    return rc;
}

static kw_rc open_file(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    int file;
    KW_TRY(open_named(s, &file, err));
    KW_TRY(kw_stream_open_file(file, s->path.p, s->o.stop, &s->stream, err));
    return open_stream(s, mem, out, err);
}

/* What an address gave is known by where it was found. */
static kw_rc name_fetched(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    if (!s->url.p) return KW_OK;
    out->url = kw_str_dup(mem, s->url);
    if (s->charset.p) out->charset = kw_str_dup(mem, s->charset);
    return out->url.p ? KW_OK : kw_fail_nomem(err);
}

static kw_rc open_attached(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    s->kind = NOTHING;
    KW_TRY(open_stream(s, mem, out, err));
    return name_fetched(s, mem, out, err);
}

static kw_rc want_fetcher(kw_source *s, kw_err *err) {
    const kw_fetch_options how = { .allow_private = s->o.allow_private, .contact = s->o.contact, .stop = s->o.stop };
    return s->fetcher ? KW_OK : kw_fetcher_open(&how, &s->fetcher, err);
}

static kw_rc fetch(kw_source *s, kw_fetched *page, kw_err *err) {
    KW_TRY(want_fetcher(s, err));
    KW_TRY(kw_fetch(s->fetcher, s->path, &s->box, page, err));
    s->url = page->url;
    s->charset = page->charset;
    return KW_OK;
}

static kw_rc open_bytes(kw_source *s, kw_str bytes, kw_arena *mem, kw_raw *out, kw_err *err) {
    KW_TRY(kw_stream_open_bytes(bytes, s->path.p, &s->stream, err));
    KW_TRY(open_stream(s, mem, out, err));
    return name_fetched(s, mem, out, err);
}

/* Bytes that are one page or text and not packed: nothing but our own code looks at them here. */
static bool is_plain(kw_str head) {
    size_t broken = kw_utf8_broken(head);
    if (!head.n || memchr(head.p, 0, head.n) || (broken != SIZE_MAX && broken + 4 < head.n)) return false;
    kw_sniffed kind = kw_sniff(head);
    return kind == KW_SNIFF_HTML || kind == KW_SNIFF_TEXT;
}

static kw_rc give_away(kw_source *s, int file, kw_err *err) {
    kw_raw from = { .path = s->path, .url = s->url, .charset = s->charset };
    kw_rc rc = s->o.elsewhere->open(s->o.elsewhere->ctx, file, &from, err);
    if (file > STDIN_FILENO) close(file);
    if (rc != KW_OK) return rc;
    s->kind = ELSEWHERE;
    return KW_EMPTY;
}

static kw_rc open_file_elsewhere(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    struct stat st;
    char head[4096];
    int file;
    KW_TRY(open_named(s, &file, err));
    ssize_t n = fstat(file, &st) == 0 && S_ISREG(st.st_mode) ? pread(file, head, sizeof head, 0) : 0;
    if (n == 0 || !is_plain((kw_str){ head, n > 0 ? (size_t)n : 0 })) return give_away(s, file, err);
    KW_TRY(kw_stream_open_file(file, s->path.p, s->o.stop, &s->stream, err));
    return open_stream(s, mem, out, err);
}

static kw_rc open_address(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_fetched page;
    KW_TRY(fetch(s, &page, err));
    if (!s->o.elsewhere || is_plain(kw_str_sub(page.bytes, 0, page.bytes.n < KW_SNIFF ? page.bytes.n : KW_SNIFF)))
        return open_bytes(s, page.bytes, mem, out, err);
    int file = memfd_create("kawat", MFD_CLOEXEC);
    for (size_t at = 0; file >= 0 && at < page.bytes.n;) {
        ssize_t n = write(file, page.bytes.p + at, page.bytes.n - at);
        if (n < 0 && errno != EINTR) { close(file); file = -1; }
        at += n > 0 ? (size_t)n : 0;
    }
    if (file < 0 || lseek(file, 0, SEEK_SET) != 0) return kw_fail(err, KW_IO, s->path.p, "cannot keep what was fetched: %s", strerror(errno));
    return give_away(s, file, err);
}

kw_rc kw_source_attach(kw_source *s, int file, const kw_raw *from, uint64_t behind, kw_err *err) {
    close_container(s);
    s->behind = behind;
    s->next_path = s->o.n_paths;
    s->path = kw_str_dup(&s->box, from->path);
    s->url = from->url.p ? kw_str_dup(&s->box, from->url) : KW_NONE;
    s->charset = from->charset.p ? kw_str_dup(&s->box, from->charset) : KW_NONE;
    if (!s->path.p || (from->url.p && !s->url.p)) return kw_fail_nomem(err);
    KW_TRY(kw_stream_open_file(file, s->path.p, s->o.stop, &s->stream, err));
    s->kind = ATTACHED;
    return KW_OK;
}

static kw_rc next_elsewhere(kw_source *s, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err) {
    bool lost = false;
    kw_rc rc = s->o.elsewhere->next(s->o.elsewhere->ctx, mem, out, path, &lost, err);
    if (!lost) return rc;
    *path = kw_str_dup(mem, s->path);
    close_container(s);
    return rc;
}

/* ---- what lists have ---- */

enum { LISTS_MAX = 1000, LIST_DEPTH = 3 };

/* A list that a list names is read behind the one at hand. */
static kw_rc take_list(kw_source *s, kw_str url, kw_err *err) {
    if (s->depth + 1 >= LIST_DEPTH) return kw_fail(err, KW_DATA, url.p, "want lists at most %d deep", LIST_DEPTH);
    if (s->n_lists == LISTS_MAX) return kw_fail(err, KW_DATA, url.p, "want at most %d lists in one run", LISTS_MAX);
    listed *l = kw_push(&s->mem, (void **)&s->lists, &s->n_lists, &s->cap_lists, sizeof *l);
    if (!l || !((l->url = kw_str_dup(&s->mem, url)).p)) return kw_fail_nomem(err);
    l->depth = s->depth + 1;
    return KW_EMPTY;
}

/* Refused, or closed by robots.txt: then what the list itself says, which its publisher gave away, is the article. Not where rights are reserved. */
static bool take_listed_text(const kw_fetched *page, kw_raw *out) {
    bool refused = page->status == 401 || page->status == 402 || page->status == 403 || page->status == 451 || (page->closed && !page->reserved);
    if (!refused || (!out->given.text.p && !out->given.html.p)) return false;
    out->kind = KW_RAW_RECORD;
    out->given.id = KW_NONE;
    return true;
}

/* The page at an entry's address. It is not looked into here but for its kind; what is packed or a list again is none. */
static kw_rc take_entry(kw_source *s, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_fetched page;
    kw_str url = out->given.url;
    KW_TRY(want_fetcher(s, err));
    out->path = out->ref = out->url = url;
    s->followed++;
    kw_rc rc = kw_fetch(s->fetcher, url, mem, &page, err);
    if ((rc == KW_IO || rc == KW_DATA) && take_listed_text(&page, out)) return KW_OK;
    if (rc != KW_OK) return rc;
    kw_sniffed kind = kw_sniff(kw_str_sub(page.bytes, 0, page.bytes.n < KW_SNIFF ? page.bytes.n : KW_SNIFF));
    const char *what;
    if (!kw_charset_binary(page.bytes, &what)) what = NULL;
    if (what || (kind != KW_SNIFF_HTML && kind != KW_SNIFF_TEXT))
        return kw_fail(err, KW_DATA, url.p, "want a page, found %s", what ? what : "a list or data");
    *out = (kw_raw){ .kind = kind == KW_SNIFF_HTML ? KW_RAW_HTML : KW_RAW_TEXT, .bytes = page.bytes, .charset = page.charset,
                     .path = url, .ref = url, .url = page.url };
    return KW_OK;
}

/* What is an address is fetched. KW_EMPTY: there is nothing to give yet. */
static kw_rc follow(kw_source *s, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err) {
    kw_str url = out->given.url;
    bool list = out->kind == KW_RAW_LISTING;
    *path = kw_str_dup(mem, url.p ? url : s->path);
    if (!path->p || !follows(s) || !kw_url_is_http(url))
        return path->p ? kw_fail(err, KW_DATA, path->p, "want an article, found an address") : kw_fail_nomem(err);
    out->given.url = *path;
    if (enough(s)) return KW_EMPTY;
    return list ? take_list(s, *path, err) : take_entry(s, mem, out, err);
}

static kw_rc next_inside(kw_source *s, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err) {
    kw_rc rc = KW_EMPTY;
    switch (s->kind) {
    case LINES: rc = next_line(s, mem, out, err); break;
    case LIST: rc = next_in_list(s, mem, out, err); break;
    case ITEMS: rc = next_item(s, mem, out, err); break;
    case FEED: rc = next_in_feed(s, mem, out, err); break;
    case WARC: rc = next_in_warc(s, mem, out, err); break;
    default: break;
    }
    if (rc != KW_EMPTY && rc != KW_OK) *path = numbered(s, mem);
    return rc;
}

bool kw_source_at_hand(const kw_source *s) {
    switch (s->kind) {
    case LINES: return kw_stream_at_hand(s->stream, false);
    case WARC: return kw_stream_at_hand(s->stream, true);
    case LIST: return s->list_at < s->list.n;
    case ITEMS: return s->next_item < s->items->n;
    case FEED: return s->next_item < s->feed.n;
    case ELSEWHERE: return s->o.elsewhere->at_hand(s->o.elsewhere->ctx);
    default: return false;
    }
}

kw_rc kw_source_next(kw_source *s, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err) {
    for (;;) {
        kw_rc rc = KW_EMPTY;
        *out = (kw_raw){ 0 };
        if (s->kind == ATTACHED) {
            *path = kw_str_dup(mem, s->path);
            rc = open_attached(s, mem, out, err);
        } else if (s->kind != NOTHING) {
            rc = s->kind == ELSEWHERE ? next_elsewhere(s, mem, out, path, err) : next_inside(s, mem, out, path, err);
            bool address = rc == KW_OK && out->kind >= KW_RAW_ADDRESS;
            if (address && s->o.inside) return rc;          /* who asked fetches it */
            if (address && (rc = follow(s, mem, out, path, err)) == KW_EMPTY && !enough(s)) continue;
            if (rc != KW_EMPTY) return rc;
            close_container(s);
        }
        if (rc == KW_EMPTY && s->kind == NOTHING) {
            close_container(s);
            rc = next_path(s, &s->path, err);
            if (rc == KW_EMPTY) return rc;
            *path = kw_str_dup(mem, s->path);
            if (rc != KW_OK) return rc;
            rc = kw_url_is_http(s->path) ? open_address(s, mem, out, err) : s->o.elsewhere ? open_file_elsewhere(s, mem, out, err) :
                open_file(s, mem, out, err);
        }
        if (rc != KW_EMPTY) {
            close_container(s);
            return rc;
        }
    }
}
