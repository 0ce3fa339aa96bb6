"""The letters of a case: what was sent, and what an act still owes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.letters import letters_owed
from heard.casework.letters.kinds import kind_of
from heard.casework.offers import title_of
from heard.casework.permissions import Act
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may

GROUP = "Letters"


@require_GET
@for_those_who_may(Act.SEE_CASES)
def letters(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Letters that are owed, then letters on record, newest first."""
    frame = opened(request, reference, "letters")
    offered = [one for one in frame.head.offered if one.group == GROUP and one.allowed]
    sent = frame.case.letters.select_related("to", "posting").order_by("-issued_on", "-pk")
    facts = {
        "owed": [
            (
                title_of(one.act),
                [kind_of(kind).words for kind in one.kinds],
                spoken_day(one.done_on),
                one.unless,
            )
            for one in letters_owed(reference)
        ],
        "letters": [(one, kind_of(one.kind).words, spoken_day(one.issued_on)) for one in sent],
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
    }
    return frame.show("letters", "desk/case_letters.html", facts)
