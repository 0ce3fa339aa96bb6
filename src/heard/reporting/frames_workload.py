"""From tables to the frames of the office's own work: open at each month's end, waiting for what, with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Max, Min

from heard.figures.backlog import NOT_YET, month_ends, waiting_rows
from heard.people.models import Member
from heard.reporting.frames_lateness import HELD, HELD_OTHERWISE, PARTS
from heard.representations.models import Appointment, Assignment, Hold, Report

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
Days = Mapping[int | None, Any]
TEAM = (Member.Role.COMPLAINTS_OFFICER, Member.Role.COMPLAINTS_MANAGER)
OWNING = (Assignment.Part.OWNER, Assignment.Part.ALTERNATE)


def backlog(cases: Cases, rows: list[dict[str, Any]], stages: pl.DataFrame, *, today: date) -> pl.DataFrame:
    """Every stage at each month's end on which it stood open, and what it waited for."""
    live = [row for row in rows if not cases[row["representation_id"]]["is_history"]]
    columns: dict[str, list[object]] = {}
    for row in _waiting(cases, live):
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    return month_ends(stages, waiting_rows(columns), today)


def _waiting(cases: Cases, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    appointed, reported, held, given = _appointed(), _reported(), _held(), _given()
    for row in rows:
        case = cases[row["representation_id"]]
        told: dict[str, Any] = {"stage_ref": f"{case['ref']}/{row['stage']}"}
        told |= dict.fromkeys(("given_on", "appointed_on", "agreed_on", "reported_on", "met_on", "found_on"))
        told["given_on"] = given.get(row["representation_id"], NOT_YET)
        if row["stage"] == "stage_2" and case["procedure_code"] == "children_act":
            told["appointed_on"] = appointed.get(row["pk"], NOT_YET)
            told["agreed_on"] = row["statement_agreed_on"] or NOT_YET
            told["reported_on"] = reported.get(row["pk"], NOT_YET)
        if row["stage"] == "stage_3":
            told["met_on"] = row["panel_met_on"] or NOT_YET
            told["found_on"] = row["panel__recommendations_received_on"] or row["report_sent_on"] or NOT_YET
        because, from_on, until_on = held.get(row["representation_id"], (None, None, None))
        yield told | {"held_because": because, "held_from": from_on, "held_until": until_on}


def _appointed() -> dict[int | None, date]:
    """The day on which both parts of a Stage 2 were first filled."""
    first = Appointment.objects.filter(part__in=PARTS).order_by().values("stage_id", "part")
    days: dict[int | None, list[date]] = {}
    for stage, day in first.annotate(day=Min("appointed_on")).values_list("stage_id", "day"):
        days.setdefault(stage, []).append(day)
    return {stage: max(each) for stage, each in days.items() if len(each) == len(PARTS)}


def _reported() -> dict[int | None, date]:
    last = Report.objects.order_by().values("appointment__stage_id").annotate(day=Max("received_on"))
    return dict(last.values_list("appointment__stage_id", "day"))


def _held() -> dict[int, tuple[str, date, date]]:
    """The latest hold of the whole of each case."""
    rows = Hold.objects.filter(element=None).order_by("from_on", "pk")
    told = rows.values_list("representation_id", "basis", "from_on", "until_on")
    return {
        case: (HELD.get(basis, HELD_OTHERWISE), begun, over or NOT_YET) for case, basis, begun, over in told
    }


def _given() -> dict[int, date]:
    """The first day on which somebody had each case."""
    rows = Assignment.objects.filter(part__in=OWNING).order_by().values("representation_id")
    return dict(rows.annotate(day=Min("begins_on")).values_list("representation_id", "day"))


def officers(cases: Cases, open_then: pl.DataFrame, columns: Columns, *, today: date) -> Any:
    """Everybody of the complaints team at each month's end they were in post, with how many open cases they had."""
    had = _had(cases, open_then)
    members = Member.objects.filter(role__in=TEAM, is_outside=False).select_related("account").order_by("pk")
    return columns(
        (
            {
                "ref": f"person {member.pk}, {end:%Y-%m}",
                "started_on": end,
                "office_role": str(member.get_role_display()),
                "cases_held": had.get((member.pk, end), 0),
            }
            for member in members
            for end in _ends(member.begins_on or member.account.date_joined.date(), member.ends_on, today)
        ),
        "officers",
    )


def _had(cases: Cases, open_then: pl.DataFrame) -> dict[tuple[int, date], int]:
    told = Assignment.objects.filter(part__in=OWNING).order_by("pk")
    rows = told.values_list("representation_id", "member_id", "begins_on", "ends_on")
    given = pl.DataFrame(
        [(cases[case]["ref"], member, begun, over or NOT_YET) for case, member, begun, over in rows],
        schema={"ref": pl.String, "member": pl.Int64, "begun": pl.Date, "over": pl.Date},
        orient="row",
    )
    each = open_then.select("ref", "started_on").unique().join(given, on="ref")
    held = each.filter((pl.col("begun") <= pl.col("started_on")) & (pl.col("over") > pl.col("started_on")))
    counted = held.group_by("member", "started_on").agg(pl.col("ref").n_unique().alias("cases"))
    return {(member, end): number for member, end, number in counted.iter_rows()}


def _ends(first: date, over: date | None, today: date) -> list[date]:
    """The last days of the months from a day until the day before `over`, as far as they have come."""
    last = min(today, date.fromordinal(over.toordinal() - 1)) if over else today
    if first > last:
        return []
    ends = pl.date_range(first.replace(day=1), last, "1mo", eager=True).dt.month_end()
    return [end for end in ends if end <= last]
