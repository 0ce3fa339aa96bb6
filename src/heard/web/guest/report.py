"""The report built from the points: looked over as it will read, then sent; a panel hands its recommendations in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from heard.casework import drafts, handing_in
from heard.casework import reading_for_guests_notes as notes_kept
from heard.casework.carrying_out import ChangedMeanwhile, carry_out
from heard.casework.changed import newest_line
from heard.casework.choosing import name_of
from heard.casework.findings import PointFound
from heard.casework.handing_in_reports import REPORTS, send_report
from heard.casework.offers import offer_of
from heard.casework.permissions import Act
from heard.casework.reading_for_guests import GuestCase, Point, points_for
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.findings_asking import typed_lines
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.guest.frame import opened, page
from heard.web.guest.points import Said, Words, address_of, said_on, written
from heard.web.seeing import for_those_who_may, member_of, now, today

WRONG = 422
CHANGED = (
    "Something was done on the case after you opened this page. Look the report over again, then send it."
)


class ReportForm(Form):
    """What the report says as a whole."""

    opening = fields.words("How you went about it", required=False, rows=6)
    recommendations = fields.words(
        "Recommendations about the whole", required=False, rows=4, help_text="One recommendation a line."
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def report(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The report as it will read, and sending it."""
    seen = opened(request, reference, "points")
    if not (seen.on_points and seen.is_open):
        return redirect("guest-case", reference=reference)
    words = written(request, seen)
    if request.method == "GET":
        return _shown(request, seen, ReportForm(initial=_whole(words)), words)
    form = ReportForm(request.POST)
    form.is_valid()
    words = {**words, **{name: [form.cleaned_data.get(name, "")] for name in form.fields}}
    drafts.keep_draft(member_of(request), address_of(seen), words, at=now())
    if "send" not in request.POST:
        messages.success(request, "Kept. This is how your report reads now.")
        return redirect(request.path)
    return _sent(request, seen, form, words)


def _sent(request: HttpRequest, seen: GuestCase, form: ReportForm, words: Words) -> HttpResponseBase:
    missing = [one.number for one in points_for(seen) if said_on(words, one.number).is_empty]
    if missing and not seen.is_panel:
        which = ", ".join(map(str, missing))
        form.add_error(None, f"Nothing is decided yet on point {which}. Decide it, then send the report.")
        return _shown(request, seen, form, words, status=WRONG)
    try:
        said = _hand_in(request, seen, words) if seen.is_panel else _carry_out(request, seen, words)
    except ChangedMeanwhile:
        form.add_error(None, CHANGED)
        return _shown(request, seen, form, words, status=409)
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _shown(request, seen, form, words, status=WRONG)
    drafts.drop_draft(member_of(request), address_of(seen))
    messages.success(request, said)
    return redirect("guest-case", reference=seen.case.reference)


def _carry_out(request: HttpRequest, seen: GuestCase, words: Words) -> str:
    part = seen.appointment.part if seen.appointment else ""
    asked = _asked_of_points(seen, words)
    said = {
        "received_on": today(),
        "findings": [_found(one, said_on(words, one.number)) for one in points_for(seen)],
        "recommendations": [*asked, *typed_lines(_whole(words)["recommendations"])],
        "words": _whole(words)["opening"],
        "paper": render_to_string("guest/report_paper.html", _facts(request, seen, words)).encode(),
    }
    carry_out(
        member=member_of(request),
        act=REPORTS[part][0],
        reference=seen.case.reference,
        seen=_number(request.POST.get("seen", "")),
        once=request.POST.get("once", "")[:64],
        at=now(),
        do=send_report(part),
        said=said,
    )
    return "Your report is sent. It is on the case now, in your words."


def _hand_in(request: HttpRequest, seen: GuestCase, words: Words) -> str:
    asked = _asked_of_points(seen, words)
    content = {"recommendations": "\n".join([*asked, *typed_lines(_whole(words)["recommendations"])])}
    content["opening"] = _whole(words)["opening"]
    for one in points_for(seen):
        said = said_on(words, one.number)
        content |= {f"finding_{one.number}": said.finding, f"reason_{one.number}": said.reason}
    handing_in.hand_in(
        case=seen.case,
        member=member_of(request),
        what=handing_in.What.RECOMMENDATIONS,
        content=content,
        at=now(),
    )
    return "Your recommendations are handed in to the complaints team."


def _shown(
    request: HttpRequest, seen: GuestCase, form: ReportForm, words: Words, *, status: int = 200
) -> HttpResponseBase:
    facts = {
        **_facts(request, seen, words),
        "form": form,
        "seen_line": newest_line(seen.case.reference),
        "once": secrets.token_urlsafe(16),
        "why_not": _why_not(request, seen),
    }
    return page(request, seen, "guest/report.html", facts, status=status)


def _why_not(request: HttpRequest, seen: GuestCase) -> str:
    """Why the report cannot be sent now, or nothing."""
    if seen.is_panel or seen.appointment is None:
        return ""
    act = REPORTS[seen.appointment.part][0]
    return offer_of(member_of(request), seen.case, act, on=today()).why_not


def _facts(request: HttpRequest, seen: GuestCase, words: Words) -> dict[str, Any]:
    member, whole = member_of(request), _whole(words)
    notes = notes_kept.interview_notes(member, seen.case)
    part = seen.appointment.part if seen.appointment else ""
    return {
        "row": seen.case,
        "heading": "Recommendations of the panel" if seen.is_panel else REPORTS[part][2],
        "writer": name_of(member),
        "day": spoken_day(today()),
        "opening": whole["opening"],
        "points": [(one, said, typed_lines(said.recommend)) for one, said in _each(seen, words)],
        "asked": typed_lines(whole["recommendations"]),
        "talks": [(one.met, spoken_day(one.met_on)) for one in notes if one.handed_in_at],
        "missing": [one.number for one, said in _each(seen, words) if said.is_empty],
    }


def _each(seen: GuestCase, words: Words) -> list[tuple[Point, Said]]:
    return [(one, said_on(words, one.number)) for one in points_for(seen)]


def _whole(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: next(iter(words.get(name, ())), "") for name in ("opening", "recommendations")}


def _found(one: Point, said: Said) -> PointFound:
    return PointFound(one.number, said.finding, said.reason)


def _asked_of_points(seen: GuestCase, words: Words) -> list[str]:
    """What is recommended on each point, each line saying which."""
    return [
        f"Point {one.number}: {line}"
        for one in points_for(seen)
        for line in typed_lines(said_on(words, one.number).recommend)
    ]


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 15 else 0
