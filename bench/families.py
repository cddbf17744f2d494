# SPDX-License-Identifier: MIT
"""Families of dispatches with known truth: for each happening an agency's dispatch with its reprints (cut, retitled, words changed,
paragraphs moved), rewrites, translations, a paragraph of it inside somebody's own report, an independent report with other words and
sometimes other figures, a corrected version; beside them look-alikes a day, a week, a year or a town away, and round-ups. All text is
made of bench/families.txt.

    bench/families.py HAPPENINGS [SEED] > articles.jsonl      each line also has "truth": {"story", "origins"}
"""
import datetime, json, os, random, re, sys

AGENCIES = [("ANTARA", "id"), ("Reuters", "en"), ("AFP", "en"), ("Xinhua", "en")]
PAPERS = {"id": ["Kompas", "Tempo", "Republika", "Detik", "Okezone", "Liputan6", "Suara Merdeka", "Jawa Pos"],
          "en": ["The Jakarta Post", "The Guardian", "BBC", "CNN", "Al Jazeera", "The Straits Times", "Bangkok Post", "The Age"]}
SYLLABLES = "ba ka lo mi ra tu se no pa du wi sa ge ro ma ti ju ne bo ya ki la de so ha".split()
MONTHS = {"id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
          "en": "January February March April May June July August September October November December".split()}
DAYS = {"id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(), "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()}
# How an article says whose it is: a line of its own, or a clause put to a sentence.
LINES = {"id": ["Sumber: {}", "({})", "Laporan {}", "Dilansir dari {}."], "en": ["Source: {}", "({})", "Reporting by {}", "Agencies/{}"]}
CLAUSES = {"id": [", lapor {}.", ", demikian dilaporkan {}.", ", seperti dikutip dari {}."], "en": [", {} reported.", ", according to {}.", ", {} says."]}
# What a rewriter does with a sentence: own words for the commonest ones.
OWN = {"id": [("mengatakan", "menuturkan"), ("Sebanyak", "Sekitar"), ("masih", "hingga kini masih"), ("setelah", "usai"), ("bertemu", "menemui"), (" kata ", " ujar "),
              ("pada ", ""), ("sebelumnya", "semula"), ("menyatakan", "menegaskan"), ("karena", "lantaran"), ("warga", "penduduk"), ("ketika", "saat"), ("tewas", "meninggal")],
       "en": [(" said", " added"), ("Some ", "About "), ("are still", "were still"), ("agreed", "decided"), ("killing", "leaving dead"), ("would", "will"), ("residents", "people"),
              ("had asked", "asked"), (" as ", " because "), ("called", "described"), ("people", "persons"), ("were", "have been")]}
ROUNDUP = {"id": "Berita terpopuler: {} hingga {}", "en": "Morning briefing: {} and {}"}

def kinds(path):
    out, kind = [], None
    for line in open(path, encoding="utf8"):
        f = line.rstrip("\n").split("\t")
        if line.startswith("=="): kind = {"A": [], "B": []}; out.append(kind)
        elif kind and len(f) == 3: kind[f[0]].append((f[1], f[2]))
    return out

KINDS = kinds(os.path.join(os.path.dirname(os.path.abspath(__file__)), "families.txt"))

def name(r, n=2): return "".join(r.choice(SYLLABLES) for _ in range(r.randint(n, n + 1))).capitalize()

def facts(r):
    return {"town": name(r, 3), "who": name(r) + " " + name(r, 3), "other": name(r) + " " + name(r, 3), "river": name(r), "place": name(r, 3), "dead": r.randint(3, 60),
            "n": r.randint(61, 900), "m": r.randint(1000, 9900), "h": r.randint(2, 12), "mag": f"{r.randint(5, 7)},{r.randint(0, 9)}"}

def day_words(r, d, lang):
    month, week = MONTHS[lang][d.month - 1], DAYS[lang][d.weekday()]
    full = f"{d.day} {month} {d.year}" if lang == "id" else f"{month} {d.day}, {d.year}"
    return r.choice([full, week, f"{week} ({d.day}/{d.month}/{d.year})" if lang == "id" else f"{week}, {full}"])

def told(r, kind, telling, f, d, lang):
    """Title and sentences of a telling. The day is written in one way for all of it."""
    k, day = (0 if lang == "id" else 1), day_words(r, d, lang)
    say = lambda s: s.format(**dict(f, day=day, mag=f["mag"] if lang == "id" else f["mag"].replace(",", ".")))
    lines = [say(p[k]) for p in kind[telling]]
    return lines[0], lines[1:]

class Maker:
    def __init__(self, r): self.r, self.out = r, []

    def put(self, story, what, origins, lang, outlet, when, title, body):
        self.out.append({"id": f"{story}-{what}", "title": title, "text": "\n".join(body), "outlet": outlet, "language": lang, "published": when.isoformat() + "+00:00",
                         "truth": {"story": story, "origins": sorted(origins)}})

    def credited(self, body, lang, agency):
        if self.r.random() < .6: return body + [self.r.choice(LINES[lang]).format(agency)]
        return [body[0].rstrip(".") + self.r.choice(CLAUSES[lang]).format(agency)] + body[1:]

    def copied(self, body):
        """What a desk does to a dispatch that it prints."""
        how = self.r.choice(["whole", "cut", "words", "moved"])
        if how == "cut": return body[:self.r.randint((len(body) + 1) // 2, len(body))]
        if how == "words": return [" ".join(w for w in s.split() if self.r.random() > .06) for s in body]
        if how == "moved": return body[:1] + self.r.sample(body[1:], len(body) - 1)
        return body

    def rewritten(self, body, lang):
        out = []
        for s in [body[0]] + self.r.sample(body[1:], len(body) - 2):
            for a, b in OWN[lang]: s = s.replace(a, b, 1)
            out.append(s[0].upper() + s[1:])
        return out

    def family(self, story, kind, f, when):
        r = self.r
        agency, lang = r.choice(AGENCIES)
        other, d = "en" if lang == "id" else "id", when.date()
        papers = {l: r.sample(p, len(p)) for l, p in PAPERS.items()}
        later = lambda hours: when + datetime.timedelta(minutes=r.randint(30, 60 * hours))
        title, body = told(r, kind, "A", f, d, lang)
        self.put(story, "dispatch", {agency}, lang, agency, when, title, body)
        for k in range(r.randint(0, 3)):
            copy = self.copied(body)
            self.put(story, f"reprint{k}", {agency}, lang, papers[lang].pop(), later(8), r.choice([title, title.upper(), title + "!"]),
                     self.credited(copy, lang, agency) if r.random() < .8 else copy)
        if r.random() < .5: self.put(story, "rewrite", {agency}, lang, papers[lang].pop(), later(12), title, self.credited(self.rewritten(body, lang), lang, agency))
        if r.random() < .4:
            t, b = told(r, kind, "A", f, d, other)
            self.put(story, "translation", {agency}, other, papers[other].pop(), later(12), t, self.credited(b, other, agency))
        whose = r.random()                      # its other telling is one desk's: beside a paragraph of the agency's, or alone
        if whose < .25:
            t, b = told(r, kind, "B", f, d, lang)
            self.put(story, "embedded", {agency}, lang, papers[lang].pop(), later(14), t, b[:4] + self.credited(body[:3], lang, agency))
        elif whose < .6:
            g = dict(f, dead=f["dead"] + r.choice([0, 2, 5]))
            t, b = told(r, kind, "B", g, d, lang)
            outlet = papers[lang].pop()
            self.put(story, "own", {f"{story}-own"}, lang, outlet, later(14), t, b)
        if r.random() < .2:
            t, b = told(r, kind, "A", dict(f, dead=f["dead"] + 2), d, lang)
            self.put(story, "update", {agency}, lang, agency, later(6), t, b[:5])
        return agency

    def look_alike(self, i, kind, f, when):
        """The same form: another town on that day; or the same place, with other people and figures, some time later."""
        g, r = facts(self.r), self.r
        days = r.choice([0, 1, 7, 365])
        if days: g = dict(g, town=f["town"], river=f["river"])
        self.family(f"{i}look{days}", kind, g, when + datetime.timedelta(days=days))

    def roundup(self, i, told_now, when):
        r, lang = self.r, self.r.choice(["id", "en"])
        parts = [told(r, kind, "A", f, w.date(), lang) for kind, f, w in told_now]
        title = ROUNDUP[lang].format(parts[0][0], parts[-1][0])
        self.put(f"r{i}", "roundup", {f"r{i}-roundup"}, lang, r.choice(PAPERS[lang]), when + datetime.timedelta(hours=15), title, [p[1][0] for p in parts])

def families(n, seed=1):
    r = random.Random(seed)
    m, all_told = Maker(r), []
    for i in range(n):
        kind, f = r.choice(KINDS), facts(r)
        when = datetime.datetime(2025, 1, 1, 6) + datetime.timedelta(minutes=r.randint(0, 200 * 1440))
        m.family(f"s{i}", kind, f, when)
        if r.random() < .3: m.look_alike(f"s{i}", kind, f, when)
        all_told.append((kind, f, when))
    all_told.sort(key=lambda t: t[2])
    for i in range(4, n, 12): m.roundup(i, all_told[i - 4:i], all_told[i - 1][2])
    r.shuffle(m.out)
    return m.out

if __name__ == "__main__":
    for a in families(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1): print(json.dumps(a, ensure_ascii=False))
