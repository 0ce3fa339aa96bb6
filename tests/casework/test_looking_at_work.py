"""The work list: soonest first, and of one stage the oldest first, so that others like it are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import offices
from tests.casework.living import NOW, at_stage_1, council, received
from tests.casework.stages import answered_1, at_stage_2, of, recommended

from heard.casework import corporate, going_on
from heard.casework.accounts import add_member
from heard.casework.looking_at_work import STAGE_LISTS, work_list
from heard.casework.permissions import NotAllowed
from heard.law.procedure import Act
from heard.people.models import Member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def amina() -> Member:
    council()
    return add_member(sign_in_name="amina", full_name="Amina", role="complaints_manager", by="amina", at=NOW)


def of_stage(amina: Member, stage: str) -> list[tuple[str, date]]:
    return [(task.reference, task.since) for task in work_list(amina, today=TODAY, stage=stage).tasks]


def test_of_one_stage_the_oldest_comes_first_and_nothing_else_stands_there(amina):
    later, first = at_stage_2(date(2026, 6, 1)), at_stage_2(date(2026, 5, 5))
    at_stage_1()
    received("concern", points=())

    assert of_stage(amina, "stage_2") == [
        (first.reference, date(2026, 5, 5)),
        (later.reference, date(2026, 6, 1)),
    ]
    assert len({task.reference for task in work_list(amina, today=TODAY).tasks}) == 4


def test_an_older_case_that_is_due_later_still_comes_first(amina):
    old = received("mp_enquiry", points=(), received_on=date(2026, 4, 1))
    going_on.express_dissatisfaction(**of(old, said_on=date(2026, 4, 2), words="Please hurry."))
    new = received("mp_enquiry", points=(), received_on=date(2026, 4, 8))

    assert [one for one, _ in of_stage(amina, "enquiry")] == [old.reference, new.reference]


def test_what_was_asked_for_and_has_not_been_opened_is_a_list_of_its_own(amina):
    said, weighed = answered_1(), answered_1(kind="corporate_complaint")
    late, opened = answered_1(), at_stage_2()
    going_on.express_dissatisfaction(**of(said, said_on=date(2026, 5, 20), words="I am not happy."))
    corporate.weigh_request_for_stage_2(**of(weighed, asked_on=date(2026, 5, 6), words="Again."))
    going_on.ask_for_stage_2_late(**of(late, asked_on=date(2026, 9, 1), words="I was ill."))

    assert of_stage(amina, "stage_2_asked") == [
        (weighed.reference, date(2026, 5, 6)),
        (said.reference, date(2026, 5, 20)),
        (late.reference, date(2026, 9, 1)),
    ]
    assert [one for one, _ in of_stage(amina, "stage_2")] == [opened.reference]
    question = next(
        task
        for task in work_list(amina, today=TODAY, stage="stage_2_asked").tasks
        if task.reference == said.reference
    )
    assert question.next_act == "Decide whether the words are a request"


def test_the_other_filters_narrow_a_stage_too(amina):
    case = answered_1()
    going_on.express_dissatisfaction(**of(case, said_on=date(2026, 5, 20), words="I am not happy."))

    found = work_list(amina, today=TODAY, stage="stage_2_asked", kind="corporate_complaint")

    assert (found.tasks, found.total) == ((), 0)
    assert work_list(amina, today=TODAY, stage="stage_2_asked", kind="statutory_complaint").total == 1


@pytest.mark.parametrize("stage", ["", *STAGE_LISTS])
def test_no_list_is_there_for_somebody_who_may_not_see_cases(stage, amina):
    with pytest.raises(NotAllowed):
        work_list(None, today=TODAY, stage=stage)


def tasks_on(member: Member, case, **asked) -> list:
    """The rows of one case on somebody's work list."""
    found = work_list(member, today=TODAY, **asked).tasks
    return [one for one in found if one.reference == case.reference]


def member(name: str, role: str) -> Member:
    return add_member(sign_in_name=name, full_name=name.title(), role=role, by="amina", at=NOW)


def test_a_case_that_waits_for_the_director_is_her_own_work_whoever_has_it(amina):
    dana, waiting, other = member("dana", "director"), recommended(), at_stage_2()

    first = work_list(dana, today=TODAY, view="")

    assert first.view == "mine"
    assert {one.reference for one in first.tasks} == {waiting.reference}
    assert [one.act for one in tasks_on(dana, waiting, view="mine") if one.what == "clock"] == [
        Act.ANSWER_STAGE_3
    ]
    assert other.reference in {one.reference for one in work_list(amina, today=TODAY, view="mine").tasks}


def test_what_nobody_has_accepted_comes_first_of_what_nobody_has(amina):
    late, new, concern = at_stage_1(), received(), received("concern", points=())
    for case in (late, new, concern):
        offices.nobody_has(case)

    first = [one.reference for one in work_list(amina, today=TODAY, view="unassigned").tasks]

    assert set(first[:2]) == {new.reference, concern.reference}
    assert first[2] == late.reference


def test_a_row_says_what_the_case_waits_for_and_offers_it_only_to_whoever_may(amina):
    case, tom = at_stage_2(), member("tom", "director")

    mine, his = tasks_on(amina, case), tasks_on(tom, case, view="all")

    assert [one.act for one in mine] == [one.own or Act.APPOINT_INVESTIGATOR for one in mine]
    assert {one.next_act for one in mine} == {one.next_act for one in his}
    assert {one.act for one in his} == {None}


def test_a_page_of_the_list_asks_no_more_of_many_cases_than_of_one(amina):
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            work_list(amina, today=TODAY)
        return len(seen)

    received()
    few = asked()
    for _ in range(3):
        received()
    assert asked() == few
    assert few <= 20
