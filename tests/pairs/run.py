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
    names      text = kind actor country sector (- for none)
    dates      text = iso precision
    places     text = name country precision
    quotes     words | speaker | cue | via   (- for none)
    told       the same, of what is told after a cue without quotation marks
    events     SOURCE TYPE TARGET happened|planned|denied|... date   (ISO country, else the name with _ for blanks)
    codes      SOURCE CAMEO deed TARGET   (the deed: code of what is asked, promised, refused, threatened; - for none)
    why        the words of `why` of the first event
    article    key: value lines of `extract` (the text is then a whole file: furniture and all)
"""
import json, os, subprocess, sys

KAWAT = os.environ.get("KAWAT", "build/kawat")

def ask(verb, args, line):
    p = subprocess.run([KAWAT, verb, *args], input=line, text=True, capture_output=True)
    if p.returncode not in (0, 1): return {"error": p.stderr.strip()}
    return json.loads(p.stdout) if p.stdout.strip() else {}

def dash(x): return "-" if x is None or x == "" else str(x)
def who(r): return "-" if not r else r.get("country") or (r.get("name") or r.get("text") or "-").replace(" ", "_")

def words_view(r, view):
    out = []
    for s in r.get("sentences", []):
        t = s["tokens"]
        if view == "tokens": out.append(" ".join(x["form"] for x in t))
        elif view == "words": out.append(" ".join("/".join((x["form"], x["upos"], x["lemma"], dash(x.get("voice")))) for x in t))
        else: out.append(" ".join(f'{x["form"]}>{t[x["head"] - 1]["form"] if x.get("head") else 0}:{x.get("deprel")}' for x in t))
    return out

def findings(case, view):
    line = json.dumps({"id": "x", "text": case["text"], **case["options"]}, ensure_ascii=False) + "\n"
    if view in ("words", "tokens", "heads"): return words_view(ask("words", ["--format", "jsonl"], line), view)
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
    sys.exit(1 if failed else 0)

main()
