"""A person's answers as a file that can be read, corrected and used again."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.sheets import CASES, case_list, judged

from heard.importing.fields import LABEL_LISTS, field_names
from heard.importing.labels import Question
from heard.importing.mapping import (
    MappingRefused,
    SheetMapping,
    load_mapping,
    mapping_from,
    mapping_text,
    save_mapping,
)

ANSWERS = SheetMapping(
    as_="complaints",
    layout="stage_per_row",
    columns={"Ref": "reference", 'Stage 2 "asked"': "stage_2.started_on", "Shoe size": "ignore"},
    values={"team": {"R&A": "Referral and assessment service", "South\\NT": "South neighbourhood team"}},
    meanings={"kind": {"Rep": "comment"}},
    settings={"payment_kind": "Compensation", "period": "2016-17"},
)


def test_a_mapping_written_and_read_again_is_the_same(tmp_path):
    save_mapping(ANSWERS, tmp_path / "answers.toml")

    assert load_mapping(tmp_path / "answers.toml") == ANSWERS


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=25)


@given(
    columns=st.dictionaries(words, st.sampled_from(field_names("complaints")), max_size=5),
    values=st.dictionaries(
        st.sampled_from(LABEL_LISTS), st.dictionaries(words, words, min_size=1, max_size=4), max_size=3
    ),
    team_meanings=st.dictionaries(words, words, min_size=1, max_size=3),
)
@settings(deadline=None)
def test_whatever_a_sheet_says_the_file_holds_it(columns, values, team_meanings):
    mapping = SheetMapping(columns=columns, values=values, meanings={"team": team_meanings})
    question = Question("team", '=odd\n"# name', (1, 2), ("North", "East"), "It may be.")

    assert mapping_from(tomllib.loads(mapping_text(mapping, [question]))) == mapping


def test_open_questions_stand_in_the_file_as_lines_to_answer():
    questions = judged(case_list("coventry_2016-17_complaints_messy.csv")).questions
    written = mapping_text(ANSWERS, questions)

    assert '# "MASH" = "Multi-agency safeguarding hub"' in written
    assert "# To answer: 3 rows. They may be the first letters of" in written
    answered = written.replace('# "MASH" =', '"MASH" =')
    assert mapping_from(tomllib.loads(answered)).values["team"]["MASH"] == "Multi-agency safeguarding hub"


def test_the_file_says_what_each_column_means():
    assert '"Ref" = "reference"  # the case\'s reference' in mapping_text(ANSWERS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("as = complaints", "cannot be read as TOML"),
        ('as = "complaint"', "Did you mean complaints"),
        ('layout = "sideways"', "case_per_row"),
        ('[columns]\n"Ref" = "referense"', "Did you mean reference"),
        ('[columns]\n"Ref" = 3', "both in quotes"),
        ('[values]\noutcome = "Upheld"', "[values.outcome]"),
        ('[values.outcomes]\n"PU" = "Partly upheld"', "Did you mean outcome"),
        ('[meanings.kind]\n"Rep" = "represent"', "[meanings.kind] “Rep”"),
        ('[colums]\n"Ref" = "reference"', "is not a part of a mapping file"),
        ('[settings]\nbands = "10"', "is not a setting"),
    ],
)
def test_a_mapping_that_cannot_be_followed_says_where_and_what_to_write(tmp_path, text, told):
    path = tmp_path / "answers.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(MappingRefused) as refused:
        load_mapping(path)

    assert told in str(refused.value)


def test_a_mapping_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(MappingRefused, match="nowhere.toml"):
        load_mapping(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_answers_kept_with_the_lists_can_be_read(path):
    assert load_mapping(path).values
