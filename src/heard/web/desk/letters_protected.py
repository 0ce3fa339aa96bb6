"""Words that no letter to anybody else may say: what they are, adding some, and ending it by two people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import access, choosing
from heard.casework.letters.lifting import WHAT, ask_to_lift, lift, protected_on
from heard.casework.letters.protecting import protect_words
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.letters_frame import opened_letters_of, step
from heard.web.desk.wording import short_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
PART = "third_parties"


class ProtectForm(ActForm):
    """Words to be kept out of letters to anybody else."""

    person = fields.numbered("Whose")
    what = fields.picked("What it is", [*WHAT])
    words = fields.line(
        "The words", help_text="As they would stand in a letter: a school, a street, a name.", most=300
    )
    reason = fields.reason("Why it must be kept")

    def prepare(self) -> None:
        people = choosing.people_in(self.known.case)
        named = {one.person: f"{one.name} ({one.part.lower()})" for one in people}
        self.choose("person", named.items(), empty="Choose somebody")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DRAFT_LETTERS)
def protected(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What is protected on a case."""
    case = opened_letters_of(request, reference, Act.DRAFT_LETTERS, PART)
    known = Known(case, member_of(request), today())
    if request.method == "GET":
        return _page(request, case, ProtectForm(known=known))
    said = request.POST
    if "ask" in said or "lift" in said:
        return _ending(request, case, known)
    form = ProtectForm(said, known=known)
    if not form.is_valid():
        return _page(request, case, form, status=WRONG)
    return _done(
        request, case, form, _on(case.reference), "These words are kept out of letters now.", **form.said()
    )


def _ending(request: HttpRequest, case: Any, known: Known) -> HttpResponseBase:
    form, said = ProtectForm(known=known), request.POST
    asks = "ask" in said
    number = said.get("ask", "") or said.get("lift", "")
    more = {"because": said.get(f"because-{number}", "")} if asks else {}
    done = (
        "Asked. A second person answers under “To approve”; until then the words stay protected."
        if asks
        else "These words are not protected any more."
    )
    function = ask_to_lift if asks else lift

    def do(*, by: str, at: Any) -> object:
        numbered = int(number) if number.isdecimal() and len(number) < 12 else 0
        return function(reference=case.reference, protection=numbered, by=known.member, at=at, **more)

    return _done(request, case, form, do, done)


def _done(
    request: HttpRequest, case: Any, form: ProtectForm, do: Any, said: str, **given: Any
) -> HttpResponseBase:
    try:
        step(request, case, Act.DRAFT_LETTERS, do, **given)
    except REFUSALS as why:
        return _page(request, case, form, status=WRONG, errors=[("", in_words(why))], has_errors=True)
    messages.success(request, said)
    return redirect("case-protected", reference=case.reference)


def _on(reference: str) -> Any:
    return lambda **said: protect_words(reference=reference, **said)


def _page(
    request: HttpRequest, case: Any, form: ProtectForm, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    parts = access.parts_seen(member_of(request), case, on=today(), at=now())
    found = [(one, short_day(one.since), short_day(one.lifted_on)) for one in protected_on(case, parts=parts)]
    facts = {
        "row": case,
        "form": form,
        "standing": [one for one in found if one[0].lifted_on is None],
        "lifted": [one for one in found if one[0].lifted_on is not None],
        **more,
    }
    return show(request, "desk/letters_protected.html", facts, status=status)
