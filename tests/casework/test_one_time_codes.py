"""One-time codes: the standard's own examples, each good once, and never twice."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.casework import one_time_codes as codes

STANDARD = base64.b32encode(b"12345678901234567890").decode()
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds, shown):
    at = datetime.fromtimestamp(seconds, UTC)

    assert codes.code_of(STANDARD, codes.step_of(at)) == shown


@given(st.integers(min_value=-10, max_value=10))
def test_a_code_is_taken_half_a_minute_early_or_late_and_no_more(away):
    step = codes.step_of(AT) + away
    found = codes.step_matching(STANDARD, codes.code_of(STANDARD, step), at=AT)

    assert (found == step) is (abs(away) <= 1)


def test_a_code_once_used_and_those_before_it_are_never_taken_again():
    step = codes.step_of(AT)
    for used in (step, step + 1):
        assert codes.step_matching(STANDARD, codes.code_of(STANDARD, step), at=AT, after=used) is None
    assert codes.step_matching(STANDARD, codes.code_of(STANDARD, step), at=AT, after=step - 1) == step


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "½½½½½½", "１２３４５６", "0000000"])
def test_what_is_no_code_is_refused_and_breaks_nothing(typed):
    assert codes.step_matching(STANDARD, typed, at=AT + timedelta(days=1)) is None


def test_a_code_is_read_with_the_gap_that_apps_show():
    shown = codes.code_of(STANDARD, codes.step_of(AT))

    assert codes.step_matching(STANDARD, f" {shown[:3]} {shown[3:]}\n", at=AT) == codes.step_of(AT)


def test_recovery_codes_are_ten_that_differ_and_have_no_letters_taken_for_others():
    made = codes.new_recovery_codes()

    assert len(set(made)) == 10
    assert not set("01loi") & set("".join(made))


def test_the_picture_is_drawn_and_says_nothing_that_was_typed():
    drawn = codes.picture(codes.address_for_app(STANDARD, council='<script>"', name="<b>"))

    assert drawn.startswith("<svg")
    assert "script" not in drawn
    assert "style=" not in drawn
