"""Every wording can be read by whom it is for, names only fields there are, and says no word we never say."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date

import pytest

from heard.casework.letters.facts import OMBUDSMAN_ADDRESS, WHO_AND_WHAT
from heard.casework.letters.facts_of_days import DAYS
from heard.casework.letters.fields import GIVEN, every_field
from heard.casework.letters.kinds import KINDS
from heard.casework.letters.merging import (
    AUDIENCES,
    CONDITION,
    FIELD,
    WORDS,
    MissingField,
    NoSuchWording,
    UnknownField,
    Wording,
    fields_of,
    lines_of,
    merge,
    wording,
)
from heard.casework.letters.reading import banned_words, grade, longest_sentence, sentences, syllables
from heard.law.working_days import in_words

LIMITS = {"adult": (7, 20), "child": (4, 15), "easy": (4, 15)}
# Names that we did not choose and cannot shorten, measured as one short name. No wording is let off otherwise.
LET_OFF: dict[str, str] = {
    "ombudsman": "the full name that a refusal must give",
    "ombudsman_address": "an address",
    "ombudsman_telephone": "a telephone number",
    "ombudsman_website": "an address",
}
FILES = sorted(file for file in WORDS.glob("*/*.txt"))


def one_of(file) -> Wording:
    return wording(file.parent.name, file.stem)


def as_read(one: Wording) -> str:
    """A wording as somebody would read it: a day where a day stands, a short name elsewhere.

    Headings are left out: short lines would make hard sentences look easy.
    """

    def put(match) -> str:
        return in_words(date(2026, 12, 4)) if match[1] in DAYS or match[1].endswith("_on") else "Jo"

    said = [CONDITION.sub(r"\3", line).removeprefix("- ") for line in lines_of(one)]
    read = [line for line in said if not FIELD.fullmatch(line) and not line.startswith("# ")]
    return "\n".join(FIELD.sub(put, line) for line in read)


def faults(one: Wording) -> list[str]:
    hardest, longest = LIMITS[one.audience]
    text = as_read(one)
    found = [f"grade {grade(text):.1f}"] if grade(text) > hardest else []
    found += [f"{longest_sentence(text)} words in one sentence"] if longest_sentence(text) > longest else []
    return found + [f"says “{word}”" for word in banned_words(text, audience=one.audience)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_wording_can_be_read_by_whom_it_is_for_and_says_no_word_we_never_say(file):
    assert faults(one_of(file)) == []


def test_a_hard_long_or_forbidden_wording_is_caught():
    hard = "In accordance with the applicable statutory provisions your representations necessitate consideration."
    long = " ".join(["we will ring you"] * 6) + "."

    assert faults(Wording("x", "child", "Title", (hard,)))[0].startswith("grade")
    assert faults(Wording("x", "adult", "Title", (long,))) == ["24 words in one sentence"]
    assert faults(Wording("x", "adult", "Title", ("Your claim is unfounded. We don't agree.",))) == [
        "says “unfounded”",
        "says “don't”",
    ]
    assert faults(Wording("x", "child", "Title", ("This is the next stage.",))) == ["says “stage”"]


def test_only_names_we_did_not_choose_are_let_off():
    assert set(LET_OFF) <= set(WHO_AND_WHAT)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_has_words_for_an_adult_and_for_a_child(kind):
    assert wording(kind.code, "adult").audience == "adult"
    assert wording(kind.code, "child").audience == "child"
    assert wording(kind.code, "easy").audience in ("easy", "adult")


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_wording_names_only_fields_there_are(file):
    assert fields_of(one_of(file)) <= set(every_field())


def test_every_field_an_act_can_give_stands_in_some_letter():
    named = {name for file in FILES for name in fields_of(one_of(file))}

    assert sorted(set(GIVEN) - named) == ["ended_on"]  # resubmit_by is worked out from it


def test_every_wording_belongs_to_a_kind_or_is_a_shared_part():
    codes = {kind.code for kind in KINDS}

    assert [
        file.parent.name for file in FILES if file.parent.name not in codes and file.parent.name[0] != "_"
    ] == []
    assert {file.stem for file in FILES} == set(AUDIENCES)


@pytest.mark.parametrize(
    "code", ["refusal", "point_refused", "interest_decision_no", "late_request_refused", "final_response"]
)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_refusal_and_the_last_answer_name_the_ombudsman_with_the_address(code, audience):
    assert {"ombudsman", "ombudsman_address", "ombudsman_telephone"} <= fields_of(wording(code, audience))
    assert "CV4 0EH" in OMBUDSMAN_ADDRESS


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_answer_that_is_not_the_last_says_how_to_go_on(audience):
    assert "ask_for_stage_2_by" in fields_of(wording("stage_1_answer", audience))
    assert {"ask_for_stage_3_by", "expected_on"} <= fields_of(wording("adjudication", audience))


def test_no_wording_holds_a_typed_day():
    typed = re.compile(rf"\d ?({'|'.join(month_name[1:])})|\b(19|20)\d\d\b")

    assert [file.parent.name for file in FILES if typed.search(file.read_text("utf-8"))] == []
    assert typed.search("by 4 December")


def test_a_line_is_left_out_or_brought_in_by_whether_a_field_has_a_value():
    one = Wording("x", "adult", "T", ("?reason: Why: {reason}", "!reason: No reason.", "?reason: # Why"))

    assert [block.text for block in merge(one, lambda name: "It is so.")[1]] == ["Why: It is so.", "Why"]
    assert [block.text for block in merge(one, lambda name: None)[1]] == ["No reason."]


def test_a_list_stands_as_numbered_items_and_text_keeps_its_paragraphs():
    one = Wording("x", "adult", "T", ("{points}", "{answer}", "- {answer}"))
    _, blocks = merge(one, lambda name: ("a", "b") if name == "points" else "One.\n\nTwo\tthree.")

    assert [(block.tag, block.text) for block in blocks] == [
        ("number", "a"),
        ("number", "b"),
        ("paragraph", "One."),
        ("paragraph", "Two three."),
        ("bullet", "One. Two three."),
    ]


def test_what_stands_in_a_field_is_never_read_as_a_wording():
    one = Wording("x", "adult", "T", ("{answer}", "It is {answer}."))
    _, blocks = merge(one, lambda name: "{reason} ?x: +ombudsman {{ 1 }}")

    assert [block.text for block in blocks] == [
        "{reason} ?x: +ombudsman {{ 1 }}",
        "It is {reason} ?x: +ombudsman {{ 1 }}.",
    ]


def test_a_field_that_is_missing_or_unknown_is_refused_by_name():
    def look_up(name: str) -> None:
        if name == "colour":
            raise UnknownField("There is no field “colour”.")

    with pytest.raises(MissingField, match="needs “extended to”"):
        merge(Wording("x", "adult", "T", ("{extended_to}",)), look_up)
    with pytest.raises(UnknownField, match="colour"):
        merge(Wording("x", "adult", "T", ("{colour}",)), look_up)


def test_a_shared_part_that_is_not_there_is_refused():
    with pytest.raises(NoSuchWording, match="no wording for adult"):
        merge(Wording("x", "adult", "T", ("+nowhere",)), lambda name: "x")


def test_the_grade_rises_with_long_words_and_long_sentences():
    child = "You were right. We did not tell you. We are sorry."
    parent = "We agree with this part of your complaint. We should have sent you the plan within ten days."

    assert grade(child) < grade(parent) < 7
    assert grade("") == 0
    assert [syllables(word) for word in ("time", "table", "agreed", "complaint", "decided")] == [
        1,
        2,
        2,
        2,
        3,
    ]
    assert sentences("Dear Jo\nWe rang. You said: yes!") == ["Dear Jo", "We rang", "You said", "yes"]
