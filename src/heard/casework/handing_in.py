"""Handing in to the office what decides nothing by itself: a panel's recommendations, a manager's answer, a message."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from heard.casework.access import Eyes, demand_can
from heard.casework.acts import state_of
from heard.casework.new_details import fitting
from heard.casework.performing import NotNow, chart_of, day_of
from heard.casework.permissions import Act, ChartAct, NotAllowed, demand
from heard.casework.reading_for_guests import GuestCase
from heard.casework.writing import writing
from heard.law.procedure import ENDED
from heard.people.models import Member
from heard.representations.models import AnswerAsked, Declaration, Grant, HandedIn, Representation

What, Standing = HandedIn.What, HandedIn.Standing
INTO: Mapping[str, tuple[ChartAct, ...]] = {
    What.ANSWER: (ChartAct.ANSWER_STAGE_1, ChartAct.ANSWER),
    What.RECOMMENDATIONS: (ChartAct.RECEIVE_RECOMMENDATIONS,),
    What.WORDS: (ChartAct.RECORD_CONTACT,),
}
# What of the case whoever checks it reads in it.
READS: Mapping[str, str] = {
    What.ANSWER: "staff_responses",
    What.RECOMMENDATIONS: "findings",
    What.WORDS: "messages",
}
Content = Mapping[str, str]
ANEW = "Handed in anew by whoever wrote it."


def declare_independence(*, seen: GuestCase, member: Member, words: str, at: datetime) -> Declaration:
    """Declare, before a paper is opened, that one has no link, or which one. A link waits until it is weighed.

    Raises NotNow where it was declared before.
    """
    if not seen.must_declare:
        raise NotNow("You have declared already. If something has changed, tell the complaints team.")
    said = words.strip()
    row = Declaration(grant=seen.grant, has_link=bool(said), words=said, declared_at=at)
    who, reference = member.account.get_username(), seen.case.reference
    with writing(
        "declare_independence", by=who, at=at, reference=reference, grant=seen.grant.pk, link=bool(said)
    ) as line:
        line.add(row)
    return row


def weigh_link(*, grant: Grant, by: Member, at: datetime, because: str) -> Declaration:
    """Let somebody go on in spite of the link they declared, with the reason. Raises NotNow, NotAllowed."""
    demand(by, Act.GRANT_ACCESS)
    row = Declaration.objects.filter(grant=grant, has_link=True, weighed_at=None).first()
    if row is None:
        raise NotNow("No declared link waits here. See the list of those that do.")
    if not because.strip():
        raise NotNow("Say why the link does not matter here. Write the reason, or end their access.")
    who, reference = by.account.get_username(), grant.representation.reference
    with writing("weigh_link", by=who, at=at, reference=reference, grant=grant.pk) as line:
        line.change(row, weighed_by=who, weighed_at=at, weighed_because=fitting(because, 500))
    return row


def hand_in(
    *,
    case: Representation,
    member: Member,
    what: str,
    content: Content,
    at: datetime,
    asked: AnswerAsked | None = None,
) -> HandedIn:
    """Hand something in to be checked. What of the same kind was handed in before and still waits is replaced by it.

    Raises NotNow where nothing is written.
    """
    if not any(said.strip() for said in content.values()):
        raise NotNow("Nothing is written yet. Write it, then hand it in.")
    who = member.account.get_username()
    row = HandedIn(
        representation=case,
        member=member,
        asked=asked,
        what=what,
        content=json.dumps(dict(content), ensure_ascii=False),
        handed_in_at=at,
    )
    before = HandedIn.objects.filter(
        representation=case, member=member, what=what, asked=asked, standing=Standing.WAITING
    )
    with writing("hand_in", by=who, at=at, reference=case.reference, what=what) as line:
        for one in before if what != What.WORDS else ():
            line.change(
                one,
                standing=Standing.GIVEN_BACK,
                answered_by=who,
                answered_at=at,
                because=ANEW,
            )
        line.add(row)
    return row


def standing_words(row: HandedIn) -> str:
    """Where it stands, for whoever looks: what its writer replaced was given back by nobody."""
    return "Replaced by a newer one" if row.because == ANEW else row.get_standing_display()


def may_check(eyes: Eyes, what: str) -> bool:
    """Whether somebody checks what is handed in of a kind: all of it who reads what staff say, else what is for them.

    A panel's recommendations are for its clerk too; a message from outside is for the complaints team alone.
    """
    if "staff_responses" in eyes.parts:
        return True
    return what == What.RECOMMENDATIONS and READS[what] in eyes.parts and eyes.may(INTO[what][0]).allowed


def act_for(row: HandedIn) -> ChartAct:
    """The act that what was handed in is meant for, as the case's chart has it."""
    acts = INTO[row.what]
    charted = {move.act for move in chart_of(row.representation).moves}
    return next((one for one in acts if one in charted), acts[0])


def take_up(*, row: HandedIn, by: Member, at: datetime) -> HandedIn:
    """Take up what was handed in: it was checked and goes into the act it is meant for. Raises NotNow, NotAllowed."""
    return _answer(row, "take_up_handed_in", Standing.TAKEN_UP, by, at, "")


def give_back(*, row: HandedIn, by: Member, at: datetime, because: str) -> HandedIn:
    """Give back what was handed in, and say what is to be changed. Raises NotNow, NotAllowed."""
    if not because.strip():
        raise NotNow("Say what is to be changed, so that whoever wrote it can mend it.")
    return _answer(row, "give_back_handed_in", Standing.GIVEN_BACK, by, at, because.strip())


def content_of(row: HandedIn) -> dict[str, str]:
    """What was written, by the name of each question."""
    return dict(json.loads(row.content))


def is_open_for(row: AnswerAsked, on: date) -> bool:
    """Whether the answer is still wanted: the asking was not ended, and the case is not over."""
    return row.ended_on is None and state_of(row.representation) not in ENDED


def _answer(row: HandedIn, act: str, standing: str, by: Member, at: datetime, because: str) -> HandedIn:
    case = row.representation
    demand_can(by, act_for(row), case, on=day_of(at), part=READS[row.what], at=at, fresh=True)
    if by.pk == row.member_id:
        raise NotAllowed("You wrote this yourself: somebody else checks it.")
    if row.standing != Standing.WAITING:
        raise NotNow(f"It is {row.get_standing_display().lower()} already. Look at the list again.")
    who = by.account.get_username()
    with writing(act, by=who, at=at, reference=case.reference, number=row.pk) as line:
        line.change(row, standing=standing, answered_by=who, answered_at=at, because=because)
    return row
