# Bringing a machine to what a lock file says, once. Read by ./start and ./check after say.sh, from the top folder.

python=.venv/bin/python
stamp=.venv/heard-installed

is_root() {
    [ "$(id -u)" -eq 0 ]
}

has_package() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

missing_packages() {
    for package in "$@"; do
        has_package "$package" || printf ' %s' "$package"
    done
}

refresh_package_lists() {
    [ ! -e "$work/lists-are-fresh" ] || return 0
    say "Asking Debian what it has."
    quietly apt-get update -q
    : >"$work/lists-are-fresh"
}

# Root on Debian or Ubuntu: installs what is missing of the named packages. Fails when it may not or cannot.
debian_packages() {
    command -v dpkg-query >/dev/null || return 1
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    is_root || return 1
    refresh_package_lists || return 1
    say "Installing Debian packages:$missing."
    # shellcheck disable=SC2086
    quietly env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Sets `found` to a Python of 3.11 or later that can make an environment.
find_python() {
    for found in python3 python3.13 python3.12 python3.11; do
        ! fits "$found" || return 0
    done
    return 1
}

# Ubuntu 22.04's own python3 is 3.10, and a later one stands beside it under its full name.
install_python() {
    debian_packages python3 python3-venv ca-certificates && find_python && return 0
    for version in 3.13 3.12 3.11; do
        if is_root && apt-cache show "python$version-venv" >/dev/null 2>&1; then
            debian_packages "python$version" "python$version-venv" && find_python && return 0
        fi
    done
    return 1
}

ensure_python() {
    find_python && return 0
    install_python && return 0
    complain "Heard needs Python 3.11 or later, with venv, and did not find it.
On Debian or Ubuntu, an administrator can run: apt-get install python3 python3-venv ca-certificates
Then run this again."
    return 1
}

# An environment that was moved holds commands that point at its old place.
stands_here() {
    fits "$python" && grep -qF "$(pwd -P)/.venv" .venv/bin/activate
}

make_environment() {
    stands_here && return 0
    ensure_python || return 1
    say "Making an environment in .venv with $("$found" --version)."
    quietly "$found" -m venv --clear .venv
}

digest() {
    cat "$@" | sha256sum | cut -c1-64
}

wanted() {
    printf '%s %s %s\n' "$1" "$(digest requirements/uv.lock "requirements/$1.lock" pyproject.toml)" \
        "$("$python" -c 'import platform; print(platform.python_version())')"
}

installed() {
    [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted "$1")" ] && [ -x .venv/bin/heard ]
}

# The developers' lock holds everything the others do, and that of themes what the plain one does: neither is ever
# taken away again. HEARD_THEMES=1 asks for what suggests themes from the words of cases.
level() {
    if [ "$1" = base ] && [ -e "$stamp" ] && grep -q '^dev ' "$stamp"; then
        echo dev
    elif [ "$1" = base ] && { [ "${HEARD_THEMES:-0}" = 1 ] || grep -qs '^themes ' "$stamp"; }; then
        echo themes
    else
        echo "$1"
    fi
}

# uv itself comes by pip, held to its hash. It installs the rest several times faster than pip would.
install_uv() {
    wanted_uv=$(sed -n 's/^uv==\([^ ]*\).*/uv \1/p' requirements/uv.lock)
    case "$(.venv/bin/uv --version 2>/dev/null)" in "$wanted_uv"*) return 0 ;; esac
    say "Installing $wanted_uv, which installs the rest."
    quietly "$python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
        -r requirements/uv.lock
}

# install base|dev: brings .venv to that lock file, every package held to its hash, and Heard itself as it lies here.
install() {
    make_environment || return 1
    which_lock=$(level "$1")
    ! installed "$which_lock" || return 0
    rm -f "$stamp"
    install_uv || return 1
    say "Installing $(grep -c '==' "requirements/$which_lock.lock") Python packages, each held to its hash."
    # Compiled now: files from outside are opened in processes that write nothing, and would compile each time.
    quietly .venv/bin/uv pip sync --compile-bytecode --python "$python" --require-hashes \
        "requirements/$which_lock.lock" || return 1
    quietly .venv/bin/uv pip install --python "$python" --no-deps --no-build-isolation -e . || return 1
    wanted "$which_lock" >"$stamp"
}

# What sets a report as PDF, and letters to set it in. Without them Heard runs, and says so where a PDF is asked for.
for_pdf="libpangoft2-1.0-0 fonts-liberation"

pdf_can_be_set() {
    "$python" -c 'import weasyprint' 2>/dev/null
}

wish_for_pdf() {
    # shellcheck disable=SC2086
    debian_packages $for_pdf && return 0
    pdf_can_be_set && return 0
    complain "Reports cannot be set as PDF on this machine; everything else works, and so does every other format.
On Debian or Ubuntu, an administrator can run: apt-get install $for_pdf
Elsewhere, Pango is needed (version 1.44 or later)."
}
