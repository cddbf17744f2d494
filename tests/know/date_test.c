/* SPDX-License-Identifier: MIT
 * The grammar of dates: what is read at the first place of a text where something is, with its value. */
#include "know/calendar.h"
#include "know/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

/* Read with the article's day 2024-05-13 (a Monday) and verbs in the past, unless a row says otherwise. */
static const struct { int line; const char *language, *text, *span, *iso; int direction; const char *published; } said[] = {
#define ID(text, span, iso) { __LINE__, "id", text, span, iso, -1, "2024-05-13" }
#define EN(text, span, iso) { __LINE__, "en", text, span, iso, -1, "2024-05-13" }
    ID("kata dia, Kamis, (9/5/2024).", "Kamis, (9/5/2024)", "2024-05-09"),
    ID("pada Kamis (9/5) malam", "Kamis (9/5) malam", "2024-05-09"),
    ID("Kamis malam (9/5/2024)", "Kamis malam (9/5/2024)", "2024-05-09"),
    ID("Kamis, 9 Mei 2024", "Kamis, 9 Mei 2024", "2024-05-09"),
    ID("pada 16 Agustus 2024 lalu", "16 Agustus 2024", "2024-08-16"),
    ID("tanggal 16 Agustus tahun lalu", "tanggal 16 Agustus tahun lalu", "2023-08-16"),
    ID("pada 9 Mei", "9 Mei", "2024-05-09"),
    ID("pada 20 Desember lalu", "20 Desember lalu", "2023-12-20"),
    ID("pada April lalu", "April lalu", "2024-04"),
    ID("sejak September tahun lalu", "September tahun lalu", "2023-09"),
    ID("pada bulan Juni tahun ini", "bulan Juni tahun ini", "2024-06"),
    ID("Mei 1999", "Mei 1999", "1999-05"),
    ID("pada Maret", "Maret", "2024-03"),
    ID("pada November", "November", "2023-11"),
    { __LINE__, "id", "akan digelar pada November", "November", "2024-11", 1, "2024-05-13" },
    ID("pada Selasa", "Selasa", "2024-05-07"),
    { __LINE__, "id", "berangkat Selasa", "Selasa", "2024-05-14", 1, "2024-05-13" },
    ID("Selasa malam waktu setempat", "Selasa malam waktu setempat", "2024-05-07"),
    ID("Selasa pekan lalu", "Selasa pekan lalu", "2024-05-07"),
    ID("Rabu lalu", "Rabu lalu", "2024-05-08"),
    ID("Minggu (12/5/2024)", "Minggu (12/5/2024)", "2024-05-12"),
    ID("dalam minggu ini", "minggu ini", "2024-05-13/2024-05-19"),
    ID("Pekan lalu, Putin", "Pekan lalu", "2024-05-06/2024-05-12"),
    ID("akhir pekan lalu", "akhir pekan lalu", "2024-05-11/2024-05-12"),
    ID("awal pekan ini", "awal pekan ini", "2024-05-13/2024-05-15"),
    ID("Awal tahun ini", "Awal tahun ini", "2024-01-01/2024-03-31"),
    ID("pertengahan Juni 2024", "pertengahan Juni 2024", "2024-06-11/2024-06-20"),
    ID("akhir 2023", "akhir 2023", "2023-10-01/2023-12-31"),
    ID("tahun lalu", "tahun lalu", "2023"),
    ID("bulan depan", "bulan depan", "2024-06"),
    ID("hari ini", "hari ini", "2024-05-13"),
    ID("kemarin", "kemarin", "2024-05-12"),
    ID("besok pagi", "besok pagi", "2024-05-14"),
    ID("dua hari lalu", "dua hari lalu", "2024-05-11"),
    ID("3 tahun silam", "3 tahun silam", "2021"),
    ID("sepekan lalu", "sepekan lalu", "2024-05-06/2024-05-12"),
    ID("dalam dua pekan terakhir", "dua pekan terakhir", "2024-04-29/2024-05-13"),
    ID("dari tahun 1910 hingga 1945", "tahun 1910 hingga 1945", "1910-01-01/1945-12-31"),
    ID("dimulai pada 2022.", "2022", "2022"),
    ID("antara 2010 dan 2014", "2010 dan 2014", "2010-01-01/2014-12-31"),
    ID("periode 2019-2024", "2019-2024", "2019-01-01/2024-12-31"),
    ID("9-11 Mei 2024", "9-11 Mei 2024", "2024-05-09/2024-05-11"),
    ID("9 hingga 11 Mei 2024", "9 hingga 11 Mei 2024", "2024-05-09/2024-05-11"),
    ID("30 Mei hingga 2 Juni 2024", "30 Mei hingga 2 Juni 2024", "2024-05-30/2024-06-02"),
    ID("Senin hingga Rabu (6-8/5/2024)", "Senin hingga Rabu (6-8/5/2024)", "2024-05-06/2024-05-08"),
    ID("Januari-Maret 2024", "Januari-Maret 2024", "2024-01-01/2024-03-31"),
    ID("Januari hingga Maret 2024", "Januari hingga Maret 2024", "2024-01-01/2024-03-31"),
    ID("kuartal I 2024", "kuartal I 2024", "2024-01-01/2024-03-31"),
    ID("triwulan II-2023", "triwulan II-2023", "2023-04-01/2023-06-30"),
    ID("kuartal pertama tahun ini", "kuartal pertama tahun ini", "2024-01-01/2024-03-31"),
    ID("semester II 2023", "semester II 2023", "2023-07-01/2023-12-31"),
    ID("paruh pertama 2024", "paruh pertama 2024", "2024-01-01/2024-06-30"),
    ID("musim panas 2023", "musim panas 2023", "2023-06-01/2023-08-31"),
    ID("musim dingin lalu", "musim dingin lalu", "2023-12-01/2024-02-29"),
    ID("tahun 1990-an", "tahun 1990-an", "1990-01-01/1999-12-31"),
    ID("abad ke-19", "abad ke-19", "1801-01-01/1900-12-31"),
    ID("peringatan 79 tahun kemenangan", "peringatan 79 tahun", "1945"),
    ID("HUT ke-78", "HUT ke-78", "1946"),
    ID("skor 3/4 untuk", "", ""),
    ID("sebanyak 2024 orang", "", ""),
    ID("pada 2.024 orang", "", ""),
    ID("seharga Rp 2024", "", ""),
    ID("Jumat-Sabtu (10-11/5/2024)", "Jumat-Sabtu (10-11/5/2024)", "2024-05-10/2024-05-11"),
    ID("Senin (17/6/2025)", "Senin (17/6/2025)", "2025-06-17"),
    ID("Sabtu, 11/5/2024", "Sabtu, 11/5/2024", "2024-05-11"),
    ID("pada Jum\'at (10/5)", "Jum'at (10/5)", "2024-05-10"),
    ID("Kamis (28/12)", "Kamis (28/12)", "2023-12-28"),
    ID("UU Nomor 31 Tahun 1999", "", ""),
    ID("pria 29 tahun itu", "", ""),
    { __LINE__, "id", "Senin malam nanti", "Senin malam nanti", "2024-05-13", -1, "2024-05-13" },
    ID("kemarin, Jumat (10/5/2024)", "kemarin", "2024-05-10"),
    ID("setahun terakhir", "setahun terakhir", "2023-05-13/2024-05-13"),
    EN("on August 16, 2024, he", "August 16, 2024", "2024-08-16"),
    EN("on Jul. 16", "Jul. 16", "2024-07-16"),
    EN("Sept. 11, 2001", "Sept. 11, 2001", "2001-09-11"),
    EN("16 August 2024", "16 August 2024", "2024-08-16"),
    EN("the 16th of August 2024", "16th of August 2024", "2024-08-16"),
    EN("May 9th", "May 9th", "2024-05-09"),
    EN("Thursday, May 9, 2024", "Thursday, May 9, 2024", "2024-05-09"),
    EN("on Thursday night", "Thursday night", "2024-05-09"),
    EN("last Thursday", "last Thursday", "2024-05-09"),
    EN("next Monday", "next Monday", "2024-05-20"),
    EN("Thursday of last week", "Thursday of last week", "2024-05-09"),
    EN("early Friday", "early Friday", "2024-05-10"),
    EN("he may march on", "", ""),
    EN("May he rest", "", ""),
    EN("in May", "May", "2024-05"),
    EN("in March 2003", "March 2003", "2003-03"),
    EN("last April", "last April", "2024-04"),
    EN("in April last year", "April last year", "2023-04"),
    EN("last week", "last week", "2024-05-06/2024-05-12"),
    EN("earlier this year", "earlier this year", "2024"),
    EN("the end of the year", "the end of the year", "2024-10-01/2024-12-31"),
    EN("mid-May", "mid-May", "2024-05-11/2024-05-20"),
    EN("in early 2024", "early 2024", "2024-01-01/2024-03-31"),
    EN("two weeks ago", "two weeks ago", "2024-04-29/2024-05-05"),
    EN("a year ago", "a year ago", "2023"),
    EN("three days earlier", "three days earlier", "2024-05-10"),
    EN("over the past two weeks", "past two weeks", "2024-04-29/2024-05-13"),
    EN("in the next three days", "next three days", "2024-05-13/2024-05-16"),
    EN("yesterday", "yesterday", "2024-05-12"),
    EN("between May 9 and May 12", "May 9 and May 12", "2024-05-09/2024-05-12"),
    EN("from Monday to Wednesday", "Monday to Wednesday", "2024-05-06/2024-05-08"),
    EN("May 9-11, 2024", "May 9-11, 2024", "2024-05-09/2024-05-11"),
    EN("since 1999", "1999", "1999"),
    EN("from 2010 to 2014", "2010 to 2014", "2010-01-01/2014-12-31"),
    EN("in the first quarter of 2024", "first quarter of 2024", "2024-01-01/2024-03-31"),
    EN("the second half of last year", "second half of last year", "2023-07-01/2023-12-31"),
    EN("in the summer of 2023", "summer of 2023", "2023-06-01/2023-08-31"),
    EN("last winter", "last winter", "2023-12-01/2024-02-29"),
    EN("in the 1990s", "1990s", "1990-01-01/1999-12-31"),
    EN("the 19th century", "19th century", "1801-01-01/1900-12-31"),
    EN("the 79th anniversary", "79th anniversary", "1945"),
    EN("13/05/2024", "13/05/2024", "2024-05-13"),
    EN("05/13/2024", "05/13/2024", "2024-05-13"),
    EN("04/05/2024", "", ""),
    EN("Friday, 10/5/2024", "Friday, 10/5/2024", "2024-05-10"),
    EN("Friday, 5/10/2024", "Friday, 5/10/2024", "2024-05-10"),
    EN("2024-05-09 report", "2024-05-09", "2024-05-09"),
    EN("in 2000 people", "", ""),
    EN("at 10 a.m.", "", ""),
    EN("a win of 3-2", "", ""),
};

static kw_know *know;
static kw_dates *dates;
static kw_arena mem;

static bool word_start(const char *t, size_t i) {
    return t[i] != ' ' && (!i || t[i - 1] == ' ' || t[i - 1] == '(');
}

static void reads_what_newsrooms_print(void **state) {
    (void)state;
    int bad = 0;
    for (size_t c = 0; c < sizeof said / sizeof *said; c++) {
        kw_str text = kw_str_of(said[c].text);
        kw_date_base base = { .direction = (int8_t)said[c].direction };
        kw_date_found f = { 0 };
        kw_buf iso = KW_BUF_EMPTY;
        bool found = false;
        assert_true(kw_when_parse(kw_str_of(said[c].published), &base.published));
        for (size_t i = 0; i < text.n && !found; i++)
            found = word_start(text.p, i) && kw_date_read(dates, kw_str_of(said[c].language), text, i, &base, &f) && f.when.precision != KW_WHEN_NONE;
        if (found) kw_when_iso(f.when, &iso);
        kw_buf_byte(&iso, 0);
        kw_str span = found ? kw_str_at(text, f.at) : KW_STR("");
        if (strcmp(iso.p, said[c].iso) != 0 || !kw_str_is(span, said[c].span)) {
            bad++;
            print_error("%s:%d: '%s': want '%s' = %s, got '%.*s' = %s\n", __FILE__, said[c].line, said[c].text, said[c].span, said[c].iso,
                KW_FMT(span), iso.p);
        }
        kw_buf_free(&iso);
    }
    assert_int_equal(bad, 0);
}

static const struct { int line; const char *language, *text, *iso; } stamps[] = {
    { __LINE__, "id", "Senin 13 May 2024 15:53 WIB", "2024-05-13T15:53:00+07:00" },
    { __LINE__, "id", "Kamis, 9/5/2024 | 10.15 WITA", "2024-05-09T10:15:00+08:00" },
    { __LINE__, "id", "Kamis, 09 Mei 2024 - 10:15 WIT", "2024-05-09T10:15:00+09:00" },
    { __LINE__, "id", "Diterbitkan 9 Mei 2024, pukul 10.15", "2024-05-09T10:15:00" },
    { __LINE__, "id", "10.15 WIB, 9 Mei 2024", "2024-05-09T10:15:00+07:00" },
    { __LINE__, "id", "Jumat, 16 Agustus 2024", "2024-08-16" },
    { __LINE__, "en", "May 13, 2024 at 3:53 p.m. EDT", "2024-05-13T15:53:00-04:00" },
    { __LINE__, "en", "Published 3:53 PM EDT, Mon May 13, 2024", "2024-05-13T15:53:00-04:00" },
    { __LINE__, "", "Mon, 13 May 2024 15:53:07 GMT", "2024-05-13T15:53:07+00:00" },
    { __LINE__, "", "13 Mei 2024 15:53 GMT+7", "2024-05-13T15:53:00+07:00" },
    { __LINE__, "en", "12:05 a.m. ET May 13, 2024", "2024-05-13T00:05:00" },
    { __LINE__, "id", "13/05/2024 15:53", "2024-05-13T15:53:00" },
    { __LINE__, "id", "05/04/2024 15:53", "2024-04-05T15:53:00" },
    { __LINE__, "en", "05/04/2024 15:53", "" },
    { __LINE__, "en", "2024-05-13T15:53:00+07:00", "2024-05-13T15:53:00+07:00" },
    { __LINE__, "id", "Mei 2024", "2024-05" },
    { __LINE__, "id", "9 Mei", "" },
    { __LINE__, "id", "dua hari lalu", "" },
    { __LINE__, "id", "Presiden mengatakan hal itu di Jakarta pada 9 Mei 2024 setelah rapat", "" },
};

static void reads_stamps(void **state) {
    (void)state;
    int bad = 0;
    for (size_t c = 0; c < sizeof stamps / sizeof *stamps; c++) {
        kw_when w;
        kw_buf iso = KW_BUF_EMPTY;
        if (kw_date_read_stamp(dates, kw_str_of(stamps[c].language), kw_str_of(stamps[c].text), &w)) kw_when_iso(w, &iso);
        kw_buf_byte(&iso, 0);
        if (strcmp(iso.p, stamps[c].iso) != 0) {
            bad++;
            print_error("%s:%d: '%s': want '%s', got '%s'\n", __FILE__, stamps[c].line, stamps[c].text, stamps[c].iso, iso.p);
        }
        kw_buf_free(&iso);
    }
    assert_int_equal(bad, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(reads_what_newsrooms_print), cmocka_unit_test(reads_stamps) };
    kw_err err = { "" };
    if (kw_know_open(NULL, &know, &err) != KW_OK || kw_dates_open(know, &mem, &dates, &err) != KW_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    int failed = cmocka_run_group_tests_name("know/date", tests, NULL, NULL);
    kw_arena_free(&mem);
    kw_know_close(know);
    return failed;
}
