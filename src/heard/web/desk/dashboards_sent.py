"""What somebody is told of each week or month: asked for, shown, and ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import choosing, subscriptions
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act
from heard.casework.subscriptions import PAGES, pages_for
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import address_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now

ADDRESS = "/dashboards/sent/"
OFTEN = [("monthly", "Each month, on the first"), ("weekly", "Each week, on Monday")]
# A list of one's own cases is one's own already.
OF_ONES_OWN = "meeting"


class TellMeForm(ActForm):
    """Which page, of which part of the council, and how often."""

    what = fields.one_of("Which page", [])
    part = fields.picked("Part of the council", required=False)
    how_often = fields.one_of("How often", OFTEN)

    def prepare(self) -> None:
        pages = pages_for(self.known.member)
        self.choose("what", [(name, page.title) for name, page in pages.items()])
        whole = [("all", "The whole council")]
        places = [(f"service={one}", one) for one in choosing.services()]
        places += [(f"team={one}", one) for one in choosing.teams()]
        self.choose("part", [*whole, *places], empty="What the page begins with for me")


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def every(request: HttpRequest) -> HttpResponseBase:
    """What this person is told of, and since when."""
    member = member_of(request)
    rows = [
        (one, PAGES[one.what].title, _part_in_words(one.part), _told(one))
        for one in subscriptions.subscriptions_of(member)
    ]
    facts = {"rows": rows, "has_address": bool(member.account.email)}
    return show_list(request, "desk/dashboards_sent.html", ADDRESS, facts)


def _told(row: Any) -> str:
    return f"last on {spoken_day(row.told_on)}" if row.told_on else "not yet"


def _part_in_words(part: str) -> str:
    return "The whole council" if part == "all" else part.partition("=")[2] or "What the page begins with"


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_FIGURES)
def new(request: HttpRequest) -> HttpResponseBase:
    """Ask to be told of a page."""
    asking = Asking(
        title="Be told of a page each week or month",
        button="Tell me",
        form=TellMeForm,
        do=_subscribe,
        done="You will be told by e-mail, with a link and no figure.",
        back=ADDRESS,
        initial={
            "what": request.GET.get("what", "how"),
            "part": request.GET.get("part", ""),
            "how_often": "monthly",
        },
    )
    return ask(request, asking)


def _subscribe(*, what: str, part: str, **said: Any) -> None:
    subscriptions.subscribe(what=what, part="" if what == OF_ONES_OWN else part, **said)


@require_POST
@for_those_who_may(Act.SEE_FIGURES)
def end(request: HttpRequest, number: int) -> HttpResponseBase:
    """Not be told of a page any more."""
    try:
        subscriptions.end_subscription(member=member_of(request), number=number, at=now())
    except NotOnRecord as why:
        raise Http404 from why
    messages.success(request, "You will not be told of it any more.")
    return redirect(ADDRESS)


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def go(request: HttpRequest, number: int) -> HttpResponseBase:
    """From the link of an e-mail to the page it speaks of."""
    row = there(subscriptions.own_subscription, member_of(request), number)
    return redirect(address_of(PAGES[row.what].address, part=row.part))
