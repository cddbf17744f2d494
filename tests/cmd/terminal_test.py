#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. On a terminal: tables with colour, progress on stderr only there, NO_COLOR, and no control character of an article."""
import os, pty, re, select, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import ARTICLES, DIR, KAWAT, WORLD, added, check, done, jsonl, kawat, path, rows

def on_terminal(*args, stderr=False, **env):
    """What a terminal sees of stdout, or of stderr."""
    master, slave = pty.openpty()
    p = subprocess.Popen([KAWAT, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if stderr else slave, stderr=slave if stderr else subprocess.DEVNULL,
                         env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **env}, cwd=DIR)
    os.close(slave); out = b""
    while True:
        try: piece = os.read(master, 65536)
        except OSError: break
        if not piece: break
        out += piece
    p.communicate(); os.close(master)
    return out.decode("utf8", "replace")

R = added("t.db"); rec = ("--record", R)
t = on_terminal("timeline", "Jepang", "Indonesia", *rec)
check("a terminal gets a table", "→" in t and "says" in t and not t.lstrip().startswith("{"), t[:300])
check("... in colour", "\033[1m" in t)
check("... but not with NO_COLOR", "\033" not in on_terminal("timeline", "Jepang", "Indonesia", *rec, NO_COLOR="1"))
check("... nor on a dumb terminal", "\033" not in on_terminal("events", *rec, TERM="dumb"))
check("a pipe gets JSON lines", kawat("events", *rec).stdout.startswith("{"))
wide = [l for l in kawat("events", "--format", "table", *rec, env={"COLUMNS": "90"}).stdout.splitlines() if len(l) > 90]
check("a table of events keeps to the width", not wide, wide)
wide = [l for l in kawat("timeline", "JPN", "--format", "table", *rec, env={"COLUMNS": "72"}).stdout.splitlines() if l.startswith("  ") and "says" not in l and len(l) > 72]
check("sentences are wrapped to the width", not wide, wide)
c = kawat("chain", os.path.join(ARTICLES, "02-harian-nusa.html"), "--format", "table", *rec).stdout
check("a chain is drawn as a tree", ("├─" in c or "└─" in c) and "● origin" in c, c)
evil = "\x1b]0;owned\x07\x1b[31mmerah\u009b32m\u202ekanan\u2028"
R2 = path("evil.db"); p = kawat("add", "--record", R2, jsonl("e.jsonl", [{"id": "e\x1b[2J1", "title": "Judul " + evil, "outlet": "Koran" + evil,
      "text": f"Presiden Jepang {evil} bertemu Presiden Indonesia di Jakarta, Kamis (9/5/2024).\n\"Kami {evil} datang,\" kata Presiden."}]))
for verb in (["stories"], ["show", "a1"], ["search", "merah"], ["quotes"], ["events"], ["why", "a1"], ["chain", "a1"]):
    out = on_terminal(*verb, "--record", R2, NO_COLOR="1")
    bad = re.findall(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", out)
    check(f"{verb[0]}: no control character reaches the terminal", not bad, repr(bad) + repr(out[:200]))
p = kawat("add", "--record", path("x.db"), path("no\x1b[31m.txt")); check("... nor through a message", "\x1b" not in p.stderr, repr(p.stderr))
big = jsonl("big.jsonl", [{"id": str(i), "text": f"Kalimat nomor {i} tentang kapal dan pelabuhan. " * 40} for i in range(1500)])
check("progress shows on a terminal", re.search(r"\r\d+ articles", e := on_terminal("add", "--record", path("p.db"), big, stderr=True)), e)
check("... not with --quiet", not on_terminal("add", "--quiet", "--record", path("p2.db"), big, stderr=True))
check("... not in a pipe", "\r" not in kawat("add", "--record", path("p3.db"), big).stderr)
done()
