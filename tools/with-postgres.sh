#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, which is gone afterwards.
#
#   tools/with-postgres.sh COMMAND...      GTE_DATABASE_URL names the server's empty database
#   tools/with-postgres.sh --find          prints the folder of PostgreSQL's programs, or nothing
#
# The server listens on a socket in a private temporary folder only. Its status is the command's;
# 69 where there is no PostgreSQL.
set -euo pipefail

find_programs() { # Debian keeps them off PATH, one folder for each version: the newest counts
    local found
    for found in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort --reverse); do
        if [ -x "$found/initdb" ] && [ -x "$found/postgres" ]; then
            echo "$found"
            return
        fi
    done
    if found=$(command -v initdb) && command -v postgres >/dev/null; then
        dirname "$(readlink -f "$found")"
    fi
}

programs=$(find_programs)
if [ "${1:-}" = --find ]; then
    echo "$programs"
    exit 0
fi
if [ -z "$programs" ]; then
    echo "PostgreSQL is missing: neither initdb nor postgres was found (Debian: apt-get install postgresql)." >&2
    exit 69
fi

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
if [ "$(id -u)" = 0 ]; then
    as_owner() { runuser -u postgres -- "$@"; }
else
    as_owner() { "$@"; }
fi

remove() { # FOLDER of a server
    [ ! -s "$1/data/postmaster.pid" ] ||
        (cd / && as_owner "$programs/pg_ctl" --pgdata="$1/data" --mode=immediate --silent stop) >/dev/null 2>&1 || true
    rm -rf "$1"
}

is_running() { # PID; one that has ended and was never waited for is not
    [ -d "/proc/$1" ] && ! grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null
}

# A run that was killed outright could not tidy up: the next one does it. Its process number is in
# the folder's name, because a file in the folder could be missing.
base=${TMPDIR:-/tmp}
for left in "$base"/gte-pg.*.*; do
    if [ -O "$left" ] || { [ -d "$left" ] && [ "$(id -u)" = 0 ]; }; then
        owner=${left##*/gte-pg.}
        is_running "${owner%%.*}" || remove "$left"
    fi
done

home=$(mktemp -d "$base/gte-pg.$$.XXXXXX")
child=
# shellcheck disable=SC2317 # the trap calls it
finish() {
    [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
    remove "$home"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
[ "$(id -u)" != 0 ] || chown postgres "$home"

start() {
    as_owner "$programs/initdb" --pgdata="$home/data" --username=gte --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync
    # Nothing here outlives the run, so nothing needs to survive a crash.
    as_owner "$programs/pg_ctl" --pgdata="$home/data" --log="$home/log" --wait start --options="\
-c listen_addresses= -c unix_socket_directories=$home -c fsync=off -c synchronous_commit=off \
-c full_page_writes=off -c max_connections=60 -c shared_buffers=128MB"
    as_owner "$programs/createdb" --host="$home" --username=gte gte
}
# From /, because the server's user need not be able to read this folder.
if ! (cd / && start) >"$home/out" 2>&1; then
    cat "$home/out" "$home/log" >&2 2>/dev/null || true
    echo "PostgreSQL did not start." >&2
    exit 1
fi

export GTE_DATABASE_URL="postgresql:///gte?host=$home&user=gte"
# In the background and waited for, so that the end of this script ends the command too. The shell
# would make a background command deaf to Ctrl-C; it hears it here, and says its last words.
(
    trap - INT
    exec "$@"
) <&0 &
child=$!
trap : INT
status=0
while wait "$child" || status=$?; kill -0 "$child" 2>/dev/null; do status=0; done
child=
exit "$status"
