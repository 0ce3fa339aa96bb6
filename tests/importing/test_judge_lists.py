"""Compliments, Ombudsman cases, context figures, and sums of money."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.sheets import case_list, judged, table

from heard.importing.judge_money import payment, read_money


def test_a_compliment_says_who_gave_it_and_what_it_was_for():
    first = judged(case_list("coventry_2016-17_compliments.csv")).records[0]

    assert (first.kind, first.procedure, first.stages) == ("compliment", "none", ())
    assert (first.complainant, first.natures) == ("Judge", ("Standard of practice (social work)",))


def test_a_compliments_words_are_kept():
    record = judged(case_list("nelc_2020-21_compliments.csv")).records[-1]

    assert record.words == "Thanking worker for support"


def test_an_ombudsman_case_says_whether_it_was_investigated():
    records = judged(case_list("coventry_2016-17_ombudsman.csv")).records

    assert [record.investigated for record in records].count(True) == 3
    assert records[0].service == "Education & children's services"


def test_without_such_a_column_the_decisions_own_words_say_it_or_nothing_does():
    told = {
        record.decision: record.investigated
        for record in judged(case_list("nelc_2020-21_ombudsman.csv")).records
    }
    older = {
        record.decision: record.investigated
        for record in judged(case_list("nelc_2019-20_ombudsman.csv")).records
    }

    assert set(told.values()) == {False}
    assert older == {"Fault causing injustice: financial compensation recommended": True, "Not printed": None}


def test_the_meaning_of_a_decision_stands_beside_its_label():
    new = judged(case_list("nelc_2020-21_ombudsman.csv")).new_labels["decision"]

    assert {label: means for label, _, means in new}["No investigation – local remedy"] == "not_investigated"


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("19 1 | 31/05/2019 | 30/05/2019 | Upheld", "Decision date", "decided before it was received"),
        ("19 1 | | 30/05/2019 | Upheld", "Date received", "no day on which it was received"),
        (" | 31/05/2019 | | Upheld", "LGSCO ref", "no reference"),
    ],
)
def test_an_ombudsman_case_that_cannot_be_right_is_refused(row, column, why):
    found = judged(
        table(
            "LGSCO ref | Date received | Decision date | Decision",
            row,
            "19 2 | 31/05/2019 | 30/06/2019 | Upheld",
        )
    )

    assert [(one.row, one.column) for one in found.problems] == [(2, column)]
    assert why in found.problems[0].why
    assert len(found.records) == 1


def test_an_ombudsman_case_names_the_case_it_is_about_and_keeps_other_columns():
    sheet = table(
        "LGSCO ref | Our ref | Date received | Decision | Colour",
        "19 1 | CSC19-0001 | 31/05/2019 | Premature | red",
    )
    (record,) = judged(sheet).records

    assert (record.about_reference, record.other) == ("CSC19-0001", {"Colour": "red"})


def test_context_figures_have_a_name_a_value_and_a_day():
    sheet = table(
        "Figure | Value | As at | Source | Taken on",
        "Open cases | 2,376 | 31/03/2021 | DfE return | 01/05/2021",
        ("Looked after children", 558, date(2021, 3, 31), None, None),
    )
    found = judged(sheet)

    assert [(one.name, one.value, one.as_at) for one in found.records] == [
        ("Open cases", Decimal(2376), date(2021, 3, 31)),
        ("Looked after children", Decimal(558), date(2021, 3, 31)),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Open cases | many | 31/03/2021", "Value"),
        ("Open cases | 9 | ", "As at"),
        (" | 9 | 31/03/2021", "Figure"),
    ],
)
def test_a_context_figure_that_says_too_little_is_refused(row, column):
    found = judged(table("Figure | Value | As at", row, "Open cases | 7 | 31/03/2020"))

    assert [one.column for one in found.problems] == [column]


def test_two_figures_of_one_name_for_one_day_are_refused():
    found = judged(
        table("Figure | Value | As at", "Open cases | 7 | 31/03/2020", "Open cases | 8 | 31/03/2020")
    )

    assert "Row 2 gives another figure" in found.problems[0].why


@pytest.mark.parametrize(
    ("said", "total", "sums"),
    [
        ("£300", "300", 1),
        ("£52.50", "52.50", 1),
        ("1,000", "1000", 1),
        ("£1,875 + £500", "2375", 2),
        ("£100 and £13", "113", 2),
        (52.5, "52.5", 1),
        (300, "300", 1),
    ],
)
def test_money_as_councils_write_it(said, total, sums):
    money = read_money(said)

    assert (money.total, len(money.sums)) == (Decimal(total), sums)


@pytest.mark.parametrize("said", ["", "-", "n/a", "£0", "0", None])
def test_no_money_is_no_payment(said):
    assert read_money(said) is None


@pytest.mark.parametrize(
    "said", ["-£50", "(£50)", "−50", "fifty", "£5.123", "£1,00", "£250 (to follow)", "£1e3"]
)
def test_what_is_no_sum_of_money_is_refused(said):
    with pytest.raises(ValueError, match="It is"):
        read_money(said)


def test_parts_that_do_not_add_up_are_not_taken_for_parts():
    assert payment(read_money("£113"), "Compensation", "£100 carpet plus £14 travel").parts == ()


@given(st.lists(st.integers(1, 99_999), min_size=1, max_size=4))
@settings(deadline=None)
def test_however_many_sums_the_total_is_theirs(pence):
    said = " + ".join(f"£{one // 100:,}.{one % 100:02}" for one in pence)

    assert read_money(said).total == Decimal(sum(pence)) / 100


def test_a_bad_payment_names_its_row_and_column():
    found = judged(
        table("Ref | Date received | Compensation | Outcome", "A1 | 01/04/2026 | -£50"), as_="complaints"
    )

    assert [(one.row, one.column, one.said) for one in found.problems] == [(2, "Compensation", "-£50")]
