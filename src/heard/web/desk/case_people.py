"""The people of a case: who they are in it, and how they may safely be reached."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_people import people_seen
from heard.casework.permissions import Act, ChartAct
from heard.law.conflicts import PART
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may

GROUP = "People"


@require_GET
@for_those_who_may(Act.SEE_CASES)
def people(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Everybody in the case, safe ways to reach them first."""
    frame = opened(request, reference, "parties")
    seen = people_seen(frame.case)
    offered = [one for one in frame.head.offered if one.group == GROUP and one.allowed]
    facts = {
        "people": seen.people,
        "appointed": [_appointment(one) for one in seen.appointed],
        "advocacy": [_advocacy(one) for one in seen.advocacy],
        "needs": frame.head.needs,
        "may_give_code": any(one.act is ChartAct.RECORD_CONTACT for one in offered),
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
    }
    return frame.show("people", "desk/case_people.html", facts)


def _appointment(one: Any) -> tuple[str, str, str, str]:
    part = PART[one.part].words if one.part in PART else one.part.replace("_", " ").capitalize()
    until = f"{spoken_day(one.ended_on)}: {one.ended_because}" if one.ended_on else ""
    return part, one.person.name, spoken_day(one.appointed_on), until


def _advocacy(one: Any) -> list[tuple[str, Any]]:
    facts = [
        ("Told of advocacy", spoken_day(one.offered_on) + (" (a right)" if one.as_a_right else "")),
        (
            "Answer",
            f"{one.answer.capitalize()}, {spoken_day(one.answered_on)}" if one.answered_on else "None yet",
        ),
        ("Why declined", one.declined_because),
        ("Provider", one.provider.label if one.provider else ""),
        ("Asked for", spoken_day(one.referred_on)),
        ("First contact", spoken_day(one.first_contact_on)),
        ("Ended", spoken_day(one.ended_on)),
    ]
    return [(name, value) for name, value in facts if value]
