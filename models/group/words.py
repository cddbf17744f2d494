#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes lang/en/frequency.tsv, lang/id/frequency.tsv and lang/id/translations.tsv.

    models/group/words.py DATA        DATA: the folder with ud/ and parallel/ (see ../shared/data/README.md)

frequency: in how many of 10,000 sentences a word stands, and how often it is then written with a capital inside a
sentence, in percent. From the train files of UD_English-EWT, UD_Indonesian-GSD and CSUI (CC BY-SA 4.0) and from
panl-eco.tsv, with own_frequency.txt beside this file for words that news is full of. Words of a single sentence are left out: unknown words count as rare.
translations: Indonesian word, English words that it may be. IBM Model 1 (Brown et al. 1993) in both directions over
panl-eco.tsv, cut to pairs that both directions like, and own_pairs.txt beside this file. panl-int.tsv measures and is
never read here.
"""
import os, re, sys
from collections import Counter, defaultdict

TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*")
ROUNDS, MIN_PAIR, STOP = 8, 3, .06           # EM rounds; least joint sentences; commonest share of sentences translated

def conllu(path):
    words = []
    with open(path, encoding="utf8") as f:
        for line in f:
            if line.startswith("# text ="): yield TOKEN.findall(line[8:])

def parallel(path):
    with open(path, encoding="utf8") as f:
        for line in f:
            _, en, id_ = line.rstrip("\n").split("\t")[:3]
            yield TOKEN.findall(en), TOKEN.findall(id_)

def own_frequency(code):
    """{word: uses in 10,000 sentences} that the treebanks lack, being no news."""
    out = {}
    for line in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "own_frequency.txt"), encoding="utf8"):
        f = line.rstrip("\n").split("\t")
        if len(f) == 3 and f[0] == code:
            for w in f[2].split(): out[w] = max(out.get(w, 0), float(f[1]))
    return out

def frequency(sentences, path, source, news):
    n, seen, up, inside = 0, Counter(), Counter(), Counter()
    for ws in sentences:
        n += 1
        seen.update({w.lower() for w in ws})
        shout = sum(w[0].isupper() for w in ws) > .6 * len(ws)
        for w in ws[1:] if not shout else []:
            inside[w.lower()] += 1
            up[w.lower()] += w[0].isupper()
    with open(path, "w", encoding="utf8") as f:
        f.write("word\tper10k\tcapital\n# Made by models/group/words.py from " + source + "\n")
        for w in sorted(set(seen) | set(news)):
            if (seen[w] < 2 and w not in news) or w[0].isdigit(): continue
            per = max(.1, round(seen[w] * 10000 / n, 1), news.get(w, 0))
            f.write(f"{w}\t{per:g}\t{round(100 * up[w] / inside[w]) if inside[w] else 50 if seen[w] else -1}\n")

def model1(pairs):
    """t(target | source) after EM from uniform."""
    t = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        count, total = defaultdict(float), defaultdict(float)
        for src, dst in pairs:
            src = src + [""]
            for d in dst:
                z = sum(t[s, d] for s in src)
                for s in src:
                    c = t[s, d] / z
                    count[s, d] += c
                    total[s] += c
        t = defaultdict(float, {(s, d): c / total[s] for (s, d), c in count.items() if c / total[s] > 1e-4})
    return t

def own(path):
    out = defaultdict(list)
    for line in open(path, encoding="utf8"):
        if line.startswith("#"): continue
        for part in line.split(";"):
            if "=" in part:
                a, b = part.split("=")
                out[a.strip()] += [w for w in b.split() if w not in out[a.strip()]]
    return out

def translations(pairs, path, hand):
    low = [(sorted({w.lower() for w in i}), sorted({w.lower() for w in e})) for e, i in pairs]
    n, di, de, both = len(low), Counter(), Counter(), Counter()
    for i, e in low: di.update(i); de.update(e)
    ei, ie = model1(low), model1([(e, i) for i, e in low])
    for i, e in low: both.update((a, b) for a in i for b in e if ei.get((a, b), 0) > .08)
    table = defaultdict(list)
    for a, words in hand.items(): table[a] += words
    good = sorted(((ei[a, b] * ie.get((b, a), 0), a, b) for (a, b), c in both.items() if c >= MIN_PAIR), reverse=True)
    for p, a, b in good:
        if p < .02 or ei[a, b] < .12 or di[a] > STOP * n or de[b] > STOP * n or a[0].isdigit() or a == b or len(a) < 3: continue
        if a not in hand and b not in table[a] and len(table[a]) < 3: table[a].append(b)
    with open(path, "w", encoding="utf8") as f:
        f.write("word\tenglish\n# Made by models/group/words.py from panl-eco.tsv (PANL-BPPT) and models/group/own_pairs.txt\n")
        for a in sorted(table): f.write(a + "\t" + " ".join(table[a]) + "\n")
    return len(table)

def main():
    data, here = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
    lang = os.path.join(here, "..", "..", "lang")
    for code in ("en", "id"): os.makedirs(os.path.join(lang, code), exist_ok=True)
    eco = list(parallel(os.path.join(data, "parallel", "panl-eco.tsv")))
    ud = lambda *names: [s for name in names for s in conllu(os.path.join(data, "ud", name + ".conllu"))]
    frequency(ud("en_ewt-train") + [e for e, _ in eco], os.path.join(lang, "en", "frequency.tsv"), "UD_English-EWT train (CC BY-SA 4.0), panl-eco.tsv and models/group/own_frequency.txt", own_frequency("en"))
    frequency(ud("id_gsd-train.v2.0", "id_csui-train") + [i for _, i in eco], os.path.join(lang, "id", "frequency.tsv"),
              "UD_Indonesian-GSD and CSUI train (CC BY-SA 4.0), panl-eco.tsv and models/group/own_frequency.txt", own_frequency("id"))
    print("translations:", translations(eco, os.path.join(lang, "id", "translations.tsv"), own(os.path.join(here, "own_pairs.txt"))))

main()
