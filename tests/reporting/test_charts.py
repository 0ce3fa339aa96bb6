"""Charts: whole without script, style or colour, and every value said in words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.reporting.charts import NARROW, bar_chart, column_chart, line_chart

SVG = "{http://www.w3.org/2000/svg}"
KINDS = [("Communication", 29.0, "29 of 38 (76%)"), ("Delay & drift", 12.0, "[c]"), ("Other", 0.0, "0")]
YEARS = ["2016/17", "2017/18", "2018/19"]
LINES = {"Stage 1": [10.0, None, 30.5], "Stage 2": [0.0, 2.0, 1.0]}


def drawings() -> dict[str, str]:
    return {
        "bars": bar_chart("Nature", "Most were about communication.", KINDS, unit="complaints", name="n"),
        "columns": column_chart(
            "Nature", "Most were about communication.", KINDS, unit="complaints", name="n"
        ),
        "lines": line_chart("Stages", "Stage 1 grew.", YEARS, LINES, unit="complaints", name="n"),
    }


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  (our own drawing)


@pytest.mark.parametrize("svg", drawings().values(), ids=drawings())
def test_a_chart_is_an_image_with_a_title_and_a_description_tied_to_it(svg: str) -> None:
    root = read(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "n-title n-desc"
    assert [child.get("id") for child in root][:2] == ["n-title", "n-desc"]
    assert "(complaints)" in (root.findtext(f"{SVG}title") or "")


@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_the_description_says_the_finding_and_every_value_as_printed(kind: str) -> None:
    told = read(drawings()[kind]).findtext(f"{SVG}desc") or ""
    assert (
        told == "Most were about communication. Communication: 29 of 38 (76%); Delay & drift: [c]; Other: 0."
    )


def test_the_description_of_lines_says_every_value_and_every_gap() -> None:
    told = read(drawings()["lines"]).findtext(f"{SVG}desc") or ""
    assert "Stage 1: 2016/17 10, 2017/18 no value, 2018/19 30.5" in told
    assert "Stage 2: 2016/17 0, 2017/18 2, 2018/19 1" in told


@pytest.mark.parametrize("svg", drawings().values(), ids=drawings())
def test_a_chart_has_no_style_script_or_outside_address(svg: str) -> None:
    assert not re.search(r"style=|<style|<script|href=|url\(|\bon\w+=", svg)


def test_two_charts_on_a_page_have_ids_of_their_own() -> None:
    both = bar_chart("A", "", KINDS, unit="", name="a") + bar_chart("B", "", KINDS, unit="", name="b")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4


def test_words_from_a_council_are_escaped() -> None:
    wicked = '<script>"&'
    svg = bar_chart(wicked, wicked, [(wicked, 1, wicked)], unit=wicked, name='x"y')
    assert "<script>" not in svg
    assert read(svg).findtext(f"{SVG}title") == f"{wicked} ({wicked})"


def test_bars_are_as_long_as_their_values() -> None:
    rows = [("a", 10.0, "10"), ("b", 5.0, "5"), ("c", 0.0, "0")]
    widths = [
        float((r.get("width") or "").rstrip("%"))
        for r in read(bar_chart("", "", rows, unit="")).iter(f"{SVG}rect")
    ]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.02)
    assert widths[2] == 0


def test_columns_are_as_high_as_their_values_and_the_last_is_told_apart() -> None:
    rows = [("a", 10.0, "10"), ("b", 5.0, "5"), ("c", 20.0, "20")]
    columns = list(read(column_chart("", "", rows, unit="")).iter(f"{SVG}rect"))
    assert [float(c.get("height") or 0) for c in columns] == [90.0, 45.0, 180.0]
    assert [c.get("data-ink") for c in columns] == ["shape", "shape", "last"]


def test_a_target_is_a_line_with_words_and_the_highest_thing_still_fits() -> None:
    svg = column_chart("On time", "Below target.", [("a", 45.0, "45%")], unit="%", target=(90, "90%"))
    assert "Target: 90%" in svg
    assert "Target: 90%." in (read(svg).findtext(f"{SVG}desc") or "")
    assert [float(c.get("height") or 0) for c in read(svg).iter(f"{SVG}rect")] == [90.0]


def test_each_line_has_dashes_and_points_of_its_own() -> None:
    series = {str(n): [1.0, 2.0] for n in range(4)}
    root = read(line_chart("", "", ["a", "b"], series))
    assert (
        len(
            {
                line.get("stroke-dasharray")
                for line in root.iter(f"{SVG}line")
                if line.get("stroke-width") == "2"
            }
        )
        == 4
    )
    assert len({path.get("d") for path in root.iter(f"{SVG}path")}) == 4


def test_a_missing_value_leaves_a_gap_and_no_point() -> None:
    def drawn_for(values: list[float | None]) -> tuple[int, int]:
        root = read(line_chart("", "", ["a", "b", "c"], {"x": values}))
        thick = [line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "2"]
        return len(thick) - 1, len(list(root.iter(f"{SVG}path"))) - 1  # less the key

    assert drawn_for([1.0, 2.0, 3.0]) == (2, 3)
    assert drawn_for([1.0, None, 3.0]) == (0, 2)


def test_five_lines_are_refused_because_nobody_could_tell_them_apart() -> None:
    with pytest.raises(ValueError, match="5 lines cannot be told apart"):
        line_chart("", "", ["a"], {str(n): [1.0] for n in range(5)})


def test_a_line_that_does_not_match_its_labels_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="“Stage 2” has 1 values for 2 labels"):
        line_chart("", "", ["a", "b"], {"Stage 2": [1.0]})


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
def test_a_value_below_nought_is_refused_by_name(draw: object) -> None:
    with pytest.raises(ValueError, match="“Change”"):
        draw("", "", [("Change", -1.0, "-1")], unit="")  # type: ignore[operator]


@pytest.mark.parametrize("rows", [[], [("a", 0.0, "0")]], ids=["no rows", "only noughts"])
def test_nothing_to_show_is_still_a_chart(rows: list[tuple[str, float, str]]) -> None:
    for svg in (bar_chart("T", "None.", rows, unit="x"), column_chart("T", "None.", rows, unit="x")):
        assert read(svg).findtext(f"{SVG}title") == "T (x)"
    assert read(line_chart("T", "None.", [], {}))


def _letters(text: ElementTree.Element) -> tuple[float, float, float]:
    """Where a label begins and ends on a phone, and how high it stands."""
    middle = float((text.get("x") or "0").rstrip("%")) * NARROW / 100
    half = len(text.text or "") * 7.8 / 2
    return middle - half, middle + half, float(text.get("y") or 0)


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8, 9, 12, 20, 40])
@pytest.mark.parametrize("label", ["2016/17", "Q1", "2016/17 quarter 1"])
def test_no_label_or_value_runs_into_another_or_off_a_phone(count: int, label: str) -> None:
    rows = [(label, 10.0, "1,234") for _ in range(count)]
    texts = [_letters(t) for t in read(column_chart("", "", rows, unit="")).iter(f"{SVG}text")]
    assert texts
    for i, (start, end, y) in enumerate(texts):
        assert start >= -1
        assert end <= NARROW + 1
        for other_start, other_end, other_y in texts[i + 1 :]:
            assert other_y != y or other_start >= end - 1 or other_end <= start + 1


@given(st.lists(st.tuples(st.text(max_size=60), st.floats(0, 1e9), st.text(max_size=20)), max_size=15))
def test_any_rows_make_a_drawing_that_can_be_read(rows: list[tuple[str, float, str]]) -> None:
    clean = [(_printable(a), value, _printable(b)) for a, value, b in rows]
    for svg in (bar_chart("T", "F", clean, unit="u"), column_chart("T", "F", clean, unit="u")):
        assert read(svg).tag == f"{SVG}svg"
        assert "nan" not in re.sub(
            r">[^<]*<", "><", svg
        )  # A label may well say “nan”: only numbers are drawn.


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
