#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A user's own tables (--world): what they add is found and wins over what ships, and each kind of mistake in a cell is told with its place."""
import json, os, shutil, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import ROOT, check, done, kawat, path, write

HEADS = {"persons": "form actor name country use source checked", "offices": "actor office country sector from to source checked",
         "country_names": "form country use lang source checked", "places": "form name country region lat lon precision weight source checked",
         "organisations": "form actor name kind country sector lang source checked", "outlets": "name key canonical kind country caseful source checked",
         "regions": "form states source checked", "id/titles": "form office sector use"}

def world(name, **tables):
    """A folder of tables; rows as their cells with blanks between, "_" for a blank within a cell and "-" for an empty one."""
    folder = path(name); shutil.rmtree(folder, True); os.makedirs(folder)
    for table, rows in tables.items():
        table = table.replace("__", "/")
        lines = [HEADS[table].split()] + [["" if c == "-" else c.replace("_", " ") for c in r.split()] for r in rows]
        write(f"{name}/{table}.tsv", "# own rows\n" + "".join("\t".join(l) + "\n" for l in lines))
    return folder

def marked(folder, text, day="2026-05-01"):
    p = kawat("mark", "--world", folder, stdin=json.dumps({"id": "1", "text": text, "published": day}))
    return {m["text"]: m for m in json.loads(p.stdout)["mentions"]} if p.stdout else p.stderr

PERSON = ["Telma_Ardin FIN/telma-ardin Telma_Ardin FIN full desk yes", "Ardin FIN/telma-ardin Telma_Ardin FIN short desk yes"]
own = world("own", persons=PERSON, offices=["FIN/telma-ardin foreign_minister FIN GOV 2026-02 - desk yes"],
            country_names=["Negeri_Seribu_Danau FIN short id desk yes"], places=["Kuala_Tenang Kuala_Tenang IDN Riau 0.5 101.4 city 3 desk yes"],
            organisations=["Forum_Laut_Biru IDN/forum-laut-biru Forum_Laut_Biru organisation IDN NGO id desk yes"])
m = marked(own, "Telma Ardin tiba di Jakarta. Ardin memuji Forum Laut Biru.")
check("a person by her name and her surname", m["Telma Ardin"]["actor"] == m["Ardin"]["actor"] == "FIN/telma-ardin" and m["Ardin"]["role"] == "foreign minister", m)
check("a body", m["Forum Laut Biru"]["actor"] == "IDN/forum-laut-biru" and m["Forum Laut Biru"]["sector"] == "NGO", m)
m = marked(own, "Negeri Seribu Danau membantu Indonesia di Kuala Tenang.")
check("a nickname of a country, and the row that says so", m["Negeri Seribu Danau"]["country"] == "FIN" and "Negeri Seribu Danau" in m["Negeri Seribu Danau"]["why"], m)
check("a place", m["Kuala Tenang"]["country"] == "IDN", m)
check("an office by its title: the user's holder, from that day on", marked(own, "Menlu Finlandia tiba di Jakarta.")["Menlu Finlandia"]["actor"] == "FIN/telma-ardin")
check("... and before it who held it by the shipped table", marked(own, "Menlu Finlandia tiba di Jakarta.", "2026-01-10")["Menlu Finlandia"]["actor"] not in (None, "FIN/telma-ardin"))

BAD = [    # tables, the table that is wrong, line, what is told
    ({"persons": ["Telma_Ardin FIN/telma-ardin Telma_Ardin FIX full desk yes"]}, "persons", 3, "column 'country': want a key of world/countries, found 'FIX'"),
    ({"persons": ["Telma_Ardin FIN/telma-ardin Telma_Ardin FIN fuul desk yes"]}, "persons", 3, "column 'use': want one of full short, found 'fuul'"),
    ({"persons": ["Telma_Ardin - Telma_Ardin FIN full desk yes"]}, "persons", 3, "column 'actor': want something, found nothing"),
    ({"persons": ["Telma_Ardin FIN/telma Telma_Ardin FIN full desk yes"]}, "persons", 3, "column 'actor': want a country, a slash and, with hyphens, a name that is a key of world/persons, found 'FIN/telma'"),
    ({"persons": PERSON, "offices": ["FIN/telma-ardi foreign_minister FIN GOV 2026 - desk yes"]}, "offices", 3, "column 'actor': want what stands in world/persons actor, found 'FIN/telma-ardi'"),
    ({"persons": PERSON, "offices": ["FIN/telma-ardin foreign_minister FIN GOOV 2026 - desk yes"]}, "offices", 3, "column 'sector': want a key of world/sectors, found 'GOOV'"),
    ({"persons": PERSON, "offices": ["FIN/telma-ardin foreign_minister FIN GOV Feb_2026 - desk yes"]}, "offices", 3, "column 'from': want a date such as 2024, 2024-06 or 2024-06-13, found 'Feb 2026'"),
    ({"persons": PERSON, "offices": ["FIN/telma-ardin foreign_minister FIN GOV 2026-02-31 - desk yes"]}, "offices", 3, "column 'from': want a date such as 2024, 2024-06 or 2024-06-13, found '2026-02-31'"),
    ({"persons": PERSON, "offices": ["FIN/telma-ardin foreign_minister FIN GOV 2026-03 2025-01 desk yes"]}, "offices", 3, "column 'to': want a day that is not before the one in column from, found '2025-01'"),
    ({"country_names": ["Negeri_Seribu_Danau FIN short id desk yes", "Tanah_Beku FIN nickname id desk yes"]}, "country_names", 4, "column 'use': want one of name short"),
    ({"country_names": ["Negeri_Seribu_Danau FIN short xx desk yes"]}, "country_names", 3, "column 'lang': want a key of lang/languages, found 'xx'"),
    ({"places": ["Kuala_Tenang Kuala_Tenang IDN Riau 95 101.4 city 3 desk yes"]}, "places", 3, "column 'lat': want a number from -90 to 90, found '95'"),
    ({"places": ["Kuala_Tenang Kuala_Tenang IDN Riau 1,5 101.4 city 3 desk yes"]}, "places", 3, "column 'lat': want a number from -90 to 90, found '1,5'"),
    ({"regions": ["Laut_Dalam IDN_MYS_QQQ desk yes"]}, "regions", 3, "column 'states': want keys of world/countries, found 'IDN MYS QQQ'"),
    ({"id__titles": ["Panglima_Laut admiral KNIGHTS office"]}, "id/titles", 3, "column 'sector': want a key of world/sectors, found 'KNIGHTS'"),
]
for tables, table, line, want in BAD:
    folder = world("bad", **tables)
    p = kawat("mark", "--world", folder, stdin="{}\n")
    check(want, p.returncode == 2 and f"{table}.tsv:{line}: {want}" in p.stderr and not p.stdout, f"{p.returncode} {p.stderr}")

shipped = path("shipped"); os.makedirs(shipped)
for part, names in (("world", sorted(os.listdir(os.path.join(ROOT, "world")))), *((f"lang/{l}", sorted(os.listdir(os.path.join(ROOT, "lang", l)))) for l in ("en", "id"))):
    to = os.path.join(shipped, *part.split("/")[1:]); os.makedirs(to, exist_ok=True)
    for n in names:
        if n.endswith(".tsv") and n != "standing.tsv": shutil.copy(os.path.join(ROOT, part, n), to)
p = kawat("mark", "--world", shipped, stdin="")
check("all shipped tables are as they are wanted of a user", p.returncode == 1 and not p.stderr, p.stderr)
done()
