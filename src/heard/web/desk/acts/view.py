"""The page of any act: what it will do, on what basis, by when and who is told; then the form, done once only."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import agreements, drafts
from heard.casework.access import case_through_eyes
from heard.casework.carrying_out import ChangedMeanwhile, Done, carry_out, sent_before, try_out
from heard.casework.case_facts import facts_of
from heard.casework.changed import newest_line
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.offers import Offer, Possible
from heard.casework.permissions import Act as DeskAct
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.registry import pages
from heard.web.desk.acts.shown import about_act, what_is_next
from heard.web.desk.acts.typed import kept_answers, typed_words
from heard.web.desk.remedy_memory import WITH_MEMORY, memory_shown
from heard.web.fresh import demand_fresh, is_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG, OVERTAKEN = 422, 409


@require_http_methods(["GET", "POST"])
@for_those_who_may(DeskAct.SEE_CASES)
def act(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one act on one case."""
    case, eyes = case_through_eyes(member_of(request), reference, on=today())
    page = pages().get(slug)
    if page is None:
        raise Http404
    offer = Possible(facts_of(case), eyes, today()).offer_of(page.act)
    asked = Asked(request, Known(case, member_of(request), today(), eyes), page, offer)
    if request.method == "POST" and (first := asked.done_before()) is not None:
        return first
    if not offer.allowed:
        return asked.not_now()
    return asked.sent() if request.method == "POST" else asked.opened()


act.keeps_drafts = True  # type: ignore[attr-defined]


class Asked:
    """One opening or sending of the page of an act."""

    def __init__(self, request: HttpRequest, known: Known, page: ActPage, offer: Offer) -> None:
        self.request, self.known, self.page, self.offer = request, known, page, offer
        self.case, self.member = known.case, known.member

    def opened(self) -> HttpResponseBase:
        """The form, as it was left where it was left."""
        form = self.page.form(known=self.known)
        left = drafts.draft_of(self.member, self.request.path, at=now())
        if left is not None:
            form.take_up({name: list(values) for name, values in left.words.items()})
        return self._form(form, left=left)

    def sent(self) -> HttpResponseBase:
        """What was sent: thrown away, wrong, to be changed, to be checked, or done."""
        if "start-again" in self.request.POST:
            drafts.drop_draft(self.member, self.request.path)
            return redirect(self.request.path)
        form = self.page.form(self.request.POST, known=self.known)
        if not form.is_valid():
            return self._wrong(form)
        if "change" in self.request.POST:
            return self._form(form)
        if self.offer.needs_fresh and (ask := demand_fresh(self.request)) is not None:
            return ask
        try:
            if self._is_to_be_checked():
                return self._check(form)
            if self.offer.needs_second and self._agreed() is None:
                return self._ask_second_person()
            done = self._carry_out(form)
        except ChangedMeanwhile as why:
            self._keep()
            return self._form(form, status=OVERTAKEN, changed=why)
        except REFUSALS as why:
            form.add_error(None, in_words(why))
            return self._wrong(form)
        return self._done(done)

    def done_before(self) -> HttpResponseBase | None:
        """The first answer, where this very form was sent before: they went back, or pressed twice."""
        named = {"member": self.member, "act": self.page.act, "reference": self.case.reference}
        first = sent_before(**named, once=self.request.POST.get("once", "")[:64])
        return None if first is None else self._done(first)

    def not_now(self) -> HttpResponseBase:
        """Why the act cannot be done now."""
        facts = {"page": self.page, "row": self.case, "why": self.offer.why_not}
        return show(self.request, "desk/act_not_now.html", facts, status=OVERTAKEN)

    @property
    def _has_check(self) -> bool:
        return self.page.is_checked(self.offer.stays) or self.offer.needs_second

    def _is_to_be_checked(self) -> bool:
        return self._has_check and "confirmed" not in self.request.POST

    def _content(self) -> dict[str, str]:
        return agreements.content_of(self.page.address, typed_words(self.request.POST))

    def _agreed(self) -> int | None:
        return agreements.agreed_number(self.page.act, self.case.reference, self._content())

    def _ask_second_person(self) -> HttpResponseBase:
        agreements.ask_for(self.page.act, self.case.reference, self._content(), by=self.member, at=now())
        drafts.drop_draft(self.member, self.request.path)
        messages.success(
            self.request,
            f"{self.page.title}: nothing is done yet. It waits for a second person to agree to exactly what you wrote.",
        )
        return redirect("case", reference=self.case.reference)

    def _check(self, form: ActForm) -> HttpResponseBase:
        foreseen = try_out(
            member=self.member,
            act=self.page.act,
            reference=self.case.reference,
            at=now(),
            do=self.page.function,
            said=form.said(),
        )
        self._keep()
        facts = {
            **self._facts(),
            "foreseen": foreseen,
            "answers": list(form.answers()),
            "second": self.offer.needs_second and self._agreed() is None,
            "kept": kept_answers(self.request.POST),
        }
        return show(self.request, "desk/act_check.html", facts)

    def _carry_out(self, form: ActForm) -> Done:
        return carry_out(
            member=self.member,
            act=self.page.act,
            reference=self.case.reference,
            seen=self._seen(),
            once=self._once(),
            at=now(),
            do=self.page.function,
            said=form.said(),
            fresh=is_fresh(self.request),
            agreed=self._agreed() if self.offer.needs_second else None,
            content=self._content(),
        )

    def _done(self, done: Done) -> HttpResponseBase:
        drafts.drop_draft(self.member, self.request.path)
        following = what_is_next(self.member, done.reference, today())
        messages.success(self.request, f"{self.page.done_words} {following}")
        return redirect(self.page.leads_to, reference=done.reference)

    def _wrong(self, form: ActForm) -> HttpResponseBase:
        self._keep()
        return self._form(form, status=WRONG)

    def _form(self, form: ActForm, *, status: int = 200, **more: Any) -> HttpResponseBase:
        button = "Continue" if self._has_check else self.page.title
        beside = memory_shown(self.known) if self.page.act in WITH_MEMORY else None
        disputed = disputed_on(self.case) if "has_disputed" in self.offer.there else {}
        facts = {
            **self._facts(), "form": form, "button": button, "beside": beside, "disputed": disputed, **more
        }  # fmt: skip
        if "changed" in more:
            facts |= {"seen": more["changed"].newest, "once": secrets.token_urlsafe(16)}
        return show(self.request, "desk/act.html", facts, status=status)

    def _facts(self) -> dict[str, Any]:
        return {
            "page": self.page,
            "row": self.case,
            "seen": self._seen(),
            "once": self._once(),
            **about_act(self.page, self.offer, self.case, today()),
        }

    def _seen(self) -> int:
        said = self.request.POST.get("seen", "")
        if said.isdecimal() and len(said) < 19:
            return int(said)
        # A form that says nothing of what was seen has not been shown yet, and nothing is done blind.
        return 0 if "confirmed" in self.request.POST else newest_line(self.case.reference)

    def _once(self) -> str:
        return self.request.POST.get("once", "")[:64] or secrets.token_urlsafe(16)

    def _keep(self) -> None:
        drafts.keep_draft(self.member, self.request.path, typed_words(self.request.POST), at=now())
