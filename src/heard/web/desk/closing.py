"""Close and learn: the outcome of each point, what is still owed, why it happened and what is different from now on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_closing import closing_seen
from heard.casework.permissions import Act, ChartAct
from heard.web.desk.case import in_short
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may

ACTS = (
    ChartAct.RECORD_LEARNING,
    ChartAct.AGREE_ACTION,
    ChartAct.COMPLETE_ACTION,
    ChartAct.GIVE_REMEDY,
    ChartAct.CLOSE,
)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def closing(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What to look at before a case is closed."""
    frame = opened(request, reference, "findings")
    seen = closing_seen(frame.case)
    offers = {one.act: one for one in frame.head.offered}
    there = [offers[act] for act in ACTS if act in offers]
    close = offers.get(ChartAct.CLOSE)
    facts = {
        "seen": seen,
        "promises": [(one, spoken_day(one.due_on)) for one in seen.promises],
        "lessons": [(one, spoken_day(one.learned_on), spoken_day(one.shared_on)) for one in seen.lessons],
        "links": [link for one in there if one.allowed for link in links_of(one, frame.case.reference)],
        "why_not": in_short(close.why_not) if close and not close.allowed else "",
    }
    return frame.show("close and learn", "desk/closing.html", facts)
