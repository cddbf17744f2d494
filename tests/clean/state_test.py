#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The text of pages that scripts build: how much of their inline JSON is looked into."""
import json, os, subprocess

KAWAT = os.environ["KAWAT"]
TITLE = "Who pays for the sea wall"
BODY = ["The council met until late on Monday night and could not agree on who is to pay for the new sea wall, three of its members said.",
        "It will meet again in the second week of May, and the minister herself is expected to come and to bring an offer with her.",
        "Fishermen of the old harbour had asked for the wall after the storm of last winter, which took away two piers and a part of the market."]
LIMIT = 8 << 20         # KW_STATE_MAX
tests = 0

def check(name, good, found=""):
    global tests
    tests += 1
    print(f"{'ok' if good else 'not ok'} {tests} - {name}" + ("" if good else f"\n    {found}"))

def paragraphs(fill):
    state = json.dumps({"fill": "x" * fill, "article": {"title": TITLE, "content": "".join(f"<p>{p}</p>" for p in BODY)}})
    page = f'<html lang="en"><head><title>{TITLE}</title></head><body><div id="app"></div><script type="application/json">{state}</script></body></html>'
    p = subprocess.run([KAWAT, "extract"], input=json.dumps({"id": "1", "html": page}) + "\n", text=True, capture_output=True)
    return json.loads(p.stdout)["paragraphs"] if p.stdout.strip() else []

found = paragraphs(1000)
check("the text stands in the page's inline JSON", found == BODY, found)
found = paragraphs(LIMIT - 4096)
check("... also where there is much of it", found == BODY, found)
found = paragraphs(LIMIT)
check("... and more than the limit is not looked into", found != BODY, found)
print(f"1..{tests}")
