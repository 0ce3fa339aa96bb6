# A PostgreSQL of our own for the length of one run: new, empty, on a free port, gone at the end.
# Read by ./check after install.sh. Sets HEARD_TEST_POSTGRES to its address.

postgres_bin=
postgres_home=

# Sets `postgres_bin` to the newest PostgreSQL on the machine.
find_postgres() {
    for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) $(dirname "$(command -v postgres)" 2>/dev/null); do
        if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ]; then
            postgres_bin=$candidate
            return 0
        fi
    done
    return 1
}

# PostgreSQL refuses to run as root, so root lends it to the user Debian made for it.
if is_root; then
    as_postgres="runuser -u postgres --"
else
    as_postgres=
fi

free_port() {
    "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Nothing here outlives the run, so nothing is forced to the disk, unless what a commit survives is the matter:
# `start_postgres durable`. The password keeps other users of the machine out.
start_postgres() {
    hasty="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    [ "${1:-}" != durable ] || hasty=
    postgres_home=$(mktemp -d)
    port=$(free_port)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" >"$postgres_home/password"
    ! is_root || chown -R postgres "$postgres_home"
    chmod 700 "$postgres_home"
    quietly $as_postgres "$postgres_bin/initdb" -D "$postgres_home/data" -U heard -E UTF8 --locale=C.UTF-8 \
        --auth=scram-sha-256 --pwfile="$postgres_home/password" --no-sync || return 1
    quietly $as_postgres "$postgres_bin/pg_ctl" -D "$postgres_home/data" -l "$postgres_home/log" -w -t 60 start -o \
        "-p $port -h 127.0.0.1 -k '' $hasty" || return 1
    HEARD_TEST_POSTGRES="postgresql://heard:$password@127.0.0.1:$port/heard"
}

stop_postgres() {
    [ -n "$postgres_home" ] || return 0
    $as_postgres "$postgres_bin/pg_ctl" -D "$postgres_home/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$postgres_home"
    postgres_home=
}
