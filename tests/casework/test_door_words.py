"""The words of the public’s pages: whole in each language, changed by the council, refused where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from heard.casework import door_words
from heard.casework.door_words import OURS, SOURCE, WordsRefused, file_of
from heard.casework.languages import LANGUAGES
from heard.cli.words_collecting import sentences, written

CODES = [one.code for one in LANGUAGES]
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def po(path: Path, *pairs: tuple[str, str], mark: str = "") -> Path:
    """A file of words."""
    path.write_text(HEAD + "\n".join(f'{mark}msgid "{a}"\nmsgstr "{b}"\n' for a, b in pairs))
    return path


@pytest.fixture
def own(settings, tmp_path) -> Path:
    """A place for the council's own words, with none in it."""
    settings.HEARD_WORDS = tmp_path / "words"
    return tmp_path


def test_what_the_pages_say_now_is_what_was_collected():
    said = [english for english, _ in sentences()]
    collected = [one.id for one in read_po(SOURCE.open("rb")) if one.id]

    assert len(collected) > 350
    assert set(collected) == set(said), "collect them again: heard words collect"


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_every_word_with_its_places_marks_and_numbers_as_in_english(own, code):
    path = file_of(OURS, code)
    found = read_po(path.open("rb"))

    assert door_words.without_words(code) == []
    assert [str(one.id) for one in found if one.fuzzy] == []
    assert list(door_words.faults_in(found)) == []
    assert door_words.compiled(file_of(OURS, code, "mo")) == {one.id: one.string for one in found if one.id}
    assert written(found) == path.read_bytes()


@pytest.mark.parametrize(
    ("english", "words", "fault"),
    [
        ("%(reader)s will read it by then.", "Ktoś to przeczyta.", "lacks the place held as %(reader)s"),
        ("Ring 999.", "Zadzwoń pod 112.", "lacks the number 999"),
        ("Ring 999.", "Zadzwoń pod 999 <b>zaraz</b>.", "has the mark <b>"),
        ("Ring 998.", "Zadzwoń pod 998.", "no page says “Ring 998.”. Did you mean “Ring 999.”?"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_line_and_what_to_do(own, english, words, fault):
    with pytest.raises(WordsRefused) as why:
        door_words.use_words("pl", po(own / "x.po", (english, words)))

    assert fault in str(why.value)
    assert str(why.value).startswith("Line 5: ")
    assert not door_words.own_folder().exists()


def test_what_is_marked_fuzzy_or_is_no_file_of_words_is_refused(own):
    fuzzy = po(own / "x.po", ("Ring 999.", "Zadzwoń pod 999."), mark="#, fuzzy\n")
    (own / "y.po").write_text("Ring 999 now")

    for path, says in (
        (fuzzy, "marked fuzzy"),
        (own / "y.po", "cannot be read"),
        (own / "z.po", "cannot be"),
    ):
        with pytest.raises(WordsRefused, match=says):
            door_words.read_words(path)


def test_the_councils_own_words_are_heard_before_ours_and_change_the_fingerprint(own):
    before = {code: door_words.fingerprint(code) for code in ("pl", "ar", "en")}
    ours = door_words.words_in("pl")["Ring 999."]
    given = po(own / "x.po", ("Ring 999.", "Dzwoń: 999."), ("Sad", door_words.words_in("pl")["Sad"]))

    assert door_words.use_words("pl", given) == 1
    assert (ours, door_words.words_in("pl")["Ring 999."]) == ("Zadzwoń pod 999.", "Dzwoń: 999.")
    assert [one.english for one in door_words.everything_said("pl") if one.is_own] == ["Ring 999."]
    changed = [code for code, was in before.items() if door_words.fingerprint(code) != was]
    assert changed == ["pl"]
