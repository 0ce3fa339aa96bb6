"""The people of the office: what their pages do, what they refuse in which words, and what they never show."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework import offices
from tests.casework.offices import BEGAN, TODAY, TOMORROW

from heard.casework import office
from heard.casework.audit import verify
from heard.casework.four_eyes import approve
from heard.casework.writing import writing
from heard.people.models import Absence, Council, Member, OfficeChange, OfficePost, SignedIn, Team
from heard.representations.models import Assignment, Notice, SecondPerson

pytestmark = pytest.mark.django_db
PEOPLE = "/settings/people/"
JOINS = {
    "full_name": "Noor Haddad",
    "sign_in_name": "noor",
    "role": "complaints_officer",
    "because": "A new post",
}


@pytest.fixture
def made(db):
    """A council with one member in each role; in a demonstration nobody has to prove themselves again."""
    there = offices.an_office()
    demonstration(True)
    return there


def demonstration(yes: bool) -> None:
    with writing("test_rows", by="test", at=offices.NOW) as line:
        line.change(Council.objects.get(), is_demo=yes)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.account)
    session = client.session
    session["strength"] = "factor"
    session.save()
    return client


@pytest.fixture
def manager(made) -> Client:
    return signed_in(made["complaints_manager"])


def on(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def page_of(client: Client, member: Member, rest: str = "") -> str:
    return client.get(f"{PEOPLE}{member.pk}/{rest}").content.decode()


# Joining


def test_somebody_joins_with_a_post_a_day_and_a_reason_and_is_given_a_link(manager, made):
    team = made.teams["North"]
    said = {**JOINS, "job": "Duty officer", "team": str(team.pk), **on("begins_on", TODAY)}

    answer = manager.post(f"{PEOPLE}join/", said)
    noor = Member.objects.get(account__username="noor")
    page = page_of(manager, noor)

    assert "/choose-password/" in answer.content.decode()
    assert OfficePost.objects.get(person=noor.person).team == team
    assert OfficeChange.objects.get(member=noor).because == "A new post"
    assert "Duty officer, North" in page
    assert "A new post" in page
    assert verify().whole


def test_what_is_missing_or_taken_is_said_beside_its_question_and_nobody_joins(manager, made):
    before = Member.objects.count()
    empty = manager.post(f"{PEOPLE}join/", {})
    taken = manager.post(f"{PEOPLE}join/", {**JOINS, "sign_in_name": "legal", **on("begins_on", TODAY)})
    both = {
        **JOINS,
        "role": "team_manager",
        "leads": "on",
        **on("begins_on", TODAY),
    }

    assert (empty.status_code, taken.status_code) == (422, 422)
    assert "Enter full name" in empty.content.decode()
    assert "Somebody already signs in as legal" in taken.content.decode()
    assert (
        "Select the team whose cases this manager sees"
        in manager.post(f"{PEOPLE}join/", both).content.decode()
    )
    assert Member.objects.count() == before


def test_a_powerful_role_waits_for_a_second_person_and_is_then_given_exactly_as_agreed(manager, made):
    said = {**JOINS, "role": "director", "job": "Director", **on("begins_on", TODAY)}

    asked = manager.post(f"{PEOPLE}join/", said, follow=True)
    row = SecondPerson.objects.get()
    waiting = asked.content.decode()
    too_soon = manager.post(f"{PEOPLE}asked/{row.pk}/")

    assert "It waits to be agreed" in waiting
    assert "Waits to be agreed" in manager.get(PEOPLE).content.decode()
    assert too_soon.status_code == 422
    assert not Member.objects.filter(account__username="noor").exists()

    seen = signed_in(made["information_governance"]).get(f"/approve/{row.pk}/").content.decode()
    assert "Noor Haddad" in seen
    assert "Director of children’s services" in seen
    approve(number=row.pk, by=made["information_governance"], at=offices.NOW)
    done = manager.post(f"{PEOPLE}asked/{row.pk}/")
    again = manager.post(f"{PEOPLE}asked/{row.pk}/")

    assert "/choose-password/" in done.content.decode()
    assert Member.objects.get(account__username="noor").role == "director"
    assert again.status_code == 404


def test_nobody_agrees_to_their_own_role(made):
    officer = made["complaints_officer"]
    row = office.ask_for_role(
        sign_in_name=officer.account.username,
        role="complaints_manager",
        by=made["complaints_manager"],
        at=offices.NOW,
    )

    with pytest.raises(Exception, match="It is your own role"):
        approve(number=row.pk, by=officer, at=offices.NOW)


# Moving


def test_somebody_moves_on_a_day_to_come_and_keeps_role_and_team_until_then(manager, made):
    member, east = made["team_manager"], made.teams["East"]
    said = {
        "role": "complaints_officer",
        "job": "Officer",
        "team": str(east.pk),
        "because": "Asked for it",
        **on("begins_on", TOMORROW),
    }

    answer = manager.post(f"{PEOPLE}{member.pk}/move/", said, follow=True)
    before = made["team_manager"]
    office.take_up_posts(on=TODAY, by="night", at=offices.NOW)
    still = made["team_manager"]
    taken_up = [office.take_up_posts(on=TOMORROW, by="night", at=offices.NOW) for _ in range(2)]
    after = made["team_manager"]

    assert "with the role complaints officer" in answer.content.decode()
    assert [(one.role, one.team.label) for one in (before, still)] == [("team_manager", "North")] * 2
    assert (after.role, after.team) == ("complaints_officer", east)
    assert taken_up == [1, 0]
    assert verify().whole


def test_nobody_moves_themselves_into_another_role(manager, made):
    said = {"role": "director", "because": "x", **on("begins_on", TODAY)}

    answer = manager.post(f"{PEOPLE}{made['complaints_manager'].pk}/move/", said)

    assert answer.status_code == 422
    assert "Nobody gives themselves another role" in answer.content.decode()
    assert not SecondPerson.objects.exists()


# Leaving


def test_who_leaves_today_is_out_at_once_and_what_they_had_is_somebody_elses(manager, made):
    leaver, next_one = made["complaints_officer"], offices.staff("Sam", "complaints_officer")
    mine, walled = offices.a_case(made), offices.a_case(made)
    for case in (mine, walled):
        offices.give(case, leaver)
    offices.complain_about(walled, next_one)
    client = signed_in(leaver)
    assert client.get(f"/cases/{mine.reference}/").status_code == 200
    page = page_of(manager, leaver, "leave/")

    said = {"to": next_one.account.username, "because": "Another job", **on("leaves_on", TODAY)}
    manager.post(f"{PEOPLE}{leaver.pk}/leave/", said)

    assert mine.reference in page
    assert client.get(f"/cases/{mine.reference}/").status_code != 200
    assert not SignedIn.objects.filter(account_id=leaver.account_id).exists()
    has = {
        case: Assignment.objects.get(representation=case, ends_on=None, part="owner").member
        for case in (mine, walled)
    }
    assert has[mine] == next_one
    assert has[walled] not in (next_one, leaver)
    assert "Left" in page_of(manager, leaver)
    assert verify().whole


def test_who_leaves_later_keeps_what_they_have_until_the_day_before(manager, made):
    leaver, case = made["complaints_officer"], offices.a_case(made)
    offices.give(case, leaver)
    day = TODAY + timedelta(days=7)

    manager.post(f"{PEOPLE}{leaver.pk}/leave/", {"to": "", "because": "x", **on("leaves_on", day)})

    assert made["complaints_officer"].account.is_active
    assert Assignment.objects.get(representation=case, member=leaver).ends_on == day
    assert Assignment.objects.get(representation=case, ends_on=None, part="owner").begins_on == day
    assert not Notice.objects.filter(what="nobody_for_owner").exists()


def test_the_page_of_a_case_leads_to_who_is_kept_out_of_it_for_those_who_may_say_so(made):
    case = offices.a_case(made)
    link = f'href="/cases/{case.reference}/walls/"'

    shown = {
        role: link in signed_in(made[role]).get(f"/cases/{case.reference}/").content.decode()
        for role in ("complaints_manager", "complaints_officer")
    }

    assert shown == {"complaints_manager": True, "complaints_officer": False}


def test_the_last_who_keeps_the_people_does_not_leave(made):
    client = signed_in(made["complaints_manager"])
    said = {"to": "", "because": "x", **on("leaves_on", TODAY)}
    client.post(f"{PEOPLE}{made['administrator'].pk}/leave/", said)

    answer = client.post(f"{PEOPLE}{made['complaints_manager'].pk}/leave/", said)

    assert answer.status_code == 422
    assert "Nobody else keeps the people of the office" in answer.content.decode()


# What is hidden


def test_a_case_that_is_not_there_for_the_viewer_is_not_on_a_persons_page_nor_counted(made):
    holder, manager = made["complaints_officer"], made["complaints_manager"]
    hidden = offices.a_case(made)
    before = {
        role: [page_of(signed_in(made[role]), holder, rest) for rest in ("", "leave/")]
        for role in ("complaints_manager", "administrator")
    }
    offices.give(hidden, holder)
    shown = page_of(signed_in(manager), holder)
    offices.complain_about(hidden, manager)

    def bare(page: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page)

    for role, pages in before.items():
        now = [page_of(signed_in(made[role]), holder, rest) for rest in ("", "leave/")]
        assert [bare(one) for one in now] == [bare(one) for one in pages], role
    assert hidden.reference in shown  # the control: without a wall it is there


# Being away


def test_somebody_is_away_with_a_deputy_and_back(manager, made):
    member, deputy = made["complaints_officer"], made["legal"]
    away = f"{PEOPLE}{member.pk}/away/"
    manager.post(away, {"deputy": str(deputy.pk), **on("begins_on", TODAY), **on("last_on", TOMORROW)})
    twice = manager.post(away, {"deputy": "", **on("begins_on", TOMORROW)})
    absence = Absence.objects.get()

    assert office.deputies_of(member, TODAY) == [deputy]
    assert "Legal Marl stands in" in manager.get(f"{PEOPLE}?state=away").content.decode()
    assert twice.status_code == 422
    assert "End that first, or choose other days" in twice.content.decode()

    late = manager.post(f"{away}{absence.pk}/", on("last_on", TOMORROW + timedelta(days=3)))
    manager.post(f"{away}{absence.pk}/", on("last_on", TODAY))
    assert late.status_code == 422
    assert office.deputies_of(member, TOMORROW) == []
    manager.post(f"{away}{absence.pk}/", on("last_on", TODAY - timedelta(days=1)))
    assert not Absence.objects.exists()
    assert verify().whole


def test_everybody_at_work_says_themselves_when_they_are_away_and_nobody_for_another(made):
    member, client = made["complaints_officer"], signed_in(made["complaints_officer"])
    client.post("/me/away/", {"deputy": str(made["legal"].pk), **on("begins_on", TODAY)})
    absence = Absence.objects.get()
    page = client.get("/me/away/").content.decode()

    assert office.deputies_of(member, TODAY) == [made["legal"]]
    assert "Sunday 22 November 2026 to a day not known yet. Legal Marl stands in." in page
    assert signed_in(made["legal"]).post(f"/me/away/{absence.pk}/", on("last_on", TODAY)).status_code == 404
    assert signed_in(made["elected_member"]).get("/me/away/").status_code == 403
    client.post(f"/me/away/{absence.pk}/", on("last_on", TODAY))
    assert office.deputies_of(member, TOMORROW) == []


# Teams and services


def test_a_team_with_people_or_open_cases_does_not_end_and_it_says_which(manager, made):
    team, case = made.teams["North"], offices.a_case(made, "North")
    end = f"/settings/places/team/{team.pk}/end/"
    said = {"because": "Joined with South", **on("last_on", TODAY)}

    refused = manager.post(end, said).content.decode()
    assert "Team Manager Marl works there" in refused
    assert f"{case.reference} is open there" in refused
    assert f'href="/cases/{case.reference}/"' in refused
    assert Team.objects.get(pk=team.pk).in_use_to is None

    empty = made.teams["East"]
    manager.post(f"/settings/places/team/{empty.pk}/end/", said)
    assert Team.objects.get(pk=empty.pk).in_use_to == TODAY
    assert OfficeChange.objects.get(team=empty).act == "end_place"
    assert "Select" not in manager.get("/settings/places/").content.decode()
    administrator = signed_in(made["administrator"]).post(f"/settings/places/team/{team.pk}/end/", said)
    assert "Ask somebody who sees every case" in administrator.content.decode()


def test_a_service_ends_after_its_teams_and_a_place_is_added_and_renamed_with_why(manager, made):
    service = made.services["Our care"]
    said = {"because": "Review of 2026", **on("last_on", TODAY)}
    refused = manager.post(f"/settings/places/service/{service.pk}/end/", said).content.decode()
    added = manager.post(
        "/settings/places/team/add/",
        {"label": "West", "service": str(service.pk), "because": "New", **on("begins_on", TODAY)},
    )
    west = Team.objects.get(label="West")
    where = f"/settings/places/team/{west.pk}/"
    taken = manager.post(where, {"label": "north", "because": "x"})
    manager.post(where, {"label": "Far West", "because": "Plainer"})

    assert "East is a team of it" in refused
    assert added.status_code == 302
    assert west.in_use_from == TODAY
    assert taken.status_code == 422
    assert "“North” is in this list already" in taken.content.decode()
    assert "Plainer" in manager.get(where).content.decode()
    assert Team.objects.get(pk=west.pk).label == "Far West"
    assert verify().whole


# A sheet

SHEET = """sign_in_name,full_name,role,job,from,team,service,leads,answers_to,leaves_on,shoe
noor,Noor Haddad,Team manager,Manager,2026-12-01,South,,yes,head-of-service,,
team-manager,Team Manager Marl,team_manager,Manager,2026-12-01,East,,yes,,,
legal,,,,,,,,,2026-11-30,
lou,Lou Marl,Director of children’s services,,2026-12-01,,,,,,
kim,Kim Marl,Legal adviser,,31/02/2026,,,,,,
uma,Uma Marl,Legal adviser,,2026-12-01,Nowhere,,,,,
"""


def sent(client: Client, text: str, name: str = "staff.csv"):
    return client.post(f"{PEOPLE}sheet/", {"file": SimpleUploadedFile(name, text.encode())})


def test_a_sheet_says_row_by_row_what_it_would_do_does_just_that_and_does_it_once(manager, made):
    answer = sent(manager, SHEET)
    look = answer.headers["Location"]
    before = verify().entries
    page = manager.get(look).content.decode()

    assert "Nothing has been changed yet" in page
    assert verify().entries == before
    for words in (
        "Joins on Tuesday 1 December 2026: Manager, leads South",
        "Moves on Tuesday 1 December 2026, from Team manager, North, to Manager, leads East",
        "Leaves on Monday 30 November 2026",
        "takes two persons, and no sheet gives it",
        "There is no team “Nowhere”",
        "no columns of this sheet: shoe",
    ):
        assert words in page, words
    [row] = re.findall(r"Row 6</th>.*?</tr>", page, re.DOTALL)
    assert ">from</td>" in row
    assert "is not a real date" in row or "there is no" in row.lower() or "31" in row

    without_why = manager.post(look, {})
    done = manager.post(look, {"because": "The review"}, follow=True).content.decode()
    entries = verify().entries
    manager.post(look, {"because": "The review"})

    assert without_why.status_code == 422
    assert "1 joined, 1 moved, 1 left or will leave" in done
    assert "is taken up" in done
    assert verify().entries == entries
    assert made["legal"].ends_on == date(2026, 11, 30)
    assert OfficePost.objects.get(person=made["team_manager"].person, ends_on=None).team == made.teams["East"]
    assert not Member.objects.filter(account__username__in=("lou", "kim", "uma")).exists()
    assert verify().whole


def test_what_is_foreseen_of_a_sheet_is_what_is_done(made, tmp_path):
    from heard.casework.office_foreseeing import foresee_office
    from heard.importing.staff_sheet import read_staff, template_csv

    path = tmp_path / "staff.csv"
    path.write_text(SHEET)
    rows = read_staff(path, name="staff.csv").rows
    foreseen = foresee_office(rows, by="amina")
    loaded = office.load_office(rows, by="amina", at=offices.NOW)

    done = {"joins": loaded.added, "moves": loaded.moved, "leaves": loaded.left}
    assert {what: [one.sign_in_name for one in foreseen if one.what == what] for what in done} == done
    assert {one.row for one in foreseen if one.what == "refused"} == {row for row, _ in loaded.refused}
    assert {one.what for one in foresee_office(rows, by="amina")} == {"same", "refused"}
    path.write_bytes(template_csv())
    assert [one.sign_in_name for one in read_staff(path, name="x.csv").rows] == [
        "noor.haddad",
        "pia.lindqvist",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,role\nNoor,legal\n", "No row in it has the heading sign_in_name"),
        ("sign_in_name,full_name,role\nnoor,Noor,legal\n", "It has no column from"),
        ("", "The file is empty"),
    ],
)
def test_a_file_that_is_no_sheet_of_staff_is_refused_beside_its_field(manager, text, why):
    answer = sent(manager, text)

    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_sheet_waits_only_for_whom_it_was_chosen_by(manager, made):
    look = sent(manager, SHEET).headers["Location"]

    assert signed_in(made["administrator"]).get(look).status_code == 404
    template = manager.get(f"{PEOPLE}sheet/template.csv")
    assert (
        template.headers["Content-Disposition"] == 'attachment; filename="TRAINING-people-of-the-office.csv"'
    )


# Who may, and what it costs


def test_whoever_keeps_the_people_proves_again_who_they_are_before_anything_changes(made):
    demonstration(False)
    client = signed_in(made["complaints_manager"])
    before = verify().entries

    for address in (
        "join/",
        f"{made['legal'].pk}/leave/",
        f"{made['legal'].pk}/move/",
        f"{made['legal'].pk}/away/",
    ):
        answer = client.post(f"{PEOPLE}{address}", {})
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/sign-in/again/"), address

    assert verify().entries == before


def test_the_list_narrows_by_team_role_and_who_left_and_costs_the_same_for_many(manager, made):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            manager.get(f"{PEOPLE}?state=all")
        return len(asked)

    manager.get(PEOPLE)
    few = cost()
    for number in range(12):
        one = offices.staff(f"p{number}", "legal", post=office.Post("x", team=made.teams["East"]))
        office.set_absence(
            member=one, deputy=made["legal"], begins_on=TODAY, last_on=None, by="amina", at=offices.NOW
        )
    office.staff_leaves(
        member=made["auditor"], by="amina", at=offices.NOW, leaves_on=BEGAN + timedelta(days=9)
    )

    def names(query: str) -> list[str]:
        page = manager.get(f"{PEOPLE}?{query}").content.decode()
        return re.findall(r'href="/settings/people/\d+/">([^<]+)<', page)

    assert cost() == few
    assert names("state=left") == ["Auditor Marl"]
    assert names("role=team_manager") == ["Team Manager Marl"]
    assert len(names(f"team={made.teams['East'].pk}")) == 12
    assert "Auditor Marl" not in names("")


def test_only_those_who_keep_the_people_open_any_of_it_and_a_number_never_issued_is_not_there(made):
    one, team = made["legal"].pk, made.teams["North"].pk
    pages = (
        "/settings/places/",
        f"/settings/places/team/{team}/",
        f"/settings/places/team/{team}/end/",
        *(f"{PEOPLE}{rest}" for rest in ("", "join/", "sheet/", "sheet/template.csv", f"{one}/")),
        *(f"{PEOPLE}{one}/{rest}/" for rest in ("move", "leave", "away")),
    )
    none = (
        f"{PEOPLE}999999/",
        f"{PEOPLE}asked/999999/",
        "/settings/places/team/999999/",
        "/settings/places/list/add/",
    )
    for role in (
        "complaints_manager",
        "administrator",
        "complaints_officer",
        "information_governance",
        "director",
    ):
        client, may = signed_in(made[role]), role in ("complaints_manager", "administrator")

        assert {client.get(page).status_code for page in pages} == {200 if may else 403}, role
        assert {client.get(page).status_code for page in none} == {404 if may else 403}, role
