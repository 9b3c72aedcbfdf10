# How the tests are run. Each is a file that states its claim in its first line and has RUN: lines below it.
#
#   %cc, %cxx         valdi-clang, valdi-clang++ with warnings as errors, debug information, the build's sanitizers
#   %run PROGRAM      runs a test of order: once, or as often as --repeat says, until it deviates
#   %load             how many times as much a test of load does: 1, or what --repeat says, 10 at most
#   %rustc            Debian's rustc with the plugin and the runtime, %t.checkpoints its checkpoint file
#   %flang            the flang of the build's LLVM
#   %san              the build's sanitizers, for a compiler that is called without %cc
#   %plugin           ValdiPass.so
#   %plain-clang      the clang Valdi was built with, as it is
#   %prefix           the build tree, laid out like an installation: bin, lib, include
#   %source           the source tree
#   %linkers          of bfd, gold, lld and mold those that are there, for -fuse-ld=

import glob
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, f"{config.valdi_source}/test")
import whole

config.name = "valdi"
times = int(lit_config.params.get("repeat", "1"))
# Of the tool and the examples, tests that have no %run are repeated whole: a quarter as often, since they compile.
config.test_format = whole.RepeatedWhole(
    ["examples/", "tools/prove/", "tools/record/", "tools/run/", "tools/show/"], (times + 3) // 4)
config.suffixes = [".c", ".cpp", ".rs", ".test"]
config.excludes = ["bench", "fuzz", "inputs", "world"]
config.test_source_root = os.path.join(config.valdi_source, "test")
config.test_exec_root = os.path.join(config.valdi_build, "test")

build, llvm = config.valdi_build, config.llvm_tools
sanitizers = ""
if config.valdi_sanitize:
    sanitizers = f"-fsanitize={config.valdi_sanitize} -fno-sanitize-recover=all"
flags = f"-g -Wall -Wextra -Werror -Wno-unused-parameter {sanitizers}"
if config.valdi_sanitize:
    config.available_features.add("sanitized")
elif glob.glob(f"{llvm}/../lib/clang/*/lib/linux/libclang_rt.tsan-*.a"):
    config.available_features.add("sanitizer-runtimes")  # a program may have a sanitizer of its own
if config.llvm_version >= 18:
    config.available_features.add("annotated-declarations")
for tool in ["ccache", "gdb", "make", "mandoc", "meson", "ninja", "pkg-config", "zsh"]:
    if shutil.which(tool):
        config.available_features.add(tool)
if shutil.which("spin") and config.llvm_version == 14 and not config.valdi_sanitize:
    config.available_features.add("spin")  # a model is the same for all: once is enough
for library, header in [("cmocka", "cmocka.h"), ("doctest", "doctest/doctest.h"), ("gtest", "gtest/gtest.h")]:
    if os.path.exists(f"/usr/include/{header}"):
        config.available_features.add(library)
if glob.glob("/usr/lib/postgresql/*/bin/initdb") and os.path.exists("/usr/include/postgresql/libpq-fe.h"):
    config.available_features.add("postgresql")
browsers = ["/usr/bin/chromium", "/usr/bin/chromedriver", "/usr/lib/python3/dist-packages/selenium"]
if all(map(os.path.exists, browsers)) and config.llvm_version == 14 and not config.valdi_sanitize:
    config.available_features.add("browser")  # a page is the same for all, too
if os.path.exists(f"{llvm}/../lib/LLVMgold.so"):
    config.available_features.add("lto-plugin")  # of GNU's linkers
linkers = {"bfd": "ld.bfd", "gold": "ld.gold", "lld": "ld.lld", "mold": "ld.mold"}
linkers = [name for name, program in linkers.items() if shutil.which(program, path=f"{llvm}:{os.environ['PATH']}")]


def front_end_fits(command):
    """Whether a compiler is there and its LLVM is the one Valdi was built with."""
    try:
        version = subprocess.run(command, capture_output=True, text=True).stdout
    except FileNotFoundError:
        return False
    return re.search(rf"LLVM version:? {config.llvm_version}\.", version) is not None


# A program of theirs cannot load a runtime that has sanitizers.
rustc = "/usr/bin/rustc"  # a newer one on PATH brings another LLVM
if not sanitizers and front_end_fits([rustc, "-vV"]):
    config.available_features.add("rustc")
flang = f"/usr/bin/flang-new-{config.llvm_version}"
if os.path.exists(flang):
    config.available_features.add("flang")

config.environment["PATH"] = os.pathsep.join([f"{build}/bin", llvm, os.environ["PATH"]])
config.environment["VALDI_CLANG"] = ""
plugin = f"{build}/lib/valdi/llvm-{config.llvm_version}/ValdiPass.so"
repeat = f"sh {config.valdi_source}/test/repeat.sh {times}"
config.substitutions += [
    ("%cc", f"{build}/bin/valdi-clang {flags}"),
    ("%cxx", f"{build}/bin/valdi-clang++ {flags}"),
    ("%run", repeat),
    ("%load", str(min(times, 10))),
    ("%rustc", f"env RUSTC_BOOTSTRAP=1 VALDI_CHECKPOINT_FILE=%t.checkpoints {rustc} -Zllvm-plugins={plugin} --edition 2021 "
     f"-g -D warnings -L {build}/lib -l valdi -C link-arg=-Wl,-rpath,{build}/lib"),
    ("%flang", flang),
    ("%san", sanitizers),
    ("%plugin", plugin),
    ("%plain-clang", f"{llvm}/clang"),
    ("%prefix", build),
    ("%source", config.valdi_source),
    ("%linkers", " ".join(linkers)),
]
