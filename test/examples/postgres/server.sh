#!/bin/sh
# server.sh COMMAND [ARGUMENT...]: a PostgreSQL server of the command's own, on a Unix socket in a temporary directory. It
# is there when the command begins, PGHOST and its like lead to it, and it is gone when this script has ended, however.
# PostgreSQL refuses to run as root: for root it runs as the user postgres, whom Debian's package brings.
set -eu

fail() {
    echo "server.sh: $*" >&2
    exit 2
}

# Becomes the command, as the server's user and in its directory; SIGQUIT ends it at once when this script dies.
become() {
    cd "$directory"
    exec env LC_ALL=C setpriv --pdeathsig QUIT ${user:+--reuid "$user" --regid "$user" --clear-groups} "$@"
}

# A socket's path has 107 bytes at most, and the server's user must get there.
make_directory() {
    for parent in "${TMPDIR:-/tmp}" /tmp; do
        directory=$(mktemp -d "$parent/valdi-server.XXXXXX") || continue
        [ -z "$user" ] || chown "$user" "$directory"
        [ ${#directory} -gt 80 ] || ! (become test -w "$directory") || return 0
        rm -r "$directory"
    done
    fail "no temporary directory that the server can use"
}

# Returns when it takes connections: it says so.
start() {
    (become "$programs/initdb" --no-sync --auth trust --username postgres -D data) >"$directory/log" 2>&1 ||
        return 1
    mkfifo "$directory/messages"
    become "$programs/postgres" -D data -k "$directory" -h '' -F -c autovacuum=off >"$directory/messages" 2>&1 &
    server=$! ready=
    exec 3<"$directory/messages"
    while read -r line <&3; do
        echo "$line" >>"$directory/log"
        case $line in *'ready to accept connections'*) ready=yes; break ;; esac
    done
    [ -n "$ready" ] || return 1
    cat <&3 >>"$directory/log" 2>&1 &
    exec 3<&-
}

stop() {
    [ -z "$command" ] || kill "$command" 2>/dev/null || :
    [ -z "$server" ] || kill -QUIT "$server" 2>/dev/null || :
    wait
    rm -rf "$directory"
}

programs=$(ls -dv /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1) # the newest
[ -x "$programs/initdb" ] || fail "no PostgreSQL here; Debian: apt-get install postgresql"
user=
[ "$(id -u)" != 0 ] || user=postgres
[ -z "$user" ] || id "$user" >/dev/null 2>&1 || fail "root needs a user $user to run the server as"
make_directory
server= command=
trap stop EXIT
trap 'exit 1' HUP INT TERM
for variable in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do
    unset "$variable"
done
export PGHOST="$directory" PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
start || { cat "$directory/log" >&2; fail "the server does not start"; }
exec 4<&0
"$@" <&4 4<&- & # it would read from nowhere
command=$!
status=0
wait "$command" || status=$?
command=
exit "$status"
