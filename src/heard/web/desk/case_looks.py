"""Who has looked at a case."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_looks import LooksWanted, how_many_looks, lookers, looks_at, words_of
from heard.casework.permissions import Act, may
from heard.web.desk.case_frame import opened
from heard.web.desk.work import page_number
from heard.web.seeing import for_those_who_may

PAGE = 50


@require_GET
@for_those_who_may(Act.SEE_LOOKS)
def looks(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The looks at the case that are on record, newest first: all, one person's, or those refused."""
    frame = opened(request, reference)
    wanted = LooksWanted(request.GET.get("by", "")[:150], request.GET.get("refused") == "yes")
    page = Paginator(range(how_many_looks(frame.case, wanted)), PAGE).get_page(page_number(request))
    found = looks_at(frame.case, first=(page.number - 1) * PAGE, most=PAGE, wanted=wanted)
    facts = {
        "page": page,
        "looks": [(one, name, *words_of(one)) for one, name in found],
        "lookers": lookers(frame.case),
        "wanted": wanted,
        "may_wall": may(frame.member, Act.BUILD_WALL),
    }
    return frame.show("looks", "desk/case_looks.html", facts)
