#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Inputs to articles: kinds of files told by content, containers, field names, what bad and hostile input gets. TAP."""
import atexit, gzip, json, os, resource, shutil, subprocess, tempfile, threading, time, zlib

KAWAT = os.environ.get("KAWAT", "build/kawat")
DIR = tempfile.mkdtemp(); atexit.register(shutil.rmtree, DIR, True)
SENTENCE = "The minister met the delegation on Tuesday and said that the talks would go on until the end of the week."
TEXT = "\n".join([SENTENCE, "Both sides had asked for more time. " + SENTENCE, "No date was given for the next round. " + SENTENCE])
PAGE = ("<!doctype html><html lang=en><head><title>Talks go on | Example Post</title>"
        "<meta property='article:published_time' content='2024-05-13T15:53:00+07:00'></head><body><nav><a href=/>Home</a></nav><article><h1>Talks go on</h1>"
        + "".join(f"<p>{p}</p>" for p in TEXT.split("\n")) + "</article></body></html>")
count = 0

def path(name): return os.path.join(DIR, name)
def put(name, data):
    with open(path(name), "wb") as f: f.write(data if isinstance(data, bytes) else data.encode())
    return path(name)

def run(*args, stdin=b""):
    p = subprocess.run([KAWAT, "extract", "--format", "jsonl", "--jobs", "1", *args], input=stdin if isinstance(stdin, bytes) else stdin.encode(),
                       capture_output=True, cwd=DIR)
    rows = [json.loads(l) for l in p.stdout.decode().split("\n") if l.strip()]
    return rows, p.stderr.decode().strip(), p.returncode

def check(name, good, what=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}")
    if not good: print("   ", what)

def same(name, got, want): check(name, got == want, f"want {want!r}, got {got!r}")

# ---- kinds of files, told by content ----
def tool(*command, data):
    return subprocess.run(command, input=data.encode(), capture_output=True, check=True).stdout

for name, data in (("plain.bin", PAGE), ("gz.txt", gzip.compress(PAGE.encode())), ("two-members", gzip.compress(PAGE[:90].encode()) + gzip.compress(PAGE[90:].encode())),
                   ("zst.txt", tool("zstd", "-c", data=PAGE)), ("br.txt", tool("brotli", "-c", data=PAGE))):
    rows, err, rc = run(put(name, data))
    same(f"a page in {name}", [(r["title"], r["paragraphs"], r["published"]) for r in rows], [("Talks go on", TEXT.split("\n"), "2024-05-13T15:53:00+07:00")])

rows, err, rc = run("-", stdin=TEXT)
same("text on standard input", (rc, [r["text"] for r in rows], rows[0]["path"]), (0, [TEXT], "-"))
rows, err, rc = run(stdin=TEXT)
same("no path is standard input", [r["text"] for r in rows], [TEXT])

os.makedirs(path("folder/b")); put("folder/b/2.txt", TEXT); put("folder/1.html", PAGE); put("folder/.hidden", "no"); put("folder/3.pdf", b"%PDF-1.4 x")
rows, err, rc = run("folder")
same("a folder in the order of names, hidden files left out", [r["path"] for r in rows], ["folder/1.html", "folder/b/2.txt"])
check("what cannot be read in it is told, the rest is done", rc == 3 and "folder/3.pdf: want text, HTML or JSON lines, found a PDF" in err, err)

rows, err, rc = run(put("min.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "content_html": "<p>" + TEXT + "</p>"}, {"id": "2", "content_text": TEXT}]})))
same("a JSON Feed in one line", ([r["ref"] for r in rows], rc), (["1", "2"], 0))

# ---- charsets ----
rows, err, rc = run(put("latin.html", PAGE.replace("<title>", "<meta charset=iso-8859-1><title>").replace("talks", "caf\u00e9 \u201ctalks\u201d").encode("cp1252")))
check("a declared charset", "caf\u00e9 \u201ctalks\u201d would go on" in rows[0]["text"], rows)
rows, err, rc = run(put("wrong.html", PAGE.replace("<title>", "<meta charset=utf-16><title>").replace("talks", "caf\u00e9")))
check("UTF-8 that is declared as something else", "caf\u00e9 would go on" in rows[0]["text"], rows)
rows, err, rc = run(put("utf16.txt", TEXT.encode("utf-16")))
same("UTF-16 with a mark", rows[0]["text"], TEXT)
rows, err, rc = run(put("broken.txt", ("caf\u00e9 \u00e9\u00e9 \u201cx\u201d " * 3 + TEXT).encode() + b" \xff end of the matter."))
check("a broken byte becomes a mark", "\ufffd end" in rows[0]["text"], rows)
rows, err, rc = run(put("soft.txt", "Pre\u00adsi\u200bden\u00a0baru \u2060datang. " + TEXT))
check("invisible characters go, blanks are blanks", rows[0]["text"].startswith("Presiden baru datang."), rows)

# ---- JSON lines, documents, feeds, archives ----
lines = "\n".join([json.dumps({"id": 7, "text": TEXT, "date": "2024-05-13", "source": "Example Post", "lang": "en", "author": "Ann Other", "x": None}),
                   json.dumps({"url": "https://example.com/a", "html": PAGE, "title": None}), "", '{"id": "bad"', json.dumps({"id": "empty"}), json.dumps([1]),
                   json.dumps({"id": "last", "text": TEXT})]) + "\n"
rows, err, rc = run(put("in.jsonl", lines))
same("JSON lines under the names that are accepted", [(r["ref"], r["published"], r["outlet"], r["authors"]) for r in rows],
     [("7", "2024-05-13", "Example Post", ["Ann Other"]), ("https://example.com/a", "2024-05-13T15:53:00+07:00", "Example Post", []), ("last", None, None, [])])
check("each bad line is named", rc == 3 and ":4: want JSON" in err and ':5: want a field "text" or "html"' in err and ":6: want a JSON object" in err, err)
rows, err, rc = run("--map", "text=body,published=day", put("map.jsonl", json.dumps({"body": TEXT, "day": "2024-01-02"})))
same("fields under other names", [(r["published"], r["text"]) for r in rows], [("2024-01-02", TEXT)])
rows, err, rc = run("--map", "text:body", "map.jsonl")
check("a map that is none", rc == 2 and "want pairs like text=body" in err, (rc, err))
rows, err, rc = run("--map", "colour=body", "map.jsonl")
check("a map to a field that articles have not", rc == 2 and "'colour' is no field of an article" in err, (rc, err))
rows, err, rc = run(put("utf.jsonl", b'{"text": "abc \xff def"}\n' + json.dumps({"text": TEXT}).encode()))
check("a line with broken UTF-8 is refused with its byte", len(rows) == 1 and ":1: want UTF-8, found byte 0xff at byte 15" in err, err)

ninjs = {"uri": "urn:x:1", "language": "en", "versioncreated": "2024-05-13T08:53:00Z", "headlines": [{"value": "Talks go on"}],
         "bodies": [{"contenttype": "text/html", "value": PAGE}], "by": "Ann Other"}
rows, err, rc = run(put("ninjs", json.dumps(ninjs, indent=1)))
same("IPTC ninjs", [(r["title"], r["published"], r["authors"]) for r in rows], [("Talks go on", "2024-05-13T08:53:00+00:00", ["Ann Other"])])
ninjs = {"uri": "urn:x:2", "standard": {"name": "ninjs", "version": "3.1"}, "language": "en-GB", "versionCreated": "2024-05-13T08:53:00Z", "headlines": [{"role": "main", "value": "Talks go on"}],
         "infoSources": [{"name": "Example Wire"}], "bodies": [{"role": "main", "contentType": "text/html", "value": PAGE}, {"contentType": "text/plain", "value": "Talks"}], "by": "Ann Other"}
rows, err, rc = run(put("ninjs3", json.dumps(ninjs)))
same("IPTC ninjs 3.1", [(r["title"], r["published"], r["authors"], r["outlet"], r["paragraphs"]) for r in rows], [("Talks go on", "2024-05-13T08:53:00+00:00", ["Ann Other"], "Example Wire", TEXT.split("\n"))])
feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Example Post", "items": [{"id": "1", "url": "https://example.com/1", "content_text": TEXT, "date_published": "2024-05-13T10:00:00Z"}]}
rows, err, rc = run(put("feed.json", json.dumps(feed, indent=1)))
same("JSON Feed", [(r["ref"], r["published"]) for r in rows], [("1", "2024-05-13T10:00:00+00:00")])
rss = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Example Post</title><image><url>https://example.com/i.png</url><title>Example Post</title></image><item><title>Talks go on</title><link>https://example.com/1</link><guid>g1</guid><pubDate>Mon, 13 May 2024 15:53:00 +0700</pubDate>
<dc:creator>Ann Other</dc:creator><content:encoded><![CDATA[{"".join(f"<p>{p}</p>" for p in TEXT.split(chr(10)))}]]></content:encoded></item>
<item><title>Only a link</title><link>https://example.com/2</link></item></channel></rss>"""
rows, err, rc = run(put("rss", rss))
same("RSS", [(r["ref"], r["title"], r["published"], r["authors"], r["outlet"], r["paragraphs"]) for r in rows],
     [("g1", "Talks go on", "2024-05-13T15:53:00+07:00", ["Ann Other"], "Example Post", TEXT.split("\n"))])
check("an item without text is told", "item 2: want an item with text" in err, err)
atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Post</title><entry><title>Talks go on</title><id>a1</id><link href="https://example.com/1"/>
<published>2024-05-13T15:53:00Z</published><author><name>Ann Other</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p></div></content></entry></feed>"""
rows, err, rc = run(put("atom", gzip.compress(atom.encode())))
same("Atom", [(r["ref"], r["url"], r["authors"], r["text"]) for r in rows], [("a1", "https://example.com/1", ["Ann Other"], SENTENCE)])
rows, err, rc = run(put("sitemap", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.com/1</loc></url></urlset>'))
check("a sitemap has only addresses", rc == 3 and "a sitemap lists 1 address and has no articles: --follow fetches them" in err, err)

# Feeds as templates write them: the article's own elements, not those of its picture; addresses beside the site's; what XML does not have.
odd = f"""
<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Example Post</title><link>https://example.com/</link>
<image><title>Logo</title><link>https://example.com/logo</link></image>
<item><media:group><media:content url="a.jpg"><media:title>A picture</media:title><media:description>{SENTENCE}</media:description></media:content></media:group><title>Cafés &amp;amp; bars&nbsp;open <b>late</b> in A&B</title>
<link>/1?a=1&amp;b=2</link><guid isPermaLink="false">https://example.com/not-here</guid><author>desk@example.com (Ann Other)</author><description><![CDATA[<p>{SENTENCE} A & B.</p>]]></description><itunes:summary>Short</itunes:summary></item>
<item><title>Two &#8217;&#1;</title><guid>https://example.com/2</guid><source url="https://other.example/rss">Other Post</source><description>{SENTENCE}</description></item>
</channel></rss>"""
rows, err, rc = run(put("odd.rss", odd.encode("latin1")))
same("RSS: neither its pictures' titles nor a parser's rules", [(r["title"], r["url"], r["ref"], r["authors"], r["outlet"]) for r in rows],
     [("Cafés & bars open late in A&B", "https://example.com/1?a=1&b=2", "https://example.com/not-here", ["Ann Other"], "Example Post"), ("Two ’", "https://example.com/2", "https://example.com/2", [], "Other Post")])
same("... and their text", [r["text"] for r in rows], [SENTENCE + " A & B.", SENTENCE])
none, err, rc = run(put("mostly.rss", '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>' + "&" * 40000 + "</title></item></channel></rss>"))
check("a feed that is mostly no XML is refused", not none and rc == 3 and "want XML, found " in err and " places that are none" in err, (rc, err[:200]))
wide, _, _ = run(put("wide.rss", odd.strip().replace("iso-8859-1", "UTF-16").replace("", "").encode("utf-16")))
same("... in UTF-16", [(r["title"], r["text"]) for r in wide], [(r["title"], r["text"]) for r in rows])
atom = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.com/blog/"><title type="text">Example Post</title><author><name>Ben Third</name></author>
<entry><id>a1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Talks <i>go</i> on</div></title><link rel="self" href="self"/><link rel="alternate" type="application/pdf" href="one.pdf"/><link rel="alternate" type="text/html" href="one"/><link rel="alternate" href="two"/>
<updated>2024-05-13T15:53:00Z</updated><author><name>Ann Other</name></author><contributor><name>An Editor</name></contributor><content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;</content></entry>
<entry><id>a2</id><title type="html">More &amp;amp; more</title><link href="https://example.com/2"/><updated>2024-05-13T15:53:00Z</updated><summary>{SENTENCE}</summary></entry></feed>"""
rows, err, rc = run(put("odd.atom", atom))
same("Atom: the page among the links, authors of the feed, titles with marks", [(r["title"], r["url"], r["authors"], r["outlet"], r["text"]) for r in rows],
     [("Talks go on", "https://example.com/blog/one", ["Ann Other"], "Example Post", SENTENCE), ("More & more", "https://example.com/2", ["Ben Third"], "Example Post", SENTENCE)])
feed = {"version": "https://jsonfeed.org/version/1", "title": "Example Post", "home_page_url": "https://example.com/", "author": {"name": "Ann Other"},
        "items": [{"id": "1", "url": "/one", "summary": SENTENCE}, {"id": "2", "content_text": SENTENCE, "author": {"name": "Ben Third"}}]}
rows, err, rc = run(put("short.json", json.dumps(feed)))
same("JSON Feed: outlet, authors and addresses of the feed, a summary where there is no text", [(r["ref"], r["url"], r["outlet"], r["authors"], r["text"]) for r in rows],
     [("1", "https://example.com/one", "Example Post", ["Ann Other"], SENTENCE), ("2", None, "Example Post", ["Ben Third"], SENTENCE)])
answer_of = {"status": "ok", "data": {"found": 2, "articles": [{"title": "One", "text": SENTENCE}, {"title": "Two", "text": SENTENCE}]}}
for name, data in (("a line", json.dumps(answer_of)), ("several lines", json.dumps(answer_of, indent=1))):
    rows, err, rc = run(put("answer.json", data))
    same(f"what a service answers, with the articles in it, in {name}", [r["title"] for r in rows], ["One", "Two"])
rows, err, rc = run(put("row.json", "\n".join(json.dumps({"title": t, "text": SENTENCE}, indent=1) for t in ("One", "Two", "Three"))))
same("documents one behind the other", [r["title"] for r in rows], ["One", "Two", "Three"])
rows, err, rc = run(put("mixed.json", json.dumps([{"title": "One", "text": SENTENCE}, 3, None, {"title": "Two", "text": SENTENCE}])))
check("a list with other things in it: they are told of once, and what follows is read", [r["title"] for r in rows] == ["One", "Two"] and rc == 3 and err.count("want a JSON object") == 1, (rc, rows, err))
rows, err, rc = run(put("wide.jsonl", "".join(json.dumps({"id": i, "text": SENTENCE}) + "\r\n" for i in "ab").encode("utf-16")))
same("JSON lines in UTF-16", [r["ref"] for r in rows], ["a", "b"])
loose = ['{"id": 1790123456789012345, "score": NaN, "low": -Infinity, "text": %s}', '{"id": 12345678901234567890123, "n": 1e999, "text": %s}', '{"id": "cut \\ud83d", "text": %s}', '{"_id": 1, "id": {"$oid": "5f"}, "published": {"$date": "2024-05-13T08:53:00Z"}, "text": [%s, "NaN 1e999."]}']
rows, err, rc = run(put("loose.jsonl", "\n".join(l % json.dumps(SENTENCE) for l in loose)))
same("JSON as others write it: whole ids, no numbers, half characters, texts in paragraphs", [(r["ref"], r["published"], r["text"]) for r in rows],
     [("1790123456789012345", None, SENTENCE), ("12345678901234567890123", None, SENTENCE), ("cut \ufffd", None, SENTENCE), ("5f", "2024-05-13T08:53:00+00:00", SENTENCE + "\nNaN 1e999.")])
ninjs = {"uri": "urn:x:3", "firstcreated": "2024-05-13T08:00:00Z", "versioncreated": "2024-05-13T09:00:00Z", "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Talks go on"}], "bodies": [{"contenttype": "text/plain", "value": SENTENCE}]}
rows, err, rc = run(put("first.ninjs", json.dumps(ninjs)))
same("ninjs: the main headline, the first version and this one", [(r["ref"], r["url"], r["title"], r["published"], r["modified"]) for r in rows], [("urn:x:3", None, "Talks go on", "2024-05-13T08:00:00+00:00", "2024-05-13T09:00:00+00:00")])

def record(kind, url, body, length=None, extra=""):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-14T00:00:00Z\r\n{extra}Content-Length: {len(body) if length is None else length}\r\n\r\n").encode() + body + b"\r\n\r\n"
def answer(body, head="", status="200 OK"): return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n".encode() + body
chunks = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (PAGE[:100].encode(), PAGE[100:].encode())) + b"0\r\n\r\n"
parts = [record("warcinfo", "", b"software: x\r\n"), record("request", "https://e.x/1", b"GET / HTTP/1.1\r\n\r\n"),
         record("response", "https://e.x/1", answer(PAGE.encode()), extra="Content-Type: application/http; msgtype=response\r\n"),
         record("response", "https://e.x/2", answer(chunks, "Transfer-Encoding: chunked\r\n")),
         record("response", "https://e.x/3", answer(gzip.compress(PAGE.encode()), "Content-Encoding: gzip\r\n")),
         record("response", "https://e.x/4", answer(zlib.compress(PAGE.encode()), "Content-Encoding: deflate\r\n")),
         record("response", "https://e.x/5", answer(PAGE.encode(), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")),      # it is neither
         record("revisit", "https://e.x/1", answer(b"")), record("response", "https://e.x/404", answer(PAGE.encode(), status="404 Not Found")),
         record("response", "https://e.x/6", answer(PAGE.encode()), length=99999),                                                    # a lie
         record("response", "https://e.x/7", answer(PAGE.encode()), length=300),                                                      # another
         record("conversion", "https://e.x/8", TEXT.encode(), extra="Content-Type: text/plain\r\n")]
want = [f"https://e.x/{i}" for i in (1, 2, 3, 4, 5, 6, 7, 8)]
rows, err, rc = run(put("in.warc", b"".join(parts)))
same("WARC: responses and conversions, chunked, compressed, lying lengths", [r["url"] for r in rows], want)
check("their text is whole", all(r["text"] == TEXT for r in rows), [(r["url"], len(r["text"])) for r in rows])
rows, err, rc = run(put("new.warc", b"".join(p.replace(b"WARC/1.0", b"WARC/1.1").replace(b"00:00:00Z", b"00:00:00.123456Z") for p in parts)))
same("WARC 1.1", [r["url"] for r in rows], want)
rows, err, rc = run(put("in.warc.gz", b"".join(gzip.compress(p) for p in parts)))
same("WARC, a gzip member a record", [r["url"] for r in rows], want)
bare = zlib.compressobj(9, zlib.DEFLATED, -15); bare = bare.compress(PAGE.encode()) + bare.flush()
long_page = PAGE.replace("</body>", "".join(f"<p>{i} {SENTENCE}</p>" for i in range(400)) + "</body>").encode()
odd = [record("response", "https://e.x/1", answer(bare, "Content-Encoding: deflate\r\n")), record("response", "https://e.x/2", answer(PAGE.encode(), "Content-Encoding: deflate\r\n")),
       record("response", "https://e.x/3", answer(gzip.compress(zlib.compress(PAGE.encode())), "Content-Encoding: deflate, gzip\r\n")),
       record("response", "https://e.x/4", answer(gzip.compress(long_page)[:-30], "Content-Encoding: gzip\r\n"), extra="WARC-Truncated: length\r\n"),
       record("response", "\r\n https://e.x/5", answer(PAGE.encode()))]
rows, err, rc = run(put("odd.warc", b"".join(odd)))
same("WARC: deflate without zlib's mark, two codings, a packed body that was cut off, a header that goes on in the next line", [(r["url"], r["text"][:20] == TEXT[:20]) for r in rows], [(f"https://e.x/{i}", True) for i in range(1, 6)])
rows, err, rc = run(put("rubbish.warc.gz", gzip.compress(parts[2]) + b"rubbish" + gzip.compress(parts[3])))
check("what stands behind a gzip member and is none is told", len(rows) == 1 and rc == 3 and "want a gzip member or the end after " in err, (rc, err))
rows, err, rc = run(put("padded.warc.gz", gzip.compress(parts[2]) + b"\0" * 512))
check("... but not padding", len(rows) == 1 and rc == 0, (rc, err))
rows, err, rc = run(put("cut.warc.gz", b"".join(gzip.compress(p) for p in parts)[:-40]))
check("a WARC that breaks off gives what there is", len(rows) >= 7 and rc == 3 and "cut off" in err, (len(rows), rc, err))

# ---- errors ----
for name, data, want in (("missing", None, "cannot open: No such file"), ("empty", b"", "found an empty file"), ("blank", b" \n\n", "found an empty file"),
                         ("picture", b"\x89PNG\r\n\x1a\n" + bytes(200), "found a picture (PNG)"), ("random", bytes(range(256)) * 20, "found binary data"),
                         ("furniture", "Advertisement\n\nSHARE\n", "found no text that could be one"), ("cut.gz", gzip.compress(PAGE.encode() * 50)[:-30], "cut off"),
                         ("bad.gz", gzip.compress(os.urandom(3000))[:600] + b"x" * 900, "gzip data")):
    if data is not None: put(name, data)
    rows, err, rc = run(path(name), put("good.txt", TEXT))
    check(f"{name}: said, and the next is read", rc == 3 and len(rows) == 1 and path(name) in err and want in err, (rc, len(rows), err))

# ---- hostile input: each within a few seconds and 200 MB ----
WORDS = "<p>" + SENTENCE + "</p>"
hostile = {
    "nested": "<html><body>" + "<div>" * 20000 + WORDS * 3 + "</div>" * 20000, "unclosed": "<html><body>" + "<b><i>" * 20000 + WORDS * 3,
    "attributes": "<html><body><div " + " ".join(f'a{i}="{i}"' for i in range(20000)) + ">" + WORDS * 3, "tables": "<html><body>" + "<table><tr><td>" * 3000 + WORDS * 3,
    "classes": "<html><body>" + "".join(f'<div class="{"a-b" * 200}{i}">' for i in range(2000)) + WORDS * 3,
    "json": '<html><head><script type="application/ld+json">' + '{"a":[' * 50000 + "</script></head><body>" + WORDS * 3,
    "scripts": "<html><body>" + "<script>" * 50000 + WORDS, "entities": "<html><body><p>" + "&amp;lt;&#x41;&notit;" * 100000, "open": "<html>" + "<" * 1000000,
    "word": "<html><body><p>" + "x" * 3000000, "deep.jsonl": '{"id":1,"text":' + "[" * 100000 + "]" * 100000 + "}\n",
    "laughs": '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY b{i} "{("&b%d;" % (i - 1) if i else "&a;") * 10}">' for i in range(10)) + ']><rss><channel><item><title>x</title><description>&b9;</description></item></channel></rss>',
    "outside": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>x</title><description>' + SENTENCE + ' &x;</description></item></channel></rss>',
    "ampersands": "<rss><channel><item><title>" + "&" * 20000000, "open comments": "<rss><channel><item><title>" + "<!--" * 2000000, "open CDATA": "<rss><channel><item><title>" + "<![CDATA[" * 500000,
    "no number.jsonl": '{"text":"x","y":' + "NaN" * 1000000 + "}", "halves.jsonl": '{"text":"' + "\\ud800" * 500000 + '","x":NaN}',
    "header.warc": "WARC/1.0\r\nWARC-Type: response\r\nX: " + "y" * 3000000,
}
for name, data in hostile.items():
    start = time.time()
    p = subprocess.run([KAWAT, "extract", "--jobs", "1", put(name, data)], capture_output=True, timeout=60)
    check(f"hostile: {name}", p.returncode in (0, 3) and time.time() - start < 10 and b"root:" not in p.stdout, (p.returncode, time.time() - start, p.stderr[:200]))
# The page's text stands before or behind what would take a parser the square of its length; it is read all the same.
M = 1 << 20
def times(piece, size=M): return piece * (size // len(piece))
for name, before, behind in (("an open script", "", "<script>" + times("if (a < b) '</p>';\n")), ("many open scripts", "", times("<script>x</scrip>")), ("an open style sheet", "", "<style>" + times("a > b {}\n")),
                             ("an open field", "", "<textarea>" + times("a </b>\n")), ("an open list of choices", "", "<select>" + times("a<br>", M // 4)), ("open comments", "", times("<!-- - --")),
                             ("one attribute many times", "", times("<p " + " ".join(f"id=x{i}" for i in range(60)) + ">")), ("stray end tags", "", times("a </b>")),
                             ("text between cells", "", "<table>" + times("a<tr>")), ("cells outside tables", "", times("a<td>")), ("many bodies", "", times("a<body>")), ("many DOCTYPEs", "", times("a<!doctype html>")),
                             ("letter styles", "", "".join(f"<b id=a{i}>" for i in range(20000)) + times("<p>a", M // 4)), ("links around blocks", "", times("<a><div>")), ("names in one word", "", "<p>" + times("&ampx&#x41")),
                             ("a drawing that is open", "", times("<svg>", M // 4)), ("deep and late", times("<div>"), ""), ("comments before", times("<!-- > -->"), ""), ("a script before", "<script>" + times("'<p>' < ") + "</script>", "")):
    rows, err, rc = run(put("page", f"<html><head><title>Talks go on</title></head><body>{before}{WORDS * 3}{behind}"))
    check(f"a page with {name} keeps its text", rc == 0 and rows and SENTENCE in rows[0]["text"], (rc, err))
rows, err, rc = run(put("page", "<html><body>" + WORDS + "<p>" * 600000))
check("too many elements are refused before they are parsed", rc == 3 and "want at most 250000 elements in a page, found 600003" in err, err)

rows, err, rc = run(put("lines.txt", "a\n" * 200001))
check("too many lines are no article", rc == 3 and "want an article of at most 100000 lines or paragraphs, found more" in err, err)
rows, err, rc = run(put("values.json", '{"version":"https://jsonfeed.org/version/1.1","items":[' + '{"id":"1"},' * 300000 + "{}]}"))
check("too many values in one JSON text are refused before they are read", rc == 3 and "want at most 500000 values in a JSON text, found 600" in err, err)
one = lambda i: json.dumps({"id": i, "text": "Kami pergi.", "tags": list(range(20))})
rows, err, rc = run("--quiet", put("list.json", "[" + ",\n".join(map(one, range(30000))) + "]"))
check("a list of articles is as long as it likes", rc == 0 and len(rows) == 30000 and [r["ref"] for r in rows[-2:]] == ["29998", "29999"], (rc, len(rows), err[-300:]))
rows, err, rc = run(put("cut.json", "[" + ", ".join(map(one, range(3))) + ', {"id": 3, "te'))
check("of a list that is cut off the whole articles are read", rc == 3 and len(rows) == 3 and err.count("\n") == 0 and "cut.json: want JSON, found a mistake at byte" in err, (rc, rows, err))
rows, err, rc = run(put("numbers.json", '[{"text": "Kami pergi."}, 2, 3]'))
check("of a list of other things it is told once", rc == 3 and len(rows) == 1 and err.count("want a JSON object") == 1, (rc, rows, err))
rows, err, rc = run(put("ld.html", PAGE.replace("<nav>", '<script type="application/ld+json">[' + '{"@type":"X"},' * 60000 + '{"@type":"NewsArticle","headline":"Other"}]</script><nav>')))
check("JSON-LD of very many values is left, the page is read", [r["title"] for r in rows] == ["Talks go on"], (rows, err))
empty = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
last = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(b"1\r\n%c\r\n" % c for c in PAGE.encode()) + b"0\r\n\r\n"
rows, err, rc = run(put("tiny.warc", empty * 20000 + b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(last) + last))
check("an article behind very many empty records, in chunks of one byte", [(r["title"], r["path"][-6:]) for r in rows] == [("Talks go on", "#20001")], (rows, err))
rows, err, rc = run(put("status.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 12\r\n\r\nHTTP/1.1 200"))
check("a response that ends in its status", rows == [] and "runtime error" not in err and "Sanitizer" not in err, err)
bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
block = bytes(1 << 20).replace(b"\0", b"a")
rows, err, rc = run(put("bomb.gz", b"".join(bomb.compress(block) for _ in range(256)) + bomb.flush()))
check("hostile: a gzip bomb", rc == 3 and "decompresses to more than 400 times its size" in err, err)
rows, err, rc = run(put("long.jsonl", b'{"id":1,"text":"' + b"a " * (35 << 20) + b'"}\n' + json.dumps({"id": 2, "text": TEXT}).encode()))
check("hostile: a line without end is skipped", [r["ref"] for r in rows] == ["2"] and "want lines of at most 64 MiB" in err, err)
check("and none of it took 600 MB", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 600000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)

# ---- the confined child gives what the process itself gives ----
rows, err, rc = run("folder/1.html"); trusted, err2, rc2 = run("--trusted", "folder/1.html")
same("confined and trusted agree", rows, trusted)

# ---- what reads pages may die: it costs the page at hand, and the next has another ----
def below(pid):
    found = []
    for x in filter(str.isdigit, os.listdir("/proc")):
        try:
            if int(open(f"/proc/{x}/stat").read().rsplit(")", 1)[1].split()[1]) == pid: found.append(int(x))
        except OSError: pass
    return found
def state(pid):
    """R, S, ...; Z for one that is dead and not buried, too."""
    try: return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0]
    except OSError: return "Z"
def wait_for(what, seconds=60):
    """What `what` gives once it gives something, or None when the time is over: no test is quick because the machine is."""
    end = time.time() + seconds
    while time.time() < end:
        found = what()
        if found: return found
        time.sleep(.02)
def readers_of(p, which):
    """Living children of the first or second of the processes that fork readers: the first reads archives, the second pages."""
    nurses = sorted(below(p.pid))
    return [pid for pid in below(nurses[which]) if state(pid) != "Z"] if len(nurses) == 2 else []
def all_wait(pids, times=25):
    """Do all of them sleep, so many times in a row? Then they wait for somebody."""
    for _ in range(times):
        if any(state(pid) != "S" for pid in pids): return False
        time.sleep(.02)
    return True
line = lambda i: (json.dumps({"id": i, "html": PAGE + " " * 70000}) + "\n").encode()      # more than is looked at to tell the kind
p = subprocess.Popen([KAWAT, "extract", "--jobs", "1", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
p.stdin.write(line("one")); p.stdin.flush()
readers = wait_for(lambda: readers_of(p, 1)) or []; nurses = sorted(below(p.pid))
wait_for(lambda: all_wait([p.pid, *readers]))                           # the first page is read
for pid in readers: os.kill(pid, 9)
wait_for(lambda: all(state(pid) == "Z" for pid in readers))
p.stdin.write(line("two")); p.stdin.flush(); wait_for(lambda: all_wait([p.pid])); p.stdin.write(line("three")); p.stdin.close()
out, err = p.stdout.read().decode(), p.stderr.read().decode(); rc = p.wait()
refs = [json.loads(l)["ref"] for l in out.splitlines()]
check("a reader that dies costs one page", rc == 3 and refs == ["one", "three"] and "the process that read it died" in err, (rc, refs, err))
check("none of them stays behind", not any(os.path.exists(f"/proc/{pid}") for pid in nurses), nurses)

# ---- what reads an archive may die: another goes on behind the record at hand ----
def record(i):
    body = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.replace("Talks go on", f"Talks go on, day {i}")).encode()
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{i}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"
N, KILLS = 3000, 4
for name, data in (("dies.warc.gz", b"".join(gzip.compress(record(i), 1) for i in range(N))), ("dies.jsonl.gz", gzip.compress("".join(json.dumps({"id": f"http://a.example/{i}", "html": PAGE}) + "\n" for i in range(N)).encode(), 1))):
    p = subprocess.Popen([KAWAT, "extract", "--jobs", "1", put(name, data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    got, told, killed = [], [], 0
    telling = threading.Thread(target=lambda: told.extend(p.stderr.read().decode().splitlines())); telling.start()
    for _ in range(KILLS):                                              # the answers are taken in parts, and the program waits for whoever takes them: it cannot be done before
        got += [p.stdout.readline() for _ in range(N // 10)]
        for pid in (wait_for(lambda: readers_of(p, 0)) or [])[:1]: os.kill(pid, 9); killed += 1
        wait_for(lambda: pid not in readers_of(p, 0))
    got += p.stdout.readlines(); rc = p.wait(); telling.join()
    refs = [json.loads(l)["ref"] for l in got]; bad = [l for l in told if "the process that read it died" in l]
    check(f"{name}: its readers are killed often, and each costs one record at most", killed == KILLS and len(set(refs)) == len(refs) and len(refs) + len(bad) == N and len(bad) <= killed
          and refs == sorted(refs, key=lambda r: int(r.rsplit("/", 1)[1])) and all(f"{name}#" in l for l in bad), (killed, len(refs), bad[:3], told[-3:], rc))
