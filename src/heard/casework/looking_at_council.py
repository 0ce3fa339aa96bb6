"""What the council says of itself, and when that was changed, by whom and why: read, never written."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from heard.casework.council_details import WORDS
from heard.casework.looking import NotYours
from heard.ledger.models import Entry
from heard.people.models import Council, CouncilLogo, HelpNumber

TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
ACTS = {
    "change_council": "",
    "put_up_logo": "Logo put up",
    "take_down_logo": "Logo taken down",
    "add_help_number": "Help number added: {label}",
    "change_help_number": "Help number changed: {label}",
    "remove_help_number": "Help number taken off: {label}",
    "review_language": "Language checked and put on: {label}",
    "take_language_off": "Language taken off: {label}",
}
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of what the council says of itself."""

    at: datetime
    by: str
    what: tuple[str, ...]
    reason: str


def help_numbers() -> QuerySet[HelpNumber]:
    """The numbers that somebody may ring who needs to talk to a person, in their order."""
    return HelpNumber.objects.all()


def help_number(number_id: int) -> HelpNumber:
    """One help number. Raises NotYours."""
    found = HelpNumber.objects.filter(pk=number_id).first()
    if found is None:
        raise NotYours("There is no such help number. The list shows those there are.")
    return found


def logo(fingerprint: str) -> tuple[str, bytes] | None:
    """The media type and the bytes of the logo that has this fingerprint, or None."""
    there = CouncilLogo.objects.first()
    if there is None or not Council.objects.filter(logo=fingerprint).exclude(logo="").exists():
        return None
    return TYPES[there.form], base64.b64decode(there.content)


def changes(*acts: str, of: tuple[str, ...] = tuple(WORDS)) -> list[Changed]:
    """The latest changes by some of the acts, newest first; of the council's details only those named in `of`."""
    entries = Entry.objects.filter(act__in=acts or tuple(ACTS)).order_by("-sequence")[:SHOWN]
    return [one for one in (_changed(entry, of) for entry in entries) if one.what]


def _changed(entry: Entry, of: tuple[str, ...]) -> Changed:
    said = json.loads(entry.said)
    title = ACTS[entry.act]
    what = (title.format_map({"label": said.get("label", "")}),) if title else _values(said, of)
    return Changed(entry.at, entry.by, what, said.get("reason", ""))


def _values(said: dict[str, Any], of: tuple[str, ...]) -> tuple[str, ...]:
    was, now = said.get("was", {}), said.get("now", {})
    return tuple(
        f"{WORDS[name].capitalize()}: {_shown(now[name])} instead of {_shown(was.get(name))}"
        for name in of
        if name in now
    )


def _shown(value: object) -> str:
    return f"“{', '.join(str(value).splitlines())}”" if value else "nothing"
