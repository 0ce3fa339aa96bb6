"""What proves somebody: used once, changed only on the record, never left out by losing it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework.making import LATER, NOW, council

from heard.casework import accounts, factors
from heard.casework.audit import verify
from heard.casework.one_time_codes import code_of, new_secret, step_of
from heard.casework.sealing import SealBroken
from heard.ledger.models import Entry
from heard.people.models import Factor, Member

pytestmark = pytest.mark.django_db
TIMES = 500


@pytest.fixture(autouse=True)
def _installation():
    council()


def somebody(role: str = "complaints_officer", name: str = "rafe") -> Member:
    return accounts.add_member(sign_in_name=name, full_name="Rafe", role=role, by="amina", at=NOW)


def with_codes(member: Member) -> str:
    secret = new_secret()
    assert factors.add_codes(member, secret=secret, typed=code_of(secret, step_of(NOW)), by="rafe", at=NOW)
    return secret


def test_codes_are_taken_up_only_once_the_app_has_shown_one():
    member, secret = somebody(), new_secret()

    assert not factors.add_codes(member, secret=secret, typed="000000", by="rafe", at=NOW)
    assert not factors.factors_of(member).any


def test_no_code_is_taken_twice_however_often_it_is_tried():
    member = somebody()
    secret = with_codes(member)
    taken = 0
    for n in range(TIMES):
        at = LATER + timedelta(seconds=n % 30)
        taken += bool(factors.code_is_right(member, code_of(secret, step_of(LATER)), at=at))

    assert taken == 1


def test_a_recovery_code_works_once_and_leaves_a_line():
    member = somebody()
    with_codes(member)
    made = factors.new_recovery_codes(member, by="rafe", at=NOW)

    answers = [factors.code_is_right(member, made[3].upper().replace("-", " "), at=LATER) for _ in range(3)]

    assert answers == ["recovery", "", ""]
    assert factors.factors_of(member).recovery_left == 9
    assert Entry.objects.filter(act="use_recovery_code").count() == 1
    assert verify().whole


def test_one_members_codes_are_nothing_for_another():
    one, other = somebody(), somebody(name="oona")
    secret = with_codes(one)
    made = factors.new_recovery_codes(one, by="rafe", at=NOW)
    with_codes(other)
    factors.new_recovery_codes(other, by="oona", at=NOW)

    assert factors.code_is_right(other, code_of(secret, step_of(LATER)), at=LATER) == ""
    assert factors.code_is_right(other, made[0], at=LATER) == ""


def test_new_recovery_codes_end_the_earlier_ones():
    member = somebody()
    with_codes(member)
    old = factors.new_recovery_codes(member, by="rafe", at=NOW)
    factors.new_recovery_codes(member, by="rafe", at=NOW)

    assert factors.code_is_right(member, old[0], at=LATER) == ""


def test_no_secret_stands_in_the_ledger_or_lies_open_in_the_table():
    member = somebody()
    secret = with_codes(member)
    made = factors.new_recovery_codes(member, by="rafe", at=NOW)
    kept = " ".join(Factor.objects.values_list("secret", flat=True))
    said = " ".join(Entry.objects.values_list("said", flat=True))

    for hidden in (secret, *made, *(one.replace("-", "") for one in made)):
        assert hidden not in kept
        assert hidden not in said


def test_using_a_factor_keeps_the_ledger_whole_and_planting_one_does_not():
    member = somebody()
    secret = with_codes(member)
    assert factors.code_is_right(member, code_of(secret, step_of(LATER)), at=LATER) == "codes"
    assert verify().whole

    Factor.objects.create(member=member, kind="passkey", secret="planted", added_at=NOW)

    assert [fault.kind for fault in verify().faults] == ["row added"]


def test_the_last_factor_of_a_role_that_must_have_one_stays():
    member = somebody()
    with_codes(member)
    row = Factor.objects.get(kind="codes")

    with pytest.raises(factors.FactorRefused, match="Add another one first"):
        factors.take_away(member, row.pk, by="rafe", at=LATER)


def test_the_last_two_taken_away_at_once_leave_one(monkeypatch):
    member = somebody()
    with_codes(member)
    Factor.objects.create(member=member, kind="passkey", secret="planted", added_at=NOW)
    codes, passkey = (Factor.objects.get(kind=kind).pk for kind in ("codes", "passkey"))
    manager = type(Member.objects)
    wait = manager.select_for_update
    came_first = [passkey]

    def wait_for_the_other(self):
        """While one waits its turn, the other takes theirs away."""
        if came_first:
            factors.take_away(member, came_first.pop(), by="rafe", at=LATER)
        return wait(self)

    monkeypatch.setattr(manager, "select_for_update", wait_for_the_other)
    with pytest.raises(factors.FactorRefused, match="Add another one first"):
        factors.take_away(member, codes, by="rafe", at=LATER)

    # The other stands in the same transaction here, so the refusal takes theirs back too.
    assert (came_first, Factor.objects.count()) == ([], 2)


def test_an_elected_member_may_go_back_to_a_password_and_loses_the_recovery_codes_too():
    member = somebody("elected_member")
    with_codes(member)
    factors.new_recovery_codes(member, by="rafe", at=NOW)

    factors.take_away(member, Factor.objects.get(kind="codes").pk, by="rafe", at=LATER)

    assert not Factor.objects.exists()
    assert verify().whole


def test_every_role_with_power_must_have_a_second_factor():
    free = {role for role in Member.Role if not factors.demanded_of(Member(role=role))}

    assert free == {"elected_member", "performance_analyst", "contact_centre", "post_room"}
    assert factors.demanded_of(Member(role="a role nobody has thought of"))
    assert factors.demanded_of(Member(role="elected_member", is_outside=True))


@pytest.mark.parametrize("role", sorted(accounts.POWERFUL))
def test_whoever_could_let_themselves_in_as_another_is_helped_at_the_server(role):
    member = somebody(role)
    with_codes(member)

    with pytest.raises(factors.FactorRefused, match="heard lost-factor rafe"):
        factors.help_after_loss(member, by="amina", at=LATER)
    factors.help_after_loss(member, by="command line", at=LATER, at_the_server=True)

    assert not Factor.objects.exists()


def test_nobody_helps_themselves():
    member = somebody()

    with pytest.raises(factors.FactorRefused, match="Nobody takes their own"):
        factors.help_after_loss(member, by="rafe", at=LATER)


def test_a_changed_key_of_the_installation_opens_no_secret_and_an_earlier_one_that_is_named_does(settings):
    member = somebody()
    secret = with_codes(member)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key altogether"
    with pytest.raises(SealBroken):
        factors.code_is_right(member, code_of(secret, step_of(LATER)), at=LATER)

    settings.SECRET_KEY_FALLBACKS = [old]

    assert factors.code_is_right(member, code_of(secret, step_of(LATER)), at=LATER) == "codes"
