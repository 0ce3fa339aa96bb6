"""Letters: an act that must tell somebody writes one here, from words staff can change and facts they cannot."""

from heard.casework.letters.kept import plain_text, verify_letters
from heard.casework.letters.merging import CannotTell, MissingField, NoSuchWording, UnknownField
from heard.casework.letters.telling import (
    LetterOfAnotherDay,
    NotOnThisCase,
    SentElsewhere,
    record_letter_from_elsewhere,
    tell,
)

__all__ = [
    "CannotTell",
    "LetterOfAnotherDay",
    "MissingField",
    "NoSuchWording",
    "NotOnThisCase",
    "SentElsewhere",
    "UnknownField",
    "plain_text",
    "record_letter_from_elsewhere",
    "tell",
    "verify_letters",
]
