"""Texts about one thing come together, and texts about nothing shared give no theme. Needs no table."""

from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache

import pytest
from sklearn.metrics import adjusted_rand_score
from tests.casework.themed_texts import SAID, corpus, shuffled

from heard.casework import themes_apart
from heard.casework.themes_apart import CannotRead, read_apart
from heard.casework.themes_patterns import codes_in, patterns
from heard.casework.themes_words import Together, together


@cache
def found() -> tuple[tuple[str, ...], tuple[Together, ...]]:
    """The themes of a made corpus, read in the process apart as the night reads them."""
    texts, labels = corpus(each=20, others=30)
    return tuple(labels), tuple(read_apart(texts, ["Kayla"]))


def test_cases_about_one_thing_come_together_and_those_about_nothing_shared_are_left():
    labels, themes = found()
    given = [""] * len(labels)
    for number, theme in enumerate(themes):
        for place, _ in theme.texts:
            given[place] = str(number)
    most = [Counter(labels[place] for place, _ in theme.texts).most_common(1)[0] for theme in themes]

    assert {label for label, _ in most} == set(SAID)
    assert adjusted_rand_score(labels, given) >= 0.85
    assert sum(number for _, number in most) / sum(len(theme.texts) for theme in themes) >= 0.95


def test_a_word_of_a_theme_stands_in_five_texts_or_more_and_is_said_of_each_text_only_where_it_stands():
    _, themes = found()
    texts = corpus(each=20, others=30)[0]

    for theme in themes:
        assert len(theme.texts) >= 5
        assert all(sum(term[:4] in text.casefold() for text in texts) >= 5 for term in theme.terms)
        assert all(term[:4] in texts[place].casefold() for place, mine in theme.texts for term in mine)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_words_dealt_out_by_chance_give_no_theme(seed):
    """The control: every word is there as often as before, and nothing is said together."""
    assert together(shuffled(corpus(each=20, others=30)[0], seed)) == []


def test_a_name_to_be_left_out_is_no_word_and_too_few_texts_give_none():
    texts = [
        f"{text} Zebedee" if label == "money" else text for text, label in zip(*corpus(each=20), strict=True)
    ]

    assert not any("zebedee" in theme.terms for theme in together(texts, ["Zebedee"]))
    assert any(
        "zebedee" in theme.terms for theme in together(texts)
    )  # The control: not left out, it is a word.
    assert together(texts[:19]) == []


def test_where_it_is_not_installed_or_takes_too_long_it_says_so(monkeypatch):
    def too_long(*given, **more):
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(themes_apart.subprocess, "run", too_long)
    with pytest.raises(CannotRead, match="time and memory"):
        read_apart(["a b c"] * 30, [])
    monkeypatch.setattr(themes_apart, "find_spec", lambda name: None)
    with pytest.raises(CannotRead, match="not installed"):
        read_apart(["a b c"] * 30, [])


SAID_SO = {
    "not_called_back": ("Nobody rang me back.", "She never returned my calls.", "I left three messages.",
                        "He ignored all my calls."),
    "email_not_answered": ("My e-mail was not answered.", "They never replied to my emails.", "No reply to my email."),
    "late_to_appointments": ("He was late for the meeting.", "The visit was cancelled.", "Nobody turned up."),
    "changes_of_worker": ("We had five social workers in a year.", "They keep changing my social worker."),
    "not_listened_to": ("Nobody listened.", "I was never believed.", "They never asked what I wanted."),
    "report_not_shared": ("The report was never shared.", "I have not seen the assessment.", "The plan was late."),
    "promise_not_kept": ("She promised to help but never did.", "It was a broken promise."),
    "not_told": ("We were kept in the dark.", "Nobody told us anything.", "I was not kept informed."),
}  # fmt: skip
FINE = ("Thank you for calling me back.", "She always answered my e-mails.", "The report was clear.", "We met on time.",
        "My worker listened and explained it well.", "The allowance is too low.")  # fmt: skip


@pytest.mark.parametrize("code", SAID_SO)
def test_a_small_failure_is_known_in_the_words_that_people_use(code):
    assert [text for text in SAID_SO[code] if code not in codes_in(text)] == []


def test_what_went_well_is_no_failure_and_every_pattern_is_tried():
    assert {text: codes_in(text) for text in FINE if codes_in(text)} == {}
    assert {one.code for one in patterns()} == set(SAID_SO)
