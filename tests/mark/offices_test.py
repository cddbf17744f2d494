#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Titles alone, on the days of offices.tsv, mean who held the office then."""
import json, os, sys
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cmd"))
from tap import check, done, kawat

TEXT = {"id": "{} bertemu para wartawan di kantornya, kata seorang staf.", "en": "{} met reporters at the office, an aide said."}
rows = [l.rstrip("\n").split("\t") for l in open(os.path.join(HERE, "offices.tsv"), encoding="utf8") if not l.startswith("#")][1:]
lines = [json.dumps({"id": str(i), "text": TEXT[language].format(title[0].upper() + title[1:]), "language": language, "published": date})
         for i, (date, language, title, _) in enumerate(rows)]
answers = kawat("mark", stdin="\n".join(lines) + "\n").stdout.split("\n")
for (date, _, title, actor), answer in zip(rows, answers):
    first = (json.loads(answer)["mentions"] or [{}])[0]
    check(f"{date} {title}", first.get("actor") == actor, f"want {actor}, got {first.get('actor')} ({first.get('why')})")
check("each row has an answer", len([a for a in answers if a]) == len(rows), f"{len(answers)} lines for {len(rows)} rows")
done()
