"""What passed between the office and the people of a case, outside letters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.permissions import Act
from heard.law.procedure import Act as ChartAct
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may

ACTS = (ChartAct.RECORD_CONTACT, ChartAct.ATTEMPT_CONTACT)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def messages(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Calls, visits and attempts to reach somebody, newest first."""
    frame = opened(request, reference, "messages")
    offered = [one for one in frame.head.offered if one.act in ACTS and one.allowed]
    tried = frame.case.contact_attempts.select_related("person").order_by("-tried_on", "-pk")
    facts = {
        "contacts": [(one, spoken_day(one.tried_on)) for one in tried],
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
    }
    return frame.show("messages", "desk/case_messages.html", facts)
