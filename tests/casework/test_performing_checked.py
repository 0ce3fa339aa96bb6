"""The door of acts asks who does one, so that a path which forgets to ask still lets nobody do what they may not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY
from tests.casework.test_carrying_out import ADJUSTED, adjusting

from heard.casework import access, intake, parties, performing, performing_checked
from heard.casework.access import NeedsFresh
from heard.casework.carrying_out import carry_out
from heard.casework.four_eyes import NotAgreed
from heard.casework.looking import NotYours
from heard.casework.permissions import TABLE, NotAllowed
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.representations.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return offices.an_office()


def adjust(case, by):
    return parties.record_adjustment(reference=case.reference, by=by, at=NOW, **ADJUSTED)


def test_a_member_whose_role_may_not_is_refused_and_nothing_is_written(made):
    case = offices.a_case(made)
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed, match="These can"):
        adjust(case, "director")

    assert (Entry.objects.count(), Decision.objects.filter(about="adjustment").exists()) == (entries, False)


def test_a_member_behind_a_wall_is_answered_as_for_a_number_never_issued(made):
    case = offices.a_case(made)
    offices.complain_about(case, made["complaints_officer"])

    with pytest.raises(NotYours, match="cannot find that case"):
        adjust(case, "complaints-officer")


def test_a_leaver_is_refused(made):
    case = offices.a_case(made)
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(made["complaints_officer"], ends_on=TODAY)

    with pytest.raises(NotYours):
        adjust(case, "complaints-officer")


def test_who_may_does_it_and_so_does_the_night_in_nobodys_name(made):
    case = offices.a_case(made)

    adjust(case, "complaints-officer")
    adjust(case, "night")

    assert Decision.objects.filter(about="adjustment").count() == 2


def test_what_comes_in_is_put_on_record_by_who_may_alone(made):
    intake.receive(said=living.said(), by="contact-centre", at=NOW)

    with pytest.raises(NotAllowed):
        intake.receive(said=living.said(), by="administrator", at=NOW)


def test_an_error_in_asking_refuses(made, monkeypatch):
    case = offices.a_case(made)

    def broken(*_, **__):
        raise RuntimeError("the tables are gone")

    monkeypatch.setattr(access, "standing_of", broken)

    with pytest.raises(NotAllowed, match="could not check"):
        adjust(case, "complaints-officer")


def test_without_the_question_a_path_that_forgets_lets_anybody(made, monkeypatch):
    case = offices.a_case(made)
    offices.complain_about(case, made["complaints_officer"])
    monkeypatch.setattr(performing, "refuse_who_may_not", lambda *_, **__: None)

    adjust(case, "complaints-officer")

    assert Decision.objects.filter(about="adjustment").exists()


def test_a_page_vouches_for_its_own_act_alone(made):
    """A page of one act that did another would be asked about that one."""
    case = offices.a_case(made)
    offices.give(case, made["team_manager"], "responder")

    def another(*, reference, by, at, **_):
        return intake.accept(reference=reference, by=by, at=at, decided_on=ADJUSTED["day"], **living.DECIDED)

    with pytest.raises(NotAllowed, match="cannot accept"):
        carry_out(**adjusting(made["team_manager"], case, act=Act.REFER_TO_SAFEGUARDING, do=another))


MARKED = [
    (role, act, right)
    for role, rights in TABLE.items()
    for act, right in rights.items()
    if isinstance(act, Act)
]
SECOND = sorted((str(role), act) for role, act, right in MARKED if right.second)
FRESH = sorted((str(role), act) for role, act, right in MARKED if right.fresh)


def refused_alone(made, role, act, **more):
    case = offices.a_case(made)
    offices.give(case, made[role])
    done = []
    with pytest.raises((NotAgreed, NeedsFresh)) as why:
        carry_out(**adjusting(made[role], case, act=act, do=lambda **_: done.append(1), said={}, **more))
    assert not done
    return why.type


@pytest.mark.parametrize(("role", "act"), SECOND)
def test_every_act_marked_so_takes_a_second_person(made, role, act):
    assert refused_alone(made, role, act, fresh=True) is NotAgreed


@pytest.mark.parametrize(("role", "act"), FRESH)
def test_every_act_marked_so_takes_a_fresh_proof(made, role, act):
    assert refused_alone(made, role, act) is NeedsFresh


def test_beside_its_page_nobody_does_alone_what_takes_two(made):
    case = offices.a_case(made)

    with pytest.raises(NotAllowed, match="Nobody does this alone"):
        performing_checked.refuse_who_may_not("complaints-officer", Act.HOLD, case, on=TODAY)
    with pytest.raises(NeedsFresh):
        performing_checked.refuse_who_may_not("complaints-officer", Act.CORRECT, case, on=TODAY)


def statements(do) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        do()
    return len(asked)


def test_a_page_asks_once_and_the_door_costs_it_nothing(made, monkeypatch):
    case, manager = offices.a_case(made), made["complaints_manager"]
    checked = statements(lambda: carry_out(**adjusting(manager, case, once="one")))
    monkeypatch.setattr(performing, "refuse_who_may_not", lambda *_, **__: None)
    unchecked = statements(lambda: carry_out(**adjusting(manager, case, once="two")))

    assert checked == unchecked


def test_beside_a_page_the_door_costs_a_few_statements(made, monkeypatch):
    case = offices.a_case(made)
    checked = statements(lambda: adjust(case, "complaints-manager"))
    by_nobody = statements(lambda: adjust(case, "night"))
    monkeypatch.setattr(performing, "refuse_who_may_not", lambda *_, **__: None)
    unchecked = statements(lambda: adjust(case, "complaints-manager"))

    assert (checked - unchecked, by_nobody - unchecked) == (2, 1)
    assert performing_checked.VOUCHED.get() is None
