# SPDX-License-Identifier: MIT
"""What tests of the command share: TAP lines, running kawat, records in a folder that goes away."""
import atexit, json, os, shutil, subprocess, sys, tempfile

KAWAT = os.path.abspath(os.environ.get("KAWAT", "build/kawat"))
ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
ARTICLES = os.path.join(ROOT, "samples", "articles")
WORLD = ("--world", os.path.join(ROOT, "samples", "world")) if os.path.isdir(os.path.join(ROOT, "samples", "world")) else ()
DIR = tempfile.mkdtemp(prefix="kawat-test-")
atexit.register(shutil.rmtree, DIR, True)
n = failed = 0

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}")
    if not good: print("\n".join("  " + l for l in str(why).splitlines()[:30]))
    return good

def skip(name, why):
    global n
    n += 1; print(f"ok {n} - {name} # SKIP {why}")

def done(): sys.exit(1 if failed else 0)

def kawat(*args, stdin="", env=None, cwd=None, timeout=120, **more):
    """The finished process; stdin text or bytes; output as text."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    p = subprocess.run([KAWAT, *args], input=data, capture_output=True, env={**os.environ, **(env or {})}, cwd=cwd or DIR, timeout=timeout, **more)
    p.stdout, p.stderr = p.stdout.decode("utf8", "replace"), p.stderr.decode("utf8", "replace")
    return p

def rows(*args, **more):
    p = kawat(*args, **more)
    return [json.loads(l) for l in p.stdout.split("\n") if l.strip()]

def path(name): return os.path.join(DIR, name)

def write(name, data):
    full = path(name)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as f: f.write(data if isinstance(data, bytes) else data.encode())
    return full

def jsonl(name, items): return write(name, "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in items))

def added(name, *inputs):
    """A record of these inputs; default: the project's sample articles."""
    r = kawat("add", "--quiet", "--record", path(name), *WORLD, *(inputs or [ARTICLES]))
    if r.returncode not in (0, 3): raise SystemExit(f"add: exit {r.returncode}: {r.stderr}")
    return path(name)
