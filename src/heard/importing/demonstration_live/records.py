"""What the information governance lead has before them: the schedule, a hold, a request for a file, and a breach."""

from __future__ import annotations

from datetime import datetime, timedelta

from heard.casework import (
    breaches,
    data_complaints,
    data_rights,
    four_eyes,
    retention_holds,
    subject_access,
    subject_access_clock,
    subject_access_collecting,
)
from heard.casework import retention_schedule as schedule
from heard.importing.demonstration_live.people import AMINA_SIGNS_IN
from heard.law.retention import start_schedule
from heard.people.models import Member, Term
from heard.representations.models import Party

GOVERNANCE_SIGNS_IN = "demo-information-governance"


def on_record(at: datetime) -> None:
    """Put on record, as of now, what each list of the records shows once it is in use. All invented."""
    lead = Member.objects.get(account__username=GOVERNANCE_SIGNS_IN)
    _schedule(Member.objects.get(account__username=AMINA_SIGNS_IN), lead, at)
    _hold(lead, at)
    asker, other = _two_who_complained()
    _request_for_a_file(lead, asker, at)
    _what_else_was_asked(lead, asker, other, at)
    breaches.record_breach(
        member=lead, at=at,
        new=breaches.NewBreach(
            "sent", "A letter about a meeting went to where the family no longer lives. It came back unopened.",
            known_at=at - timedelta(hours=30), happened_at=at - timedelta(days=4), people=2,
            data="A name, an old address and the day of a meeting", cases=(other.representation.reference,),
        ),
    )  # fmt: skip


def _schedule(manager: Member, lead: Member, at: datetime) -> None:
    """Each line as we suggest it, signed off by two."""
    lines, begins, review = list(start_schedule().values()), at.date(), at.date() + timedelta(days=365)
    asked = schedule.ask_to_set(lines=lines, begins_on=begins, review_on=review, by=manager, at=at)
    four_eyes.approve(number=asked.pk, by=lead, at=at)
    schedule.set_lines(lines=lines, begins_on=begins, review_on=review, agreed=asked.pk, by=manager, at=at)


def _hold(lead: Member, at: datetime) -> None:
    category = Term.objects.filter(list=Term.List.NATURE).order_by("position", "pk").first()
    assert category is not None
    retention_holds.place_hold(
        about=retention_holds.About(category=category), source="inquiry", by=lead, at=at,
        because="An invented inquiry asked that nothing of this kind be destroyed.",
        review_on=at.date() + timedelta(days=180),
    )  # fmt: skip


def _two_who_complained() -> list[Party]:
    """Two grown-ups, each with a live case of their own."""
    rows = Party.objects.filter(part="complainant", representation__is_history=False, person__born_on=None)
    there = {one.person_id: one for one in rows.select_related("person", "representation").order_by("pk")}
    return list(there.values())[:2]


def _request_for_a_file(lead: Member, asker: Party, at: datetime) -> None:
    """One that came twelve days ago, looked for, and collected with what may be somebody else's."""
    day = at.date()
    row = subject_access.log_file_request(
        member=lead, at=at,
        asked=subject_access.Asked(
            asker.person_id, "own", "Everything that was written about my complaint, and who decided what.", "email",
            day - timedelta(days=12), asker=asker.person_id, case_reference=asker.representation.reference,
        ),
    )  # fmt: skip
    subject_access_clock.show_who_asks(
        member=lead, at=at, request=row.pk, shown="Wrote from the address that is on record, and rang back",
        shown_on=day - timedelta(days=10),
    )  # fmt: skip
    subject_access.record_file_search(
        member=lead, at=at, request=row.pk, place="The post room’s book", how="By the name and the two months.",
        found="Nothing that is not on the case.", searched_on=day - timedelta(days=6),
    )  # fmt: skip
    subject_access_collecting.collect_file(member=lead, at=at, request=row.pk)


def _what_else_was_asked(lead: Member, asker: Party, other: Party, at: datetime) -> None:
    day = at.date()
    asked = data_rights.NewRequest(
        kind="correct",
        case=other.representation.reference,
        person=other.person_id,
        asked_by=other.person.name,
        asks_as="self",
        received_on=day - timedelta(days=5),
        words="The day on which I first wrote is wrong. It was a week before.",
        reply_to="By e-mail",
    )
    data_rights.log_request(member=lead, at=at, new=asked)
    data_complaints.log_data_complaint(
        member=lead, at=at,
        new=data_complaints.NewDataComplaint(
            "My letter was read out in a meeting at which my old neighbour sat.", "email", day - timedelta(days=3),
            person=asker.person_id, case_reference=asker.representation.reference,
        ),
    )  # fmt: skip
