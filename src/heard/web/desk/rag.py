"""The list for a weekly meeting: what is late, due today, due soon and later, by team, to be printed or taken along."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import looking, looks
from heard.casework.looking_at_lists_meeting import HEADINGS, ForMeeting, for_meeting, rows_for_file
from heard.casework.permissions import Act
from heard.reporting.lists import as_workbook
from heard.web.desk.forms import Filter
from heard.web.desk.wording import how_soon, short_day, spoken_day, unbroken
from heard.web.desk.work import address_of, counts_sentence
from heard.web.desk.work_filters import choice
from heard.web.fresh import needs_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MeetingFilter(Filter):
    """Which team the meeting is about."""

    team = choice("Team", first="All teams")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [(one.label, one.label) for one in looking.teams()]
        self.fields["team"].choices = [("", "All teams"), *labels]  # type: ignore[attr-defined]


@require_GET
@for_those_who_may(Act.SEE_CASES)
def meeting(request: HttpRequest) -> HttpResponseBase:
    """The list as a page made to be printed."""
    form = MeetingFilter(request.GET)
    team = form.chosen()["team"]
    found = _found(request, team)
    facts = {
        "teams": [
            (one.team, counts_sentence(one.counts), [_shown(task) for task in one.tasks])
            for one in found.teams
        ],
        "cut": found.cut,
        "filter": form,
        "team": team,
        "today": spoken_day(today()),
        "workbook": address_of("/work/meeting.xlsx", team=team),
    }
    return show(request, "desk/meeting.html", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
@needs_fresh
def workbook(request: HttpRequest) -> HttpResponseBase:
    """The same list as a workbook."""
    found = _found(request, MeetingFilter(request.GET).chosen()["team"])
    rows = sum(len(one.tasks) for one in found.teams)
    looks.note(member_of(request), looks.A_LIST, f"xlsx of {rows} rows", now())
    book = as_workbook(f"Open cases on {spoken_day(today())}", HEADINGS, rows_for_file(found))
    name = f"open-cases-{today().isoformat()}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)


def _found(request: HttpRequest, team: str) -> ForMeeting:
    return for_meeting(member_of(request), today=today(), team=team)


def _shown(task: Any) -> tuple[Any, str, str, str, str]:
    shape, words = how_soon(task.colour, task.left, task.due_on)
    if task.held:
        shape, words = "none", "Held for proceedings"
    return task, shape, words, short_day(task.due_on), unbroken(task.next_act)
