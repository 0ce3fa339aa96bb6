"""“Noted” is no answer; a sentence that says what will be done always is."""

from __future__ import annotations

import pytest

from heard.casework.new_details import DoesNotFit
from heard.casework.no_answer import is_no_answer, refuse_no_answer

EMPTY = (
    "Noted",
    "noted.",
    "Noted with thanks.",
    "This is noted",
    "The recommendation has been noted.",
    "Duly noted!",
    "We will bear this in mind.",
    "We will bear it in mind for the future.",
    "Will be considered",
    "This will be considered.",
    "It will be considered in due course",
    "The council will consider this recommendation.",
    "We have noted your comments",
    "We will reflect on this.",
    "This will be taken on board",
    "To be kept under review",
    "The service will give further consideration to this",
    "Noted and borne in mind.",
    "Thank you. This is noted.",
    "We will look into it",
    "Agreed.",
    "“Noted”",
    "We will take this into account going forward.",
    "Being considered",
    "Your points are noted; we will consider them carefully.",
)
SAYS_SOMETHING = (
    "Noted. We will train the duty team by 1 May.",
    "Train the duty team.",
    "We will consider each call the same day and ring back.",
    "The rota is reviewed every Monday by the team manager.",
    "The worker has left the council.",
    "Ring back the same day.",
    "We will look into the lost letter and write to you by Friday.",
    "Agreed: one officer a day answers the line.",
    "A reviewed leaflet is printed",
    "It is not lawful to delete the record.",
    "He is ill.",
    "Reviewed the plan with the family.",
    "We will note every missed visit on the child’s file within a day.",
    "Apologise in person.",
    "",
)


def test_words_that_promise_nothing_are_no_answer_and_words_that_say_what_is_done_are():
    assert [words for words in EMPTY if not is_no_answer(words)] == []
    assert [words for words in SAYS_SOMETHING if is_no_answer(words)] == []


def test_the_refusal_says_why_and_what_to_write_instead():
    with pytest.raises(
        DoesNotFit, match="“Noted.” is no answer, because it says nothing.*Write what will be done"
    ):
        refuse_no_answer("Noted.", "The answer to “Ring back”")
    refuse_no_answer("Ring back by five.", "The answer to “Ring back”")
