/* SPDX-License-Identifier: MIT
 * Files and folders, with errors that name them. */
#ifndef KW_BASE_IO_H
#define KW_BASE_IO_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* Appends the file's bytes to `into`. KW_IO: missing, a folder, unreadable; KW_DATA: larger than KW_FILE_MAX. */
kw_rc kw_io_read_file(const char *path, kw_buf *into, kw_err *err);

/* All files below `dir`, sorted by name, hidden ones and what lies more than 64 folders deep left out, links to folders not followed.
 * Paths are NUL-ended, in `mem`. KW_IO: `dir` or a folder below it cannot be read. */
kw_rc kw_io_list(const char *dir, kw_arena *mem, kw_strs *out, kw_err *err);

/* Waits until there is something to read, or the end; false: *stop was set before (NULL: it never is). */
bool kw_io_wait(int file, volatile const int *stop);

/* Opens a file or folder for reading; a pipe that nobody writes to yet is waited for. The file is the caller's. KW_IO: missing, unreadable;
 * KW_STOPPED: *stop was set before. */
kw_rc kw_io_open(const char *path, volatile const int *stop, int *file, kw_err *err);

/* False also where nothing is there or it may not be looked at. */
bool kw_io_is_folder(const char *path);

#endif
