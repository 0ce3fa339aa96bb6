# Telling the person what is happening, and never leaving anything running. Read by ./start and ./check.

began=$(date +%s)
working=
work=$(mktemp -d)

say() {
    printf '[%3d s] %s\n' "$(($(date +%s) - began))" "$*"
}

complain() {
    printf '\n%s\n' "$*" >&2
}

# What a long step printed is kept out of sight unless it fails. It runs beside us in a family of its own, so that
# a stop reaches it, and all it began, at once.
quietly() {
    setsid "$@" >"$work/log" 2>&1 </dev/null &
    working=$!
    if wait "$working"; then
        working=
        return 0
    fi
    working=
    complain "This did not work: $*"
    tail -n 40 "$work/log" >&2
    return 1
}

tidy() {
    [ -z "$working" ] || kill -TERM -- "-$working" 2>/dev/null || true
    working=
    rm -rf "$work"
}

trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
