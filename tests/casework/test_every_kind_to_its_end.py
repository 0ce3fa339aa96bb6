"""Every kind of thing people say is received, carried to its end by acts of the office, and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.casework.living import KAYLA, MALIK, WHO, at_stage_1, council, fresh, person, received
from tests.casework.stages import (
    BOTH_UPHELD,
    FINAL_BY,
    acts_of,
    answered_1,
    at_stage_2,
    follow_all,
    of,
    recommended,
    somebody,
)

from heard.casework import (
    corporate,
    endings,
    going_on,
    intake,
    linking,
    ombudsman,
    other_kinds,
    parties,
    stage_1,
    stage_2,
    stage_3_answer,
)
from heard.casework.audit import verify
from heard.casework.council import change_setting
from heard.casework.looking_at_work import work_list
from heard.figures.ask import ask
from heard.law.kinds import KIND
from heard.law.procedure import ENDED, State
from heard.reporting.frames import frames_of_council
from heard.representations.models import OmbudsmanCase, ProviderAnswer, Representation, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY, LATER, END = date(2026, 4, 7), date(2026, 4, 14), date(2026, 11, 20)
CONTENT = {
    "ground": "complainant_content",
    "evidence": {"complainant_words": "Malik wrote on 2 November: thank you."},
}
FILED = {
    "ground": "answered_and_filed",
    "evidence": {"actions_done": "Each action is done or has its owner and its day."},
    "letter": {"right_to_go_on": "How to go to the Ombudsman."},
}
WHY = {"reason": "All that was asked is done.", "decided_by": "Amina Odell"}


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def closed(case: Representation, **more: object) -> Representation:
    endings.close(**of(case, day=END, **WHY, **more))
    return fresh(case)


def answered(case: Representation) -> Representation:
    facts = {"manager": somebody("Tom Ashby"), "findings": BOTH_UPHELD, "tells_right_to_go_on": True}
    stage_1.answer_stage_1(**of(case, sent_on=LATER, **facts))
    return fresh(case)


def statutory() -> Representation:
    case = recommended()
    final = {
        "sent_on": FINAL_BY,
        "independent_person_part": "Peter Vance met Dana Holt on 3 September and agreed.",
        "tells_of_ombudsman": True,
        "answers": follow_all(case, "stage_3"),
    }
    stage_3_answer.answer_stage_3(**of(case, **final))
    return closed(case, **FILED)


def statutory_after_stage_1() -> Representation:
    return closed(answered(at_stage_1()), **CONTENT)


def corporate_of_two_stages() -> Representation:
    case = answered_1(kind="corporate_complaint")
    going_on.ask_for_stage_2(**of(case, asked_on=date(2026, 5, 5), words="I am not happy."))
    stage_2.acknowledge_stage_2(**of(case, acknowledged_on=date(2026, 5, 7)))
    facts = {"manager": somebody("Dana Holt"), "findings": BOTH_UPHELD, "tells_of_ombudsman": True}
    corporate.answer_corporate_stage_2(**of(case, sent_on=date(2026, 5, 29), **facts))
    return closed(case, **FILED)


def corporate_of_one_stage() -> Representation:
    change_setting(name="corporate/stages", value="1", begins_on=date(2026, 1, 1), **WHO)
    return closed(answered(at_stage_1("corporate_complaint")), **CONTENT)


def simple(kind: str, **more: object) -> Representation:
    people = () if kind == "anonymous_report" else (MALIK,)
    return received(kind, people=people, points=(), **more)


def settled(kind: str) -> Representation:
    case = simple(kind)
    other_kinds.settle(**of(case, settled_on=DAY, how="Tom rang and agreed a visit.", settled_by="Tom Ashby"))
    return closed(case)


def thanked(kind: str) -> Representation:
    case = simple(kind)
    other_kinds.thank(**of(case, thanked_on=DAY, words="Thank you.", thanked_by="Amina Odell"))
    other_kinds.share(**of(case, shared_on=DAY, shared_with="North team", shared_by="Amina Odell"))
    return closed(case)


def enquired(kind: str) -> Representation:
    case = simple(kind)
    intake.acknowledge(**of(case, sent_on=DAY, way="e-mail"))
    more = {"until": date(2026, 4, 24), "reason": "Records are away.", "decided_by": "Amina Odell"}
    other_kinds.extend(**of(case, decided_on=DAY, told_on=DAY, **more))
    words = {"words": "The visit is on Friday.", "may_know": "Malik agrees.", "answered_by": "Amina Odell"}
    other_kinds.answer(**of(case, sent_on=LATER, **words))
    return closed(case)


def corresponded(kind: str, **more: object) -> Representation:
    case = simple(kind, **more)
    intake.acknowledge(**of(case, sent_on=DAY, way="letter"))
    other_kinds.answer(**of(case, sent_on=LATER, words="Yes, from May.", answered_by="Tom Ashby"))
    return closed(case)


def considered() -> Representation:
    case = simple("anonymous_report")
    facts = {
        "action": "The home's manager looks into it.",
        "reason": "It names a home.",
        "decided_by": "Amina Odell",
    }
    other_kinds.consider(**of(case, decided_on=DAY, **facts))
    return closed(case)


WALKS: dict[str, Callable[[], Representation]] = {
    "statutory_complaint": statutory,
    "corporate_complaint": corporate_of_two_stages,
    "concern": lambda: settled("concern"),
    "informal_complaint": lambda: settled("informal_complaint"),
    "comment": lambda: thanked("comment"),
    "suggestion": lambda: thanked("suggestion"),
    "compliment": lambda: thanked("compliment"),
    "mp_enquiry": lambda: enquired("mp_enquiry"),
    "councillor_enquiry": lambda: enquired("councillor_enquiry"),
    "duty_matter": lambda: corresponded("duty_matter", kind_label="Duty matter: subject access"),
    "anonymous_report": considered,
    "worker_change": lambda: corresponded("worker_change"),
}


def counted(kind: str) -> int:
    """How many of a kind the figures count as received in the year."""
    frames = frames_of_council(today=END)
    found = ask(frames, "received", period="2026-27", where={"kind": [kind]}).total.value
    if kind == "compliment":
        found = ask(frames, "compliments_received", period="2026-27").total.value
    return int(found or 0)


def test_every_kind_there_is_has_a_walk():
    assert set(WALKS) == set(KIND)


@pytest.mark.parametrize("kind", sorted(WALKS))
def test_each_kind_goes_from_its_first_word_to_its_end_and_is_counted_once(kind):
    others = [other for other in WALKS if other != kind]

    case = WALKS[kind]()

    assert State(case.state) in ENDED
    assert (acts_of(case)[0], acts_of(case)[-1]) == ("receive", "close")
    assert not Stage.objects.filter(representation=case, answered_on=None).exists()
    assert not Stage.objects.filter(representation=case, due_on_hint__isnull=False).exists()
    assert counted(kind) == 1
    assert [other for other in others if counted(other)] == []
    assert verify().whole


@pytest.mark.parametrize("walk", [statutory_after_stage_1, corporate_of_one_stage])
def test_a_complaint_may_end_with_its_first_answer(walk):
    case = walk()

    assert case.state == "closed_after_stage_1"
    assert counted(case.kind) == 1


def test_a_joint_complaint_is_shared_with_consent_and_each_body_keeps_its_clock():
    case = at_stage_1()
    before = Stage.objects.get(representation=case).due_on_hint
    consent = {
        "person": person(case),
        "given": True,
        "bounds": "All of it.",
        "evidence": "His e-mail of 3 April.",
    }
    parties.record_consent(**of(case, day=DAY, **consent))
    body = {"body": "Ashmere NHS Trust", "lead": "council", **WHY}

    linking.share_with_body(**of(case, shared_on=DAY, **body))

    assert Stage.objects.get(representation=case).due_on_hint == before
    ended = closed(answered(fresh(case)), **CONTENT)
    assert (ended.joint_with, State(ended.state) in ENDED) == ("Ashmere NHS Trust", True)
    assert counted("statutory_complaint") == 1


def test_a_joint_complaint_with_another_council_may_be_led_by_it():
    case = at_stage_1(people=(KAYLA,))
    consent = {"person": person(case), "given": True, "bounds": "All of it.", "evidence": "A signed form."}
    parties.record_consent(**of(case, day=DAY, **consent))
    linking.share_with_body(**of(case, shared_on=DAY, body="Thistlemere Council", lead="body", **WHY))

    assert closed(answered(fresh(case)), **CONTENT).joint_with == "Thistlemere Council"


def test_a_complaint_about_a_contracted_provider_is_answered_by_the_council_in_the_councils_time():
    case = at_stage_1()
    before = Stage.objects.get(representation=case).due_on_hint
    passed = {"provider": "Harbour Homes", "asked_by": date(2026, 4, 10)}
    stage_1.pass_to_provider(**of(case, passed_on=DAY, **passed))
    assert Stage.objects.get(representation=case).due_on_hint == before
    stage_1.receive_provider_answer(
        **of(case, received_on=date(2026, 4, 10), words="The home was short of staff.")
    )

    ended = closed(answered(fresh(case)), **CONTENT)

    assert State(ended.state) in ENDED
    assert ProviderAnswer.objects.get().answered_on == date(2026, 4, 10)
    assert Stage.objects.get(representation=case).manager == somebody_row("Tom Ashby")


def somebody_row(name: str):
    from heard.people.models import Person

    return Person.objects.get(name=name)


@pytest.mark.parametrize("place", [received, answered_1, at_stage_2, lambda: settled("concern")])
def test_an_ombudsman_case_may_be_opened_at_any_point_of_any_kind(place):
    case = place()
    opened = {"received_on": END, "ombudsman_reference": "26 000 001"}

    ombudsman.open_ombudsman_case(**of(case, **opened))

    assert OmbudsmanCase.objects.get().about_id == case.pk
    assert fresh(case).state == case.state


def test_what_has_come_to_its_end_stands_on_no_list_of_work():
    from heard.casework.accounts import add_member

    amina = add_member(sign_in_name="amina", full_name="Amina", role="complaints_manager", **WHO)
    for kind in ("concern", "mp_enquiry", "worker_change", "statutory_complaint"):
        WALKS[kind]()

    assert work_list(amina, today=END).total == 0
