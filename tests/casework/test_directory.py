"""The council's directory says who somebody is, and never what they may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.making import LATER, NOW, council

from heard.casework import accounts, directory
from heard.casework.audit import verify
from heard.people.models import DirectoryLink, Member

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
RAFE = directory.Somebody(
    "https://login.example", "subject-1", "Rafe Example", "rafe@example.org", True, frozenset({"Officers"})
)
GROUPS = {"Officers": "complaints_officer"}


@pytest.fixture(autouse=True)
def _installation():
    council()


def somebody(name: str = "rafe", role: str = "complaints_officer", email: str = "rafe@example.org") -> Member:
    return accounts.add_member(sign_in_name=name, full_name="", role=role, by="amina", at=NOW, email=email)


def comes(who: directory.Somebody = RAFE, groups: dict[str, str] | None = None) -> Member:
    return directory.member_from(who, groups=groups or {}, today=DAY, at=LATER)


def test_a_member_is_found_by_a_verified_address_once_and_by_the_link_ever_after():
    member = somebody()

    assert comes().pk == member.pk
    assert comes(replace(RAFE, email="new.name@example.org")).pk == member.pk
    assert DirectoryLink.objects.count() == 1
    assert verify().whole


def test_an_address_nobody_verified_proves_nothing():
    somebody()

    with pytest.raises(directory.NotKnownHere):
        comes(replace(RAFE, email_is_verified=False))


def test_an_address_given_to_somebody_new_does_not_open_the_first_ones_account():
    somebody()
    comes()

    with pytest.raises(directory.NotKnownHere):
        comes(replace(RAFE, subject="subject-2"))


def test_the_same_subject_of_another_directory_is_somebody_else():
    somebody()
    comes()

    with pytest.raises(directory.NotKnownHere):
        comes(replace(RAFE, issuer="https://elsewhere.example", email=""))


def test_a_group_gives_nothing_until_a_complaints_manager_approved_that_very_role():
    with pytest.raises(directory.NotKnownHere):
        comes(groups=GROUPS)

    boss = somebody("amina", "complaints_manager", "")
    directory.approve("Officers", "complaints_officer", yes=True, by=boss, at=NOW, today=DAY)
    with pytest.raises(directory.NotKnownHere):
        comes(groups={"Officers": "team_manager"})
    with pytest.raises(directory.NotKnownHere):
        comes(replace(RAFE, groups=frozenset()), groups=GROUPS)

    assert comes(groups=GROUPS).role == "complaints_officer"
    assert verify().whole


def test_an_approval_can_be_stopped():
    boss = somebody("amina", "complaints_manager", "")
    directory.approve("Officers", "complaints_officer", yes=True, by=boss, at=NOW, today=DAY)
    directory.approve("Officers", "complaints_officer", yes=False, by=boss, at=LATER, today=DAY)

    with pytest.raises(directory.NotKnownHere):
        comes(groups=GROUPS)


def test_a_group_never_changes_the_role_of_a_member():
    boss = somebody("amina", "complaints_manager", "")
    directory.approve("Officers", "complaints_officer", yes=True, by=boss, at=NOW, today=DAY)
    somebody(role="elected_member")

    assert comes(groups=GROUPS).role == "elected_member"


@pytest.mark.parametrize("role", sorted(set(Member.Role) - directory.GROUPS_MAY_GIVE))
def test_a_role_with_power_is_never_given_by_a_group(role):
    boss = somebody("amina", "complaints_manager", "")

    with pytest.raises(directory.GroupRefused):
        directory.approve("Officers", role, yes=True, by=boss, at=NOW, today=DAY)
    with pytest.raises(directory.NotKnownHere):
        comes(groups={"Officers": role})


def test_nobody_but_a_complaints_manager_approves():
    officer = somebody()

    with pytest.raises(directory.GroupRefused):
        directory.approve("Officers", "complaints_officer", yes=True, by=officer, at=NOW, today=DAY)


def test_somebody_whose_days_are_over_is_not_let_in():
    member = somebody()
    Member.objects.filter(pk=member.pk).update(ends_on=DAY)

    with pytest.raises(directory.NotKnownHere, match="today"):
        comes()
