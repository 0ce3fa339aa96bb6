"""Papers set aside because they read as if they came from a family court: sealed until somebody says what they are."""

from __future__ import annotations

from datetime import datetime

from heard.casework.access import Eyes
from heard.casework.court_papers import signs_of_court
from heard.casework.filing import read_paper
from heard.casework.looking import NotYours
from heard.casework.papers import KINDS, NO_PAPER, SEALED_KINDS, SET_ASIDE
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, Level
from heard.casework.words_of_papers import words_of
from heard.casework.writing import writing
from heard.representations.models import Decision, Document, Representation

ABOUT = "paper_set_aside"
# Who says what a set-aside paper is has to read the case that deep, and not by leave to read some papers alone.
PART = "decisions"


def may_weigh(eyes: Eyes) -> bool:
    """Whether somebody may say what a paper set aside is: who adds papers, and reads what is decided on the case."""
    return PART in eyes.parts and eyes.may(Act.ADD_PAPERS, part=PART).allowed


def set_aside_on(eyes: Eyes, case: Representation) -> list[Document]:
    """The papers of a case that wait for somebody to say what they are; nothing for whoever may not."""
    return list(Document.objects.filter(representation=case, kind=SET_ASIDE)) if may_weigh(eyes) else []


def set_aside_paper(eyes: Eyes, case: Representation, number: int) -> Document:
    """One of them. Raises NotYours, the same where there is none, or none any more."""
    row = next((one for one in set_aside_on(eyes, case) if one.pk == number), None)
    if row is None:
        raise NotYours(NO_PAPER)
    return row


def why_set_aside(row: Document) -> tuple[str, ...]:
    """By what a paper reads as if it came from court, in plain words; none of its own words. Raises NotAsFiled."""
    return signs_of_court(words_of(read_paper(row), row.media_type), row.title)


def say_what_it_is(
    *,
    paper: int,
    from_court: bool,
    because: str,
    decided_by: str,
    by: str,
    at: datetime,
    kind: str = "",
    level: int = 0,
) -> Document:
    """Say that a paper set aside is from court, and stays sealed; or what else it is, and who may see it.

    Raises NotNow where somebody said so before, or says too little.
    """
    row = Document.objects.select_related("representation").filter(pk=paper, kind=SET_ASIDE).first()
    if row is None:
        raise NotNow("Somebody has said already what this paper is. Look at the papers of the case again.")
    if not because.strip():
        raise NotNow("Say how you know, so that others can follow it.")
    is_kind, is_level = ("court", Level.S4) if from_court else _as_said(kind, level)
    case = row.representation
    with writing("say_what_paper_is", by=by, at=at, reference=case.reference, paper=row.pk) as line:
        line.change(row, kind=is_kind, level=is_level)
        line.add(
            Decision(
                representation=case,
                about=ABOUT,
                answer="from_court" if from_court else "not_from_court",
                reason=because.strip(),
                evidence=f"Paper {row.pk}",
                decided_by=decided_by[:150],
                decided_on=day_of(at),
            )
        )
    return row


def _as_said(kind: str, level: int) -> tuple[str, Level]:
    if kind not in KINDS or kind == "court":
        raise NotNow("Say what kind of paper it is, if it is not from court.")
    if level not in (Level.S2, Level.S3, Level.S4):
        raise NotNow("Say who may see the paper.")
    return kind, Level.S4 if kind in SEALED_KINDS else Level(level)
