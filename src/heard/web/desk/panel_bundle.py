"""The papers of a panel: picked, put in order with buttons, checked page by page, frozen as one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import bundles, bundles_freezing
from heard.casework.bundles_checking import Fault, check_papers
from heard.casework.bundles_freezing import NotToBeFrozen, frozen_file
from heard.casework.filing import NotAsFiled
from heard.casework.looking_at_bundle import BundleSeen, bundle_seen
from heard.casework.permissions import Act, NotAllowed
from heard.casework.reading_for_guests import is_guest
from heard.casework.refused import REFUSALS, in_words
from heard.law.procedure import Act as ChartAct
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.stage_pages import links_for, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, now

WRONG = 422
READ_HERE = "Papers you are let in to are read on the page of your case. Ask the complaints team for a copy."


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def bundle(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The bundle of a panel, and every step of putting it together."""
    frame = opened(request, reference, "papers")
    if request.method == "GET":
        return _page(frame)
    if "check" in request.POST:
        return _checked(frame)
    try:
        said, anchor = _step(frame)
    except NotToBeFrozen as why:
        return _page(frame, faults=why.faults, error="The bundle cannot be frozen yet.", status=WRONG)
    except (*REFUSALS, NotAsFiled) as why:
        return _page(frame, error=in_words(why), status=WRONG)
    if said:
        messages.success(request, said)
    return redirect(f"{request.path}{anchor}")


@require_GET
@for_those_who_may(Act.SEE_CASES)
def bundle_file(request: HttpRequest, reference: str, version: int) -> HttpResponseBase:
    """The file of a frozen bundle, for whoever may open it."""
    frame = opened(request, reference, "papers")
    if is_guest(frame.member):
        raise NotAllowed(READ_HERE)
    seen = bundle_seen(frame.member, frame.case, at=now())
    found = next((one for one in seen.frozen if one.version == version), None)
    if found is None:
        raise Http404
    try:
        content = frozen_file(found)
    except NotAsFiled as why:
        return _page(frame, error=str(why), status=409)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="panel-papers-version-{version}.pdf"'
    return answer


def _step(frame: CaseFrame) -> tuple[str, str]:
    """Do what the button says: what is said of it, and the place on the page to come back to."""
    sent, who = frame.request.POST, {"reference": frame.case.reference, "by": frame.member, "at": now()}
    for name, do in STEPS.items():
        if name in sent:
            return do(sent, who)
    return "", ""


def _begin(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    row = bundles.begin_bundle(**who)
    return f"Version {row.version} is begun.", ""


def _pick(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    rows = bundles.pick_papers(papers=[int(one) for one in sent.getlist("paper") if one.isdecimal()], **who)
    return f"{len(rows)} paper{'s' if len(rows) != 1 else ''} added at the end.", f"#paper-{rows[0].pk}"


def _move(up: bool) -> Callable[[Any, dict[str, Any]], tuple[str, str]]:
    def moved(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
        number = _number(sent["up" if up else "down"])
        bundles.move_paper(paper=number, up=up, **who)
        return "", f"#paper-{number}"

    return moved


def _drop(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    bundles.drop_paper(paper=_number(sent["drop"]), **who)
    return "The paper is taken out of the bundle. It stays on the case.", ""


def _look_over(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    row = bundles.look_over(paper=_number(sent["looked"]), **who)
    return f"It is on record that you looked at every page of “{row.document.title}”.", f"#paper-{row.pk}"


def _freeze(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    row = bundles_freezing.freeze_bundle(**who)
    return f"Version {row.version} is frozen: {row.pages} pages. It is never changed from now on.", ""


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 19 else 0


STEPS: dict[str, Callable[[Any, dict[str, Any]], tuple[str, str]]] = {
    "begin": _begin,
    "pick": _pick,
    "up": _move(True),
    "down": _move(False),
    "drop": _drop,
    "looked": _look_over,
    "freeze": _freeze,
}


def _checked(frame: CaseFrame) -> HttpResponseBase:
    seen = bundle_seen(frame.member, frame.case, at=now())
    if not seen.may_change or seen.withheld:
        return _page(
            frame, error="You may not open every paper of this bundle, so you cannot check it.", status=WRONG
        )
    found = check_papers(frame.case, seen.papers)
    return _page(frame, faults=found.faults, pages=found.pages, checked=True)


def _page(
    frame: CaseFrame,
    *,
    faults: tuple[Fault, ...] = (),
    error: str = "",
    pages: int = 0,
    checked: bool = False,
    status: int = 200,
) -> HttpResponseBase:
    seen = bundle_seen(frame.member, frame.case, at=now())
    named = [(f"#paper-{one.paper}", f"{one.title}: {one.words}") for one in faults]
    facts = {
        "seen": seen,
        "faults": faults,
        "errors": [*([("", error)] if error else []), *named],
        "has_errors": bool(error or faults),
        "clear": checked and not faults,
        "pages": pages,
        "versions": [_version(frame, seen, one) for one in seen.frozen],
        "links": list(links_for(frame, ChartAct.SEND_PANEL_PAPERS)) if seen.frozen else [],
        "stage_pages": stage_pages(frame, "case-bundle"),
        "looked_over": {one.paper for one in faults if one.can_be_looked_over},
    }
    answer = frame.show("papers of the panel", "desk/panel_bundle.html", facts)
    answer.status_code = status
    return answer


def _version(frame: CaseFrame, seen: BundleSeen, row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "href": reverse("case-bundle-file", args=[frame.case.reference, row.version]),
        "frozen": spoken_day(row.frozen_at.date()),
        "sent": spoken_day(row.sent_on),
        "digest": row.digest[:16],
    }
