#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every verb of the command on the sample articles, every form of answer, help, slips of the pen, exit codes."""
import csv, io, json, os, re, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import ARTICLES, check, done, kawat, path, rows, write, added
R = added("verbs.db"); rec = ("--record", R)

# ---- help and usage ----
p = kawat(); check("no verb: help and exit 2", p.returncode == 2 and "kawat add news/" in p.stdout)
p = kawat("-h"); check("-h opens with examples", p.returncode == 0 and p.stdout.index("kawat add") < p.stdout.index("verbs:"), p.stdout)
verbs = re.findall(r"^  (\w+) ", p.stdout[p.stdout.index("verbs:"):], re.M)
check("all verbs of the contract are there", set("add extract words mark code events timeline stories story links chain quotes search show why check forget serve diff threads dyad failures".split()) <= set(verbs), verbs)
bare = [v for v in verbs if not (p := kawat(v, "-h")).stdout.startswith("  ") or p.returncode or "kawat " + v not in p.stdout]
check("each verb's help opens with an example", not bare, bare)
told = {v: {l.split()[0] for l in kawat(v, "-h").stdout.split("\n") if l.startswith("  --")} for v in verbs}
check("help tells of each verb the filters that it has", "--from" in told["quotes"] and "--to" not in told["quotes"] and "--type" in told["links"] and "--from" not in told["threads"], told)
check("... and the forms", "conllu" in kawat("words", "-h").stdout and "csv" not in kawat("mark", "-h").stdout and "csv" in kawat("events", "-h").stdout)
check("the same value twice is no slip", kawat("--version").stdout and "once" not in kawat("events", "--limit", "2", "--limit", "2", *rec).stderr)
p = kawat("--version"); check("--version", p.returncode == 0 and re.match(r"kawat \d+\.\d+", p.stdout))
for args, want in ((["timelien", "A"], "no verb 'timelien'; did you mean 'timeline'?"), (["frobnicate"], "no verb 'frobnicate'; `kawat -h` lists them"),
                   (["events", "--sinse", "2024"], "events has no option --sinse; did you mean --since?"),
                   (["check", "--jobs", "2"], "check has no option --jobs"), (["add"], "add wants PATH..., found 0 words"),
                   (["events", "x"], "events takes no words, found 'x'"), (["chain"], "chain wants ID, found 0 words"),
                   (["add", "--jobs", "many", "x"], "--jobs: want a number, found 'many'"), (["add", "x", "--record"], "--record wants a value"),
                   (["events", "--format", "jsn"], "--format: no form 'jsn'; did you mean json?"), (["extract", "--format", "csv"], "--format: extract writes jsonl, not 'csv'"),
                   (["events", "-x"], "no option -x; options are written --like-this"), (["help", "timelien"], "no verb 'timelien'; did you mean 'timeline'?"),
                   (["events", "--quiet=no"], "--quiet takes no value, found 'no'"),
                   (["events", "--actor", "Peru", "--actor", "Cile"], "--actor: want it once, found 'Peru' and 'Cile'"),
                   (["add", "--map", "text=body", "x", "--map", "title=judul"], "--map: want it once, found 'text=body' and 'title=judul'"),
                   (["add", "--jobs", "4294967296", "x"], "--jobs: want a number up to 1000000000, found '4294967296'"),
                   (["threads", "--from", "Peru"], "threads has no option --from"), (["quotes", "--type", "CONSULT"], "quotes has no option --type"),
                   (["add", "--contact", "a\nb", "x"], "--contact: want one line of text, found control character 0x0a")):
    p = kawat(*args, *(("--record", path("usage.db")) if "--contact" in args else ())); check("usage: " + " ".join(args), p.returncode == 2 and want in p.stderr and not p.stdout, f"{p.returncode} {p.stderr}")

# ---- the record, asked ----
events, stories, quotes, links = (rows(v, *rec) for v in ("events", "stories", "quotes", "links"))
check("events have the shape of the contract", events and all({"source", "target", "type", "mode", "cameo", "goldstein", "happened", "reason", "background",
      "date", "date_precision", "place", "says", "score", "event", "first_told", "last_told", "n_reports", "n_outlets", "n_origins", "story", "reports"} <= set(e) for e in events))
check("each report has its article and its sentence", all({"article", "ref", "outlet", "published", "evidence", "says"} <= set(r) and r["evidence"] for e in events for r in e["reports"]))
check("n_reports is the number of reports", all(e["n_reports"] == len(e["reports"]) for e in events))
check("stories have the shape of the contract", stories and all({"story", "thread", "title", "first", "last", "n_articles", "n_outlets", "n_origins", "articles", "also"} <= set(s) for s in stories))
files = os.listdir(ARTICLES)
check("every article is in exactly one story", sorted(os.path.basename(a["ref"]) for s in stories for a in s["articles"]) == sorted(files))
check("quotations have speaker, via and offsets", quotes and all({"text", "speaker", "via", "start", "end", "cue"} <= set(q) for q in quotes))
check("links have kind, score and evidence", links and all({"link", "from", "to", "kind", "score", "evidence"} <= set(l) for l in links))
check("dates go up", (d := [e["date"][:4] for e in events if e["date"]]) == sorted(d), d)
e = events[0]; a = e["reports"][0]["article"]; s = e["story"]
check("show an event", rows("show", e["event"], *rec) == [e])
art = rows("show", a, *rec)[0]
check("show an article: its spans are the words", art["mentions"] and all(art["text"].encode()[m["start"]:m["end"]].decode() == m["text"] for k in ("mentions", "dates", "places", "quotes") for m in art[k]))
named = next((x for x in rows("stories", *rec) for x in x["articles"] if rows("show", x["id"], *rec)[0]["authors"]), None)
check("its authors stand in the table", named and rows("show", named["id"], *rec)[0]["authors"][0] in kawat("show", named["id"], "--format", "table", *rec).stdout)
p = kawat("code", stdin=json.dumps({"id": "1", "language": "id", "text": "Presiden Peru dilaporkan telah bertemu Presiden Cile."}))
check("who is reported to have done it does not say so", [e["says"]["speaker"] for e in json.loads(p.stdout)["events"]] == [None, None], p.stdout)
check("an article by its ref", rows("show", art["ref"], *rec)[0]["article"] == a)
check("story, with its events", (x := rows("story", s, *rec)[0])["story"] == s and e["event"] in [y["event"] for y in x["events"]])
check("show takes every kind of id", all(kawat("show", i, *rec).returncode == 0 for i in (quotes[0]["quote"], links[0]["link"], s)))
why = {i: rows("why", i, *rec)[0]["why"] for i in (e["event"], a, s, links[0]["link"], quotes[0]["quote"])}
steps = {w["what"] for w in why[e["event"]]}
check("why shows how the sentence was read, and whether it happened by which word", {"read as", "happened", "type", "source", "target", "date", "says", "score"} <= steps, steps)
check("why shows words and rules", all(why.values()) and any(w["words"] == e["reports"][0]["evidence"] for w in why[e["event"]]) and any(w["rule"] for w in why[e["event"]]), why[e["event"]][:4])
chain = rows("chain", os.path.join(ARTICLES, "02-harian-nusa.html"), *rec)[0]
ids = {x["id"] for x in chain["nodes"]}
check("a chain's edges join its nodes, and it ends in origins", chain["edges"] and chain["origins"] and all(x["from"] in ids and x["to"] in ids for x in chain["edges"]) and set(chain["origins"]) <= ids, chain)
check("search finds words and phrases", (h := rows("search", "kapal", "patroli", *rec)) and "apal" in h[0]["snippet"] and kawat("search", '"patroli kapal"', *rec).returncode == 1)
check("search: what would be syntax of the index is only words", all(kawat("search", *rec, "--", w).returncode in (0, 1) for w in ("a AND", "NEAR(", "col:x", "*", "-kapal", "'")))
check("failures: none, exit 1", kawat("failures", *rec).returncode == 1)
check("dyad counts the timeline's events", sum(d["events"] for d in rows("dyad", "JPN", "IDN", *rec)) == len(rows("timeline", "JPN", "IDN", *rec)) > 0)

# ---- filters, actors as people name them ----
by = lambda *x: [y["event"] for y in rows("timeline", *x, *rec)]
check("an actor by key, in Indonesian, in English", by("JPN", "IDN") == by("Jepang", "Indonesia") == by("japan", "INDONESIA") != [])
check("both ways round", by("IDN", "JPN") == by("JPN", "IDN"))
check("a known actor who is not in the record: nothing, exit 1", kawat("timeline", "Peru", *rec).returncode == 1)
p = kawat("timeline", "Malasia", *rec); check("an unknown actor: did you mean", p.returncode == 2 and "did you mean 'Malaysia'?" in p.stderr, p.stderr)
check("--from and --to", all(x["source"]["country"] == "JPN" for x in rows("events", "--from", "JPN", *rec)) and all(x["target"]["country"] == "JPN" for x in rows("events", "--to", "JPN", *rec)))
t = e["type"]; check("--type", {x["type"] for x in rows("events", "--type", t.lower(), *rec)} == {t})
p = kawat("events", "--type", "CONSLT", *rec); check("--type: did you mean", p.returncode == 2 and "did you mean CONSULT?" in p.stderr, p.stderr)
p = kawat("links", "--type", "reprnt", *rec); check("links --type: did you mean", p.returncode == 2 and "did you mean reprint?" in p.stderr, p.stderr)
for verb in (["events"], ["timeline", "JPN"], ["stories"], ["links"], ["quotes"], ["search", "Jepang"], ["dyad", "JPN", "IDN"]):
    p = kawat(*verb, "--lang", "xx", *rec)
    check(f"{verb[0]} --lang with a language that there is not names those there are", p.returncode == 2 and not p.stdout and p.stderr.startswith("kawat: --lang: no language 'xx'; there are en, id"), p.stderr)
    check(f"{verb[0]} --lang with one that has tables is no mistake", kawat(*verb, "--lang", "en", *rec).returncode in (0, 1))
dated = [x for x in events if x["date"] and len(x["date"]) == 10]; mid = dated[len(dated) // 2]["date"]
check("--since and --until meet the day and not the one before", {x["event"] for x in dated if x["date"] >= mid} == {x["event"] for x in rows("events", "--since", mid, *rec) if x in dated}
      and {x["event"] for x in dated if x["date"] <= mid} == {x["event"] for x in rows("events", "--until", mid, *rec) if x in dated})
p = kawat("events", "--since", "tomorrow", *rec); check("a date that is none", p.returncode == 2 and "--since: want a date such as 2024, 2024-06 or 2024-06-13, found 'tomorrow'" in p.stderr, p.stderr)
p = kawat("events", "--since", "2025-03", "--until", "2024", *rec); check("days the wrong way round", p.returncode == 2 and "--until: want a day that is not before --since 2025-03, found '2024'" in p.stderr, p.stderr)
check("... one and the same month is a span", kawat("events", "--since", "2025-03", "--until", "2025-03", *rec).returncode == 0)
check("--limit", len(rows("events", "--limit", "2", *rec)) == 2)
check("--lang and --outlet", rows("quotes", "--lang", "en", *rec) and {q["outlet"] for q in rows("quotes", "--outlet", "harian nusa", *rec)} == {"Harian Nusa"})
p = kawat("story", "e1", *rec); check("an id of the wrong kind", p.returncode == 2 and "want the id of a story (s4), found 'e1'" in p.stderr, p.stderr)
p = kawat("show", "e99999", *rec); check("an id that is not there: exit 1", p.returncode == 1 and "e99999" in p.stderr)

# ---- forms ----
for verb in (["events"], ["stories"], ["links"], ["quotes"], ["search", "kapal"], ["timeline", "JPN"], ["show", a], ["chain", a], ["why", "e1"], ["dyad", "JPN", "IDN"]):
    lines = rows(*verb, *rec)
    if not lines: continue
    check(" ".join(verb[:1]) + ": json is the same rows", json.loads(kawat(*verb, "--format", "json", *rec).stdout) == lines)
    sheet = list(csv.reader(io.StringIO(kawat(*verb, "--format", "csv", *rec).stdout, newline="")))
    check(" ".join(verb[:1]) + ": csv has a header and even rows", len(sheet) >= (2 if verb[0] != "chain" else 1) and len({len(r) for r in sheet}) == 1, sheet[:2])
    tsv = kawat(*verb, "--format", "tsv", *rec).stdout.rstrip("\n").split("\n")
    check(" ".join(verb[:1]) + ": tsv has one line a row", len({l.count("\t") for l in tsv}) == 1 and len(tsv) == len(sheet))
    check(" ".join(verb[:1]) + ": table", (p := kawat(*verb, "--format", "table", *rec)).stdout and "\033" not in p.stdout and p.returncode == 0)
check("json of nothing is an empty list", json.loads(kawat("events", "--format", "json", "--since", "2090", *rec).stdout) == [])
paired = next((x for x in events if x["mirror"]), None); p = kawat("story", paired["story"], "--format", "table", *rec)
check("a story for reading: what goes both ways stands there once", paired and " \u2194 " in p.stdout and p.stdout.count(f"{paired['event']} {paired['mirror']} ") == 1, p.stdout)
check("an explanation for reading has no blanks at the ends of lines", not any(l != l.rstrip() for i in ("q1", "l1", "e1") for l in kawat("why", i, "--format", "table", *rec).stdout.split("\n")))
p = kawat("check", *rec); check("check: all is well", p.returncode == 0 and not p.stdout and "all is well" in p.stderr, p.stdout + p.stderr)

# ---- the stages ----
p = rows("mark", stdin=json.dumps({"text": "Paman Sam membantu Peru. Gedung Putih memuji Peru. Perserikatan Bangsa-Bangsa memuji Peru. PBB senang."}))[0]["mentions"]
check("each name tells its own row", [m["why"].rsplit(": ")[-1] for m in p if m["actor"] in ("USA", "IGO/un")] == ["Paman Sam (short)", "Gedung Putih (seat)", "Perserikatan Bangsa Bangsa", "PBB"], [(m["text"], m["why"]) for m in p])
line = json.dumps({"id": "7", "text": "Jepang menyerahkan kapal kepada Indonesia."}) + "\n"
p = kawat("words", "--format", "conllu", stdin="Iran mengecam Israel."); check("plain text has no id to print", p.stdout.startswith("# newdoc\n# newpar\n# sent_id = 1\n"), p.stdout)
for verb in ("mark", "code", "words"): check(f"{verb}: one answer for each line, in order", [x["id"] for x in rows(verb, stdin=line * 3)] == ["7"] * 3)
p = kawat("mark", stdin=line + "not json\n" + line)
check("a bad line is told with its place, the rest is done, exit 3", p.returncode == 3 and "-:2: want JSON" in p.stderr and p.stdout.count("\n") == 2, p.stderr)
check("words writes CoNLL-U", "\t" in kawat("words", "--format", "conllu", stdin="Ia datang.\n").stdout)
check("no lines: exit 1", kawat("mark", stdin="").returncode == 1)
many = [os.path.join(ARTICLES, f) for f in sorted(files)]
one, four = kawat("extract", "--jobs", "1", *many), kawat("extract", "--jobs", "4", *many)
check("extract: input order whatever the jobs", one.returncode == 0 and one.stdout == four.stdout and [json.loads(l)["path"] for l in one.stdout.splitlines()] == many)
check("extract reads standard input", rows("extract", stdin="Judul\n\nIsi berita yang cukup panjang untuk dibaca.\n")[0]["text"])
done()
