#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`kawat why` of an article tells which node, rule or field gave body, title, dates, byline and each credit. Own pages. TAP."""
import json, os, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cmd"))
from tap import DIR, KAWAT, check, done

def why(name, page):
    file, record = os.path.join(DIR, name), os.path.join(DIR, name + ".db")
    with open(file, "w", encoding="utf8") as f: f.write(page)
    subprocess.run([KAWAT, "add", "--quiet", "--record", record, file], check=True, capture_output=True)
    out = subprocess.run([KAWAT, "why", "a1", "--record", record, "--format", "jsonl"], capture_output=True, text=True, check=True).stdout
    told = {}
    for w in json.loads(out.split("\n")[0])["why"]: told.setdefault(w["what"], []).append((w.get("words"), w.get("rule")))
    return told

PARAGRAPHS = ("<p><b>Jakarta</b> - Dua menteri bertemu di Jakarta, Senin (13/5/2024), dan sepakat membuka lagi pelabuhan lama untuk kapal barang.</p>"
              "<p>Pelabuhan itu ditutup sejak banjir besar, seperti dilansir <a href=x>AFP</a>. Pemerintah berjanji memperbaiki dermaga sebelum akhir tahun.</p>")
told = why("full.html", f"""<html lang="id"><head><meta property="og:site_name" content="Kabar Contoh"><meta name="author" content="Rina Hapsari">
<meta property="article:modified_time" content="2024-05-14T08:00:00+07:00"><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Pelabuhan Lama Dibuka Lagi",
"datePublished":"2024-05-13T15:53:00+07:00"}}</script></head><body><main><h1>Pelabuhan Lama Dibuka Lagi</h1><div class="detail-text">{PARAGRAPHS}
<p>Baca juga: Kapal lain tiba</p><p>Editor: Bagus Wirawan</p><p>Sumber: Antara, Yonhap</p></div></main></body></html>""")
check("body: the node", told.get("body") == [("body > main > div.detail-text", "structure and names")], told)
check("title: the field", told.get("title") == [("Pelabuhan Lama Dibuka Lagi", "json-ld")], told)
check("published: the field, and how sure", ("2024-05-13T15:53:00+07:00", "json-ld, certainty 0.97") in told["published"], told)
check("modified: the field", told.get("modified") == [("2024-05-14T08:00:00+07:00", "article:modified_time")], told)
check("author: the field", told.get("author") == [("Rina Hapsari", "author")], told)
check("editor: the label", told.get("editor") == [("Bagus Wirawan", "label")], told)
check("dateline: the words", told.get("dateline", [("",)])[0][0].startswith("Jakarta"), told)
check("each credit: its words and its rule", any(w.endswith("seperti dilansir AFP") and r == "strong" for w, r in told["credit"]) and ("Sumber: Antara, Yonhap", "source line") in told["credit"], told)
check("what was left out, and why", ("Baca juga: Kapal lain tiba", "link") in told["left out"], told)

told = why("bare.html", "<html><body><h1>Harbour opens again</h1><p>By Ann Other</p><p>12 July 2020</p><article><p>The old harbour was opened again on Sunday, four years after the flood that had filled it with sand and timber.</p>"
           "<p>Ferries are to call twice a day. The mayor thanked the divers, who had worked through two winters without a holiday.</p></article></body></html>")
check("a date that was only printed says so", any(w == "2020-07-12" and r.startswith("text") for w, r in told["published"]), told)
check("a byline says so", told.get("author") == [("Ann Other", "byline")], told)

told = why("note.txt", "Kapal Tiba di Pelabuhan\n\nKapal pembawa bantuan tiba di pelabuhan pada Senin pagi setelah berlayar sembilan hari dari negara tetangga.\n\nBeras dan tenda dibongkar sore itu juga oleh tentara bersama relawan.\n")
check("a plain text: its lines", told.get("body") == [("the lines that are no furniture", "text")] and told.get("title") == [("Kapal Tiba di Pelabuhan", "text")], told)

long = " ".join(["The delegations met again on Tuesday in the old town hall, where they had parted in anger a month before, and neither side said what had changed."] * 5)
told = why("data.html", f'<html><head><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Talks resume","articleBody":"{long}"}}</script></head><body><div id=app>Please enable JavaScript.</div></body></html>')
check("a text from the page's data", told.get("body") == [("articleBody", "json-ld")], told)

told = why("state.html", f"""<html lang="id"><head><title>Pelabuhan Lama Dibuka Lagi</title></head><body><h1>Pelabuhan Lama Dibuka Lagi</h1><article>{PARAGRAPHS}</article>
<script>window.__STATE__ = {{"page":{{"article":{{"title":"Pelabuhan Lama Dibuka Lagi","publishedAt":"2024-05-13T15:53:00+07:00","updatedAt":"2024-05-14T08:00:00+07:00","penulis":{{"name":"Rina Hapsari"}},"id":77,
"tags":["pelabuhan","dermaga","kapal barang","pemerintah","banjir"]}}}}}}</script></body></html>""")
check("a day from inline JSON", ("2024-05-13T15:53:00+07:00", "inline JSON, certainty 0.85") in told.get("published", []), told)
check("... with the change and the writer", told.get("modified") == [("2024-05-14T08:00:00+07:00", "inline JSON")] and told.get("author") == [("Rina Hapsari", "inline JSON")], told)

told = why("zone.html", f"""<html lang="id"><head><meta property="article:published_time" content="2024-05-12T17:00:00Z"></head><body><h1>Pelabuhan Lama Dibuka Lagi</h1><article>{PARAGRAPHS}</article></body></html>""")
check("a moment in UTC that was told in the page's own time", ("2024-05-13T00:00:00+07:00", "meta (in the page's own time), certainty 0.95") in told.get("published", []), told)

told = why("part.html", f"""<html><head><link rel="canonical" href="https://kabar.example/pelabuhan"></head><body><h1>Pelabuhan Lama Dibuka Lagi</h1><article>{PARAGRAPHS}
<div class="paging"><b>1</b> <a href="/pelabuhan?page=2">2</a></div></article></body></html>""")
check("a part of a split text", told.get("part") == [("part 1 of 2; next https://kabar.example/pelabuhan?page=2", "links")], told)
done()
