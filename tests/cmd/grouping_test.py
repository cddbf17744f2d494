#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. The record of a set of articles is the same in ten orders, in batches of 1, 7 and all, with one job and with two; after
articles came and were forgotten; after a kill -9 at any moment; and after a record of an older form was taken over."""
import json, os, random, re, resource, shutil, signal, sqlite3, subprocess, sys, time
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

def one_origin(d): return {v: [re.sub('"n_origins": 2', '"n_origins": 1', x) for x in d[v]] for v in d}

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

twice = {"id": "twice", "outlet": "Suara Merdeka", "published": "2025-03-04", "text":
         "Menteri Luar Negeri Indonesia bertemu Menteri Pertahanan Indonesia di Jakarta pada Senin (3/3/2025).\nIran menyerang Tel Aviv dan Haifa pada Minggu (2/3/2025).\nSumber: Antara, Reuters"}
made = [twice] + [{k: v for k, v in a.items() if k != "truth"} for a in families(34, 5)]
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

# ---- records of older forms ----
def as_form_3(c):
    """Each row of report counted, and each agency that the first article names."""
    c.executescript("""DROP INDEX event_told; UPDATE event SET n_reports = t.n FROM (SELECT event, count(*) AS n FROM report GROUP BY event) t WHERE t.event = id;
        UPDATE event SET n_origins = 2 WHERE report IN (SELECT id FROM report WHERE article = 1); PRAGMA user_version = 3;""")

def as_form_2(c):
    """Names in rows of their own, notes and places found by their words."""
    as_form_3(c)
    c.executescript("""PRAGMA legacy_alter_table = ON; DROP VIEW mention_words;
        CREATE TABLE m (article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (article, start, "end", entity)) WITHOUT ROWID;
        INSERT INTO m SELECT * FROM mention; DROP VIEW mention; DROP TABLE names; ALTER TABLE m RENAME TO mention;
        CREATE TABLE f (version INTEGER NOT NULL, field TEXT NOT NULL, found_in TEXT, evidence TEXT);
        INSERT INTO f SELECT version, field, (SELECT text FROM note WHERE id = found_in), evidence FROM field ORDER BY version, n; DROP TABLE field; ALTER TABLE f RENAME TO field;
        CREATE INDEX field_version ON field (version);
        CREATE TABLE n (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE); INSERT INTO n SELECT id, text FROM note; DROP TABLE note; ALTER TABLE n RENAME TO note;
        CREATE TABLE e (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, actor TEXT, name TEXT NOT NULL, country TEXT, sector TEXT, role TEXT, content INTEGER NOT NULL UNIQUE);
        INSERT INTO e SELECT id, kind, actor, name, country, sector, role, id * 1099511627776 FROM entity; DROP TABLE entity; ALTER TABLE e RENAME TO entity;
        CREATE INDEX entity_actor ON entity (actor) WHERE actor IS NOT NULL; CREATE INDEX entity_country ON entity (country) WHERE country IS NOT NULL;
        CREATE TABLE p (id INTEGER PRIMARY KEY, key TEXT, name TEXT NOT NULL, country TEXT, region TEXT, lat REAL, lon REAL, precision TEXT NOT NULL);
        INSERT INTO p SELECT id, key, name, country, region, lat, lon, precision FROM place; DROP TABLE place; ALTER TABLE p RENAME TO place;
        CREATE UNIQUE INDEX place_is ON place (name, ifnull(key, ''), ifnull(country, ''), ifnull(region, ''), precision);
        CREATE VIEW mention_words AS SELECT article FROM mention; PRAGMA user_version = 2;""")

def as_form_1(c):
    """Nothing kept of what lies near what."""
    as_form_2(c)
    c.executescript("DROP TABLE near; DROP TABLE number; DROP TABLE keys; DROP TABLE keys_run; DROP TABLE touched; DROP TABLE touched_matter; DROP INDEX report_matter;"
                    "DROP INDEX story_part; ALTER TABLE report DROP COLUMN matter; ALTER TABLE story DROP COLUMN head; ALTER TABLE story DROP COLUMN part; PRAGMA user_version = 1;")

def every(record, query): return sqlite3.connect(record).execute(query).fetchall()
SCHEMA = "SELECT s.type, s.tbl_name, s.name, c.cid, c.name, c.type, c.pk FROM sqlite_schema s LEFT JOIN pragma_table_xinfo(s.name) c ON s.type <> 'index' WHERE s.name NOT LIKE 'sqlite_%' ORDER BY 1, 2, 3, 4"
TOLD = [f"SELECT {columns} FROM {table} ORDER BY {columns}" for table, columns in {
    "mention": 'article, start, "end", entity', "note": "id, text, content", "entity": "id, kind, actor, name, country, sector, role, content",
    "place": "id, key, name, country, region, lat, lon, precision, content", "field": "version, n, field, (SELECT text FROM note WHERE id = found_in), evidence", "event": "id, n_reports, n_outlets, n_origins"}.items()]
twofold = "SELECT count(*) FROM (SELECT event FROM report GROUP BY event HAVING count(*) > count(DISTINCT start))"
check("there is what form 3 counted otherwise", every(path("half.db"), twofold) >= [(2,)], every(path("half.db"), twofold))
for form, make in (1, as_form_1), (2, as_form_2), (3, as_form_3):
    record = path(f"form{form}.db"); shutil.copy(path("half.db"), record)
    c = sqlite3.connect(record); make(c); c.close()
    shown = kawat("why", "a1", "--record", record).stdout, kawat("show", "a2", "--record", record).stdout
    check(f"a record of form {form} can be asked as it is", one_origin(dump(record)) == one_origin(want) and shown == (kawat("why", "a1", "--record", path("half.db")).stdout, kawat("show", "a2", "--record", path("half.db")).stdout))
    p = kawat("check", "--record", record); check("... and checked", p.returncode == 0 and not p.stdout, p.stdout + p.stderr)
    check("... and is not changed by that", every(record, "PRAGMA user_version") == [(form,)])
    if os.getuid():                         # root may write what is read-only
        os.chmod(record, 0o444); p = kawat("add", "--record", record, jsonl("one.jsonl", made[:1])); os.chmod(record, 0o644)
        check("... nor by an add that may not write", p.returncode == 4 and "read-only" in p.stderr and every(record, "PRAGMA user_version") == [(form,)], p.stderr)
    def small_disk(): resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    p = kawat("add", "--record", record, jsonl("one.jsonl", made[:1]), preexec_fn=small_disk)
    check("... nor by one for which the disk is too small: told", p.returncode == 4 and "what was committed before stays" in p.stderr and every(record, "PRAGMA user_version") == [(form,)] and one_origin(dump(record)) == one_origin(want), p.stderr)
    for wait in .005, .02, .05:
        p = subprocess.Popen([KAWAT, "add", "--quiet", "--record", record, jsonl("one.jsonl", made[:1])], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait); p.send_signal(signal.SIGKILL); p.wait()
    check("... is whole after kills", kawat("check", "--record", record).stdout in ("", "grouping: an add was cut short; the next one puts the stories together\n"))
    added(f"form{form}.db", made[:1], 1000)
    check("... is taken over by an add that adds nothing: laid out as a new one", every(record, SCHEMA) == every(path("half.db"), SCHEMA),
          set(every(record, SCHEMA)) ^ set(every(path("half.db"), SCHEMA)))
    check("... every row as a new one has it", all(every(record, q) == every(path("half.db"), q) for q in TOLD))
    added(f"form{form}.db", made[len(made) // 2:], 1000)
    got = dump(record)
    check("... and the rest added: the same record", got == whole, first_difference(got, whole))
    check("... of form 4", every(record, "PRAGMA user_version") == [(4,)] and kawat("check", "--record", record).returncode == 0)
done()
