"""The map of personal data: what each table holds of people, how long, and what erases it, read from its own notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Model

NOTES = ("pii", "retention", "erased_by")
NEVER = "never"
HEAD = """# Personal data

What each table of Heard holds of people, how long it is to be kept, and what takes it away. Drawn from the notes that
stand beside each table (`heard data-map --write docs/personal-data.md`); a test holds this page to them. A record of
processing and an impact assessment are filled from it.

Cases are erased one by one, by the council's schedule and two persons ([how](how-to/keep-and-delete.md)), with all that
is kept with them; so is what is kept of people who worked here or were on the bench, once they left. Accounts, and what
is counted from the end of a year (what was learnt), are not thrown away by themselves when their time is over.
"""
NOT_YET = """
**Not there yet:** what erases the tables marked † is named and not built. Until it is, nothing in them is erased by
age, and a request for erasure of them is answered by the people who run the server.
"""


@dataclass(frozen=True, slots=True)
class TableNote:
    """One table: its room, its name, what it is for, and its three notes; `is_built` says whether its eraser exists."""

    room: str
    table: str
    about: str
    pii: str
    retention: str
    erased_by: str
    is_built: bool
    columns: tuple[str, ...]

    @property
    def holds_personal_data(self) -> bool:
        """Whether it holds anything about people."""
        return not re.match(r"no(?:ne|thing)?\b", self.pii)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {**asdict(self), "holds_personal_data": self.holds_personal_data}


def data_map() -> tuple[TableNote, ...]:
    """Every table of Heard, by room and name."""
    ours = (model for model in apps.get_models() if model.__module__.startswith("heard."))
    return tuple(sorted(map(_note, ours), key=lambda one: (one.room, one.table)))


def data_map_page() -> str:
    """The map as a page of the documents."""
    notes = data_map()
    unbuilt = NOT_YET if any(not one.is_built for one in notes) else ""
    return "".join((HEAD, unbuilt, *_rooms(notes)))


def _rooms(notes: tuple[TableNote, ...]) -> Iterator[str]:
    for room in dict.fromkeys(one.room for one in notes):
        yield f"\n## {room}\n\n| table | what it holds of people | kept | erased by |\n|---|---|---|---|\n"
        for one in notes:
            if one.room == room:
                mark = "" if one.is_built else " †"
                yield f"| {one.table}: {one.about} | {one.pii} | {one.retention} | {one.erased_by}{mark} |\n"


def _note(model: type[Model]) -> TableNote:
    said, about = _said(model.__doc__ or "")
    erased_by = said["erased_by"]
    return TableNote(
        room=model._meta.app_label,
        table=model.__name__,
        about=about,
        pii=said["pii"],
        retention=said["retention"],
        erased_by=erased_by,
        is_built=erased_by.startswith(NEVER) or _is_there(erased_by),
        columns=tuple(field.name for field in model._meta.concrete_fields),
    )


def _said(docstring: str) -> tuple[dict[str, str], str]:
    """The notes of a docstring, a note that goes on over lines joined, and its first sentence."""
    lines = [line.strip() for line in docstring.strip().splitlines()]
    said, current = dict.fromkeys(NOTES, ""), ""
    for line in lines:
        note = re.match(r"\.\. (\w+): ?(.*)", line)
        if note:
            current = note[1]
            said[current] = note[2]
        elif current and line:
            said[current] = f"{said[current]} {line}"
        else:
            current = ""
    return said, _in_a_cell(lines[0] if lines else "")


def _in_a_cell(words: str) -> str:
    return words.replace("|", "/").rstrip(".")


def _is_there(erased_by: str) -> bool:
    named = re.match(r"[a-z_]+(?:\.[a-z_]+)*", erased_by)
    if named is None:
        return False
    try:
        return find_spec(f"heard.{named[0]}") is not None
    except ModuleNotFoundError:
        return False
