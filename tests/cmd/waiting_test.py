#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One signal ends a reader that waits: for a pipe that nobody writes to, for more of standard input. What was read before is kept."""
import os, signal, subprocess, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import DIR, KAWAT, check, done, kawat, path, write
PATIENCE = 20
pipe, good = path("pipe"), write("good.txt", "Kapal Tiba\n\nIran mengecam Israel di Teheran.\n")
os.mkfifo(pipe)

def interrupted(args, said=b"", until=None):
    """(exit code, stderr) of a call that is told to stop while it waits; standard input stays open behind `said`."""
    read, write_to = os.pipe()
    p = subprocess.Popen([KAWAT, *args], stdin=read, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=DIR)
    os.write(write_to, said); time.sleep(1)
    p.send_signal(signal.SIGINT)
    try: err = p.communicate(timeout=PATIENCE)[1]
    except subprocess.TimeoutExpired: p.kill(); p.communicate(); return "it waits on", b""
    finally: os.close(read); os.close(write_to)
    return p.returncode, err.decode()

for how in ([], ["--trusted"]):
    where = "confined" if not how else "trusted"
    check(f"a pipe that nobody writes to, {where}", (r := interrupted(["extract", *how, pipe])) == (130, ""), r)
    check(f"standard input without an end, {where}", (r := interrupted(["extract", *how])) == (130, ""), r)
    r = interrupted(["add", *how, "--record", path(where + ".db"), good, pipe])
    check(f"what came before the pipe is kept, {where}", r[0] == 130 and "1 added" in r[1] and "failed" not in r[1], r)
    check(f"... and the record is whole, {where}", kawat("check", "--record", path(where + ".db")).returncode == 0)
    writer = subprocess.Popen(["sh", "-c", f"sleep .5; cat good.txt > {pipe}"], cwd=DIR)
    p = kawat("extract", *how, pipe); writer.wait()
    check(f"a pipe is waited for until somebody writes, {where}", p.returncode == 0 and "Iran mengecam" in p.stdout, p.stderr)
done()
