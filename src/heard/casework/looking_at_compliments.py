"""Compliments, comments and ideas: what came, whether they were thanked, and with whom it was shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from heard.casework.access_seeing import readable
from heard.casework.looking import PAGE, kind_words, visible_to
from heard.casework.looking_at_report_words import standings_of
from heard.casework.passing_on import KINDS
from heard.casework.permissions import Act, demand
from heard.people.models import Member
from heard.representations.models import Decision, Representation

WAITING = ("received",)


@dataclass(frozen=True, slots=True)
class ThanksSeen:
    """One of them. `words` are empty for those who see no more of it than the shell."""

    reference: str
    kind: str
    received_on: date
    words: str
    team: str
    thanked_on: date | None
    shared_with: str
    waits: bool
    # How the words for everybody stand, by their use, for those who read its words.
    printed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComplimentsSeen:
    """A page of them, the newest first, how many there are, and how many nobody was thanked for yet."""

    rows: tuple[ThanksSeen, ...]
    total: int
    waiting: int
    page: int


def compliments_seen(
    member: Member, *, kind: str = "", waiting: bool = False, page: int = 1
) -> ComplimentsSeen:
    """What people wrote that asks for no answer to dissatisfaction, of the cases one may see. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    every = visible_to(member).filter(kind__in=[kind] if kind in KINDS else KINDS)
    to_thank = every.filter(state__in=WAITING)
    found = to_thank if waiting else every
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = list(
        found.select_related("team", "kind_term").order_by("-received_on", "-pk")[
            (page - 1) * PAGE : page * PAGE
        ]
    )
    return ComplimentsSeen(tuple(_seen(member, rows)), total, to_thank.count(), page)


def _seen(member: Member, rows: list[Representation]) -> Iterator[ThanksSeen]:
    may_read = set(readable(member).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    decided = Decision.objects.filter(representation__in=rows, about__in=("thanks", "sharing")).order_by("pk")
    said = {(one.representation_id, one.about): one for one in decided}
    standing = standings_of([row.pk for row in rows])
    for row in rows:
        thanks, sharing = said.get((row.pk, "thanks")), said.get((row.pk, "sharing"))
        reads = row.pk in may_read
        yield ThanksSeen(
            reference=row.reference,
            kind=kind_words(row),
            received_on=row.received_on,
            words=row.words if reads else "",
            team=row.team.label if row.team else "",
            thanked_on=thanks.decided_on if thanks else None,
            shared_with=sharing.reason if sharing and reads else "",
            waits=row.state in WAITING,
            printed=standing.get(row.pk, {}) if reads else {},
        )
