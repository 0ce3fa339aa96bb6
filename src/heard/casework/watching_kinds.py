"""What the watching of looks is made of: what was opened, who opened it, whose case it is, and what was found in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from heard.casework.walls_building import plain_address

SAMPLE = "sample"
POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """One case as one person opened it on one day: how many looks, when, and what on record links them with it.

    `known` says whether there is such a case at all; `taken` how many of its papers were taken away as files.
    """

    by: str
    role: str
    reference: str
    day: date
    first_at: datetime
    last_at: datetime
    looks: int
    odd_hours: bool
    refused: bool = False
    known: bool = True
    taken: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A list of cases taken away as a file: by whom, when, and how many rows."""

    by: str
    role: str
    at: datetime
    rows: int
    odd_hours: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What may be the same of two people, folded so that it can be compared: names, addresses, postcodes."""

    surnames: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of the office as the staff record has them, and whom and where they are tied to."""

    own: Marks = Marks()
    tied: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Day:
    """How much one person did on one day: cases that nothing links them with, papers and lists taken away."""

    unlinked: int = 0
    taken: int = 0
    lists: int = 0
    odd_unlinked: int = 0


Days = Mapping[str, Mapping[date, Day]]


@dataclass(frozen=True)
class Watched:
    """Everything that is looked at: the looks of the last days, the weeks before as numbers, and the records beside.

    `roles` names the role of each person; `usual` their days in the weeks before; `common` says of a surname in how
    many of a thousand cases it stands.
    """

    opened: Sequence[Opened]
    lists: Sequence[Taken] = ()
    staff: Mapping[str, Staff] = field(default_factory=dict)
    cases: Mapping[str, Marks] = field(default_factory=dict)
    usual: Days = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    common: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Looks that struck: by which pattern, whose, at which cases, from when to when, and why in words.

    `reference` is the case it is about, empty where it is about how much somebody looked at.
    """

    pattern: str
    by: str
    role: str
    reference: str
    cases: tuple[str, ...]
    why: str
    first_at: datetime
    last_at: datetime
    looks: int
    link: str = ""


def folded(words: str) -> str:
    """Words without case, accents, points and double spaces, so that two ways of writing them are the same."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    kept = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(kept.split())


def surnames_of(name: str) -> frozenset[str]:
    """The surname of a full name, both halves of one that was joined, and the whole of it."""
    last = name.split()[-1:] or [""]
    halves = [folded(half) for half in re.split(r"[-\N{HYPHEN}\N{EN DASH}]", last[0])]
    return frozenset(one for one in (*halves, folded(last[0])) if len(one) > 1)


def postcodes_of(address: str) -> frozenset[str]:
    """The postcodes in an address, without their spaces."""
    return frozenset(re.sub(r"\s", "", found).upper() for found in POSTCODE.findall(address))


def marks_of(names: Sequence[str], addresses: Sequence[str]) -> Marks:
    """Names and addresses as they are compared."""
    return Marks(
        surnames=frozenset().union(*(surnames_of(one) for one in names)),
        names=frozenset(folded(one) for one in names if " " in one.strip()),
        addresses=frozenset(plain_address(one) for one in addresses if any(part.isdigit() for part in one)),
        postcodes=frozenset().union(*(postcodes_of(one) for one in addresses)),
    )
