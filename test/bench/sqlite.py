#!/usr/bin/env python3
"""Measures what hooks in every function of SQLite cost: compiling it, its size, and running it.

usage: sqlite.py BUILD-TREE LIBRARY-DIRECTORY SHELL.c

Prints tables in Markdown. Times are of the processor, of this process's children; ratios are within a round.
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile

build, library, shell = sys.argv[1:]
here = os.path.dirname(os.path.abspath(__file__))
valdi_clang = f"{build}/bin/valdi-clang"
clang = subprocess.run([valdi_clang, "-print-prog-name=clang"], capture_output=True, text=True).stdout.strip()
size = subprocess.run([valdi_clang, "-print-prog-name=llvm-size"], capture_output=True, text=True).stdout.strip()
version = os.path.basename(os.path.dirname(os.path.dirname(clang))).removeprefix("llvm-")
plugin = f"{build}/lib/valdi/llvm-{version}/ValdiPass.so"
work = tempfile.mkdtemp(dir=build)
loaded = [f"-fplugin={plugin}", f"-fpass-plugin={plugin}"]


def hooked(section):
    """Options that hook every function; section is both or before."""
    path = f"{work}/{section}.checkpoints"
    with open(path, "w") as file:
        file.write(f"[{section}]\nsrc:*\n")
    return [*loaded, "-Xclang", "-mllvm", "-Xclang", f"-valdi-checkpoint-file={path}"]


ways = {
    "plain": [],
    "plugin loaded, nothing to do": loaded,
    "every function hooked": hooked("both"),
    "only before every function": hooked("before"),
    "XRay's sleds in every function": ["-fxray-instrument", "-fxray-instruction-threshold=1"],
}


def seconds(command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, **options)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def rounds(names, count, measure):
    """Measures each way in turn, count times; returns a list of times for each."""
    times = {name: [] for name in names}
    for _ in range(count):
        for name in names:
            times[name].append(measure(name))
    return times


def table(times):
    print("| | median, s | lowest, s | ratio (lowest - highest) |\n|---|---:|---:|---:|")
    first = next(iter(times.values()))
    for name, measured in times.items():
        ratios = [a / b for a, b in zip(measured, first)]
        print(f"| {name} | {statistics.median(measured):.2f} | {min(measured):.2f} | "
              f"{statistics.median(ratios):.3f} ({min(ratios):.3f} - {max(ratios):.3f}) |")


def compiled(name, level):
    return seconds([clang, level, "-w", *ways[name], "-c", f"{library}/sqlite3.c", "-o", f"{work}/{name}{level}.o"])


def linked(name):
    program = f"{work}/{name}"
    xray = ["-Wl,--unresolved-symbols=ignore-all"] if "XRay" in name else []
    subprocess.run([valdi_clang, f"{work}/{name}-O2.o", f"{work}/shell.o", "-lm", "-ldl", "-lpthread", *xray, "-o", program],
                   check=True)
    return program


def run(program):
    with open(f"{here}/sqlite.sql") as script:
        return seconds([program, ":memory:"], stdin=script, stdout=subprocess.DEVNULL)


for level, count in (("-O0", 9), ("-O2", 2)):
    print(f"\n### Compiling SQLite, {level}\n")
    table(rounds([name for name in ways if name != "only before every function"], count, lambda name: compiled(name, level)))
compiled("only before every function", "-O2")
print("\n### Size of the object, -O2\n\n| | text, bytes | ratio | data, bytes |\n|---|---:|---:|---:|")
base = None
for name in ways:
    fields = subprocess.run([size, f"{work}/{name}-O2.o"], capture_output=True, text=True).stdout.split("\n")[1].split()
    base = base or int(fields[0])
    print(f"| {name} | {fields[0]} | {int(fields[0]) / base:.2f} | {fields[1]} |")
subprocess.run([clang, "-O2", "-w", f"-I{library}", "-c", shell, "-o", f"{work}/shell.o"], check=True)
programs = {name: linked(name) for name in ways if "nothing" not in name}
print("\n### Running SQLite, -O2, hooks idle\n")
table(rounds(programs, 15, lambda name: run(programs[name])))
subprocess.run(["rm", "-rf", work])
