"""Who has looked at a case."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_looks import how_many_looks, looks_at
from heard.casework.permissions import Act
from heard.web.desk.case_frame import opened
from heard.web.desk.work import page_number
from heard.web.seeing import for_those_who_may

PAGE = 50


@require_GET
@for_those_who_may(Act.SEE_LOOKS)
def looks(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Every look at the case that is on record, newest first."""
    frame = opened(request, reference)
    page = Paginator(range(how_many_looks(frame.case)), PAGE).get_page(page_number(request))
    found = looks_at(frame.case, first=(page.number - 1) * PAGE, most=PAGE)
    return frame.show("looks", "desk/case_looks.html", {"page": page, "looks": found})
