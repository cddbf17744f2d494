/* SPDX-License-Identifier: MIT
 * Door: robots.txt, tdmrep.json and the head of a page, as the process that fetches reads them; the first line is the path that is asked for. */
#include "read/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    kw_str rest = { (const char *)data, n }, path;
    if (!n || !kw_str_cut(&rest, '\n', &path) || !rest.p) return 0;
    kw_robots_allow(rest, path);
    kw_robots_delay(rest);
    kw_tdm_reserves(rest, path);
    kw_tdm_page_reserves(rest);
    return 0;
}
