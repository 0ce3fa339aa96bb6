"""Papers, and leave for those from outside: whoever looks into a live case today may read its papers, until a day."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.filing import file_paper
from heard.casework.grants import Leave, give_grant
from heard.casework.permissions import Level
from heard.casework.points import points_of
from heard.importing.demonstration.instead import instead
from heard.importing.demonstration_live.people import AMINA, AMINA_SIGNS_IN, BEA_SIGNS_IN
from heard.people.models import Member
from heard.representations.models import Appointment, Document, Representation

# While somebody from outside is at work on it.
AT_WORK = ("stage_2_statement", "stage_2_investigating", "stage_2_investigator_reported", "stage_2_adjudicating",
           "stage_3_panel_appointed", "stage_3_panel_met")  # fmt: skip


def give_leave(today: date, at: datetime) -> int:
    """Give each of them leave for each case they are at work on. Returns how many were given."""
    amina = Member.objects.get(account__username=AMINA_SIGNS_IN)
    papers: dict[str, Document] = {}
    rows = Appointment.objects.filter(
        ended_on=None, representation__state__in=AT_WORK, person__member__is_outside=True
    )
    at_work = rows.select_related("representation", "person__member__account").order_by("pk")
    for one in at_work:
        case = one.representation
        if case.reference not in papers:
            papers[case.reference] = _statement(case, at)
        leave = Leave(f"Appointed as {one.part.replace('_', ' ')}.", one.appointed_on, instead(AMINA))
        named = (papers[case.reference],)
        give_grant(
            reference=case.reference, to=one.person.member, papers=named, leave=leave, begins_on=today,
            by=amina, at=at,
        )  # fmt: skip
    return len(at_work)


def _statement(case: Representation, at: datetime) -> Document:
    """The statement of complaint as a paper of the case."""
    said = [f"{one.number}. {one.agreed_words or one.words}" for one in points_of(case)]
    words = "\n".join(["Statement of complaint. Invented for the demonstration.", *said])
    return file_paper(
        reference=case.reference, title="Statement of complaint", kind="statement", level=Level.S2,
        content=words.encode(), media_type="text/plain", by=BEA_SIGNS_IN, at=at,
    )  # fmt: skip
