"""Letters: an act that must tell somebody writes one here, from words staff can change and facts they cannot."""

from heard.casework.duties import MUST_TELL, kinds_owed
from heard.casework.letters.composing import NotOnThisCase
from heard.casework.letters.kept import plain_text, verify_letters
from heard.casework.letters.merging import CannotTell, MissingField, NoSuchWording, UnknownField
from heard.casework.letters.owing import Draft, Owed, draft_letter, letters_owed
from heard.casework.letters.paper import docx_of
from heard.casework.letters.protecting import TellsTooMuch, protect_words
from heard.casework.letters.telling import (
    LetterOfAnotherDay,
    SentElsewhere,
    record_letter_from_elsewhere,
)

__all__ = [
    "MUST_TELL",
    "CannotTell",
    "Draft",
    "LetterOfAnotherDay",
    "MissingField",
    "NoSuchWording",
    "NotOnThisCase",
    "Owed",
    "SentElsewhere",
    "TellsTooMuch",
    "UnknownField",
    "docx_of",
    "draft_letter",
    "kinds_owed",
    "letters_owed",
    "plain_text",
    "protect_words",
    "record_letter_from_elsewhere",
    "verify_letters",
]
