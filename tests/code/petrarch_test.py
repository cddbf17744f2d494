#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Coding with the dictionaries in samples/petrarch: sentences and what they must be coded as, (source, target, code) each.
A linguist can extend the table; `-` is a sentence without events."""
import json, os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cmd"))
from tap import DIR, ROOT, check, done, kawat

DICTIONARIES = os.path.join(ROOT, "samples", "petrarch")
CASES = """
2011-05-01 | Ardia attacked Belora on Monday. | ARD BLO 190
2011-05-01 | Ardian soldiers have sunk two Delmarki boats near Port Belo. | ARDMIL DEL 194
2011-05-01 | The government of Ardia blamed Beloran rebels for the fire. | ARDGOV BLOREB 112
2011-05-01 | Ardia and Belora met on Sunday. | ARD BLO 040, BLO ARD 040
2011-05-01 | Ardia met Belora on Sunday. | ARD BLO 040, BLO ARD 041
2011-05-01 | Delmark was attacked by Ardian navy ships. | ARDMIL DEL 194
2011-05-01 | Belora has not attacked Delmark. | -
2011-05-01 | Ardia said Belora attacked Delmark. | ARD BLO 112
2011-05-01 | Ardia wants to attack Belora. | ARD BLO 138
2011-05-01 | Ardia asked Belora to attack Delmark. | ARD BLO 020
2011-05-01 | Ardia asked Belora to withdraw from Delmark. | ARD BLO 0256
2011-05-01 | Ardia said it met Delmark. | ARD DEL 040
2011-05-01 | Mara Tessen held talks with Jon Vell. | ARDGOV BLOREB 036, BLOREB ARDGOV 036
2016-05-01 | Mara Tessen held talks with Jon Vell. | ARDOPP BLOGOV 036, BLOGOV ARDOPP 036
2009-05-01 | Ardia attacked Corran. | ARD UNICOR 190
2011-05-01 | Ardia held negotiations on fishing rights with Delmark. | ARD DEL 0360
2011-05-01 | The Ministry of Trade of Delmark broke off the peace conference with Belora. | DELGOV BLO 164
2011-05-01 | Ardia broke off relations with Belora. | ARD BLO 160
2011-05-01 | Ardia beat Belora in the regatta and attacked Delmark. | -
2011-05-01 | Ardia attacked Belora. It played the island cup final. | -
2011-05-01 | The Beloran relief agency aided Delmark with boats. | NGOBLO DEL 072
2011-05-01 | Ardia surrendered to Belora. | BLO ARD 087
2011-05-01 | Police in Ardia began to attack students from Delmark. | ARDCOP DELEDU 190
2011-05-01 | Grey Fleet attacked Belora. | -
2011-05-01 | The Two Ports met Delmark. | ARD/BLO DEL 040, DEL ARD/BLO 041
2011-05-01 | Fisherwomen from Ardia accused Delmark of attacking their boats. | ARDAGR DEL 112
2011-05-01 | Soldiers from Ardia wire tapped the navy of Belora. | ARDMIL BLOMIL 170
2011-05-01 | The presidents of Ardia, Belora and Delmark accused Corran. | ARDGOV COR 112, BLOGOV COR 112, DELGOV COR 112
2011-05-01 | Ardia and the soldiers of Belora raided Delmark and Corran. | ARD DEL 190, ARD COR 190, BLOMIL DEL 190, BLOMIL COR 190
2011-05-01 | Ardia's police attacked Ardia's students. | ARDCOP ARDEDU 190
2011-05-01 | Ardia verbally attacked Belora. | ARD BLO 112
2011-05-01 | Ardia attacks Belora's trade policy. | ARD BLO 111
2011-05-01 | Ardia attackes Belora. | -
2011-05-01 | Fishermen attacked Belora, Ardia said. | ---AGR BLO 190
2011-05-01 | Ardia attacked Belora, and Delmark met Corran. | ARD BLO 190, DEL COR 040, COR DEL 041
2011-05-01 | The prisoners, captured by Ardia, attacked Belora. | -
2011-05-01 | The president of Ardia and Belora blamed Delmark. | ARDGOV DEL 112, BLO DEL 112
2011-05-01 | Ardia is said to be about to attack Belora. | ARD BLO 010
2011-05-01 | Ardian soldiers attacked two students in Belora on Tuesday, police said. | ARDMIL BLOEDU 190
2011-05-01 | Ardia's attack on Belora angered Delmark, which blamed Corran. | DEL COR 112
2011-05-01 | Belora, backed by Delmark, attacked fishermen in Corran. | BLO CORAGR 190
2011-05-01 | Ardia, in a bid to end the crisis, blamed fishermen from Delmark. | ARD DELAGR 112
2011-05-01 | Mara Tessen, speaking in Corran, blamed Belora and urged Delmark to surrender. | ARDGOV BLO 112, ARDGOV DEL 020
"""

def ask(verb, *args, **fields):
    p = kawat(verb, *args, stdin=json.dumps({"id": "x", "language": "en", **fields}) + "\n")
    return (json.loads(p.stdout) if p.stdout.strip() else {}), p

for line in CASES.strip().splitlines():
    day, text, want = (part.strip() for part in line.split("|"))
    got, p = ask("code", "--petrarch", DICTIONARIES, text=text, published=day)
    found = sorted(f"{e['source']['actor']} {e['target']['actor']} {e['cameo']}" for e in got.get("events", []))
    check(f"{day} {text}", found == ([] if want == "-" else sorted(w.strip() for w in want.split(","))), f"want {want}\ngot  {', '.join(found)}\n{p.stderr}")

# The flat format of PETRARCH 1: words in their order, over the clause's border, with $ + ^ %.
flat = os.path.join(DIR, "flat.verbs.txt")
open(flat, "w").write("""<!-- a dictionary of PETRARCH 1 -->
&TALKS
+TALK
--- REGRET [111] ---
REGRET
- NOTED + * [115]
--- RAID [190] ---
RAID
- WILL NOT * [081]
- SAID * VILLAGES [194]
- * ^ TO_PUNISH + [195]
--- HOLD [---] ---
HOLD {HELD}
- % * &TALKS [031]
""")
FLAT = """
Ardia noted that Belora regretted the raid. | ARD BLO 115
Ardia will not raid Belora. | ARD BLO 081
Ardia has not raided Belora. | -
Ardia said it raided villages in Belora. | ARD BLO 194
Ardia raided Corran to punish Belora. | ARD BLO 195
Ardia and Belora held talks. | ARD BLO 031, BLO ARD 031
"""
for line in FLAT.strip().splitlines():
    text, want = (part.strip() for part in line.split("|"))
    got, p = ask("code", "--petrarch", os.path.join(DICTIONARIES, "islands.actors.txt") + "," + flat, text=text, published="2011-05-01")
    found = sorted(f"{e['source']['actor']} {e['target']['actor']} {e['cameo']}" for e in got.get("events", []))
    check(f"flat: {text}", found == ([] if want == "-" else sorted(w.strip() for w in want.split(","))), f"want {want}\ngot  {', '.join(found)}\n{p.stderr}")

event = ask("code", "--petrarch", DICTIONARIES, text="Ardia said Belora attacked Delmark.", published="2011-05-01")[0]["events"][0]
check("why names dictionary, line and what it took", event["frame"].startswith("islands.verbs.txt:") and "turned by islands.verbs.txt:" in event["why"], event)
check("PLOVER's type goes by the code", event["type"] == "ACCUSE" and event["happened"] is True, event)
issue = ask("code", "--petrarch", DICTIONARIES, text="Ardia held negotiations on fishing rights with Delmark.", published="2011-05-01")[0]["events"][0]
check("why names the issues of the sentence", "issue FISH (fishing rights)" in issue["why"], issue)

text = "Mara Tessen and the president of Belora spoke."
for where, args in (("--petrarch", ("--petrarch", DICTIONARIES)), ("a folder of --world", ("--world", DICTIONARIES))):
    got = {m["text"]: m for m in ask("mark", *args, text=text, published="2011-05-01")[0]["mentions"]}
    mara = got.get("Mara Tessen") or {}
    check(f"mark finds actors of {where}", mara.get("actor") == "ARDGOV" and got.get("the president of Belora", {}).get("actor") == "BLOGOV", got)
    check(f"and says which line and dates ({where})", mara.get("why") == "islands.actors.txt:16 mara tessen (line 17: ARDGOV from 2008-03-01 to 2012-02-29)", mara)
got = ask("mark", text=text, published="2011-05-01")[0]["mentions"]
check("without the option nothing of it is known", not any(m["actor"] in ("ARDGOV", "BLOGOV") for m in got), got)
got = ask("code", "--world", DICTIONARIES, text="Ardia attacked Belora on Monday.", published="2011-05-01")[0]["events"]
check("actors of --world are coded by kawat's own frames", [(e["source"]["actor"], e["target"]["actor"], e["type"]) for e in got] == [("ARD", "BLO", "ASSAULT")], got)

got = [m["text"] for m in ask("mark", "--petrarch", DICTIONARIES, text="Ardian police met Mara Tessen.", published="2011-05-01")[0]["mentions"]]
check("the point that ends a sentence is no part of a name", got == ["Ardian police", "Mara Tessen"], got)
given = "Ardia attacked Belora and met Delmark."
got = ask("code", "--petrarch", DICTIONARIES, text=given, published="2011-05-01", mentions=[{"start": 0, "end": 5, "role": "source"}, {"start": 30, "end": 37, "role": "target"}])[0]["events"]
check("two given actors: one event, by the dictionaries", len(got) == 1 and (got[0]["source"]["actor"], got[0]["target"]["actor"], got[0]["cameo"]) == ("ARD", "DEL", "040"), got)
got = ask("code", "--petrarch", DICTIONARIES, "--all", text="Ardia said so.", published="2011-05-01")[0]["events"]
check("--all: an event without a target", len(got) == 1 and got[0]["source"]["actor"] == "ARD" and got[0]["target"] is None and got[0]["cameo"] == "010", got)

p = kawat("code", "--petrarch", os.path.join(ROOT, "docs"), stdin="")
check("a folder without dictionaries is refused", p.returncode == 2 and "want dictionaries of PETRARCH (*actors*, *agents*, *discard*, *issues*, *verbs*), found none" in p.stderr, p.stderr)
p = kawat("code", "--petrarch", "nowhere", stdin="")
check("a folder that is not there is refused", p.returncode == 2 and "nowhere: cannot open" in p.stderr, p.stderr)
bad = os.path.join(DIR, "bad.actors.txt"); open(bad, "w").write("ARDIA [ARD]\n\t[BLO 9]\n")
p = kawat("mark", "--petrarch", bad, stdin='{"text":"Ardia"}\n')
check("a wrong line is told on stderr and the rest is read", p.returncode == 0 and '"actor":"ARD"' in p.stdout and "bad.actors.txt:2: want dates as" in p.stderr, p.stdout + p.stderr)
done()
