#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. `make install` into a folder of its own: the program runs there, a C program finds the library by pkg-config, shared and
archived, the man page is there, and `make uninstall` leaves nothing."""
import os, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import KAWAT, ROOT, check, done, path, skip, write

to = path("to")
def make(target, **more):
    p = subprocess.run(["make", "-s", target, f"BUILD={os.path.relpath(os.path.dirname(KAWAT), ROOT)}", f"DESTDIR={to}", "PREFIX=/opt/kawat"], cwd=ROOT,
                       text=True, capture_output=True, env={k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL", "PREFIX", "LIBDIR")})
    check(f"make {target}", p.returncode == 0, p.stdout + p.stderr)

def files(): return sorted(os.path.relpath(os.path.join(d, f), os.path.join(to, "opt/kawat")) for d, _, names in os.walk(to) for f in names)

def run(*command, **env): return subprocess.run(command, text=True, capture_output=True, env={**os.environ, **env})

make("install")
version = run(KAWAT, "--version").stdout.split()[-1]
check("every file has its place", files() == sorted(["bin/kawat", "include/kawat.h", "lib/libkawat.a", "lib/libkawat.so", f"lib/libkawat.so.{version.split('.')[0]}",
      f"lib/libkawat.so.{version}", "lib/pkgconfig/kawat.pc", "share/man/man1/kawat.1"]), files())
p = run(os.path.join(to, "opt/kawat/bin/kawat"), "--version"); check("the program runs", p.returncode == 0 and p.stdout.split()[-1] == version, p.stderr)
pc = {"PKG_CONFIG_PATH": os.path.join(to, "opt/kawat/lib/pkgconfig"), "PKG_CONFIG_SYSROOT_DIR": to}
if not shutil.which("pkg-config"): skip("a C program finds the library", "pkg-config is absent")
else:
    check("pkg-config knows the version", (p := run("pkg-config", "--modversion", "kawat", **pc)).stdout.strip() == version, p.stderr)
    source = write("user.c", '#include <kawat.h>\n#include <stdio.h>\nint main(void) { puts(kw_version()); return 0; }\n')
    san = ["-fsanitize=address,undefined"] if os.environ.get("KAWAT_SAN") else []
    for name, more in ("shared", []), ("archived", ["--static"]):
        flags = run("pkg-config", "--cflags", "--libs", *more, "kawat", **pc).stdout.split()
        if more: flags = [f if f != "-lkawat" else "-l:libkawat.a" for f in flags]
        out = path("user-" + name); p = run("gcc", *san, source, "-o", out, *flags)
        check(f"a C program is built with the library, {name}", p.returncode == 0, p.stderr)
        p = run(out, **({} if more else {"LD_LIBRARY_PATH": os.path.join(to, "opt/kawat/lib")}))
        check("... and runs", p.stdout.strip() == version, p.stderr)
make("uninstall")
check("uninstall leaves no file", files() == [], files())
done()
