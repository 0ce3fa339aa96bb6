"""Random acts by anybody on any day: nothing unlawful, nothing unnoted, no day that differs from a plain count."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.casework import living, stages
from tests.casework.oracle import (
    REFUSALS,
    USUAL,
    Ways,
    check_brought_in,
    check_clocks,
    check_lawful,
    check_replayed,
    rows,
    tried,
)
from tests.casework.walking import Walker, office
from tests.casework.walking_elsewhere import BY_STATE, Step, history_step

from heard.casework import (
    audit,
    endings,
    going_on,
    holds,
    intake,
    intake_correcting,
    intake_interest,
    intake_moving,
    intake_refusing,
    performing,
    stage_1,
    stage_3_panel,
)
from heard.casework.clocks import CouncilClocks
from heard.casework.holidays import add_holiday
from heard.casework.letters import verify_letters
from heard.casework.performing import NotNow, chart_of
from heard.casework.setting import set_value
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.law.refusals import EVIDENCE, LETTER
from heard.ledger.models import Entry
from heard.people.models import Term
from heard.representations.models import Element, Extension, Representation, Stage

__all__ = ["REFUSALS", "rows"]
FULL = bool(os.environ.get("HEARD_FULL"))
SEEDS, ACTS = (range(10), 2000) if FULL else (range(3), 200)
CLOSED = frozenset({date(2024, 5, 28), date(2024, 12, 24), date(2025, 4, 22), date(2025, 12, 24)})
# What councils choose otherwise: each walk is over one of these.
COUNCILS = (
    USUAL,
    Ways(stages=1),
    Ways(stage_2_from="statement"),
    Ways(corporate_from="receipt"),
    Ways(closed=CLOSED),
)
ALL = {code: f"As it was: {words}." for code, words in {**EVIDENCE, **LETTER}.items()}
SINCE, EARLY = date(2006, 9, 1), datetime(2024, 1, 1, tzinfo=UTC)


def council_with(ways: Ways) -> None:
    """A council with its lists and its own choices."""
    living.council()
    chosen = {
        "corporate/stages": str(ways.stages),
        "clock/children_act/stage_2/answer/counts_from": ways.stage_2_from,
    }
    chosen |= {
        f"clock/corporate/{one}/answer/counts_from": ways.corporate_from for one in ("stage_1", "stage_2")
    }
    for name, value in chosen.items():
        set_value(name=name, value=value, begins_on=SINCE, by="amina", at=EARLY)
    with writing("test_lists", by="amina", at=EARLY) as line:
        line.add(Term(list="decision", label="Upheld", means="upheld"))
    for day in sorted(ways.closed):
        add_holiday(day=day, title="Council closed", source="Cabinet", by="amina", at=EARLY)


class Walked:
    """What a walk did, refused and reached, and all that was wrong."""

    def __init__(self, seed: int, acts: int) -> None:
        self.ways = COUNCILS[seed % len(COUNCILS)]
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.reached: Counter[str] = Counter()
        self.wrong: list[str] = []
        council_with(self.ways)
        walker = Walker(seed)
        for number in range(acts):
            self._step(walker, walker.next_step(), f"walk {seed}, act {number}")

    def _step(self, walker: Walker, step: Step, name: str) -> None:
        before = sum(self.done.values())
        said = tried(walker, step, self.done, self.refused, self.ways)
        if said:
            self.wrong.append(f"{name}: {step.act} from {step.case.state}: {said} {dict(step.said)}")
            walker.leave(step.case)
        elif sum(self.done.values()) > before and step.case.pk:
            state = Representation.objects.values_list("state", flat=True).get(pk=step.case.pk)
            if state != step.case.state:
                self.reached[f"{step.case.procedure}/{state}"] += 1


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_random_acts_keep_to_the_law(seed):
    walked = Walked(seed, ACTS)

    sys.stdout.write("".join(f"{one}\n" for one in walked.wrong))
    assert walked.wrong == []
    assert walked.refused
    assert sum(walked.done.values()) + sum(walked.refused.values()) >= ACTS
    assert audit.verify().whole
    assert verify_letters() == ()
    told = os.environ.get("HEARD_WALKS")
    if told:
        line = {"seed": seed, "on": connection.vendor, "done": walked.done, "refused": walked.refused}
        with Path(told).open("a", encoding="utf-8") as out:
            out.write(json.dumps(line | {"reached": walked.reached}) + "\n")


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


@pytest.mark.django_db
def test_an_act_noted_for_another_day_is_found_though_the_assertion_has_no_words(monkeypatch):
    noted = performing.Line
    monkeypatch.setattr(
        performing,
        "Line",
        lambda act, by, at, reference, day, said: noted(act, by, at, reference, EARLY.date(), said),
    )

    assert any("done_on" in one for one in wrong_of(30))


def wrong_of(acts: int = 120) -> list[str]:
    """What a short walk finds wrong."""
    return Walked(0, acts).wrong


@pytest.mark.django_db
def test_a_walk_with_every_guard_on_finds_nothing_wrong():
    assert wrong_of() == []


@pytest.mark.django_db
def test_a_walk_finds_an_act_that_leaves_no_entry(monkeypatch):
    monkeypatch.setattr(performing, "write_entries", lambda lines: None)

    assert any(": [" in one or "failed with" in one for one in wrong_of(20))
    assert not audit.verify().whole


@pytest.mark.django_db
def test_a_walk_finds_a_clock_that_is_a_day_out(monkeypatch):
    in_law = CouncilClocks.next_due
    late = timedelta(days=1)
    monkeypatch.setattr(
        CouncilClocks, "next_due", lambda self, dates: (due := in_law(self, dates)) and due + late
    )

    assert any("counted" in one for one in wrong_of(60))


@pytest.mark.django_db
def test_a_walk_finds_a_case_that_did_not_move_as_the_chart_has_it(monkeypatch):
    monkeypatch.setattr(performing.acts, "go", lambda case, move, line: None)

    assert any("by the chart at" in one for one in wrong_of(60))


@pytest.mark.django_db
def test_a_walk_finds_a_panel_of_another_number(monkeypatch):
    living.council()
    case = stages.at_stage_3()
    monkeypatch.setattr(stage_3_panel, "_refuse_wrong_number", lambda *_: None)
    two = [stages.named(name, stages.ASKED_3) for name in ("Clara Munt", "Hugh Pell")]
    stage_3_panel.appoint_panel(
        **stages.of(case, appointed_on=date(2026, 7, 10), chair=two[0], panellists=two[1:])
    )

    with pytest.raises(AssertionError, match="a panel of 2"):
        check_lawful(living.fresh(case))


@pytest.mark.django_db
def test_a_walk_finds_a_case_from_a_list_with_something_made_up():
    council_with(USUAL)
    step = history_step(Walker(1))
    before = Entry.objects.count()
    step.run()
    check_brought_in(step, before)
    case = Representation.objects.get(reference=step.said["records"][0].reference)
    Element.objects.create(representation=case, number=9, words="Nobody said this.")

    with pytest.raises(AssertionError, match="made up"):
        check_brought_in(step, before)


def test_every_act_of_a_person_has_a_function_that_the_walk_can_find():
    # Whoever approves a payment names the payment, not the case.
    approving = {Act.APPROVE_PAYMENT, Act.REFUSE_PAYMENT}
    by_another_way = {
        *approving,
        Act.RECEIVE,
        Act.SEND_LETTER,
        Act.RECORD_LETTER_RECEIVED,
        *BY_STATE.values(),
    }

    assert set(Act) - set(office()) - by_another_way == set()


@pytest.mark.django_db
def test_a_concern_taken_as_a_complaint_of_one_stage_is_done_again_by_the_chart_of_one_stage():
    council_with(Ways(stages=1))
    case = living.received("concern")
    by = {"reference": case.reference, **living.WHO}
    decided = {"reason": "It is a complaint.", "decided_by": "Amina Odell"}
    day = {"decided_on": date(2026, 4, 2)}
    intake_moving.move_to_corporate(**by, **day, **decided, function="Housing", told_on=date(2026, 4, 2))
    intake.accept(**by, **day, **decided)
    stage_1.answer_stage_1(
        **by,
        sent_on=date(2026, 4, 9),
        manager=stages.somebody("Dana Reeve"),
        findings=stages.MIXED,
        tells_right_to_go_on=True,
    )

    going_on.express_dissatisfaction(**by, said_on=date(2026, 4, 20), words="That is not right.")

    check_replayed(living.fresh(case))
    assert living.fresh(case).state == "stage_1_answered"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "lapsed", "again"),
    [
        (stages.at_stage_2, "lapsed_at_stage_2", "stage_2_statement"),
        (stages.investigating, "lapsed_at_stage_2", "stage_2_statement"),
        (stages.with_panel, "lapsed_at_stage_3", "stage_3_arranging"),
        (stages.panel_met, "lapsed_after_panel", "stage_3_panel_met"),
    ],
)
def test_what_lapsed_is_taken_up_again_at_the_stage_it_had_come_to(place, lapsed, again):
    living.council()
    case = place()
    by = {"reference": case.reference, "by": "amina", "at": datetime(2028, 3, 1, tzinfo=UTC)}
    held = {"from_on": date(2026, 9, 1), "holding": holds.Holding("Amina Odell", date(2026, 9, 1), ALL)}
    court = holds.Proceedings("court", "Ashmere Family Court", "The notice")
    holds.hold(**by, **held, proceedings=court, prejudice={1: "The judge weighs it.", 2: "So is this."})
    over = {"ended_on": date(2026, 10, 1), "day": date(2027, 10, 4), "told_on": date(2027, 10, 4)}
    holds.lapse(**by, **over, reason="Nobody asked.", decided_by="Amina Odell", letter=ALL)
    assert living.fresh(case).state == lapsed

    intake_refusing.resubmit(**by, asked_on=date(2028, 2, 1), words="I could not before.")

    assert living.fresh(case).state == again
    check_clocks(case)
    check_replayed(living.fresh(case))
    assert audit.verify().whole
