/* SPDX-License-Identifier: MIT
 * What a process gives up before it reads bytes from outside. */
#ifndef KW_READ_JAIL_H
#define KW_READ_JAIL_H

#include <stdbool.h>

/* Keeps the socket `keep`, which becomes file 3, and closes every other file; limits its data to what it has now and
 * KW_CHILD_DATA_MAX more; then asks the kernel to refuse all but memory, clock, that socket and the end (seccomp). It dies with
 * its parent. False: there is no way to go on. Where the kernel has no seccomp the other limits hold alone. */
bool kw_jail_enter(int keep);

/* The first half of that: `keep` becomes file 3, and every other file is closed. */
bool kw_jail_close_others(int keep);

enum { KW_JAIL_SOCKET = 3 };

#endif
