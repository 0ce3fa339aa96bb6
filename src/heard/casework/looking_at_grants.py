"""Who from outside can see what until when, on one page; and one leave to be renewed, ended or let go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.choosing import name_of
from heard.casework.grants import register
from heard.casework.looking import visible_to
from heard.law.working_days import ENGLAND
from heard.people.models import Member
from heard.representations.models import Declaration, Grant

SOON = 10  # working days


@dataclass(frozen=True)
class LeaveSeen:
    """Somebody's leave: who, which case, in which part, which papers, until when, and what they declared."""

    row: Grant
    reference: str
    name: str
    role: str
    papers: tuple[str, ...]
    ends_soon: bool
    declared: str
    link: str

    @property
    def link_waits(self) -> bool:
        """Whether they declared a link that is to be weighed."""
        return bool(self.link)


def leave_seen(member: Member, *, on: date) -> list[LeaveSeen]:
    """Every leave that runs, the soonest end first, of the cases this person may see. Raises NotAllowed."""
    rows = list(register(member, on=on).order_by("ends_on", "pk"))
    found = Declaration.objects.filter(grant__in=[one.pk for one in rows])
    declared = {one.grant_id: one for one in found}
    soon = ENGLAND.after(on, SOON)
    return [_seen(one, declared.get(one.pk), soon) for one in rows]


def grant_of(member: Member, number: int, *, on: date, at: datetime) -> Grant | None:
    """One leave of a case this person may see, by its number."""
    rows = Grant.objects.select_related("representation", "member__account", "member__person")
    return rows.filter(pk=number, ended_at=None, representation__in=visible_to(member, on, at)).first()


def _seen(row: Grant, declared: Declaration | None, soon: date) -> LeaveSeen:
    return LeaveSeen(
        row=row,
        reference=row.representation.reference,
        name=name_of(row.member),
        role=row.member.get_role_display(),
        papers=tuple(one.document.title for one in row.papers.all()),
        ends_soon=row.ends_on <= soon,
        declared=_declared(declared),
        link=declared.words if declared and declared.has_link and not declared.weighed_at else "",
    )


def _declared(row: Declaration | None) -> str:
    if row is None:
        return "Not declared yet"
    if not row.has_link:
        return "No link"
    return "A link, weighed" if row.weighed_at else "A link, to be weighed"
