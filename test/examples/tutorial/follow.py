#!/usr/bin/env python3
"""follow.py PAGE: does what a tutorial says. Blocks whose first line names them ("/* bank.c: ...", "# bank.checkpoints: ...") are files; blocks
marked sh are commands, run one by one; a block marked text behind them is what they write, times and addresses aside."""
import difflib
import re
import subprocess
import sys

COMMANDS = 10


def steady(text):
    return re.sub(r"0x[0-9a-f]+", "0x_", re.sub(r"[\d.]+ ms", "_ ms", text)).splitlines()


blocks = re.findall(r"^```(\w*)\n(.*?)^```$", open(sys.argv[1]).read(), re.M | re.S) + [("", "")]
commands = 0
for (kind, text), (next_kind, shown) in zip(blocks, blocks[1:]):
    named = re.match(r"(?:/\*|#) ([\w.-]+):", text)
    if named:
        with open(named[1], "w") as file:
            file.write(text)
    if kind != "sh":
        continue
    commands += len(text.splitlines())
    run = subprocess.run(["bash", "-e"], input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(text, run.stdout, sep="")
    if run.returncode:
        sys.exit(f"status {run.returncode}")
    if next_kind == "text":
        difference = list(difflib.unified_diff(sorted(steady(shown)), sorted(steady(run.stdout)), "the page", "the run", lineterm=""))
        if difference:
            sys.exit("\n".join(difference))
if commands != COMMANDS:
    sys.exit(f"{commands} commands, not {COMMANDS}")
