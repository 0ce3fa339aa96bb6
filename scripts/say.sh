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

# attended COMMAND …: runs a step beside us in a family of its own, so that a stop reaches it and all it began at once.
attended() {
    setsid "$@" </dev/null &
    working=$!
    outcome=0
    wait "$working" || outcome=$?
    working=
    return "$outcome"
}

# quietly COMMAND …: what a long step printed is kept out of sight unless it fails.
quietly() {
    attended "$@" >"$work/log" 2>&1 && return 0
    complain "This did not work: $*"
    tail -n 40 "$work/log" >&2
    return 1
}

tidy() {
    if [ -n "$working" ]; then
        kill -TERM -- "-$working" 2>/dev/null || true
        wait "$working" 2>/dev/null || true
        working=
    fi
    rm -rf "$work"
}

trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
