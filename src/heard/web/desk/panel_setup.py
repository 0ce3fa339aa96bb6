"""The panel as a list of tasks: three who sit, its day and room, notice, papers, what it found, the final answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework.looking_at_candidates import candidates
from heard.casework.looking_at_findings import recommendations_of
from heard.casework.looking_at_panel import DayOfPanel, PanelSeen, panel_seen
from heard.casework.looking_at_setup import seats_of_panel
from heard.casework.permissions import Act
from heard.law.conflicts import PART
from heard.law.procedure import Act as ChartAct
from heard.law.working_days import in_words
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.stage_2_setup import Task, people_tasks, task
from heard.web.desk.stage_pages import links_for, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, today
from heard.web.tables import Table

A = ChartAct
# What may be done again: a new day, another notice, other papers.
DONE_AGAIN = (A.SET_PANEL_DATE, A.AGREE_PANEL_ARRANGEMENTS, A.SEND_PANEL_NOTICE, A.SEND_PANEL_PAPERS)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def panel(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The panel of a case: what is done, what is to be done, by when and on what basis."""
    frame = opened(request, reference, "parties")
    seen = panel_seen(frame.case, today())
    barred = [one for one in candidates(frame.case, "panellist", today()) if one.is_barred]
    facts = {
        "seen": seen,
        "days": _days(seen.days),
        "meeting": list(_meeting(seen)),
        "groups": [
            ("Who sits", "seats", list(_seats(frame, seen))),
            ("Before it meets", "before", list(_before(frame, seen))),
            ("The meeting and after", "after", list(_after(frame, seen))),
        ],
        "barred": [(one.name, one.why_not) for one in barred],
        "result": list(_result(frame, seen)) if frame.head.shows("findings") else [],
        "stage_pages": stage_pages(frame, "case-panel"),
    }
    return frame.show("panel", "desk/panel_setup.html", facts)


def _days(found: tuple[DayOfPanel, ...]) -> Table | None:
    rows = [
        [one.title, spoken_day(one.due_on) or "Not running", _done(one), one.basis]
        for one in found
        if one.started_on is not None
    ]
    return (
        Table("By when, and on what basis", ("What", "By", "Done", "Basis"), rows, cards=True)
        if rows
        else None
    )


def _done(one: DayOfPanel) -> str:
    if one.stopped_on is None:
        return "Not yet"
    late = " (late)" if one.due_on and one.stopped_on > one.due_on else ""
    return f"{spoken_day(one.stopped_on)}{late}"


def _meeting(seen: PanelSeen) -> Iterator[tuple[str, str]]:
    there, row = seen.arrangement, seen.row
    last = f" It has to meet by {spoken_day(seen.must_meet_by)}." if seen.must_meet_by else ""
    day = row.meets_on if row else None
    yield "Day", f"{spoken_day(day) or 'Not set yet.'}{'.' if day else ''}{last}"
    if there is None:
        return
    said = (
        ("Time", there.time),
        ("Room", there.place),
        ("What people need", there.needs),
        ("How the child takes part", there.childs_way),
        ("Who attends, as the chair agreed", there.attends),
        ("Papers, as the chair agreed", there.papers),
    )
    yield from ((name, words) for name, words in said if words)


def _seats(frame: CaseFrame, seen: PanelSeen) -> Iterator[Task]:
    seats = seats_of_panel(frame.case, today())
    if not seats:
        link = next(links_for(frame, A.APPOINT_PANEL), None)
        yield task(
            "Appoint the panel", "To do", "Exactly three independent persons, one of them to chair", link
        )
    for one in seats:
        words = PART[one.row.part].words
        yield from people_tasks(frame, one, words, change=A.CHANGE_PANELLIST, appoint=A.APPOINT_PANEL)


def _before(frame: CaseFrame, seen: PanelSeen) -> Iterator[Task]:
    row = seen.row
    done = {
        A.ACKNOWLEDGE_STAGE_3: ("Acknowledge the request", row.acknowledged_on if row else None, ""),
        A.SET_PANEL_DATE: ("Set day, room and the child’s way to take part", row.meets_on if row else None, "For "),
        A.AGREE_PANEL_ARRANGEMENTS: ("Agree with the chair who attends and which papers",
                                     row.agreed_with_chair_on if row else None, ""),
        A.SEND_PANEL_NOTICE: ("Tell everybody when and where", row.notice_sent_on if row else None, ""),
    }  # fmt: skip
    for act, (title, day, before) in done.items():
        yield _task(frame, act, title, day, before)
    bundle = ("", reverse("case-bundle", args=[frame.case.reference]))
    newest = seen.bundles[-1] if seen.bundles else None
    stands = (
        "Not begun"
        if newest is None
        else f"Version {newest.version}, {'frozen' if newest.frozen_at else 'not frozen'}"
    )
    if frame.head.shows("papers"):
        yield task(
            "Put the papers together", "Completed" if newest and newest.frozen_at else "To do", stands, bundle
        )
    yield _task(frame, A.SEND_PANEL_PAPERS, "Send the papers", row.papers_sent_on if row else None)


def _after(frame: CaseFrame, seen: PanelSeen) -> Iterator[Task]:
    row, stage = seen.row, seen.stage
    yield _task(frame, A.PANEL_MEETS, "The panel meets", stage.panel_met_on if stage else None)
    yield _task(frame, A.SEND_PANEL_REPORT, "Its report", stage.report_sent_on if stage else None)
    came = row.recommendations_received_on if row else None
    yield _task(frame, A.RECEIVE_RECOMMENDATIONS, "What it recommends", came)
    yield _task(frame, A.ANSWER_STAGE_3, "The final answer", stage.answered_on if stage else None)


def _task(frame: CaseFrame, act: ChartAct, title: str, day: date | None, before: str = "On ") -> Task:
    link = next(links_for(frame, act), None)
    if day is not None:
        return task(
            title, "Completed", f"{before or 'On '}{in_words(day)}", link if act in DONE_AGAIN else None
        )
    return task(title, "To do" if link else "Cannot start yet", "", link)


def _result(frame: CaseFrame, seen: PanelSeen) -> Iterator[tuple[str, str]]:
    if seen.row is None:
        return
    if seen.row.report_summary:
        yield "The report’s own summary", seen.row.report_summary
    for place, one in enumerate(recommendations_of(frame.case, "stage_3"), start=1):
        answer = one.get_answer_display() if one.answer else "Not answered yet"
        yield f"Recommendation {place}", f"{one.words} {answer}. {one.answer_reason}".strip()
    if seen.row.independent_person_took_part:
        yield "How the independent person took part", seen.row.independent_person_took_part
