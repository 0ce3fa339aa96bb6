"""The decision record of a case: nothing is decided without a person, a reason and a day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_decisions import DecisionSeen, decisions_of
from heard.casework.permissions import Act
from heard.web.desk.case import said
from heard.web.desk.case_frame import opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may


@require_GET
@for_those_who_may(Act.SEE_CASES)
def decisions(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Every decision on the case, newest first."""
    frame = opened(request, reference, "decisions")
    return frame.show(
        "decisions",
        "desk/case_decisions.html",
        {"decisions": [_shown(one) for one in decisions_of(frame.case)]},
    )


def _shown(one: DecisionSeen) -> tuple[str, list[tuple[str, Any]]]:
    row = one.row
    facts = [
        ("Result", one.which_way),
        ("Ground", one.ground),
        ("Reasons", row.reason),
        ("Evidence", row.evidence),
        ("Decided by", ", ".join(filter(None, (row.decided_by, row.seconded_by)))),
        ("Decided on", spoken_day(row.decided_on)),
        ("They were told", spoken_day(row.told_on)),
        ("Letter", "; ".join(one.letters)),
        ("To be looked at again", spoken_day(row.review_on)),
        ("Ended", spoken_day(row.ended_on)),
    ]
    return one.what, said(facts)
