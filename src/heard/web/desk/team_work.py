"""How the work lies by person and team, and giving many cases to one person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from heard.casework.choosing import name_of
from heard.casework.giving_many import MOST, Given, give_many, newest_of_all
from heard.casework.looking import which_may_be_seen
from heard.casework.looking_at_work_people import how_work_lies, taker, who_takes_cases
from heard.casework.permissions import Act, ChartAct
from heard.web.desk.work import COLOUR_WORDS, address_of, counts_sentence
from heard.web.fresh import is_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
COLUMNS = (("late", "Late"), ("today", "Today"), ("soon", "Soon"), ("fine", "Later"))


@require_GET
@for_those_who_may(Act.SEE_CASES)
def people(request: HttpRequest) -> HttpResponseBase:
    """Open stages by person and by team, in the order of names."""
    found = how_work_lies(member_of(request), today=today())
    facts = {
        "columns": [words for _, words in COLUMNS],
        "people": [
            (one, _cells(one.counts), address_of("/work/", view="all", who=str(one.number)))
            for one in found.people
        ],
        "teams": [
            (
                team or "No team recorded",
                _cells(counts),
                address_of("/work/", view="all", team=team) if team else "",
            )
            for team, counts in found.teams
        ],
        "with_nobody": counts_sentence(found.with_nobody, ""),
    }
    return show(request, "desk/team_work.html", facts)


def _cells(counts: Any) -> list[tuple[str, int]]:
    return [(words, counts[name]) for name, words in COLUMNS if name in COLOUR_WORDS]


@require_POST
@for_those_who_may(ChartAct.ASSIGN)  # type: ignore[arg-type]
def give(request: HttpRequest) -> HttpResponseBase:
    """Give the chosen cases to somebody: first what will be done is shown, then it is done."""
    member, asked = member_of(request), _Asked(request)
    facts = asked.facts(which_may_be_seen(member, asked.references[:MOST]))
    if facts["errors"] or not asked.sent or "confirmed" not in request.POST:
        return show(request, "desk/give_many.html", facts, status=WRONG if facts["errors"] else 200)
    to = taker(asked.to, today())
    given = give_many(
        member=member,
        references=asked.references,
        to=to,  # type: ignore[arg-type]
        reason=asked.reason,
        seen=asked.seen,
        once=asked.once,
        at=now(),
        fresh=is_fresh(request),
    )
    if given.refused:
        return show(
            request, "desk/given_many.html", {"given": given, "to": facts["to_name"], "back": asked.back}
        )
    messages.success(request, _said(given, facts["to_name"]))
    return redirect(asked.back)


def _said(given: Given, to: str) -> str:
    number = len(given.done)
    return (
        f"{number} case{'' if number == 1 else 's'} given to {to}."
        if number
        else "No case was given to anybody."
    )


class _Asked:
    """What somebody chose: which cases, to whom and why."""

    def __init__(self, request: HttpRequest) -> None:
        said = request.POST
        self.references = list(dict.fromkeys(said.getlist("case")))
        self.to, self.reason = said.get("to", ""), " ".join(said.get("reason", "").split())[:500]
        self.once = said.get("once", "")[:64]
        seen = said.get("seen", "")
        self.seen = int(seen) if seen.isdecimal() and len(seen) < 19 else newest_of_all()
        back = said.get("back", "")
        self.back = (
            back if url_has_allowed_host_and_scheme(back, None) and back.startswith("/work/") else "/work/"
        )
        self.sent = "to" in said

    def facts(self, cases: list[str]) -> dict[str, Any]:
        """What the page shows, with what is missing."""
        to = taker(self.to, today()) if self.to else None
        errors = self._errors(bool(cases), to is not None) if self.sent else []
        return {
            "cases": cases,
            "to": self.to,
            "to_name": name_of(to) if to else "",
            "reason": self.reason,
            "errors": errors,
            "has_errors": bool(errors),
            "takers": who_takes_cases(today()),
            "once": self.once,
            "seen": self.seen,
            "back": self.back,
            "most": MOST,
            "too_many": len(self.references) > MOST,
        }

    def _errors(self, any_case: bool, anybody: bool) -> list[tuple[str, str]]:
        wrong = [] if any_case else [("", "Tick the cases to give. Go back to the list and choose them")]
        wrong += [] if anybody else [("#to", "Select who is to have them")]
        return wrong + ([] if self.reason else [("#reason", "Enter why they are given")])
