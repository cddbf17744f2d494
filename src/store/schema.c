/* SPDX-License-Identifier: MIT
 * Lays schema.sql into the library as it stands, so that the file that documents the record is the one that makes it. */
#include "store/schema.h"

__asm__(".section .rodata\n"
        ".balign 16\n"
        ".globl kw_schema_sql\n"
        "kw_schema_sql:\n"
        ".incbin \"src/store/schema.sql\"\n"
        ".byte 0\n"
        ".previous\n");
