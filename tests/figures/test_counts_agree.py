"""Whatever the records, cells equal an independent count in plain Python, on more than one engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.council import small_council

from heard.figures.ask import ask
from heard.figures.backlog import month_ends, waiting_rows
from heard.figures.dimensions import dimensions_of
from heard.figures.frames import COLUMNS, Frames, frame_of_rows
from heard.figures.measures import MEASURES
from heard.figures.periods import financial_year
from heard.figures.reconcile import reconcile
from heard.figures.snapshot import snapshot
from heard.figures.tables import annual_tables

YEAR = financial_year(2020)
TEAMS = ["North", "South", None]
OUTCOMES = ["Upheld", "Not upheld"]
NATURES = ["Delay", "Staff", "Cost"]
STAGES = [("Stage 1", "stage_1"), ("Stage 2", "stage_2"), ("Concern", "concern")]

days = st.dates(date(2019, 1, 1), date(2022, 12, 31))


@st.composite
def stages(draw):
    stage, code = draw(st.sampled_from(STAGES))
    concluded = draw(st.booleans())
    how = draw(st.sampled_from(["answered", "withdrawn"])) if concluded else None
    return {
        "kind": "Formal",
        "kind_code": "statutory_complaint",
        "procedure": "Children Act",
        "stage": stage,
        "stage_code": code,
        "team": draw(st.sampled_from(TEAMS)),
        "started_on": draw(days),
        "concluded_on": draw(days) if concluded else None,
        "how_concluded": how,
        "working_days": draw(st.none() | st.integers(0, 80)) if concluded else None,
        "timeliness": draw(st.sampled_from(["In time", "Late", "Extension not known"]))
        if how == "answered"
        else "Not answered",
        "outcome": draw(st.sampled_from(OUTCOMES)) if concluded else "Open",
        "natures": draw(st.sets(st.sampled_from(NATURES))),
    }


records = st.lists(stages(), max_size=25)


def frames_of(rows) -> Frames:
    for number, row in enumerate(rows):
        row |= {"ref": f"R{number}", "stage_ref": f"R{number}/1"}
    natures = [{"ref": row["ref"], "nature": one} for row in rows for one in row["natures"]]
    return Frames(
        representations=frame_of_rows("representations", rows),
        stages=frame_of_rows("stages", rows),
        natures=frame_of_rows("natures", natures),
        labels={"stage": ["Stage 1", "Stage 2", "Concern"]},
        meanings={"procedure": {"Children Act": "children_act"}},
        bands={"stage_1": (10, 20), "stage_2": (25,)},
    )


def of_year(rows):
    return [row for row in rows if row["started_on"] in YEAR]


def cells(answer):
    return {tuple(cell.by.values()): cell.value for cell in answer.cells if cell.value}


@settings(deadline=None, max_examples=60)
@given(rows=records)
def test_stages_by_stage_and_team_equal_a_plain_count(rows):
    plain = Counter((row["stage"], row["team"] or "Not recorded") for row in of_year(rows))

    answer = ask(frames_of(rows), "stage_started", period=YEAR, by=["stage", "team"])

    assert cells(answer) == plain
    assert answer.total.value == sum(plain.values())
    for cell in answer.cells:
        assert cell.base == sum(count for key, count in plain.items() if key[0] == cell.by["stage"])


@settings(deadline=None, max_examples=60)
@given(rows=records)
def test_natures_equal_a_plain_count_and_their_base_is_records(rows):
    within = of_year(rows)
    plain = Counter((one,) for row in within for one in (row["natures"] or {"Not recorded"}))

    answer = ask(frames_of(rows), "received", period=YEAR, by=["nature"])

    assert cells(answer) == plain
    assert all(cell.base == len(within) for cell in answer.cells)


@settings(deadline=None, max_examples=60)
@given(rows=records)
def test_bands_hold_every_concluded_stage_exactly_once(rows):
    concluded = [row for row in of_year(rows) if row["concluded_on"]]

    answer = ask(frames_of(rows), "concluded", period=YEAR, by=["band"])

    assert sum(cell.value for cell in answer.cells) == len(concluded) == answer.total.value
    within = [
        row for row in concluded if row["stage_code"] == "stage_1" and (row["working_days"] or 99) <= 10
    ]
    within += [row for row in concluded if row["stage_code"] == "stage_1" and row["working_days"] == 0]
    cell = answer.cell("Within 10 working days")
    assert (cell.value if cell else 0) == len(within)


@settings(deadline=None, max_examples=60)
@given(rows=records)
def test_shares_and_averages_equal_a_plain_count(rows):
    frames = frames_of(rows)
    answered = [row for row in of_year(rows) if row["how_concluded"] == "answered"]
    lengths = [row["working_days"] for row in of_year(rows) if row["working_days"] is not None]

    in_time, average = (
        ask(frames, "in_time", period=YEAR).total,
        ask(frames, "average_working_days", period=YEAR).total,
    )

    assert in_time.value == sum(row["timeliness"] == "In time" for row in answered)
    assert in_time.base == len(answered)
    assert in_time.not_known == sum(row["timeliness"] == "Extension not known" for row in answered)
    assert average.base == len(lengths)
    assert average.value == (sum(lengths) / len(lengths) if lengths else None)


@settings(deadline=None, max_examples=40)
@given(rows=records, then=days)
def test_open_on_a_day_is_started_by_then_and_not_concluded_by_then(rows, then):
    plain = sorted(
        row["stage"]
        for row in rows
        if row["started_on"] <= then and (row["concluded_on"] is None or row["concluded_on"] > then)
    )

    answer = ask(frames_of(rows), "open", as_at=then, by=["stage"])

    assert sorted(cells(answer).items()) == sorted(
        ((stage,), count) for stage, count in Counter(plain).items()
    )


@settings(deadline=None, max_examples=10)
@given(rows=records, then=st.none() | days)
def test_the_tables_of_any_records_reconcile(rows, then):
    for row in rows:
        # An answer cannot come before its start; the tables are of records that passed the import.
        if row["concluded_on"]:
            row["concluded_on"] = max(row["concluded_on"], row["started_on"])
    assert reconcile(annual_tables(frames_of(rows), YEAR, then)) == []


@pytest.mark.parametrize("as_at", [None, date(2021, 1, 1)])
@pytest.mark.parametrize(
    ("measure", "by", "where"),
    [
        ("received", ("team", "nature"), {}),
        ("stage_started", ("quarter", "stage"), {"team": ["North"]}),
        ("concluded", ("stage", "band"), {}),
        ("average_working_days", ("stage",), {}),
        ("in_time", ("team",), {"nature": ["Delay"]}),
        ("outcomes", ("outcome",), {"quarter": ["Q2", "Q3"]}),
        ("went_to_stage_2", (), {}),
    ],
)
def test_the_same_expression_gives_the_same_answer_on_another_engine(measure, by, where, as_at):
    rows = [
        {
            "kind": "Formal",
            "kind_code": "statutory_complaint",
            "procedure": "Children Act",
            "stage": STAGES[number % 2][0],
            "stage_code": STAGES[number % 2][1],
            "team": TEAMS[number % 3],
            "started_on": date(2020, 1 + number % 12, 1 + number),
            "concluded_on": date(2021, 1 + number % 6, 1) if number % 4 else None,
            "how_concluded": "answered" if number % 4 else None,
            "working_days": number if number % 4 else None,
            "timeliness": ["In time", "Late", "Extension not known"][number % 3]
            if number % 4
            else "Not answered",
            "outcome": OUTCOMES[number % 2] if number % 4 else "Open",
            "natures": set(NATURES[: number % 3]),
        }
        for number in range(27)
    ]
    polars = frames_of(rows)
    pandas = Frames(
        **{name: _in_pandas(getattr(polars, name)) for name in COLUMNS},
        labels=polars.labels,
        meanings=polars.meanings,
        bands=polars.bands,
    )

    ours, theirs = (
        ask(snapshot(frames, as_at), measure, period=YEAR, by=by, where=where, cases=True)
        for frames in (polars, pandas)
    )

    assert ours == theirs


def _in_pandas(frame) -> pd.DataFrame:
    types = {
        "Date": "datetime64[ms]",
        "String": "str",
        "Int64": "Int64",
        "Int8": "Int8",
        "Float64": "float64",
    }
    columns = {
        name: pd.Series(frame[name].to_list(), dtype=types[str(kind)]) for name, kind in frame.schema.items()
    }
    return pd.DataFrame(columns)


@pytest.mark.parametrize("as_at", [None, date(2020, 9, 1)])
def test_every_measure_gives_the_same_answer_on_another_engine(as_at):
    polars = small_council()
    pandas = replace(polars, **{name: _in_pandas(getattr(polars, name)) for name in COLUMNS})
    ours, theirs = snapshot(polars, as_at), snapshot(pandas, as_at)

    for name, measure in MEASURES.items():
        by = [one for one in dimensions_of(measure.frame) if one not in ("overdue", "band")][::5]
        for split in ([], by[:2]):
            asked = {"period": YEAR, "by": split, "cases": True}
            assert ask(ours, name, **asked) == ask(theirs, name, **asked), (name, split)


@settings(deadline=None, max_examples=40)
@given(rows=records, then=days)
def test_what_is_open_at_each_month_s_end_and_what_is_closed_equal_a_plain_count(rows, then):
    for row in rows:
        if row["concluded_on"]:
            row["concluded_on"] = max(row["concluded_on"], row["started_on"])
        row["due_on"] = row["started_on"] + timedelta(days=14)
    frames = frames_of(rows)
    ends = [date(2019 + (n + 1) // 12, (n + 1) % 12 + 1, 1) - timedelta(days=1) for n in range(48)]
    plain = Counter(
        (end, int(row["due_on"] < end))
        for end in ends
        for row in rows
        if end <= then
        and row["started_on"] <= end
        and (row["concluded_on"] is None or row["concluded_on"] > end)
    )

    backlog = month_ends(frames.stages, waiting_rows({}), then)

    assert Counter(zip(backlog["started_on"], backlog["late"], strict=True)) == plain
    closed = ask(frames, "closed", period=YEAR, cases=True).total.cases
    assert closed == tuple(
        sorted(row["ref"] for row in rows if row["concluded_on"] and row["concluded_on"] in YEAR)
    )
