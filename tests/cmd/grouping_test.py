#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. The record of a set of articles is the same in ten orders, in batches of 1, 7 and all, with one job and with two; after
articles came and were forgotten; after a kill -9 at any moment; and after a record of form 1 was taken over."""
import json, os, random, shutil, signal, sqlite3, subprocess, sys, time
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "..", "bench")]
from families import families
from tap import KAWAT, check, done, jsonl, kawat, path, rows

IDS = ("event", "mirror", "story", "thread", "article", "id", "link", "from_id", "to_id", "quote", "report")

def dump(record):
    """All that is asked of a record, without its ids and the order of lists, which depend on the order of adding."""
    def drop(x):
        if isinstance(x, dict): return {k: drop(v) for k, v in x.items() if k not in IDS}
        return sorted((drop(y) for y in x), key=lambda y: json.dumps(y, sort_keys=True)) if isinstance(x, list) else x
    return {v: sorted(json.dumps(drop(r), sort_keys=True) for r in rows(v, "--record", record)) for v in ("events", "stories", "links", "threads")}

def first_difference(a, b):
    for v in a:
        more, less = sorted(set(a[v]) - set(b[v])), sorted(set(b[v]) - set(a[v]))
        if a[v] != b[v]: return f"{v}: {len(more)} more, {len(less)} less: {(more or less or ['order'])[0][:300]}"
    return ""

def added(name, articles, batch, jobs=1):
    record = path(name)
    for i in range(0, len(articles), batch):
        p = kawat("add", "--quiet", "--jobs", str(jobs), "--record", record, jsonl("in.jsonl", articles[i:i + batch]))
        if p.returncode: check(f"add to {name}", False, p.stderr)
    return record

made = [{k: v for k, v in a.items() if k != "truth"} for a in families(34, 5)]
whole = dump(added("all.db", made, len(made)))
check(f"{len(made)} articles: events, stories, links, threads", all(whole[v] for v in whole), {v: len(x) for v, x in whole.items()})
for order in range(1, 11):
    shuffled = made[:]; random.Random(order).shuffle(shuffled)
    batch = (len(made), 7, 31, len(made) // 2 + 1, 7)[order % 5] if order != 3 else 1
    record = added(f"order{order}.db", shuffled, batch, 1 + order % 2)
    got = dump(record)
    check(f"order {order}, batches of {batch}, {1 + order % 2} jobs: the same record", got == whole, first_difference(got, whole))
    check("... and whole", kawat("check", "--record", record).returncode == 0)

# ---- what comes and goes ----
half = made[:len(made) // 2]
want = dump(added("half.db", half, len(half)))
record = added("gone.db", made, len(made))
drop = [a["id"] for a in made[len(made) // 2:]]
ids = {a["ref"]: a["id"] for s in rows("stories", "--record", record) for a in s["articles"]}
for ref in drop: kawat("forget", ids[ref], "--record", record)
got = dump(record)
check(f"{len(drop)} articles forgotten: as if they had never been there", got == want, first_difference(got, want))
check("... and whole", kawat("check", "--record", record).returncode == 0)

other = [{**a, "text": a["text"].replace("pada", "hari").replace(" on ", " at ") + "\nTambahan."} for a in half[:12]]
record = added("versions.db", half, len(half)); added("versions.db", other, 5)
fresh = dump(added("fresh.db", other + half[12:], len(half)))
got = dump(record)
check("new versions: stories and links as if the last versions had come at once", all(got[v] == fresh[v] for v in ("stories", "links")), first_difference(got, fresh))

# ---- killed ----
record = path("killed.db"); many = jsonl("many.jsonl", made * 1)
for k in range(12):
    p = subprocess.Popen([KAWAT, "add", "--quiet", "--record", record, many], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(.05 + .06 * k); p.send_signal(signal.SIGKILL); p.wait()
p = kawat("add", "--quiet", "--record", record, many)
got = dump(record)
check("killed twelve times, then added: the same record", p.returncode == 0 and got == whole, first_difference(got, whole))

# ---- a record of form 1 ----
record = path("old.db"); shutil.copy(path("half.db"), record)
c = sqlite3.connect(record)
c.executescript("DROP TABLE near; DROP TABLE number; DROP TABLE keys; DROP TABLE keys_run; DROP TABLE touched; DROP TABLE touched_matter; DROP INDEX report_matter;"
                "DROP INDEX story_part; ALTER TABLE report DROP COLUMN matter; ALTER TABLE story DROP COLUMN head; ALTER TABLE story DROP COLUMN part; PRAGMA user_version = 1;")
c.close()
check("a record of form 1 can be asked as it is", dump(record) == want)
added("old.db", made[len(made) // 2:], 1000)
got = dump(record)
check("... and taken over by the next add: the same record", got == whole, first_difference(got, whole))
check("... of form 2", sqlite3.connect(record).execute("PRAGMA user_version").fetchone()[0] == 2 and kawat("check", "--record", record).returncode == 0)
done()
