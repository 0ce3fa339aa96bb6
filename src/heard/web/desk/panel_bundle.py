"""The papers of a panel, and the copy of a case for the Ombudsman: picked, ordered, checked, frozen as one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import bundles, bundles_chronology, bundles_freezing, bundles_letters, looks
from heard.casework.bundles_checking import Fault, check_papers
from heard.casework.bundles_for import BundleFor
from heard.casework.bundles_freezing import NotToBeFrozen, frozen_file
from heard.casework.bundles_pages import CannotBeBound
from heard.casework.filing import NotAsFiled
from heard.casework.looking_at_bundle import BundleSeen, bundle_seen
from heard.casework.looking_at_ombudsman import ombudsman_case_numbered
from heard.casework.new_details import DoesNotFit
from heard.casework.permissions import Act, NotAllowed
from heard.casework.reading_for_guests import is_guest
from heard.casework.refused import REFUSALS, in_words
from heard.law.procedure import Act as ChartAct
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.stage_pages import links_for, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now

WRONG = 422
READ_HERE = "Papers you are let in to are read on the page of your case. Ask the complaints team for a copy."


@dataclass(frozen=True)
class Desk:
    """A bundle as one request has it: the case, and the Ombudsman's case it is for, if it is not for the panel."""

    frame: CaseFrame
    ombudsman: Any = None

    @property
    def who(self) -> dict[str, Any]:
        """What every step is told: the case, who, when, and for whom the bundle is."""
        number = self.ombudsman.reference if self.ombudsman else ""
        who = {"reference": self.frame.case.reference, "by": self.frame.member, "at": now()}
        return {**who, "ombudsman_reference": number} if number else who

    def seen(self) -> BundleSeen:
        """The bundle through the eyes of whoever looks."""
        return bundle_seen(self.frame.member, self.frame.case, at=now(), ombudsman_case=self.ombudsman)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def bundle(request: HttpRequest, reference: str, number: int = 0) -> HttpResponseBase:
    """A bundle, and every step of putting it together; `number` is the Ombudsman's case in our record."""
    desk = _desk(request, reference, number)
    if request.method == "GET":
        return _page(desk)
    if "check" in request.POST:
        return _checked(desk)
    try:
        said, anchor = _step(desk)
    except NotToBeFrozen as why:
        return _page(desk, faults=why.faults, error="The bundle cannot be frozen yet.", status=WRONG)
    except (*REFUSALS, NotAsFiled, CannotBeBound) as why:
        return _page(desk, error=in_words(why), status=WRONG)
    if said:
        messages.success(request, said)
    return redirect(f"{request.path}{anchor}")


@require_GET
@for_those_who_may(Act.SEE_CASES)
def bundle_file(request: HttpRequest, reference: str, version: int, number: int = 0) -> HttpResponseBase:
    """The file of a frozen bundle, for whoever may open it."""
    desk = _desk(request, reference, number)
    if is_guest(desk.frame.member):
        raise NotAllowed(READ_HERE)
    found = next((one for one in desk.seen().frozen if one.version == version), None)
    if found is None:
        raise Http404
    try:
        content = frozen_file(found)
    except NotAsFiled as why:
        return _page(desk, error=str(why), status=409)
    looks.note(member_of(request), reference, f"bundle {looks.TAKEN}", now())
    answer = HttpResponse(content, content_type="application/pdf")
    name = "ombudsman-copy" if number else "panel-papers"
    answer["Content-Disposition"] = f'attachment; filename="{name}-version-{version}.pdf"'
    return answer


def _desk(request: HttpRequest, reference: str, number: int) -> Desk:
    if not number:
        return Desk(opened(request, reference, "papers"))
    frame = opened(request, reference, "decisions")
    found = ombudsman_case_numbered(frame.case, number)
    if found is None:
        raise Http404
    return Desk(frame, found)


def _step(desk: Desk) -> tuple[str, str]:
    """Do what the button says: what is said of it, and the place on the page to come back to."""
    sent = desk.frame.request.POST
    for name, do in {**STEPS, **(OMBUDSMANS_STEPS if desk.ombudsman else {})}.items():
        if name in sent:
            return do(sent, desk.who)
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


def _draw(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    lines = bundles_chronology.draw_chronology(**who)
    return f"{lines} line{'s' if lines != 1 else ''} drawn from the record.", "#chronology"


def _add_line(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    row = bundles_chronology.add_line(happened_on=_day(sent), words=sent.get("words", ""), **who)
    return "The line is added, at its day.", f"#line-{row.pk}"


def _word_line(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    number = _number(sent["word_line"])
    bundles_chronology.word_line(
        line=number, words=sent.get("words", ""), is_left_out="left_out" in sent, **who
    )
    return "The line is changed. What the record says stays beside it.", f"#line-{number}"


def _move_line(up: bool) -> Callable[[Any, dict[str, Any]], tuple[str, str]]:
    def moved(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
        number = _number(sent["line_up" if up else "line_down"])
        bundles_chronology.move_line(line=number, up=up, **who)
        return "", f"#line-{number}"

    return moved


def _leave(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    number = _number(sent["leave"])
    bundles_chronology.give_leave(paper=number, reason=sent.get("reason", ""), **who)
    return "It is on record that the paper goes along, and why.", f"#paper-{number}"


def _letters(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    rows = bundles_letters.bring_letters(**who)
    return f"{len(rows)} letter{'s' if len(rows) != 1 else ''} added at the end.", f"#paper-{rows[0].pk}"


def _notes(sent: Any, who: dict[str, Any]) -> tuple[str, str]:
    rows = bundles_letters.bring_notes(**who)
    return "The notes are added at the end.", f"#paper-{rows[0].pk}"


def _day(sent: Any) -> date:
    try:
        return date(*(int(sent.get(f"day_{part}", "")) for part in (2, 1, 0)))
    except (ValueError, TypeError) as why:
        raise DoesNotFit("Enter the day it happened: day, month and year.") from why


OMBUDSMANS_STEPS: dict[str, Callable[[Any, dict[str, Any]], tuple[str, str]]] = {
    "draw": _draw,
    "add_line": _add_line,
    "word_line": _word_line,
    "line_up": _move_line(True),
    "line_down": _move_line(False),
    "leave": _leave,
    "letters": _letters,
    "notes": _notes,
}


def _checked(desk: Desk) -> HttpResponseBase:
    seen = desk.seen()
    if not seen.may_change or seen.withheld:
        error = "You may not open every paper of this bundle, so you cannot check it."
        return _page(desk, error=error, status=WRONG)
    found = check_papers(BundleFor(desk.frame.case, ombudsman_case=desk.ombudsman), seen.papers)
    return _page(desk, faults=found.faults, pages=found.pages, checked=True)


def _page(
    desk: Desk,
    *,
    faults: tuple[Fault, ...] = (),
    error: str = "",
    pages: int = 0,
    checked: bool = False,
    status: int = 200,
) -> HttpResponseBase:
    frame, seen = desk.frame, desk.seen()
    named = [(f"#paper-{one.paper}" if one.paper else "", f"{one.title}: {one.words}") for one in faults]
    facts = {
        "seen": seen,
        "faults": faults,
        "errors": [*([("", error)] if error else []), *named],
        "has_errors": bool(error or faults),
        "clear": checked and not faults,
        "pages": pages,
        "versions": [_version(desk, one, one in seen.frozen) for one in (*seen.frozen, *seen.sealed)],
        "links": list(links_for(frame, *_acts(desk))) if seen.frozen or seen.sealed else [],
        "stage_pages": [] if desk.ombudsman else stage_pages(frame, "case-bundle"),
        "looked_over": {one.paper for one in faults if one.can_be_looked_over},
        **(_ombudsmans(desk, seen) if desk.ombudsman else {"title": "Papers of the panel"}),
    }
    answer = frame.show(str(facts["title"]).lower(), "desk/panel_bundle.html", facts)
    answer.status_code = status
    return answer


def _acts(desk: Desk) -> tuple[ChartAct, ...]:
    return (ChartAct.SEND_OMBUDSMAN_COPY if desk.ombudsman else ChartAct.SEND_PANEL_PAPERS,)


def _ombudsmans(desk: Desk, seen: BundleSeen) -> dict[str, Any]:
    lines = list(seen.newest.chronology.all()) if seen.newest and seen.may_change else []
    return {
        "title": "Copy for the Ombudsman",
        "number": desk.ombudsman.reference,
        "chronology": [(one, spoken_day(one.happened_on)) for one in lines],
        "is_ombudsmans": True,
    }


def _version(desk: Desk, row: Any, may_open: bool) -> dict[str, Any]:
    name, more = (
        ("case-ombudsman-copy-file", [desk.ombudsman.pk]) if desk.ombudsman else ("case-bundle-file", [])
    )
    return {
        "row": row,
        "href": reverse(name, args=[desk.frame.case.reference, *more, row.version]) if may_open else "",
        "frozen": spoken_day(row.frozen_at.date()),
        "sent": spoken_day(row.sent_on),
        "digest": row.digest[:16],
    }
