# SPDX-License-Identifier: MIT
"""For the measures of grouping: articles into a fresh record of kawat, and its answers back."""
import json, os, shutil, subprocess, tempfile

KAWAT, SHARED = os.environ.get("KAWAT", "build/kawat"), os.environ.get("SHARED", "../shared")

def lines(path):
    with open(path, encoding="utf8") as f: return [json.loads(l) for l in f if l.strip()]

def ask(articles, *verbs):
    """Adds the articles (dicts as in CONTRACT.md) and returns the JSON lines of each verb."""
    folder = tempfile.mkdtemp()
    try:
        path, record = os.path.join(folder, "in.jsonl"), os.path.join(folder, "record.db")
        with open(path, "w", encoding="utf8") as f:
            for a in articles: f.write(json.dumps(a, ensure_ascii=False) + "\n")
        run = lambda *args: subprocess.run([KAWAT, *args, "--record", record], capture_output=True, text=True)
        added = run("add", "--quiet", path)
        if added.returncode not in (0, 3): raise SystemExit("kawat add: " + added.stderr[-300:])
        return [[json.loads(l) for l in run(v, "--format", "jsonl").stdout.splitlines()] for v in verbs]
    finally:
        shutil.rmtree(folder)

def score(program, gold, answers):
    """The output of a scorer of ../shared/score."""
    text = "".join(json.dumps(a) + "\n" for a in answers)
    return subprocess.run([os.path.join(SHARED, "score", program), gold], input=text, capture_output=True, text=True).stdout

def row(of, measure, value, goal=""):
    print(f"{of}\t{measure}\t{value:.3f}\t{goal}")
