/* SPDX-License-Identifier: MIT */
#include "know/outlet.h"
size_t kw_outlet_at(const kw_know *k, kw_str text, size_t at, kw_outlet *out) { (void)k; (void)text; (void)at; (void)out; return 0; }
bool kw_outlet_named(const kw_know *k, kw_str name, kw_outlet *out) { (void)k; (void)name; (void)out; return false; }
bool kw_outlet_of_url(const kw_know *k, kw_str url, kw_outlet *out) { (void)k; (void)url; (void)out; return false; }
