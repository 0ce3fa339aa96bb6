#!/bin/sh
# Puts a new version of Heard in place of the one that serves: deploy/upgrade.sh /opt/heard-NEW, as root.
#
# /opt/heard is a link to the folder of the version that serves. The old one makes a backup, the new one changes the
# tables while the old goes on serving, and then the link is turned and the pages begin anew. Where they do not answer,
# the link is turned back: the old version works on the new tables. What each step says: docs/how-to/upgrade.md.

set -eu

link=/opt/heard
backups=${HEARD_BACKUPS:-/srv/heard-backups}
new=$(cd "$1" && pwd -P)
old=$(readlink -f "$link")
[ "$new" != "$old" ] || { echo "$new serves already. Put the new version into a folder of its own." >&2; exit 2; }
[ -L "$link" ] || { echo "$link is no link. See docs/how-to/upgrade.md, Once." >&2; exit 2; }

serve() {
    ln -sfn "$1" "$link.next"
    mv -T "$link.next" "$link"
    systemctl restart heard-web.service
}

answers() {
    for _ in $(seq 60); do
        ! python3 -c 'from urllib.request import urlopen as u; u("http://127.0.0.1:8000/health/", timeout=4)' \
            2>/dev/null || return 0
        sleep 1
    done
    return 1
}

cd "$new"
[ -x .venv/bin/heard ] || {
    python3 -m venv .venv
    .venv/bin/pip install --quiet --require-hashes -r requirements/base.lock
    .venv/bin/pip install --quiet --no-deps --no-build-isolation .
}
set -a
. /etc/heard/heard.env
set +a
cd /
runuser --preserve-environment -u heard -- "$new/.venv/bin/heard" upgrade --old "$old/.venv/bin/heard" --backups "$backups"
serve "$new"
if ! answers; then
    serve "$old"
    echo "The new version did not answer, so $old serves again. Nothing is lost: journalctl -u heard-web.service" >&2
    exit 1
fi
echo "$new serves. To go back: ln -sfn $old $link && systemctl restart heard-web.service"
