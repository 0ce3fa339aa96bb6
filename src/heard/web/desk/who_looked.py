"""Who saw somebody's record: found by a case, read, printed, or taken along as a sheet. Each report is a look too."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_data_rights import people_of
from heard.casework.looking_at_who_looked import WhoSaw, who_saw
from heard.casework.permissions import Act
from heard.law.hours import on_the_clock
from heard.web.desk.asking import there
from heard.web.desk.beside_frame import show_list
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ADDRESS = "/data-rights/who-looked/"
HEADINGS = ("When", "Case", "Who", "Role", "By which right", "At what", "Refused")
# What a spreadsheet would take for a formula begins so.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@for_those_who_may(Act.REPORT_LOOKS)
def find(request: HttpRequest) -> HttpResponseBase:
    """Find the person by a case of theirs."""
    case = request.GET.get("case", "").strip()[:120]
    people = people_of(member_of(request), case, today=today()) if case else []
    wrong = (
        f"There is no case {case}, or nobody stands in it. Check the number." if case and not people else ""
    )
    facts = {"case": case, "people": people, "wrong": wrong}
    return show_list(request, "desk/who_looked.html", ADDRESS, facts, status=404 if wrong else 200)


@require_GET
@for_those_who_may(Act.REPORT_LOOKS)
def report(request: HttpRequest, person: int) -> HttpResponseBase:
    """Who opened the record of one person, when, in which role and by which right."""
    seen = there(who_saw, member_of(request), person, at=now())
    rows = [(one, on_the_clock(one.at)) for one in seen.looks]
    return show(
        request, "desk/who_looked_report.html", {"seen": seen, "rows": rows, "made": on_the_clock(now())}
    )


@require_GET
@for_those_who_may(Act.REPORT_LOOKS)
def sheet(request: HttpRequest, person: int) -> HttpResponseBase:
    """The same as a sheet, to be taken along."""
    seen = there(who_saw, member_of(request), person, at=now())
    answer = HttpResponse(_csv(seen), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="who-looked-{person}.csv"'
    return answer


def _csv(seen: WhoSaw) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in seen.looks:
        cells = (one.at.isoformat(), one.reference, one.who, one.role, one.right, one.what)
        writer.writerow([*map(_plain, cells), "yes" if one.refused else "no"])
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
