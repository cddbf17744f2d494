/* SPDX-License-Identifier: MIT
 * When an article was published: many places of a page claim a day, each with a weight. The heaviest is taken as it comes, and in the
 * end the day that has most of them behind it. */
#include "clean/draft.h"
#include "know/calendar.h"

static const double MEANT = .9, VAGUE = .8, PRINTED = .7, LABELLED = .8, ADDRESS = .85;        /* ADDRESS: parted, as in /2024/05/13/ */

enum { FIELDS = 3, KINDS = KW_DAY_KINDS };

/* Seconds since 1970 as a clock there shows them. */
static int64_t clock_of(kw_when w) { return (int64_t)w.first * 86400 + w.second; }

/* A field has the moment in UTC and the page prints it in its own time ("01:49Z", "5:49 p.m." the day before): the same
 * minute, whole half hours apart. Then the article's date is the printed one, and its zone is known. */
static bool take_local(kw_when *have, kw_when w, double score) {
    enum { HALF_HOUR = 1800, WEST = -12 * 3600, EAST = 14 * 3600 };
    if (!have->has_time || have->zone != 0) return false;
    int64_t apart = clock_of(w) / 60 * 60 - clock_of(*have) / 60 * 60;
    if (!w.has_time && (score < .7 || apart <= 0 || have->second % HALF_HOUR)) return false;    /* a day alone: its midnight is meant */
    if (!apart || apart % HALF_HOUR || apart < WEST || apart > EAST) return false;
    if (w.has_time && w.zone != KW_NO_ZONE && w.zone * 60 != apart) return false;
    int64_t local = clock_of(*have) + apart;
    *have = kw_when_day((int32_t)(local / 86400));
    have->has_time = true;
    have->second = (int32_t)(local % 86400);
    have->zone = (int16_t)(apart / 60);
    return true;
}

/* A field has the clock time of the place, and the page prints it with the zone ("15:53:00", "15:53 WIB"). */
static bool take_zone(kw_when *have, kw_when w) {
    if (!have->has_time || have->zone != KW_NO_ZONE || !w.has_time || w.zone == KW_NO_ZONE || clock_of(*have) / 60 != clock_of(w) / 60) return false;
    have->zone = w.zone;
    return true;
}

static const char *const kinds[KINDS] = { "json-ld", "meta", "url", "time", "text" };      /* the first three are fields */

static size_t kind_of(const char *from) {
    for (size_t i = 0; i < KINDS; i++)
        if (strcmp(kinds[i], from) == 0) return i;
    return KINDS;
}

/* Each kind of place counts once for a day, with the most that it said. */
static void remember(kw_draft *d, kw_when w, size_t kind, double score) {
    kw_day_claim *c = NULL;
    if (kind == KINDS) return;
    for (size_t i = 0; i < d->n_days && !c; i++)
        if (d->days[i].when.first == w.first) c = &d->days[i];
    if (!c && d->n_days == KW_DAYS) return;
    if (!c) *(c = &d->days[d->n_days++]) = (kw_day_claim){ .when = w };
    if (score > c->score[kind]) c->score[kind] = score;
    bool better = w.has_time && (!c->when.has_time || (c->when.zone == KW_NO_ZONE && w.zone != KW_NO_ZONE));
    if (better) c->when = w;
}

static double fields_say(const kw_day_claim *c) {
    double sum = 0;
    for (size_t k = 0; k < FIELDS; k++) sum += c->score[k];
    return sum;
}

static bool is_changed(const kw_draft *d, const kw_day_claim *c) {
    return d->a->modified.precision == KW_WHEN_DAY && d->a->modified.first == c->when.first;
}

/* Does a <meta> that means the first publication claim an earlier moment? Then one that claims the day of the last change means that, and so
 * does what is printed. */
static bool metas_differ(const kw_draft *d, const kw_day_claim *c) {
    enum { META = 1 };
    for (size_t i = 0; i < d->n_days; i++)
        if (d->days[i].score[META] >= MEANT && d->days[i].when.has_time && d->days[i].when.first < c->when.first) return true;
    return false;
}

/* What stands behind a day. The day of the last change counts only if a field that means the first one claims it: "date" may be either. */
static double backed(const kw_draft *d, const kw_day_claim *c) {
    double fields = fields_say(c), printed = 0;
    for (size_t k = FIELDS; k < KINDS; k++) printed += c->score[k];
    bool meant = c->score[0] >= MEANT || c->score[1] >= MEANT;
    if (is_changed(d, c) && !meant) return 0;
    return is_changed(d, c) && c->score[0] <= 0 && metas_differ(d, c) ? fields : fields + printed;
}

/* A moment in UTC may be the day before or after where the page is read. A clock time that is not whole half hours apart is another one; of
 * the day of the last change it may be that of the change. */
static bool same_moment(const kw_draft *d, const kw_day_claim *c) {
    enum { HALF_HOUR = 1800 };
    const kw_when moment = d->a->published, day = c->when;
    int apart = moment.first - day.first;
    bool other = day.has_time && !is_changed(d, c) && (moment.second / 60 - day.second / 60) * 60 % HALF_HOUR != 0;
    return moment.has_time && moment.zone != KW_NO_ZONE && apart >= -1 && apart <= 1 && !other;
}

bool kw_published_doubted(const kw_draft *d) {
    size_t days = 0;
    for (size_t i = 0; i < d->n_days; i++) days += fields_say(&d->days[i]) > 0;
    return days > 1 && d->a->published_score < 1;
}

/* "date" may be the day of any change: a day before it that is printed under the heading is the first publication's. */
static const kw_day_claim *printed_before(const kw_draft *d, const kw_day_claim *have) {
    enum { META = 1, TEXT = KW_DAY_KINDS - 1 };
    double fields = fields_say(have);
    if (fields > VAGUE || have->score[META] < fields) return NULL;
    for (size_t i = 0; i < d->n_days; i++) {
        const kw_day_claim *c = &d->days[i];
        bool sure = c->score[TEXT] >= LABELLED || (c->score[TEXT] >= PRINTED && c->when.has_time);
        if (sure && c->when.first < have->when.first) return c;
    }
    return NULL;
}

/* An address is not changed when a page is dated anew: the day that stands in it is the first publication's if it is the older one. A day
 * more or less may be another time zone's. */
static const kw_day_claim *addressed_before(const kw_draft *d, const kw_day_claim *have) {
    enum { URL = 2 };
    for (size_t i = 0; i < d->n_days; i++)
        if (d->days[i].score[URL] >= ADDRESS && d->days[i].when.first < have->when.first - 1) return &d->days[i];
    return NULL;
}

/* A day of change that is only printed, and before that of the publication, is another text's or the site's. */
static void drop_early_change(kw_draft *d) {
    if (d->a->modified.precision == KW_WHEN_DAY && kw_str_is(d->modified_from, "text") && d->a->published.precision == KW_WHEN_DAY &&
        d->a->modified.first < d->a->published.first) d->a->modified = (kw_when){ 0 };
}

void kw_published_settle(kw_draft *d) {
    kw_article *a = d->a;
    drop_early_change(d);
    const kw_day_claim *have = NULL, *best = NULL;
    if (a->published.precision != KW_WHEN_DAY || a->published_score >= 1) return;
    for (size_t i = 0; i < d->n_days; i++) {
        if (d->days[i].when.first == a->published.first) have = &d->days[i];
        if (!best || backed(d, &d->days[i]) > backed(d, best)) best = &d->days[i];
    }
    const kw_day_claim *before = have ? printed_before(d, have) : NULL;
    if (have && !before) before = addressed_before(d, have);
    if (before) best = before;
    if (!have || best == have || (!before && backed(d, best) <= backed(d, have)) || same_moment(d, best)) return;
    size_t top = 0;
    for (size_t k = 1; k < KINDS; k++) if (best->score[k] > best->score[top]) top = k;
    a->published = best->when;
    a->published_score = best->score[top];
    a->published_from = kw_str_of(kinds[top]);
}

void kw_published_offer(kw_draft *d, kw_when w, const char *from, double score) {
    kw_article *a = d->a;
    bool have = a->published.precision != KW_WHEN_NONE;
    int year, month, day;
    if (w.precision == KW_WHEN_NONE) return;
    kw_day_split(w.first, &year, &month, &day);
    if (year < 1985 || year > 2100) return;
    remember(d, w, kind_of(from), score);
    if (have && a->published_score < 1 && take_local(&a->published, w, score)) return;
    if (have && a->published_score < 1 && take_zone(&a->published, w)) return;
    /* the same day with a time is worth more than without, whoever says it */
    if (have && a->published.first == w.first && w.has_time &&
        (!a->published.has_time || (a->published.zone == KW_NO_ZONE && w.zone != KW_NO_ZONE && score > .8))) {
        a->published = w;
        if (score > a->published_score) a->published_score = score;
        a->published_from = kw_str_of(from);
        return;
    }
    if (have && score <= a->published_score) return;
    bool less = have && a->published.first == w.first && a->published.has_time && !w.has_time;         /* the same day, and the clock time is known */
    if (!less) a->published = w;
    a->published_score = score;
    a->published_from = kw_str_of(from);
}

void kw_published_offer_text(kw_draft *d, kw_str text, const char *from, double score) {
    kw_when w;
    if (text.p && kw_stamp_read(d, text, &w)) kw_published_offer(d, w, from, score);
}
