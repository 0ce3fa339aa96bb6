"""The steps a letter takes between its first words and the post: one page each, one question each, done once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import access, drafts
from heard.casework.letters import changing, issuing, signing
from heard.casework.letters.stepping import UNSENT, WAITING, Standing
from heard.casework.permissions import Act, AnyAct
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts.form import ActForm
from heard.web.desk.acts.typed import typed_words
from heard.web.desk.letters_forms import ElsewhereForm, FactsForm, NothingForm, ReaderForm, ReasonForm
from heard.web.desk.letters_frame import SENDING, LetterFrame, opened_letter
from heard.web.desk.letters_shown import under
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, now

WRONG, OVERTAKEN = 422, 409
CHECKED, SIGNED = (Standing.CHECKED,), (Standing.SIGNED_OFF,)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its heading and button, its form, who may, where the letter must stand, and what does it."""

    title: str
    form: type[ActForm]
    function: Callable[..., object]
    where: Collection[str]
    done: str
    act: AnyAct = Act.DRAFT_LETTERS
    says: str = ""
    versioned: bool = True
    shows_letter: bool = False
    leads_to: str = "letter-draft"


STEPS = {
    "facts": Step(
        title="Say what only you can say",
        form=FactsForm,
        function=changing.give_facts,
        where=WAITING,
        done="The letter says it now.",
        says="These stand in the letter where it names them. What is on record comes by itself.",
    ),
    "reader": Step(
        title="Whose words, and which way",
        form=ReaderForm,
        function=changing.readdress,
        where=WAITING,
        done="The letter is in these words now.",
    ),
    "start-over": Step(
        title="Go back to the template",
        form=NothingForm,
        function=changing.start_over,
        where=WAITING,
        done="The words are those of the template again.",
        says="The words written by hand are kept as a version, and you can copy them from there.",
    ),
    "withdraw": Step(
        title="Do not send this letter",
        form=ReasonForm,
        function=changing.withdraw_draft,
        where=UNSENT,
        done="The letter is withdrawn. What an act owes is still owed.",
        says="The draft is kept with your reason. If an act owes this letter, it is still owed.",
        versioned=False,
        leads_to="case-letters",
    ),
    "sent-outside": Step(
        title="It was sent outside Heard",
        form=ElsewhereForm,
        function=issuing.record_draft_sent_elsewhere,
        where=UNSENT,
        done="It is on record as sent outside Heard, with its evidence.",
        act=SENDING,
        versioned=False,
        leads_to="case-letters",
    ),
    "never-sent": Step(
        title="It was never sent: write it now",
        form=ReasonForm,
        function=changing.write_after_all,
        where=(Standing.FROM_BEFORE,),
        done="Write it now. It will carry the day on which you issue it.",
        says="Say what shows that nothing was sent, such as a post book without a line.",
        versioned=False,
    ),
    "allow": Step(
        title="Let stand what was found",
        form=ReasonForm,
        function=signing.allow_what_was_found,
        where=WAITING,
        done="Your name stands beside what was found.",
        says="It counts for exactly these words. If the letter changes, it is asked again.",
    ),
    "issue": Step(
        title="Issue the letter",
        form=NothingForm,
        function=issuing.issue_draft,
        where=SIGNED,
        done="The letter is issued and waits to be posted.",
        act=SENDING,
        shows_letter=True,
        leads_to="case-letters",
    ),
    "sign-and-issue": Step(
        title="Sign off and issue the letter",
        form=NothingForm,
        function=issuing.sign_and_issue,
        where=CHECKED,
        done="The letter is signed off and issued. It waits to be posted.",
        act=SENDING,
        shows_letter=True,
        leads_to="case-letters",
    ),
}


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DRAFT_LETTERS)
def step(request: HttpRequest, reference: str, number: int, slug: str) -> HttpResponseBase:
    """One step of one letter."""
    found = STEPS.get(slug)
    if found is None:
        raise Http404
    frame = opened_letter(request, reference, number)
    access.demand_can(frame.member, found.act, frame.case, on=frame.day, part="letters", fresh=True)
    if request.method == "POST":
        return _sent(frame, found, slug)
    form = found.form(known=frame.known)
    left = drafts.draft_of(frame.member, request.path, at=now())
    if left is not None:
        form.take_up({name: list(values) for name, values in left.words.items()})
    return _page(frame, found, slug, form, left=left)


step.keeps_drafts = True  # type: ignore[attr-defined]


def _sent(frame: LetterFrame, found: Step, slug: str) -> HttpResponseBase:
    path = frame.request.path
    if "start-again" in frame.request.POST:
        drafts.drop_draft(frame.member, path)
        return redirect(path)
    form = found.form(frame.request.POST, known=frame.known)
    drafts.keep_draft(frame.member, path, typed_words(frame.request.POST), at=now())
    if not form.is_valid():
        return _page(frame, found, slug, form, status=WRONG)
    try:
        seen = {"version": _version(frame.request)} if found.versioned else {}
        frame.do(found.act, found.function, **seen, **form.said())
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _page(frame, found, slug, form, status=OVERTAKEN)
    drafts.drop_draft(frame.member, path)
    if slug == "start-over":  # What was typed and not kept goes too, or the page would show it again.
        editor = reverse("letter-draft", args=[frame.case.reference, frame.row.pk])
        drafts.drop_draft(frame.member, editor)
    messages.success(frame.request, found.done)
    number = (frame.row.pk,) if found.leads_to != "case-letters" else ()
    return redirect(found.leads_to, frame.case.reference, *number)


def _version(request: HttpRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def _page(
    frame: LetterFrame, found: Step, slug: str, form: ActForm, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    facts = {
        "step": found,
        "slug": slug,
        "form": form,
        "is_now": frame.row.standing in found.where,
        "today": spoken_day(frame.day),
        "letter": under(frame.opened.made.html, 2) if found.shows_letter or slug == "allow" else "",
        "button": f"Issue it today, {spoken_day(frame.day)}" if found.shows_letter else found.title,
        **more,
    }
    return frame.show("desk/letters_step.html", facts, status=status)
