# SPDX-License-Identifier: MIT
"""Families of dispatches with known truth: for each happening an agency's dispatch, reprints, a rewrite, a translation, a
report of somebody's own, and look-alikes a day, a year or a town away. All text is made here.

    bench/families.py HAPPENINGS [SEED] > articles.jsonl      each line also has "truth": {...}
"""
import datetime, json, random, sys

AGENCIES = [("ANTARA", "id"), ("Reuters", "en"), ("AFP", "en"), ("Xinhua", "en")]
PAPERS = {"id": ["Kompas", "Tempo", "Republika", "Detik", "Okezone", "Liputan6"], "en": ["The Jakarta Post", "The Guardian", "BBC", "CNN", "Al Jazeera"]}
SYLLABLES = "ba ka lo mi ra tu se no pa du wi sa ge ro ma ti ju ne bo ya ki la de so ha".split()
MONTHS = {"id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
          "en": "January February March April May June July August September October November December".split()}
# One kind of happening: sentences in both languages, the same facts in each.
KINDS = [
    ("Banjir di {town}, {dead} orang tewas", "Floods in {town} kill {dead}", [
     ("Banjir bandang melanda {town} pada {day}, menewaskan {dead} orang dan merusak {n} rumah.", "Flash floods hit {town} on {day}, killing {dead} people and damaging {n} houses."),
     ("Bupati {who} mengatakan air naik cepat setelah hujan deras selama {h} jam di hulu Sungai {river}.", "Regent {who} said the water rose fast after {h} hours of heavy rain upstream of the {river} river."),
     ("Sebanyak {m} warga mengungsi ke gedung sekolah di kecamatan {place}.", "Some {m} residents fled to school buildings in the {place} district."),
     ("Tim penyelamat masih mencari dua warga yang hilang di desa {place}.", "Rescue teams are still looking for two residents missing in {place} village."),
     ("\"Kami membutuhkan selimut dan air bersih untuk {m} pengungsi,\" kata {who}.", "\"We need blankets and clean water for {m} displaced people,\" {who} said."),
     ("Jembatan di atas Sungai {river} putus sehingga bantuan harus dibawa dengan perahu.", "The bridge over the {river} river collapsed, so aid has to be carried by boat.")]),
    ("{who} bertemu {other} di {town}", "{who} meets {other} in {town}", [
     ("Menteri Perdagangan {who} bertemu {other} di {town} pada {day} untuk membahas tarif {n} jenis barang.", "Trade Minister {who} met {other} in {town} on {day} to discuss tariffs on {n} kinds of goods."),
     ("Kedua pihak sepakat membentuk kelompok kerja yang bersidang setiap {h} pekan.", "Both sides agreed to form a working group that will sit every {h} weeks."),
     ("{other} menyebut pertemuan di Hotel {place} itu terbuka dan jujur.", "{other} called the meeting at the {place} Hotel open and frank."),
     ("Nilai perdagangan kedua negara mencapai {m} juta dolar tahun lalu.", "Trade between the two countries reached {m} million dollars last year."),
     ("\"Kami tidak menandatangani apa pun hari ini, tetapi jalannya jelas,\" kata {who}.", "\"We signed nothing today, but the way is clear,\" {who} said."),
     ("Rombongan akan mengunjungi pelabuhan {river} sebelum pulang.", "The delegation will visit the port of {river} before going home.")]),
    ("Gempa magnitudo {mag} guncang {town}", "Magnitude {mag} quake shakes {town}", [
     ("Gempa bumi bermagnitudo {mag} mengguncang {town} pada {day} dan melukai {dead} orang.", "An earthquake of magnitude {mag} shook {town} on {day} and injured {dead} people."),
     ("Pusat gempa berada {n} kilometer di selatan pulau {place} pada kedalaman {h} kilometer.", "The epicentre was {n} kilometres south of {place} island at a depth of {h} kilometres."),
     ("Kepala badan bencana {who} mengatakan {m} rumah retak dan sebuah pasar roboh.", "Disaster agency chief {who} said {m} houses were cracked and a market had collapsed."),
     ("Tidak ada peringatan tsunami, tetapi warga pesisir {river} lari ke bukit.", "No tsunami warning was issued, but people on the {river} coast ran to the hills."),
     ("\"Getarannya terasa hampir satu menit, semua orang berteriak,\" kata {other}, pedagang di pasar itu.", "\"It shook for almost a minute, everybody was screaming,\" said {other}, a trader at the market."),
     ("Rumah sakit di kota itu merawat pasien di halaman.", "The town's hospital treated patients in its yard.")]),
    ("Pengadilan {town} vonis {who} {h} tahun", "{town} court jails {who} for {h} years", [
     ("Pengadilan {town} pada {day} menghukum {who}, bekas kepala pelabuhan {river}, {h} tahun penjara karena menerima suap.", "A court in {town} on {day} sentenced {who}, former head of the port of {river}, to {h} years in prison for taking bribes."),
     ("Hakim {other} mengatakan terdakwa menerima {m} juta rupiah dari perusahaan {place} dalam {n} kali pembayaran.", "Judge {other} said the defendant took {m} million rupiah from the company {place} in {n} payments."),
     ("Jaksa sebelumnya menuntut hukuman yang lebih berat.", "Prosecutors had asked for a longer term."),
     ("\"Terdakwa merusak kepercayaan para nelayan,\" kata hakim {other}.", "\"The defendant broke the trust of the fishermen,\" judge {other} said."),
     ("Pengacara {who} menyatakan akan mengajukan banding dalam tujuh hari.", "Lawyers for {who} said they would appeal within seven days."),
     ("Sidang itu dijaga {dead} polisi karena keluarga para nelayan datang dengan truk.", "{dead} police guarded the hearing as families of the fishermen came in trucks.")]),
]
# What a rewriter does with a sentence: own words for the commonest ones.
OWN = {"id": [("mengatakan", "menuturkan"), ("sebanyak", "sekitar"), ("masih", "hingga kini masih"), ("setelah", "usai"), ("bertemu", "menemui"), ("kata", "ujar"), ("pada", "hari")],
       "en": [(" said", " added"), ("Some ", "About "), ("are still", "were still"), ("agreed", "decided"), ("killing", "leaving dead"), ("according to", "as told by")]}

def name(r, n=2): return "".join(r.choice(SYLLABLES) for _ in range(r.randint(n, n + 1))).capitalize()

def facts(r):
    return {"town": name(r, 3), "who": name(r) + " " + name(r, 3), "other": name(r) + " " + name(r, 3), "river": name(r), "place": name(r, 3), "dead": r.randint(3, 60),
            "n": r.randint(61, 900), "m": r.randint(1000, 9900), "h": r.randint(2, 12), "mag": f"{r.randint(5, 7)},{r.randint(0, 9)}"}

def day_words(d, lang):
    return f"{d.day} {MONTHS[lang][d.month - 1]} {d.year}" if lang == "id" else f"{MONTHS[lang][d.month - 1]} {d.day}, {d.year}"

def article(key, story, origin, lang, outlet, when, title, body, credit=None):
    if credit: body = body + [("Sumber: " if lang == "id" else "Source: ") + credit]
    return {"id": key, "title": title, "text": "\n".join(body), "outlet": outlet, "language": lang, "published": when.isoformat() + "+00:00",
            "truth": {"story": story, "origin": origin}}

def told(kind, f, d, lang):
    k = 0 if lang == "id" else 1
    say = lambda s: s.format(**dict(f, day=day_words(d, lang), mag=f["mag"] if lang == "id" else f["mag"].replace(",", ".")))
    return say(kind[k]), [say(p[k]) for p in kind[2]]

def rewritten(r, body, lang):
    out = []
    for s in [body[0]] + r.sample(body[1:], len(body) - 2):
        for a, b in OWN[lang]: s = s.replace(a, b, 1)
        out.append(s)
    return out

def family(r, i, kind, f, when):
    story, made = f"s{i}", []
    agency, lang = r.choice(AGENCIES)
    papers, d = {l: r.sample(p, len(p)) for l, p in PAPERS.items()}, when.date()
    title, body = told(kind, f, d, lang)
    key = lambda what: f"{story}-{what}"
    made.append(article(key("dispatch"), story, agency, lang, agency, when, title, body))
    hours = lambda n: when + datetime.timedelta(minutes=r.randint(30, 60 * n))
    for k in range(r.randint(0, 3)):
        cut = body[:r.randint(4, len(body))]
        made.append(article(key(f"reprint{k}"), story, agency, lang, papers[lang].pop(), hours(8), r.choice([title, title + "!"]), cut, agency))
    if r.random() < .5: made.append(article(key("rewrite"), story, agency, lang, papers[lang].pop(), hours(12), title, rewritten(r, body, lang), agency))
    if r.random() < .4:
        other = "en" if lang == "id" else "id"
        t, b = told(kind, f, d, other)
        made.append(article(key("translation"), story, agency, other, papers[other].pop(), hours(12), t, b, agency))
    return made

def look_alikes(r, i, kind, f, when):
    """The same form: another town, with other people and numbers; or the same people a year later."""
    if r.random() < .5: return family(r, f"{i}b", kind, dict(facts(r)), when)
    g = facts(r)
    return family(r, f"{i}c", kind, dict(g, town=f["town"], river=f["river"]), when + datetime.timedelta(days=365))

def families(n, seed=1):
    r, out = random.Random(seed), []
    for i in range(n):
        kind, f = r.choice(KINDS), facts(r)
        when = datetime.datetime(2025, 1, 1, 6) + datetime.timedelta(minutes=r.randint(0, 200 * 1440))
        out += family(r, i, kind, f, when)
        if r.random() < .3: out += look_alikes(r, i, kind, f, when)
    r.shuffle(out)
    return out

if __name__ == "__main__":
    for a in families(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1): print(json.dumps(a, ensure_ascii=False))
