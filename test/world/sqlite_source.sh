# SQLite's amalgamation in $library and, from another package, the shell that goes with it in $shell. Needs fetch.sh.
fetch_npm better-sqlite3 12.11.1
fetch_npm sqlite3 6.0.1
library=$sources/better-sqlite3/deps/sqlite3 shell=$sources/sqlite-autoconf
mkdir -p "$shell"
tar -xzf "$sources"/sqlite3/deps/sqlite-autoconf-*.tar.gz -C "$shell" --strip-components=1
