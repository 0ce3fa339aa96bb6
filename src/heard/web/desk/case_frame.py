"""What every tab of a case shares: the identity bar that stays in view, the alerts, and the tabs as plain links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from heard.casework import looks
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.looking import NotYours
from heard.casework.looking_at_head import Head, head_of
from heard.casework.offers import Offer
from heard.casework.permissions import Act, ChartAct, NotAllowed, may
from heard.casework.running import Running
from heard.web.desk.acts.registry import pages_of
from heard.web.desk.wording import how_soon, short_day, spoken_day, unbroken
from heard.web.seeing import member_of, now, show, today

# The words of a tab, the name of its address, its code, and the part of the case that somebody must see to open it.
TABS = (
    ("Overview", "case", "overview", "shell"),
    ("Points", "case-points", "points", "points"),
    ("People", "case-people", "people", "parties"),
    ("Papers", "case-papers", "papers", "papers"),
    ("Messages", "case-messages", "messages", "messages"),
    ("Letters", "case-letters", "letters", "letters"),
    ("Ombudsman", "case-ombudsman", "ombudsman", "decisions"),
    ("History", "case-history", "history", "timeline"),
    ("Who has looked", "case-looks", "looks", "shell"),
)
LOOKS, OMBUDSMAN = "looks", "ombudsman"


@dataclass(frozen=True)
class CaseFrame:
    """A case as one request sees it."""

    request: HttpRequest
    head: Head

    @property
    def member(self) -> Any:
        """Who looks."""
        return member_of(self.request)

    @property
    def case(self) -> Any:
        """The row of the case."""
        return self.head.row

    def show(self, tab: str, template: str, facts: dict[str, Any] | None = None) -> HttpResponseBase:
        """One tab of the case: its template extends `desk/case_frame.html` and fills the block `tab`."""
        return show(self.request, template, {**self._facts(tab), **(facts or {})})

    def _link(self, act: ChartAct) -> str:
        """The address of an act that may be done now, or nothing."""
        offered = next((one for one in self.head.offered if one.act is act and one.allowed), None)
        return next((href for _, href in links_of(offered, self.case.reference)), "") if offered else ""

    def _tabs(self) -> Iterator[tuple[str, str, str, str]]:
        sees_looks = may(self.member, Act.SEE_LOOKS)
        there = {LOOKS: sees_looks, OMBUDSMAN: "ombudsman_case" in self.head.there}
        return (one for one in TABS if self.head.shows(one[3]) and there.get(one[2], True))

    def _facts(self, tab: str) -> dict[str, Any]:
        reference = self.case.reference
        places = [(words, reverse(name, args=[reference]), code) for words, name, code, part in self._tabs()]
        first = self.head.first
        return {
            "head": self.head,
            "row": self.case,
            "disputed": disputed_on(self.case) if "has_disputed" in self.head.there else {},
            "clocks": [clock_shown(one) for one in self.head.running],
            "first": next(iter(links_of(first, reference)), None) if first else None,
            "safety": self._link(ChartAct.REFER_TO_SAFEGUARDING),
            "tabs": [(words, href) for words, href, _ in places],
            "tab": tab,
            "tab_words": next((words for words, _, code in places if code == tab), tab.capitalize()),
            "tab_current": next((href for _, href, code in places if code == tab), ""),
        }


def opened(request: HttpRequest, reference: str, part: str = "shell") -> CaseFrame:
    """The case that a page is about, with everything that stays in view; the look is noted.

    `part` is what the page shows, of `access.PARTS`. Raises NotYours, or NotAllowed where they may not see that part.
    """
    member, at = member_of(request), now()
    try:
        head = head_of(member, reference, today=today(), at=at)
    except NotYours:
        looks.note(member, reference, part, at, refused=True)
        raise
    looks.note(member, reference, part, at, refused=not head.shows(part))
    if not head.shows(part):
        raise NotAllowed(
            f"Your role does not see {part.replace('_', ' ')} of this case. Ask the complaints team."
        )
    return CaseFrame(request, head)


def clock_shown(one: Running) -> dict[str, Any]:
    """A running clock as the bar says it."""
    shape, words = how_soon(one.colour, one.left, one.due_on)
    if one.held_since:
        shape, words = "none", f"Held since {short_day(one.held_since)}"
    return {
        "name": one.name,
        "anchor": one.name.replace("/", "-"),
        "title": unbroken(one.title),
        "shape": shape,
        "words": words,
        "due": spoken_day(one.due_on),
        "latest": short_day(one.latest_on) if one.latest_on not in (None, one.due_on) else "",
        "target": short_day(one.target_on),
        "extended": one.extended,
        "set_by": "set by the council" if one.local else "in law",
    }


def links_of(offer: Offer, reference: str) -> Iterator[tuple[str, str]]:
    """The pages on which an offered act is done: (words, address) each."""
    for page in pages_of(offer.act):
        if page.needs and page.needs not in offer.there:
            continue
        yield page.title, reverse("act", args=[reference, page.address])
