#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Text pairs: a text and what kawat must find in it, for a linguist who knows no C.

    tests/pairs/run.py FILE.txt [--show]       --show prints what was found, in the form of the file

A case:

    === a name [published=2024-05-09] [language=id]
    The text, one or more lines.
    --- events
    PRK SUPPORT RUS happened 2024-05-09
    --- quotes
    words of the quotation | Kim Jong Un | kata | KCNA

What can stand after "---" (each line is one finding, in order; "none" when there must be none; `has events` instead of
`events`: these lines must be among the findings; `not events`: they must not):
    words      form/UPOS/lemma/voice of each token of a sentence, one sentence a line
    tokens     the tokens of each sentence, split by a space
    heads      form>head:relation
    splits     for a text with a word on each line: how the tables read it, likeliest first: "word = parts TAG voice tense", clitics behind a +
    readings   the same with every reading of the word, parted by " / "
    explain    why each sentence ends or goes on, and why each token was cut as it was
    names      text = kind actor country sector (- for none)
    reasons    text: the words of `why` of each name
    dates      text = iso precision
    places     text = name country precision
    quotes     words | speaker | cue | via   (- for none)
    told       the same, of what is told after a cue without quotation marks
    events     SOURCE TYPE TARGET happened|planned|denied|... date   (ISO country, else the name with _ for blanks)
    codes      SOURCE CAMEO deed TARGET   (the deed: code of what is asked, promised, refused, threatened; - for none)
    why        the words of `why` of the first event
    article    key: value lines of `extract` (the text is then a whole file: furniture and all)

Of several articles, each after a line `@ ID [field=value] ...`, the same ID again being a new version of it:
    links      FROM kind TO, where TO is an article or an agency
    stories    the articles of a story on one line, in the order of the file
    origins    how many independent origins each story has, in the order of the stories
    conflicts  what: figure (who says so), figure (who says so), of all events
    turns      kind: was > is, where the course of the threads changes
    diff       kind: words of the older version > words of the newer (- for none), of the article with two versions
"""
import json, os, shutil, subprocess, sys, tempfile

KAWAT = os.environ.get("KAWAT", "build/kawat")

def ask(verb, args, line):
    p = subprocess.run([KAWAT, verb, *args], input=line, text=True, capture_output=True)
    if p.returncode not in (0, 1): return {"error": p.stderr.strip()}
    return json.loads(p.stdout) if p.stdout.strip() else {}

def dash(x): return "-" if x is None or x == "" else str(x)
def who(r): return "-" if not r else r.get("country") or (r.get("name") or r.get("text") or "-").replace(" ", "_")

def reading(r): return " ".join(x for x in (r["parts"], r["upos"], r.get("voice"), r.get("tense")) if x)

def splits_view(text, r, view):
    """One line for each line of the text, whose words are looked up alone."""
    out = []; tokens = [t for s in r.get("sentences", []) for t in s["tokens"]]; raw = text.encode(); at = 0
    for line in text.split("\n"):
        end = at + len(line.encode())
        mine = [t["why"]["readings"] or [{"parts": t["form"], "upos": t["upos"]}] for t in tokens if at <= t["start"] < end]
        out.append(f"{line} = " + (" + " if view == "splits" else " | ").join(reading(m[0]) if view == "splits" else " / ".join(map(reading, m)) for m in mine))
        at = end + 1
    return out

def explain_view(r):
    out = []
    for s in r.get("sentences", []):
        out += [f'{"ends" if e["ends"] else "goes on"}: {e["why"]}' for e in s["why"]["ends"]]
        out += [f'{t["form"]}: {t["why"]["cut"]}' for t in s["tokens"] if t["why"].get("cut")]
    return out

def words_view(r, view):
    out = []
    for s in r.get("sentences", []):
        t = s["tokens"]
        if view == "tokens": out.append(" ".join(x["form"] for x in t))
        elif view == "words": out.append(" ".join("/".join((x["form"], x["upos"], x["lemma"], dash(x.get("voice")))) for x in t))
        else: out.append(" ".join(f'{x["form"]}>{t[x["head"] - 1]["form"] if x.get("head") else 0}:{x.get("deprel")}' for x in t))
    return out

# ---- several articles ----

def articles(text):
    """The articles of a case, as JSON lines want them."""
    out = []
    for line in text.split("\n"):
        if line.startswith("@ "):
            name, *opts = [p.strip().rstrip("]") for p in line[2:].split("[")]
            out.append({"id": name.strip(), "text": "", **dict(o.split("=", 1) for o in opts)})
        elif out: out[-1]["text"] += ("\n" if out[-1]["text"] else "") + line
    return out

def record(case):
    """A record of the case's articles, versions one after the other, and how to ask it."""
    if "ask" in case: return case["ask"]
    case["folder"] = tempfile.mkdtemp()
    db, path, rest = os.path.join(case["folder"], "r.db"), os.path.join(case["folder"], "in.jsonl"), articles(case["text"])
    case["order"] = list(dict.fromkeys(a["id"] for a in rest))
    while rest:
        now = list({a["id"]: a for a in reversed(rest)}.values())           # the first of each id
        with open(path, "w", encoding="utf8") as f: f.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in now)
        subprocess.run([KAWAT, "add", "--quiet", "--record", db, path], check=True)
        rest = [a for a in rest if not any(a is b for b in now)]
    case["ask"] = lambda *words: [json.loads(l) for l in subprocess.run([KAWAT, *words, "--record", db, "--format", "jsonl"], text=True, capture_output=True).stdout.splitlines()]
    return case["ask"]

def together(case, view):
    ask_record = record(case)
    place = case["order"].index
    stories = [(sorted((a["ref"] for a in s["articles"]), key=place), s) for s in ask_record("stories")] if view in ("stories", "origins") else []
    stories.sort(key=lambda s: place(s[0][0]))
    if view == "stories": return [" ".join(refs) for refs, _ in stories]
    if view == "origins": return [str(s["n_origins"]) for _, s in stories]
    if view == "links": return [f'{l["from"]} {l["kind"]} {l["to"]}' for l in sorted(ask_record("links"), key=lambda l: (place(l["from"]), l["kind"] == "credit", l["kind"], l["to"]))]
    if view == "turns": return [f'{x["kind"]}: {dash(x["was"])} > {x["is"]}' for t in ask_record("threads") for x in t["turns"]]
    if view == "conflicts":
        return [f'{c["what"]}: {c["figure_a"]} ({c["says_a"]}), {c["figure_b"]} ({c["says_b"]})' for e in ask_record("events") for c in e.get("conflicts", [])]
    return [f'{c["kind"]}: {dash(c["older"])} > {dash(c["newer"])}'.replace("\n", "\\n") for name in case["order"] for d in ask_record("diff", name) for c in d["changes"]]

def findings(case, view):
    if view in ("links", "stories", "origins", "conflicts", "turns", "diff"): return together(case, view)
    line = json.dumps({"id": "x", "text": case["text"], **case["options"]}, ensure_ascii=False) + "\n"
    if view in ("words", "tokens", "heads"): return words_view(ask("words", ["--format", "jsonl"], line), view)
    if view in ("splits", "readings", "explain"):
        r = ask("words", ["--explain", "--format", "jsonl"], line)
        return explain_view(r) if view == "explain" else splits_view(case["text"], r, view)
    if view == "article":
        r = ask("extract", [], line)
        return [f"{k}: {' | '.join(map(str, v)) if isinstance(v, list) else v}" for k, v in r.items() if v not in (None, [], "")]
    if view == "events":
        return [" ".join((who(e["source"]), e["type"], who(e["target"]), "happened" if e["happened"] else dash(e["reason"]), dash(e["date"])))
                for e in ask("code", [], line).get("events", [])]
    if view == "codes": return [f'{who(e["source"])} {e["cameo"]} {dash(e["deed"])} {who(e["target"])}' for e in ask("code", [], line).get("events", [])]
    if view == "why": return [e["why"] for e in ask("code", [], line).get("events", [])][:1]
    r = ask("mark", [], line)
    if view == "names": return [f'{m["text"]} = {m["kind"]} {dash(m["actor"])} {dash(m["country"])} {dash(m["sector"])}' for m in r.get("mentions", [])]
    if view == "reasons": return [f'{m["text"]}: {m["why"]}' for m in r.get("mentions", [])]
    if view == "dates": return [f'{d["text"]} = {d["iso"]} {d["precision"]}' for d in r.get("dates", [])]
    if view == "places": return [f'{p["text"]} = {p["name"]} {dash(p["country"])} {p["precision"]}' for p in r.get("places", [])]
    if view in ("quotes", "told"): return [" | ".join((q["text"].replace("\n", "\\n"), dash(q["speaker"]), dash(q["cue"]), dash(q["via"]))) for q in r.get(view, [])]
    sys.exit(f"unknown view '{view}'")

def cases(path):
    case, view = None, None
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n")
        if line.startswith("==="):
            name, *opts = [p.strip().rstrip("]") for p in line[3:].split("[")]
            case = {"name": name.strip(), "line": number, "text": "", "want": [], "options": dict(o.split("=", 1) for o in opts)}; view = None
            yield case
        elif case is None: continue
        elif line.startswith("---"): view = line[3:].strip(); case["want"].append((view, []))
        elif view is None: case["text"] += ("\n" if case["text"] else "") + line
        elif line.strip() and not line.startswith("# "): case["want"][-1][1].append(line.strip())

def judge(mode, want, got):
    if want == ["none"]: return got == []
    if mode == "has": return all(w in got for w in want)
    if mode == "not": return not any(w in got for w in want)
    return want == got

def main():
    path = sys.argv[1]; n = 0; failed = 0
    for case in list(cases(path)):
        case["text"] = case["text"].strip("\n")
        for view, want in case["want"]:
            mode, what = (view.split(" ", 1) + [""])[:2] if " " in view else ("all", view)
            got = findings(case, what); n += 1
            good = judge(mode, want, got) and bool(want)
            failed += not good
            print(f"{'ok' if good else 'not ok'} {n} - {path}:{case['line']} {case['name']} ({view})")
            if "--show" in sys.argv: print("\n".join("    " + g for g in got))
            elif not good: print("\n".join(["    want"] + ["      " + w for w in want] + ["    got"] + ["      " + g for g in got]))
        if "folder" in case: shutil.rmtree(case["folder"])
    sys.exit(1 if failed else 0)

main()
