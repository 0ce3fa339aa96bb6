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


def changes(*acts: str) -> list[Changed]:
    """The latest changes of what the council says of itself, newest first: all, or those by some of the acts."""
    entries = Entry.objects.filter(act__in=acts or tuple(ACTS)).order_by("-sequence")[:SHOWN]
    return [_changed(entry) for entry in entries]


def _changed(entry: Entry) -> Changed:
    said = json.loads(entry.said)
    title = ACTS[entry.act]
    what = (title.format_map({"label": said.get("label", "")}),) if title else _values(said)
    return Changed(entry.at, entry.by, what, said.get("reason", ""))


def _values(said: dict[str, Any]) -> tuple[str, ...]:
    was, now = said.get("was", {}), said.get("now", {})
    return tuple(
        f"{WORDS.get(name, name).capitalize()}: {_shown(now[name])} instead of {_shown(was.get(name))}"
        for name in sorted(now)
        if name in WORDS
    )


def _shown(value: object) -> str:
    return f"“{', '.join(str(value).splitlines())}”" if value else "nothing"
