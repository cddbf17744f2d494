/* SPDX-License-Identifier: MIT
 * schema.sql, as it was linked in, and its number. */
#ifndef KW_STORE_SCHEMA_H
#define KW_STORE_SCHEMA_H

#define KW_SCHEMA_ID 1801549687         /* application_id in schema.sql */
#define KW_SCHEMA_VERSION 4             /* user_version in schema.sql; a test compares both */

extern const char kw_schema_sql[];      /* NUL-ended */

#endif
