"""Walk the whole rule tree: a new rule is tested the moment its file exists."""

from datetime import date

import pytest

from heard.law.rulebook import (
    RULES,
    NotInForce,
    RuleMiswritten,
    UnknownRule,
    lengthy,
    names,
    read_rule,
    rule,
)
from heard.law.strict_yaml import KeyWrittenTwice

NAMES = names()
RELIED_ON = {
    "children_act/interest/decision": (None, None),
    "children_act/stage_1/answer": (10, 20),
    "children_act/stage_2/request_prompt": (20, None),
    "children_act/stage_2/statement": (None, None),
    "children_act/stage_2/answer": (25, 65),
    "children_act/stage_3/request": (20, None),
    "children_act/stage_3/panel": (30, None),
    "children_act/stage_3/report": (5, None),
    "children_act/stage_3/response": (15, None),
    "children_act/time_limit": (1, None),
    "corporate/stage_1/acknowledge": (5, None),
    "corporate/stage_1/answer": (10, 20),
    "corporate/stage_2/acknowledge": (5, None),
    "corporate/stage_2/answer": (20, 40),
    "children_act/stage_1/acknowledge": (2, None),
    "children_act/stage_2/acknowledge": (2, None),
    "children_act/stage_3/acknowledge": (2, None),
    "children_act/stage_3/arrange": (10, None),
    "children_act/stage_3/notice": (None, None),
    "children_act/stage_3/papers": (10, None),
    "concern/answer": (5, None),
    "enquiry/acknowledge": (2, None),
    "enquiry/answer": (10, 20),
    "ombudsman/public_report": (3, None),
    "subject_access/answer": (1, 3),
    "data_protection/acknowledge": (30, None),
    "data_protection/answer_rights": (1, 3),
    "data_protection/tell_of_breach": (72, None),
}
LOCAL_BESIDE_LAW = ("children_act/stage_1/acknowledge", "children_act/stage_2/acknowledge")
SINCE_2006 = [name for name in NAMES if name.split("/")[0] not in ("subject_access", "data_protection")]


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_names_the_words_it_rests_on(name):
    for value in rule(name).values:
        assert value.basis
        assert value.href.startswith("https://")


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_says_what_starts_it_what_stops_it_and_what_follows(name):
    found = rule(name)
    for words in (found.counts_from, found.stops_on, found.if_missed):
        assert words[0].islower()
        assert not words.endswith(".")
    assert all(note.endswith(".") for note in found.notes)


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_claims_to_have_been_reread_before_a_named_person_has_signed_for_it(name):
    assert rule(name).reread_on is None


@pytest.mark.parametrize("name", NAMES)
def test_an_extension_is_longer_than_the_length_and_says_what_it_needs(name):
    for value in rule(name).values:
        assert (value.up_to is None) == (value.extension_needs == "")
        if value.up_to is not None:
            assert value.up_to > value.value


@pytest.mark.parametrize("name", NAMES)
def test_what_has_no_number_says_so_in_words(name):
    for value in rule(name).values:
        assert (value.value is None) == bool(value.says) == (rule(name).unit == "none")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_a_setting_of_the_council_says_that_it_is_not_law(name):
    found = rule(name)
    assert found.local == (
        name.startswith(("corporate/", "concern/", "enquiry/")) or name in LOCAL_BESIDE_LAW
    )
    assert all(("not law" in value.basis) == found.local for value in found.values)


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_carries_the_words_of_the_summer_of_2020(name):
    assert "reasonably practicable" not in (RULES / f"{name}.yaml").read_text("utf-8")


@pytest.mark.parametrize(("name", "numbers"), RELIED_ON.items())
def test_the_numbers_are_those_of_the_law(name, numbers):
    value = rule(name).on(date(2026, 7, 1))
    assert (value.value, value.up_to) == numbers


@pytest.mark.parametrize("name", SINCE_2006)
def test_the_book_answers_from_1_september_2006_and_not_the_day_before(name):
    assert rule(name).on(date(2006, 9, 1)).since == date(2006, 9, 1)
    with pytest.raises(
        NotInForce, match="no value on Thursday 31 August 2006.*Friday 1 September 2006.*rules/"
    ):
        rule(name).on(date(2006, 8, 31))


def test_only_what_was_read_in_the_source_itself_says_full():
    read = {name for name in NAMES if rule(name).on(date(2026, 7, 1)).source_read == "full"}
    assert {name for name in read if name.startswith("children_act/")} == {"children_act/stage_3/panel"}


def test_data_protection_complaints_are_acknowledged_only_since_19_june_2026():
    with pytest.raises(NotInForce, match="The earliest is Friday 19 June 2026"):
        rule("data_protection/acknowledge").on(date(2026, 6, 18))


def test_a_name_the_book_does_not_hold_is_refused_with_those_it_does():
    with pytest.raises(
        UnknownRule, match=r"no rule “children_act/stage_4/answer”.*children_act/stage_1/answer"
    ):
        rule("children_act/stage_4/answer")


def test_a_name_cannot_climb_out_of_the_book():
    with pytest.raises(UnknownRule):
        rule("../bank_holidays/england")


RULE = (RULES / "children_act/stage_3/panel.yaml").read_text("utf-8")
AMENDED = """  2030-04-01:
    value: 35
    basis: an invented amendment
    href: https://example.org/amendment
    source_read: full
"""
ENDED = AMENDED.replace("2030", "2035").replace("value: 35", "value: null")


def written(tmp_path, text):
    file = tmp_path / "panel.yaml"
    file.write_text(text, "utf-8")
    return read_rule("children_act/stage_3/panel", file)


def test_a_new_value_holds_from_its_day_and_the_old_one_until_the_day_before(tmp_path):
    amended = written(tmp_path, RULE.replace("values:\n", "values:\n" + AMENDED))
    assert amended.on(date(2030, 3, 31)).value == 30
    assert amended.on(date(2030, 4, 1)).value == 35


def test_a_rule_that_has_ended_answers_no_more_and_says_on_what_basis(tmp_path):
    ended = written(tmp_path, RULE.replace("values:\n", "values:\n" + AMENDED + ENDED))
    assert ended.on(date(2035, 3, 31)).value == 35
    with pytest.raises(NotInForce, match=r"It ended on Sunday 1 April 2035 \(an invented amendment\)"):
        ended.on(date(2035, 4, 1))


def test_two_values_for_one_day_are_an_error_and_not_last_one_wins(tmp_path):
    with pytest.raises(KeyWrittenTwice, match="2030-04-01.*line"):
        written(tmp_path, RULE.replace("values:\n", "values:\n" + AMENDED + AMENDED.replace("35", "40")))


MISWRITTEN = {
    "a number for what counts nothing": ("unit: working_days", "unit: none"),
    "an unknown unit": ("unit: working_days", "unit: fortnights"),
    "no unit": ("unit: working_days\n", ""),
    "a number in words": ("value: 30", "value: thirty"),
    "a number below one": ("value: 30", "value: 0"),
    "a yes for a number": ("value: 30", "value: true"),
    "an unknown way of reading": ("source_read: full", "source_read: skimmed"),
    "a slip in a word": ("    basis:", "    extention: {up_to: 40}\n    basis:"),
    "a slip in a heading": ("local: false", "local: false\nlokal: true"),
    "a day that is no day": ("2006-09-01:", "september:"),
    "neither true nor false": ("local: false", "local: maybe"),
    "no value at all": ("    value: 30\n", ""),
    "an extension without its needs": ("    basis:", "    extension: {up_to: 40}\n    basis:"),
}


@pytest.mark.parametrize(("right", "wrong"), MISWRITTEN.values(), ids=MISWRITTEN)
def test_a_rule_file_that_is_miswritten_is_refused_by_name(tmp_path, right, wrong):
    assert RULE.count(right) == 1
    written(tmp_path, RULE)
    with pytest.raises(RuleMiswritten, match="panel.yaml is not written as a rule"):
        written(tmp_path, RULE.replace(right, wrong))


def test_lengths_read_as_words():
    assert lengthy(10, "working_days") == "10 working days"
    assert lengthy(1, "year") == "1 year"
    assert lengthy(3, "months") == "3 months"
