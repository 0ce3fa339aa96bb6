"""How a story says what was done: the words of an act told as past, and values as a person reads them."""

from __future__ import annotations

import re
from datetime import date

from heard.law.procedure import Act
from heard.law.working_days import in_words

# The verbs by which acts are named that do not take a plain “-ed”.
PAST = {
    "agree": "agreed", "bring": "brought", "change": "changed", "close": "closed", "confirm": "confirmed",
    "decide": "decided", "decline": "declined", "draft": "drafted", "end": "ended", "give": "gave", "go": "went",
    "hold": "held", "limit": "limited", "move": "moved", "offer": "offered", "pause": "paused", "put": "put",
    "receive": "received", "refer": "referred", "refuse": "refused", "reinstate": "reinstated", "resolve": "resolved",
    "send": "sent", "separate": "separated", "set": "set", "settle": "settled", "share": "shared", "skip": "skipped",
    "split": "split", "take": "took", "tell": "told", "vary": "varied", "withdraw": "withdrawn",
    "acknowledge": "acknowledged", "correct": "corrected", "amend": "amended",
}  # fmt: skip
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
ENDS = (".", "!", "?", "…", "”", ":")


def as_done(act: Act) -> str:
    """The words of an act as past: “answer at Stage 1” is “Answered at Stage 1”."""
    verb, _, rest = act.words.partition(" ")
    past = PAST.get(verb, f"{verb}{'d' if verb.endswith('e') else 'ed'}")
    words = f"{past} {rest}".strip()
    return words[:1].upper() + words[1:]


def readable(value: str) -> str:
    """A value kept in a correction as a person reads it: a day in words, and nothing as “nothing”."""
    return in_words(date.fromisoformat(value)) if ISO.fullmatch(value) else value or "nothing"


def sentence(text: str) -> str:
    """Words that end as a sentence does, so that another can follow them."""
    text = text.strip()
    return text if not text or text.endswith(ENDS) else f"{text}."


def of_field(what: str) -> str:
    """What a correction names, as a person says it: “stage_1/started_on” is “Stage 1, started on”."""
    words = what.replace(".", "/").replace("/", ", ").replace("_", " ")
    return words[:1].upper() + words[1:]
