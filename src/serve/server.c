/* SPDX-License-Identifier: MIT
 * Requests to pages. What makes it safe to leave open on a desk: the loopback address, the Host header checked (a page elsewhere
 * cannot reach us by a name that resolves here), no method that changes anything, a content security policy that lets no
 * inline script or style act, and everything escaped (serve/markup.h). */
#include "serve/server.h"
#include "base/utf8.h"
#include "serve/reply.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <unistd.h>

enum { ARGS_MAX = 32, PATH_MAX_BYTES = 2048 };

typedef struct { const kw_server *server; unsigned port; bool loopback; } door;
typedef struct { kw_arg v[ARGS_MAX]; size_t n; kw_arena *mem; } arg_list;
typedef struct { const char *path, *blob, *type; } asset;

static const asset ASSETS[] = {
    { "/style.css", "web/style.css", "text/css; charset=utf-8" },
    { "/kawat.js", "web/kawat.js", "text/javascript; charset=utf-8" },
    { "/icon.svg", "web/icon.svg", "image/svg+xml" },
};

static const char POLICY[] =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

static enum MHD_Result send_bytes(struct MHD_Connection *c, unsigned status, const char *type, kw_str body) {
    struct MHD_Response *r = MHD_create_response_from_buffer(body.n, (void *)(uintptr_t)(body.p ? body.p : ""), MHD_RESPMEM_MUST_COPY);
    if (!r) return MHD_NO;
    MHD_add_response_header(r, "Content-Type", type);
    MHD_add_response_header(r, "Content-Security-Policy", POLICY);
    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(r, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(r, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(r, "Cache-Control", "no-cache");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) MHD_add_response_header(r, "Allow", "GET, HEAD");
    enum MHD_Result ok = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return ok;
}

static enum MHD_Result send_line(struct MHD_Connection *c, unsigned status, const char *line) {
    return send_bytes(c, status, "text/plain; charset=utf-8", kw_str_of(line));
}

/* "127.0.0.1:8080", "localhost", "[::1]:8080": names of this machine only, unless another address was asked for. */
static bool host_allowed(const door *d, const char *host) {
    char want[300];
    const char *const names[] = { "127.0.0.1", "localhost", "[::1]", d->server->address ? d->server->address : "127.0.0.1" };
    if (!host) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(want, sizeof want, "%s:%u", names[i], d->port);
        if (strcmp(host, want) == 0 || (d->port == 80 && strcmp(host, names[i]) == 0)) return true;
    }
    return !d->loopback;             /* bound to the network on purpose: its names are not ours to know */
}

static enum MHD_Result take_arg(void *ctx, enum MHD_ValueKind kind, const char *key, const char *value) {
    arg_list *a = ctx;
    (void)kind;
    if (a->n == ARGS_MAX) return MHD_NO;
    kw_str v = kw_utf8_clean(a->mem, kw_str_of(value ? value : "")), k = kw_utf8_clean(a->mem, kw_str_of(key));
    if (!v.p || !k.p) return MHD_NO;
    a->v[a->n++] = (kw_arg){ k, v };
    return MHD_YES;
}

static bool speaks(const kw_know *k, kw_str code) { return kw_know_lang_table(k, code, "page") != NULL; }

/* The first language of Accept-Language that the page has words for; else the first that has any. */
static kw_str language_of(const kw_know *k, const char *accept) {
    kw_str rest = kw_str_of(accept ? accept : ""), one;
    while (kw_str_cut(&rest, ',', &one)) {
        one = kw_str_trim(one);
        one.n = one.n < 2 ? 0 : 2;
        int i = one.n ? kw_know_language_index(k, one) : -1;
        if (i >= 0 && speaks(k, one)) return kw_know_language(k, (size_t)i);
    }
    for (size_t i = 0; i < kw_know_languages(k); i++)
        if (speaks(k, kw_know_language(k, i))) return kw_know_language(k, i);
    return kw_know_language(k, 0);
}

static void choose_language(kw_reply *v, const char *accept) {
    const kw_know *k = v->server->know;
    kw_str asked = kw_reply_arg(v, "hl");
    int i = asked.p ? kw_know_language_index(k, asked) : -1;
    v->language_asked = i >= 0 && speaks(k, asked);
    v->language = v->language_asked ? kw_know_language(k, (size_t)i) : language_of(k, accept);
    v->texts = kw_know_lang_table(k, v->language, "page");
}

static bool id_in(kw_str path, const char *room, kw_str *id) {
    if (!kw_str_starts(path, kw_str_of(room))) return false;
    *id = kw_str_sub(path, strlen(room), path.n);
    return id->n > 0 && kw_str_find(*id, KW_STR("/"), 0) == SIZE_MAX;
}

static kw_rc draw(kw_reply *v, kw_err *err) {
    kw_str id;
    if (kw_str_is(v->path, "/")) return kw_page_home(v, err);
    if (kw_str_is(v->path, "/stories")) return kw_page_stories(v, err);
    if (kw_str_is(v->path, "/timeline")) return kw_page_timeline(v, err);
    if (kw_str_is(v->path, "/search")) return kw_page_search(v, err);
    if (id_in(v->path, "/story/", &id)) return kw_page_story(v, id, err);
    if (id_in(v->path, "/article/", &id)) return kw_page_article(v, id, err);
    if (id_in(v->path, "/event/", &id)) return kw_page_event(v, id, err);
    return KW_EMPTY;
}

/* What is asked behind an address with .json; those that end in '/' are followed by an id. */
static const struct { const char *room; kw_ask_what what; } answers[] = {
    { "/index", KW_ASK_STORIES }, { "/stories", KW_ASK_STORIES }, { "/timeline", KW_ASK_TIMELINE }, { "/events", KW_ASK_EVENTS },
    { "/links", KW_ASK_LINKS }, { "/quotes", KW_ASK_QUOTES }, { "/threads", KW_ASK_THREADS }, { "/dyad", KW_ASK_DYAD },
    { "/search", KW_ASK_SEARCH }, { "/story/", KW_ASK_STORY }, { "/article/", KW_ASK_SHOW }, { "/event/", KW_ASK_SHOW },
    { "/chain/", KW_ASK_CHAIN }, { "/why/", KW_ASK_WHY },
};

/* The question behind a page, for its .json form. */
static bool question_of(const kw_reply *v, kw_question *q) {
    kw_str id;
    q->a = kw_reply_arg(v, "a").p;
    q->b = kw_reply_arg(v, "b").p;
    q->since = kw_reply_arg(v, "since").p;
    q->until = kw_reply_arg(v, "until").p;
    q->type = kw_reply_arg(v, "type").p;
    q->outlet = kw_reply_arg(v, "outlet").p;
    q->lang = kw_reply_arg(v, "lang").p;
    q->actor = kw_reply_arg(v, "actor").p;
    q->by = kw_reply_arg(v, "by").p;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        bool one = answers[i].room[strlen(answers[i].room) - 1] == '/';
        if (one ? !id_in(v->path, answers[i].room, &id) : !kw_str_is(v->path, answers[i].room)) continue;
        q->what = answers[i].what;
        if (one) q->a = kw_str_dup(v->mem, id).p;
        if (q->what == KW_ASK_SEARCH) q->a = kw_reply_arg(v, "q").p;
        if (q->what == KW_ASK_TIMELINE && !q->a) q->what = KW_ASK_EVENTS;
        return true;
    }
    return false;
}

static bool to_page(void *ctx, const char *p, size_t n) {
    kw_buf *b = ctx;
    kw_buf_add(b, (kw_str){ p, n });
    return !b->failed;
}

static unsigned status_of(kw_rc rc) {
    switch (rc) {
    case KW_OK: return 200;
    case KW_EMPTY: return 404;
    case KW_USAGE: case KW_DATA: return 400;
    case KW_BUSY: return 503;
    default: return 500;
    }
}

static enum MHD_Result send_json(struct MHD_Connection *c, kw_reply *v) {
    kw_question q = { 0 };
    kw_err err = { "" };
    kw_rc rc = question_of(v, &q) ? v->server->ask(v->server->ask_ctx, &q, KW_JSON, to_page, v->out, &err) : KW_EMPTY;
    unsigned status = status_of(rc);
    if (status == 404 && v->out->n) status = 200;                  /* an empty list is an answer */
    if (status != 200) {
        kw_buf_reset(v->out);
        kw_json_open(v->out, '{');
        kw_json_put(v->out, "error", rc == KW_EMPTY ? KW_STR("not found") : kw_str_of(err.text));
        kw_json_close(v->out, '}');
        kw_buf_byte(v->out, '\n');
    }
    return send_bytes(c, status, "application/json; charset=utf-8", kw_buf_str(v->out));
}

static enum MHD_Result send_page(struct MHD_Connection *c, kw_reply *v) {
    kw_err err = { "" };
    v->status = 200;
    kw_rc rc = draw(v, &err);
    if (rc != KW_OK) {
        kw_buf_reset(v->out);
        v->status = status_of(rc);
        const char *key = rc == KW_EMPTY ? "not_found" : "not_understood";
        kw_reply_open(v, key, KW_NONE);
        kw_buf_text(v->out, "<h1>");
        kw_reply_say(v, key);
        kw_buf_text(v->out, "</h1>");
        kw_markup_element(v->out, "p class=\"error\"", kw_str_of(err.text));
        kw_reply_close(v);
    }
    return send_bytes(c, v->status, "text/html; charset=utf-8", kw_buf_str(v->out));
}

static enum MHD_Result answer_get(const door *d, struct MHD_Connection *c, const char *url) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf out = KW_BUF_EMPTY;
    arg_list args = { .mem = &mem };
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_arg, &args);
    kw_reply v = { .server = d->server, .mem = &mem, .out = &out, .args = args.v, .n_args = args.n,
                  .path = kw_utf8_clean(&mem, kw_str_of(url)) };
    choose_language(&v, MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Accept-Language"));
    bool json = kw_str_ends(v.path, KW_STR(".json"));
    if (json) v.path.n -= 5;
    enum MHD_Result r = v.path.p ? (json ? send_json(c, &v) : send_page(c, &v)) : MHD_NO;
    kw_buf_free(&out);
    kw_arena_free(&mem);
    return r;
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                  const char *upload, size_t *upload_n, void **state) {
    const door *d = ctx;
    (void)version; (void)upload; (void)upload_n;
    static char seen;
    if (!*state) { *state = &seen; return MHD_YES; }               /* headers are here; wait for the end of the request */
    if (!host_allowed(d, MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host")))
        return send_line(c, 403, "This page answers to this machine's own names only.\n");
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) return send_line(c, 405, "Only GET and HEAD.\n");
    if (strlen(url) > PATH_MAX_BYTES) return send_line(c, 414, "The address is too long.\n");
    for (size_t i = 0; i < sizeof ASSETS / sizeof *ASSETS; i++)
        if (strcmp(url, ASSETS[i].path) == 0) return send_bytes(c, 200, ASSETS[i].type, kw_know_blob(d->server->know, ASSETS[i].blob));
    return answer_get(d, c, url);
}

static kw_rc bind_failed(const kw_server *s, int error, kw_err *err) {
    const char *address = s->address ? s->address : "127.0.0.1";
    if (error == EADDRINUSE)
        return kw_fail(err, KW_IO, address, "port %u is in use: choose another with --port, or 0 for any free one", s->port);
    if (error == EACCES) return kw_fail(err, KW_IO, address, "port %u is not allowed for this user: choose one above 1023", s->port);
    return kw_fail(err, KW_IO, address, "cannot serve on port %u: %s", s->port, strerror(error ? error : EIO));
}

kw_rc kw_server_run(const kw_server *s, kw_err *err) {
    door d = { .server = s, .port = s->port };
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)s->port) };
    const char *address = s->address ? s->address : "127.0.0.1";
    if (s->port > 65535) return kw_fail(err, KW_USAGE, NULL, "a port is 0 to 65535, found %u", s->port);
    if (inet_pton(AF_INET, address, &at.sin_addr) != 1) return kw_fail(err, KW_USAGE, address, "want an IPv4 address");
    d.loopback = (ntohl(at.sin_addr.s_addr) >> 24) == 127;
    errno = 0;
    struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, (uint16_t)s->port, NULL, NULL, on_request, &d,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at, MHD_OPTION_CONNECTION_LIMIT, 64u, MHD_OPTION_CONNECTION_TIMEOUT, 30u,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)65536, MHD_OPTION_END);
    if (!daemon) return bind_failed(s, errno, err);
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    if (info && info->port) d.port = info->port;
    if (s->ready) {
        char url[128];
        snprintf(url, sizeof url, "http://%s:%u/", address, d.port);
        s->ready(s->ctx, url);
    }
    while (!s->stop || !*s->stop) usleep(100000);
    MHD_stop_daemon(daemon);
    return KW_OK;
}
