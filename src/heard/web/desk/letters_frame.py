"""What every page of a letter shares: the letter opened by somebody who may, noted, and a step done once."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from heard.casework import access, looks
from heard.casework.carrying_out import carry_out
from heard.casework.letters.arriving import WAYS
from heard.casework.letters.drafting import NoSuchDraft
from heard.casework.letters.opening import Opened, draft_on, open_draft
from heard.casework.letters.stepping import Standing
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, AnyAct, ChartAct
from heard.casework.who_may import case_for
from heard.web.desk.acts.form import Known
from heard.web.fresh import is_fresh
from heard.web.seeing import member_of, now, show, today

PART = "letters"
SENDING = ChartAct.SEND_LETTER
NO_LETTER = "We cannot find that letter on this case. Choose one from its letters."
READERS = {"adult": "an adult", "child": "a child", "easy": "easy read"}
TAGS = {
    Standing.DRAFTED: ("To be written", "yellow"),
    Standing.CHANGED: ("To be checked", "yellow"),
    Standing.CHECKED: ("Waits to be signed off", "blue"),
    Standing.SIGNED_OFF: ("Waits to be issued", "purple"),
    Standing.ISSUED: ("Issued", "green"),
    Standing.WITHDRAWN: ("Withdrawn", "grey"),
    Standing.FROM_BEFORE: ("Sent outside Heard: evidence needed", "orange"),
}


@dataclass(frozen=True)
class KnownDraft(Known):
    """What a form about a letter knows: also the letter itself."""

    opened: Any = None


@dataclass(frozen=True)
class LetterFrame:
    """A letter that is not issued yet, as one request sees it."""

    request: HttpRequest
    case: Any
    row: Any
    day: date

    @property
    def member(self) -> Any:
        """Who looks."""
        return member_of(self.request)

    @cached_property
    def opened(self) -> Opened:
        """The letter with its words, facts and faults."""
        return open_draft(self.row, on=self.day)

    @property
    def known(self) -> KnownDraft:
        """What the forms of this letter know."""
        return KnownDraft(self.case, self.member, self.day, opened=self.opened)

    def may(self, *acts: AnyAct) -> dict[AnyAct, bool]:
        """Which of these acts whoever looks may do to the letters of this case."""
        found = access.rulings(self.member, acts, self.case, on=self.day, part=PART, fresh=True)
        return {act: ruling.allowed for act, ruling in found.items()}

    def address(self, name: str, *more: Any) -> str:
        """The address of a page of this letter."""
        return reverse(name, args=[self.case.reference, self.row.pk, *more])

    def do(self, act: AnyAct, function: Callable[..., object], **said: Any) -> None:
        """Do one step on the letter for whoever looks, once however often it is sent. Raises what it refuses."""
        step(self.request, self.case, act, function, draft=self.row.pk, **said)

    def show(
        self, template: str, facts: dict[str, Any] | None = None, *, status: int = 200
    ) -> HttpResponseBase:
        """A page of this letter."""
        words, colour = TAGS[Standing(self.row.standing)]
        given = {
            "row": self.case,
            "draft": self.row,
            "opened": self.opened,
            "standing": words,
            "standing_colour": colour,
            "way": WAYS.get(self.opened.made.about.way, "not chosen"),
            "reader": READERS[self.opened.made.about.audience],
            "once": secrets.token_urlsafe(16),
            "version": self.row.version,
        }
        return show(self.request, template, {**given, **(facts or {})}, status=status)


def opened_letter(
    request: HttpRequest, reference: str, number: int, act: AnyAct = Act.DRAFT_LETTERS
) -> LetterFrame:
    """The letter a page is about, for somebody who may do this act to it; the look is noted.

    Raises NotYours for a case or a letter that is not there for them, NotAllowed.
    """
    case = opened_letters_of(request, reference, act)
    try:
        return LetterFrame(request, case, draft_on(case, number), today())
    except NoSuchDraft as why:
        raise NotYours(NO_LETTER) from why


def opened_letters_of(request: HttpRequest, reference: str, act: AnyAct, part: str = PART) -> Any:
    """The case whose letters a page is about, for somebody who may do this act to them. Raises NotYours, NotAllowed."""
    member, at = member_of(request), now()
    try:
        case = case_for(member, reference)
        access.demand_can(member, act, case, on=today(), part=part, fresh=True)
    except Exception:
        looks.note(member, reference, part, at, refused=True)
        raise
    looks.note(member, reference, part, at)
    return case


def step(request: HttpRequest, case: Any, act: AnyAct, function: Callable[..., object], **said: Any) -> None:
    """Do something about a letter at a page, once. It has its own version: other acts on the case do not matter."""

    def do(*, reference: str, by: str, at: Any, **more: Any) -> object:
        return function(by=by, at=at, **more)

    carry_out(
        member=member_of(request),
        act=act,  # type: ignore[arg-type]
        reference=case.reference,
        seen=sys.maxsize,
        once=request.POST.get("once", "")[:64] or secrets.token_urlsafe(16),
        at=now(),
        do=do,
        said=said,
        fresh=is_fresh(request),
    )
