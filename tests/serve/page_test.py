#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# slow
"""The page in a real browser: Playwright drives Debian's Chromium over the samples, a hostile article among them.

Prints TAP. Screenshots go to build/page/*.png: look at them after a change of the page.
"""
import json, os, re, shutil, subprocess, sys, tempfile, http.client

KAWAT = os.environ.get("KAWAT", "build/kawat")
n = failed = 0

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}" + (f"\n  {why}" if not good else ""), flush=True)

def serve(record):
    p = subprocess.Popen([KAWAT, "serve", "--record", record, "--port", "0", "--world", "samples/world"], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for line in p.stdout:
        m = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if m: return p, int(m[1])
    sys.exit("not ok 1 - kawat serve tells its address")

def get(port, path, method="GET", **headers):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    c.putrequest(method, path, skip_host="Host" in headers)
    for k, v in headers.items(): c.putheader(k.replace("_", "-"), v)
    c.endheaders(); r = c.getresponse(); body = r.read().decode("utf8", "replace"); c.close()
    return r, body

def doors(port):
    r, body = get(port, "/")
    policy = r.getheader("Content-Security-Policy") or ""
    check("the start page answers", r.status == 200 and "<!DOCTYPE html>" in body)
    check("no inline script or style is allowed", "default-src 'none'" in policy and "unsafe" not in policy, policy)
    check("no page holds an inline script, style or handler", not re.search(r"<script(?! src)|<style|\son\w+=|style=", body))
    for host in ("evil.example", "127.0.0.1.evil.example", f"localhost.evil:{port}"):
        check(f"Host {host} is refused", get(port, "/", Host=host)[0].status == 403)
    check("localhost is welcome", get(port, "/", Host=f"localhost:{port}")[0].status == 200)
    for method in ("POST", "DELETE", "PUT"): check(f"{method} is refused", get(port, "/", method=method)[0].status == 405)
    check("an unknown page is 404", get(port, "/nowhere")[0].status == 404)
    check("an unknown article is 404", get(port, "/article/a999999")[0].status == 404)
    check("an unknown actor is told, not crashed on", get(port, "/timeline?a=Xyzzy")[0].status in (200, 400))
    check("a path too long is 414", get(port, "/" + "a" * 3000)[0].status == 414)
    for path in ("/index.json", "/stories.json", "/timeline.json?a=JPN&b=IDN"):
        r, body = get(port, path)
        check(f"{path} is JSON", r.status == 200 and r.getheader("Content-Type").startswith("application/json") and body.strip()[:1] in "[{", body[:200])
    id_, en = get(port, "/", Accept_Language="id-ID,id;q=0.9")[1], get(port, "/", Accept_Language="en-GB")[1]
    check("the reader's language is spoken", '<html lang="id">' in id_ and "Linimasa" in id_ and '<html lang="en">' in en and "Timeline" in en)
    event = json.loads(get(port, "/events.json")[1])[0]
    id_, en = (get(port, f"/event/{event['event']}?hl={l}")[1] for l in ("id", "en"))
    check("why tells its rules in the reader's language", "Dibaca sebagai" in id_ and "pelaku:" in id_ and "baris &quot;" in id_ and "target" not in re.sub(r"<[^>]*>", "", id_) and "row &quot;" in en and "who:" in en, re.sub(r"<[^>]*>", " ", id_)[-1500:])
    check("so do the names of an article", "negara" in (a := get(port, f"/article/{event['reports'][0]['article']}?hl=id")[1]) and "its country" not in a and "world/" not in a, a[:500])
    for path, want in (("/timeline?a=Malasia", "maksud Anda &#39;Malaysia&#39;?"), ("/timeline?a=JPN&since=2025-01&until=2024", "hari terakhir, 2024, mendahului hari pertama, 2025-01")):
        r, body = get(port, path + "&hl=id"); check(f"a mistake is told in the reader's language: {path}", r.status == 400 and want in body, body[-600:])
    first = next(a for s in json.loads(get(port, "/stories.json")[1]) for a in s["articles"] if a["ref"].endswith("01-samudra.txt"))
    text = get(port, f"/article/{first['id']}?hl=id")[1]
    check("what an article tells both ways stands there once", text.count('class="mutual"') >= 2 and text.count("<b class=\"actor\">Laksmi Wiratama</b>") < text.count('class="event '), text[-1500:])
    check("a place is a place, whether it is one of the names or not", re.search(r'class="f place"[^>]*>Natuna<', text) and not re.search(r'class="f name"[^>]*>Natuna<', text), text[:3000])
    url = next(x for x in (json.loads(get(port, f"/article/{a['id']}.json")[1]) for s in json.loads(get(port, "/stories.json")[1]) for a in s["articles"])
               if (x[0] if isinstance(x, list) else x).get("url") or (x[0] if isinstance(x, list) else x).get("canonical"))
    url = url[0] if isinstance(url, list) else url
    page = get(port, f"/article/{url['article']}?hl=id")[1]
    check("the original is one step away", "Alamat asli" in page and f'<a rel="noreferrer noopener" href="{url["url"] or url["canonical"]}">' in page, page[:2500])
    check("an article without a title goes by its first line", any(s["title"].startswith("Jakarta (Samudra) - Langit") and "\n" not in s["title"] for s in json.loads(get(port, "/stories.json")[1])))
    check("?hl= decides", '<html lang="id">' in get(port, "/?hl=id", Accept_Language="en")[1])

def main():
    here = os.path.dirname(os.path.abspath(__file__))
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as d:
        record = os.path.join(d, "page.db")
        subprocess.run([KAWAT, "add", "--quiet", "--record", record, "--world", "samples/world", "samples/articles"], check=True)
        p, port = serve(record)
        try:
            doors(port)
            if not browser: print("ok 99 # SKIP no Chromium: apt-get install chromium"); return
            if not os.path.isdir(os.path.join(here, "node_modules")):
                npm = subprocess.run(["npm", "ci"], cwd=here, text=True, capture_output=True)
                if npm.returncode: check("npm ci installs Playwright (tests/serve/package-lock.json)", False, npm.stderr[-600:]); sys.exit(1)
            shots = os.path.join(os.environ.get("BUILD", "build"), "page"); os.makedirs(shots, exist_ok=True)
            r = subprocess.run(["node", os.path.join(here, "page.mjs"), f"http://127.0.0.1:{port}", browser, shots], text=True, timeout=300)
            sys.exit(1 if failed or r.returncode else 0)
        finally:
            p.terminate(); p.wait(10)

main()
