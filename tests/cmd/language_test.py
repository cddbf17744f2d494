#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/adding-a-language.md, done in small: a language is added table by table in a folder given by --world, without building anything, and each
table gives what the page says. The language is Dutch as far as these few rows know it; rows and sentences are our own."""
import json, os, subprocess, sys, tempfile
KAWAT = os.environ.get("KAWAT", "build/kawat"); COUNT = [0, 0]

def check(name, good, got=""):
    COUNT[0] += 1; COUNT[1] += not good
    print(f"{'ok' if good else 'not ok'} {COUNT[0]} - {name}")
    if not good: print("    " + str(got)[:1500])

TABLES = {
    "lang/languages": ["code name_en name_own hyphens names", "nl Dutch Nederlands keep"],
    "nl/functions": ["word upos lemma flags source", "de DET . . own", "in ADP . . own", "van ADP . . own", "dat SCONJ . . own", "niet PART . negative own", "heeft AUX hebben . own"],
    "nl/roots": ["root classes source", "minister N own", "land N own", "steun NV own", "veroordeel V own"],
    "nl/affixes": ["prefix suffix front back before roots upos voice tense shape rank name", "- t . . . V VERB . present . 10 -t", "- de . . . V VERB . past . 10 -de"],
    "nl/irregular": ["form lemma upos voice tense shape source", "zei zeg VERB - past . own"],
    "nl/abbreviations": ["form kind", "dhr. title"],
    "nl/dates": ["form kind value flags", "woensdag weekday 2", "maart month 3"],
    "nl/cues": ["form kind flags note", "zei say"],
    "nl/frames": ["pattern kind with source target both type mode cameo example", "veroordeel verb . subj obj . ACCUSE disapprove 111 ."],
}
TEXT = "De minister van Japan veroordeelde China op woensdag. Dhr. Jansen zei dat het land Kenya niet steunt."

def run(folder, verb, **record):
    p = subprocess.run([KAWAT, verb, "--world", folder], input=json.dumps({"id": "1", "language": "nl", "published": "2025-03-13", **record}) + "\n", text=True, capture_output=True, encoding="utf8")
    if p.returncode: return {"failed": p.stderr.strip()}
    return json.loads(p.stdout)

def write(folder, names):
    for name in names:
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(folder, name + ".tsv"), "w", encoding="utf8") as f:
            for row in TABLES[name]: f.write("\t".join("" if c == "." else c for c in row.split(" ")) + "\n")

def words(folder): return [[(t["form"], t["lemma"], t["upos"]) for t in s["tokens"]] for s in run(folder, "words", text=TEXT).get("sentences", [])]

def main(folder):
    write(folder, ["lang/languages", "nl/functions"])
    w = words(folder); flat = [t for s in w for t in s]
    check("closed classes have their tags", ("De", "de", "DET") in flat and ("van", "van", "ADP") in flat and ("dat", "dat", "SCONJ") in flat, w)
    check("without abbreviations.tsv a short form ends a sentence", len(w) == 3, w)
    write(folder, ["nl/abbreviations"])
    check("with it, it does not", len(words(folder)) == 2, words(folder))
    write(folder, ["nl/roots", "nl/affixes", "nl/irregular"])
    flat = [t for s in words(folder) for t in s]
    check("words are split by rule", ("veroordeelde", "veroordeel", "VERB") in flat and ("steunt", "steun", "VERB") in flat, flat)
    check("odd forms have their lemma", ("zei", "zeg", "VERB") in flat, flat)
    p = subprocess.run([KAWAT, "words", "--explain", "--world", folder], input=TEXT, text=True, capture_output=True)
    check("--explain names the rows", "roots.tsv: veroordeel V" in p.stdout and "there is no tagger" in p.stdout, p.stdout)
    check("an article is known by its words", run(folder, "words", text=TEXT, language=None).get("language") == "nl")
    check("without frames.tsv nothing is coded", run(folder, "code", text=TEXT)["events"] == [])
    write(folder, ["nl/dates", "nl/cues", "nl/frames"])
    e = run(folder, "code", text=TEXT)["events"]
    check("one row of frames.tsv codes its event", [(x["source"]["actor"], x["type"], x["target"]["actor"], x["frame"]) for x in e] == [("JPN", "ACCUSE", "CHN", "nl/frames veroordeel")], e)
    check("dates.tsv gives its day", e and e[0]["date"] == "2025-03-12", e)
    m = run(folder, "mark", text="\"Wij steunen het verdrag met China,\" zei minister Jan Jansen.")
    check("cues.tsv gives quotations their speaker", [(q["cue"], q["speaker"]) for q in m["quotes"]] == [("zei", "Jan Jansen")], m)
    TABLES["nl/affixes"].append("a b c d e f g h i j k l m"); write(folder, ["nl/affixes"])
    failed = run(folder, "words", text=TEXT).get("failed", "")
    check("a row with too many cells is told with its file and line", "affixes.tsv:4" in failed, failed)

with tempfile.TemporaryDirectory() as d: main(d)
sys.exit(1 if COUNT[1] else 0)
