#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. What bad input gets: a clear sentence (place: wanted, found), the right exit code, the rest done, nothing lost."""
import os, re, resource, shutil, socket, sqlite3, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import ARTICLES, DIR, KAWAT, added, check, done, jsonl, kawat, path, rows, skip, write
good = os.path.join(ARTICLES, "01-samudra.txt")

def fails(name, bad, want, code=3):
    """`bad` beside a good file: the good one is recorded, the bad one is told, counted and kept as a failure."""
    r = path(re.sub(r"\W", "-", name) + ".db")
    p = kawat("add", "--record", r, bad, good)
    check(f"{name}: exit {code}", p.returncode == code, f"{p.returncode} {p.stderr}")
    check(f"{name}: place, wanted, found", re.search(want, p.stderr) and os.path.basename(bad) in p.stderr, p.stderr)
    check(f"{name}: counted, and the rest is done", "1 added" in p.stderr and "1 failed" in p.stderr, p.stderr)
    f = rows("failures", "--record", r); check(f"{name}: a row in failures", len(f) == 1 and os.path.basename(bad) in f[0]["path"] and f[0]["why"], f)
    e = kawat("extract", bad, good); check(f"{name}: extract goes on, too", e.returncode == code and e.stdout.count("\n") == 1, e.stderr)
    return r

# ---- inputs ----
r = fails("missing file", path("nowhere.txt"), "No such file")
p = kawat("add", "--record", path("ftp.db"), "ftp://contoh.example/berita.xml")
check("an address that is not of the web", p.returncode == 3 and "ftp://contoh.example/berita.xml: want a file, or an address that begins with http:// or https://" in p.stderr, p.stderr)
write("nowhere.txt", open(good, "rb").read().replace(b"dua", b"empat")); p = kawat("add", "--record", r, path("nowhere.txt"))
check("a failure that is mended goes away", p.returncode == 0 and kawat("failures", "--record", r).returncode == 1, p.stderr)
fails("empty file", write("empty.txt", ""), "empty")
fails("binary file", write("binary.txt", bytes(range(256)) * 40), "want|binary")
p = kawat("add", "--record", path("lines.db"), write("lines.jsonl", '{"id":"1","text":"Satu kalimat yang baik sekali."}\n{"id":"2","text":\n{"id":"3","text":"Kalimat ketiga yang juga baik."}\n'))
check("a broken line among JSON lines: told with its number, the others are added", p.returncode == 3 and "2 added" in p.stderr and "1 failed" in p.stderr and re.search(r"lines\.jsonl[:#]2", p.stderr), p.stderr)
p = kawat("extract", jsonl("dates.jsonl", [{"id": "1", "text": "Iran mengecam Israel.", "published": "kemarin"}, {"id": "2", "text": "Iran mengecam Israel.", "published": "9 Mei 2024"},
                                           {"id": "3", "text": "Iran mengecam Israel.", "published": ""}]))
check("a date that nobody can read: told, and the article is read without it", p.returncode == 0 and p.stdout.count("\n") == 3 and p.stderr.count("\n") == 1
      and "dates.jsonl#1: want a date in \"published\", found 'kemarin': read without it" in p.stderr, p.stderr)
text = "Menteri luar negeri mengatakan \u201csaya datang\u201d kepada wartawan di Jakarta pada hari Kamis lalu. " * 4
p = kawat("extract", write("cp1252.html", ("<html><head><meta charset=windows-1252><title>Menteri</title></head><body><p>" + text * 3 + "</p></body></html>").encode("cp1252")))
check("a wrong charset is read as what it is", p.returncode == 0 and "\u201csaya datang\u201d" in p.stdout, p.stdout[:300] + p.stderr)
p = kawat("extract", write("broken.txt", text.encode() + b"\xff\xfe rusak \xc3\x28 di sini.\n"))
check("broken UTF-8 in a text: read or refused, with valid UTF-8 out", (p.returncode == 0 and "\ufffd" in p.stdout or p.returncode == 3 and "UTF-8" in p.stderr), f"{p.returncode} {p.stderr}")
p = kawat("mark", stdin=b'{"id":"1","text":"a\xff"}\n'); check("broken UTF-8 in a line: refused with its place", p.returncode == 3 and "-:1: want UTF-8, found byte 0xff" in p.stderr, p.stderr)

# ---- a line of 200 MB ----
long = path("long.jsonl")
with open(long, "wb") as f:
    f.write(b'{"id":"1","text":"Kalimat pertama yang baik."}\n{"id":"2","text":"')
    for _ in range(200): f.write(b"a" * (1 << 20))
    f.write(b'"}\n{"id":"3","text":"Kalimat ketiga yang baik."}\n')
limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
p = kawat("add", "--jobs", "1", "--record", path("long.db"), long)
check("a line of 200 MB: told, the others are added", p.returncode == 3 and "2 added" in p.stderr and "long.jsonl: want lines of at most 64 MiB, found a longer one" in p.stderr, f"{p.returncode} {p.stderr}")
with open(long, "rb") as f: p = subprocess.run([KAWAT, "mark"], stdin=f, capture_output=True)
check("... and by the stages", p.returncode == 3 and b"-:2: want a line of at most 64 MiB" in p.stderr and p.stdout.count(b"\n") == 2, p.stderr)
os.unlink(long)

# ---- records ----
def says(name, args, want, code=4, **more):
    p = kawat(*args, **more); return check(f"{name}: exit {code}, told", p.returncode == code and want in p.stderr and not p.stdout, f"{p.returncode} {p.stderr}")
says("no record", ["events", "--record", "none.db"], "none.db: want a record, found nothing there; `kawat add` makes one")
says("a folder as record", ["events", "--record", DIR], "want a record, found a folder")
says("a text as record", ["events", "--record", write("text.db", "Ini bukan rekaman. " * 100)], "want a record of kawat, found a file that is no database")
says("... for add, too", ["add", "--record", path("text.db"), good], "want a record of kawat, found a file that is no database")
check("... which leaves it as it was", open(path("text.db")).read() == "Ini bukan rekaman. " * 100)
write("empty.db", ""); says("an empty file as record", ["events", "--record", path("empty.db")], "want a record of kawat, found an empty file")
c = sqlite3.connect(path("other.db")); c.execute("CREATE TABLE x (y)"); c.commit(); c.close()
says("another program's database", ["add", "--record", path("other.db"), good], "want a record of kawat, found a database of another program")
rec = added("newer.db", good); c = sqlite3.connect(rec); c.execute("PRAGMA user_version = 99"); c.commit(); c.close()
for verb in (["events"], ["add", good]): says(f"a record from a newer kawat, {verb[0]}", [verb[0], "--record", rec, *verb[1:]], "this record is of form 99, made by a newer kawat")
old = added("old.db", good); c = sqlite3.connect(old); c.execute("UPDATE digest SET bytes = x'7f'"); c.commit(); c.close()
says("digests of another kawat", ["add", "--record", old, os.path.join(ARTICLES, "05-strait-ledger.txt")], "old.db: want digests of this kawat, found those of another")
damaged = added("damaged.db"); size = os.path.getsize(damaged)
with open(damaged, "r+b") as f: f.seek(8192); f.write(b"\xee" * (size // 2))
p = kawat("check", "--record", damaged); check("a damaged record: check says so, exit 4", p.returncode == 4 and p.stderr, p.stdout[:200] + p.stderr)
p = kawat("events", "--record", damaged); check("... and asking it does not crash", p.returncode in (0, 1, 4), p.returncode)

# ---- the disk ----
def small_disk(): resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
full = added("full.db", good); before = rows("stories", "--record", full)
many = jsonl("many.jsonl", [{"id": f"k{i}", "text": f"Kalimat nomor {i} tentang kapal. " * 50} for i in range(2000)])
p = kawat("add", "--record", full, many, preexec_fn=small_disk)
check("a full disk: exit 4, told, what was committed stays", p.returncode == 4 and re.search("full.db: .*(room on the disk|File too large|full or failing).*what was committed before stays", p.stderr), f"{p.returncode} {p.stderr}")
check("... and the record is whole", kawat("check", "--record", full).stdout in ("", "grouping: an add was cut short; the next one puts the stories together\n") and {s["story"] for s in before} <= {s["story"] for s in rows("stories", "--record", full)})
if os.path.exists("/dev/full"):
    with open("/dev/full", "w") as f: p = subprocess.run([KAWAT, "events", "--record", added("out.db")], stdout=f, stderr=subprocess.PIPE, text=True)
    check("standard output is full: exit 4, told", p.returncode == 4 and "standard output: cannot write" in p.stderr, f"{p.returncode} {p.stderr}")
else: skip("standard output is full", "no /dev/full")

# ---- a read-only folder; root may write anywhere, so this needs another user ----
def as_nobody(): os.setgid(65534); os.setuid(65534)
folder = path("readonly"); os.mkdir(folder); shutil.copy(added("plain.db", good), os.path.join(folder, "r.db"))
for d in (DIR, folder): os.chmod(d, 0o755)
os.chmod(os.path.join(folder, "r.db"), 0o444); os.chmod(folder, 0o555)
more = {"preexec_fn": as_nobody} if os.geteuid() == 0 else {}
reach = subprocess.run(["test", "-x", KAWAT], **more).returncode == 0
if reach:
    r = os.path.join(folder, "r.db")
    p = kawat("add", "--record", r, good, **more); check("a read-only record: exit 4, told", p.returncode == 4 and "want to write, found a record that is read-only" in p.stderr, p.stderr)
    p = kawat("add", "--record", os.path.join(folder, "new.db"), good, **more); check("a read-only folder: exit 4, told", p.returncode == 4 and "new.db: want to write here, but: Permission denied" in p.stderr, p.stderr)
    p = kawat("stories", "--record", r, **more); check("... a record there can still be read", p.returncode == 0 and p.stdout, p.stderr)
else: skip("a read-only folder", "the program cannot be run as another user here")
os.chmod(folder, 0o755)

# ---- tables of one's own; a port in use ----
says("a folder of tables that is not there", ["events", "--record", full, "--world", "nofolder"], "nofolder: cannot open the folder", 2)
write("badworld/outlets.tsv", "wrong\theader\n"); says("a table with another header", ["events", "--record", full, "--world", path("badworld")], "badworld/outlets.tsv:1: column 1: want 'name', found 'wrong'", 2)
write("strayworld/outlet.tsv", "form\tname\n"); says("a table whose name is mistyped", ["events", "--record", full, "--world", path("strayworld")], "outlet.tsv: want a table named like one of world/", 2)
os.makedirs(path("noworld"), exist_ok=True); says("a folder without any table", ["events", "--record", full, "--world", path("noworld")], "noworld: want tables named like those of world/ (outlets.tsv, persons.tsv, ...), found none", 2)
says("a watch of what is neither an address nor a file", ["watch", "contoh.example/rss", "--once", "--record", full], "contoh.example/rss: want an address that begins with http:// or https://, or a file that lists such, found neither", 4)
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(1)
says("a port in use", ["serve", "--record", full, "--port", str(s.getsockname()[1])], str(s.getsockname()[1])); s.close()
done()
