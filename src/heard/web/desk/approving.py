"""What waits for somebody to approve: letters to sign off, and acts that take a second person. One at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import agreements
from heard.casework.letters.seeing import drafts_waiting
from heard.casework.letters.stepping import Standing
from heard.casework.looking import NotYours
from heard.casework.looking_at_approvals import Waiting, one_waiting, waiting_on
from heard.casework.permissions import Act, NotAllowed, may
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.wording import short_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
# What comes of an agreement, where it is not that whoever asked may now do it.
THEN = {
    "purge_case": "The case is erased in the night, or at once by either of you.",
    "erase_leaver": "It is erased in the night.",
}
NOTHING = "Nothing of this number waits for you. See the list of what waits."


@require_GET
@for_those_who_may(Act.SEE_CASES)
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Letters and acts that wait for this person's yes or no, the longest first."""
    member = member_of(request)
    letters = drafts_waiting(member, standing=Standing.CHECKED) if may(member, Act.SIGN_LETTERS) else []
    asked = waiting_on(member, on=today()) if may(member, Act.APPROVE) else []
    facts = {
        "letters": [
            (one, reverse("letter-sign", args=[one.reference, one.draft]), short_day(one.owed_on))
            for one in letters
        ],
        "asked": [(one, _address(one)) for one in asked],
        "count": len(letters) + len(asked),
    }
    return show(request, "desk/approving.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.APPROVE)
def second(request: HttpRequest, number: int) -> HttpResponseBase:
    """One thing that somebody asked, to be agreed to or refused: the answer is for exactly what stands here."""
    one = one_waiting(member_of(request), number, on=today())
    if one is None:
        raise NotYours(NOTHING)
    if one.page:
        return redirect(_address(one))
    if request.method == "GET":
        return _page(request, one)
    if (ask := demand_fresh(request)) is not None:
        return ask
    agrees = "agree" in request.POST
    try:
        agreements.answer(
            number, agrees=agrees, because=request.POST.get("because", ""), by=member_of(request), at=now()
        )
    except (*REFUSALS, NotAllowed) as why:
        return _page(request, one, errors=[("#because", in_words(why))], status=WRONG)
    then = THEN.get(one.act, f"{one.asked_by} can now do it.")
    said = f"You agreed. {then}" if agrees else f"You refused. {one.asked_by} sees why."
    messages.success(request, said)
    return redirect("approving")


def _address(one: Waiting) -> str:
    if one.page:
        return reverse("act-asked", args=[one.reference, one.number])
    return reverse("second-person", args=[one.number])


def _page(request: HttpRequest, one: Waiting, *, status: int = 200, **more: Any) -> HttpResponseBase:
    facts = {"one": one, "has_errors": "errors" in more, "because": request.POST.get("because", ""), **more}
    return show(request, "desk/approving_second.html", facts, status=status)
