# Fetches sources by package name into $sources, where later runs find them. Needs common.sh.

# The machine's own package lists, asked for sources: list_sources DIRECTORY
list_sources() {
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ ! -f "$file" ] || sed -n 's/^deb\([[:space:]]\)/deb-src\1/p' "$file" >"$1/$(basename "$file" .list).list"
    done
    for file in /etc/apt/sources.list.d/*.sources; do
        [ ! -f "$file" ] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$1/$(basename "$file")"
    done
}

# apt-get with lists and caches of its own, so that the system's stay as they are
apt_get() {
    apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/sources" \
        -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User= "$@" >>"$apt/log" 2>&1 ||
        { rm -f "$apt/updated"; fail "apt-get $1 failed; see $apt/log"; }
}

# The newest source package of a name, patched, in $sources/NAME: fetch_debian NAME
fetch_debian() {
    [ ! -d "$sources/$1" ] || return 0
    say "fetch Debian's source package $1"
    apt=$sources/apt
    if [ ! -f "$apt/updated" ]; then
        rm -rf "$apt"
        mkdir -p "$apt/sources" "$apt/lists/partial" "$apt/cache/archives/partial"
        list_sources "$apt/sources"
        apt_get update
        touch "$apt/updated"
    fi
    rm -rf "$sources/new"
    mkdir "$sources/new"
    cd "$sources/new"
    apt_get source "$1"
    mv ./*/ "$sources/$1"
    cd "$work"
}

# The package's version: debian_version NAME
debian_version() {
    sed -n '1s/.*(\(.*\)).*/\1/p' "$sources/$1/debian/changelog"
}

# A package of npm's in $sources/NAME: fetch_npm NAME VERSION
fetch_npm() {
    [ ! -d "$sources/$1" ] || return 0
    say "fetch npm's package $1"
    rm -rf "$sources/new"
    mkdir "$sources/new"
    cd "$sources/new"
    npm pack --silent --cache "$sources/npm" "$1@$2" >&2 || fail "npm cannot fetch $1@$2"
    tar -xzf ./*.tgz
    mv package "$sources/$1"
    cd "$work"
}
