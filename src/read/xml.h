/* SPDX-License-Identifier: MIT
 * XML as it is found, for a parser that stops at the first fault: feeds are written by templates, not by XML's rules. */
#ifndef KW_READ_XML_H
#define KW_READ_XML_H

#include "base/arena.h"
#include "base/error.h"

/* `xml` in UTF-8, without its declaration and blanks at its head, characters that XML does not have, and with "&amp;" for each '&' that begins no
 * reference that XML knows ("A&B", "&nbsp;": what such texts hold is read as HTML afterwards). In `mem`, or borrowed where there is nothing to
 * mend. KW_DATA: no charset fits. */
kw_rc kw_xml_mend(kw_str xml, const char *place, kw_arena *mem, kw_str *out, kw_err *err);

#endif
