"""Beside other councils: what chance explains is let be, what it does not is said, and nobody is ranked."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from tests.figures.council import small_council

from heard.figures.other_councils import COMPARED, STANDINGS, Figure, compare, ours
from heard.figures.periods import financial_year
from heard.figures.snapshot import snapshot

FIXTURE = Path(__file__).parents[1] / "fixtures" / "other_councils" / "looked_after_2025.csv"
# Published by the Department for Education under the Open Government Licence v3.0.
PUBLISHED = [
    Figure(row["council"], int(row["count"]), int(row["of_how_many"]))
    for row in csv.DictReader(FIXTURE.open(encoding="utf-8"))
]
IN_TIME, LOOKED_AFTER = COMPARED["in_time_stage_1"], COMPARED["looked_after"]


def standings(what, *figures: Figure) -> dict[str, str]:
    return {one.figure.council: one.standing for one in compare(what, figures).rows}


def test_ours_stands_first_the_others_by_name_each_whole_and_with_its_interval():
    made = compare(
        IN_TIME,
        [Figure("Otterby", 70, 90), Figure("Ashford Vale", 6, 8), Figure("Ours", 61, 80, is_ours=True)],
    )

    assert [one.figure.council for one in made.rows] == ["Ours", "Ashford Vale", "Otterby"]
    assert [one.printed for one in made.rows] == ["61 of 80 (76%)", "6 of 8 (75%)", "70 of 90 (78%)"]
    assert made.rows[1].interval == "35% to 97%"
    assert made.together == "137 of 178 (77%)"
    assert {one.standing for one in made.rows} == {"inside"}
    assert made.finding.startswith("Ours is inside what chance explains")


def test_one_far_from_the_others_is_said_and_eight_of_eight_is_not():
    figures = [Figure(f"Council {letter}", 78 + at, 100) for at, letter in enumerate("ABCDE")]
    found = standings(IN_TIME, *figures, Figure("Slow", 41, 100, is_ours=True), Figure("Small", 8, 8))

    assert found["Slow"] == "below"
    assert found["Small"] == "inside"
    assert compare(IN_TIME, [*figures, Figure("Slow", 41, 100, is_ours=True)]).finding.startswith(
        "Ours is below"
    )


def test_rates_are_held_against_the_others_by_their_children():
    made = compare(LOOKED_AFTER, PUBLISHED)
    standing = {one.figure.council: one.standing for one in made.rows}

    assert standing["Sheffield"] == "below"
    assert (standing["Plymouth"], standing["Derby"]) == ("above", "above")
    assert (standing["Coventry"], standing["Bolton"]) == ("inside", "inside")
    assert made.rows[1].printed == "684 of 83,561 (81.9 for every 10,000)"
    assert made.finding == "Our own figure of this year is not on record."


def test_what_is_defined_otherwise_or_of_nobody_knows_how_many_is_shown_and_not_judged():
    odd = Figure("Odd", 90, 100, defined_otherwise="Counts holding letters as answers")
    bare = Figure("Bare", 40, None)
    made = compare(IN_TIME, [Figure("Ours", 50, 100, is_ours=True), odd, bare])

    assert [one.standing for one in made.rows] == ["alone", "no base", "otherwise"]
    assert made.together == ""
    assert made.finding == "No other council’s figure of this year is defined as ours is."
    assert (made.rows[1].printed, made.rows[1].interval) == ("40", "")
    assert all(words in STANDINGS.values() for words in (one.words for one in made.rows))
    alone = compare(IN_TIME, [Figure("Ours", 50, None, is_ours=True), Figure("A", 1, 2)])
    assert "is not on record" in alone.finding


def test_where_all_councils_are_alike_hardly_any_page_calls_one_apart():
    drawn = np.random.default_rng(2)
    called = 0
    for _ in range(60):
        bases = drawn.integers(20, 200, 11)
        figures = [
            Figure(f"C{at}", int(drawn.binomial(base, 0.75)), int(base)) for at, base in enumerate(bases)
        ]
        called += any(one.standing != "inside" for one in compare(IN_TIME, figures).rows)

    assert called <= 0.1 * 60


@pytest.mark.parametrize("code", COMPARED)
def test_our_own_figure_is_counted_from_our_record_or_is_not_there(code):
    seen = snapshot(small_council())
    found = ours(seen, COMPARED[code], financial_year(2020))
    never = ours(seen, COMPARED[code], financial_year(1999))

    assert found is None or (found[0] >= 0 and (found[1] is None or found[1] > 0))
    if COMPARED[code].unit == "share" and found:
        assert found[0] <= found[1]
    assert never is None
