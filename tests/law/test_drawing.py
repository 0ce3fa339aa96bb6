"""The page of procedures is drawn from the charts, and is what stands in docs."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from heard.law.drawing import chart_svg, chart_table, pictures, procedure_page
from heard.law.procedure import CHARTS, Act, State

DOCS = Path(__file__).parents[2] / "docs"
OUT_OF_DATE = "is out of date: run `heard procedure --write docs/procedure.md` and keep what it writes"


def test_the_page_of_procedures_is_drawn_from_the_charts_as_they_are():
    assert (DOCS / "procedure.md").read_text(encoding="utf-8") == procedure_page(), (
        f"procedure.md {OUT_OF_DATE}"
    )


def test_every_picture_is_drawn_from_its_chart_and_none_is_left_over():
    drawn = pictures()

    assert {path.name for path in (DOCS / "procedure").iterdir()} == set(drawn)
    for name, picture in drawn.items():
        assert (DOCS / "procedure" / name).read_text(encoding="utf-8") == picture, f"{name} {OUT_OF_DATE}"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_picture_is_well_formed_named_for_a_screen_reader_and_the_same_each_time(chart):
    drawn = chart_svg(chart)
    picture = ET.fromstring(drawn)

    assert picture.get("role") == "img"
    assert chart.title in (picture.findtext("{http://www.w3.org/2000/svg}title") or "")
    assert chart_svg(chart) == drawn


def test_the_table_of_a_chart_has_every_state_and_every_act_of_its_own():
    for chart in CHARTS:
        table = chart_table(chart)
        assert [state for state in chart.states if f"`{state.value}`" not in table] == []
        own = {move.act for move in chart.moves if move.act not in chart.anytime}
        assert [act for act in own if f"| {act.words} |" not in table] == []


def test_a_change_of_a_chart_changes_its_picture_and_table():
    chart = CHARTS[0]
    fewer = type(chart)(
        chart.name,
        chart.title,
        chart.since,
        tuple(move for move in chart.moves if (move.before, move.act) != (State.STAGE_1, Act.SKIP_STAGE_1)),
        chart.noun,
    )

    assert chart_svg(fewer) != chart_svg(chart)
    assert chart_table(fewer) != chart_table(chart)
