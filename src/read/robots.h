/* SPDX-License-Identifier: MIT
 * What a site asks of programs that read it: robots.txt (RFC 9309). */
#ifndef KW_READ_ROBOTS_H
#define KW_READ_ROBOTS_H

#include "base/str.h"

#define KW_ROBOTS_NAME "kawat"          /* how we are called there, and at the head of our User-Agent */

/* May `path` (with its query, "/..." ) be read, by the group for us or else for all? The longest rule that matches decides,
 * Allow before Disallow of one length; "*" and a final "$" as in RFC 9309. No rule: yes. */
bool kw_robots_allow(kw_str robots_txt, kw_str path);

#endif
