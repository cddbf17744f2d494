#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figures of the cards lang/XX/MODELS.md, from the models that lie beside them:

    models/card.py [XX...]              prints them
    models/card.py --update [XX...]     writes them into the cards, between the lines that name this command
    models/card.py --check [XX...]      are the models the ones that the card's figures are of? Measures nothing; 1 if not

Measures with bench/quality/ud (KAWAT, SHARED as there); how many own sentences there are is counted. A card's figures name the models by checksum."""
import os, re, subprocess, sys, zlib

HOUSE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FIRST, LAST = "<!-- figures: models/card.py --update -->", "<!-- end of figures -->"
MEASURED = ("tags.model", "heads.model", "ends.model")


def path(*parts): return os.path.join(HOUSE, *parts)


def checksums(lang):
    """`tags.model` 1a2b3c4d, ...: the models that the figures depend on."""
    out = []
    for name in MEASURED:
        if not os.path.exists(path("lang", lang, name)): continue
        with open(path("lang", lang, name), "rb") as f: out.append(f"`{name}` {zlib.crc32(f.read()):08x}")
    return ", ".join(out)


def own_sentences(lang):
    with open(path("models", f"own-{lang}.conllu"), encoding="utf8") as f: return sum(line.startswith("# text") for line in f)


def peers():
    with open(path("bench", "quality", "ud_peer.tsv"), encoding="utf8") as f: return [line.split("\t")[0] for line in f if line[0] != "#"][1:]


def figures(lang):
    """The block of the card, without the lines around it."""
    names = [name for name in peers() if name.startswith(lang + "_")]
    p = subprocess.run([sys.executable, path("bench", "quality", "ud"), *names], text=True, capture_output=True, encoding="utf8", cwd=HOUSE)
    if p.returncode or p.stdout.startswith("skipped"): sys.exit("models/card.py: bench/quality/ud gave no figures: " + (p.stderr or p.stdout).strip())
    value, relations = {}, {}
    for line in p.stdout.split("\n"):
        cell = line.split("\t")
        if len(cell) > 2: value[cell[0], cell[1]] = cell[2]
        elif len(cell) == 2: relations[cell[0]] = cell[1].replace("F1 by relation: ", "")
    columns = ["tokens", "sentences", "words", "upos", "uas", "las"]
    rows = ["| " + " | ".join([name] + [value[name, c] for c in columns]) + " |" for name in names]
    return "\n".join([f"Of {checksums(lang)} (CRC-32), trained with {own_sentences(lang)} own sentences. From raw text, by the measure of CoNLL 2018 (`bench/quality/ud`); test files were used for",
                      "nothing else.", "", "| set | tokens | sentences | words | UPOS | UAS | LAS |", "|---|---|---|---|---|---|---|", *rows, "",
                      "F1 of relations, head and relation right:", "", *[f"- {name}: {relations[name]}" for name in names]])


def card(lang):
    """(before, block, after) of the card; the lines around the block stay with its neighbours."""
    with open(path("lang", lang, "MODELS.md"), encoding="utf8") as f: text = f.read()
    m = re.fullmatch(rf"(.*{re.escape(FIRST)}\n)(.*)(\n{re.escape(LAST)}.*)", text, re.S)
    if not m: sys.exit(f"lang/{lang}/MODELS.md: want the lines '{FIRST}' and '{LAST}' around its figures")
    return m.groups()


def main():
    options = [a for a in sys.argv[1:] if a.startswith("-")]
    langs = [a for a in sys.argv[1:] if not a.startswith("-")] or sorted(n for n in os.listdir(path("lang")) if os.path.exists(path("lang", n, "MODELS.md")))
    stale = 0
    for lang in langs:
        before, block, after = card(lang)
        if "--check" in options:
            if checksums(lang) in block: continue
            print(f"lang/{lang}/MODELS.md: its figures are not those of {checksums(lang)}: models/card.py --update {lang}"); stale = 1
        elif "--update" in options:
            with open(path("lang", lang, "MODELS.md"), "w", encoding="utf8") as f: f.write(before + figures(lang) + after)
        else: print(f"{lang}\n{figures(lang)}\n")
    sys.exit(stale)


main()
