#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the command says when it cannot do what it is asked: the sentence to the letter, the exit code, nothing on standard output.
A row each; to add one you need no Python beyond the row."""
import gzip, json, os, re, shutil, socket, sqlite3, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import DIR, ROOT, added, check, done, kawat, path, skip, write

RECORD = added("asked.db")
VERSION = kawat("--version").stdout.split()[-1]
with open(os.path.join(ROOT, "src/store/schema.h"), encoding="utf8") as f: FORM = re.search(r"define KW_SCHEMA_VERSION (\d+)", f.read())[1]
IDS = "want the id of an article (a12), an event (e3), a story (s4), a link (l9), a quotation (q7), a thread (t2) or an article's ref"

def says(words, want, code, stdin=""):
    p = kawat(*words, stdin=stdin)
    check(f"kawat {' '.join(words)[:60]!r}: {want[:60]!r}", p.returncode == code and p.stderr == f"kawat: {want}\n" and not p.stdout, f"exit {p.returncode}\n{p.stderr}")

# ---- words and options: exit 2 ----
for words, want in [
    (["nothing"], "no verb 'nothing'; `kawat -h` lists them"),
    (["evnts"], "no verb 'evnts'; did you mean 'events'?"),
    (["events", "--bogus"], "events has no option --bogus; `kawat events -h` lists its options"),
    (["events", "--limt", "3"], "events has no option --limt; did you mean --limit?"),
    (["events", "--format", "xml"], "--format: events writes table, jsonl, json, csv or tsv, not 'xml'"),
    (["events", "--format", "jsn"], "--format: no form 'jsn'; did you mean json?"),
    (["words", "--format", "csv"], "--format: words writes jsonl or conllu, not 'csv'"),
    (["words", "--explain", "--format", "csv"], "--format: words writes table, jsonl or conllu, not 'csv'"),
    (["mark", "--format", "csv"], "--format: mark writes jsonl, not 'csv'"),
    (["events", "--limit", "x"], "--limit: want a number, found 'x'"),
    (["timeline"], "timeline wants A [B], found 0 words; `kawat timeline -h` shows how"),
    (["dyad", "Rusia"], "dyad wants A B, found 1 word; `kawat dyad -h` shows how"),
    (["check", "a1"], "check takes no words, found 'a1'"),
    (["extract", "--map", "x=", "-"], "--map: want pairs like text=body, found 'x='"),
    (["extract", "--map", "body=text", "-"], "--map: 'body' is no field of an article (id, url, title, text, html, published, modified, outlet, language, authors, byline)"),
    (["events", "--world", "/nowhere"], "/nowhere: cannot open the folder: No such file or directory"),
    (["code", "--petrarch", "/nowhere"], "/nowhere: cannot open: No such file or directory"),
    (["serve", "--port", "99999"], "a port is 0 to 65535, found 99999"),
    (["serve", "--address", "here"], "here: want an IPv4 address"),
]: says(words + (["--record", RECORD] if words[0] in ("events", "timeline", "dyad", "check", "serve") else []), want, 2)

# ---- questions: exit 2 where the question is wrong, 1 where the record has nothing ----
for words, code, want in [
    (["events", "--type", "NONSENSE"], 2, "--type: want a type of PLOVER such as CONSULT or ASSAULT, found 'NONSENSE'"),
    (["events", "--type", "CONSULTS"], 2, "--type: no type of event 'CONSULTS'; did you mean CONSULT?"),
    (["links", "--type", "copies"], 2, "--type: want reprint, rewrite, translation, update or credit, found 'copies'"),
    (["dyad", "Rusia", "Korea", "--by", "fortnight"], 2, "--by: want day, week, month or year, found 'fortnight'"),
    (["dyad", "Rusia", "Korea", "--by", "weeks"], 2, "--by: no stretch of time 'weeks'; did you mean week?"),
    (["links", "--type", "reprnt"], 2, "--type: no kind of link 'reprnt'; did you mean reprint?"),
    (["events", "--actor", "Indonsia"], 2, "no actor 'Indonsia' in this record; did you mean 'Indonesia'?"),
    (["events", "--since", "lusa"], 2, "--since: want a date such as 2024, 2024-06 or 2024-06-13, found 'lusa'"),
    (["events", "--lang", "xx"], 2, "--lang: no language 'xx'; there are en, id"),
    (["events", "--actor", "Zzyzx"], 2, "no actor 'Zzyzx' in this record"),
    (["timeline", ""], 2, "want the name of an actor, found an empty one"),
    (["search", ""], 2, "search wants words"),
    (["show", "x1"], 2, f"{IDS}, found 'x1'"),
    (["show", "a999"], 1, "a999: want an article of this record, found none of that id"),
    (["show", "e999"], 1, "e999: want an event of this record, found none of that id"),
    (["show", "s999"], 1, "s999: want a story of this record, found none of that id"),
    (["show", "l999"], 1, "l999: want a link of this record, found none of that id"),
    (["show", "q999"], 1, "q999: want a quotation of this record, found none of that id"),
    (["show", "t999"], 1, "t999: want a thread of this record, found none of that id"),
    (["chain", "a999"], 1, "a999: want an article of this record, found none of that id"),
    (["forget", "a999"], 1, "a999: want an article of this record, found none of that id"),
    (["diff", "a1"], 1, "a1 has one version only"),
    (["stories", "--outlet", "Zzyzx"], 1, "nothing found"),
]: says([*words, "--record", RECORD], want, code)

# ---- records: exit 4, or 2 where the words are wrong ----
def record(name, change):
    """A copy of the record that `change` spoils."""
    shutil.copy(RECORD, path(name)); change(path(name)); return path(name)

def statement(sql):
    def run(file):
        with sqlite3.connect(file) as c: c.execute(sql)
    return run

def spoil(file):
    with open(file, "r+b") as f: f.seek(4096); f.write(b"Z" * (os.path.getsize(file) - 4096))

says(["events", "--record", ""], "want the path of a record, found none", 2)
says(["events", "--record", record("newer.db", statement("PRAGMA user_version=99"))],
     f"{path('newer.db')}: this record is of form 99, made by a newer kawat; this program ({VERSION}) knows forms up to {FORM}: please update it", 4)
says(["events", "--record", record("spoiled.db", spoil)], f"{path('spoiled.db')}: the record is damaged (database disk image is malformed); `kawat check` says where", 4)
busy = sqlite3.connect(record("busy.db", lambda file: None), isolation_level=None); busy.execute("BEGIN EXCLUSIVE")
says(["forget", "a1", "--record", path("busy.db")], f"{path('busy.db')}: want to write, but another program is writing to this record; try again when it is done", 4)
busy.close()
versions = ["\n".join(f"Kalimat nomor {i} dari naskah {v} tentang perundingan itu." for i in range(4001)) for v in (1, 2)]
for v in versions: kawat("add", "--quiet", "--record", path("long.db"), write("version.jsonl", json.dumps({"id": "x", "text": v}) + "\n"))
says(["diff", "a1", "--record", path("long.db")], "a1: want at most 4000 paragraphs to compare", 4)

# ---- texts for the stages: exit 3 ----
for line, want in [
    ("[1]", "want a JSON object with a field \"text\""),
    ("{}", "want a field \"text\" with a string"),
    ('{"text":"a b","mentions":1}', "want \"mentions\" as a list"),
    ('{"text":"a b","mentions":[{"start":2,"end":9}]}', "a mention wants start and end in bytes of the text (0 to 3)"),
    ('{"text":"a b","mentions":[{"start":0,"end":1,"role":"boss"}]}', "a mention's role is source or target, found 'boss'"),
    ('{"text":"' + "kata " * (17 << 18) + '"}', "want a text of at most 16 MiB"),
    ('{"text":"a b","published":"kemarin"}', "want \"published\" as an ISO 8601 date, found 'kemarin'"),
]: says(["code"], f"-:1: {want}", 3, stdin=line + "\n")

# ---- files to read: exit 3 ----
packed = bytearray(gzip.compress(b"Kalimat yang baik. " * 5000)); packed[40] ^= 0xff
FILES = {
    "address.xml": (b'<rss version="2.0"><channel><item><title>x</title><link>https://x.example/1</link></item></channel></rss>',
                    "address.xml, item 1: want an item with text, found only its address (--follow fetches it)"),
    "sitemap.xml": (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.example/a</loc></url></urlset>',
                    "sitemap.xml: a sitemap lists 1 address and has no articles: --follow fetches them, `kawat watch` follows the site's own"),
    "noitems.xml": (b"<rss><channel><title>x</title></channel></rss>", "noitems.xml: want a feed with items, found none"),
    "malformed.xml": (b"<rss><channel><title>x</ti", "malformed.xml:1: want a feed, found XML that is not well-formed"),
    "notext.jsonl": (b'{"title":"x"}\n', 'notext.jsonl:1: want a field "text" or "html" with a string'),
    "cut.txt.gz": (gzip.compress(b"hello, hello")[:20], None),
    "damaged.txt.gz": (bytes(packed), "damaged.txt.gz: damaged gzip data after 0 bytes: incorrect data check"),
    "bomb.txt.gz": (gzip.compress(b"a" * (20 << 20)), "bomb.txt.gz: decompresses to more than 400 times its size: not read further"),
    "head.warc": (b"WARC/1.0\r\nX-A: " + b"a" * 200_000, "head.warc#1: the record's header does not end within 64 KiB"),
    "nolength.warc": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n", "nolength.warc#1: want a Content-Length in the record's header, found none"),
    "big.warc": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nabc\r\n\r\n", "big.warc#1: want records of at most 64 MiB, found 95367"),
    "empty.txt": (b"", "empty.txt: want an article, found an empty file"),
    "numbers.json": (b'[{"text":"Kalimat yang baik tentang perundingan itu."},3]', 'numbers.json, item 2: want a JSON object with a field "text" or "html"'),
    "bare.html": (b"<!doctype html><html><head><title>x</title></head><body><nav><a href=/>x</a></nav></body></html>", "bare.html: want an article, found no text that could be one"),
    "texts.html": (b"<!doctype html><html><body><p>" + b"<span>kata</span> dan " * 200_000 + b"</p></body></html>", "texts.html: want at most 500000 elements in a page, found more"),
    "big.txt": (b"Kalimat baik. " * (2 << 20), "big.txt: want at most 16 MiB of text in an article"),
}
for name, (data, want) in FILES.items():
    write(name, data)
    p = kawat("extract", name, cwd=DIR)
    want = want or "cut.txt.gz: the gzip data is cut off after"
    check(f"extract {name}: {want[:60]!r}", p.returncode == 3 and p.stderr.startswith(f"kawat: {want}") and p.stderr.count("\n") == 1, f"exit {p.returncode}\n{p.stderr}")
if shutil.which("zstd"):
    whole = subprocess.run(["zstd", "-c"], input=os.urandom(500), capture_output=True).stdout
    p = kawat("extract", write("cut.txt.zst", whole[:300]))
    check("zstd that is cut off is told", p.returncode == 3 and "cut.txt.zst: the zstd data is cut off after" in p.stderr, p.stderr)
    damaged = bytearray(whole); damaged[4:12] = b"\xff" * 8
    p = kawat("extract", write("damaged.txt.zst", bytes(damaged)))
    check("zstd that is damaged is told", p.returncode == 3 and "damaged.txt.zst: damaged zstd data after 0 bytes: " in p.stderr, p.stderr)
else: skip("zstd that is cut off", "no zstd")
if shutil.which("brotli"):
    whole = subprocess.run(["brotli", "-c"], input=b"Kalimat yang baik. " * 500 + os.urandom(500), capture_output=True).stdout
    p = kawat("extract", write("cut.txt.br", whole[:len(whole) // 2]))
    check("brotli that is cut off is told", p.returncode == 3 and "cut.txt.br: damaged or cut off brotli data after" in p.stderr, p.stderr)
else: skip("brotli that is cut off", "no brotli")
empty = path("empty-folder"); os.makedirs(empty)
p = kawat("add", "--record", path("none.db"), empty)
check("a folder without anything to read", p.returncode == 1 and f"kawat: {empty}: nothing to read in it (files whose names begin with a point are left out)\n" in p.stderr, f"exit {p.returncode}\n{p.stderr}")

nothing = path("empty-too"); os.makedirs(nothing)
p = kawat("add", "--record", path("none.db"), empty, nothing)
check("folders without anything to read", p.returncode == 1 and p.stderr.endswith("kawat: nothing to read in what was given (files whose names begin with a point are left out)\n"), f"exit {p.returncode}\n{p.stderr}")

# ---- the library that fetches is not there, or is another ----
SHIM = """#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
void *dlopen(const char *name, int how) {
    void *(*open)(const char *, int) = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");
    return name && strstr(name, "libcurl") ? %s : open(name, how);
}
"""
for what, instead, want in (("no libcurl", "NULL", "want libcurl to fetch addresses, found none: apt-get install libcurl4"),
                            ("another libcurl", 'open("libz.so.1", how)', "it lacks a function that fetching needs")):
    shim = path(what.replace(" ", "-") + ".so"); source = write(what.replace(" ", "-") + ".c", SHIM % instead)
    built = shutil.which("gcc") and not os.environ.get("KAWAT_SAN") and subprocess.run(["gcc", "-shared", "-fPIC", "-o", shim, source, "-ldl"]).returncode == 0
    if not built: skip(what, "no gcc, or a program under a sanitizer"); continue
    p = kawat("extract", "https://example.org/a", write("beside.txt", "Kalimat yang baik tentang perundingan itu.\n"), env={"LD_PRELOAD": shim})
    check(f"{what}: told, and the rest is done", p.returncode == 3 and p.stderr.startswith("kawat: ") and f": {want}\n" in p.stderr and "libcurl.so.4" in p.stderr and p.stdout.count("\n") == 1, f"exit {p.returncode}\n{p.stderr}{p.stdout}")

# ---- tables of one's own: exit 2, with the row ----
def header(table):
    with open(os.path.join(ROOT, "lang", table + ".tsv"), encoding="utf8") as f: return next(line.rstrip("\n") for line in f if not line.startswith("#"))

for name, rows, want in [
    ("sectors.tsv", "sector\tgloss\ttraits\nXYZ\tx\tnavy\n", "world/sectors: XYZ: no trait is called 'navy'"),
    ("plover.tsv", "# mine\ntype\tquad\n", "{file}:2: want 9 columns (the last 'traits'), found 2"),
    ("outlets.tsv", "wrong\tkey\n", "{file}:1: column 1: want 'name', found 'wrong'"),
    ("outlets.tsv", "", "{file}:1: want a line with the names of the columns, found none"),
    ("id/mine.tsv", "form\tvalue\n\t3\n", "{file}:2: column 1 is empty"),
    ("id/mine.tsv", "form\tvalue\nmei\t5\t6\n", "{file}:2: want 2 columns, found 3"),
    ("id/name_words.tsv", "form\tuse\nzz\tdancing\n", "id/name_words: 'zz': unknown use 'dancing'"),
    ("id/cues.tsv", "{head:cues}\nzz\tdancing\n", "id/cues: 'zz': want a kind of cue (say, frame, prep, ...), found 'dancing'"),
    ("en/dates.tsv", "{head:dates}\nzz\tdancing\n", "en/dates: 'zz': want a kind and value of the grammar of dates, found 'dancing'"),
    ("id/clitics.tsv", "{head:clitics}\nzz\n", "id/clitics: 'zz': want the least letters of its host, 0-20"),
    ("id/clitics.tsv", "{head:clitics}\n" + "".join(f"zz{i}\tend\t\t1\tPRON\t\n" for i in range(40)), "id/clitics: want at most 32 rows, found more"),
    ("id/mine.tsv", "form\tvalue\n" + "".join(f"mei\t{i}\n" for i in range(70000)), "'mei': want at most 65535 rows with one key, found 70000"),
    ("id/mine.tsv", "form\tvalue\n" + "a" * 70000 + "\t1\n", "{file}:2: column 1 is longer than 65535 bytes"),
    ("lang/scripts.tsv", "first\tlast\tcode\tweight\nzz\tyy\ten\t1\n", "lang/scripts: 'zz': want two code points in hexadecimal, a code of two letters and a weight"),
    ("planets.tsv", "form\n", "{file}: want a table named like one of world/ (outlets.tsv, persons.tsv, places.tsv, ...), found no such name"),
]:
    folder = path("world-of-ones-own"); file = os.path.join(folder, name)
    shutil.rmtree(folder, ignore_errors=True); os.makedirs(os.path.dirname(file))
    if rows.startswith("{head:"): rows = header("id/" + rows[6:rows.index("}")]) + rows[rows.index("}") + 1:]
    with open(file, "w") as f: f.write(rows)
    says(["mark", "--world", folder], want.format(file=file), 2, stdin='{"text":"a"}\n')

# ---- a port that is taken; what watch is given ----
with socket.socket() as taken:
    taken.bind(("127.0.0.1", 0)); taken.listen()
    port = taken.getsockname()[1]
    says(["serve", "--record", RECORD, "--port", str(port)], f"127.0.0.1: port {port} is in use: choose another with --port, or 0 for any free one", 4)
says(["watch", "--record", path("none.db"), DIR], f"{DIR}: want a file, found a folder", 4)
says(["watch", "--record", RECORD, write("nothing.txt", "# no address\n")], f"{path('nothing.txt')}: want addresses of feeds, found none", 2)
says(["watch", "--record", RECORD, write("long.txt", "https://x.example/feed\n" + "not an address " * 1000)],
     f"{path('long.txt')}:2: want an address (http or https), found '{('not an address ' * 4)}'", 2)
write("other.db-watch", "somebody's notes\n")
says(["watch", "--record", path("other.db"), "https://x.example/feed"], f"{path('other.db-watch')}:1: want what a watch has remembered, found another file", 4)
write("later.db-watch", "# kawat watch 9\n")
says(["watch", "--record", path("later.db"), "https://x.example/feed"], f"{path('later.db-watch')}:1: written by a newer kawat", 4)
done()
