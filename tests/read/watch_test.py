#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`kawat watch`: feeds are followed politely, new items are added once, refusals are kept to, and a kill loses nothing. TAP."""
import atexit, gzip, http.server, json, os, shutil, signal, sqlite3, subprocess, sys, tempfile, threading, time

KAWAT = os.path.abspath(os.environ.get("KAWAT", "build/kawat")); DIR = tempfile.mkdtemp(); atexit.register(shutil.rmtree, DIR, True); n = failed = 0
asked, items, answers, slow = [], [], {}, 0
def story(i): return f"Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Indonesia di Jakarta pada hari ke-{i} untuk membahas keamanan laut. "
def page(i): return f"<!DOCTYPE html><html lang=id><head><title>Pertemuan {i}</title></head><body><article><h1>Pertemuan {i}</h1><p>{story(i) * 2}</p><p>{story(i)}</p></article></body></html>"
def item(i, text=""): return f"<item><title>Pertemuan {i}</title><link>{base}/{i}</link>{text}</item>"

class Site(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_): pass
    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for k, v in headers.items(): self.send_header(k.replace("_", "-"), v)
        self.send_header("Content-Length", str(len(body))); self.end_headers()
        try: self.wfile.write(body)
        except OSError: pass                # who asked was killed
    def do_GET(self):
        asked.append(self.path)
        if self.path in answers: status, body, head = answers[self.path]; return self.answer(status, body.encode() if isinstance(body, str) else body, **head)
        if self.path == "/robots.txt": return self.answer(200, b"User-agent: *\nDisallow: /closed\n")
        if self.path == "/feed":
            body = ("<rss version='2.0'><channel><title>Contoh</title><image><url>http://x/y.png</url></image>" + "".join(items) + "</channel></rss>").encode(); tag = f'"{hash(body)}"'
            return self.answer(304) if self.headers.get("If-None-Match") == tag else self.answer(200, body, ETag=tag, Content_Type="application/rss+xml")
        if self.path[1:].isdigit() and (time.sleep(slow) or True): return self.answer(200, page(int(self.path[1:])).encode(), Content_Type="text/html")
        self.answer(404)

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}" + (f"\n  {why}" if not good else ""), flush=True)

def command(record, *args): return [KAWAT, "watch", "--record", os.path.join(DIR, record), "--allow-private", "--jobs", "1", *args]
def watch(record, *args):
    asked.clear()
    p = subprocess.run(command(record, "--once", *args), text=True, capture_output=True, timeout=120)
    return p.stderr, p.returncode
def refs(record):
    db = sqlite3.connect(os.path.join(DIR, record)); rows = [r[0].replace(base, "") for r in db.execute("SELECT ref FROM article ORDER BY ref")]; db.close(); return rows
def versions(record):
    db = sqlite3.connect(os.path.join(DIR, record)); rows = db.execute("SELECT count(*) FROM version").fetchone()[0]; db.close(); return rows
def failures(record): return subprocess.run([KAWAT, "failures", "--record", os.path.join(DIR, record), "--format", "jsonl"], text=True, capture_output=True).stdout
def due(record):                          # as if the time had come
    path = os.path.join(DIR, record + "-watch"); lines = [l.split("\t") for l in open(path)]
    for l in lines[1:]: l[4] = "0"
    open(path, "w").write("".join("\t".join(l) for l in lines))

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site); threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_address[1]}"; feed = base + "/feed"

items += [item(1), item(2)]
err, rc = watch("a.db", feed)
check("new items are added", rc == 0 and refs("a.db") == ["/1", "/2"] and "2 items, 2 new" in err and "2 added" in err, (rc, err))
check("rules first, then the feed, then its items", asked == ["/robots.txt", "/.well-known/tdmrep.json", "/feed", "/1", "/2"], asked)
err, rc = watch("a.db", feed)
check("a feed that did not change is asked with its tag, and nothing else is", rc == 1 and asked[2:] == ["/feed"] and refs("a.db") == ["/1", "/2"], (rc, asked, err))
items.insert(0, item(3))
err, rc = watch("a.db", feed, "--verbose")
check("only what is new is fetched", rc == 0 and asked[2:] == ["/feed", "/3"] and refs("a.db") == ["/1", "/2", "/3"] and f"{base}/3: read" in err, (rc, asked, err))
err, rc = watch("a.db", feed, "--quiet")
check("quiet says nothing", not err, err)

items[:] = [item(4, f"<description>{story(4) * 4}</description>"), item(5), item("closed/6"), item("gone"), item(7)]
answers.update({"/4": (403, "", {}), "/5": (403, "", {}), "/7": (302, "", {"Location": "file:///etc/passwd"})})
err, rc = watch("b.db", feed)
check("where a page answers 403 the feed's text is taken, where there is one", refs("b.db") == ["/4"] and f"{base}/5: want an answer of 200, found 403" in err, (err, refs("b.db")))
check("robots.txt is kept to", "/closed/6" not in asked and "robots.txt of the site asks" in err, asked)
check("a redirect to a file is refused", "file:///etc/passwd: want an address of http or https" in err, err)
check("each failure is in the record", rc == 3 and all(f"{base}/{x}" in failures("b.db") for x in ("5", "closed/6", "gone", "7")), failures("b.db"))
err, rc = watch("b.db", feed)
check("what failed for good is not asked again", asked[2:] == ["/feed"], asked)

answers.clear(); items[:] = [item(1), item(2), item(3)]; answers["/1"] = (429, "", {"Retry-After": "3600"})
err, rc = watch("c.db", feed)
check("a host that is busy is left alone", asked[2:] == ["/feed", "/1"] and "busy (429)" in err and "60 minutes" in err, (asked, err))
answers.clear(); err, rc = watch("c.db", feed)
check("... as long as it asks for", not [a for a in asked if a == "/1"], asked)
due("c.db"); err, rc = watch("c.db", feed)
check("... and then asked again", refs("c.db") == ["/1", "/2", "/3"], (refs("c.db"), err))
answers["/feed"] = (503, "", {"Retry-After": "120"}); err, rc = watch("d.db", feed)
check("a source that fails is told and asked later", rc == 3 and "found 503" in err and "it is not asked again for" in err, (rc, err))
answers.clear(); err, rc = watch("d.db", feed)
check("... not sooner", not asked and rc == 1 and "it failed before, and is not asked again for" in err, (asked, rc, err))

answers["/index.xml"] = (200, f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{base}/news.xml.gz</loc><lastmod>2024-05-01</lastmod></sitemap></sitemapindex>", {})
def news(stamp): return gzip.compress(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{base}/8</loc><lastmod>{stamp}</lastmod></url></urlset>".encode())
answers["/news.xml.gz"] = (200, news("2024-05-01"), {"Content-Type": "application/gzip"})
err, rc = watch("e.db", base + "/index.xml")
check("an index of sitemaps is followed, compressed or not", refs("e.db") == ["/8"], (err, asked))
answers["/news.xml.gz"] = (200, news("2024-05-02"), {}); answers["/8"] = (200, page(9), {"Content-Type": "text/html"})
err, rc = watch("e.db", base + "/index.xml")
check("an item whose day of change is another is read again, as a version", refs("e.db") == ["/8"] and versions("e.db") == 2, (err, versions("e.db")))
answers["/feed.json"] = (200, json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "url": "/10"}]}), {})
err, rc = watch("f.db", base + "/feed.json")
check("a JSON Feed, with an address that begins at the host", refs("f.db") == ["/10"], (err, asked))
err, rc = watch("g.db", base + "/11")
check("a page is followed itself", refs("g.db") == ["/11"] and "a page" in err, (err, asked))
open(os.path.join(DIR, "list.txt"), "w").write(f"# two\n{feed}\n\n{base}/11\n")
err, rc = watch("h.db", os.path.join(DIR, "list.txt"))
check("sources in a file", refs("h.db") == ["/1", "/11", "/2", "/3"], (refs("h.db"), err))
open(os.path.join(DIR, "bad.txt"), "w").write("example.org\n")
err, rc = watch("h.db", os.path.join(DIR, "bad.txt"))
check("a line that is no address is named", rc == 2 and "bad.txt:1: want an address (http or https), found 'example.org'" in err, (rc, err))
p = subprocess.run(command("h.db", "--every", "soon", feed), text=True, capture_output=True)
check("a time that is none", p.returncode == 2 and "--every: want a time such as 90s, 15m, 2h or 1d, found 'soon'" in p.stderr, p.stderr)

answers.clear(); items[:] = [item(1), item(2)]; answers["/robots.txt"] = (200, "User-agent: *\nCrawl-delay: 0.7\n", {}); start = time.time()
err, rc = watch("i.db", feed)
check("Crawl-delay is kept to", refs("i.db") == ["/1", "/2"] and time.time() - start > 2.5, time.time() - start)

# ---- killed in the middle, and on ----
answers.clear(); items[:] = [item(i) for i in range(20, 26)]; slow = .3
for name, how in (("kill", signal.SIGKILL), ("term", signal.SIGTERM)):
    record = name + ".db"; asked.clear()
    p = subprocess.Popen(command(record, "--once", feed), stderr=subprocess.PIPE, text=True)
    for _ in range(400):
        time.sleep(.05)
        if len([a for a in asked if a[1:].isdigit()]) >= 3: break
    p.send_signal(how); _, err = p.communicate(timeout=20); before = refs(record)
    check(f"{how.name}: what was done is in the record", 1 <= len(before) < 6 and p.returncode == (-9 if how == signal.SIGKILL else 143), (before, p.returncode, err))
    p = subprocess.run([KAWAT, "check", "--record", os.path.join(DIR, record)], capture_output=True, text=True)
    check(f"{how.name}: the record is whole", p.returncode == 0 or p.stdout.startswith("grouping: an add was cut short") and p.stdout.count("\n") == 1, p)
    done = set(before); err, rc = watch(record, feed)
    whole = subprocess.run([KAWAT, "check", "--record", os.path.join(DIR, record)], capture_output=True, text=True)
    check(f"{how.name}: then all is grouped", whole.returncode == 0, whole)
    again = [a for a in asked if a in done]
    check(f"{how.name}: the rest is fetched, nothing stands twice", refs(record) == [f"/{i}" for i in range(20, 26)] and versions(record) == 6 and len(again) <= 1, (refs(record), again, err))
with open(os.path.join(DIR, "kill.db-watch"), "a") as f: f.write("item\thttp://x/half")
err, rc = watch("kill.db", feed)
check("a last line that is not whole says nothing", rc == 1, (rc, err))

# ---- hosts that are slow or silent hold nobody up ----
class Slow(Site):
    def do_GET(self):
        asked.append("slow" + self.path)
        if self.path == "/robots.txt": return self.answer(200, b"User-agent: *\nCrawl-delay: 2\n")
        self.answer(200, page(99).encode()) if self.path[1:].isdigit() else self.answer(404)
other_site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow); threading.Thread(target=other_site.serve_forever, daemon=True).start()
far = f"http://127.0.0.1:{other_site.server_address[1]}"
items[:] = [x for i in (40, 41, 42) for x in (item(i), f"<item><link>{far}/{i}</link></item>")]
err, rc = watch("turns.db", feed)
mine = [a for a in asked if a in ("/40", "/41", "/42", "slow/41", "slow/42")]
check("while a host wants a pause, others are asked", rc == 0 and mine.index("/42") < mine.index("slow/41"), (rc, mine, err))
other_site.shutdown(); other_site.server_close()
items[:] = [f"<item><link>{far}/{i}</link></item>" for i in (50, 51)] + [item(52)]
err, rc = watch("silent.db", feed)
check("a host that does not answer is left alone for a while, the others are read", err.count("no answer; its host is left alone for 5 minutes") == 1 and refs("silent.db") == ["/52"], (rc, err))

# ---- for ever ----
slow = 0; items[:] = [item(30)]; asked.clear()
p = subprocess.Popen(command("ever.db", "--every", "1s", feed), stderr=subprocess.PIPE, text=True)
def wait(what):
    for _ in range(300):
        time.sleep(.1)
        if what in asked: return True
    return False
first = wait("/30"); items.insert(0, item(31)); second = wait("/31")
other = subprocess.run(command("ever.db", "--once", feed), text=True, capture_output=True)
check("two watches of one record: the second is told", other.returncode == 4 and "another watch uses it" in other.stderr, (other.returncode, other.stderr))
time.sleep(1.5); p.send_signal(signal.SIGTERM); _, err = p.communicate(timeout=20)
check("it goes on and sees what comes", first and second and refs("ever.db") == ["/30", "/31"] and p.returncode == 143, (err, asked))
server.shutdown()
sys.exit(1 if failed else 0)
