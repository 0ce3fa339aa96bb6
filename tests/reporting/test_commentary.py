"""What two councils said in print is held against their own lists: every contradiction is found, true words stand."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
import yaml
from tests.figures.sentences import made_from
from tests.reporting.test_printed_tables import bring_in

from heard.figures import claims
from heard.figures.tables import annual_tables

pytestmark = pytest.mark.django_db
YEARS = {"CV": "2016-17", "NE": "2020-21"}
LIMITS = (5, 10, 15, 20, 25, 30, 65)
MADE: dict[str, list] = {}


@pytest.fixture
def tables_of(fixtures):
    """The tables of a council's report, made once from its list: they are plain values and outlive the database."""

    def made(council: str) -> list:
        if council not in MADE:
            frames = bring_in(fixtures / "cases", council, messy=False)
            MADE[council] = annual_tables(frames, YEARS[council])
        return MADE[council]

    return made


@pytest.fixture
def contradictions(fixtures):
    return yaml.safe_load((fixtures / "commentary" / "contradictions.yaml").read_text())


def missed(row: dict, flags: tuple[claims.Flag, ...]) -> list[str]:
    """The words of a row on which no flag of its kind stands."""
    said = [flag.said for flag in flags if flag.kind == row["kind"]]
    return [words for words in row["flagged"] if not any(words in one or one in words for one in said)]


@pytest.mark.parametrize("council", ["CV", "NE"])
def test_every_contradiction_of_the_printed_reports_is_flagged_and_no_longer_when_its_check_is_off(
    contradictions, tables_of, council
):
    rows = [one for one in contradictions if one["council"] == council]
    assert len(rows) == {"CV": 12, "NE": 21}[council]
    for row in rows:
        flags = claims.check(row["text"], tables_of(council), limits=LIMITS)
        assert missed(row, flags) == [], (row["row"], flags)

        without = [one for one in claims.CHECKS if one.kind != row["kind"]]
        off = claims.check(row["text"], tables_of(council), limits=LIMITS, checks=without)
        assert missed(row, off) == row["flagged"], row["row"]


@pytest.mark.parametrize("council", ["CV", "NE"])
def test_true_sentences_are_not_flagged_alone_or_as_one_text(fixtures, tables_of, council):
    sentences = yaml.safe_load((fixtures / "commentary" / "true.yaml").read_text())
    for told in sentences.values():
        alone = {one: claims.check(one, tables_of(council), limits=LIMITS) for one in told[council]}
        assert {one: flags for one, flags in alone.items() if flags} == {}


def test_each_sentence_that_is_wrong_in_one_place_is_flagged(fixtures, tables_of):
    wrong = yaml.safe_load((fixtures / "commentary" / "false.yaml").read_text())
    assert [one for one in wrong if not claims.check(one, tables_of("NE"), limits=LIMITS)] == []


def test_sentences_made_of_cells_stand_and_with_a_number_changed_they_are_flagged(tables_of):
    chance = random.Random(2016)
    true_flagged, unflagged, many = [], [], 0
    for council in YEARS:
        tables = tables_of(council)
        for one in chance.sample(made_from(tables), 150):
            many += 1
            changed = one.changed(chance)
            true_flagged += [one.true] if claims.check(one.true, tables) else []
            unflagged += [] if claims.check(changed, tables) else [changed]
    assert many == 300
    assert len(true_flagged) <= many * 0.02, true_flagged
    assert len(unflagged) <= many * 0.01, unflagged


def test_the_commentary_of_a_whole_report_is_read_in_a_second(fixtures, tables_of):
    told = yaml.safe_load((fixtures / "commentary" / "true.yaml").read_text())
    text = "\n\n".join(one for part in told.values() for one in part["NE"]) * 3
    tables = tables_of("NE")
    began = time.process_time()

    claims.check(text, tables, limits=LIMITS)

    assert len(text.split()) > 3_000
    assert time.process_time() - began < 1


def test_a_token_is_filled_in_and_what_stands_beside_it_is_still_held(tables_of):
    tables = tables_of("NE")
    text = (
        "Complaints rose from {key-figures/Complaints received/2019-20} to {key-figures/complaints received/this year}."
        " "
        "In 2020/21 there were 99 compliments."
    )

    assert claims.filled(text, tables) == (
        "Complaints rose from 152 to 118. In 2020/21 there were 99 compliments."
    )
    flags = claims.check(text, tables)
    assert [(one.said, one.kind) for one in flags] == [
        ("rose", "direction"),
        ("99", "number"),
    ]
    assert all(text[one.start : one.end] == one.said for one in flags)


def test_each_way_to_say_a_figure(tables_of):
    tables = tables_of("NE")
    cell = "key-figures/Complaints received/Change"
    assert claims.filled(f"{{{cell} | size}}", tables) == "22.4%"
    assert claims.filled(f"{{{cell} | rise or fall}}", tables) == "a decrease of 22.4%"
    assert claims.filled("{in-time/Stage 1/In time | n of d}", tables) == "60 of 112 (53.6%)"
    assert claims.filled("{key-figures/Ombudsman cases/this year | in words}", tables) == "four"


def test_a_token_that_no_cell_answers_is_named_with_the_nearest(tables_of):
    with pytest.raises(claims.NoSuchFigure) as refused:
        claims.filled("We had {key-figures/Complaint recieved/this year}.", tables_of("NE"))

    assert refused.value.token == "key-figures/Complaint recieved/this year"
    assert "key-figures/Complaints received/this year" in refused.value.nearest
    assert "Did you mean" in str(refused.value)


def test_a_way_to_say_it_that_there_is_not_is_refused_with_those_there_are(tables_of):
    with pytest.raises(claims.NoSuchFigure, match="in words.*rise or fall"):
        claims.filled("{key-figures/Concerns/this year | loudly}", tables_of("NE"))


def test_every_token_offered_is_answered_by_its_own_cell(tables_of):
    for council in YEARS:
        offered = claims.tokens(tables_of(council))
        assert len(offered) > 500
        text = "\n".join(str(one) for one in offered)
        assert claims.filled(text, tables_of(council)) == "\n".join(one.printed for one in offered)
        assert all(one.words and "{" not in one.written for one in offered)


def test_a_recorded_break_of_the_series_quiets_the_flag(tables_of):
    text = "There were 51 concerns this year, compared with none in 2019/20."

    assert [one.kind for one in claims.check(text, tables_of("NE"))] == ["series break"]
    assert claims.check(text, tables_of("NE"), breaks=("2020/21",)) == ()


def test_a_limit_that_the_law_does_not_know_is_flagged_where_limits_are_given(tables_of):
    text = "Stage 1 complaints must be answered within 12 working days."

    assert [one.kind for one in claims.check(text, tables_of("NE"), limits=LIMITS)] == ["limit"]
    assert claims.check(text.replace("12", "10"), tables_of("NE"), limits=LIMITS) == ()


def test_every_check_says_what_it_holds_and_has_one_name():
    kinds = [one.kind for one in claims.CHECKS]
    assert len(kinds) == len(set(kinds))
    assert all(one.sentence.endswith(".") for one in claims.CHECKS)
    manual = Path(__file__).parents[2] / "docs/how-to/write-commentary-with-figures.md"
    assert [kind for kind in kinds if f"**{kind}**" not in manual.read_text("utf-8")] == []


def test_what_two_sections_say_of_one_figure_is_held_together(tables_of):
    one = "In 2015/16 there were 133 statutory complaints."
    other = "There were 140 statutory complaints in 2015/16."

    first, second = claims.check_each([one, other], tables_of("CV"))

    assert [(flag.kind, flag.said) for flag in (*first, *second)] == [
        ("two values", "133"),
        ("two values", "140"),
    ]
    assert one[first[0].start : first[0].end] == "133"
    assert other[second[0].start : second[0].end] == "140"
