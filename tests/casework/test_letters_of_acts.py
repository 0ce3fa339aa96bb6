"""The letters of real cases: each act owes its own, and each says what the act kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.casework import stages
from tests.casework.living import DECIDED, NOW, WHO, at_stage_1, council, received
from tests.casework.stages import of

from heard.casework import endings, holds, intake_refusing, safety
from heard.casework.audit import verify
from heard.casework.holds import Holding, Proceedings
from heard.casework.intake_refusing import PointRefused, Refusing
from heard.casework.letters import MissingField, letters_owed, plain_text, verify_letters
from heard.casework.letters.unchecked import write_letter
from heard.casework.post import mark_sent, received_for
from heard.law.procedure import Act
from heard.representations.models import Letter, Representation, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = NOW.date()
LETTER = {
    "decision": "said",
    "reasons": "said",
    "ombudsman": "said",
    "proceedings": "said",
    "resubmit": "said",
    "other_procedure": "said",
}
COURT = {"proceedings": "the care case in the family court", "prejudice": "The judge decides the same thing."}


@pytest.fixture(autouse=True)
def a_council() -> None:
    council()


def written(case: Representation, kind: str, **more: Any) -> str:
    letter = write_letter(reference=case.reference, kind=kind, by="amina", at=NOW, **more)
    return plain_text(letter.body)


def owed(case: Representation) -> list[str]:
    return [one.act.value for one in letters_owed(case.reference)]


def test_a_case_that_went_to_adjudication_owes_every_letter_of_its_way_and_then_none():
    case = stages.adjudicated()
    assert {"answer_stage_1", "draft_statement", "appoint_investigator", "adjudicate"} <= set(owed(case))

    for one in letters_owed(case.reference):
        said = {"answer": "We agree."} if one.act is Act.ANSWER_STAGE_1 else {}
        written(case, one.kinds[0], **said)

    assert owed(case) == []
    assert verify_letters() == ()
    assert verify().whole


def test_the_adjudication_names_who_looked_each_finding_each_action_and_the_last_day_to_ask():
    case = stages.adjudicated()
    words = written(case, "adjudication", way="post")

    assert "Ines Calder investigated your complaint." in words
    assert "Peter Vance, who does not work for us, checked" in words
    assert "We found: Upheld. Six weeks passed." in words
    assert "We found: Not upheld. Nobody heard it." in words
    assert "Ring back the same day. Tom Ashby will do this by Monday 30 November 2026." in words
    assert "We expect it to reach you by Tuesday 24 November 2026." in words
    assert "the last day to ask is Tuesday 22 December 2026." in words


def test_the_statement_sets_their_words_beside_ours():
    words = written(stages.investigating(), "statement_to_agree")

    assert (
        "You said: “Nobody rang back for six weeks.” We have written: “Calls were not returned for six weeks.”"
        in words
    )


def test_the_day_the_answer_arrived_counts_from_when_its_letter_went_out():
    case = stages.adjudicated()
    letter = write_letter(reference=case.reference, kind="adjudication", by="amina", at=NOW, way="post")
    mark_sent(letter=letter.pk, sent_on=TODAY, by="amina", at=NOW)

    receipt = received_for(Stage.objects.get(representation=case, stage="stage_2"))

    assert receipt.is_assumed
    assert receipt.day == date(2026, 11, 24)


def refusing() -> Refusing:
    return Refusing("A judge is deciding this now.", "Amina Odell", date(2026, 4, 2), LETTER)


def test_a_refusal_gives_each_point_its_ground_the_proceedings_and_the_ombudsman():
    case = received()
    points = [PointRefused(n, "declined_for_proceedings", COURT) for n in (1, 2)]
    intake_refusing.refuse(**of(case, decided_on=date(2026, 4, 2), refusing=refusing(), points=points))
    words = written(case, "refusal")

    assert (
        "“Nobody rang back for six weeks.” The reason in law: declined for now because of proceedings."
        in words
    )
    assert "A judge is deciding this now." in words
    assert "We relied on these proceedings.\nThe care case in the family court" in words
    assert "PO Box 4771" in words
    assert owed(case) == []


def test_only_what_proceedings_hold_up_may_be_made_again_and_not_what_a_court_decided():
    held, decided = received(), received()
    for case, ground in ((held, "declined_for_proceedings"), (decided, "decided_by_court")):
        points = [PointRefused(n, ground, COURT) for n in (1, 2)]
        intake_refusing.refuse(**of(case, decided_on=date(2026, 4, 2), refusing=refusing(), points=points))

    assert "You can make your complaint again when they end." in written(held, "refusal")
    assert "You can make your complaint again" not in written(decided, "refusal")


def test_a_refusal_that_sends_a_point_elsewhere_cannot_leave_out_where():
    case = received()
    kept = {"function": "a school’s lessons", "other_procedure": "the school’s own procedure, on 2 April"}
    points = [PointRefused(n, "outside_functions", kept) for n in (1, 2)]
    intake_refusing.refuse(**of(case, decided_on=date(2026, 4, 2), refusing=refusing(), points=points))
    assert "It can go to the school’s own procedure, on 2 April." in written(case, "refusal")

    case.decisions.filter(about="refusal").update(evidence="")

    with pytest.raises(MissingField, match="needs “other procedure”"):
        written(case, "refusal")
    assert Letter.objects.count() == 1


def test_a_held_case_names_the_proceedings_and_says_it_may_be_asked_for_again():
    case = at_stage_1()
    day = date(2026, 4, 3)
    court = Proceedings("court", COURT["proceedings"])
    holding = Holding("Amina Odell", day, LETTER)
    why = COURT["prejudice"]
    holds.hold_point(**of(case, from_on=day, point=2, proceedings=court, prejudice=why, holding=holding))
    words = written(case, "point_held", point=2)

    assert "It is point 2, “" in words
    assert "These proceedings are under way.\nCourt" in words
    assert "the care case in the family court" in words


def test_a_limit_a_freeze_and_a_risk_say_what_was_decided_and_why():
    case = at_stage_1()
    told = {"told_on": date(2026, 4, 3), **DECIDED}
    safety.limit_contact(
        **of(case, decided_on=date(2026, 4, 3), limit="One call a week.", review_on=date(2027, 1, 4), **told)
    )
    safety.decide_freeze(
        **of(
            case,
            decided_on=date(2026, 4, 3),
            change="a move",
            is_frozen=True,
            with_service="Tom Ashby",
            **told,
        )
    )
    safety.refer_to_safeguarding(**of(case, told="Priya, in the duty team", **told))

    assert "One call a week." in written(case, "limits_on_contact")
    assert "We will look at this decision again on Monday 4 January 2027." in written(
        case, "limits_on_contact"
    )
    assert "The change waits until we have looked at your complaint." in written(case, "freeze_decision")
    assert "We told Priya, in the duty team." in written(case, "safeguarding_told")
    assert owed(case) == []


def test_a_withdrawal_is_confirmed_with_the_day_it_was_said():
    case = at_stage_1()
    endings.withdraw(**of(case, said_on=date(2026, 4, 7), way="oral", words="I have had enough."))

    assert "You told us on Tuesday 7 April 2026 that you take your complaint back." in written(
        case, "withdrawal_confirmed"
    )


def test_who_does_the_act_is_named_and_nobody_else():
    case = at_stage_1()

    assert WHO["by"] in written(case, "advocacy_offer")
