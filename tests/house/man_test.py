#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The man page says what the help says: verbs with their words, lines and options, options with their values, examples, exit codes.

    tests/house/man_test.py [--update]      --update writes these sections of docs/kawat.1 anew
"""
import os, re, shutil, subprocess, sys

KAWAT = os.path.abspath(os.environ.get("KAWAT", "build/kawat"))
PAGE = "docs/kawat.1"

def help_of(*verb): return subprocess.run([KAWAT, *verb, "-h"], text=True, capture_output=True, check=True).stdout

def escape(text):
    """Text as roff has it: no line of it a request, no hyphen and quotation mark changed for the eye."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti").replace('"', "\\(dq")
    return "\\&" + text if text[:1] in ".'" else text

def macro_words(text):
    """Words behind a macro: mdoc would take a word such as "Ar", or a lone point, for its own."""
    return " ".join("\\&" + escape(w) if re.fullmatch(r"[A-Z][a-z]\w?|\W", w) else escape(w) for w in text.split())

def verbs():
    """(name, words, line, lines of its options) of each verb, in the order of the help, which stands in columns."""
    for line in help_of().split("verbs:\n")[1].split("\n\n")[0].split("\n"):
        name = line[2:12].strip()
        yield name, line[12:23].strip(), line[23:], [l for l in help_of(name).split("\n") if l.startswith("  --")]

def options(verbs):
    """name -> (value's name, {line: verbs that tell it so}), in the order of the help."""
    found = {}
    for verb, _, _, lines in verbs:
        for line in lines:
            name, _, value = line[4:25].strip().partition(" ")
            found.setdefault(name, (value, {}))[1].setdefault(line[25:], []).append(verb)
    return found

def told_of(told):
    """The lines of one option; where verbs tell it in several ways, each way with its verbs."""
    if len(told) == 1: return [sentence(line) for line in told]
    return [l for line, verbs in told.items() for l in (".Pp", ".Cm " + " , ".join(verbs) + " :", sentence(line))][1:]

def sentence(line): return escape(line[0].upper() + line[1:] + ("" if line[-1] in ".?!" else "."))

def item(kind, name, words): return f".It {kind} {name}" + (" Ar " + macro_words(words) if words else "")

def sections():
    """Section -> its lines, made from the help."""
    told = list(verbs())
    out = {"VERBS": [], "OPTIONS": [], "EXAMPLES": []}
    for name, words, line, lines in told:
        takes = " , ".join("Fl \\-" + escape(l[4:].split()[0]) for l in lines)
        out["VERBS"] += [item("Cm", name, words), sentence(line), f".Pq {takes}"]
    for name, (value, ways) in options(told).items(): out["OPTIONS"] += [item("Fl", "\\-" + escape(name), value), *told_of(ways)]
    for section in "VERBS", "OPTIONS": out[section] = [".Bl -tag -width Ds"] + out[section] + [".El"]
    for command, what in re.findall(r"^  (kawat .*?)  +(\S.*)$", help_of().split("verbs:")[0], re.M): out["EXAMPLES"] += [".Pp", escape(what[0].upper() + what[1:] + ":"), ".Dl " + escape(command)]
    return out

def split(page):
    """Section -> its lines."""
    found, at = {}, None
    for line in page.split("\n"):
        if line.startswith(".Sh "): at = line[4:]; found[at] = []
        elif at: found[at].append(line)
    return found

def update(page, made):
    for section, lines in made.items():
        page = re.sub(rf"(^\.Sh {section}\n).*?(?=^\.Sh |\Z)", lambda m: m[1] + "\n".join(lines) + "\n", page, flags=re.M | re.S)
    return page

def main():
    page, made = open(PAGE, encoding="utf8").read(), sections()
    if "--update" in sys.argv:
        open(PAGE, "w", encoding="utf8").write(update(page, made)); print(f"{PAGE} is up to date"); return 0
    there, n, failed = split(page), 0, 0
    def check(name, good, why=""):
        nonlocal n, failed
        n += 1; failed += not good
        print(f"{'ok' if good else 'not ok'} {n} - {name}" + ("" if good else f"\n  {why}"))
    for section, lines in made.items():
        got = there.get(section, [])
        check(f"{section} of the man page is what the help says", got == lines,
              f"not in the help {[l for l in got if l not in lines][:4]}, not in {PAGE} {[l for l in lines if l not in got][:4]}; `{sys.argv[0]} --update` writes it anew")
    told = re.search(r"^Exit: (.*)", help_of(), re.M)[1]
    codes = set(re.findall(r"\b\d+\b", told))
    check("EXIT STATUS has the codes of the help", {c for l in there.get("EXIT STATUS", []) if l.startswith(".It") for c in re.findall(r"\d+", l)} == codes, codes)
    if not shutil.which("groff"): print(f"ok {n + 1} - the page is laid out without a warning # SKIP groff is absent")
    else:
        p = subprocess.run(["groff", "-mandoc", "-ww", "-Tutf8", PAGE], text=True, capture_output=True)
        plain = re.sub(r"\x1b\[[\d;]*m|.\x08", "", p.stdout)
        check("the page is laid out without a warning", p.returncode == 0 and not p.stderr and "--record FILE" in plain and "kawat timeline" in plain, p.stderr or plain[:2000])
    return 1 if failed else 0

sys.exit(main())
