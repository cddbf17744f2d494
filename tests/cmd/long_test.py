#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. A megabyte of one thing, in one article: each takes time and memory in proportion to its length, through all stages into the record.
(An ordinary text of a megabyte takes about half a second and 180 MB.)"""
import os, random, resource, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import KAWAT, check, done, jsonl, kawat, path, rows

SECONDS, MEGABYTES = 6, 450
draw = random.Random(1)
def name(): return "".join(draw.choice(["ba", "ka", "lo", "mi", "ra", "tu", "se", "no"]) for _ in range(3)).capitalize()
def full(piece): return (piece * (1000000 // len(piece) + 1))[:1000000]
kinds = {
    "titles and states": full("Presiden Rusia "), "a long office": full("Menteri Luar Negeri Republik Indonesia "), "the same in capitals": full("PRESIDEN RUSIA BERTEMU "),
    "one name": full("Anwar "), "names with 'and'": " dan ".join(name() + " " + name() for _ in range(40000)), "names with commas": ", ".join(name() + " " + name() for _ in range(40000)),
    "no full stop": full("Jepang mengirim kapal ke Indonesia dan "), "joined words": full("Senin-"), "strokes": full("a/"), "days without blanks": full("12/5/2020"), "one word": full("a"),
    "quotations": full('"Kami pergi ke sana," kata Budi Santoso. '), "quotations never closed": full('"Kami pergi ke sana kata Budi. '), "quotations in quotations": "\u201ckami " * 60000 + "\u201d" * 60000,
    "brackets": full("("), "credits": full("(Antara) (Reuters) lapor KCNA. "), "short lines": full("a b c d e f g h i\n"), "figures": full("5 orang tewas, "), "pronouns": full("dia bertemu dia. "),
}
for kind, text in kinds.items():
    record = path("long.db")
    for end in ("", "-wal", "-shm"):
        if os.path.exists(record + end): os.remove(record + end)
    measure = "import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], capture_output=True, text=True); u = resource.getrusage(resource.RUSAGE_CHILDREN); print(p.returncode, u.ru_utime, u.ru_maxrss // 1024, p.stderr.strip()[-200:])"
    out = subprocess.run([sys.executable, "-c", measure, KAWAT, "add", "--quiet", "--jobs", "1", "--record", record, jsonl("long.jsonl", [{"id": "long", "text": text, "published": "2025-01-02"}])],
                         capture_output=True, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60))).stdout.split(None, 3)
    good = len(out) > 2 and out[0] == "0" and float(out[1]) < SECONDS and int(out[2]) < MEGABYTES
    check(f"a megabyte of {kind}: in time, in {MEGABYTES} MB, recorded", good and len(rows("stories", "--record", record)) == 1, out)
done()
