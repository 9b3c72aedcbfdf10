#!/usr/bin/env python3
"""follow.py PAGE [FROM=TO...]: runs what a page says to run (blocks marked sh) in one shell, each FROM in it replaced by TO, and
compares what comes out with what the page shows (a block marked text behind it); times and processes' numbers aside. What it
quotes (blocks marked c) must be in a file beside this one."""
import difflib
import glob
import os
import re
import subprocess
import sys


def steady_lines(text):
    return re.sub(r"[\d.]+ ms", "_ ms", re.sub(r"backend \d+", "backend _", text)).splitlines()


def read_steps(page):
    """Pairs of commands and output; None where the page shows none."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.M | re.S) + [("", "")]
    return [(text, next_text if next_kind == "text" else None)
            for (kind, text), (next_kind, next_text) in zip(blocks, blocks[1:])
            if kind == "sh" and not text.startswith("tools/dev")]


def words_of(text):
    return " ".join(text.split())


def misquotations(page):
    sources = [words_of(open(path).read()) for path in glob.glob(f"{os.path.dirname(__file__)}/*.c")]
    quotations = re.findall(r"^```c\n(.*?)^```$", page, re.M | re.S)
    return [f"not in the sources:\n{text}" for text in quotations if not any(words_of(text) in source for source in sources)]


page = open(sys.argv[1]).read()
for pair in sys.argv[2:]:
    old, new = pair.split("=", 1)
    if old not in page:
        sys.exit(f"the page has no {old}")
    page = page.replace(old, new)
steps, end = read_steps(page), "end of step\n"
script = "".join(f"{commands}printf '{end}'\n" for commands, _ in steps)
run = subprocess.run(["bash", "-e"], input=script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
print(run.stdout)
outputs = run.stdout.split(end)
differences = misquotations(page) + [line for (_, shown), output in zip(steps, outputs) if shown is not None
                                     for line in difflib.unified_diff(steady_lines(shown), steady_lines(output), "the page", "the run", lineterm="")]
print(*differences, sep="\n")
sys.exit(run.returncode or len(outputs) != len(steps) + 1 or bool(differences))
