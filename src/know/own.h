/* SPDX-License-Identifier: MIT
 * A user's own tables held against what world/columns wants of their columns. */
#ifndef KW_KNOW_OWN_H
#define KW_KNOW_OWN_H

#include "know/know.h"

/* Looks at every cell of the table `name` ("world/offices", "id/titles"), whose file at `path` has been taken into `k` already. KW_DATA: one
 * holds what is not wanted there; the message has its line and column, what is wanted and what was found. */
kw_rc kw_own_check(const kw_know *k, const char *name, const char *path, kw_err *err);

#endif
