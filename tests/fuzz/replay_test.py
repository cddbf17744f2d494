#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Replays the corpus of every door (fuzz/*.c) and checks that each door has one."""
import glob, os, subprocess, sys

build = os.environ.get("BUILD", "build"); n = failed = 0
for source in sorted(glob.glob("fuzz/*.c")):
    door = os.path.basename(source)[:-2]
    if door == "replay": continue
    seeds = sorted(glob.glob(f"fuzz/corpus/{door}/*")); n += 1
    p = subprocess.run([f"{build}/fuzz/{door}_replay", *seeds], text=True, capture_output=True, timeout=600, errors="replace") if seeds else None
    good = p is not None and p.returncode == 0
    failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {door}: {p.stdout.strip() if p else 'no seeds in fuzz/corpus/' + door}")
    if p and not good: print("  " + p.stderr[-3000:].replace("\n", "\n  "))
sys.exit(1 if failed else 0)
