#!/usr/bin/env python3
"""Measures what recording a program, holding it to a recording, and a run of the tool cost.

usage: tool.py BUILD-TREE

Prints tables in Markdown. Times are of the clock; ratios are within a round.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

build = os.path.abspath(sys.argv[1])
here = os.path.dirname(os.path.abspath(__file__))
directory = tempfile.TemporaryDirectory(dir=build)
work = directory.name
valdi, hits, steps, runs, rounds = f"{build}/bin/valdi", 400_000, 10_000, 100, 7


def timed(*command):
    begin = time.perf_counter()
    subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def print_row(title, seconds, base, per, unit):
    ratios = sorted(mine / other for mine, other in zip(seconds, base))
    each = (statistics.median(seconds) - (0 if seconds is base else statistics.median(base))) / per
    more = "" if seconds is base else f"{each * unit:.2f}"
    print(f"| {title} | {statistics.median(seconds) * 1000:.1f} | {more} | {statistics.median(ratios):.2f} "
          f"({ratios[0]:.2f} - {ratios[-1]:.2f}) |")


def measure(ways):
    times = [[] for _ in ways]
    for _ in range(rounds):
        for taken, way in zip(times, ways):
            taken.append(timed(*way))
    return times


subprocess.run([f"{build}/bin/valdi-clang", "-O2", "-g", f"{here}/ticks.c", "-o", f"{work}/ticks"], check=True)
subprocess.run([valdi, "record", "-o", f"{work}/seen.order", "./ticks", str(steps // 4)], cwd=work, check=True, stderr=subprocess.DEVNULL)
with open(f"{work}/one.order", "w") as order:
    order.write("starter first = thread loop/1\nstarter second = thread loop/2\nsecond after loop\nfirst before tick\n")

few, many = ("./ticks", str(steps // 4)), ("./ticks", str(hits // 4))
recorded = (valdi, "record", "--limit", str(10 * hits), "-o", "seen2.order")
base, taken = measure([many, (*recorded, *many)])
print(f"\n{hits} hits of two threads at once, recorded and written as an order file\n")
print("| | median, ms | more a hit, us | ratio (lowest - highest) |\n|---|---:|---:|---:|")
print_row("alone", base, base, 1, 1)
print_row("`valdi record`", taken, base, hits, 1e6)
base, taken = measure([few, (valdi, "run", "--order", "seen.order", *few)])
print(f"\nA recording of {steps} steps, replayed\n")
print("| | median, ms | more a step, us | ratio (lowest - highest) |\n|---|---:|---:|---:|")
print_row("alone", base, base, 1, 1)
print_row("`valdi run`", taken, base, steps, 1e6)
base, taken = measure([("sh", "-c", f"i=0; while [ $i -lt {runs} ]; do ./ticks 1; i=$((i + 1)); done"),
                       (valdi, "run", "--order", "one.order", "--repeat", str(runs), "./ticks", "1")])
print(f"\nAn order of two steps, {runs} runs\n")
print("| | median, ms | more a run, ms | ratio (lowest - highest) |\n|---|---:|---:|---:|")
print_row("alone, from a shell", base, base, 1, 1)
print_row("`valdi run --repeat`", taken, base, runs, 1e3)
