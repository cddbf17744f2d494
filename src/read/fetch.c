/* SPDX-License-Identifier: MIT
 * libcurl by dlopen; addresses are judged when the socket is opened, so that neither a name nor a redirect gets round it. */
#include "read/fetch.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/url.h"
#include "read/robots.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROBOTS_MAX = 512 << 10, HOSTS_MAX = 4096, DAY = 24 * 3600, DELAY_MAX = 60, UA_MAX = 256 };

/* The functions of libcurl that are used, found by name when the library is loaded. */
typedef struct library {
    void *handle;
    CURLcode (*global_init)(long);
    CURL *(*init)(void);
    CURLcode (*setopt)(CURL *, CURLoption, ...);
    CURLcode (*perform)(CURL *);
    CURLcode (*getinfo)(CURL *, CURLINFO, ...);
    const char *(*strerror)(CURLcode);
    void (*reset)(CURL *);
    void (*cleanup)(CURL *);
    struct curl_slist *(*append)(struct curl_slist *, const char *);
    void (*free_all)(struct curl_slist *);
    time_t (*getdate)(const char *, const time_t *);
} library;

/* name: "https://host:port"; asked: robots.txt */
typedef struct host { kw_str name; kw_buf robots, tdmrep; double pause; struct timespec asked, last; } host;

struct kw_fetcher {
    library lib;
    CURL *curl;
    kw_fetch_options o;
    char agent[UA_MAX];
    bool met_private;
    kw_arena mem;                       /* hosts */
    host *hosts; size_t n_hosts, cap_hosts;
};

typedef struct reply {
    kw_buf body;
    size_t most;
    bool too_large, reserved;
    char etag[256], modified[64];
    long retry_after;
} reply;

static const struct { const char *name; size_t at; } functions[] = {
    { "curl_global_init", offsetof(library, global_init) }, { "curl_easy_init", offsetof(library, init) },
    { "curl_easy_setopt", offsetof(library, setopt) }, { "curl_easy_perform", offsetof(library, perform) },
    { "curl_easy_getinfo", offsetof(library, getinfo) }, { "curl_easy_strerror", offsetof(library, strerror) },
    { "curl_easy_reset", offsetof(library, reset) }, { "curl_easy_cleanup", offsetof(library, cleanup) },
    { "curl_slist_append", offsetof(library, append) }, { "curl_slist_free_all", offsetof(library, free_all) },
    { "curl_getdate", offsetof(library, getdate) },
};

static kw_rc load(library *l, kw_err *err) {
    l->handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!l->handle) return kw_fail(err, KW_IO, "libcurl.so.4", "want libcurl to fetch addresses, found none: apt-get install libcurl4");
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *p = dlsym(l->handle, functions[i].name);
        if (!p) return kw_fail(err, KW_IO, "libcurl.so.4", "it lacks a function that fetching needs");
        memcpy((char *)l + functions[i].at, &p, sizeof p);      /* ISO C has no cast from an object's pointer to a function's */
    }
    return KW_OK;
}

kw_rc kw_fetch_contact(const char *contact, kw_err *err) {
    for (const char *c = contact; c && *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            return kw_fail(err, KW_USAGE, "--contact", "want one line of text, found control character 0x%02x", (unsigned)*c);
    return KW_OK;
}

kw_rc kw_fetcher_open(const kw_fetch_options *o, kw_fetcher **out, kw_err *err) {
    *out = NULL;
    KW_TRY(kw_fetch_contact(o->contact, err));
    kw_fetcher *f = *out = calloc(1, sizeof *f);
    if (!f) return kw_fail_nomem(err);
    f->o = *o;
    if (o->contact && *o->contact) snprintf(f->agent, sizeof f->agent, KW_ROBOTS_NAME "/" KW_VERSION " (+%s)", o->contact);
    else snprintf(f->agent, sizeof f->agent, KW_ROBOTS_NAME "/" KW_VERSION " (reads news for one desk; robots.txt is kept to)");
    kw_rc rc = load(&f->lib, err);
    if (rc == KW_OK && (f->lib.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(f->curl = f->lib.init()))) rc = kw_fail_nomem(err);
    if (rc == KW_OK) return KW_OK;
    kw_fetcher_close(f);
    *out = NULL;
    return rc;
}

void kw_fetcher_close(kw_fetcher *f) {
    if (!f) return;
    if (f->curl) f->lib.cleanup(f->curl);
    if (f->lib.handle) dlclose(f->lib.handle);
    for (size_t i = 0; i < f->n_hosts; i++) {
        kw_buf_free(&f->hosts[i].robots);
        kw_buf_free(&f->hosts[i].tdmrep);
    }
    kw_arena_free(&f->mem);
    free(f);
}

/* ---- which addresses may be asked: judged on the socket's address, after resolution and for every redirect ---- */

static bool private_v4(uint32_t a) {
    return a >> 24 == 0 || a >> 24 == 10 || a >> 24 == 127 || a >> 20 == 0xac1 || a >> 16 == 0xc0a8 || a >> 16 == 0xa9fe ||
           a >> 22 == (0x64400000u >> 22) || a >> 28 >= 0xe;                     /* shared, multicast and reserved, too */
}

static bool private_v6(const unsigned char *b) {
    static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, zeros[15];
    if (memcmp(b, mapped, sizeof mapped) == 0) return private_v4((uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 | b[15]);
    return memcmp(b, zeros, sizeof zeros) == 0 || (b[0] & 0xfe) == 0xfc || (b[0] == 0xfe && b[1] >= 0x80) || b[0] == 0xff;
}

static bool is_private(const struct sockaddr *a) {
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (a->sa_family == AF_INET) {
        memcpy(&v4, a, sizeof v4);
        return private_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (a->sa_family != AF_INET6) return true;
    memcpy(&v6, a, sizeof v6);
    return private_v6(v6.sin6_addr.s6_addr);
}

static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a) {
    kw_fetcher *f = ctx;
    (void)purpose;
    if (!f->o.allow_private && is_private(&a->addr)) {
        f->met_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* ---- one request ---- */

static size_t take_body(char *p, size_t size, size_t n, void *ctx) {
    reply *r = ctx;
    if (r->body.n + size * n > r->most) {
        r->too_large = true;
        return 0;
    }
    kw_buf_add(&r->body, (kw_str){ p, size * n });
    return r->body.failed ? 0 : size * n;
}

static void keep_header(char *to, size_t room, kw_str value) {
    if (value.n >= room) return;
    memcpy(to, value.p, value.n);
    to[value.n] = 0;
}

/* Seconds, or the day and hour at which the host wants to be asked again. */
static long read_retry(const kw_fetcher *f, kw_str value) {
    char date[64] = "";
    int64_t n;
    if (kw_str_int(value, &n)) return n > 0 && n < 30 * DAY ? (long)n : 0;
    keep_header(date, sizeof date, value);
    time_t then = f->lib.getdate(date, NULL), now = time(NULL);
    return then > now && then - now < 30 * DAY ? (long)(then - now) : 0;
}

typedef struct asking { kw_fetcher *f; reply *r; } asking;

/* "tdm-reservation: 1" (TDMRep) and "X-Robots-Tag: noai": the rights to mine the text are reserved. */
static size_t take_header(char *p, size_t size, size_t n, void *ctx) {
    asking *a = ctx;
    reply *r = a->r;
    kw_str value = kw_str_trim((kw_str){ p, size * n }), name;
    kw_str_cut(&value, ':', &name);
    value = value.p ? kw_str_trim(value) : KW_STR("");
    if (kw_str_is_nocase(name, "tdm-reservation")) r->reserved = r->reserved || kw_str_is(value, "1");
    else if (kw_str_is_nocase(name, "x-robots-tag")) r->reserved = r->reserved || kw_str_find(value, KW_STR("noai"), 0) != SIZE_MAX;
    else if (kw_str_is_nocase(name, "etag")) keep_header(r->etag, sizeof r->etag, value);
    else if (kw_str_is_nocase(name, "last-modified")) keep_header(r->modified, sizeof r->modified, value);
    else if (kw_str_is_nocase(name, "retry-after")) r->retry_after = read_retry(a->f, value);
    return size * n;
}

/* Asked by libcurl now and then: not 0 ends the request. */
static int give_up(void *ctx, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    const kw_fetcher *f = ctx;
    (void)a; (void)b; (void)c; (void)d;
    return f->o.stop && *f->o.stop;
}

static void prepare(kw_fetcher *f, const char *url, asking *a) {
    library *l = &f->lib;
    l->reset(f->curl);
    l->setopt(f->curl, CURLOPT_URL, url);
    l->setopt(f->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    l->setopt(f->curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    l->setopt(f->curl, CURLOPT_FOLLOWLOCATION, 0L);
    l->setopt(f->curl, CURLOPT_CONNECTTIMEOUT, (long)KW_FETCH_CONNECT_SECONDS);
    l->setopt(f->curl, CURLOPT_TIMEOUT, (long)KW_FETCH_SECONDS);
    l->setopt(f->curl, CURLOPT_ACCEPT_ENCODING, "");
    l->setopt(f->curl, CURLOPT_USERAGENT, f->agent);
    l->setopt(f->curl, CURLOPT_NOPROGRESS, 0L);
    l->setopt(f->curl, CURLOPT_XFERINFOFUNCTION, give_up);
    l->setopt(f->curl, CURLOPT_XFERINFODATA, f);
    l->setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
    l->setopt(f->curl, CURLOPT_PROXY, "");                                   /* a proxy would resolve names out of our sight */
    l->setopt(f->curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    l->setopt(f->curl, CURLOPT_OPENSOCKETDATA, f);
    l->setopt(f->curl, CURLOPT_WRITEFUNCTION, take_body);
    l->setopt(f->curl, CURLOPT_WRITEDATA, a->r);
    l->setopt(f->curl, CURLOPT_HEADERFUNCTION, take_header);
    l->setopt(f->curl, CURLOPT_HEADERDATA, a);
}

static bool stopped(const kw_fetcher *f) { return f->o.stop && *f->o.stop; }

static double seconds_since(struct timespec then) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then.tv_sec) + (double)(now.tv_nsec - then.tv_nsec) / 1e9;
}

/* The host is given a pause between two requests, as long as it asks for; the first one comes at once. */
static kw_rc wait_for(const kw_fetcher *f, host *h) {
    double left;
    while (h->last.tv_sec && (left = h->pause - seconds_since(h->last)) > 0) {
        if (stopped(f)) return KW_STOPPED;
        usleep((useconds_t)((left < .1 ? left : .1) * 1e6));
    }
    clock_gettime(CLOCK_MONOTONIC, &h->last);
    return KW_OK;
}

double kw_fetch_wait(const kw_fetcher *f, kw_str url) {
    kw_str origin, path;
    if (!kw_url_split(url, &origin, &path)) return 0;
    for (size_t i = 0; i < f->n_hosts; i++) {
        if (!kw_str_eq(f->hosts[i].name, origin) || !f->hosts[i].last.tv_sec) continue;
        double left = f->hosts[i].pause - seconds_since(f->hosts[i].last);
        return left > 0 ? left : 0;
    }
    return 0;
}

/* `etag` and `modified` may be empty. */
static kw_rc ask(kw_fetcher *f, const char *url, kw_str etag, kw_str modified, reply *r, long *status, kw_err *err) {
    struct curl_slist *head = NULL;
    char line[400];
    asking a = { f, r };
    f->met_private = false;
    *status = 0;
    prepare(f, url, &a);
    if (etag.n && etag.n < 300) {
        snprintf(line, sizeof line, "If-None-Match: %.*s", KW_FMT(etag));
        head = f->lib.append(head, line);
    }
    if (modified.n && modified.n < 300) {
        snprintf(line, sizeof line, "If-Modified-Since: %.*s", KW_FMT(modified));
        head = f->lib.append(head, line);
    }
    if (head) f->lib.setopt(f->curl, CURLOPT_HTTPHEADER, head);
    CURLcode code = f->lib.perform(f->curl);
    f->lib.getinfo(f->curl, CURLINFO_RESPONSE_CODE, status);
    f->lib.free_all(head);
    if (r->body.failed) return kw_fail_nomem(err);
    if (stopped(f)) return KW_STOPPED;
    if (f->met_private) return kw_fail(err, KW_DATA, url, "its address is private; --allow-private asks it all the same");
    if (r->too_large) return kw_fail(err, KW_DATA, url, "want at most %zu MiB, found more", r->most >> 20);
    return code == CURLE_OK ? KW_OK : kw_fail(err, KW_IO, url, "no answer: %s", f->lib.strerror(code));
}

/* ---- hosts and their robots.txt ---- */

/* A server on this machine is its user's own. */
static bool is_own(kw_str origin) {
    size_t at = kw_str_find(origin, KW_STR("://"), 0) + 3;
    kw_str name = kw_str_sub(origin, at, origin.n);
    return kw_str_starts(name, KW_STR("127.0.0.1:")) || kw_str_starts(name, KW_STR("localhost:")) || kw_str_starts(name, KW_STR("[::1]:"));
}

/* A file of the site's own about how it may be read; redirects are followed. */
static kw_rc read_rules(kw_fetcher *f, host *h, const char *path, reply *r, long *status, kw_err *err) {
    kw_str url = kw_str_fmt(&f->mem, "%.*s%s", KW_FMT(h->name), path);
    if (!url.p) return kw_fail_nomem(err);
    for (int hop = 0;; hop++) {
        char *to = NULL;
        KW_TRY(wait_for(f, h));
        kw_buf_reset(&r->body);
        KW_TRY(ask(f, url.p, KW_NONE, KW_NONE, r, status, err));
        f->lib.getinfo(f->curl, CURLINFO_REDIRECT_URL, &to);
        if (!to || hop == KW_FETCH_REDIRECTS) return KW_OK;
        if (!(url = kw_str_dup(&f->mem, kw_str_of(to))).p) return kw_fail_nomem(err);
    }
}

/* A 4xx means that nothing is forbidden, no answer and a 5xx that all is (RFC 9309, 2.3.1). Read again once a day. */
static kw_rc read_robots(kw_fetcher *f, host *h, kw_err *err) {
    reply r = { .most = ROBOTS_MAX }, tdm = { .most = ROBOTS_MAX };
    long status = 0;
    kw_rc rc = read_rules(f, h, "/robots.txt", &r, &status, err);
    if (rc == KW_OK && status >= 500)
        rc = kw_fail(err, KW_IO, h->name.p, "its robots.txt answered %ld, so that nothing there may be read now", status);
    if (status != 200) kw_buf_reset(&r.body);
    if (rc == KW_OK) {
        double asked = kw_robots_delay(kw_buf_str(&r.body));
        double least = is_own(h->name) ? KW_FETCH_OWN_PAUSE : KW_FETCH_PAUSE;
        h->pause = asked > least ? asked < DELAY_MAX ? asked : DELAY_MAX : least;
        rc = read_rules(f, h, "/.well-known/tdmrep.json", &tdm, &status, NULL);
        if (status != 200 || rc == KW_IO || rc == KW_DATA) kw_buf_reset(&tdm.body);
        if (rc == KW_IO || rc == KW_DATA) rc = KW_OK;       /* who has no such file reserves nothing */
    }
    if (rc != KW_OK) {
        kw_buf_free(&r.body);
        kw_buf_free(&tdm.body);
        return rc;
    }
    kw_buf_free(&h->robots);
    kw_buf_free(&h->tdmrep);
    h->robots = r.body;
    h->tdmrep = tdm.body;
    clock_gettime(CLOCK_MONOTONIC, &h->asked);
    return KW_OK;
}

static kw_rc host_of(kw_fetcher *f, kw_str origin, host **out, kw_err *err) {
    host *h = NULL;
    for (size_t i = 0; !h && i < f->n_hosts; i++)
        if (kw_str_eq(f->hosts[i].name, origin)) h = &f->hosts[i];
    if (!h) {
        if (f->n_hosts == HOSTS_MAX) return kw_fail(err, KW_DATA, NULL, "more than %d hosts in one run", HOSTS_MAX);
        kw_str name = kw_str_dup(&f->mem, origin);
        h = name.p ? kw_push(&f->mem, (void **)&f->hosts, &f->n_hosts, &f->cap_hosts, sizeof *h) : NULL;
        if (!h) return kw_fail_nomem(err);
        *h = (host){ .name = name, .pause = is_own(name) ? KW_FETCH_OWN_PAUSE : KW_FETCH_PAUSE };
    }
    *out = h;
    return h->asked.tv_sec && seconds_since(h->asked) < DAY ? KW_OK : read_robots(f, h, err);
}

static kw_str charset_in(const char *type, kw_arena *mem) {
    const char *at = type ? strcasestr(type, "charset=") : NULL;
    if (!at) return KW_NONE;
    at += strlen("charset=") + (at[strlen("charset=")] == '"');
    return kw_str_dup(mem, (kw_str){ at, strcspn(at, "\"; \t") });
}

static kw_str said(const char *z, kw_arena *mem) { return *z ? kw_str_dup(mem, kw_str_of(z)) : KW_NONE; }

static kw_rc reserved(const char *url, kw_fetched *out, kw_err *err) {
    out->closed = out->reserved = true;
    return kw_fail(err, KW_DATA, url, "its publisher reserves text and data mining");
}

static kw_rc keep(kw_fetcher *f, const char *url, reply *r, kw_arena *mem, kw_fetched *out, kw_err *err) {
    const char *type = NULL;
    out->retry_after = r->retry_after;
    if (r->reserved) return reserved(url, out, err);
    if (out->status != 200 && out->status != 304) return kw_fail(err, KW_IO, url, "want an answer of 200, found %ld", out->status);
    f->lib.getinfo(f->curl, CURLINFO_CONTENT_TYPE, &type);
    out->charset = charset_in(type, mem);
    out->etag = said(r->etag, mem);
    out->modified = said(r->modified, mem);
    out->url = kw_str_dup(mem, kw_str_of(url));
    out->bytes = out->status == 304 ? KW_STR("") : kw_str_dup(mem, kw_buf_str(&r->body));
    if (kw_tdm_page_reserves(out->bytes)) return reserved(url, out, err);
    return out->url.p && out->bytes.p ? KW_OK : kw_fail_nomem(err);
}

/* One address, its host's rules first. *to: where it sends us; p NULL: nowhere. */
static kw_rc fetch_one(kw_fetcher *f, kw_str z, kw_str etag, kw_str modified, kw_arena *mem, kw_fetched *out, kw_str *to, kw_err *err) {
    kw_str origin, path;
    host *h = NULL;
    char *next = NULL;
    *to = KW_NONE;
    if (!kw_url_is_http(z)) {
        out->closed = true;
        return kw_fail(err, KW_DATA, z.p, "want an address of http or https");
    }
    if (!kw_url_split(z, &origin, &path)) return kw_fail(err, KW_DATA, z.p, "want an address with a host");
    KW_TRY(host_of(f, origin, &h, err));
    if (!path.n) path = KW_STR("/");
    if (!kw_robots_allow(kw_buf_str(&h->robots), path)) {
        out->closed = true;
        return kw_fail(err, KW_DATA, z.p, "robots.txt of the site asks programs not to read it");
    }
    if (kw_tdm_reserves(kw_buf_str(&h->tdmrep), path)) return reserved(z.p, out, err);
    reply r = { .most = KW_FETCH_MAX };
    kw_rc rc = wait_for(f, h);
    if (rc == KW_OK) rc = ask(f, z.p, etag, modified, &r, &out->status, err);
    if (rc == KW_OK) f->lib.getinfo(f->curl, CURLINFO_REDIRECT_URL, &next);
    if (rc == KW_OK && next && out->status / 100 == 3 && out->status != 304) {
        *to = kw_str_dup(mem, kw_str_of(next));
        if (!to->p) rc = kw_fail_nomem(err);
    } else if (rc == KW_OK) rc = keep(f, z.p, &r, mem, out, err);
    if (f->met_private) out->closed = true;
    kw_buf_free(&r.body);
    return rc;
}

kw_rc kw_fetch_again(kw_fetcher *f, kw_str url, kw_str etag, kw_str modified, kw_arena *mem, kw_fetched *out, kw_err *err) {
    kw_str z = kw_str_dup(mem, url), to;
    *out = (kw_fetched){ 0 };
    for (int hop = 0; z.p && hop <= KW_FETCH_REDIRECTS; hop++, z = to) {
        KW_TRY(fetch_one(f, z, etag, modified, mem, out, &to, err));
        if (!to.p) return KW_OK;
    }
    return z.p ? kw_fail(err, KW_IO, z.p, "want at most %d redirects, found more", KW_FETCH_REDIRECTS) : kw_fail_nomem(err);
}

kw_rc kw_fetch(kw_fetcher *f, kw_str url, kw_arena *mem, kw_fetched *out, kw_err *err) {
    return kw_fetch_again(f, url, KW_NONE, KW_NONE, mem, out, err);
}
