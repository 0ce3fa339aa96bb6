"""Our parts against the official examples of GOV.UK Frontend 6.6.0: the same HTML for the same data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from tests.web.govuk_variants import VARIANTS, LeftOut, shape

from heard.web.tables import Figure, Row, Table
from heard.web.templatetags.parts import page_items

OFFICIAL = Path(__file__).parent.parent / "fixtures" / "govuk"
TAKEN: dict[str, list[dict[str, Any]]] = json.loads((OFFICIAL / "taken.json").read_text())
LEFT_OUT: dict[str, dict[str, str]] = json.loads((OFFICIAL / "left_out.json").read_text())
# How many examples each part has in the release: taken and left out must add up to it.
PUBLISHED = {
    "back-link": 7, "breadcrumbs": 12, "button": 38, "character-count": 34, "checkboxes": 42, "date-input": 50,
    "details": 10, "error-summary": 19, "file-upload": 22, "input": 45, "inset-text": 6,
    "notification-banner": 21, "pagination": 15, "panel": 19, "password-input": 12, "radios": 43, "select": 19,
    "service-navigation": 33, "skip-link": 9, "summary-list": 30, "table": 21, "tag": 12, "task-list": 11,
    "textarea": 18, "warning-text": 8,
}  # fmt: skip
EXAMPLES = [
    pytest.param(part, example, id=f"{part}: {example['name']}")
    for part, taken in TAKEN.items()
    for example in taken
]


def drawn(text: str, **values: Any) -> str:
    return Template("{% load parts %}" + text).render(Context(values))


@pytest.mark.parametrize(("part", "example"), EXAMPLES)
def test_a_part_is_built_as_the_official_example(part: str, example: dict[str, Any]) -> None:
    assert shape(VARIANTS[part](example["options"])) == shape(example["html"])


@pytest.mark.parametrize("part", sorted(VARIANTS))
def test_every_official_example_is_either_compared_or_left_out_by_name_with_a_reason(part: str) -> None:
    compared = {example["name"] for example in TAKEN[part]}
    assert len(compared) + len(LEFT_OUT[part]) == PUBLISHED[part]
    assert not compared & set(LEFT_OUT[part])
    assert all(LEFT_OUT[part].values())


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('<p class="a b">x</p>', '<p class="a">x</p>'),
        ('<input aria-describedby="x-hint">', "<input>"),
        ("<p>x</p>", "<p>y</p>"),
        ("<div><p>x</p></div>", "<p>x</p>"),
        ('<input id="x">', '<input id="x" required>'),
    ],
)
def test_the_comparison_sees_a_lost_class_tie_word_or_wrapper(good: str, bad: str) -> None:
    assert shape(good) != shape(bad)


def test_the_comparison_does_not_mind_white_space_or_the_order_of_attributes() -> None:
    assert shape('<p id="x" class="b a"> one\n two </p>') == shape('<p class="a b" id="x">one two</p>')


def test_an_option_that_our_parts_lack_is_said_and_not_ignored() -> None:
    with pytest.raises(LeftOut, match="attributes"):
        VARIANTS["tag"]({"text": "New", "attributes": {"id": "x"}})


def test_what_people_typed_is_escaped_in_every_part_that_prints_it() -> None:
    wicked = "<script>alert(1)</script>"
    shown = Table(wicked, (wicked,), [(wicked,)])
    page = drawn(
        "{% button w %}{% tag w %}{% status 'late' w %}{% warning w %}{% details w %}{{ w }}{% enddetails %}"
        "{% panel w %}{{ w }}{% endpanel %}{% summary_list rows card=w %}{% table shown %}{% figure w '/x' w %}"
        "{% scroll_box w %}{{ w }}{% endscroll_box %}{% breadcrumbs items=links %}{% tab_links links current='/' %}",
        w=wicked,
        rows=[(wicked, wicked, [(wicked, "/x", wicked)])],
        shown=shown,
        links=[(wicked, "/x")],
    )
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 20


@pytest.mark.parametrize(
    ("kind", "path"),
    [("late", "M7 0l7 7-7 7-7-7z"), ("soon", "M7 1l7 12H0z"), ("fine", "M7 1a6 6 0 1 0 0 12")],
)
def test_each_status_has_its_own_shape_and_its_words(kind: str, path: str) -> None:
    page = drawn("{% status kind 'Due Friday' %}", kind=kind)
    assert path in page
    assert "<span>Due Friday</span>" in page
    assert 'aria-hidden="true"' in page


def test_a_status_nobody_knows_is_words_alone() -> None:
    page = drawn("{% status 'purple' 'No date' %}")
    assert "<svg" not in page
    assert "heard-status--none" in page


def test_cards_carry_the_name_of_each_column_and_keep_the_roles_of_a_table() -> None:
    page = drawn("{% table t %}", t=Table("My work", ("Case", "Due"), [("CR-1", "Friday")], cards=True))
    assert 'data-label="Due"' in page
    for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        assert f'role="{role}"' in page


def test_a_wide_table_scrolls_in_a_box_that_has_a_name_and_takes_the_keyboard() -> None:
    page = drawn(
        "{% table t id='w' %}", t=Table("By year", ("Team", "2016/17"), [("North", "4")], scroll=True)
    )
    assert '<div class="heard-scroll" role="region" aria-labelledby="w-caption" tabindex="0">' in page
    assert 'id="w-caption">By year</p>' in page


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(Table("By year", ("Team", "2016/17"), [("North",)]).body())


def test_a_figure_in_a_table_opens_to_its_cases_and_says_what_it_counts() -> None:
    cells = Row(("North", Figure("4", "/cases?team=north", "complaints")), total=True)
    page = drawn("{% table t %}", t=Table("By team", ("Team", "Complaints"), [cells]))
    assert (
        '<a class="heard-figure" href="/cases?team=north">4<span class="govuk-visually-hidden"> complaints'
        in page
    )
    assert "heard-total" in page


@pytest.mark.parametrize(("value", "width"), [(5, "50.0%"), (0, "0.0%"), (12, "100.0%"), (-1, "0.0%")])
def test_a_bar_is_as_long_as_its_share_and_never_leaves_its_box(value: float, width: str) -> None:
    assert f'<rect width="{width}"' in drawn("{% bar value 10 %}", value=value)


def test_pages_of_a_list_keep_the_filters_in_their_address() -> None:
    from django.core.paginator import Paginator

    page = Paginator(range(100), 10).get_page(3)
    request = RequestFactory().get("/work", {"team": ["North", "South & East"], "page": "3"})
    made = drawn("{% pagination page %}", page=page, request=request)
    assert 'href="?team=North&amp;team=South+%26+East&amp;page=4" rel="next"' in made
    assert page_items(page, "?page=")["previous"] == "?page=2"


def test_a_list_of_one_page_has_no_links_to_others() -> None:
    from django.core.paginator import Paginator

    assert (
        drawn("{% pagination p %}", p=Paginator([1], 10).get_page(1), request=RequestFactory().get("/")) == ""
    )


def test_an_asset_carries_a_stamp_of_its_content_and_a_missing_one_is_named() -> None:
    assert "/static/heard/app.css?v=" in drawn("{% asset 'heard/app.css' %}")
    with pytest.raises(Exception, match="no static file “heard/none.css”"):
        drawn("{% asset 'heard/none.css' %}")
