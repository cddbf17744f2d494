#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Addresses: fetched from a server on this machine, politely; private ones refused unless allowed."""
import gzip, http.server, json, os, subprocess, sys, tempfile, threading

KAWAT = os.environ.get("KAWAT", "build/kawat"); n = failed = 0; asked = []; lists = {}
SENTENCE = "Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Indonesia di Jakarta pada Kamis untuk membahas keamanan laut di kawasan itu. "
PAGE = f"<!DOCTYPE html><html lang=id><head><meta charset=utf-8><title>Dua menteri bertemu</title></head><body><article><h1>Dua menteri bertemu</h1><p>{SENTENCE * 2}</p><p>{SENTENCE}</p></article></body></html>"

class Site(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_): pass
    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for k, v in headers.items(): self.send_header(k.replace("_", "-"), v)
        self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_GET(self):
        asked.append((self.path, self.headers.get("User-Agent", "")))
        page = PAGE.encode()
        if self.path == "/robots.txt": self.answer(200, b"User-agent: *\nDisallow: /closed\n")
        elif self.path == "/page": self.answer(200, page, Content_Type="text/html; charset=utf-8")
        elif self.path == "/packed": self.answer(200, gzip.compress(page), Content_Type="text/html", Content_Encoding="gzip")
        elif self.path == "/moved": self.answer(302, Location="/page")
        elif self.path == "/to-file": self.answer(302, Location="file:///etc/hostname")
        elif self.path == "/to-closed": self.answer(302, Location="/closed/2")
        elif self.path == "/.well-known/tdmrep.json": self.answer(200, b'[{"location":"/tdm/*","tdm-reservation":1}]', Content_Type="application/json")
        elif self.path == "/tdm/x": self.answer(200, page)
        elif self.path == "/noai": self.answer(200, page, X_Robots_Tag="noai, noimageai")
        elif self.path == "/meta": self.answer(200, page.replace(b"<title>", b'<meta name="tdm-reservation" content="1"><title>'))
        elif self.path == "/circle": self.answer(302, Location="/circle")
        elif self.path == "/reserved": self.answer(200, page, tdm_reservation="1")
        elif self.path in lists: self.answer(200, lists[self.path])
        elif self.path[1:].isdigit(): self.answer(200, page.replace(b"Dua menteri", b"Hari ke-" + self.path[1:].encode()))
        elif self.path == "/large": self.answer(200, b"x" * (33 << 20))
        else: self.answer(403 if self.path == "/forbidden" else 404)

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}" + (f"\n  {why}" if not good else ""))

def extract(*args):
    p = subprocess.run([KAWAT, "extract", "--jobs", "1", *args], text=True, capture_output=True, timeout=120)
    return [json.loads(line) for line in p.stdout.splitlines()], p.stderr, p.returncode

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site); threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_address[1]}"
rows, err, rc = extract(base + "/page")
check("a private address is refused, and nothing is asked", rc == 3 and not rows and "its address is private" in err and not asked, (rc, err, asked))
rows, err, rc = extract("--allow-private", base + "/page", base + "/packed", base + "/moved")
check("pages are fetched, unpacked and followed", rc == 0 and [r["title"] for r in rows] == ["Dua menteri bertemu"] * 3, (rc, err))
check("an article is known by its address", [r["ref"] for r in rows] == [base + "/page", base + "/packed", base + "/moved"] and rows[2]["url"] == base + "/page", rows)
check("robots.txt and tdmrep.json are asked once for a host, first", [a[0] for a in asked] == ["/robots.txt", "/.well-known/tdmrep.json", "/page", "/packed", "/moved", "/page"], asked)
check("we say who we are", all(a[1].startswith("kawat/") for a in asked), asked)
for path, want in (("/closed/1", "robots.txt of the site asks"), ("/forbidden", "found 403"), ("/none", "found 404"), ("/reserved", "reserves text and data mining"),
                   ("/large", "want at most 32 MiB"), ("/circle", "want at most 5 redirects"), ("/to-file", "want an address of http or https"), ("/to-closed", "robots.txt of the site asks"),
                   ("/tdm/x", "reserves text and data mining"), ("/noai", "reserves text and data mining"), ("/meta", "reserves text and data mining")):
    before = len(asked); rows, err, rc = extract("--allow-private", base + path)
    check(f"{path}: {want}", rc == 3 and not rows and want in err and (base + path in err or path.startswith("/to-")), (rc, err))
    if path == "/closed/1": check("... and it was not asked for", [a[0] for a in asked[before:]] == ["/robots.txt", "/.well-known/tdmrep.json"], asked[before:])
rows, err, rc = extract("--allow-private", base + "/none", base + "/page")
check("the batch goes on", rc == 3 and len(rows) == 1, (rc, err))

# ---- lists of addresses ----
urlset = lambda *paths: ("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" + "".join(f"<url><loc>{base}{p}</loc></url>" for p in paths) + "</urlset>").encode()
lists["/one.xml"] = urlset("/1", "/2", "/closed/3")
lists["/two.xml.gz"] = gzip.compress(urlset("/4"))
lists["/index.xml"] = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{base}/one.xml</loc></sitemap><sitemap><loc>{base}/two.xml.gz</loc></sitemap></sitemapindex>".encode()
lists["/feed"] = f"<rss version='2.0'><channel><title>Contoh</title><item><link>/5</link><description>Ringkasan.</description></item><item><link>{base}/forbidden</link><description>{SENTENCE}</description></item><item><link>{base}/feed</link></item></channel></rss>".encode()
rows, err, rc = extract("--allow-private", base + "/one.xml")
check("a sitemap: its pages are fetched in its order, the closed one is told", rc == 3 and [r["ref"] for r in rows] == [base + "/1", base + "/2"] and err.count("robots.txt of the site asks") == 1, (rc, rows, err))
asked.clear(); rows, err, rc = extract("--allow-private", base + "/index.xml", base + "/page")
check("an index of sitemaps, one of them packed, and what comes behind it", [r["ref"] for r in rows] == [base + p for p in ("/1", "/2", "/4", "/page")] and [a[0] for a in asked if "xml" in a[0]] == ["/index.xml", "/one.xml", "/two.xml.gz"], (rc, rows, err))
asked.clear(); rows, err, rc = extract("--allow-private", "--limit", "2", base + "/index.xml")
check("--limit: no more of them are fetched", rc == 0 and [r["ref"] for r in rows] == [base + "/1", base + "/2"] and "/two.xml.gz" not in [a[0] for a in asked], (rc, asked, err))
trusted, err, rc = extract("--allow-private", "--trusted", "--limit", "2", base + "/index.xml")
check("... in the process itself, too", trusted == rows, (rc, trusted, err))
rows, err, rc = extract("--allow-private", base + "/feed")
check("a feed: relative addresses; its own text where the page refuses; no feed in a feed", rc == 3 and [r["ref"] for r in rows] == [base + "/5", base + "/forbidden"] and rows[0]["title"] == "Hari ke-5 bertemu" and rows[1]["text"] == SENTENCE.strip() and "want a page, found a list or data" in err, (rc, rows, err))
lists["/feed.json"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "url": base + "/6"}, {"id": "b", "url": base + "/7", "content_text": SENTENCE}]}).encode()
rows, err, rc = extract("--allow-private", base + "/feed.json")
check("a JSON Feed: items without text are fetched, those with text are read as they stand", rc == 0 and [(r["ref"], r["title"]) for r in rows] == [(base + "/6", "Hari ke-6 bertemu"), ("b", None)], (rc, rows, err))
with tempfile.NamedTemporaryFile(suffix=".xml") as f:
    f.write(lists["/one.xml"]); f.flush(); asked.clear()
    rows, err, rc = extract("--allow-private", f.name)
    check("a file that lists addresses: nothing is asked without being told to", rc == 3 and not rows and not asked and "a sitemap lists 3 addresses and has no articles: --follow fetches them" in err, (rc, err))
    rows, err, rc = extract("--allow-private", "--follow", "--limit", "1", f.name)
    check("--follow: then it is", rc == 0 and [r["ref"] for r in rows] == [base + "/1"], (rc, rows, err))
    rows, err, rc = extract("--follow", f.name)
    check("... but no private addresses", rc == 3 and not rows and err.count("its address is private") == 3, (rc, err))

server.shutdown()
rows, err, rc = extract("--allow-private", "http://127.0.0.1:9/")
check("no server: said so", rc == 3 and "no answer" in err, (rc, err))
rows, err, rc = extract("http:///x")
check("no host: said so", rc == 3 and "want an address with a host" in err, (rc, err))
sys.exit(1 if failed else 0)
