#!/bin/sh
# Tries the Debian package as a new user would: in a system made by debootstrap, which has nothing of the sources, installs
# it with apt, and builds and tests example projects as somebody who is not root.
#
#     test/package.sh DEB DIRECTORY       for root; DIRECTORY, in which others may look, keeps the bare system, for the next time
#
# In namespaces of its own: nothing stays mounted, and nobody stays behind.
set -eu
deb=$(readlink -f "$1") directory=$2
projects=$(readlink -f "$(dirname "$0")/examples/projects")
. /etc/os-release

in_system() {
    unshare --mount --pid --fork --kill-child --mount-proc="$directory/system/proc" chroot "$directory/system" "$@"
}

if ! [ -d "$directory/bare" ]; then
    rm -rf "$directory/new" && mkdir -p "$directory"
    debootstrap --variant=minbase "$VERSION_CODENAME" "$directory/new"
    mv "$directory/new" "$directory/bare"
fi
rm -rf "$directory/system"
cp -a "$directory/bare" "$directory/system"
cp "$deb" "$directory/system/tmp"

# With what it recommends, as apt does unless told otherwise: a clang of its LLVM; and what the projects need.
in_system sh -ec '
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y "$1"
    apt-get install -y --no-install-recommends make cmake libgtest-dev meson pkg-config zsh
    useradd --create-home somebody' sh "/tmp/$(basename "$deb")"

for project in make cmake-googletest meson; do
    cp -r "$projects/$project" "$directory/system/home/somebody"
    commands=$(sed -n 's/^    //p' "$projects/$project/README.md")
    in_system sh -ec 'chown -R somebody /home/somebody/$0 && exec su - somebody -c "set -ex; cd $0; $1"' "$project" "$commands"
done
in_system su - somebody -c 'valdi points make/racy_test'
in_system su - somebody -c 'test "$(zsh -fc "autoload -Uz compinit; compinit -D; print \$_comps[valdi]")" = _valdi'

# Everything goes again.
in_system sh -ec '
    files=$(dpkg -L valdi | grep -i valdi)
    apt-get purge -y valdi
    for file in $files; do
        ! [ -e "$file" ] || { echo "left behind: $file"; exit 1; }
    done'
rm -rf "$directory/system"
echo "the package works on a clean $PRETTY_NAME"
