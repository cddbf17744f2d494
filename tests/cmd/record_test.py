#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. The record's promises: adding again changes nothing, versions are kept, the order and the jobs do not matter, ids stay,
a killed add leaves a whole record, a stopped one finishes its batch, one writes at a time, forgetting leaves no byte."""
import glob, json, os, random, shutil, signal, sqlite3, subprocess, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import ARTICLES, KAWAT, WORLD, added, check, done, jsonl, kawat, path, rows, write

def dump(record):
    """All that is asked of a record, without its ids, which depend on the order of adding."""
    drop = lambda x: {k: drop(v) for k, v in x.items() if k not in ("event", "mirror", "story", "thread", "article", "id", "link", "from_id", "to_id", "quote")} if isinstance(x, dict) else [drop(y) for y in x] if isinstance(x, list) else x
    return {v: sorted(json.dumps(drop(r), sort_keys=True) for r in rows(v, "--record", record)) for v in ("events", "stories", "links", "quotes", "threads")}

files = sorted(glob.glob(os.path.join(ARTICLES, "*")))

# ---- again, in another order, in pieces, with other jobs ----
one = added("one.db", *files); first = dump(one); events = rows("events", "--record", one)
p = kawat("add", "--record", one, *WORLD, *files)
check("adding the same again changes nothing", p.returncode == 0 and f"0 added, 0 new versions, {len(files)} unchanged" in p.stderr, p.stderr)
check("... not one answer, ids and all", rows("events", "--record", one) == events)
p = kawat("add", "--record", one, *files); check("the same bytes are the same version, though other tables would read them otherwise", f"0 new versions, {len(files)} unchanged" in p.stderr, p.stderr)
f = write("comes-back.txt", "Kapal Tiba\n\nIran mengecam Israel di Teheran, Kamis (9/5/2024). Kapal itu tiba di pelabuhan.\n"); back = path("back.db")
kawat("add", "--record", back, f); os.rename(f, f + ".away"); kawat("add", "--record", back, f); lost = rows("failures", "--record", back)
os.rename(f + ".away", f); p = kawat("add", "--record", back, f); check("an input that failed and is read again is no failure, though nothing changed", lost and "1 unchanged" in p.stderr and not rows("failures", "--record", back), p.stderr)
shuffled = files[:]; random.Random(7).shuffle(shuffled)
check("another order, other jobs: the same record", dump(added("two.db", "--jobs", "4", *shuffled)) == first)
for i, f in enumerate(reversed(files)): added("three.db", "--jobs", "1", f)
check("one by one, backwards: the same record", dump(path("three.db")) == first)
half = added("half.db", *files[:6]); before = {(r["ref"], r["evidence"], e["type"], e["source"]["name"], e["target"]["name"] if e["target"] else None): e["event"] for e in rows("events", "--record", half) for r in e["reports"]}
stories = {a["ref"]: s["story"] for s in rows("stories", "--record", half) for a in s["articles"]}
added("half.db", *files)
after = {(r["ref"], r["evidence"], e["type"], e["source"]["name"], e["target"]["name"] if e["target"] else None): e["event"] for e in rows("events", "--record", half) for r in e["reports"]}
kept = sum(after.get(k) == v for k, v in before.items())
check("ids stay when more is added (but where two events became one)", before and kept >= .8 * len(before), f"{kept} of {len(before)}")
now = {a["ref"]: s["story"] for s in rows("stories", "--record", half) for a in s["articles"]}
check("stories keep their ids", sum(now[r] == s for r, s in stories.items()) >= .8 * len(stories))
check("... and the record is whole", kawat("check", "--record", half).returncode == 0)

# ---- identity and versions ----
text = "Jepang menyerahkan dua kapal kepada Indonesia di Jakarta, Kamis (9/5/2024).\nKapal itu tiba di pelabuhan."
a = {"id": "x1", "title": "Kapal", "text": text, "published": "2024-05-09", "outlet": "Contoh"}
v = path("versions.db"); add = lambda *items: kawat("add", "--record", v, jsonl("v.jsonl", items))
p = add(a, {**a, "id": "x2"}); check("the same text under two ids is two articles", "2 added" in p.stderr, p.stderr)
p = add({**a, "text": text + "\nPresiden berterima kasih."}); check("other content under the same id is a new version", "0 added, 1 new version" in p.stderr, p.stderr)
art = rows("show", "x1", "--record", v)[0]
check("both versions are kept, the newer is current", [x["current"] for x in art["versions"]] == [False, True] and "berterima" in art["text"])
d = rows("diff", "x1", "--record", v)[0]; check("diff tells the line", [l["text"] for l in d["lines"] if l["side"] == "newer"] == ["Presiden berterima kasih."], d)
check("diff of one version: nothing, exit 1", kawat("diff", "x2", "--record", v).returncode == 1)
p = add(a); check("an older version seen again changes nothing", "0 added, 0 new versions, 1 unchanged" in p.stderr, p.stderr)
p = add({**a, "text": "Kapal tua.", "modified": "2024-05-01"}); check("a version dated earlier is kept, but does not become current", "1 new version" in p.stderr and "berterima" in rows("show", "x1", "--record", v)[0]["text"])
check("search knows the current version only", rows("search", "berterima", "--record", v) and not rows("search", "tua", "--record", v))
check("... and the record is whole", kawat("check", "--record", v).returncode == 0)
p = kawat("add", "--record", v, "--map", "text=body,id=key", jsonl("map.jsonl", [{"key": "m1", "body": text}])); check("--map names other fields", "1 added" in p.stderr, p.stderr)
two = jsonl("two.jsonl", [{"judul": "Kapal tiba", "oleh": ["Ani"], "text": text}, {"title": "Ship arrives", "authors": ["Bo"], "text": text + " Ya."}])
p = rows("extract", "--map", "title=judul,title=title,authors=oleh,authors=authors", two)
check("... of several for one field the first that is there", [(x["title"], x["authors"]) for x in p] == [("Kapal tiba", ["Ani"]), ("Ship arrives", ["Bo"])], p)

# ---- a sentence counts once ----
def of_reports(name, text, **more):
    record = path(name); p = kawat("add", "--record", record, jsonl("in.jsonl", [{"id": "1", "published": "2025-03-04", "text": text, **more}]))
    return record, p.stderr, rows("events", "--record", record)
record, told, got = of_reports("at-home.db", "Menteri Luar Negeri Indonesia bertemu Menteri Pertahanan Indonesia di Jakarta pada Senin.\nSumber: Antara, Reuters")
check("two who met at home: one report, though each of them met the other", [(e["n_reports"], len(e["reports"]), e["n_origins"]) for e in got] == [(1, 1, 1)], got)
check("... in the summary, too", "1 event in 1 report" in told, told)
steps = [(s["what"], s["value"]) for s in rows("why", got[0]["event"], "--record", record)[0]["why"] if s["what"] in ("report", "same report", "source")]
check("... why tells both readings of the sentence", [w for w, _ in steps] == ["report", "source", "same report", "source"] and steps[1] != steps[3], steps)
check("... and they are shown with the article", len(rows("show", "1", "--record", record)[0]["events"]) == 2)
record, told, got = of_reports("two-targets.db", "Iran menyerang Tel Aviv dan Haifa pada Senin.\nSerangan itu terjadi menjelang subuh.")
check("two targets of one state in one sentence: one report", [(e["n_reports"], len(e["reports"])) for e in got] == [(1, 1)], got)
d = rows("dyad", "IRN", "ISR", "--record", record); check("... of the dyad, too", [(x["events"], x["reports"], x["origins"]) for x in d] == [(1, 1, 1)], d)
record, told, got = of_reports("two-sentences.db", "Iran menyerang Tel Aviv dan Haifa pada Senin.\nPada Senin Iran menyerang Tel Aviv dan Haifa.")
check("two sentences of one article are two reports", [(e["n_reports"], len(e["reports"])) for e in got] == [(2, 2)] and "1 event in 2 reports" in told, (told, got))
c = sqlite3.connect(record); c.execute("UPDATE event SET n_reports = 4, n_origins = 2"); c.commit(); c.close()
p = kawat("check", "--record", record); check("check counts sentences and articles", "e1 counts 4 reports, there are 2" in p.stdout and "e1 counts 2 origins, 1 outlets, told in articles: 1" in p.stdout, p.stdout)

# ---- again: other tables ----
g = path("again.db"); kawat("add", "--record", g, *files); bare = dump(g); ids = {e["event"] for e in rows("events", "--record", g)}
p = kawat("add", "--again", "--record", g, *files); check("--again with the same tables changes nothing, ids and all", f"{len(files)} understood anew" in p.stderr and dump(g) == bare and {e["event"] for e in rows("events", "--record", g)} == ids, p.stderr)
p = kawat("add", "--again", "--record", g, *WORLD, *files); check("--again with better tables: as if they had been there from the start", bare != first and dump(g) == first, p.stderr)
check("... and the record is whole, its search too", kawat("check", "--record", g).returncode == 0 and len(rows("search", "Jepang", "--record", g)) == len(rows("search", "Jepang", "--record", one)))
add({**a, "text": text + "\nPresiden berterima kasih."}); before = rows("show", "x1", "--record", v); p = kawat("add", "--again", "--record", v, jsonl("v.jsonl", [a]))
check("--again of an older version changes nothing", "1 unchanged" in p.stderr and rows("show", "x1", "--record", v) == before, p.stderr)

# ---- standard input, lines that fail, what lies in folders ----
w = path("piped.db"); pipe = lambda s: kawat("add", "--record", w, "-", stdin=s)
pipe("Kapal Tiba\n\nIran mengecam Israel di Teheran.\n"); p = pipe("Lain\n\nPeru memuji Cile di Lima.\n")
check("two articles piped in are two articles", "1 added, 0 new versions" in p.stderr, p.stderr)
p = pipe("Lain\n\nPeru memuji Cile di Lima.\n"); check("... and the same one again is unchanged", "0 added, 0 new versions, 1 unchanged" in p.stderr, p.stderr)
p = pipe('{"text": "Kuba memuji Cile."}\n'); p = pipe('{"text": "Mali memuji Chad."}\n'); check("so are lines without id", "1 added, 0 new versions" in p.stderr, p.stderr)
f = write("lines.jsonl", '{"id": "l1", "text": "Peru memuji Cile."}\n{"id": "l2"}\nnonsense\n'); p = kawat("add", "--record", w, f)
check("each line that fails is listed", sorted(os.path.basename(x["path"]) for x in rows("failures", "--record", w)) == ["lines.jsonl#2", "lines.jsonl#3"], rows("failures", "--record", w))
write("lines.jsonl", '{"id": "l1", "text": "Peru memuji Cile."}\n{"id": "l2", "text": "Mali memuji Chad."}\n{"id": "l3", "text": "Iran memuji Irak."}\n'); kawat("add", "--record", w, f)
check("... until it can be read", not rows("failures", "--record", w))
os.makedirs(path("folder")); os.mkfifo(path("folder/pipe")); write("folder/a.txt", "Kapal\n\nIran mengecam Israel.\n")
p = kawat("add", "--record", w, path("folder"), timeout=20); check("a pipe in a folder is not waited for", "1 added" in p.stderr, p.stderr)

# ---- killed, stopped, two at once ----
many = [{"id": f"k{i}", "title": f"Kapal {i}", "text": f"Jepang menyerahkan {i + 2} kapal kepada Indonesia di Jakarta, Kamis (9/5/2024).\n" + f"Kalimat nomor {i} yang lain. " * 30} for i in range(3000)]
big = jsonl("many.jsonl", many)
def start(record): return subprocess.Popen([KAWAT, "add", "--record", record, "--jobs", "2", big], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
def committed(record):
    try: return sqlite3.connect(f"file:{record}?mode=ro", uri=True).execute("SELECT count(*) FROM article").fetchone()[0]
    except sqlite3.Error: return 0
def wait_for(record, p):
    for _ in range(2000):
        if committed(record) or p.poll() is not None: return
        time.sleep(.005)
killed = path("killed.db"); k = 0
for wait in (0, .05, .2):
    p = start(killed); wait_for(killed, p); time.sleep(wait); p.kill(); p.wait(); k = committed(killed)
    c = kawat("check", "--record", killed)
    check(f"kill -9 after {wait} s: {k} articles, whole", k and k % 256 == 0 or k == len(many), c.stdout) and check("... nothing amiss but the unfinished grouping", all(l.startswith("grouping:") for l in c.stdout.splitlines()), c.stdout)
check("a killed add's record can be asked", kawat("stories", "--record", killed, "--limit", "3").stdout.count("\n") == 3)
stopped = path("stopped.db"); p = start(stopped); wait_for(stopped, p); p.send_signal(signal.SIGINT); said = p.stderr.read().decode(); p.wait()
check("SIGINT: exit 130, the batch is finished, the record is whole", p.returncode == 130 and kawat("check", "--record", stopped).returncode == 0, f"{p.returncode} {said}")
s = path("term.db"); p = start(s); wait_for(s, p); p.terminate(); p.wait(); check("SIGTERM: exit 143", p.returncode == 143, p.returncode)
b = path("busy.db"); p = start(b); wait_for(b, p); r = kawat("add", "--record", b, files[0])
check("two writers at once: the second is told so, exit 4", r.returncode == 4 and "want to write, but another program is writing to this record" in r.stderr and b in r.stderr, r.stderr)
check("... while readers read", kawat("stories", "--record", b, "--limit", "1").returncode == 0)
p.kill(); p.wait(); p = kawat("add", "--record", b, files[0]); check("... and the first one's death leaves no lock", p.returncode == 0, p.stderr)
check("no lock file is left", not os.path.exists(b + "-lock"))

# ---- forgetting ----
f = path("forget.db"); word = "Zyxwvutia"
kawat("add", "--record", f, jsonl("f.jsonl", [{**a, "id": "secret", "title": f"Rahasia {word}", "text": f"Presiden {word} menyerahkan kapal kepada Indonesia.\n\"Saya {word},\" kata {word}."}, a]))
ids = [x["article"] for x in rows("search", word, "--record", f)]
check("the article is there", len(ids) == 1 and word.encode() in open(f, "rb").read())
p = kawat("forget", ids[0], "--record", f); check("forget: exit 0", p.returncode == 0, p.stderr)
left = [x for x in glob.glob(f + "*") if word.lower().encode() in open(x, "rb").read().lower()]
check("... and no byte of it is left", not left, left)
check("... the rest is whole", kawat("check", "--record", f).returncode == 0 and kawat("show", "x1", "--record", f).returncode == 0)
check("forgetting what is not there: exit 1", kawat("forget", ids[0], "--record", f).returncode == 1)
p = kawat("forget", "e1", "--record", f); check("forgetting an event: usage", p.returncode == 2 and "want the id of an article such as a12, found 'e1'" in p.stderr, p.stderr)

# ---- size ----
con = sqlite3.connect(one); check("a record is a plain SQLite file with its documentation inside", "who did what to whom" in " ".join(x[0] or "" for x in con.execute("SELECT sql FROM sqlite_schema")) or con.execute("PRAGMA application_id").fetchone()[0] == 1801549687)
german = write("german.txt", "Bundeskanzler trifft den Pr\u00e4sidenten\n\nDer Bundeskanzler hat am Montag den Pr\u00e4sidenten in Berlin getroffen. Sie sprachen \u00fcber die gemeinsame Verteidigung.\n")
p = kawat("add", "--record", path("german.db"), german)
check("an article in a language without tables is told of", p.returncode == 0 and "1 added" in p.stderr and "1 of these is in no language that has tables" in p.stderr, p.stderr)
p = kawat("add", "--record", path("german.db"), german); check("... once, when it is read", "1 unchanged" in p.stderr and "no language" not in p.stderr, p.stderr)
check("... and can be searched", kawat("search", "Bundeskanzler", "--record", path("german.db")).returncode == 0)
done()
