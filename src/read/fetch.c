/* SPDX-License-Identifier: MIT
 * libcurl by dlopen; addresses are judged when the socket is opened, so that neither a name nor a redirect gets round it. */
#include "read/fetch.h"
#include "base/buf.h"
#include "base/limits.h"
#include "read/robots.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROBOTS_MAX = 512 << 10, HOSTS_MAX = 4096 };

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
} library;

typedef struct host { kw_str name; kw_str robots; struct timespec last; } host;     /* name: "https://host:port" */

struct kw_fetcher {
    library lib;
    CURL *curl;
    bool allow_private, met_private;
    kw_arena mem;                       /* hosts */
    host *hosts; size_t n_hosts, cap_hosts;
};

typedef struct reply { kw_buf body; size_t most; bool too_large, reserved; } reply;

static bool find(void *handle, const char *name, void *into) {
    void *p = dlsym(handle, name);
    memcpy(into, &p, sizeof p);         /* ISO C has no cast from an object's pointer to a function's */
    return p != NULL;
}

static kw_rc load(library *l, kw_err *err) {
    l->handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!l->handle) return kw_fail(err, KW_IO, "libcurl.so.4", "want libcurl to fetch addresses, found none: apt-get install libcurl4");
    bool all = find(l->handle, "curl_global_init", &l->global_init) && find(l->handle, "curl_easy_init", &l->init) &&
               find(l->handle, "curl_easy_setopt", &l->setopt) && find(l->handle, "curl_easy_perform", &l->perform) &&
               find(l->handle, "curl_easy_getinfo", &l->getinfo) && find(l->handle, "curl_easy_strerror", &l->strerror) &&
               find(l->handle, "curl_easy_reset", &l->reset) && find(l->handle, "curl_easy_cleanup", &l->cleanup);
    return all ? KW_OK : kw_fail(err, KW_IO, "libcurl.so.4", "it lacks a function that fetching needs");
}

kw_rc kw_fetcher_open(bool allow_private, kw_fetcher **out, kw_err *err) {
    kw_fetcher *f = *out = calloc(1, sizeof *f);
    if (!f) return kw_fail_nomem(err);
    f->allow_private = allow_private;
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
    if (!f->allow_private && is_private(&a->addr)) {
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

/* "tdm-reservation: 1": the rights to mine the text are reserved (W3C community report TDMRep). */
static size_t take_header(char *p, size_t size, size_t n, void *ctx) {
    reply *r = ctx;
    kw_str line = kw_str_trim((kw_str){ p, size * n });
    static const char name[] = "tdm-reservation:";
    if (line.n > sizeof name - 1 && strncasecmp(line.p, name, sizeof name - 1) == 0)
        r->reserved = kw_str_is(kw_str_trim(kw_str_sub(line, sizeof name - 1, line.n)), "1");
    return size * n;
}

static void prepare(kw_fetcher *f, const char *url, reply *r) {
    library *l = &f->lib;
    l->reset(f->curl);
    l->setopt(f->curl, CURLOPT_URL, url);
    l->setopt(f->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    l->setopt(f->curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    l->setopt(f->curl, CURLOPT_FOLLOWLOCATION, 1L);
    l->setopt(f->curl, CURLOPT_MAXREDIRS, (long)KW_FETCH_REDIRECTS);
    l->setopt(f->curl, CURLOPT_CONNECTTIMEOUT, (long)KW_FETCH_CONNECT_SECONDS);
    l->setopt(f->curl, CURLOPT_TIMEOUT, (long)KW_FETCH_SECONDS);
    l->setopt(f->curl, CURLOPT_ACCEPT_ENCODING, "");
    l->setopt(f->curl, CURLOPT_USERAGENT, KW_ROBOTS_NAME "/" KW_VERSION " (reads news for one desk; robots.txt is kept to)");
    l->setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
    l->setopt(f->curl, CURLOPT_PROXY, "");                                   /* a proxy would resolve names out of our sight */
    l->setopt(f->curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    l->setopt(f->curl, CURLOPT_OPENSOCKETDATA, f);
    l->setopt(f->curl, CURLOPT_WRITEFUNCTION, take_body);
    l->setopt(f->curl, CURLOPT_WRITEDATA, r);
    l->setopt(f->curl, CURLOPT_HEADERFUNCTION, take_header);
    l->setopt(f->curl, CURLOPT_HEADERDATA, r);
}

/* The host is given a second between two requests; the first one comes at once. */
static void wait_for(host *h) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double since = (double)(now.tv_sec - h->last.tv_sec) + (double)(now.tv_nsec - h->last.tv_nsec) / 1e9;
    if (h->last.tv_sec && since >= 0 && since < KW_FETCH_PAUSE) usleep((useconds_t)((KW_FETCH_PAUSE - since) * 1e6));
    clock_gettime(CLOCK_MONOTONIC, &h->last);
}

static kw_rc ask(kw_fetcher *f, const char *url, reply *r, long *status, kw_err *err) {
    f->met_private = false;
    prepare(f, url, r);
    CURLcode code = f->lib.perform(f->curl);
    f->lib.getinfo(f->curl, CURLINFO_RESPONSE_CODE, status);
    if (r->body.failed) return kw_fail_nomem(err);
    if (f->met_private) return kw_fail(err, KW_DATA, url, "its address is private; --allow-private asks it all the same");
    if (r->too_large) return kw_fail(err, KW_DATA, url, "want at most %zu MiB, found more", r->most >> 20);
    return code == CURLE_OK ? KW_OK : kw_fail(err, KW_IO, url, "no answer: %s", f->lib.strerror(code));
}

/* ---- hosts and their robots.txt ---- */

/* "https://host:port" and what comes behind it, "/" at least. */
static bool split_url(kw_str url, kw_str *origin, kw_str *path) {
    size_t scheme = kw_str_find(url, KW_STR("://"), 0), end = scheme + 3;
    if (scheme == SIZE_MAX) return false;
    while (end < url.n && !strchr("/?#", url.p[end])) end++;
    *origin = kw_str_sub(url, 0, end);
    *path = kw_str_sub(url, end, url.n);
    size_t hash = kw_str_find(*path, KW_STR("#"), 0);
    if (hash != SIZE_MAX) path->n = hash;
    return end > scheme + 3;
}

/* A 4xx means that nothing is forbidden, no answer and a 5xx that all is (RFC 9309, 2.3.1). */
static kw_rc read_robots(kw_fetcher *f, host *h, kw_err *err) {
    reply r = { .most = ROBOTS_MAX };
    long status = 0;
    kw_str url = kw_str_fmt(&f->mem, "%.*s/robots.txt", KW_FMT(h->name));
    if (!url.p) return kw_fail_nomem(err);
    wait_for(h);
    kw_rc rc = ask(f, url.p, &r, &status, err);
    if (rc == KW_OK && status >= 500) rc = kw_fail(err, KW_IO, url.p, "answered %ld, so that nothing there may be read now", status);
    if (rc == KW_OK) h->robots = kw_str_dup(&f->mem, status == 200 ? kw_buf_str(&r.body) : KW_STR(""));
    kw_buf_free(&r.body);
    return rc != KW_OK || h->robots.p ? rc : kw_fail_nomem(err);
}

static kw_rc host_of(kw_fetcher *f, kw_str origin, host **out, kw_err *err) {
    for (size_t i = 0; i < f->n_hosts; i++)
        if (kw_str_eq(f->hosts[i].name, origin)) { *out = &f->hosts[i]; return KW_OK; }
    if (f->n_hosts == HOSTS_MAX) return kw_fail(err, KW_DATA, NULL, "more than %d hosts in one run", HOSTS_MAX);
    host *h = kw_push(&f->mem, (void **)&f->hosts, &f->n_hosts, &f->cap_hosts, sizeof *h);
    if (!h || !(h->name = kw_str_dup(&f->mem, origin)).p) return kw_fail_nomem(err);
    kw_rc rc = read_robots(f, h, err);
    if (rc != KW_OK) f->n_hosts--;                       /* it may answer the next time */
    *out = h;
    return rc;
}

static kw_str charset_in(const char *type, kw_arena *mem) {
    const char *at = type ? strcasestr(type, "charset=") : NULL;
    if (!at) return KW_NONE;
    at += strlen("charset=") + (at[strlen("charset=")] == '"');
    return kw_str_dup(mem, (kw_str){ at, strcspn(at, "\"; \t") });
}

static kw_rc keep(kw_fetcher *f, const char *url, reply *r, long status, kw_arena *mem, kw_fetched *out, kw_err *err) {
    const char *type = NULL, *end = NULL;
    if (status != 200) return kw_fail(err, KW_IO, url, "want an answer of 200, found %ld", status);
    if (r->reserved) return kw_fail(err, KW_DATA, url, "its publisher reserves text and data mining (tdm-reservation: 1)");
    f->lib.getinfo(f->curl, CURLINFO_CONTENT_TYPE, &type);
    f->lib.getinfo(f->curl, CURLINFO_EFFECTIVE_URL, &end);
    out->charset = charset_in(type, mem);
    out->url = kw_str_dup(mem, kw_str_of(end ? end : url));
    out->bytes = kw_str_dup(mem, kw_buf_str(&r->body));
    return out->url.p && out->bytes.p ? KW_OK : kw_fail_nomem(err);
}

kw_rc kw_fetch(kw_fetcher *f, kw_str url, kw_arena *mem, kw_fetched *out, kw_err *err) {
    kw_str origin, path, z = kw_str_dup(mem, url);
    host *h = NULL;
    *out = (kw_fetched){ 0 };
    if (!z.p) return kw_fail_nomem(err);
    if (!split_url(z, &origin, &path)) return kw_fail(err, KW_DATA, z.p, "want an address with a host");
    KW_TRY(host_of(f, origin, &h, err));
    if (!kw_robots_allow(h->robots, path.n ? path : KW_STR("/")))
        return kw_fail(err, KW_DATA, z.p, "robots.txt of the site asks programs not to read it");
    reply r = { .most = KW_FETCH_MAX };
    long status = 0;
    wait_for(h);
    kw_rc rc = ask(f, z.p, &r, &status, err);
    if (rc == KW_OK) rc = keep(f, z.p, &r, status, mem, out, err);
    kw_buf_free(&r.body);
    return rc;
}
