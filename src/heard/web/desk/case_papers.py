"""The papers of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.permissions import Act
from heard.web.desk.case_frame import opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may


@require_GET
@for_those_who_may(Act.SEE_CASES)
def papers(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The papers this person may know of: what each is, and who added it when."""
    frame = opened(request, reference, "papers")
    kept = frame.case.documents.filter(level__lte=2).order_by("-added_at", "-pk")
    facts = {"papers": [(one, spoken_day(one.added_at.date())) for one in kept]}
    return frame.show("papers", "desk/case_papers.html", facts)
