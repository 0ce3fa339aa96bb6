"""Random acts by anybody on any day: nothing unlawful, nothing unnoted, no day that differs from a plain count."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from django.db import connection
from tests.casework import living
from tests.casework.walking import Step, Walker, office

from heard.casework import audit, endings, going_on, intake_correcting, intake_interest
from heard.casework.appointments import NotThisPerson
from heard.casework.clocks import clocks_of_council
from heard.casework.commitments import committed_models
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.nightly_rechecking import faults_of
from heard.casework.performing import NoSuchCase, NotNow, chart_of
from heard.casework.stage_days import clock_of_stage
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
    Extension,
    Hold,
    Panel,
    Representation,
    Stage,
)

REFUSALS = (
    NotNow, NotInTheChart, NoSuchCase, DoesNotFit, NotOnRecord, NotInTheList, NotThisPerson, NotToBeReferredEarly,
    UnknownCode, UnlawfulRefusal, EvidenceMissing, NotInForce,
)  # fmt: skip
FULL = bool(os.environ.get("HEARD_FULL"))
SEEDS, ACTS = (range(10), 2000) if FULL else (range(2), 150)
# An act on two cases notes it on both.
ENTRIES = {Act.SPLIT: 2, Act.JOIN: 2, Act.SEPARATE: 2, Act.LINK: 2}


# The oracle: a plain count over the bank holidays of England, from numbers typed here from the Regulations.

ENGLISH = holidays.country_holidays("GB", subdiv="ENG", years=range(2006, 2031))
# (procedure, stage): working days to answer, and the most that any extension gives
DAYS = {("children_act", "stage_1"): (10, 20), ("children_act", "stage_2"): (25, 65),
        ("corporate", "stage_1"): (10, 20), ("corporate", "stage_2"): (20, 40),
        ("none", "concern"): (5, 5)}  # fmt: skip
PANEL, REPORT, RESPONSE, ACKNOWLEDGE = 30, 5, 15, 5
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


def counted(start: date, days: int) -> date:
    """The last of so many working days after `start`, one day at a time; the day itself is day 0."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in ENGLISH
    return day


def expected(stage: Stage) -> tuple[date | None, date | None]:
    """By when something is next to be done on an open stage, and by when at the latest."""
    procedure, code = stage.representation.procedure, stage.stage
    if code == "stage_3":
        return _of_a_panel(stage), None
    start = stage.started_on
    if code == "informal":
        return None, None  # no number of days
    if code == "concern":
        procedure = "none"  # one that became a complaint keeps its own, sooner day until somebody accepts it
    if procedure == "corporate":
        if stage.acknowledged_on is None:
            return counted(start, ACKNOWLEDGE), None
        start = stage.acknowledged_on
    usual, most = (counted(start, days) for days in DAYS[procedure, code])
    longer = [one.extended_to for one in Extension.objects.filter(stage=stage)]
    return min(max([usual, *longer]), most), most


def _of_a_panel(stage: Stage) -> date:
    panel = Panel.objects.filter(stage=stage).first()
    if panel and panel.recommendations_received_on:
        return counted(panel.recommendations_received_on, RESPONSE)
    if stage.report_sent_on:
        return counted(stage.report_sent_on, RESPONSE)
    if stage.panel_met_on:
        return counted(stage.panel_met_on, REPORT)
    return counted(stage.started_on, PANEL)


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


def check_clocks(case: Representation) -> None:
    held = Hold.objects.filter(representation=case, element=None, basis="proceedings", until_on=None).exists()
    for stage in Stage.objects.filter(representation=case):
        stage.representation = case
        if not is_open(stage) or held:
            assert stage.due_on_hint is None, f"{stage}: a day is kept for what is over or held"
            continue
        due, latest = expected(stage)
        assert stage.due_on_hint == due, f"{stage}: kept as due on {stage.due_on_hint}, counted {due}"
        clock = clock_of_stage(stage)
        if clock is not None and latest is not None:
            assert (clock.must_by, clock.latest_on or clock.due_on) == (due, latest), (
                f"{stage}: {clock.why()}"
            )


def check_lawful(case: Representation) -> None:
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
        assert all((more.reason.strip(), more.told_on, more.decided_by)), (
            f"{case}: more time without a reason"
        )
        if case.procedure == "children_act" and more.stage.stage == "stage_2":
            latest, hint = counted(more.stage.started_on, 65), more.stage.due_on_hint
            assert hint is None or hint <= latest, f"{case}: due past day 65"
            # What was given under another procedure, or before the stage began anew, is capped by the clock.
            given_here = "move_to_children_act" not in acts_of(case) and not anew(more)
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


def tried(walker: Walker, step: Step, done: Counter[str], refused: Counter[str]) -> str:
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
    done[step.act.value] += 1
    try:
        check_step(step, result, ledger)
    except AssertionError as wrong:
        return str(wrong).split("\n")[0]
    return ""


def check_step(step: Step, result, ledger: int) -> None:
    is_new = step.act is Act.RECEIVE
    case = Representation.objects.get(pk=result.pk if is_new else step.case.pk)
    chart, before = (chart_of(case), State.NEW) if is_new else (step.chart, State(step.case.state))
    move = chart.move(before, step.act)
    assert case.state == move.after.value, f"stands at {case.state}, by the chart at {move.after}"
    assert State(case.state) in chart_of(case).states, f"{case.state} is in no chart of its procedure"
    check_noted(step, ledger, case, move)
    check_day_0(step, case)
    touched = {entry.reference for entry in Entry.objects.filter(sequence__gt=ledger)} | {case.reference}
    touched |= {step.said["into"]} if "into" in step.said else set()
    for one in Representation.objects.filter(reference__in=touched):
        check_clocks(one)
        check_lawful(one)
        check_replayed(one)


def walk(seed: int, acts: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """So many acts. Returns what was done, what was refused, by act, and all that was wrong."""
    walker, wrong = Walker(seed), []
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for number in range(acts):
        step = walker.next_step()
        said = tried(walker, step, done, refused)
        if said:
            wrong.append(
                f"walk {seed}, act {number}: {step.act} from {step.case.state}: {said} {dict(step.said)}"
            )
            walker.leave(step.case)
    return done, refused, wrong


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_random_acts_keep_to_the_law(seed):
    living.council()

    done, refused, wrong = walk(seed, ACTS)

    sys.stdout.write("".join(f"{one}\n" for one in wrong))
    assert wrong == []
    assert sum(done.values()) + sum(refused.values()) == ACTS
    assert done
    assert refused
    assert audit.verify().whole
    told = os.environ.get("HEARD_WALKS")
    if told:
        with Path(told).open("a", encoding="utf-8") as out:
            out.write(json.dumps({"seed": seed, "done": done, "refused": refused}) + "\n")
    sys.stdout.write(f"walk {seed}: {json.dumps({'done': done, 'refused': refused}, sort_keys=True)}\n")


@pytest.mark.django_db
def test_nothing_is_answered_before_its_stage_began():
    living.council()
    case = living.received(people=(living.SAM, living.THE_CHILD))
    by = {"reference": case.reference, **living.WHO}
    asked = {"asked_on": date(2026, 4, 2), "reason": "A neighbour.", "decided_by": "Amina Odell"}
    intake_interest.ask_interest(**by, **asked)
    decided = {"decided_on": date(2026, 4, 20), "told_on": date(2026, 4, 20), "childs_views": "She is glad."}
    intake_interest.accept_interest(
        **by, **decided, reason="He minds her after school.", decided_by="Amina Odell"
    )
    there = rows()

    with pytest.raises(NotNow, match="Stage 1 began on Monday 20 April 2026 and cannot have ended on"):
        endings.withdraw(
            **by, said_on=date(2026, 4, 10), way="oral", words="Leave it.", said_by=[living.person(case)]
        )

    assert rows() == there


@pytest.mark.django_db
def test_a_stage_that_was_passed_by_is_not_answered_by_a_correction():
    living.council()
    case = living.at_stage_1()
    by = {"reference": case.reference, **living.WHO}
    going_on.ask_for_stage_2(**by, asked_on=date(2026, 5, 5), words="Nobody has answered me.")
    there = rows()

    with pytest.raises(NotNow, match="Stage 1 ended on Tuesday 5 May 2026 without an answer"):
        intake_correcting.correct(
            **by,
            corrected_on=date(2026, 6, 1),
            what="stage_1/answered_on",
            became="2026-04-17",
            why="Typed wrongly.",
            evidence="The letter.",
        )

    assert rows() == there


@pytest.mark.django_db
def test_a_day_moved_by_hand_is_caught_by_the_plain_count():
    living.council()
    case = living.at_stage_1()
    check_clocks(case)
    Stage.objects.filter(representation=case).update(due_on_hint=date(2026, 4, 20))

    with pytest.raises(AssertionError, match="kept as due on 2026-04-20, counted 2026-04-17"):
        check_clocks(case)


@pytest.mark.django_db
def test_a_row_written_past_the_ledger_and_a_refusal_that_writes_are_caught():
    living.council()
    case = living.at_stage_1()
    walker = Walker(1)

    def refuse_late():
        Extension.objects.create(stage=case.stages.get(), extended_to=date(2026, 5, 1))
        raise NotNow("Too late.")

    step = Step(Act.EXTEND_STAGE_1, case, {}, date(2026, 4, 10), refuse_late, chart_of(case))

    assert "refused and wrote something" in tried(walker, step, Counter(), Counter())
    assert not audit.verify().whole


def test_every_act_of_a_person_has_a_function_that_the_walk_can_find():
    by_another_way = {Act.RECEIVE, Act.SEND_LETTER, Act.RECORD_LETTER_RECEIVED, Act.RECEIVE_LETTER}
    of_history = {act for act in Act if act.value.startswith(("bring_in", "continue"))}

    assert set(Act) - set(office()) - by_another_way - of_history == set()
