"""A list unlike any council's comes in by a mapping, and every figure is that of an independent count."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from tests.cli.speaking import asked, heard
from tests.importing import counted as plain
from tests.importing.counted import IN_TIME, NO_LIMIT, OVER, UNKNOWN, Record, counted
from tests.importing.made_list import (
    HEADINGS,
    MadeCase,
    MadeStage,
    made_cases,
    rows_of,
    without_extensions,
    write_csv,
    write_xlsx,
)

from heard.representations.models import Representation

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MAPPING = Path(__file__).parent / "made_list.toml"
CASES = 260 if os.environ.get("HEARD_FULL") else 140
# A small run asks every figure of one form, and each third of the other.
EACH = {"xlsx": 1, "csv": 1 if os.environ.get("HEARD_FULL") else 3}
SEEDS = range(1, 9) if os.environ.get("HEARD_FULL") else (1,)
PERIODS = {
    "all": (date(1900, 1, 1), date(2100, 1, 1)),
    "2022-23": (date(2022, 4, 1), date(2023, 3, 31)),
    "2021-22 Q3": (date(2021, 10, 1), date(2021, 12, 31)),
    "2022-11": (date(2022, 11, 1), date(2022, 11, 30)),
    "2021-06-15..2021-09-15": (date(2021, 6, 15), date(2021, 9, 15)),
}
SPLITS = ("kind", "procedure", "team", "service", "nature", "channel", "complainant", "advocate")
TIMES = ("year", "quarter", "month")


@dataclass(frozen=True)
class Question:
    """One figure asked for, and the records that answer it in plain Python."""

    measure: str
    records: Sequence[Record]
    by: tuple[str, ...] = ()
    period: str = "all"
    where: tuple[str, ...] = ()
    as_at: str = ""
    weigh: Callable[[Record], int] = lambda record: 1

    def words(self) -> list[str]:
        """The question as it is typed."""
        words = ["figures", self.measure, "--period", self.period]
        words += ["--by", ",".join(self.by)] if self.by else []
        words += [word for one in self.where for word in ("--where", one)]
        return words + (["--as-at", self.as_at] if self.as_at else [])

    def expected(self) -> dict[tuple[str, ...], int]:
        """What must be answered, noughts left out."""
        first, last = PERIODS[self.period]
        within = [record for record in self.records if first <= record.day <= last]
        return {key: value for key, value in counted(within, self.by, self.weigh).items() if value}

    def given(self) -> dict[tuple[str, ...], Any]:
        """What is answered, noughts left out."""
        cells = asked(*self.words())["cells"]
        return {tuple(cell["by"].values()): cell["value"] for cell in cells if cell["value"]}


def bring_in(file: Path) -> Mapping[str, Any]:
    heard("init", "--council", "Northmoor")
    return asked("import", file, "--map", MAPPING)


def made_file(folder: Path, form: str, cases: list[MadeCase], seed: int) -> Path:
    rows = rows_of(cases, seed)
    if form == "xlsx":
        return write_xlsx(folder / "log.xlsx", rows)
    return write_csv(folder / "log.csv", rows, tuple(one for one in HEADINGS if one != "New end date"))


def questions(cases: list[MadeCase], *, extensions: bool) -> Iterator[Question]:
    received = list(plain.representations(cases))
    stages = list(plain.stages(cases, extensions=extensions))
    answered = [one for one in stages if one.answered]
    concluded = [one for one in stages if one.concluded]
    for period in PERIODS:
        yield Question("received", received, (), period)
        yield Question("stage_started", stages, ("procedure", "stage"), period)
        yield Question("answered", answered, ("procedure", "stage"), period)
        yield Question("concluded", concluded, ("stage", "band"), period)
        yield Question("outcomes", stages, ("procedure", "stage", "outcome"), period)
    for split in (*SPLITS, *TIMES):
        yield Question("received", received, (split,))
        yield Question("stage_started", stages, ("stage", split))
        yield Question("answered", answered, (split,), "2022-23")
    for name, verdict in (("in_time", IN_TIME), ("over_time", OVER), ("timeliness_not_known", UNKNOWN)):
        those = [one for one in answered if one.timeliness == verdict]
        for by in (("procedure", "stage"), ("team",), ("nature",), ("year", "stage"), ("outcome",)):
            yield Question(name, those, by)
    yield from _money_and_clocks(cases)
    for day in (date(2022, 7, 1), date(2023, 4, 1)):
        yield Question("open", _open_on(stages, day), ("procedure", "stage"), as_at=day.isoformat())
        then = [one for one in answered if one.answered and one.answered <= day and one.day <= day]
        yield Question("answered", then, ("stage",), as_at=day.isoformat())
    yield Question("open", [one for one in stages if not one.concluded], ("stage",))


def _money_and_clocks(cases: list[MadeCase]) -> Iterator[Question]:
    paid, clocks = list(plain.payments(cases)), list(plain.clocks(cases))
    for by in ((), ("payment_kind",), ("team",)):
        yield Question("payments", paid, by)
        yield Question("payments_total", paid, by, weigh=lambda record: record.amount)
    for name, met in (("clocks_met", True), ("clocks_missed", False)):
        yield Question(name, [one for one in clocks if one.met is met], ("clock",))
        yield Question(name, [one for one in clocks if one.met is met], ("clock", "year"))


def _open_on(stages: Sequence[Record], day: date) -> list[Record]:
    return [one for one in stages if one.day <= day and not (one.concluded and one.concluded <= day)]


def wrong_answers(every: Iterator[Question]) -> Iterator[str]:
    for question in every:
        given, expected = question.given(), question.expected()
        for key in sorted({*given, *expected}):
            if given.get(key, 0) != expected.get(key, 0):
                yield f"{' '.join(question.words())} {key}: {given.get(key, 0)}, not {expected.get(key, 0)}"


FORMS = [pytest.param(form, seed, id=f"{form}-{seed}") for form in ("xlsx", "csv") for seed in SEEDS]


@pytest.mark.parametrize(("form", "seed"), FORMS)
def test_every_figure_of_a_list_nobody_foresaw_is_that_of_a_count_by_hand(form, seed, tmp_path):
    cases = made_cases(seed, CASES)

    told = bring_in(made_file(tmp_path, form, cases, seed))

    as_told = cases if form == "xlsx" else without_extensions(cases)
    assert told["lists"][0]["records"] == len(cases)
    every = questions(as_told, extensions=form == "xlsx")
    assert list(wrong_answers(islice(every, 0, None, EACH[form]))) == []


def test_the_average_and_the_shares_state_what_they_are_taken_over(tmp_path):
    cases = made_cases(2, CASES)
    bring_in(made_file(tmp_path, "csv", cases, 2))
    stages = list(plain.stages(without_extensions(cases), extensions=False))

    for cell in asked("figures", "average_working_days", "--by", "procedure,stage")["cells"]:
        days = [one.days for one in stages if _is(one, cell) and one.days is not None]
        assert cell["base"] == len(days)
        assert cell["value"] == (pytest.approx(sum(days) / len(days)) if days else None)
    for cell in asked("figures", "in_time", "--by", "procedure,stage")["cells"]:
        those = [one for one in stages if _is(one, cell) and one.timeliness not in ("", NO_LIMIT)]
        assert (cell["base"], cell["not_known"]) == (
            len(those),
            sum(one.timeliness == UNKNOWN for one in those),
        )
        assert cell["percent"] == (pytest.approx(100 * cell["value"] / len(those)) if those else None)


def _is(record: Record, cell: Mapping[str, Any]) -> bool:
    return all(record.by[name] == (label,) for name, label in cell["by"].items())


def test_a_filter_said_twice_means_either_in_the_councils_word_or_in_everybodys(tmp_path):
    cases = made_cases(3, CASES)
    bring_in(made_file(tmp_path, "xlsx", cases, 3))
    stages = list(plain.stages(cases, extensions=True))

    own = Question("outcomes", stages, where=("outcome=Agreed with", "outcome=Not agreed", "stage=1"))
    shared = replace(own, where=("outcome=upheld", "outcome=not_upheld", "stage=stage_1"))

    wanted = [
        one
        for one in stages
        if one.by["outcome"][0] in ("Agreed with", "Not agreed") and one.by["stage"] == ("Stage 1",)
    ]
    assert own.given() == shared.given() == {(): len(wanted)}


def test_the_cases_behind_a_figure_are_named_by_the_number_of_their_first_row(tmp_path):
    cases = made_cases(4, CASES)
    bring_in(made_file(tmp_path, "xlsx", cases, 4))

    cell = asked("figures", "stage_started", "--where", "stage=3", "--cases")["cells"][0]

    wanted = [case.stages[0].number for case in cases if len(case.stages) == 3]
    assert sorted(cell["cases"]) == sorted(wanted)
    assert cell["value"] == len(wanted) > 5


def test_a_joint_case_counts_once_and_says_with_whom(tmp_path):
    cases = made_cases(5, CASES)
    bring_in(made_file(tmp_path, "csv", cases, 5))

    joint = {row.reference for row in Representation.objects.filter(joint_with="Health")}

    assert joint == {case.stages[0].number for case in cases if case.partner}
    assert asked("figures", "received")["cells"][0]["value"] == len(cases)


def test_a_payment_is_dated_by_the_first_stage_of_its_case_as_its_definition_says(tmp_path):
    cases = made_cases(1, CASES)
    bring_in(made_file(tmp_path, "xlsx", cases, 1))
    paid = list(plain.payments(cases))

    assert list(wrong_answers(iter([Question("payments", paid, ("year",))]))) == []


def test_without_the_mapping_the_list_is_refused_and_nothing_of_it_is_guessed(tmp_path):
    heard("init", "--council", "Northmoor")
    file = made_file(tmp_path, "csv", made_cases(1, 20), 1)

    said = heard("import", file, "--json")

    assert said.code == 1
    assert said.json["reasons"]
    assert not Representation.objects.exists()


def _soon(stage: MadeStage) -> bool:
    return stage.answered is not None and (stage.answered - stage.began).days < 10


def _moved(case: MadeCase, **days: Any) -> MadeCase:
    return replace(case, stages=(replace(case.stages[0], **days), *case.stages[1:]))


CHANGES = ["answered", "patch", "began", "matters", "pounds"]


@pytest.mark.parametrize("change", CHANGES if os.environ.get("HEARD_FULL") else CHANGES[:1])
def test_the_count_by_hand_would_notice_one_changed_row(change, tmp_path):
    cases = made_cases(6, 120)
    bring_in(made_file(tmp_path, "xlsx", cases, 6))
    place = next(
        place
        for place, case in enumerate(cases)
        if case.sort == "Section 26" and len(case.stages) == 1 and _soon(case.stages[0])
    )
    one = cases[place]
    cases[place] = {
        "answered": lambda: _moved(one, answered=date(2025, 1, 3)),
        "patch": lambda: replace(one, patch="Elsewhere"),
        "began": lambda: _moved(one, began=date(2019, 5, 1)),
        "matters": lambda: _moved(one, matters=("Elsewhere",)),
        "pounds": lambda: _moved(one, pounds=one.stages[0].pounds + 5, pounds_for="Sorry"),
    }[change]()

    assert list(wrong_answers(questions(cases, extensions=True))) != []
