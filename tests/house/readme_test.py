#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# slow
"""The README's examples are true: each ```console block is run, in order, and its output compared.

    tests/house/readme_test.py [--update]      --update writes what came out into the README
"""
import os, re, subprocess, sys, tempfile

KAWAT = os.path.abspath(os.environ.get("KAWAT", "build/kawat"))

def run(command, folder):
    env = dict(os.environ, PATH=os.path.dirname(KAWAT) + ":" + os.environ["PATH"], NO_COLOR="1", COLUMNS="110", LC_ALL="C.UTF-8")
    p = subprocess.run(command, shell=True, cwd=folder, env=env, text=True, capture_output=True)
    return "\n".join(line.rstrip() for line in (p.stdout + p.stderr).splitlines())

def main():
    text = open("README.md", encoding="utf8").read(); n = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath("samples"), os.path.join(folder, "samples"))
        def replace(m):
            nonlocal n, failed
            command, _, want = m[1].partition("\n")
            got = run(command, folder); n += 1
            if "--update" not in sys.argv:
                good = got.strip("\n") == want.strip("\n"); failed += not good
                print(f"{'ok' if good else 'not ok'} {n} - README: {command}")
                if not good: print("  want\n" + want + "\n  got\n" + got)
            return f"```console\n$ {command}\n" + (got + "\n" if got else "") + "```"
        new = re.sub(r"```console\n\$ (.*?)\n?```", replace, text, flags=re.S)
    if "--update" in sys.argv: open("README.md", "w", encoding="utf8").write(new); print("README.md is up to date")
    elif not n: print("not ok 1 - the README has examples")
    sys.exit(1 if failed else 0)

main()
