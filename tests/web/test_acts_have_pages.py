"""Every act of every chart has a page, or a reason why none does it; and no page does what no chart knows."""

from __future__ import annotations

import inspect

import pytest

from heard.law.procedure import CHARTS, Act
from heard.web.desk.acts.registry import WITHOUT_A_PAGE, pages
from heard.web.desk.acts.typed import CONTROLS

CHARTED = {move.act for chart in CHARTS for move in chart.moves}


def without_page(acts: set[Act], has_page: set[Act]) -> list[str]:
    """The acts that nobody can do at a page and that nothing explains."""
    return sorted(act.value for act in acts - has_page - set(WITHOUT_A_PAGE))


def test_every_act_of_a_chart_has_a_page_or_a_reason():
    assert without_page(CHARTED, {page.act for page in pages().values()}) == []


def test_an_act_without_a_page_is_caught():
    assert without_page({Act.ACCEPT, Act.RECEIVE}, set()) == ["accept"]


def test_every_page_does_an_act_that_a_chart_knows():
    assert {page.act for page in pages().values()} <= CHARTED


def test_nothing_has_both_a_page_and_a_reason_for_having_none():
    assert not {page.act for page in pages().values()} & set(WITHOUT_A_PAGE)


@pytest.mark.parametrize("address", list(pages()))
def test_the_function_of_a_page_takes_who_and_when_by_name_and_nothing_by_place(address):
    taken = inspect.signature(pages()[address].function).parameters

    assert {"reference", "by", "at"} <= set(taken)
    assert {one.kind for one in taken.values()} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("address", list(pages()))
def test_no_question_of_a_page_has_the_name_of_something_the_frame_sends_along(address):
    # The frame would take the answer for its own, and show the form again instead of doing the act.
    assert not set(pages()[address].form.base_fields) & CONTROLS
