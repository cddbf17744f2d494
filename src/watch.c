/* SPDX-License-Identifier: MIT
 * The verb watch of kawat.h, in passes. A pass asks each source that is due, notes what it lists that is new (from then on nothing can be
 * lost), fetches those items one by one while workers understand them, writes each in a transaction of its own and then notes that
 * it is done. Between passes it sleeps. A host that asks to be left alone is. */
#include "pipeline.h"
#include "add.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/url.h"
#include "lister.h"
#include "read/charset.h"
#include "read/fetch.h"
#include "read/sniff.h"
#include "store/db.h"
#include "visits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { EVERY = 900, DAY = 24 * 3600, TRIES = 6, SITEMAPS = 100, SITEMAP_DEPTH = 3, BACK_OFF_STEPS = 7, HELD = 256, SILENCE = 300, LOOK_AHEAD = 256 };

/* An item that is to be fetched in this pass. */
typedef struct {
    kw_visit *visit;
    kw_given given;                     /* what the listing says; text or html, if it has any */
    kw_str bytes, charset, found;       /* of a source that is a page: fetched already */
    uint64_t stamp;
    size_t order;                       /* its place in its listing: sources take turns */
    kw_visit_state state;               /* what it will be, unless the record takes it */
    int64_t next;
    bool asked;                         /* it was its turn: state and next count */
} pending;

typedef struct { uint64_t host; int64_t until; } held;

typedef struct {
    const kw *k;
    const kw_watch_options *o;
    kw_visits *visits;
    kw_fetcher *fetcher;
    kw_lister *lister;
    kw_strs sources;
    kw_arena mem, box;                  /* as long as the run; as long as the pass */
    pending *v; size_t n, cap, next;
    held held[HELD]; size_t n_held;
    bool looked;                        /* at what the last run left */
    kw_summary *sum, part;
} watch;

static int64_t now_is(void) { return (int64_t)time(NULL); }
static bool stopped(const watch *w) { return w->o->in.stop && *w->o->in.stop; }

__attribute__((format(printf, 3, 4))) static void tell(const watch *w, bool detail, const char *fmt, ...) {
    char line[700];
    va_list ap;
    if (!w->o->tell) return;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    w->o->tell(w->o->in.ctx, detail, line);
}

/* ---- hosts that asked to be left alone ---- */

static uint64_t host_of(kw_str url) {
    kw_str origin, path;
    return kw_hash(kw_url_split(url, &origin, &path) ? origin : url);
}

static int64_t held_until(const watch *w, kw_str url) {
    uint64_t host = host_of(url);
    for (size_t i = 0; i < w->n_held; i++)
        if (w->held[i].host == host && w->held[i].until > now_is()) return w->held[i].until;
    return 0;
}

static void hold(watch *w, kw_str url, int64_t until) {
    w->held[w->n_held < HELD ? w->n_held++ : (size_t)(until % HELD)] = (held){ host_of(url), until };
}

/* Twice as long after each failure, a day at most; never sooner than the host asks for. */
static int64_t later(const watch *w, unsigned tries, long retry_after) {
    int64_t wait = (int64_t)(w->o->every ? w->o->every : EVERY) << (tries < BACK_OFF_STEPS ? tries : BACK_OFF_STEPS);
    if (wait > DAY) wait = DAY;
    return now_is() + (retry_after > wait ? retry_after : wait);
}

/* ---- sources ---- */

static kw_rc push(watch *w, kw_visit *visit, const kw_given *g, uint64_t stamp, size_t order, kw_err *err) {
    pending *p = kw_push(&w->box, (void **)&w->v, &w->n, &w->cap, sizeof *p);
    if (!p) return kw_fail_nomem(err);
    *p = (pending){ .visit = visit, .given = *g, .stamp = stamp, .order = order };
    visit->now = w;                     /* it is in this pass's list */
    return KW_OK;
}

/* Is an item new, changed, or waiting for another try? Then it is noted before anything else happens. */
static kw_rc take_item(watch *w, const kw_given *g, size_t order, size_t *fresh, kw_err *err) {
    kw_visit *v = kw_visits_get(w->visits, false, g->url);
    uint64_t stamp = kw_hash(g->modified.p ? g->modified : g->published.p ? g->published : KW_STR(""));
    if (!v) return kw_fail_nomem(err);
    if (v->now) return KW_OK;
    bool fresh_one = v->state == KW_VISIT_NEW, changed = v->state != KW_VISIT_WAITS && v->state != KW_VISIT_CLOSED && v->stamp != stamp;
    bool old = v->seen + 7 * DAY < now_is();
    v->seen = old ? now_is() : v->seen;
    if (fresh_one || changed) {
        v->state = KW_VISIT_WAITS;
        v->tries = 0;
        v->next = 0;
        ++*fresh;
    }
    if (fresh_one || changed || old) KW_TRY(kw_visits_keep(w->visits, v, err));
    return v->state == KW_VISIT_WAITS && v->next <= now_is() ? push(w, v, g, stamp, order, err) : KW_OK;
}

static kw_rc ask_source(watch *w, kw_str url, uint64_t stamp, int depth, kw_err *err);

static kw_rc take_listing(watch *w, const kw_feed *f, kw_str url, int depth, kw_err *err) {
    size_t fresh = 0, asked = 0;
    for (size_t i = 0; i < f->n && !stopped(w); i++) {
        if (!f->sitemaps) { KW_TRY(take_item(w, &f->items[i], i, &fresh, err)); continue; }
        uint64_t stamp = f->items[i].modified.n ? kw_hash(f->items[i].modified) : 0;
        if (depth + 1 < SITEMAP_DEPTH && asked++ < SITEMAPS) KW_TRY(ask_source(w, f->items[i].url, stamp, depth + 1, err));
    }
    if (f->sitemaps) tell(w, false, "%.*s: %zu sitemaps", KW_FMT(url), f->n);
    else tell(w, false, "%.*s: %zu items, %zu new", KW_FMT(url), f->n, fresh);
    return KW_OK;
}

/* A source that is no listing is an article that may change. */
static kw_rc take_page(watch *w, const kw_fetched *page, kw_str url, kw_err *err) {
    kw_visit *v = kw_visits_get(w->visits, false, url);
    kw_given none = { 0 };
    if (!v) return kw_fail_nomem(err);
    if (v->now) return KW_OK;
    v->state = KW_VISIT_WAITS;
    v->seen = now_is();
    KW_TRY(kw_visits_keep(w->visits, v, err));
    KW_TRY(push(w, v, &none, kw_hash(page->bytes), 0, err));
    pending *p = &w->v[w->n - 1];
    p->bytes = page->bytes;
    p->charset = page->charset;
    p->found = page->url;
    tell(w, false, "%.*s: a page", KW_FMT(url));
    return KW_OK;
}

static void tell_when(const watch *w, const kw_visit *v, const char *why) {
    tell(w, false, "%.*s: %s not asked again for %lld minutes", KW_FMT(v->url), why, (long long)(v->next - now_is() + 59) / 60);
}

static kw_rc source_failed(watch *w, kw_visit *v, const kw_fetched *got, const kw_err *why, kw_err *err) {
    v->tries++;
    v->next = later(w, got->closed ? BACK_OFF_STEPS : v->tries, got->retry_after);
    if (got->retry_after) hold(w, v->url, now_is() + got->retry_after);
    w->sum->failed++;
    if (w->o->in.failed) w->o->in.failed(w->o->in.ctx, v->url.p, why->text);
    tell_when(w, v, "it is");
    return kw_visits_keep(w->visits, v, err);
}

/* `stamp`: of a sitemap in an index, what the index says of its last change; one that has not changed is not asked. */
static kw_rc ask_source(watch *w, kw_str url, uint64_t stamp, int depth, kw_err *err) {
    kw_visit *v = kw_visits_get(w->visits, true, url);
    kw_fetched got;
    kw_feed f;
    kw_err why = { "" };
    if (!v) return kw_fail_nomem(err);
    if (v->next > now_is() && (v->tries || !w->o->once)) {
        if (w->o->once) tell_when(w, v, "it failed before, and is");
        return KW_OK;
    }
    if (held_until(w, url) || (stamp && v->stamp == stamp)) return KW_OK;
    kw_rc rc = kw_fetch_again(w->fetcher, url, kw_str_of(v->etag), kw_str_of(v->modified), &w->box, &got, &why);
    if (rc == KW_STOPPED || rc == KW_NOMEM) {
        if (err) *err = why;
        return rc;
    }
    w->sum->inputs++;
    if (rc == KW_OK && got.status == 304) tell(w, true, "%.*s: not changed", KW_FMT(url));
    else if (rc == KW_OK) {
        rc = kw_lister_read(w->lister, got.bytes, got.url, &w->box, &f, &why);
        if (rc == KW_OK) KW_TRY(take_listing(w, &f, url, depth, err));
        else if (rc == KW_EMPTY) KW_TRY(take_page(w, &got, url, err));
        else if (rc == KW_NOMEM) return kw_fail_nomem(err);
        if (rc == KW_EMPTY) rc = KW_OK;
    }
    if (stopped(w)) return KW_STOPPED;          /* perhaps in the middle of a list: then it is asked for whole again */
    if (rc != KW_OK) return source_failed(w, v, &got, &why, err);
    v->stamp = stamp;
    v->tries = 0;
    v->next = now_is() + (w->o->every ? w->o->every : EVERY);
    if (got.status != 304) {
        snprintf(v->etag, sizeof v->etag, "%.*s", KW_FMT(got.etag));
        snprintf(v->modified, sizeof v->modified, "%.*s", KW_FMT(got.modified));
    }
    return kw_visits_keep(w->visits, v, err);
}

/* ---- items ---- */

static kw_rc give_text(const pending *p, kw_raw *out) {
    out->kind = KW_RAW_RECORD;
    out->given = p->given;
    out->given.id = KW_NONE;
    out->url = p->visit->url;
    return KW_OK;
}

static bool has_text(const pending *p) { return p->given.text.n > 0 || p->given.html.n > 0; }

static kw_rc give_page(pending *p, kw_str bytes, kw_str charset, kw_str found, kw_arena *mem, kw_raw *out, kw_err *err) {
    const char *what;
    time_t t = time(NULL);
    struct tm day;
    char stamp[32];
    kw_sniffed kind = kw_sniff(kw_str_sub(bytes, 0, bytes.n < KW_SNIFF ? bytes.n : KW_SNIFF));
    if (kw_charset_binary(bytes, &what)) return kw_fail(err, KW_DATA, p->visit->url.p, "want a page, found %s", what);
    if (kind != KW_SNIFF_HTML && kind != KW_SNIFF_TEXT) return kw_fail(err, KW_DATA, p->visit->url.p, "want a page, found a listing or data");
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &day));
    out->kind = kind == KW_SNIFF_HTML ? KW_RAW_HTML : KW_RAW_TEXT;
    out->bytes = bytes;
    out->charset = charset;
    out->url = found;
    out->fetched = kw_str_dup(mem, kw_str_of(stamp));
    return out->fetched.p ? KW_OK : kw_fail_nomem(err);
}

/* What an answer that is no page means: KW_OK: `out` is the listing's own text; KW_EMPTY: later, without a word in the record. */
static kw_rc no_page(watch *w, pending *p, const kw_fetched *got, kw_raw *out) {
    kw_visit *v = p->visit;
    bool refused = got->status == 401 || got->status == 402 || got->status == 403 || got->status == 451;
    if ((refused || (got->closed && !got->reserved)) && has_text(p)) {
        tell(w, true, "%.*s: %s; the listing's text is taken", KW_FMT(v->url), refused ? "refused" : "closed to programs");
        return give_text(p, out);
    }
    p->state = got->closed ? KW_VISIT_CLOSED : KW_VISIT_FAILED;
    bool busy = got->status == 429 || got->status == 503, silent = !got->status && !got->closed;
    if (got->closed || (!busy && got->status >= 400 && got->status < 500)) return KW_DATA;
    v->tries++;
    p->next = later(w, v->tries, got->retry_after);
    if (v->tries < TRIES) p->state = KW_VISIT_WAITS;
    if (busy) {
        hold(w, v->url, p->next);
        tell(w, false, "%.*s: busy (%ld); its host is left alone for %lld minutes", KW_FMT(v->url), got->status,
            (long long)(p->next - now_is() + 59) / 60);
    }
    if (silent) {                               /* each of its items would take as long as the limit of time: the others go first */
        hold(w, v->url, now_is() + SILENCE);
        tell(w, false, "%.*s: no answer; its host is left alone for %d minutes", KW_FMT(v->url), SILENCE / 60);
    }
    return busy && v->tries < TRIES ? KW_EMPTY : KW_DATA;
}

static kw_rc ask_item(watch *w, pending *p, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_fetched got;
    if (p->bytes.p) return give_page(p, p->bytes, p->charset, p->found, mem, out, err);
    kw_rc rc = kw_fetch(w->fetcher, p->visit->url, mem, &got, err);
    if (rc == KW_OK) return give_page(p, got.bytes, got.charset, got.url, mem, out, err);
    return rc == KW_STOPPED || rc == KW_NOMEM ? rc : no_page(w, p, &got, out);
}

static const double APART = .02;        /* seconds; less is the time that looking takes */

/* Of the next items the one whose host may be asked soonest comes first: a host that wants long pauses holds nobody up. */
static pending *soonest(watch *w) {
    size_t best = w->next, to = w->next + LOOK_AHEAD < w->n ? w->next + LOOK_AHEAD : w->n;
    double least = kw_fetch_wait(w->fetcher, w->v[best].visit->url);
    for (size_t i = w->next + 1; i < to && least > 0; i++) {
        double wait = kw_fetch_wait(w->fetcher, w->v[i].visit->url);
        if (wait + APART < least) least = wait, best = i;
    }
    pending first = w->v[best];
    memmove(&w->v[w->next + 1], &w->v[w->next], (best - w->next) * sizeof *w->v);
    w->v[w->next] = first;
    for (size_t i = w->next; i <= best; i++) w->v[i].visit->now = &w->v[i];
    return &w->v[w->next++];
}

/* As kw_source_next(): in the reader's thread. */
static kw_rc next_item(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err) {
    watch *w = ctx;
    while (w->next < w->n) {
        pending *p = soonest(w);
        int64_t until = held_until(w, p->visit->url);
        *out = (kw_raw){ 0 };
        *path = out->path = out->ref = p->visit->url;
        p->state = KW_VISIT_FAILED;
        p->asked = true;
        if (until) {
            p->state = KW_VISIT_WAITS;
            p->next = until;
            continue;
        }
        kw_rc rc = ask_item(w, p, mem, out, err);
        if (rc == KW_STOPPED) {
            p->asked = false;
            return KW_EMPTY;
        }
        if (rc != KW_EMPTY) return rc;
    }
    return KW_EMPTY;
}

static kw_rc note(watch *w, pending *p, kw_visit_state state, kw_err *err) {
    kw_visit *v = p->visit;
    v->state = state;
    v->next = state == KW_VISIT_WAITS ? p->next : 0;
    v->stamp = p->stamp;
    if (state != KW_VISIT_WAITS) v->tries = 0;
    p->asked = false;
    return kw_visits_keep(w->visits, v, err);
}

/* What became of an item is in the record: in the caller's thread. */
static kw_rc item_kept(void *ctx, const kw_task *t, kw_err *err) {
    watch *w = ctx;
    kw_visit *v = kw_visits_get(w->visits, false, t->raw.path);
    pending *p = v ? v->now : NULL;
    if (!p) return KW_OK;
    if (t->rc == KW_OK) tell(w, true, "%.*s: %s", KW_FMT(t->raw.path), t->known ? "known" : "read");
    return note(w, p, t->rc == KW_OK ? KW_VISIT_DONE : p->state, err);
}

/* First of each listing the first item, then the second: no host is asked twice in a row where it can be helped. */
static int by_turn(const void *x, const void *y) {
    const pending *a = x, *b = y;
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    return kw_str_cmp(a->visit->url, b->visit->url);
}

/* The record may be in use by somebody else for a while. */
static kw_rc open_record(watch *w, kw_record **r, kw_err *err) {
    for (bool told = false;; told = true) {
        kw_rc rc = kw_record_open(w->o->record, KW_CREATE, r, err);
        if (rc != KW_BUSY) return rc;
        if (!told) tell(w, false, "%s: in use; waiting", w->o->record);
        for (int i = 0; i < 25 && !stopped(w); i++) usleep(200000);
        if (stopped(w)) return KW_STOPPED;
    }
}

static void add_up(watch *w) {
    kw_summary *s = w->sum, *p = &w->part;
    s->inputs += p->inputs;
    s->articles += p->articles;
    s->added += p->added;
    s->versions += p->versions;
    s->unchanged += p->unchanged;
    s->failed += p->failed;
    s->foreign += p->foreign;
    s->reports = p->reports;
    s->events = p->events;
    s->stories = p->stories;
}

static kw_rc read_items(watch *w, kw_err *err) {
    kw_record *r = NULL;
    kw_add_from from = { next_item, item_kept, w };
    bool left_over = !w->looked && access(w->o->record, F_OK) == 0;         /* a kill may have come before the grouping */
    w->looked = true;
    if ((!w->n && !left_over) || stopped(w)) return KW_OK;
    if (w->n) qsort(w->v, w->n, sizeof *w->v, by_turn);
    for (size_t i = 0; i < w->n; i++) w->v[i].visit->now = &w->v[i];
    KW_TRY(open_record(w, &r, err));
    w->next = 0;
    kw_rc rc = kw_add_each(w->k, r, &w->o->in, &from, &w->part, err);
    kw_record_close(r);
    if (rc != KW_OK && rc != KW_STOPPED) return rc;
    add_up(w);
    if (!w->n) return rc;
    for (size_t i = 0; i < w->n; i++)
        if (w->v[i].asked) KW_TRY(note(w, &w->v[i], w->v[i].state, err));
    tell(w, false, "%llu added, %llu new version%s, %llu unchanged, %llu failed; %llu %s, %llu event%s",
         (unsigned long long)w->part.added, (unsigned long long)w->part.versions, w->part.versions == 1 ? "" : "s",
         (unsigned long long)w->part.unchanged, (unsigned long long)w->part.failed, (unsigned long long)w->part.stories,
         w->part.stories == 1 ? "story" : "stories", (unsigned long long)w->part.events, w->part.events == 1 ? "" : "s");
    return rc;
}

/* Items whose time has come again, and which no listing that was asked now has. */
static kw_rc take_waiting(watch *w, kw_err *err) {
    kw_visit *v;
    for (size_t i = 0; (v = kw_visits_at(w->visits, i)); i++) {
        kw_given none = { .url = v->url };
        if (!v->source && v->state == KW_VISIT_WAITS && !v->now && v->next <= now_is()) KW_TRY(push(w, v, &none, v->stamp, w->n, err));
    }
    return KW_OK;
}

static kw_rc one_pass(watch *w, kw_err *err) {
    kw_rc rc = KW_OK;
    for (size_t i = 0; rc == KW_OK && i < w->sources.n && !stopped(w); i++) rc = ask_source(w, w->sources.v[i], 0, 0, err);
    if (rc == KW_OK) rc = take_waiting(w, err);
    if (rc == KW_OK) rc = read_items(w, err);
    for (size_t i = 0; i < w->n; i++) w->v[i].visit->now = NULL;
    w->v = NULL;
    w->n = w->cap = 0;
    kw_arena_free(&w->box);
    return rc;
}

/* When there is something to do again. */
static int64_t due(const watch *w) {
    int64_t first = INT64_MAX;
    kw_visit *v;
    for (size_t i = 0; i < w->sources.n; i++)
        if ((v = kw_visits_get(w->visits, true, w->sources.v[i])) && v->next < first) first = v->next;
    for (size_t i = 0; (v = kw_visits_at(w->visits, i)); i++)
        if (!v->source && v->state == KW_VISIT_WAITS && v->next < first) first = v->next;
    return first;
}

static void sleep_until(const watch *w, int64_t then) {
    struct timespec nap = { 0, 200000000 };
    do nanosleep(&nap, NULL); while (!stopped(w) && now_is() < then);
}

/* ---- the start ---- */

static kw_rc add_source(watch *w, kw_str url, size_t *cap, kw_err *err) {
    kw_str *into = kw_push(&w->mem, (void **)&w->sources.v, &w->sources.n, cap, sizeof *into);
    if (!into || !(*into = kw_str_dup(&w->mem, url)).p) return kw_fail_nomem(err);
    return kw_visits_get(w->visits, true, url) ? KW_OK : kw_fail_nomem(err);
}

enum { SHOWN = 60 };                    /* bytes of a line that is no address: a file of another kind may be one long line */

/* A file that lists addresses: one a line, blank lines and such with '#' left out. */
static kw_rc read_list(watch *w, const char *path, size_t *cap, kw_err *err) {
    kw_buf b = KW_BUF_EMPTY;
    if (access(path, F_OK) != 0)
        return kw_fail(err, KW_IO, path, "want an address that begins with http:// or https://, or a file that lists such, found neither");
    kw_rc rc = kw_io_read_file(path, &b, err);
    kw_str rest = kw_buf_str(&b), line;
    for (long number = 1; rc == KW_OK && kw_str_cut(&rest, '\n', &line); number++) {
        line = kw_str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        if (kw_url_is_http(line)) rc = add_source(w, line, cap, err);
        else rc = kw_fail_at(err, KW_USAGE, path, number, "want an address (http or https), found '%.*s'",
            (int)(line.n < SHOWN ? line.n : SHOWN), line.p);
    }
    kw_buf_free(&b);
    return rc;
}

/* A listing is asked for whole again where an item of it waits: its text may be wanted, and a kill may have come between. */
static void forget_tags(watch *w) {
    kw_visit *v;
    bool waits = false;
    for (size_t i = 0; (v = kw_visits_at(w->visits, i)); i++) waits = waits || (!v->source && v->state == KW_VISIT_WAITS);
    for (size_t i = 0; waits && (v = kw_visits_at(w->visits, i)); i++)
        if (v->source && !v->tries) v->etag[0] = v->modified[0] = 0, v->next = 0;
}

static kw_rc start(watch *w, kw_err *err) {
    size_t cap = 0;
    kw_str beside = kw_str_fmt(&w->mem, "%s-watch", w->o->record);
    if (!beside.p) return kw_fail_nomem(err);
    if (!w->o->n_sources) return kw_fail(err, KW_USAGE, "watch", "want addresses of feeds, or files that list some");
    KW_TRY(kw_visits_open(beside.p, now_is(), &w->visits, err));
    for (size_t i = 0; i < w->o->n_sources; i++) {
        const char *s = w->o->sources[i];
        KW_TRY(kw_url_is_http(kw_str_of(s)) ? add_source(w, kw_str_of(s), &cap, err) : read_list(w, s, &cap, err));
    }
    if (!w->sources.n) return kw_fail(err, KW_USAGE, w->o->sources[0], "want addresses of feeds, found none");
    forget_tags(w);
    KW_TRY(kw_lister_new(w->k->trusted, &w->lister, err));
    return kw_fetcher_open(&(kw_fetch_options){ .allow_private = w->o->in.allow_private, .contact = w->o->in.contact,
        .stop = w->o->in.stop }, &w->fetcher, err);
}

kw_rc kw_watch(const kw *k, const kw_watch_options *o, kw_summary *sum, kw_err *err) {
    KW_TRY(kw_pipeline_whole(k, err));
    watch w = { .k = k, .o = o, .sum = sum };
    *sum = (kw_summary){ 0 };
    kw_rc rc = start(&w, err);
    while (rc == KW_OK && !stopped(&w)) {
        rc = one_pass(&w, err);
        if (rc != KW_OK || o->once) break;
        sleep_until(&w, due(&w));
    }
    if (rc == KW_OK && stopped(&w)) rc = KW_STOPPED;
    kw_fetcher_close(w.fetcher);
    kw_lister_free(w.lister);
    kw_visits_close(w.visits);
    kw_arena_free(&w.box);
    kw_arena_free(&w.mem);
    return rc;
}
