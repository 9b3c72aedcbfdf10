# Runs the commands in README.md, in the directory of a project, with nothing of ours but an installed Valdi:
# as-the-readme-says.sh PREFIX CLANG
set -eu
commands=$(sed -n 's/^    //p' README.md | sed "s|clang-14|$2|g; s|clang++-14|$2++|g")
[ -n "$commands" ]
env -i PATH="$1/bin:/usr/bin:/bin" CMAKE_PREFIX_PATH="$1" PKG_CONFIG_PATH="$1/lib/pkgconfig" LANG=C.UTF-8 \
    sh -exc "$commands"
