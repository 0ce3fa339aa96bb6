"""The annual report on the web, and as files to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from heard.casework import looking
from heard.casework.permissions import Act
from heard.figures.periods import UnknownPeriod
from heard.figures.rounding import printed
from heard.reporting.annual import AnnualReport, DoesNotReconcile, annual_report
from heard.reporting.cached import snapshot_now
from heard.reporting.files import as_file, file_name
from heard.reporting.formats import FORMATS
from heard.reporting.marks import NONE
from heard.reporting.pdf import CannotSetPdf
from heard.reporting.questions import WRONG_QUESTIONS
from heard.reporting.small_numbers import ONE_DAY, WHOM_TO_ASK, Guard, guard_for
from heard.web.dates_look import DateField
from heard.web.desk.asked import address_of, day_of
from heard.web.desk.figures import years_with_data
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ON_TILES = ("received", "in_time", "average_working_days", "ombudsman_investigated", "compliments_received")


class AsAt(Form):
    """The day as it was known on which the report is wanted."""

    mark_optional = False
    as_at = DateField(label="Figures as known on", latest=today, required=False)


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def years(request: HttpRequest) -> HttpResponseBase:
    """The financial years there is a report for, latest first."""
    found = [(label, label.replace("/", "-")) for label in years_with_data(today())]
    return show(request, "desk/report_years.html", {"years": found})


@gzip_page  # a thousand links say much the same: a tenth of the weight on the way
@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def annual(request: HttpRequest, period: str) -> HttpResponseBase:
    """The annual report of a year: every number leads to its definition and, for those entitled, its cases."""
    form = AsAt(request.GET if "as_at-day" in request.GET else None)
    try:
        as_at = form.cleaned_data["as_at"] if form.is_valid() else day_of(request.GET.get("as_at", ""))
        guard = guard_for(member_of(request), today=today())
        if guard and as_at:
            return show(request, "desk/not_found.html", {"why": ONE_DAY}, status=404)
        made = _report(period, as_at, guard)
    except WRONG_QUESTIONS as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    except DoesNotReconcile as why:
        return _disagrees(request, period, why)
    facts = {"report": made, "period": period, "as_at": as_at, "form": form, "kinds": FORMATS}
    facts |= {"tiles": list(_tiles(made, as_at)), "whom_to_ask": WHOM_TO_ASK if guard else ""}
    return show(request, "desk/report.html", facts, status=422 if form.errors else 200)


def _tiles(made: AnnualReport, as_at: date | None) -> Iterator[dict[str, str]]:
    """The first numbers a reader looks for, each as so many of so many, beside the year before."""
    table = next((one for one in made.tables if one.id == "key-figures"), None)
    wanted = dict.fromkeys(ON_TILES)
    for row in table.rows if table else ():
        cell = row.cells[0]
        if cell.measure in wanted and wanted[cell.measure] is None and cell.printed != NONE:
            wanted[cell.measure] = row.label
            earlier = row.cells[1].printed if len(row.cells) > 1 else NONE
            number = (
                f"{printed(cell.value)} of {printed(cell.base)}"
                if cell.shows == "percent" and not cell.mark
                else cell.printed
            )
            share = f"{cell.printed}; " if cell.shows == "percent" and not cell.mark else ""
            beside = f"{share}{'nothing on record' if earlier == NONE else earlier} the year before"
            yield {"label": row.label, "number": number, "href": address_of(cell, as_at), "beside": beside}


def _report(period: str, as_at: date | None, guard: Guard | None) -> AnnualReport:
    day = today()
    return annual_report(
        snapshot_now(day, as_at),
        period=period,
        today=day,
        at=now(),
        as_at=as_at,
        link=lambda cell: address_of(cell, as_at),
        only=guard.tables if guard else None,
    )


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def download(request: HttpRequest, period: str, form: str) -> HttpResponseBase:
    """The report as one file of the format asked for."""
    if form not in FORMATS:
        raise looking.NotYours(f"There is no report as {form}. There are: {', '.join(FORMATS)}.")
    try:
        as_at = day_of(request.GET.get("as_at", ""))
        guard = guard_for(member_of(request), today=today())
        if guard and as_at:
            return show(request, "desk/not_found.html", {"why": ONE_DAY}, status=404)
        only = guard.tables if guard else None
        seen = snapshot_now(today(), as_at)
        made = annual_report(seen, period=period, today=today(), at=now(), as_at=as_at, only=only)
    except (UnknownPeriod, *WRONG_QUESTIONS) as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    except DoesNotReconcile as why:
        return _disagrees(request, period, why)
    try:
        file = as_file(made, form)
    except CannotSetPdf as why:
        return show(request, "desk/report_no_pdf.html", {"why": str(why), "period": period}, status=503)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(made, form)}"'}
    return HttpResponse(file, content_type=FORMATS[form].content_type, headers=headers)


def _disagrees(request: HttpRequest, period: str, why: DoesNotReconcile) -> HttpResponse:
    """Each place at which the tables contradict one another, in place of a report."""
    facts = {"period": period, "reasons": why.reasons}
    return show(request, "desk/report_disagrees.html", facts, status=422)
