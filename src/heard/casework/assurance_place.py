"""Controls on the place it runs in: settings, the calendar, what is installed, and the manual beside it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks

from heard.casework.assurance_asked import Asked, none_of
from heard.casework.deploy_checks import Looked, deploy_checks
from heard.casework.permissions_told import BEGINS, told
from heard.law.working_days import ENGLAND

TOP = Path(settings.PACKAGE).parents[1]
LOCK, MANUAL = TOP / "requirements" / "base.lock", TOP / "docs" / "how-to" / "who-may-see-what.md"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)( *;)?", re.M)
# Written by whoever installs, not by whoever made the package.
MADE_HERE = (
    "__pycache__",
    ".pyc",
    "RECORD",
    "INSTALLER",
    "REQUESTED",
    "direct_url.json",
    "uv_cache.json",
    "/bin/",
)


def settings_unsafe(asked: Asked) -> Looked:
    """Every setting is safe for real people: what heard check --deploy looks at."""
    looked = deploy_checks(asked.at)
    faults = [one.name for one in looked if not one.is_safe]
    return none_of(
        "settings unsafe for real people", faults, looked, "heard check --deploy says what to do of each."
    )


def warnings_of_the_framework(asked: Asked) -> Looked:
    """Django's own checks for an installation find nothing."""
    found = [
        one.id or "unnamed" for one in run_checks(include_deployment_checks=True) if one.level >= WARNING
    ]
    to_do = "Set what heard check --deploy names; else tell whoever looks after the system."
    return none_of("warnings of Django’s own checks", found, len(found), to_do)


def holidays_ahead(asked: Asked) -> Looked:
    """The bank holidays of next year are loaded: sums of days stop where they end."""
    needed = date(asked.on.year + 1, 12, 31)
    until = ENGLAND.known_until
    return Looked(
        "bank holidays known until", until.isoformat(), f"{needed.isoformat()} or later", until >= needed,
        "Put the newest release in place: docs/how-to/add-a-bank-holiday.md.",
    )  # fmt: skip


def packages_not_as_locked(asked: Asked) -> Looked:
    """Every package that Heard needs is installed in the version that its lock names."""
    locked = _locked()
    here: dict[str, str | None] = {_plain(one.metadata["Name"]): one.version for one in distributions()}
    faults = [
        f"{name} {here.get(name, 'missing')}"
        for name, versions in locked.items()
        if here.get(name) not in versions
    ]
    if not locked:
        return Looked(
            "packages other than locked", "no lock here", "0", False, f"Put {LOCK.name} back in its place."
        )
    return none_of("packages other than locked", faults, locked, "Install again, held to the lock: ./start.")


def packages_changed(asked: Asked) -> Looked:
    """Every file of those packages is as whoever made it signed off: none was changed after it was installed."""
    there = [one for one in distributions() if _plain(one.metadata["Name"]) in _locked()]
    faults = [_plain(one.metadata["Name"]) for one in there if any(_changed(one))]
    return none_of(
        "packages with a changed file", faults, there, "Throw the environment away and install again."
    )


def manual_not_as_built(asked: Asked) -> Looked:
    """The page of the manual that says who may see what is what the code does."""
    name = "manual of who may see what"
    to_do = "Put the manual of this version beside it; if it is, the code was changed."
    if not MANUAL.is_file():
        return Looked(name, "not here", "as built", False, to_do)
    page = MANUAL.read_text("utf-8")
    same = page[page.find(BEGINS) :] == told()
    return Looked(name, "as built" if same else "otherwise", "as built", same, to_do)


@cache
def _locked() -> Mapping[str, set[str | None]]:
    """The versions of each package; one that is for some machines only may be missing on this."""
    found: dict[str, set[str | None]] = {}
    for name, version, only_for_some in PINNED.findall(LOCK.read_text("utf-8") if LOCK.is_file() else ""):
        found.setdefault(_plain(name), set()).update({version, None} if only_for_some else {version})
    return found


def _changed(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        said = str(file)
        if file.hash is None or any(one in said for one in MADE_HERE):
            continue
        place = Path(str(file.locate()))
        try:
            digest = hashlib.new(file.hash.mode, place.read_bytes()).digest()
        except OSError:
            yield said
            continue
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            yield said


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


CONTROLS = (
    settings_unsafe,
    warnings_of_the_framework,
    holidays_ahead,
    packages_not_as_locked,
    packages_changed,
    manual_not_as_built,
)
