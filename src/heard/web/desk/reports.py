"""Reports in the making and released: the list, one draft with its sections in order, and what is done with it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import looking_at_reports, reports_writing
from heard.casework.looking_at_reports import DraftSeen
from heard.casework.permissions import Act, may
from heard.casework.refused import REFUSALS, in_words
from heard.casework.reports_writing import Made, NewSection
from heard.reporting.publishing import tables_now
from heard.reporting.report_plan import again, hint_of, sections_of_kind
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import show_list
from heard.web.desk.reports_forms import AgainForm, BecauseForm, BeginForm, DetailsForm, NewSectionForm
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ADDRESS = "/reports/"
STANDINGS = {"writing": "soon", "offered": "fine", "released": "met", "dropped": "none"}


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def every(request: HttpRequest) -> HttpResponseBase:
    """Drafts, for those who work on them, and every released report, the newest first."""
    member = member_of(request)
    facts = {
        "drafts": [
            (one, STANDINGS[one.standing], spoken_day(one.as_at))
            for one in looking_at_reports.drafts_seen(member)
        ],
        "released": [(one, spoken_day(one.released_at.date())) for one in looking_at_reports.released_seen()],
        "writes": may(member, Act.WRITE_REPORTS),
        "verifies": may(member, Act.RELEASE_REPORTS),
    }
    return show_list(request, "desk/reports.html", ADDRESS, facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a report with the standard sections of its kind."""
    initial = {"kind": "annual", "author": "Complaints team", "period": _year_before(today())}
    asking = Asking("Begin a report", "Begin the report", BeginForm, _begin,
                    "The report is begun. Open it in the list to write.", ADDRESS, initial=initial)  # fmt: skip
    return ask(request, asking)


def _begin(*, member: Any, at: datetime, made: Made) -> object:
    tables = tables_now(made.period, made.as_at, today=today())
    sections = sections_of_kind(made.kind, tables)
    return reports_writing.begin_report(member=member, at=at, made=made, sections=sections)


def _year_before(day: date) -> str:
    """The financial year that has ended last."""
    start = day.year - (day.month < 4) - 1
    return f"{start}-{(start + 1) % 100:02}"


@require_GET
@for_those_who_may(Act.READ_DRAFTS)
def draft(request: HttpRequest, number: int) -> HttpResponseBase:
    """One draft: its sections in order, what is still to be written, and what comes next."""
    seen = draft_of(request, number)
    facts = frame(seen) | {
        "sections": [(one, hint_of(seen.row.kind, one.code)) for one in seen.sections],
        "last": seen.last,
        "shape": STANDINGS[seen.row.standing],
    }
    return show(request, "desk/report_draft.html", facts)


@require_POST
@for_those_who_may(Act.WRITE_REPORTS)
def order(request: HttpRequest, number: int) -> HttpResponseBase:
    """Move a section up or down, leave it out or put it back."""
    seen, one = there(looking_at_reports.section_seen, member_of(request), number)
    try:
        reports_writing.order_report(
            member=member_of(request), at=now(), section=number, to=request.POST.get("to", "")
        )
    except REFUSALS as why:
        messages.error(request, in_words(why))
    return redirect(f"{reverse('report-draft', args=[seen.row.pk])}#section-{one.pk}")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def details(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change the title, the period, the day and the author, and say which words are nobody’s name."""
    row = draft_of(request, number).row
    names = ("period", "as_at", "title", "author", "no_names")
    fixed: dict[str, Any] = {
        "kind": row.kind,
        "again_of": row.again_of_id,
        "why_again": row.why_again,
        "what_changed": row.what_changed,
    }

    def change(*, member: Any, at: datetime, **said: Any) -> object:
        return reports_writing.change_report(member=member, at=at, draft=number, made=Made(**fixed, **said))

    asking = Asking("Title, period and day", "Keep it", DetailsForm, change, "It is kept.", _address(number),
                    facts={"above": row.title}, initial={name: getattr(row, name) for name in names})  # fmt: skip
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def add(request: HttpRequest, number: int) -> HttpResponseBase:
    """Add a section of one's own."""
    row = draft_of(request, number).row
    asking = Asking(
        title="Add a section",
        button="Add it",
        form=NewSectionForm,
        do=partial(reports_writing.add_report_section, draft=number),
        done="The section stands at the end. Open it to write and to choose its tables.",
        back=_address(number),
        facts={"above": row.title},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def drop(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give a draft up."""
    row = draft_of(request, number).row
    asking = Asking(
        title="Give this draft up",
        button="Give it up",
        form=BecauseForm,
        do=partial(reports_writing.drop_report, draft=number),
        done="The draft is given up. What was written stays on record.",
        back=ADDRESS,
        facts={"above": row.title},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def edition(request: HttpRequest, number: int) -> HttpResponseBase:
    """Begin a new edition of a released report: for a correction, or because it is heard again."""
    row = there(looking_at_reports.released_one, number)
    asking = Asking(
        title="Begin a new edition",
        button="Begin the new edition",
        form=AgainForm,
        do=partial(_begin_again, number),
        done="The new edition is begun, with every section as it was. The earlier edition stays as it is.",
        back=ADDRESS,
        facts={"above": f"{row.mark}, {row.title}"},
        initial={"as_at": row.as_at},
    )
    return ask(request, asking)


def _begin_again(
    number: int, *, member: Any, at: datetime, why_again: str, what_changed: str, as_at: date
) -> object:
    row = there(looking_at_reports.released_one, number)
    made = Made(row.kind, row.period, as_at, row.title, row.author, number, why_again, what_changed,
                row.draft.no_names)  # fmt: skip
    kept = [
        NewSection(
            one.code, one.version.heading, one.version.words, tuple(one.tables), one.version.commentary
        )
        for one in looking_at_reports.draft_seen(member, row.draft_id).sections
        if not one.is_left_out
    ]
    sections = again(why_again, kept, what_changed)
    return reports_writing.begin_report(member=member, at=at, made=made, sections=sections)


def draft_of(request: HttpRequest, number: int) -> DraftSeen:
    """The draft of this number as the person sees it, or a page not found."""
    return there(looking_at_reports.draft_seen, member_of(request), number)


def frame(seen: DraftSeen) -> dict[str, Any]:
    """What every page of a draft shows."""
    return {"seen": seen, "row": seen.row, "as_at": spoken_day(seen.row.as_at), "back": _address(seen.row.pk)}


def _address(number: int) -> str:
    return f"{ADDRESS}{number}/"
