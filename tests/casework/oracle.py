"""What is held against every step of a walk, and a plain count of days that owes nothing to the clocks of Heard.

The numbers are typed here from the Regulations and the Complaint Handling Code; the bank holidays are those of another
library.
"""

from __future__ import annotations

import calendar
import dataclasses
import json
import traceback
from collections import Counter
from datetime import date, timedelta

import holidays
from django.db import connection
from tests.casework.walking import Walker
from tests.casework.walking_elsewhere import BY_STATE, Step

from heard.casework.appointments import NotThisPerson
from heard.casework.clocks import clocks_of_council
from heard.casework.commitments import committed_models
from heard.casework.intake_clocks import waiting_due_day
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.nightly_rechecking import faults_of
from heard.casework.ombudsman_report import clock_of_report
from heard.casework.performing import NoSuchCase, NotNow, chart_of
from heard.casework.receive import NothingKept
from heard.casework.stage_3_request import ask_by
from heard.casework.stage_days import both_readings, clock_of_stage
from heard.law.conflicts import PANEL_PARTS
from heard.law.early_referral import NotToBeReferredEarly
from heard.law.kinds import UnknownCode
from heard.law.procedure import Act, NotInTheChart, State
from heard.law.refusals import EvidenceMissing, UnlawfulRefusal
from heard.law.rulebook import NotInForce
from heard.ledger.models import Entry, Salt
from heard.representations.models import (
    Appointment,
    Decision,
    Dissatisfaction,
    Element,
    Extension,
    Hold,
    Panel,
    Posting,
    PublicReport,
    Representation,
    Stage,
)

REFUSALS = (
    NotNow, NotInTheChart, NoSuchCase, DoesNotFit, NotOnRecord, NotInTheList, NotThisPerson, NotToBeReferredEarly,
    UnknownCode, UnlawfulRefusal, EvidenceMissing, NotInForce, NothingKept,
)  # fmt: skip
# An act on two cases notes it on both.
ENTRIES = {Act.SPLIT: 2, Act.JOIN: 2, Act.SEPARATE: 2, Act.LINK: 2}


@dataclasses.dataclass(frozen=True)
class Ways:
    """What one council has chosen: stages of its own procedure, what its clocks count from, and its closing days."""

    stages: int = 2
    stage_2_from: str = "request"
    corporate_from: str = "acknowledgement"
    closed: frozenset[date] = frozenset()


USUAL = Ways()


# The oracle: a plain count over the bank holidays of England.

ENGLISH = holidays.country_holidays("GB", subdiv="ENG", years=range(2006, 2031))
# (procedure, stage): working days to answer, and the most that any extension gives
DAYS = {("children_act", "stage_1"): (10, 20), ("children_act", "stage_2"): (25, 65),
        ("corporate", "stage_1"): (10, 20), ("corporate", "stage_2"): (20, 40),
        ("none", "concern"): (5, 5), ("none", "enquiry"): (10, 20)}  # fmt: skip
PANEL, REPORT, RESPONSE, ACKNOWLEDGE, ASK_3, ASSUMED_POST = 30, 5, 15, 5, 20, 2
# The kinds of letter that answer Stage 2, and the acts by which a complaint is refused.
ANSWERS = ("adjudication", "corporate_stage_2_answer", "enquiry_answer", "compliment_thanks")
REFUSED = ("refuse", "refuse_interest")
# Which act is day 0 of which stage, and which of its words says the day; where none does, the day of receipt.
DAY_0 = {
    Act.ACCEPT_INTEREST: ("stage_1", "decided_on"),
    Act.SKIP_STAGE_1: ("stage_2", "agreed_on"),
    Act.ASK_FOR_STAGE_2: ("stage_2", "asked_on"),
    Act.ASK_FOR_STAGE_2_LATE: ("stage_2", "asked_on"),
    Act.ASK_FOR_STAGE_3: ("stage_3", "asked_on"),
    Act.ASK_FOR_STAGE_3_LATE: ("stage_3", "asked_on"),
    Act.RETURN_FROM_OMBUDSMAN: ("stage_3", "returned_on"),
}


def counted(start: date, days: int, closed: frozenset[date] = frozenset()) -> date:
    """The last of so many working days after `start`, one day at a time; the day itself is day 0."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in ENGLISH and day not in closed
    return day


def three_months(day: date) -> date:
    """The corresponding day three months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + 3, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def expected(stage: Stage, ways: Ways = USUAL) -> tuple[date | None, date | None]:
    """By when something is next to be done on an open stage, and by when at the latest."""
    procedure, code = stage.representation.procedure, stage.stage
    if code == "stage_3":
        return _of_a_panel(stage), None
    start, closed = stage.started_on, ways.closed if procedure != "children_act" else frozenset()
    if code in ("concern", "informal"):
        assert procedure == "none", f"{stage}: one that became a complaint is its Stage 1 at once"
        code = "concern"
    if procedure == "corporate":
        if stage.acknowledged_on is None:
            return counted(start, ACKNOWLEDGE, closed), None
        start = max(start, stage.acknowledged_on) if ways.corporate_from == "acknowledgement" else start
    elif code == "stage_2" and ways.stage_2_from == "statement" and stage.statement_agreed_on:
        start = max(start, stage.statement_agreed_on)
    usual, most = (counted(start, days, closed) for days in DAYS[procedure, code])
    longer = [one.extended_to for one in Extension.objects.filter(stage=stage) if not anew(one)]
    return min(max([usual, *longer]), most), most


def _of_a_panel(stage: Stage) -> date:
    panel = Panel.objects.filter(stage=stage).first()
    if panel and panel.recommendations_received_on:
        return counted(max(panel.recommendations_received_on, stage.started_on), RESPONSE)
    if stage.report_sent_on:
        return counted(max(stage.report_sent_on, stage.started_on), RESPONSE)
    if stage.panel_met_on:
        return counted(max(stage.panel_met_on, stage.started_on), REPORT)
    return counted(stage.started_on, PANEL)


def may_ask_until(answered: Stage) -> date | None:
    """The last day to ask for a panel: 20 working days from when the last of those written to had the answer.

    None while somebody has not: their letter waits to be sent, or came back.
    """
    posted = list(Posting.objects.filter(letter__stage=answered, letter__kind__in=ANSWERS))
    if any(one.sent_on is None or one.failed_because for one in posted):
        return None
    taken = [
        one.received_on or counted(one.sent_on, ASSUMED_POST if one.way == "post" else 0) for one in posted
    ]
    assert answered.answered_on is not None
    return counted(max(taken or [counted(answered.answered_on, ASSUMED_POST)]), ASK_3)


def waits_until(case: Representation, ways: Ways = USUAL) -> date | None:
    """By when a complaint that nobody has accepted yet is to be answered, or first acknowledged."""
    asked_again, told, refused = None, None, False
    for entry in Entry.objects.filter(reference=case.reference).order_by("sequence"):
        if entry.act in ("resubmit", "reinstate", "resume"):
            asked_again = entry.done_on
        if entry.act == "reopen" and refused:
            asked_again = None
        if entry.act == "acknowledge":
            told = min(filter(None, (told, entry.done_on)))
        refused = entry.act in REFUSED or (refused and entry.act not in ("resubmit", "reopen"))
    begun = asked_again or case.received_on
    if case.procedure == "children_act":
        return counted(begun, DAYS["children_act", "stage_1"][0])
    if told is None:
        return counted(begun, ACKNOWLEDGE, ways.closed)
    from_day = max(told, begun) if ways.corporate_from == "acknowledgement" else begun
    return counted(from_day, DAYS["corporate", "stage_1"][0], ways.closed)


def is_open(stage: Stage) -> bool:
    return not (stage.answered_on or stage.withdrawn_on or stage.ended_on)


def rows() -> tuple[int, ...]:
    """How many rows there are of each table: one question to the database."""
    tables = [model._meta.db_table for model in (*committed_models(), Entry, Salt)]
    asked = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in tables)  # noqa: S608  names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return tuple(cursor.fetchone())


def acts_of(case: Representation) -> list[str]:
    return list(
        Entry.objects.filter(reference=case.reference).order_by("sequence").values_list("act", flat=True)
    )


def anew(more: Extension) -> bool:
    """Whether the stage began anew after this extension: its latest day is then another."""
    return more.decided_on is not None and more.decided_on < more.stage.started_on


# What is held against every step


def check_clocks(case: Representation, ways: Ways = USUAL) -> None:
    held = Hold.objects.filter(representation=case, element=None, basis="proceedings", until_on=None).exists()
    for stage in Stage.objects.filter(representation=case):
        stage.representation = case
        if not is_open(stage) or held:
            assert stage.due_on_hint is None, f"{stage}: a day is kept for what is over or held"
            continue
        due, latest = expected(stage, ways)
        waits = case.is_history and ways.stage_2_from == "statement" and stage.due_on_hint is None
        assert waits or stage.due_on_hint == due, (
            f"{stage}: kept as due on {stage.due_on_hint}, counted {due}"
        )
        clock = clock_of_stage(stage)
        if clock is not None and latest is not None:
            assert (clock.must_by, clock.latest_on or clock.due_on) == (due, latest), (
                f"{stage}: {clock.why()}"
            )
        if (case.procedure, stage.stage) == ("children_act", "stage_2"):
            _check_both_readings(stage)
    if case.state == "received" and not held:
        _check_waiting(case, ways)
    for report in PublicReport.objects.filter(case__about=case):
        assert clock_of_report(report).due_on == three_months(report.received_on), f"{case}: public report"


def _check_waiting(case: Representation, ways: Ways) -> None:
    found = waiting_due_day(case)
    complaint = case.kind in ("statutory_complaint", "corporate_complaint")
    due = waits_until(case, ways) if complaint else None
    assert found == due, f"{case}: waits until {found}, counted {due}"


def _check_both_readings(stage: Stage) -> None:
    both = both_readings(stage)
    agreed = stage.statement_agreed_on and max(stage.statement_agreed_on, stage.started_on)
    readings = [(both.from_request, stage.started_on), (both.from_statement, agreed)]
    for clock, day in readings:
        if clock is not None and day is not None:
            began = max(day, stage.started_on)
            assert (clock.due_on, clock.latest_on) == tuple(counted(began, n) for n in (25, 65)), (
                f"{stage}: {clock}"
            )


def check_asked_in_time(step: Step, case: Representation) -> None:
    """A request for a panel is in time or late by the day the answer was received, as the plain count has it."""
    third = Stage.objects.filter(representation=case, stage="stage_3").first()
    second = Stage.objects.filter(representation=case, stage="stage_2").first()
    if second is None or second.answered_on is None or third is None:
        return
    late = {Act.ASK_FOR_STAGE_3: False, Act.ASK_FOR_STAGE_3_LATE: True, Act.TREAT_AS_LATE_REQUEST: True,
            Act.TREAT_AS_REQUEST: False}.get(step.act)  # fmt: skip
    if late is not None:
        last = may_ask_until(second)
        assert ask_by(second) == last, f"{case}: ask by {ask_by(second)}, counted {last}"
        is_late = last is not None and third.started_on > last
        assert is_late is late, f"{case}: asked on {third.started_on}, the last day was {last}"


def check_lawful(case: Representation, ways: Ways = USUAL) -> None:
    state = State(case.state)
    sitting = Appointment.objects.filter(representation=case, part__in=PANEL_PARTS, ended_on=None)
    seats = [(one.part, one.person_id) for one in sitting]
    independent = Appointment.objects.filter(representation=case, part="independent_person")
    ips = set(independent.values_list("person_id", flat=True))
    if seats or state in (State.STAGE_3_PANEL_APPOINTED, State.STAGE_3_PANEL_MET):
        assert len({person for _, person in seats}) == len(seats) == 3, f"{case}: a panel of {len(seats)}"
        assert [part for part, _ in seats].count("panel_chair") == 1
        assert not ips & {person for _, person in seats}, f"{case}: the independent person sits on the panel"
    for more in Extension.objects.filter(stage__representation=case).select_related("stage"):
        from_before = (
            case.is_history and more.decided_on is None
        )  # nothing is made up of what a list does not say
        assert from_before or all((more.reason.strip(), more.told_on, more.decided_by)), (
            f"{case}: more time without a reason"
        )
        if case.procedure == "children_act" and more.stage.stage == "stage_2":
            began = more.stage.started_on
            if ways.stage_2_from == "statement":
                began = max(began, more.stage.statement_agreed_on or began)
            latest, hint = counted(began, 65), more.stage.due_on_hint
            assert hint is None or hint <= latest, f"{case}: due past day 65"
            # What was given under another procedure, or before the stage began anew, is capped by the clock.
            given_here = "move_to_children_act" not in acts_of(case) and not anew(more) and not from_before
            assert not given_here or more.extended_to <= latest, f"{case}: extended past day 65"
    if state.startswith("closed"):
        undecided = Dissatisfaction.objects.filter(representation=case, is_request=None).exclude(
            after_stage=""
        )
        assert not undecided.exists(), f"{case}: closed with words undecided"
    if state is State.REFUSED:
        grounds = Decision.objects.filter(
            representation=case, ground__gt="", reason__gt="", told_on__isnull=False
        )
        assert grounds.exists(), f"{case}: refused without a ground"


def check_replayed(case: Representation) -> None:
    """The acts in the ledger, and the facts on record, lead to where the case stands."""
    faults = list(faults_of([case], {case.reference: tuple(acts_of(case))}, clocks_of_council(), {}))
    assert not faults, faults


def check_noted(step: Step, before: int, case: Representation, move) -> None:
    added = list(Entry.objects.filter(sequence__gt=before).order_by("sequence"))
    assert 1 <= len(added) <= ENTRIES.get(step.act, 1), [entry.act for entry in added]
    mine = [entry for entry in added if entry.reference == case.reference]
    assert [entry.act for entry in mine] == [step.act.value]
    assert mine[0].done_on == step.day
    assert json.loads(mine[0].said)["basis"] == move.basis


def check_day_0(step: Step, case: Representation) -> None:
    code, named = DAY_0.get(step.act, ("", ""))
    if code:
        assert Stage.objects.get(representation=case, stage=code).started_on == step.said[named]
    if step.act in (Act.RESUME, Act.REINSTATE):
        for stage in Stage.objects.filter(representation=case):
            after_panel = stage.panel_met_on is not None
            assert not is_open(stage) or after_panel or stage.started_on == step.day, f"{stage}: not anew"


def check_brought_in(step: Step, before: int) -> list[Act]:
    """Each case stands as its own stages say, holds what the list says, and nothing else. Returns how each came in."""
    records = step.said["records"]
    lines = [one.act for one in Entry.objects.filter(sequence__gt=before).order_by("sequence")]
    pointed = step.said["pointed"]
    assert lines == ["import", *["record_history"] * len(records), *["record_elements"] * len(pointed)], lines
    came = []
    for record in records:
        case = Representation.objects.get(reference=record.reference)
        last = record.stages[-1] if record.stages else None
        over = record.kind == "compliment" if last is None else bool(last.answered_on)
        state = (
            "history_withdrawn"
            if last and last.withdrawn_on
            else "history_closed"
            if over
            else "history_open"
        )
        assert (case.state, case.is_history) == (state, True), (
            f"{case}: brought in as {case.state}, not {state}"
        )
        _check_nothing_invented(case, record, points=2 * (record.reference in pointed))
        came.append(BY_STATE[state])
    return came


def _check_nothing_invented(case: Representation, record, points: int) -> None:
    days = (
        "started_on",
        "acknowledged_on",
        "statement_agreed_on",
        "panel_met_on",
        "answered_on",
        "withdrawn_on",
    )
    rows = [tuple(getattr(one, day) for day in days) for one in case.stages.order_by("pk")]
    assert rows == [tuple(getattr(one, day) for day in days) for one in record.stages], f"{case}: other days"
    made = [model.__name__ for model in (Decision, Appointment, Hold, Dissatisfaction, Posting) if model.objects.filter(
        **{"letter__representation" if model is Posting else "representation": case}).exists()]  # fmt: skip
    made += ["Element"] if Element.objects.filter(representation=case).count() != points else []
    assert not made, f"{case}: made up {made}"


def tried(walker: Walker, step: Step, done: Counter[str], refused: Counter[str], ways: Ways = USUAL) -> str:
    """One act, held against the law. Returns what is wrong, or nothing."""
    ledger = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    there = rows()
    try:
        result = step.run()
    except REFUSALS as why:
        refused[step.act.value] += 1
        if rows() != there:
            return f"was refused and wrote something all the same: {why}"
        return "" if str(why).strip() else "was refused without a word"
    except Exception as wrong:
        return f"failed with {type(wrong).__name__}: {wrong}"
    try:
        done.update(act.value for act in check_step(step, result, ledger, ways))
    except AssertionError as wrong:
        return _in_words(wrong)
    return ""


def _in_words(wrong: AssertionError) -> str:
    """What an assertion found, and where it stands: one without words is found all the same."""
    where = traceback.extract_tb(wrong.__traceback__)[-1]
    return f"{str(wrong).split(chr(10))[0] or where.line} (oracle, line {where.lineno})"


def check_step(step: Step, result, ledger: int, ways: Ways = USUAL) -> list[Act]:
    """Hold all that one act did against the law. Returns the acts it was: bringing in a list is one for each case."""
    if step.act is Act.BRING_IN_OPEN:
        came = check_brought_in(step, ledger)
    else:
        check_moved(step, result, ledger)
        came = [step.act]
    touched = set(Entry.objects.filter(sequence__gt=ledger).values_list("reference", flat=True))
    touched |= {step.case.reference} | ({step.said["into"]} if "into" in step.said else set())
    for one in Representation.objects.filter(reference__in=touched):
        check_clocks(one, ways)
        check_lawful(one, ways)
        check_replayed(one)
    return came


def check_moved(step: Step, result, ledger: int) -> None:
    """The case stands where the chart leads, and one entry says so."""
    is_new = step.act is Act.RECEIVE
    case = Representation.objects.get(pk=result.pk if is_new else step.case.pk)
    chart, before = (chart_of(case), State.NEW) if is_new else (step.chart, State(step.case.state))
    move = chart.move(before, step.act)
    assert case.state == move.after.value, f"stands at {case.state}, by the chart at {move.after}"
    assert State(case.state) in chart_of(case).states, f"{case.state} is in no chart of its procedure"
    check_noted(step, ledger, case, move)
    check_day_0(step, case)
    check_asked_in_time(step, case)
