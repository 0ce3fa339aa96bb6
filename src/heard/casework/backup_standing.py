"""What must hold after a restore beside the rows: what each person may see, what is shut, and the ledger itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from heard.casework import sealing
from heard.casework.audit import verify
from heard.casework.looking import visible_to
from heard.casework.permissions import Level
from heard.ledger.models import Entry
from heard.people.models import Council, Member
from heard.representations.models import Document, Grant, Hold, Representation, Restriction, Unsealing, Wall


@dataclass(frozen=True, slots=True)
class Standing:
    """How an installation stands on a day: counts, the end of its ledger and its faults, and who sees which cases.

    `seen` is a digest over every person and the cases that exist for them; `sealed_by` says whether the key that opens
    what lies sealed in the database is the same.
    """

    council: str
    cases: int
    papers: int
    sealed_papers: int
    walls: int
    holds: int
    restrictions: int
    grants: int
    unsealings: int
    entries: int
    ledger_ends: str
    faults: int
    faults_digest: str
    members: int
    seen: str
    sealed_by: str

    def differs_from(self, other: Standing) -> list[str]:
        """What stands otherwise in another installation, in words."""
        here, there = asdict(self), asdict(other)
        return [
            f"{WORDS[name]}: {there[name]} instead of {here[name]}"
            for name in here
            if here[name] != there[name]
        ]


WORDS: Mapping[str, str] = {
    "council": "the council",
    "cases": "cases",
    "papers": "papers",
    "sealed_papers": "sealed papers",
    "walls": "walls in force",
    "holds": "holds in force",
    "restrictions": "cases kept to named people",
    "grants": "leave for people from outside",
    "unsealings": "sealed things that are opened to somebody",
    "entries": "lines of the ledger",
    "ledger_ends": "the digest at the end of the ledger",
    "faults": "faults of the ledger",
    "faults_digest": "which faults the ledger has",
    "members": "people with an account",
    "seen": "which cases exist for whom",
    "sealed_by": "the key of what is sealed",
}


def standing(*, on: date, at: datetime) -> Standing:
    """How this installation stands. The whole ledger and every row is proved for it."""
    last = Entry.objects.order_by("-sequence").first()
    faults = [f"{one.kind} {one.where}" for one in verify().faults]
    council = Council.objects.first()
    return Standing(
        council=council.name if council else "",
        cases=Representation.objects.count(),
        papers=Document.objects.count(),
        sealed_papers=Document.objects.filter(level__gte=Level.S4).count(),
        walls=Wall.objects.filter(ended_on=None).count(),
        holds=Hold.objects.filter(until_on=None).count(),
        restrictions=Restriction.objects.count(),
        grants=Grant.objects.count(),
        unsealings=Unsealing.objects.count(),
        entries=last.sequence if last else 0,
        ledger_ends=last.digest if last else "",
        faults=len(faults),
        faults_digest=hashlib.sha256("\n".join(faults).encode()).hexdigest(),
        members=Member.objects.count(),
        seen=_seen(on, at),
        sealed_by=sealing.tag("backup", last.digest if last else ""),
    )


def standing_said(said: Mapping[str, Any]) -> Standing:
    """A standing as a manifest holds it."""
    return Standing(**said)


def _seen(on: date, at: datetime) -> str:
    """A digest of the cases that exist for each person on a day: with the same walls it is the same."""
    digest = hashlib.sha256()
    for member in Member.objects.select_related("account").order_by("pk"):
        cases = visible_to(member, on, at).order_by("pk").values_list("pk", flat=True)
        digest.update(json.dumps([member.pk, list(cases)]).encode())
    return digest.hexdigest()
