"""T16: twenty ways in which somebody might give themselves power, and none gives any. No door past the office."""

# ruff: noqa: E501  (one way a line)

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from tests.casework import offices
from tests.casework.offices import NOW, TODAY, Office
from tests.web.access.addresses import every_pattern
from tests.web.access.looking import browser

from heard.casework import accounts, directory, four_eyes, office, office_agreed, office_moving
from heard.casework.looking import NotYours, visible_to
from heard.casework.permissions import NotAllowed
from heard.people.models import Absence, Member
from heard.representations.models import SecondPerson

REFUSED = (NotAllowed, NotYours, four_eyes.NotAgreed, office.NotInOffice, accounts.NotByPage, accounts.LinkIsSpent,
           accounts.NameTaken, directory.GroupRefused, directory.NotKnownHere)  # fmt: skip
PEOPLE = "/settings/people/"
POST = {
    "job": "Something better",
    "because": "I want it.",
    "begins_on-day": "22",
    "begins_on-month": "11",
    "begins_on-year": "2026",
}
SHEET = "sign_in_name,full_name,role,job,from\n{name},{name},{role},Better,2026-11-22\n"
HOSTILE = {
    "role": "administrator",
    "is_superuser": "on",
    "is_staff": "on",
    "username": "director",
    "account": "1",
}


@dataclass
class Somebody:
    """Somebody of the office who wants more power, by their role, and what they can do at a page."""

    made: Office
    role: str

    @property
    def member(self) -> Member:
        return self.made[self.role]

    @property
    def name(self) -> str:
        return str(self.member.account.username)

    def send(self, address: str, **said: Any) -> Any:
        """Send a form from a browser in which they have just proved who they are."""
        return browser(self.member).post(address, said)

    def moves(self, **said: Any) -> Any:
        """Send the form by which they would move themselves."""
        return self.send(f"{PEOPLE}{self.member.pk}/move/", **{**POST, **said})

    def asks(self, name: str = "", role: str = "director") -> SecondPerson:
        """Ask that somebody has a powerful role: themselves, where nobody else is named."""
        return office.ask_for_role(sign_in_name=name or self.name, role=role, by=self.member, at=NOW)

    def agreed_for_noor(self) -> SecondPerson:
        """What two agreed to in good faith: that Noor becomes the director."""
        row = self.asks("noor")
        return four_eyes.approve(number=row.pk, by=self.made["information_governance"], at=NOW)


def own_page(me: Somebody) -> None:
    me.moves(role="complaints_manager")


def own_page_small_step(me: Somebody) -> None:
    me.moves(role="complaints_officer")


def two_roles_at_once(me: Somebody) -> None:
    me.moves(role=[str(me.member.role), "complaints_manager"])


def a_plan_for_tomorrow(me: Somebody) -> None:
    day = TODAY + timedelta(days=1)
    me.moves(role="complaints_officer", **{"begins_on-day": str(day.day)})
    office.take_up_posts(on=day, by="night", at=NOW)


def own_name_again(me: Somebody) -> None:
    said = {"full_name": "Me", "sign_in_name": me.name, "role": "director", **POST}
    me.send(f"{PEOPLE}join/", **said)


def agreeing_with_oneself(me: Somebody) -> None:
    row = me.asks("noor")
    me.send(f"/approve/{row.pk}/", agree="yes")
    office.add_staff(
        sign_in_name="noor",
        full_name="Noor",
        role="director",
        by=me.name,
        at=NOW,
        begins_on=TODAY,
        agreed=row.pk,
    )


def agreeing_to_ones_own_role(me: Somebody) -> None:
    asked = Somebody(me.made, "administrator").asks(me.name)
    me.send(f"/approve/{asked.pk}/", agree="yes")
    office.move_staff(member=me.member, by="administrator", at=NOW, moves_on=TODAY, post=office.Post("x"), role="director",
                      agreed=asked.pk)  # fmt: skip


def a_second_account_that_agrees(me: Somebody) -> None:
    twin = office.add_staff(
        sign_in_name="me-too", full_name="Me", role="complaints_officer", by=me.name, at=NOW, begins_on=TODAY
    )
    row = me.asks("noor")
    browser(twin).post(f"/approve/{row.pk}/", {"agree": "yes"})
    with suppress(*REFUSED):
        four_eyes.approve(number=row.pk, by=twin, at=NOW)
    office.add_staff(
        sign_in_name="noor",
        full_name="Noor",
        role="director",
        by=me.name,
        at=NOW,
        begins_on=TODAY,
        agreed=row.pk,
    )


def anothers_agreement(me: Somebody) -> None:
    row = me.agreed_for_noor()
    office.add_staff(
        sign_in_name="me-too",
        full_name="Me",
        role="director",
        by=me.name,
        at=NOW,
        begins_on=TODAY,
        agreed=row.pk,
    )


def another_role_by_an_agreement(me: Somebody) -> None:
    row = me.agreed_for_noor()
    office.add_staff(
        sign_in_name="noor",
        full_name="Noor",
        role="administrator",
        by=me.name,
        at=NOW,
        begins_on=TODAY,
        agreed=row.pk,
    )


def an_agreement_once_more(me: Somebody) -> None:
    row = me.agreed_for_noor()
    SecondPerson.objects.filter(pk=row.pk).update(answer=SecondPerson.Answer.DONE)
    me.send(f"{PEOPLE}asked/{row.pk}/", sign_in_name=me.name)
    office_agreed.do_as_agreed(number=row.pk, by=me.name, at=NOW)


def a_sheet_with_oneself(me: Somebody) -> None:
    _sheet(me, me.name, "complaints_manager")


def a_sheet_with_a_director(me: Somebody) -> None:
    _sheet(me, "me-too", "director")


def _sheet(me: Somebody, name: str, role: str) -> None:
    file = SimpleUploadedFile("staff.csv", SHEET.format(name=name, role=role).encode())
    answer = me.send(f"{PEOPLE}sheet/", file=file)
    if answer.status_code == 302:
        me.send(answer.headers["Location"], because="The review.")


def a_group_of_the_directory(me: Somebody) -> None:
    with suppress(*REFUSED):
        directory.approve(
            "Bosses", "complaints_manager", yes=True, by=me.made["complaints_manager"], at=NOW, today=TODAY
        )
    _comes(me, "somebody.new@council.example", {"Bosses": "complaints_manager"})


def a_group_for_who_is_here(me: Somebody) -> None:
    directory.approve(
        "Officers", "complaints_officer", yes=True, by=me.made["complaints_manager"], at=NOW, today=TODAY
    )
    _comes(me, "me@council.example", {"Officers": "complaints_officer"})


def an_address_nobody_verified(me: Somebody) -> None:
    found = _comes(me, "director@council.example", {}, verified=False)
    accounts.choose_password(found, "A password I chose myself", at=NOW)


def _comes(me: Somebody, email: str, groups: Mapping[str, str], *, verified: bool = True) -> Member:
    for who, address in ((me.role, "me@council.example"), ("director", "director@council.example")):
        User.objects.filter(pk=me.made[who].account_id).update(email=address)
    somebody = directory.Somebody(
        "https://login.example", "subject-9", "Me", email, verified, frozenset(groups)
    )
    return directory.member_from(somebody, groups=dict(groups), today=TODAY, at=NOW)


def a_link_for_the_administrator(me: Somebody) -> None:
    User.objects.filter(pk=me.made["director"].account_id).update(last_login=NOW)
    for who in ("administrator", "director"):
        answer = me.send(f"{PEOPLE}{me.made[who].pk}/link/")
        assert b"/choose-password/" not in answer.content


def ones_own_link_for_another(me: Somebody) -> None:
    mine, theirs = accounts.invitation(me.member), accounts.invitation(me.made["director"])
    found = accounts.member_of_link(theirs[0], mine[1])
    accounts.choose_password(found, "A password I chose myself", at=NOW)


def standing_in_for_oneself(me: Somebody) -> None:
    days = {**POST, "last_on-day": "30", "last_on-month": "11", "last_on-year": "2026"}
    me.send("/me/away/", deputy=str(me.member.pk), **days)
    office.set_absence(member=me.member, deputy=me.member, begins_on=TODAY, last_on=None, by=me.name, at=NOW)


def standing_in_for_the_manager(me: Somebody) -> None:
    boss = me.made["complaints_manager"]
    office.set_absence(member=boss, deputy=me.member, begins_on=TODAY, last_on=None, by=me.name, at=NOW)
    me.moves(role="complaints_manager")


def entering_as_in_a_demonstration(me: Somebody) -> None:
    client = browser(me.member)
    client.post(reverse("enter-demonstration"), {"as": "complaints-manager"})
    assert int(client.session["_auth_user_id"]) == me.member.account_id


def hostile_names_with_ones_own_forms(me: Somebody) -> None:
    for address in ("/me/sign-in/password/", "/me/away/", "/me/sign-in/browsers/", "/me/sign-in/"):
        me.send(address, password="A password of my own choosing", **HOSTILE)


Way = tuple[str, Callable[[Somebody], None]]
# Those that succeed as soon as the guards are taken away.
GUARDED = {
    own_page_small_step, a_plan_for_tomorrow, agreeing_with_oneself, agreeing_to_ones_own_role,
    a_second_account_that_agrees, anothers_agreement, another_role_by_an_agreement, a_group_of_the_directory,
}  # fmt: skip
# Who tries what. The administrator and the manager keep the people; the officer and the team manager do not.
WAYS: tuple[Way, ...] = (
    ("administrator", own_page), ("complaints_officer", own_page), ("administrator", own_page_small_step),
    ("administrator", two_roles_at_once), ("administrator", a_plan_for_tomorrow), ("administrator", own_name_again),
    ("complaints_manager", agreeing_with_oneself), ("complaints_officer", agreeing_to_ones_own_role),
    ("administrator", a_second_account_that_agrees), ("administrator", anothers_agreement),
    ("complaints_manager", another_role_by_an_agreement), ("administrator", an_agreement_once_more),
    ("administrator", a_sheet_with_oneself), ("complaints_manager", a_sheet_with_a_director),
    ("complaints_officer", a_group_of_the_directory), ("team_manager", a_group_for_who_is_here),
    ("complaints_officer", an_address_nobody_verified), ("complaints_manager", a_link_for_the_administrator),
    ("complaints_officer", ones_own_link_for_another), ("team_manager", standing_in_for_oneself),
    ("administrator", standing_in_for_the_manager), ("team_manager", entering_as_in_a_demonstration),
    ("team_manager", hostile_names_with_ones_own_forms),
)  # fmt: skip


@dataclass(frozen=True)
class Power:
    """Who has what: each role by name, whose accounts are marked, who stands in for themselves, what one person sees."""

    roles: Mapping[str, str]
    marked: frozenset[str]
    for_themselves: int
    sees: int
    passwords: Mapping[str, str]


def power(me: Somebody) -> Power:
    """How power lies now; the passwords are those of everybody else."""
    members = list(Member.objects.select_related("account"))
    return Power(
        roles={one.account.username: one.role for one in members},
        marked=frozenset(
            one.account.username for one in members if one.account.is_superuser or one.account.is_staff
        ),
        for_themselves=sum(one.deputy_id == one.member_id for one in Absence.objects.all()),
        sees=visible_to(me.member, on=TODAY).count(),
        passwords={one.account.username: one.account.password for one in members if one.pk != me.member.pk},
    )


def gained(me: Somebody, before: Power, after: Power) -> bool:
    """Whether anybody has more power than before: a new powerful role, another role of one's own, a mark, a view."""
    new = {
        name
        for name, role in after.roles.items()
        if role in accounts.POWERFUL and before.roles.get(name) != role
    }
    changed = {name for name, said in before.passwords.items() if after.passwords.get(name) != said}
    return bool(
        new
        or changed
        or after.marked
        or after.for_themselves
        or after.roles[me.name] != before.roles[me.name]
        or after.sees > before.sees
    )


@contextmanager
def undone() -> Iterator[None]:
    """What is tried here does not stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def succeeded(made: Office, ways: Iterable[Way]) -> set[str]:
    """The ways by which somebody has more power than before."""
    found = set()
    for role, way in ways:
        me = Somebody(made, role)
        with undone():
            before = power(me)
            with suppress(*REFUSED), transaction.atomic():
                way(me)
            if gained(me, before, power(me)):
                found.add(way.__name__)
    return found


@pytest.mark.django_db
def test_of_twenty_ways_to_promote_oneself_none_succeeds(monkeypatch):
    made = offices.an_office()
    offices.a_case(made)

    assert len(WAYS) >= 20
    assert succeeded(made, WAYS) == set()

    monkeypatch.setattr(office_moving, "POWERFUL", frozenset())
    monkeypatch.setattr(four_eyes, "_must_be_another", lambda *_: None)
    monkeypatch.setattr(office_moving, "_refuse_move", lambda *_: None)
    monkeypatch.setattr(directory, "GROUPS_MAY_GIVE", frozenset(Member.Role.values))
    monkeypatch.setattr(directory, "POWERFUL", frozenset())
    guarded = [(role, way) for role, way in WAYS if way in GUARDED]
    assert succeeded(made, guarded) == {way.__name__ for way in GUARDED}  # the control


def admin_doors() -> set[str]:
    """What would be a way into the tables past the office: a Django admin, its models, or its addresses."""
    found = {one for one in configured.INSTALLED_APPS if "admin" in one}
    if apps.is_installed("django.contrib.admin"):
        from django.contrib import admin

        found |= {model._meta.label for model in admin.site._registry}
    return found | {str(one.pattern) for one in every_pattern() if "admin" in str(one.pattern)}


def test_no_table_is_registered_in_an_admin_and_there_is_no_address_of_one(settings):
    assert admin_doors() == set()

    settings.INSTALLED_APPS = [*configured.INSTALLED_APPS, "django.contrib.admin"]
    from django.contrib import admin
    from django.contrib.admin.sites import NotRegistered

    admin.site.register(SecondPerson)
    try:
        assert "representations.SecondPerson" in admin_doors()  # the control
    finally:
        with suppress(NotRegistered):
            admin.site.unregister(SecondPerson)


@pytest.mark.django_db
def test_the_mark_of_a_superuser_opens_nothing():
    made = offices.an_office()
    officer = made["team_manager"]
    User.objects.filter(pk=officer.account_id).update(is_superuser=True, is_staff=True)
    alone = User.objects.create(username="sam", is_superuser=True, is_staff=True)

    assert browser(officer).get("/settings/").status_code == 403
    client = browser(officer)
    client.force_login(alone)
    assert client.get("/work/").status_code in (302, 403)
