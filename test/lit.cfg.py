# How the tests are run. Each is a file that states its claim in its first line and has RUN: lines below it.
#
#   %cc, %cxx         valdi-clang, valdi-clang++ with warnings as errors, debug information, the build's sanitizers
#   %run PROGRAM      runs a test of order: once, or as often as --repeat says, until it deviates
#   %san              the build's sanitizers, for a compiler that is called without %cc
#   %plugin           ValdiPass.so
#   %plain-clang      the clang Valdi was built with, as it is
#   %prefix           the build tree, laid out like an installation: bin, lib, include
#   %source           the source tree

import glob
import os

import lit.formats

config.name = "valdi"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["bench", "inputs"]
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

config.environment["PATH"] = os.pathsep.join([f"{build}/bin", llvm, os.environ["PATH"]])
config.environment["VALDI_CLANG"] = ""
repeat = f"sh {config.valdi_source}/test/repeat.sh {lit_config.params.get('repeat', '1')}"
config.substitutions += [
    ("%cc", f"{build}/bin/valdi-clang {flags}"),
    ("%cxx", f"{build}/bin/valdi-clang++ {flags}"),
    ("%run", repeat),
    ("%san", sanitizers),
    ("%plugin", f"{build}/lib/valdi/llvm-{config.llvm_version}/ValdiPass.so"),
    ("%plain-clang", f"{llvm}/clang"),
    ("%prefix", build),
    ("%source", config.valdi_source),
]
