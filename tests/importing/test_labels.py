"""From spellings to the labels a council prints: what is certain, what is asked, what is new."""

import csv
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.sheets import CASES, case_list, council, judged

from heard.importing.labels import Label, read_spellings
from heard.importing.likeness import likeness
from heard.importing.meanings import kind_and_stage, meaning_of, stage_of
from heard.importing.words import same_words


def read(list_name, counts, known=(), answers=None, meanings=None):
    return read_spellings(list_name, Counter(counts), known, answers or {}, meanings or {})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North-East Neighbourhood Team", "North East neighbourhood team"),
        ("Childrens Services", "Children’s service"),
        ("Fostering & Adoption", "fostering and adoption"),
        ("E-mail", "email"),
        (
            "Children's Safeguarding and Reviewing Service (CSRS)",
            "Childrens Safeguarding and Reviewing Service",
        ),
        ("  not-upheld ", "Not Upheld"),
    ],
)
def test_what_only_the_keyboard_varies_is_the_same_words(one, other):
    assert same_words(one) == same_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North East neighbourhood team", "North West neighbourhood team"),
        ("Upheld", "Not upheld"),
        ("Route 21", "Route 12"),
        ("All ages disability team (0-25)", "All ages disability team"),
    ],
)
def test_what_differs_in_a_word_is_not_the_same_words(one, other):
    assert same_words(one) != same_words(other)


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("MASH", "Multi-agency safeguarding hub"),
        ("R&A", "Referral and assessment service"),
        ("RAS", "Referral and assessment service"),
        ("R21", "Route 21 (leaving care service)"),
        ("Route 21", "Route 21 (leaving care service)"),
        ("AADT", "All ages disability team (0-25)"),
        ("NE Neighbourhood", "North East neighbourhood team"),
        ("South NT", "South neighbourhood team"),
        ("Fostering", "Fostering and Adoption Services"),
        ("Throughcare", "Through Care Services"),
        ("Poor comunication", "Poor communication"),
    ],
)
def test_a_short_long_or_mistyped_form_is_asked_and_never_taken(spelling, label):
    found = read("team", {label: 20, spelling: 2})

    assert [(one.spelling, one.suggestions) for one in found.asked] == [(spelling, (label,))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North East neighbourhood team", "North West neighbourhood team"),
        ("Standards of service", "Standard of environment"),
        ("Mother", "Other"),
        ("Other", "Other relative"),
        ("Safeguarding children's service", "Multi-agency safeguarding hub"),
    ],
)
def test_labels_that_are_merely_alike_are_left_alone(one, other):
    list_name = "complainant" if "ther" in one[-4:] else "team"

    assert read(list_name, {one: 20, other: 2}).asked == []
    assert read(list_name, {one: 2, other: 20}).asked == []


def test_without_words_to_compare_north_east_would_look_like_north_west():
    """The control: by likeness of letters alone the two would be taken for one another."""
    from rapidfuzz import fuzz

    assert fuzz.WRatio("North East neighbourhood team", "North West neighbourhood team") > 90
    assert likeness("North East neighbourhood team", "North West neighbourhood team") is None


def test_words_that_certainly_mean_the_same_take_the_commonest_spelling():
    found = read(
        "outcome",
        {"Partly upheld": 40, "PU": 4, "part upheld": 1, "Partially Upheld": 5, "w/drawn": 4, "Withdrawn": 3},
    )

    assert {found.label_of[said] for said in ("PU", "part upheld", "Partially Upheld")} == {"Partly upheld"}
    assert found.means == {"Partly upheld": "partly_upheld", "w/drawn": "withdrawn"}
    assert found.asked == []


def test_words_that_mean_the_same_take_the_label_the_council_has():
    found = read("outcome", {"Partly upheld": 40}, [Label("Partially upheld", "partly_upheld")])

    assert found.label_of == {"Partly upheld": "Partially upheld"}
    assert found.new == []


def test_where_the_council_has_two_labels_of_one_meaning_a_person_chooses():
    found = read("channel", {"web form": 3}, [Label("Online form", "form"), Label("Paper form", "form")])

    assert found.asked[0].suggestions == ("Online form", "Paper form")


def test_a_council_that_keeps_two_labels_apart_says_so_once():
    found = read(
        "channel", {"Form": 20, "Online form": 9}, answers={"Form": "Form", "Online form": "Online form"}
    )

    assert found.label_of == {"Form": "Form", "Online form": "Online form"}


def test_a_meaning_said_by_a_person_decides():
    found = read(
        "outcome",
        {"Resolved at first contact": 3, "Upheld": 9},
        meanings={"Resolved at first contact": "upheld"},
    )

    assert found.label_of["Resolved at first contact"] == "Upheld"


def test_a_new_label_without_a_near_one_is_simply_new():
    found = read("team", {"Adoption": 3, "Youth service": 2})

    assert found.new == [("Adoption", 3, ""), ("Youth service", 2, "")]


def test_the_commonest_spelling_is_printed_and_mixed_case_wins_a_tie():
    assert read("team", {"YOUTH SERVICE": 2, "Youth service": 2, "youth service": 1}).new == [
        ("Youth service", 5, "")
    ]


def test_a_short_form_that_the_label_itself_gives_is_certain():
    label = "Children's Assessment and Safeguarding Service (CASS)"

    assert read("service", {label: 9, "CASS": 3}).label_of["CASS"] == label


def test_other_spellings_a_person_once_accepted_are_known():
    known = [Label("Route 21 (leaving care service)", also=("R21", "Leaving care"))]

    assert (
        read("team", {"Leaving Care": 2, "R21": 1}, known).read_as[0].label
        == "Route 21 (leaving care service)"
    )


def test_an_answer_is_written_as_the_council_prints_it():
    found = read("team", {"SNT": 1}, [Label("South neighbourhood team")], {"SNT": "South Neighbourhood Team"})

    assert found.label_of == {"SNT": "South neighbourhood team"}


def test_an_answer_serves_every_spelling_of_the_same_words():
    found = read(
        "service", {"Through-care": 1, "Throughcare": 2}, answers={"Throughcare": "Through Care Services"}
    )

    assert set(found.label_of.values()) == {"Through Care Services"}


def test_a_column_of_free_text_is_noticed_and_not_compared():
    found = read("team", {f"words about case {n}": 1 for n in range(500)})

    assert found.asked == []
    assert "free text" in found.notes[0]


@given(
    st.dictionaries(
        st.text("abcTEAM &-'()", min_size=1, max_size=18).filter(str.strip), st.integers(1, 9), max_size=12
    )
)
@settings(deadline=None, max_examples=150)
def test_every_spelling_gets_a_label_and_every_row_is_counted_once(counts):
    found = read("team", counts)

    asked = {said for one in found.asked for said in one.spellings}
    assert set(found.label_of) == set(counts)
    assert sum(n for _, n, _ in found.new) == sum(n for said, n in counts.items() if said not in asked)


@given(
    st.lists(st.sampled_from(["North", "EAST", "team", "Children", "21"]), min_size=1),
    st.sampled_from(" -/_,"),
)
@settings(deadline=None)
def test_neither_case_nor_what_stands_between_words_makes_another_label(words, between):
    assert same_words(between.join(words).lower()) == same_words("  ".join(words).upper())


@pytest.mark.parametrize(
    ("said", "kind", "stage"),
    [
        ("Formal statutory", "statutory_complaint", ""),
        ("Stage one", "", "stage_1"),
        ("Informal", "informal_complaint", ""),
        ("Concern", "concern", ""),
        ("Corporate", "corporate_complaint", ""),
        ("Corporate Stage 2", "corporate_complaint", "stage_2"),
        ("Statutory - S2", "statutory_complaint", "stage_2"),
        ("Children Act Stage 1 complaint", "statutory_complaint", "stage_1"),
        ("MP enquiry", "mp_enquiry", ""),
        ("Comment", "comment", ""),
        ("Compliment", "compliment", ""),
    ],
)
def test_the_words_of_a_kind_column_say_kind_and_stage(said, kind, stage):
    words, found = kind_and_stage(said)

    assert (meaning_of("kind", words), found) == (kind, stage)


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("1", "stage_1"),
        ("Stage One", "stage_1"),
        ("S3", "stage_3"),
        ("Panel", "stage_3"),
        ("Informal", "informal"),
        ("Review", ""),
    ],
)
def test_the_words_of_a_stage_column(said, stage):
    assert stage_of(said) == stage


def key_rows():
    lists = {"Method": "channel", "Outcome": "outcome", "Team": "team", "Service area": "service"}
    with (CASES / "messy_key.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = lists.get(row["column"].removeprefix("Stage 1 ").removeprefix("Stage 2 ").capitalize(), "")
            yield row["file"], name, row["spelling"].strip(), row["means"]


@pytest.mark.parametrize("name", ["coventry_2016-17", "nelc_2019-20", "nelc_2020-21"])
def test_what_is_taken_unasked_is_what_the_answer_key_says(name):
    file = f"{name}_complaints_messy.csv"
    found = {(one.list, one.spelling): one.label for one in judged(case_list(file)).read_as}
    key = {(list_name, said): label for at, list_name, said, label in key_rows() if at == file}

    assert found
    assert {pair: label for pair, label in found.items() if pair in key and key[pair] != label} == {}


def test_labels_already_in_use_make_a_second_year_quiet():
    known = council(service=["Children's Assessment and Safeguarding Service (CASS)", "Residential Unit"])
    found = judged(case_list("nelc_2020-21_compliments.csv"), known)

    assert found.ok
    assert found.new_labels["service"] == (
        ("Childrens Safeguarding and Reviewing Service", 5, ""),
        ("Childrens Disability Service", 1, ""),
    )
