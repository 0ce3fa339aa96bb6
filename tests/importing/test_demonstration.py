"""The demonstration council: invented throughout, the same for a day, with a case in every state."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from heard.casework import council
from heard.casework.history_text import to_text
from heard.importing import demonstration
from heard.importing.demonstration.invent import Invented, invent
from heard.importing.demonstration.place import DECISIONS
from heard.importing.demonstration.telling import ANSWERS, WORDS
from heard.law.clock import start_clock
from heard.law.working_days import ENGLAND
from heard.people.models import Council
from heard.representations.models import KINDS

FRIDAY = date(2026, 11, 20)
SUNDAY, CHRISTMAS, YEAR_START = date(2026, 11, 22), date(2026, 12, 25), date(2027, 4, 1)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
TELEPHONE = re.compile(r"(?<!\d)(?:\+44|0)[\d ]{9,}")
E_MAIL = re.compile(r"\S+@(?!\S*\.example\b)\S+")


def silent(text: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module")
def friday() -> Invented:
    return invent(FRIDAY)


def records_of(invented: Invented) -> list[str]:
    drafts = [*invented.complaints, *invented.compliments]
    kept = [one.record(row) for row, one in enumerate(drafts)]
    return [to_text(one) for one in [*kept, *invented.ombudsman, *invented.context]]


def everything_said(invented: Invented) -> str:
    said = records_of(invented)
    for draft in [*invented.complaints, *invented.compliments]:
        said += [str(given) for _, given in draft.acts()] + [str(draft.parties)]
    return "\n".join(said)


# Invented, and the same for the same day


def test_the_same_day_gives_the_same_council_again(friday: Invented):
    assert everything_said(invent(FRIDAY)) == everything_said(friday)


def test_another_day_gives_another(friday: Invented):
    assert records_of(invent(SUNDAY)) != records_of(friday)


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, CHRISTMAS, YEAR_START], ids=str)
def test_nothing_is_received_or_done_after_today(today: date):
    for draft in invent(today).complaints:
        days = [one.answered_on or one.withdrawn_on or one.started_on for one in draft.stages]
        days += [one.found_on or today for one in draft.findings] + [
            one.decided_on for one in draft.extensions
        ]
        days += [one.done_on or today for one in [*draft.remedies, *draft.recommendations]]
        assert max([draft.received_on, *days]) <= today, draft.reference


def test_a_stage_begins_after_the_one_before_it_was_answered(friday: Invented):
    for draft in friday.complaints:
        for before, after in zip(draft.stages, draft.stages[1:], strict=False):
            assert before.answered_on is not None
            assert before.answered_on < after.started_on


def test_nothing_in_it_could_be_a_real_address_or_telephone(friday: Invented):
    said = everything_said(friday)

    assert POSTCODE.findall(said) == []
    assert TELEPHONE.findall(said) == []
    assert E_MAIL.findall(said) == []


def test_a_real_address_or_telephone_would_be_found():
    planted = "She lives at 4 Invented Row, ZZ99 3WZ, rings from 01632 960001 and writes from a@b.org."

    assert POSTCODE.findall(planted)
    assert TELEPHONE.findall(planted)
    assert E_MAIL.findall(planted)


def test_hardly_any_two_cases_are_told_in_the_same_words(friday: Invented):
    told = Counter(draft.words for draft in [*friday.complaints, *friday.compliments])

    assert "" not in told
    assert sum(1 for count in told.values() if count > 1) <= 3


def test_every_gap_in_a_sentence_is_filled(friday: Invented):
    assert "{worker}" in str(WORDS)
    assert "{team}" in str(ANSWERS)
    assert not re.search(r"\{\w+\}", "\n".join(draft.words for draft in friday.complaints))


def test_names_of_cases_run_from_one_in_each_year(friday: Invented):
    for letters, drafts in (("CR", friday.complaints), ("TY", friday.compliments)):
        for year in {draft.received_on.year for draft in drafts}:
            here = [draft.reference for draft in drafts if draft.received_on.year == year]
            assert here == [f"{letters}-{year}-{number:04d}" for number in range(1, len(here) + 1)]


def test_numbers_go_on_from_those_given_out_already():
    drafts = invent(FRIDAY, {2026: 61}).complaints

    assert min(draft.reference for draft in drafts if draft.received_on.year == 2026) == "CR-2026-0062"
    assert min(draft.reference for draft in drafts if draft.received_on.year == 2025) == "CR-2025-0001"


# As much as a council has


def test_it_has_as_many_cases_of_each_kind_as_a_council_would(friday: Invented):
    count = Counter(draft.kind for draft in friday.complaints)

    assert 380 <= count["statutory_complaint"] <= 420
    assert 55 <= count["corporate_complaint"] <= 65
    assert 85 <= count["concern"] <= 95
    assert 25 <= count["informal_complaint"] <= 35
    assert count["comment"] + count["suggestion"] == 10
    assert 20 <= count["mp_enquiry"] + count["councillor_enquiry"] <= 30
    assert 10 <= count["duty_matter"] <= 14
    assert 115 <= len(friday.compliments) <= 125
    assert len(friday.ombudsman) == 25
    assert set(count) | {"compliment", "anonymous_report", "worker_change"} == {kind for kind, _ in KINDS}


def test_stage_1_is_in_time_about_seven_times_in_ten_and_worse_in_the_busy_quarter(friday: Invented):
    late: dict[bool, list[bool]] = {True: [], False: []}
    for draft in friday.complaints:
        stage = draft.stages[0] if draft.stages else None
        if draft.kind == "statutory_complaint" and stage and stage.answered_on:
            extended = max(
                (one.extended_to for one in draft.extensions if one.stage == "stage_1"), default=None
            )
            clock = start_clock(
                "children_act/stage_1/answer",
                stage.started_on,
                extended_to=extended,
                stopped_on=stage.answered_on,
            )
            late[friday.world.is_busy(draft.received_on)].append(clock.state(FRIDAY) == "missed")

    every = [*late[True], *late[False]]
    assert 0.25 <= sum(every) / len(every) <= 0.35
    assert sum(late[True]) / len(late[True]) > 0.1 + sum(late[False]) / len(late[False])


def test_a_handful_went_to_stage_2_with_several_points_and_a_finding_by_each_step(friday: Invented):
    at_2 = [one for one in friday.complaints if one.kind == "statutory_complaint" and len(one.stages) > 1]

    assert 15 <= len(at_2) <= 30
    for draft in at_2:
        assert 3 <= len(draft.elements) <= 12
        if draft.stages[1].answered_on:
            steps = Counter(one.step for one in draft.findings)
            for step in ("investigating_officer", "independent_person", "adjudicator"):
                assert steps[step] == len(draft.elements)


def test_joint_repeated_and_unknown_are_among_them(friday: Invented):
    every = friday.complaints

    assert sum(1 for one in every if one.joint_with) >= 3
    assert sum(1 for one in every if one.earlier) >= 5
    assert sum(1 for one in every if one.channel == "Not known") >= 5
    assert sum(1 for one in every if len(one.natures) == 2) >= 60
    assert sum(1 for one in every if one.advocate) >= 20
    assert sum(1 for one in every if one.complainant == "Child or young person") >= 20
    assert any(not stage.extension_recorded for one in every for stage in one.stages)


# Open in every state, whatever the day


def open_stages(invented: Invented, stage: str, kind: str = "statutory_complaint"):
    return [
        (draft, draft.stages[-1])
        for draft in invented.complaints
        if draft.kind == kind
        and draft.stages
        and draft.stages[-1].stage == stage
        and not (draft.stages[-1].answered_on or draft.stages[-1].withdrawn_on)
    ]


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, CHRISTMAS, YEAR_START], ids=str)
def test_the_work_list_always_shows_late_due_today_soon_and_fine(today: date):
    seen = Counter()
    for draft, stage in open_stages(invent(today), "stage_1"):
        until = max((one.extended_to for one in draft.extensions), default=None)
        clock = start_clock("children_act/stage_1/answer", stage.started_on, extended_to=until)
        seen[clock.colour(today)] += 1
        seen["next"] += clock.must_by == ENGLAND.next_working_day(today)

    assert seen["late"] >= 3
    assert seen["soon"] >= 2
    assert seen["fine"] >= 4
    assert seen["next"] >= 1
    if ENGLAND.is_working_day(today):
        assert seen["today"] >= 1


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, CHRISTMAS, YEAR_START], ids=str)
def test_stage_3_waits_for_a_panel_for_a_report_and_for_a_response(today: date):
    at_3 = [stage for _, stage in open_stages(invent(today), "stage_3")]

    waiting = {(bool(one.panel_met_on), bool(one.report_sent_on)) for one in at_3}

    assert waiting == {(False, False), (True, False), (True, True)}


def test_stage_2_is_open_late_and_fine_with_and_without_more_time(friday: Invented):
    colours = Counter()
    for draft, stage in open_stages(friday, "stage_2"):
        until = max((one.extended_to for one in draft.extensions if one.stage == "stage_2"), default=None)
        clock = start_clock("children_act/stage_2/answer", stage.started_on, extended_to=until)
        colours[(clock.colour(FRIDAY), until is not None)] += 1

    assert set(colours) >= {("late", False), ("late", True), ("fine", False), ("fine", True)}


def test_a_corporate_complaint_waits_to_be_acknowledged_and_others_for_their_answers(friday: Invented):
    at_1 = [stage for _, stage in open_stages(friday, "stage_1", "corporate_complaint")]

    assert sum(1 for one in at_1 if one.acknowledged_on is None) == 1
    assert len(at_1) > 2
    assert open_stages(friday, "stage_2", "corporate_complaint")
    assert open_stages(friday, "concern", "concern")
    assert open_stages(friday, "other", "mp_enquiry")


def test_the_ombudsman_has_decided_in_every_way_and_is_asking_still(friday: Invented):
    decided = {one.decision for one in friday.ombudsman if one.decided_on}

    assert decided == set(DECISIONS) - {"Awaiting decision"}
    assert [one for one in friday.ombudsman if one.decision == "Awaiting decision" and not one.decided_on]


# Whole or not at all


@pytest.mark.once
@pytest.mark.django_db
def test_a_load_that_was_stopped_leaves_nothing_behind():
    said = []

    def stop(text: str) -> None:
        said.append(text)
        if len(said) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demonstration.load(today=FRIDAY, at=AT, say=stop)

    assert "acts kept" in said[1]
    assert council.is_empty()
    assert not Council.objects.exists()
