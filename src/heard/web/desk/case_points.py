"""The points of a case: their own words, the wording agreed, what would put it right, and each finding beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_points import PointSeen, points_seen
from heard.casework.permissions import Act
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may

GROUP = "Points"


@require_GET
@for_those_who_may(Act.SEE_CASES)
def points(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Every point of the complaint, in their words first."""
    frame = opened(request, reference, "points")
    offered = [one for one in frame.head.offered if one.group == GROUP and one.allowed]
    facts = {
        "points": [_point(one) for one in points_seen(frame.case)],
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
    }
    return frame.show("points", "desk/case_points.html", facts)


def _point(seen: PointSeen) -> dict[str, Any]:
    findings = [
        (one.get_step_display(), one.finding.label, one.reason, spoken_day(one.found_on))
        for one in seen.findings
    ]
    return {
        "element": seen.row,
        "arose": spoken_day(seen.row.arose_on),
        "in_time_until": spoken_day(seen.in_time_until),
        "standing": seen.standing,
        "findings": findings,
        "versions": [(spoken_day(one.since), one.get_standing_display(), one.words) for one in seen.wordings],
    }
