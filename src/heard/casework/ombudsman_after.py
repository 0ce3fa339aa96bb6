"""What follows an Ombudsman decision: where it is public, what was said of a refusal of ours; and talks with them."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.new_details import DoesNotFit
from heard.casework.ombudsman import case_of_ombudsman
from heard.casework.on_record import one_of
from heard.casework.performing import NotNow, day_of, performing
from heard.casework.permissions import ChartAct, demand
from heard.casework.writing import writing
from heard.law.ombudsman_outcomes import NotTheOmbudsmansPage, published_at
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import DecisionMadePublic, OmbudsmanTalk, WordOnRefusal

WORDS_ON_REFUSAL = {code: str(words) for code, words in WordOnRefusal.Word.choices}


def make_decision_public(
    *,
    reference: str,
    by: str,
    at: datetime,
    published_on: date,
    ombudsman_reference: str,
    address: str,
    told_on: date | None = None,
    told_how: str = "",
) -> DecisionMadePublic:
    """Record where the Ombudsman published a decision, and how and when the council made fault public.

    `address` is on the Ombudsman's own site over https. Said again, the newer word stands. Raises NotNow before there
    is a decision, DoesNotFit for another address or a way of telling without its day.
    """
    with performing(Act.MAKE_DECISION_PUBLIC, reference=reference, by=by, at=at, day=published_on) as doing:
        case = case_of_ombudsman(doing, ombudsman_reference)
        if case.decided_on is None:
            raise NotNow(f"The Ombudsman has not decided {case.reference} yet. Record the decision first.")
        if published_on < case.decided_on or (told_on is not None) != bool(told_how.strip()):
            raise DoesNotFit(
                f"It was published on {in_words(case.decided_on)} or later; where the council made it public, say both "
                "the day and how."
            )
        told = {"told_on": told_on, "told_how": told_how.strip()}
        said = {"address": _on_their_site(address), "published_on": published_on, **told}
        row = DecisionMadePublic.objects.filter(case=case).first()
        if row is None:
            row = DecisionMadePublic(case=case, **said)
            doing.add(row)
        else:
            doing.change(row, **said)
        return row


def _on_their_site(address: str) -> str:
    try:
        return published_at(address)
    except NotTheOmbudsmansPage as why:
        raise DoesNotFit(str(why)) from why


def record_word_on_refusal(
    *,
    reference: str,
    by: str,
    at: datetime,
    said_on: date,
    ombudsman_reference: str,
    word: str,
    words: str,
) -> WordOnRefusal:
    """Record what the Ombudsman said of our refusal: accepted, fault, or not looked at. Raises NotNow, DoesNotFit."""
    with performing(Act.RECORD_WORD_ON_REFUSAL, reference=reference, by=by, at=at, day=said_on) as doing:
        case = case_of_ombudsman(doing, ombudsman_reference)
        one_of(WORDS_ON_REFUSAL, word, "word on a refusal")
        if not words.strip() or said_on < case.received_on:
            raise DoesNotFit(
                "Write what the Ombudsman said of the refusal, on a day after they had the case."
            )
        if WordOnRefusal.objects.filter(case=case).exists():
            raise NotNow(f"What the Ombudsman said of the refusal in {case.reference} is on record already.")
        row = WordOnRefusal(case=case, word=word, said_on=said_on, words=words.strip())
        doing.add(row)
        return row


def record_ombudsman_talk(
    *,
    reference: str,
    by: str,
    at: datetime,
    held_on: date,
    ombudsman_reference: str,
    how: str,
    with_whom: str,
    words: str,
) -> OmbudsmanTalk:
    """Record a talk with the Ombudsman about one case: when, how, with whom and what was said. Raises DoesNotFit."""
    with performing(Act.RECORD_OMBUDSMAN_TALK, reference=reference, by=by, at=at, day=held_on) as doing:
        row = _talk(held_on, how, with_whom, words)
        row.case = case_of_ombudsman(doing, ombudsman_reference)
        doing.add(row)
        return row


def record_talk_about_none(
    *, member: Member, at: datetime, held_on: date, how: str, with_whom: str, words: str
) -> OmbudsmanTalk:
    """Record a talk with the liaison officer that is about no single case. Raises NotAllowed, DoesNotFit."""
    demand(member, ChartAct.RECORD_OMBUDSMAN_TALK)
    if held_on > day_of(at):
        raise DoesNotFit("The talk has not been held yet. Give the day it was held.")
    with writing("record_ombudsman_talk", by=member.account.get_username(), at=at, done_on=held_on) as line:
        row = _talk(held_on, how, with_whom, words)
        line.add(row)
        return row


def _talk(held_on: date, how: str, with_whom: str, words: str) -> OmbudsmanTalk:
    if not words.strip() or not with_whom.strip() or not how.strip():
        raise DoesNotFit("Say with whom the talk was, how it was held, and what was said.")
    return OmbudsmanTalk(held_on=held_on, how=how.strip(), with_whom=with_whom.strip(), words=words.strip())
