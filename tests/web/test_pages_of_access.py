"""Walls, leave of people from outside, emergencies, what managers are asked: by whoever may, and by a stranger."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import living, offices, stages
from tests.web.act_pages import day, signed_in

from heard.casework import walls
from heard.casework.handing_in import content_of
from heard.casework.permissions import MAY, Act, ChartAct, Role
from heard.ledger.models import Look
from heard.people.models import Tie
from heard.representations.models import (
    AnswerAsked,
    Assignment,
    GlassBroken,
    HandedIn,
    Restriction,
    SecondPerson,
    Wall,
)
from heard.web import sending
from heard.web.seeing import menu, now, today

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
PAGES = {
    "/declare/": Act.DECLARE_INTEREST,
    "/walls/": Act.BUILD_WALL,
    "/grants/": Act.SEE_GRANTS,
    "/emergency/": Act.BREAK_GLASS,
    "/emergency/reviews/": Act.REVIEW_GLASS,
    "/answers/": ChartAct.ANSWER_STAGE_1,
    "/start/": Act.DECLARE_INTEREST,
}


@pytest.fixture
def made():
    return offices.an_office()


@pytest.fixture
def case(made):
    return offices.a_case(made)


def when(name, one):
    """The three boxes of a date."""
    return day(name, one.year, one.month, one.day)


def bare(answer):
    """An answer without what differs on every page."""
    return answer.status_code, TOKEN.sub(b"", answer.content)


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_each_role_opens_what_it_may_and_no_more_and_its_menu_offers_no_more(made, role):
    client = signed_in(made[role])
    opened = {address: client.get(address).status_code for address in PAGES}
    offered = [href for _, href in menu(client.get("/help/").wsgi_request)["menu"]]

    assert opened == {address: 200 if act in MAY[role] else 403 for address, act in PAGES.items()}
    assert {client.get(one).status_code for one in offered} <= {200}


# Walls ---------------------------------------------------------------------------------------------------------------


def built(made, case, who="head_of_service"):
    """A wall that the complaints manager built at the page."""
    said = {"person": made[who].person_id, "decided": "line", "because": "They lead the team."}
    answer = signed_in(made["complaints_manager"]).post(f"/cases/{case.reference}/walls/", said)
    assert answer.status_code == 302
    return Wall.objects.get(person=made[who].person_id)


def test_a_wall_built_at_the_page_shuts_out_at_once(made, case):
    offices.give(case, made["head_of_service"], "responder")
    client = signed_in(made["head_of_service"])
    assert client.get(f"/cases/{case.reference}/").status_code == 200  # the control run
    built(made, case)

    assert bare(client.get(f"/cases/{case.reference}/")) == bare(client.get("/cases/CR-9999-0009/"))


def test_a_wall_without_a_reason_is_not_built(made, case):
    client = signed_in(made["complaints_manager"])
    answer = client.post(
        f"/cases/{case.reference}/walls/", {"person": made["director"].person_id, "decided": "line"}
    )

    assert answer.status_code == 422
    assert "Enter reason" in answer.content.decode()
    assert not Wall.objects.exists()


@pytest.mark.parametrize("role", ["complaints_officer", "team_manager", "director"])
def test_a_stranger_sees_and_builds_no_wall(made, case, role):
    client = signed_in(made[role])
    said = {"person": made["legal"].person_id, "decided": "line", "because": "No."}

    assert client.get(f"/cases/{case.reference}/walls/").status_code == 403
    assert client.post(f"/cases/{case.reference}/walls/", said).status_code == 403
    assert not Wall.objects.exists()


def test_two_persons_lift_a_wall_until_a_day_and_one_alone_does_not(made, case):
    offices.give(case, made["head_of_service"], "responder")
    wall = built(made, case)
    manager, governance = signed_in(made["complaints_manager"]), signed_in(made["information_governance"])
    address = f"/cases/{case.reference}/walls/{wall.pk}/lift/"
    said = {"how": "lift", "because": "Nobody else.", **when("from_on", today()),
            **when("until", today() + timedelta(days=20))}  # fmt: skip
    assert governance.post(address, said).status_code == 302
    asked = SecondPerson.objects.get()
    governance.post(address, {"agreed": asked.pk})
    wall.refresh_from_db()
    assert wall.lifted_from is None  # the control run: asked alone, it stands

    manager.post(f"/approve/{asked.pk}/", {"agree": "yes"})
    governance.post(address, {"agreed": asked.pk})
    wall.refresh_from_db()
    assert wall.lifted_until == today() + timedelta(days=20)
    assert "Nobody else." in manager.get("/walls/").content.decode()


def test_a_lifting_without_its_days_is_refused_in_words(made, case):
    wall = built(made, case)
    client = signed_in(made["information_governance"])
    answer = client.post(f"/cases/{case.reference}/walls/{wall.pk}/lift/", {"how": "lift", "because": "So."})

    assert answer.status_code == 422
    assert "Enter the last day it is lifted" in answer.content.decode()


def test_a_case_is_kept_to_those_who_have_it_and_seen_again(made, case):
    offices.give(case, made["complaints_manager"])
    manager, officer = signed_in(made["complaints_manager"]), signed_in(made["complaints_officer"])
    address = f"/cases/{case.reference}/walls/restrict/"
    assert officer.get(f"/cases/{case.reference}/").status_code == 200
    manager.post(address, {"because": "A family that everybody knows."})
    assert officer.get(f"/cases/{case.reference}/").status_code == 404
    manager.post(address, {})

    assert officer.get(f"/cases/{case.reference}/").status_code == 200
    assert Restriction.objects.get().ended_on == today()


# I know this family --------------------------------------------------------------------------------------------------


def test_whoever_says_they_know_the_family_does_not_see_the_case_any_more(made, case):
    client = signed_in(made["complaints_officer"])
    assert client.post("/declare/", {"case": case.reference}).status_code == 302

    assert client.get(f"/cases/{case.reference}/").status_code == 404
    assert Wall.objects.get().source == "declared"


def test_a_number_one_does_not_see_answers_as_one_never_issued(made, case):
    client = signed_in(made["contact_centre"])
    theirs, never = (client.post("/declare/", {"case": one}) for one in (case.reference, "CR-9999-0009"))
    strip = re.compile(rb"CR-\d{4}-\d{4}")

    assert strip.sub(b"", bare(theirs)[1]) == strip.sub(b"", bare(never)[1])
    assert not Wall.objects.exists()


def test_the_contact_centre_names_whom_it_knows_and_is_told_nothing(made, case):
    client = signed_in(made["contact_centre"])
    known, unknown = (client.post("/declare/", {"name": name}) for name in ("Malik Thornbeck", "Nobody Marl"))

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert Tie.objects.count() == 2
    assert Wall.objects.get().representation_id == case.pk


# Leave ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def leave(made):
    one = stages.investigating()
    return offices.grant(
        one, made["investigating_officer"], offices.paper(one), by=made["complaints_manager"],
        begins_on=today(), ends_on=today() + timedelta(days=30),
    )  # fmt: skip


def test_leave_is_renewed_and_ended_at_its_page(made, leave):
    client, address = signed_in(made["complaints_manager"]), f"/grants/{leave.pk}/"
    later = today() + timedelta(days=60)
    assert client.post(address, {"what": "renew", **when("until", later)}).status_code == 302
    leave.refresh_from_db()
    assert leave.ends_on == later
    assert client.post(address, {"what": "end"}).status_code == 422
    client.post(address, {"what": "end", "because": "The report is in."})
    leave.refresh_from_db()

    assert leave.ended_because == "The report is in."
    assert client.get(address).status_code == 404


def test_leave_longer_than_120_days_is_refused_in_words(made, leave):
    answer = signed_in(made["complaints_manager"]).post(
        f"/grants/{leave.pk}/", {"what": "renew", **when("until", today() + timedelta(days=121))}
    )

    assert answer.status_code == 422
    assert "120 days at most" in answer.content.decode()


@pytest.mark.parametrize("role", ["information_governance", "director"])
def test_those_who_may_only_see_the_list_change_nothing(made, leave, role):
    client = signed_in(made[role])

    assert "Investigating Officer Marl" in client.get("/grants/").content.decode()
    assert client.post(f"/grants/{leave.pk}/", {"what": "end", "because": "No."}).status_code == 403


def test_the_list_asks_no_more_of_many_than_of_one(made, leave):
    client = signed_in(made["complaints_manager"])
    few = asked(client, "/grants/")
    for one in range(6):
        case, role = stages.investigating(), ("independent_person", "advocate", "auditor")[one % 3]
        offices.grant(
            case, made[role], offices.paper(case), by=made["complaints_manager"], begins_on=today(),
            ends_on=today() + timedelta(days=9),
        )  # fmt: skip

    assert asked(client, "/grants/") == few


def asked(client, address):
    """How many questions a page puts to the database."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


# Emergencies ---------------------------------------------------------------------------------------------------------

WHY = {"reason": "safety", "words": "The duty social worker must know today where the child is."}


def test_a_case_is_opened_in_an_emergency_and_reviewed_by_somebody_else(made, case):
    client, governance = signed_in(made["safeguarding"]), signed_in(made["information_governance"])
    assert client.get(f"/cases/{case.reference}/").status_code == 404  # the control run
    assert client.post("/emergency/", {"case": case.reference, **WHY}).status_code == 302
    row = GlassBroken.objects.get()

    assert client.get(f"/cases/{case.reference}/").status_code == 200
    assert "Safeguarding Marl" in governance.get("/emergency/reviews/").content.decode()
    address = f"/emergency/reviews/{row.pk}/"
    assert governance.post(address, {"verdict": "justified"}).status_code == 422
    governance.post(address, {"verdict": "justified", "words": "The child was found."})
    row.refresh_from_db()
    assert row.verdict == "justified"
    assert governance.get(address).status_code == 404


def test_an_emergency_says_the_same_of_a_walled_case_and_a_number_never_issued(made, case):
    walls.build_wall(
        reference=case.reference, person=made["safeguarding"].person_id, by=made["complaints_manager"], at=now(),
        day=today(), because="Knows the family.",
    )  # fmt: skip
    client = signed_in(made["safeguarding"])
    strip = re.compile(rb"CR-\d{4}-\d{4}")
    walled, never = (
        client.post("/emergency/", {"case": one, **WHY}) for one in (case.reference, "CR-9999-0009")
    )

    assert walled.status_code == 422
    assert strip.sub(b"", bare(walled)[1]) == strip.sub(b"", bare(never)[1])
    assert not GlassBroken.objects.exists()
    assert Look.objects.filter(what="emergency", refused=True).count() == 2


def test_too_few_words_open_nothing(made, case):
    client = signed_in(made["safeguarding"])
    answer = client.post("/emergency/", {"case": case.reference, "reason": "safety", "words": "Now"})

    assert answer.status_code == 422
    assert "30 characters" in answer.content.decode()


# A manager's answer --------------------------------------------------------------------------------------------------


def ask(made, case, by="complaints_officer"):
    """Ask the team manager for their answer."""
    said = {"ask": "yes", "to": made["team_manager"].pk, "words": "Point 1 above all.",
            **when("answer_by", today() + timedelta(days=5))}  # fmt: skip
    assert signed_in(made[by]).post(f"/cases/{case.reference}/handed-in/", said).status_code == 302
    return AnswerAsked.objects.get()


WROTE = {"finding_1": "Upheld", "reason_1": "Six weeks.", "finding_2": "Not upheld", "reason_2": "Nobody heard it.",
         "put_right": "I will ring her."}  # fmt: skip


def test_a_manager_answers_one_case_from_a_link_and_the_officer_takes_it_up(made, case):
    officer = signed_in(made["complaints_officer"])
    assert "Ask a manager for their answer" in officer.get(f"/cases/{case.reference}/").content.decode()
    row = ask(made, case)
    manager = signed_in(made["team_manager"])
    address = f"/answers/{row.address}/"
    on_the_case = manager.get(f"/cases/{case.reference}/").content.decode()
    assert f'href="{address}"' in on_the_case
    assert "Write your answer" in on_the_case
    empty = manager.post(address, {"finding_1": ""}).content.decode()
    assert empty.count("There is a problem") == 1
    assert "Point 1: Enter what you looked at, and why" in empty
    page = manager.get(address).content.decode()
    assert "Point 1 above all." in page
    assert "Nobody rang back for six weeks." in page
    assert manager.post(address, WROTE).status_code == 302
    handed = HandedIn.objects.get()
    assert content_of(handed)["reason_1"] == "Six weeks."

    there = f"/cases/{case.reference}/handed-in/{handed.pk}/"
    offices.give(case, made["complaints_officer"])
    assert "waits to be checked since" in officer.get(f"/cases/{case.reference}/").content.decode()
    assert "Check a manager’s answer" in officer.get("/work/").content.decode()
    taken = officer.post(there, {"take-up": "yes"})
    assert "answer-stage-1" in taken.headers["Location"]
    page = officer.get(taken.headers["Location"]).content.decode()
    assert "Six weeks." in page
    assert f'<option value="{made["team_manager"].person_id}" selected>' in page
    assert "No answer is wanted any more" in manager.get(address).content.decode()
    assert living.fresh(case).state == "stage_1"  # nothing was sent by it


def test_an_answer_handed_in_again_takes_the_place_of_the_first_and_nobody_is_said_to_have_given_it_back(
    made, case
):
    row = ask(made, case)
    manager = signed_in(made["team_manager"])
    for _ in range(2):
        assert manager.post(f"/answers/{row.address}/", WROTE).status_code == 302
    page = signed_in(made["complaints_officer"]).get(f"/cases/{case.reference}/handed-in/").content.decode()

    assert page.count("Replaced by a newer one") == 1
    assert "Given back" not in page


def test_an_answer_given_back_says_why_on_the_same_page_with_the_words_kept(made, case):
    row = ask(made, case)
    manager, officer = signed_in(made["team_manager"]), signed_in(made["complaints_officer"])
    manager.post(f"/answers/{row.address}/", WROTE)
    there = f"/cases/{case.reference}/handed-in/{HandedIn.objects.get().pk}/"
    assert officer.post(there, {"back": "yes", "because": " "}).status_code == 422
    officer.post(there, {"back": "yes", "because": "Say sorry."})
    page = manager.get(f"/answers/{row.address}/").content.decode()

    assert "Say sorry." in page
    assert "I will ring her." in page


def test_what_is_half_written_is_kept_and_handed_in_by_nobody(made, case):
    row = ask(made, case)
    manager = signed_in(made["team_manager"])
    manager.post(f"/answers/{row.address}/", {"reason_1": "I am still asking.", "later": "yes"})
    answer = manager.post(f"/answers/{row.address}/", {"reason_1": "I am still asking."})

    assert answer.status_code == 422
    assert "I am still asking." in manager.get(f"/answers/{row.address}/").content.decode()
    assert not HandedIn.objects.exists()


@pytest.mark.parametrize("role", ["complaints_officer", "complaints_manager", "head_of_service"])
def test_the_link_opens_for_nobody_else_and_as_one_never_given_out(made, case, role):
    row = ask(made, case)
    client = signed_in(made[role])

    assert bare(client.get(f"/answers/{row.address}/")) == bare(client.get("/answers/never-given-out/"))
    assert client.get(f"/answers/{row.address}/").status_code == 404


def test_the_link_closes_when_a_wall_is_built(made, case):
    row = ask(made, case)
    client = signed_in(made["team_manager"])
    assert client.get(f"/answers/{row.address}/").status_code == 200
    built(made, case, "team_manager")

    assert client.get(f"/answers/{row.address}/").status_code == 404


def test_whoever_is_asked_gets_the_link_by_e_mail_and_not_a_word_of_the_case(
    made, case, settings, monkeypatch
):
    settings.EMAIL_HOST = "mail.example.org"
    monkeypatch.setattr(sending, "later", lambda do, *said: do(*said))
    User.objects.filter(pk=made["team_manager"].account_id).update(email="tom@example.org")
    row = ask(made, case)

    (message,) = mail.outbox
    assert message.to == ["tom@example.org"]
    assert f"/answers/{row.address}/" in message.body
    said = f"{message.subject} {message.body}"
    names = case.parties.values_list("person__name", flat=True)
    assert not [one for one in (case.reference, "Point 1", "child", *names) if one in said]


def test_the_case_is_given_to_whoever_is_asked_and_a_manager_sees_no_list_of_what_was_handed_in(made, case):
    ask(made, case)

    assert Assignment.objects.filter(
        representation=case, member=made["team_manager"], part="responder"
    ).exists()
    assert signed_in(made["team_manager"]).get(f"/cases/{case.reference}/handed-in/").status_code == 403


def test_the_list_of_answers_asks_no_more_of_many_than_of_one(made, case):
    ask(made, case)
    clients = [signed_in(made["team_manager"]), signed_in(made["complaints_officer"])]
    few = [asked(one, "/answers/") for one in clients]
    for _ in range(4):
        another = offices.a_case(made)
        said = {"ask": "yes", "to": made["team_manager"].pk, **when("answer_by", today() + timedelta(days=5))}
        clients[1].post(f"/cases/{another.reference}/handed-in/", said)

    assert AnswerAsked.objects.count() == 5
    assert [asked(one, "/answers/") for one in clients] == few


# Who has looked ------------------------------------------------------------------------------------------------------


def test_looks_are_narrowed_to_one_person_or_to_those_refused(made, case):
    manager, officer = signed_in(made["complaints_manager"]), signed_in(made["complaints_officer"])
    officer.get(f"/cases/{case.reference}/points/")
    signed_in(made["legal"]).get(f"/cases/{case.reference}/")
    address = f"/cases/{case.reference}/looks/"
    theirs = manager.get(f"{address}?by=complaints-officer").content.decode()
    refused = manager.get(f"{address}?refused=yes").content.decode()

    assert theirs.count('role="rowheader"') == 1
    assert "Legal adviser" in refused
    assert refused.count('role="rowheader"') == 1
