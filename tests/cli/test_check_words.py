"""`heard report check-words` reads a text and says, with its line, what the figures do not bear out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cli.speaking import heard
from tests.reporting.test_printed_tables import bring_in


@pytest.fixture
def council(db, fixtures, monkeypatch):
    monkeypatch.setattr("heard.cli.report_words.today", lambda: date(2026, 11, 22))
    bring_in(fixtures / "cases", "NE", messy=False)


def test_each_flag_stands_with_its_line_and_true_words_pass(council, tmp_path):
    file = tmp_path / "words.txt"
    file.write_text(
        "In 2020/21 we received 118 complaints.\nThere were {key-figures/Compliments/this year} compliments.\n"
    )
    assert heard("report", "check-words", file, "--period", "2020-21").code == 0

    file.write_text("In 2020/21 we received 118 complaints.\nThere were 17 compliments.\n")
    told = heard("report", "check-words", file, "--period", "2020-21")
    assert told.code == 1
    assert "words.txt, line 2: “17” (number)." in told.err
    assert "Compliments, 2020/21: 18" in told.err

    as_json = heard("report", "check-words", file, "--period", "2020-21", "--json")
    assert [(one["line"], one["said"], one["kind"]) for one in as_json.json["flags"]] == [(2, "17", "number")]


def test_a_wrong_token_period_or_file_is_refused_in_words(council, tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("We had {key-figures/Complimints/this year} compliments.")

    token = heard("report", "check-words", file, "--period", "2020-21")
    assert (token.code, "Did you mean {key-figures/Compliments/this year}" in token.err) == (1, True)
    assert heard("report", "check-words", file, "--period", "soon").code == 2
    gone = heard("report", "check-words", tmp_path / "gone.txt", "--period", "2020-21")
    assert (gone.code, "There is no file" in gone.err) == (2, True)
    file.write_bytes(b"\xff\xfe\x00words")
    assert "plain text" in heard("report", "check-words", file, "--period", "2020-21").err
