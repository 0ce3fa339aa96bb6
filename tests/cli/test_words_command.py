"""`heard words`: all words written out, a wrong file refused with its lines, and one's own put in the place of ours."""

from __future__ import annotations

import pytest
from tests.casework.test_door_words import po
from tests.cli.speaking import asked, heard

from heard.casework import door_words


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    settings.HEARD_WORDS = tmp_path / "words"


def test_the_words_of_a_language_go_out_into_a_file_and_come_back_as_the_councils_own(tmp_path):
    out = tmp_path / "out.po"
    count = asked("words", "write", "pl", "--to", out)["sentences"]
    text = out.read_text()
    assert text.count("\nmsgid ") == count + 1 > 350
    assert "#: web/templates/public/safe.html" in text
    assert asked("words", "check", "pl", out) == {"done": True, "sentences": count, "hard_to_read": []}

    assert asked("words", "use", "pl", out)["own"] == 0
    out.write_text(text.replace('"Zadzwoń pod 999."', '"Dzwoń: 999."'))
    said = heard("words", "use", "pl", out)
    assert (said.code, "1 sentences are your own. Start Heard again" in said.out) == (0, True)
    assert "Polish is off until somebody has checked the words" in said.out
    assert door_words.words_in("pl")["Ring 999."] == "Dzwoń: 999."


def test_what_is_wrong_is_said_with_its_line_and_nothing_is_changed(tmp_path):
    wrong = po(tmp_path / "x.po", ("Ring 999.", "Ring 112."), ("We have it!", "We have got it"))
    for does in ("check", "use"):
        said = heard("words", does, "en", wrong)
        assert said.code == 1
        assert "Line 5: “Ring 112.” lacks the number 999." in said.err
        assert "Line 8: no page says “We have it!”. Did you mean “We have it”?" in said.err
    assert not door_words.own_folder().exists()
    assert heard("words", "check", "xx", wrong).code == 2


def test_english_that_is_hard_for_a_child_is_pointed_out_and_taken_all_the_same(tmp_path):
    hard = "The officer who was appointed for this purpose by the council will answer you by then, and not later."
    given = po(tmp_path / "x.po", ("We will answer you.", hard), ("We will read it.", "We read it."))
    found = asked("words", "check", "en", given)

    assert [one.partition(":")[0] for one in found["hard_to_read"]] == ["Line 5"]
    assert asked("words", "use", "en", given)["own"] == 2
