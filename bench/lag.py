"""How many days each pinned package stands behind the newest of its series (T94). Asks the index that pip asks.

    ./drills lag [requirements/attack.lock …]

Without a name: what an installation gets, and what its tests need. A series is the first two numbers of a version. More
than 14 days behind are too many, 7 for what answers the web. Ends with 1 where one is further behind, and prints each
that is behind at all.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

REQUIREMENTS = Path(__file__).parent.parent / "requirements"
SIMPLE = "application/vnd.pypi.simple.v1+json"
# What reads what anybody sends: pages, files and mail.
FACES_THE_WEB = frozenset({"django", "gunicorn", "whitenoise", "asgiref", "sqlparse", "pillow", "pypdf", "lxml",
                           "defusedxml", "openpyxl", "pyjwt", "cryptography", "argon2-cffi", "psycopg"})  # fmt: skip
MOST, MOST_OF_WEB = 14, 7
OURS = ("base", "s3", "themes", "uv", "dev")


def index() -> str:
    """The index that pip is told to ask here, or its own."""
    asked = (
        ("-m", "pip", "config", "get", "global.index-url"),
        ("-c", "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"),
    )
    for one in asked:
        said = subprocess.run(
            [Path(sys.base_prefix) / "bin" / "python3", *one], capture_output=True, text=True, check=False
        ).stdout.strip()
        if said:
            return said.rstrip("/")
    raise SystemExit("There is no pip beside this Python, so nobody says which index to ask.")


def pinned(lock: Path) -> dict[str, Version]:
    """Each package of a lock file, with its version."""
    found = re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s\\;]+)", lock.read_text(encoding="utf-8"), re.M
    )
    return {canonicalize_name(name): Version(version) for name, version in found}


def released(name: str, address: str) -> dict[Version, datetime]:
    """The versions of a package that stand in the index, and when each first did; nothing taken back, no trial."""
    asked = urllib.request.Request(f"{address}/{name}/", headers={"Accept": SIMPLE})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        files = json.load(answer)["files"]
    found: dict[Version, datetime] = {}
    for file in files:
        version = version_of(file["filename"])
        if version is None or version.is_prerelease or file.get("yanked") or "upload-time" not in file:
            continue
        at = datetime.fromisoformat(file["upload-time"])
        found[version] = min(found.get(version, at), at)
    return found


def version_of(file: str) -> Version | None:
    """The version in a file's name; None where it follows no rule."""
    try:
        return parse_wheel_filename(file)[1] if file.endswith(".whl") else parse_sdist_filename(file)[1]
    except (ValueError, InvalidVersion):
        return None


def behind(version: Version, there: dict[Version, datetime], now: datetime) -> tuple[Version, int] | None:
    """The newest of the series, and for how many days one newer than ours has been there; None where ours is it."""
    newer = {one: at for one, at in there.items() if one.release[:2] == version.release[:2] and one > version}
    return (max(newer), (now - min(newer.values())).days) if newer else None


def main() -> int:
    """Ask for every package, and print what is behind."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("locks", nargs="*", type=Path, default=[REQUIREMENTS / f"{one}.lock" for one in OURS])
    locks, address, now = asked.parse_args().locks, index(), datetime.now(UTC)
    ours: dict[str, Version] = {}
    for lock in locks:
        ours |= pinned(lock)
    with ThreadPoolExecutor(8) as pool:
        there: dict[str, Any] = dict(
            zip(ours, pool.map(lambda name: released(name, address), ours), strict=True)
        )
    too_far = 0
    for name, version in sorted(ours.items()):
        found = behind(version, there[name], now)
        if found is None:
            continue
        newest, days = found
        is_too_far = days > (MOST_OF_WEB if name in FACES_THE_WEB else MOST)
        too_far += is_too_far
        print(
            f"{name} {version}, newest of its series {newest}: {days} days behind{' TOO FAR' if is_too_far else ''}"
        )
    print(f"{len(ours)} packages in {len(locks)} lock files; too far behind: {too_far}")
    return int(too_far > 0)


if __name__ == "__main__":
    sys.exit(main())
