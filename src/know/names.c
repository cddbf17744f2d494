/* SPDX-License-Identifier: MIT
 * One list for each enumeration; a new value has to be added there. */
#include "know/names.h"

#include <stddef.h>

const char *kw_reason_name(kw_reason r) {
    static const char *const names[] = { NULL, "planned", "denied", "alleged", "wished", "asked", "conditional" };
    return names[r];
}

const char *kw_kind_name(kw_kind k) {
    static const char *const names[] = { "person", "state", "organisation", "group", "place" };
    return names[k];
}

const char *kw_place_precision_name(kw_place_precision p) {
    static const char *const names[] = { "city", "region", "country" };
    return names[p];
}
