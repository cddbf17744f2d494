/* SPDX-License-Identifier: MIT
 * What a site asks of programs that read it: robots.txt (RFC 9309), reservations of text and data mining (TDMRep). */
#ifndef KW_READ_ROBOTS_H
#define KW_READ_ROBOTS_H

#include "base/str.h"

#define KW_ROBOTS_NAME "kawat"          /* how we are called there, and at the head of our User-Agent */

/* May `path` (with its query, "/..." ) be read, by the group for us or else for all? The longest rule that matches decides,
 * Allow before Disallow of one length; "*" and a final "$" as in RFC 9309. No rule: yes. */
bool kw_robots_allow(kw_str robots_txt, kw_str path);

/* Crawl-delay of the group for us or else for all, in seconds; 0: none is asked for. */
double kw_robots_delay(kw_str robots_txt);

/* Does /.well-known/tdmrep.json (W3C community report TDMRep) reserve text and data mining of `path`? The first rule that fits decides. */
bool kw_tdm_reserves(kw_str tdmrep_json, kw_str path);

/* Does the page say so itself: <meta name="tdm-reservation" content="1">, <meta name="robots" content="noai">? */
bool kw_tdm_page_reserves(kw_str html);

#endif
