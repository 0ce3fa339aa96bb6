"""Whoever may no longer is refused at the very next page, within a second: leavers, the moved, the walled off."""

from __future__ import annotations

from datetime import date, timedelta
from time import monotonic

import pytest
from django.test import Client
from tests.casework import offices
from tests.casework.offices import BEGAN, NOW

from heard.casework import grants, office
from heard.casework.office import Post
from heard.casework.writing import writing
from heard.people.models import SignedIn
from heard.web import seeing

pytestmark = pytest.mark.django_db
WITHIN = 1.0  # seconds
TODAY = date(2026, 11, 22)


@pytest.fixture
def made(db):
    return offices.an_office()


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.account)
    session = client.session
    session["strength"] = "factor"
    session.save()
    return client


def seen(client: Client, case, where: str = "cases") -> int:
    return client.get(f"/{where}/{case.reference}/").status_code


def refused_within_a_second(client: Client, case, revoke) -> None:
    assert seen(client, case) == 200
    revoke()
    began = monotonic()
    answer = seen(client, case)
    assert (answer in (302, 403, 404), monotonic() - began < WITHIN) == (True, True), answer


def test_a_leaver_is_refused_and_signed_out_of_every_browser(made):
    member, case = made["complaints_officer"], offices.a_case(made)
    one, two = signed_in(member), signed_in(member)
    assert seen(two, case) == 200

    refused_within_a_second(
        one, case, lambda: office.staff_leaves(member=member, by="amina", at=NOW, leaves_on=TODAY)
    )

    assert seen(two, case) != 200
    assert not SignedIn.objects.filter(account_id=member.account_id).exists()


def test_the_last_day_that_came_refuses_without_anybody_doing_anything(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    def ends():
        with writing("test_rows", by="amina", at=NOW) as line:
            line.change(member, ends_on=seeing.today())

    refused_within_a_second(signed_in(member), case, ends)


def test_who_is_moved_to_another_team_no_longer_reaches_its_cases(made):
    member, case = made["team_manager"], offices.a_case(made, "North")

    refused_within_a_second(
        signed_in(member),
        case,
        lambda: office.move_staff(
            member=member, by="amina", at=NOW, moves_on=BEGAN, post=Post("Manager", team=made.teams["East"])
        ),
    )


def test_a_wall_built_now_stands_at_the_next_page(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    refused_within_a_second(signed_in(member), case, lambda: offices.complain_about(case, member))


def test_leave_that_is_ended_is_over_at_the_next_page(made):
    member, case = made["auditor"], offices.a_case(made)
    leave = offices.grant(
        case, member, offices.paper(case), by=made["complaints_manager"],
        begins_on=seeing.today(), ends_on=seeing.today() + timedelta(5),
    )  # fmt: skip
    client = signed_in(member)
    before = seen(client, case, "my-cases")

    grants.end_grant(grant=leave, because="It is over.", by=made["complaints_manager"], at=NOW)

    assert seen(client, case, "my-cases") == 404
    assert before == 200
