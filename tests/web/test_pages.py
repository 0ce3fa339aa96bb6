"""Every page for every role, and how much it costs to draw."""

from __future__ import annotations

import os
import re

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from tests.web import small_council
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework.permissions import MAY, Act, ChartAct
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import Redating
from heard.web import door_urls
from heard.web.public import urls as public_urls

EVERY = 1 if os.environ.get("HEARD_FULL") else 2
PAGES = {
    "/work/": Act.SEE_CASES,
    "/work/team/": Act.SEE_CASES,
    "/work/meeting/": Act.SEE_CASES,
    "/work/calendar/": Act.SEE_CASES,
    "/mail/": ChartAct.RECEIVE,
    "/find/": Act.SEE_CASES,
    "/cases/": Act.SEE_CASES,
    "/cases/export/": Act.EXPORT_LIST,
    "/cases/CS-0002/": Act.SEE_CASES,
    "/cases/CS-0002/story/": Act.SEE_CASES,
    "/imports/": Act.BRING_IN_SHEETS,
    "/imports/1/": Act.BRING_IN_SHEETS,
    "/figures/": Act.SEE_FIGURES,
    "/figures/received/?period=2026-27&by=team": Act.SEE_FIGURES,
    "/figures/in_time/?period=2026-27&by=team,stage": Act.SEE_FIGURES,
    "/figures/made-of/?how=sum&part=/figures/received/": Act.SEE_FIGURES,
    "/dashboards/": Act.SEE_FIGURES,
    "/dashboards/on-time/": Act.SEE_FIGURES,
    "/dashboards/honest/": Act.SEE_FIGURES,
    "/dashboards/changed/": Act.SEE_FIGURES,
    "/dashboards/voices/": Act.SEE_FIGURES,
    "/dashboards/found/": Act.SEE_FIGURES,
    "/dashboards/ombudsman/": Act.SEE_FIGURES,
    "/dashboards/pack/": Act.SEE_FIGURES,
    "/dashboards/sent/": Act.SEE_FIGURES,
    "/dashboards/sent/new/": Act.SEE_FIGURES,
    "/dashboards/data-quality/": Act.SEE_FIGURES,
    "/dashboards/data-quality/outcome/": Act.OPEN_FIGURES,
    "/report/": Act.SEE_FIGURES,
    "/report/2026-27/": Act.SEE_FIGURES,
    "/reports/": Act.SEE_FIGURES,
    "/reports/new/": Act.WRITE_REPORTS,
    "/reports/verify/": Act.RELEASE_REPORTS,
    "/settings/": Act.CHANGE_SETTINGS,
    "/settings/council/": Act.CHANGE_SETTINGS,
    "/settings/colours/": Act.CHANGE_SETTINGS,
    "/settings/logo/": Act.CHANGE_SETTINGS,
    "/settings/help-numbers/": Act.CHANGE_SETTINGS,
    "/settings/help-numbers/1/": Act.CHANGE_SETTINGS,
    "/settings/bands/": Act.CHANGE_SETTINGS,
    "/settings/bands/stage_1/": Act.CHANGE_SETTINGS,
    "/settings/clocks/": Act.CHANGE_SETTINGS,
    "/settings/clocks/concern/answer/": Act.CHANGE_SETTINGS,
    "/settings/days/": Act.CHANGE_SETTINGS,
    "/settings/lists/": Act.CHANGE_SETTINGS,
    "/settings/lists/outcome/": Act.CHANGE_SETTINGS,
    "/settings/lists/outcome/add/": Act.CHANGE_SETTINGS,
    "/settings/lists/stage/1/": Act.CHANGE_SETTINGS,
    "/settings/lists/stage/1/merge/": Act.CHANGE_SETTINGS,
    "/settings/context/": Act.CHANGE_SETTINGS,
    "/settings/events/": Act.SEE_FIGURES,
    "/dashboards/forecast/": Act.SEE_FIGURES,
    "/dashboards/other-councils/": Act.SEE_FIGURES,
    "/dashboards/other-councils/sheet/": Act.CHANGE_SETTINGS,
    "/dashboards/other-councils/new/": Act.CHANGE_SETTINGS,
    "/dashboards/other-councils/groups/new/": Act.CHANGE_SETTINGS,
    "/settings/events/new/": Act.CHANGE_SETTINGS,
    "/settings/small-numbers/": Act.CHANGE_SETTINGS,
    "/me/away/": Act.COVER,
    "/settings/people/": Act.KEEP_STAFF,
    "/settings/people/join/": Act.KEEP_STAFF,
    "/settings/people/sheet/": Act.KEEP_STAFF,
    "/settings/places/": Act.KEEP_STAFF,
    "/settings/places/team/add/": Act.KEEP_STAFF,
    "/settings/places/service/add/": Act.KEEP_STAFF,
    "/ledger/": Act.CHECK_LEDGER,
    "/notices/": Act.SEE_CASES,
    "/approve/": Act.SEE_CASES,
    "/post/": Act.POST_OUT,
    "/settings/letters/": Act.CHANGE_SETTINGS,
    "/settings/letters/closed/child/": Act.CHANGE_SETTINGS,
    "/promises/": Act.SEE_CASES,
    "/ombudsman/": Act.SEE_CASES,
    "/compliments/": Act.SEE_CASES,
    "/compliments/mine/": Act.DECLARE_INTEREST,
    "/themes/": Act.SEE_CASES,
    "/themes/new/": Act.KEEP_THEMES,
    "/themes/suggestions/": Act.KEEP_THEMES,
    "/safety/": Act.SEE_CASES,
    "/advocates/": ChartAct.OFFER_ADVOCACY,
    "/advocates/new/": ChartAct.OFFER_ADVOCACY,
    "/promises/oversight/": Act.OVERSEE_PROMISES,
    "/data-rights/": Act.KEEP_DATA_RIGHTS,
    "/data-rights/new/": Act.KEEP_DATA_RIGHTS,
    "/data-rights/who-looked/": Act.REPORT_LOOKS,
    "/breaches/": Act.KEEP_BREACHES,
    "/breaches/new/": Act.KEEP_BREACHES,
    "/plans/": Act.SEE_FIGURES,
    "/plans/new/": Act.KEEP_PLANS,
    "/committees/": Act.SEE_FIGURES,
    "/committees/new/": Act.KEEP_PLANS,
    "/committees/contracts/new/": Act.KEEP_PLANS,
    "/redatings/": Act.APPROVE,
    "/redatings/1/": Act.APPROVE,
    "/declare/": Act.DECLARE_INTEREST,
    "/start/": Act.DECLARE_INTEREST,
    "/walls/": Act.BUILD_WALL,
    "/grants/": Act.SEE_GRANTS,
    "/emergency/": Act.BREAK_GLASS,
    "/emergency/reviews/": Act.REVIEW_GLASS,
    "/answers/": ChartAct.ANSWER_STAGE_1,
    "/keeping/": Act.KEEP_RETENTION,
    "/keeping/erased/": Act.KEEP_RETENTION,
    "/keeping/leavers/": Act.KEEP_RETENTION,
    "/keeping/schedule/": Act.SET_RETENTION,
    "/keeping/schedule/sign-off/": Act.SET_RETENTION,
    "/keeping/schedule/other/": Act.SET_RETENTION,
    "/keeping/holds/": Act.PLACE_HOLD,
    "/keeping/holds/new/": Act.PLACE_HOLD,
    "/watching/looks/": Act.GO_OVER_LOOKS,
    "/watching/looks/together/": Act.GO_OVER_LOOKS,
    "/watching/access/": Act.REVIEW_ACCESS,
    "/cases/CS-0002/walls/": Act.BUILD_WALL,
}
# Those who see every case, and the manager of its team: nobody else has been given it.
# The others of those who have it see its shell: its story is for those who read it.
READ_THE_CASE = {"complaints_officer", "complaints_manager"}
HAVE_THE_CASE = {
    "complaints_officer",
    "complaints_manager",
    "team_manager",
    "director",
    "information_governance",
}
OUTSIDE = ("investigating_officer", "independent_person", "panel_member", "advocate", "auditor")
OPEN_TO_ALL = ("/sign-in/", "/help/", "/accessibility/", "/privacy/", "/published-figures/")
FREE = {
    "home",
    "enter-demonstration",
    "theme",
    "logo",
    "help",
    "accessibility",
    "privacy",
    "calendar-feed",
}
FREE |= door_urls.FREE | public_urls.FREE
MOST_QUERIES = {
    "/work/": 29,
    "/mail/": 9,
    "/cases/": 10,
    "/find/?words=person": 9,
    "/cases/CS-0002/": 32,
    "/imports/": 8,
    "/report/2026-27/": 8,
}


NAMED_BY_NUMBER = ("ledger_importrun", "people_helpnumber", "people_term", "representations_redating")


@pytest.fixture
def members(db: None) -> dict[str, Member]:
    """A small council with forty cases and one member in each role."""
    numbers_begin_at_one()
    found()
    bring_in([case(number) for number in range(40)])
    with writing("test_redating", by="test", at=small_council.AT) as line:
        line.add(Redating(made_on=small_council.TODAY, because="A day closed.", made_by="test"))
    return small_council.members()


def numbers_begin_at_one() -> None:
    """The addresses above name the first rows; PostgreSQL goes on counting where the test before was taken back."""
    if connection.vendor == "postgresql":
        numbered = [{"table": one, "column": "id"} for one in NAMED_BY_NUMBER]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_by_name_sql(no_style(), numbered):
                cursor.execute(statement)


def title(page: bytes) -> str:
    """The title of a page."""
    named = re.search(rb"<title>(.*?)</title>", page, re.DOTALL)
    assert named is not None
    return named[1].decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [str(role) for role in MAY])
def test_each_role_opens_its_pages_and_no_others(members, role):
    client = signed_in(members[role])
    # In a small run each role opens every second page, and each page is opened by every second role.
    pages = dict(list(PAGES.items())[list(map(str, MAY)).index(role) % EVERY :: EVERY])
    # A team manager manages the team of the even cases: theirs is a case like any other's.
    answers = {address: client.get(address).status_code for address in pages}

    assert len(answers) >= len(PAGES) // EVERY
    assert answers == {address: may_open(role, address, act) for address, act in pages.items()}


def may_open(role: str, address: str, act: Act) -> int:
    """What a page answers: who may see cases, but not this one, is told no more than of a number never issued.

    Nor is anybody from outside, of any page of the office's cases; its other lists lead them to their own.
    """
    if role in OUTSIDE and address.startswith("/cases/"):
        return 404
    if role in OUTSIDE and (act is Act.SEE_CASES or address.startswith("/advocates/")):
        return 302
    if act not in MAY[role]:
        return 403
    if address.startswith("/cases/CS-") and role not in HAVE_THE_CASE:
        return 404
    return 403 if address.endswith("/story/") and role not in READ_THE_CASE else 200


@pytest.mark.django_db
def test_a_page_refused_says_who_can_open_it_and_that_nothing_was_changed(members):
    page = signed_in(members["elected_member"]).get("/work/").content.decode()

    assert "You cannot see cases in your role" in page
    assert "complaints officer" in page
    assert "Nothing was changed" in page


@pytest.mark.django_db
def test_nobody_signed_in_is_asked_to_sign_in_and_comes_back(members):
    answer = Client().get("/cases/CS-0002/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in/?next=/cases/CS-0002/"


@pytest.mark.django_db
def test_the_words_anybody_may_read_need_no_signing_in(members):
    assert [Client().get(address).status_code for address in OPEN_TO_ALL] == [200] * len(OPEN_TO_ALL)


def test_every_other_address_names_the_act_it_needs():
    unguarded = [
        pattern.name
        for pattern in get_resolver().url_patterns[0].url_patterns
        if pattern.name not in FREE
        and not isinstance(getattr(pattern.callback, "needs", None), Act | ChartAct)
    ]

    assert unguarded == []


@pytest.mark.django_db
def test_no_two_pages_have_the_same_title(members):
    client = signed_in(members["complaints_manager"])
    mine = [address for address, act in PAGES.items() if act in MAY["complaints_manager"]]
    titles = [title(client.get(address).content) for address in mine]

    assert len(titles) == len(set(titles))


@pytest.mark.django_db
def test_every_page_of_a_demonstration_says_so(members):
    client = signed_in(members["complaints_manager"])
    silent = [a for a in (*PAGES, *OPEN_TO_ALL, "/nowhere/") if b"TRAINING:" not in client.get(a).content]

    assert silent == []


@pytest.mark.django_db
def test_a_live_council_has_no_ribbon_and_no_demonstration_roles():
    found(is_demo=False)

    assert b"TRAINING:" not in Client().get("/sign-in/").content
    first = Client().get("/").content.decode()
    assert [
        one in first for one in ('href="/tell/"', 'href="/complain/"', 'href="/thanks/"', 'href="/code/"')
    ] == [True] * 4
    assert 'href="/sign-in/"' in first
    assert Client().post("/demonstration/enter/", {"as": "complaints-manager"}).status_code == 404


def queries(client: Client, address: str) -> int:
    """How many questions a page puts to the database, once it is warm."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.django_db
def test_a_page_asks_the_database_no_more_of_two_hundred_cases_than_of_twenty():
    found()
    bring_in([case(number) for number in range(20)])
    client = signed_in(small_council.members()["complaints_manager"])
    few = {address: queries(client, address) for address in MOST_QUERIES}

    bring_in([case(number) for number in range(20, 200)], name="more.csv")
    many = {address: queries(client, address) for address in MOST_QUERIES}

    assert many == few
    assert {address: number for address, number in many.items() if number > MOST_QUERIES[address]} == {}


@pytest.mark.django_db
def test_a_case_of_another_team_and_a_number_never_issued_look_the_same(members):
    client = signed_in(members["team_manager"])
    others, never = client.get("/cases/CS-0001/"), client.get("/cases/CS-9999/")

    assert (others.status_code, never.status_code) == (404, 404)
    # The form that signs out carries a token of its own each time.
    strip = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    assert strip.sub(b"", others.content) == strip.sub(b"", never.content)


@pytest.mark.django_db
def test_the_first_page_is_the_one_each_role_works_on(members):
    first = {role: signed_in(member).get("/").headers["Location"] for role, member in members.items()}

    begins = {"administrator": "/ledger/", "finance_approver": "/start/"}
    begins |= dict.fromkeys(("elected_member", "performance_analyst"), "/dashboards/")
    begins |= dict.fromkeys(("contact_centre", "post_room"), "/cases/new/")
    begins |= dict.fromkeys(OUTSIDE, "/my-cases/")
    assert first == dict.fromkeys(first, "/work/") | begins


@pytest.mark.django_db
def test_who_approves_payments_is_told_that_none_waits_and_what_there_is(members):
    page = signed_in(members["finance_approver"]).get("/start/").content.decode()

    assert "No payment waits for you in Heard yet" in page
    assert 'href="/declare/"' in page
    assert "What waits for you" not in signed_in(members["administrator"]).get("/start/").content.decode()
