"""A new code for somebody of a case who lost theirs: shown once, to be told to them, and the old one ended."""

from __future__ import annotations

import secrets
import sys
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from heard.casework import codes
from heard.casework.carrying_out import carry_out
from heard.casework.looking import NotYours
from heard.casework.looking_at_people import people_seen
from heard.casework.my_page_acts import give_new_code
from heard.casework.permissions import Act, ChartAct
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.forms_look import Form
from heard.web.fresh import is_fresh
from heard.web.seeing import for_those_who_may, member_of, now, today

NOBODY = "We cannot find that person on this case. Choose one from its people."


class NewCodeForm(Form):
    """How we know who asks."""

    because = fields.reason("How do you know that it is them, or the person they trusted?")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def new_code(request: HttpRequest, reference: str, person: int) -> HttpResponseBase:
    """Say how you know who asks, then read the code out or hand it over. It is not shown again."""
    frame = opened(request, reference, "contacts")
    who = next(
        (one for one in people_seen(frame.case).people if one.number == person and one.is_family), None
    )
    if who is None:
        raise NotYours(NOBODY)
    form = NewCodeForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _asked(frame, who, form)
    given: list[str] = []

    def do(**said: Any) -> None:
        given.append(give_new_code(person=person, day=today(), **said))

    try:
        carry_out(
            member=member_of(request), act=ChartAct.RECORD_CONTACT, reference=reference, seen=sys.maxsize,
            once=request.POST.get("once", "")[:64] or secrets.token_urlsafe(16), at=now(), do=do,
            said={"because": form.cleaned_data["because"]}, fresh=is_fresh(request),
        )  # fmt: skip
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _asked(frame, who, form)
    code = codes.in_groups(given[0]) if given else ""
    return frame.show("people", "desk/new_code_given.html", {"who": who, "code": code})


def _asked(frame: CaseFrame, who: Any, form: NewCodeForm) -> HttpResponseBase:
    telling = getattr(frame.case, "telling", None)
    trusted = telling.trusted if telling is not None and telling.trusted_until is None else ""
    facts = {"form": form, "who": who, "once": secrets.token_urlsafe(16), "trusted": trusted}
    return frame.show("people", "desk/new_code.html", facts)
