#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whatever the bytes of a page are: what comes out is whole UTF-8 in NFC, without soft hyphens and zero widths. Charsets declared, marked
and guessed; pages broken at random, always in the same way. TAP."""
import json, os, random, subprocess, sys, unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cmd"))
from tap import DIR, KAWAT, check, done

def extract(files):
    p = subprocess.run([KAWAT, "extract", "--format", "jsonl", *files], capture_output=True, cwd=DIR)
    return p.stdout, p.returncode

def put(name, data):
    with open(os.path.join(DIR, name), "wb") as f: f.write(data)
    return name

def page(title, paragraphs, head=""):
    return f"<!doctype html><html><head>{head}<title>{title}</title></head><body><article><h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article></body></html>"

TEXTS = {
    "windows-1252": ("Brücke eröffnet", ["Die Brücke über den Fluß wurde am Sonntag eröffnet – nach zehn Jahren. „Endlich“, sagte die Bürgermeisterin und lächelte.", "Tausende gingen zu Fuß hinüber, bevor die ersten Autos fahren durften, und ein Chor sang am Ufer dazu."]),
    "windows-1251": ("Мост открыт", ["Новый мост, который связал горные сёла с городом, открыли в понедельник под дождём, и жители праздновали до вечера.", "Глава района сказал, что детям теперь будет легче добираться до школы, а автобусы начнут ходить чаще."]),
    "shift_jis": ("橋が開通した", ["山間の村を結ぶ新しい橋が月曜日に開通し、住民らが雨の中で完成を祝った。工事は十年に及んだ。", "村長は「子どもたちの通学が楽になる」と話した。バスは来月から一日に八往復する予定だという。"]),
    "euc-kr": ("다리가 개통됐다", ["산골 마을을 잇는 새 다리가 월요일에 개통되어 주민들이 빗속에서 완공을 축하했다. 공사는 십 년이 걸렸다.", "촌장은 아이들의 통학길이 한결 편해질 것이라고 말했다. 버스는 다음 달부터 여덟 차례 다닌다."]),
    "gb18030": ("新桥正式通车", ["连接山区村庄的新桥星期一正式通车，居民们在雨中庆祝工程完工。这座桥修了整整十年，其间发生过两次事故。", "村长说，孩子们上学的路会轻松许多。公共汽车从下个月起每天将往返八次。"]),
    "utf-16": ("Jembatan dibuka", ["Jembatan baru yang menghubungkan desa-desa di pegunungan dibuka pada Senin, dan warga merayakannya di tengah hujan.", "Kepala desa mengatakan anak-anak kini lebih mudah pergi ke sekolah – bus akan lewat delapan kali sehari."]),
}
for charset, (title, paragraphs) in TEXTS.items():
    declared = "" if charset == "utf-16" else f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    out, rc = extract([put(f"{charset}.html", page(title, paragraphs, declared).encode(charset))])
    row = json.loads(out) if out else {}
    check(f"{charset}: declared or marked", row.get("title") == title and row.get("paragraphs") == paragraphs, row)
title, paragraphs = TEXTS["windows-1252"]
out, rc = extract([put("bom.html", b"\xef\xbb\xbf" + page(title, paragraphs, "<meta charset=latin1>").encode())])
check("a mark at the start outdoes what is declared", json.loads(out)["paragraphs"] == paragraphs, out)
out, rc = extract([put("guess.html", page(*TEXTS["windows-1251"]).encode("windows-1251"))])
check("nothing declared: guessed", json.loads(out)["paragraphs"] == TEXTS["windows-1251"][1], out)

BAD = "\u00ad\u200b\u2060\ufeff"
out, rc = extract([put("marks.html", page("Caf&eacute; er&shy;öffnet", ["Das Cafe\u0301 am Mon\u00adtag er\u200böffnet hat&nbsp;viele\u00a0Stühle, und &lt;alle&gt; waren am ersten Tag besetzt &#8211; sagte die Wirtin&#x2060;.",
                                                                       "Broken ones stay what they are: &nosuch; &#xD800; &#1114112; &amp;amp; and go on to the end of the sentence."]).encode())])
row = json.loads(out)
check("entities and marks", row["title"] == "Café eröffnet" and row["paragraphs"][0] == "Das Café am Montag eröffnet hat viele Stühle, und <alle> waren am ersten Tag besetzt – sagte die Wirtin.", row)
check("no character that is none", "\ud800" not in row["text"] and "&amp; and go on" in row["text"], row["text"])

# ---- encoded twice: made whole where it is certain ----
def twice(s): return "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in s.encode())
whole = {"quotes": "The minister’s café in Genève opened on Monday – after ten years of work, said the mayor’s “old friend” who lives there.",
         "cyrillic": TEXTS["windows-1251"][1][0], "japanese": TEXTS["shift_jis"][1][0], "one mark": "It's not known who said “no” to the plan for the bridge, the head of the port told reporters."}
for name, text in whole.items():
    out, rc = extract([put("t1.html", page("Twice", [twice(text)]).encode()), put("t2.html", page("Once", [text]).encode()), put("t3.html", page("Three times", [twice(twice(text))]).encode())])
    check(f"{name}: once, twice or three times encoded, the text is the same", [json.loads(l)["paragraphs"] for l in out.decode().splitlines()] == [[text]] * 3, out.decode())
out, rc = extract([put("t.jsonl", json.dumps({"id": 1, "title": twice("Café’s end"), "text": twice(whole["quotes"])}).encode())])
check("in a field of JSON, too", json.loads(out)["title"] == "Café’s end" and json.loads(out)["text"] == whole["quotes"], out)
for text in ("O homem disse “AMANHÔ e foi embora para a cidade velha, onde morava com a irmã dele e os irmãos havia muitos anos.", "« LE CAFÉ» est le nom d'un lieu où l'on boit, dit Ésaïe – et où l'on se tait, disent les Âmes grises de la ville."):
    out, rc = extract([put("o.html", page("Once", [text]).encode())])
    check("what only looks like it is left alone", json.loads(out)["paragraphs"] == [text], out.decode())

# ---- broken at random ----
rng, names = random.Random(20240513), []
sources = [page(*TEXTS["shift_jis"]).encode("shift_jis"), page(*TEXTS["windows-1252"], '<meta charset="utf-8">').encode(), page(*TEXTS["gb18030"], "<meta charset=gbk>").encode("gb18030"),
           page(*TEXTS["windows-1251"], "<meta charset=utf-8>").encode("windows-1251"), page(*TEXTS["utf-16"]).encode("utf-16"), page("a&#x301;b\u0301 &shy;", ["&#0;&#xfffe;\ufdd0 \u200f" + "Kapal tiba di pelabuhan. " * 8] * 3).encode()]
for i in range(240):
    data = bytearray(rng.choice(sources))
    for _ in range(rng.randrange(1, 40)):
        at, kind = rng.randrange(len(data)), rng.randrange(4)
        if kind == 0: data[at] = rng.randrange(256)
        elif kind == 1: del data[at:at + rng.randrange(1, 6)]
        elif kind == 2: data[at:at] = bytes(rng.choice((0x80, 0xC0, 0xE2, 0xED, 0xF5, 0xFF, 0xA0, 0xAD, 0x00)) for _ in range(rng.randrange(1, 5)))
        else: data[at:at] = rng.choice((b"&#x110000;", b"&#xDFFF;", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\xe2\x80\x8b", b"\xc2\xad", b"\xcc\x81", b"&zwnj;&shy;", b"\xef\xbb\xbf"))
    names.append(put(f"r{i}.html", bytes(data)))
out, rc = extract(names)
try: text = out.decode("utf-8"); whole = True
except UnicodeDecodeError as e: text, whole = out.decode("utf-8", "replace"), e
check("240 broken pages: whole UTF-8", whole is True, whole)
lines = [json.loads(l) for l in text.split("\n") if l.strip()]
check("most of them are still articles; of the others no charset can be told", len(lines) > 120 and rc in (0, 3), f"{len(lines)} {rc}")
words = [(r["path"], s) for r in lines for s in [r["title"] or "", *r["paragraphs"], *r["authors"]]]
check("in NFC", not (bad := [w for w in words if unicodedata.normalize("NFC", w[1]) != w[1]]), bad[:3])
check("no soft hyphens, no zero widths, no controls", not (bad := [w for w in words if any(c in BAD or (ord(c) < 32) or 0x7f <= ord(c) < 0xa0 or 0xd800 <= ord(c) < 0xe000 for c in w[1])]), bad[:3])
check("blanks are single and plain", not (bad := [w for w in words if "  " in w[1] or w[1] != w[1].strip() or "\u00a0" in w[1]]), bad[:3])
done()
