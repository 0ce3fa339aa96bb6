"""What a person is shown before a list is kept."""

from tests.importing.sheets import CASES, NO_LABELS, TODAY, case_list, judged, table

from heard.importing.judge import judge
from heard.importing.mapping import load_mapping
from heard.importing.preview import preview


def test_a_preview_counts_what_is_kept_left_out_and_paid():
    mapping = load_mapping(CASES / "coventry_2016-17_complaints_messy.toml")
    shown = preview(
        judge(case_list("coventry_2016-17_complaints_messy.csv"), mapping, NO_LABELS, today=TODAY)
    )

    assert (shown.counts["to_keep"], shown.counts["duplicates"], shown.counts["stage_1"]) == (173, 3, 145)
    assert "176 rows read: 173 cases to keep." in shown.sentences
    assert "12 payments: £6,250.50 in all." in shown.sentences
    assert any("row 76 repeats row 75" in sentence for sentence in shown.sentences)
    assert any("total row" in sentence for sentence in shown.sentences)
    assert len(shown.keep) == 20
    assert ("Stage 1", "from 2016-04-07, answered 2016-04-20, Upheld") in shown.keep[0].said


def test_a_preview_says_what_each_spelling_was_read_as():
    shown = preview(judged(case_list("coventry_2016-17_complaints_messy.csv")))

    assert ("PU", "Partly upheld") in {(one.spelling, one.label) for one in shown.read_as}
    assert any("to answer for" in sentence for sentence in shown.sentences)


def test_a_preview_gathers_the_faults_of_a_row():
    shown = preview(
        judged(
            table("Ref | Date received | Compensation | Outcome", " | soon | -1", "A2 | 01/04/2026"),
            as_="complaints",
        )
    )

    assert [(one.row, len(one.problems)) for one in shown.mend] == [(2, 3)]
    assert "1 row to mend. Nothing is kept until they are mended." in shown.sentences


def test_a_preview_of_every_kind_of_list_can_be_made():
    for path in CASES.glob("*-*_*.csv"):
        assert preview(judged(case_list(path.name))).keep[0].reference
    context = judged(table("Figure | Value | As at", "Open cases | 7 | 31/03/2020"))
    assert preview(context).keep[0].said == (("Figure", "7"), ("As at", "2020-03-31"))
