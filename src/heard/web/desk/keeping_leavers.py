"""Keep and delete: people who worked here or were on the bench, and what of them is over since they left."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.permissions import Act
from heard.casework.retention_leavers import leavers_over, propose_leaver
from heard.web.desk.asking import Asking, ask
from heard.web.desk.keeping_forms import LeaverForm
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, show, today


@require_GET
@for_those_who_may(Act.KEEP_RETENTION)
def leavers(request: HttpRequest) -> HttpResponseBase:
    """Everybody who left and of whom something is over, those that waited longest first."""
    rows = [(one, spoken_day(one.since)) for one in leavers_over(today())]
    return show(request, "desk/keeping_leavers.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_RETENTION)
def leaver(request: HttpRequest, number: int) -> HttpResponseBase:
    """Propose to a second person that what is over of somebody is erased."""
    if request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    found = leavers_over(today(), person=number)
    if not found:
        return show(request, "404.html", status=404)

    def propose(*, member: Any, **said: Any) -> object:
        return propose_leaver(person=number, by=member, **said)

    asking = Asking(
        title="Propose to erase it",
        button="Propose it to a second person",
        form=LeaverForm,
        do=propose,
        done="It waits for a second person. Once they agree it is erased in the night.",
        back=reverse("keeping-leavers"),
        facts={
            "above": found[0].name,
            "says": f"This goes: {found[0].what}. Their name stays in the ledger and in the cases they worked on. It "
            "cannot be undone.",
        },
    )
    return ask(request, asking)
