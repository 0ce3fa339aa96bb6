"""Every way in, every way it ends, and what somebody without the right proof never gets."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from unittest import mock

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.small_council import AT, found, members

from heard.casework import accounts, browsers, factors
from heard.casework.audit import verify
from heard.casework.one_time_codes import code_of, new_secret, step_of
from heard.casework.writing import writing
from heard.ledger.models import Entry
from heard.people.models import FailedGuess, Member, SignedIn
from heard.web import door_urls, entering
from heard.web.seeing import now, today

pytestmark = pytest.mark.django_db
PASSWORD = "three unlikely words here"


@pytest.fixture
def live():
    """A live council with one member in each role, each with a password."""
    found(is_demo=False)
    there = members()
    with writing("choose_password", by="test", at=AT) as line:
        for one in there.values():
            line.change(one.account, password=hashed_once())
    return there


@cache
def hashed_once() -> str:
    """The password as it is kept; working it out is meant to be slow."""
    return hashers.make_password(PASSWORD)


def with_codes(member: Member) -> str:
    secret, at = new_secret(), now() - timedelta(minutes=5)
    assert factors.add_codes(member, secret=secret, typed=code_of(secret, step_of(at)), by="test", at=at)
    return secret


def type_password(client: Client, name: str, password: str = PASSWORD, **said: str):
    return client.post("/sign-in/", {"username": name, "password": password, **said})


def type_code(client: Client, secret: str, later: int = 0):
    return client.post("/sign-in/factor/", {"code": code_of(secret, step_of(now()) + later)})


def signed_in(member: Member, secret: str = "") -> Client:
    client = Client()
    type_password(client, member.account.username)
    if secret:
        assert type_code(client, secret).status_code == 302
    return client


def age(client: Client, seconds: int, *names: str) -> None:
    """As if so much time had gone by."""
    session = client.session
    for name in names or ("seen", "began", "proved"):
        session[name] -= seconds
    session.save()


def is_in(client: Client, address: str = "/me/sign-in/") -> bool:
    return client.get(address).status_code == 200


@contextmanager
def counted_hashes() -> Iterator[list[str]]:
    """Each time the slow work of a password is done, for a new one or one on record."""
    done: list[str] = []
    slow = hashers.Argon2PasswordHasher

    def noting(name: str):
        as_it_was = getattr(slow, name)
        return lambda self, *given: done.append(name) or as_it_was(self, *given)

    with (
        mock.patch.object(slow, "encode", noting("encode")),
        mock.patch.object(slow, "verify", noting("verify")),
    ):
        yield done


# Who gets in


def test_a_wrong_name_and_a_wrong_password_are_the_same_answer_and_the_same_work(live):
    answers, work = [], []
    for name in ("complaints-officer", "nobody-at-all", "x@example.org", "A" * 254):
        with CaptureQueriesContext(connection) as asked, counted_hashes() as hashed:
            page = type_password(Client(), name, "not the password at all")
        shown = re.sub(r'(value|name)="[^"]*"', "", page.content.decode())
        answers.append((page.status_code, shown))
        work.append((len(asked), len(hashed)))

    assert answers[0][0] == 422
    assert answers == answers[:1] * 4
    assert work == work[:1] * 4
    assert work[0][1] == 1


def test_a_control_that_skips_the_hash_for_a_wrong_name_would_be_seen(live, monkeypatch):
    monkeypatch.setattr(accounts, "check_password", lambda given, kept: False)
    with counted_hashes() as hashed:
        type_password(Client(), "nobody-at-all", "not the password")

    assert hashed == []


def test_an_email_address_does_as_well_as_the_name(live):
    accounts.set_email(live["elected_member"], "Councillor@Example.org", by="test", at=AT)
    client = Client()
    type_password(client, "councillor@example.org")

    assert is_in(client)
    assert verify().whole


def test_two_members_cannot_have_one_address(live):
    accounts.set_email(live["elected_member"], "one@example.org", by="test", at=AT)

    with pytest.raises(accounts.NameTaken):
        accounts.set_email(live["director"], "ONE@example.org", by="test", at=AT)


def test_the_number_of_the_session_is_new_once_somebody_is_in(live):
    client = Client()
    type_password(client, live["complaints_officer"].account.username, "wrong")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    type_password(client, "elected-member")

    assert client.session.session_key != before


@pytest.mark.parametrize("role", sorted(factors.Role))
def test_there_is_no_road_past_the_second_factor(live, role):
    member = live.get(role) or pytest.skip("a role without acts")
    with_codes(member)
    client = Client()
    assert (
        type_password(client, member.account.username, next="/work/").headers["Location"]
        == "/sign-in/factor/"
    )
    number, token = accounts.invitation(member)
    another = Client()
    another.post(f"/choose-password/{number}/{token}/", {"password": "another three words here"})

    for one in (client, another):
        assert "_auth_user_id" not in one.session
        assert one.get("/me/sign-in/").headers["Location"] == "/sign-in/"
        one.post("/sign-in/factor/", {"code": "000000"})
        one.post("/sign-in/passkey/ask/")
        one.post("/sign-in/passkey/", {"answer": '{"response": {"userHandle": "MQ"}}'})
        one.post("/sign-in/stay/", {"next": "/"})
        assert "_auth_user_id" not in one.session


@pytest.mark.parametrize("role", sorted(factors.Role))
def test_a_role_that_must_have_a_second_factor_goes_nowhere_without_one(live, role):
    member = live.get(role) or pytest.skip("a role without acts")
    client = signed_in(member)
    answers = {
        client.get(address).headers.get("Location") for address in ("/work/", "/report/", "/settings/")
    }

    assert (answers == {"/me/sign-in/set-up/"}) is factors.demanded_of(member)
    if factors.demanded_of(member):
        assert client.get("/me/sign-in/set-up/").status_code == 200
        assert client.get("/me/sign-in/codes/").status_code == 200


def test_a_code_is_taken_once_over_the_wire_and_half_way_in_lasts_ten_minutes(live):
    member = live["complaints_officer"]
    secret = with_codes(member)
    assert is_in(signed_in(member, secret))
    client = Client()
    type_password(client, "complaints-officer")
    assert type_code(client, secret).status_code == 422

    session = client.session
    session["pending"] = {**session["pending"], "at": session["pending"]["at"] - 601}
    session.save()

    assert type_code(client, secret, 1).headers["Location"] == "/sign-in/"


def test_wrong_codes_are_slowed_too(live):
    secret = with_codes(live["complaints_officer"])
    client = Client()
    type_password(client, "complaints-officer")
    for _ in range(5):
        client.post("/sign-in/factor/", {"code": "000000"})

    assert "Too many wrong codes" in type_code(client, secret).content.decode()


def test_a_stranger_who_guesses_cannot_make_the_owner_wait(live):
    member = live["elected_member"]
    owner, stranger = signed_in(member), Client()
    owner.post("/sign-out/")
    for _ in range(40):
        type_password(stranger, "elected-member", "wrong wrong wrong")

    assert type_password(stranger, "elected-member").status_code == 429
    assert type_password(owner, "elected-member").status_code == 302


def test_an_address_that_guesses_at_many_names_is_slowed(live):
    for number in range(51):
        FailedGuess.objects.create(of=entering.guesses.of_address("127.0.0.1"), at=now())
        assert number < 51

    assert type_password(Client(), "elected-member").status_code == 429


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.2.3.4", "127.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (1, "", ""),
        (3, "1.2.3.4", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_say_of_an_address_counts(rf, settings, proxies, header, address):
    settings.HEARD_PROXIES = proxies

    assert entering.address_of(rf.get("/", headers={"X-Forwarded-For": header})) == address


# How it ends


@pytest.mark.parametrize("change", ["is_active", "ends_on", "begins_on", "deleted"])
def test_access_that_is_taken_away_ends_on_the_very_next_request(live, change):
    member = live["elected_member"]
    client = signed_in(member)
    assert is_in(client, "/report/")
    if change == "is_active":
        type(member.account).objects.filter(pk=member.account_id).update(is_active=False)
    elif change == "deleted":
        Member.objects.filter(pk=member.pk).delete()
    else:
        day = today() if change == "ends_on" else today() + timedelta(days=1)
        Member.objects.filter(pk=member.pk).update(**{change: day})

    refused = [client.get("/report/").status_code for _ in range(20)]

    assert 200 not in refused
    assert type_password(Client(), "elected-member").status_code == 422


@pytest.mark.parametrize(("minutes", "inside"), [(29, True), (31, False)])
def test_half_an_hour_of_nothing_is_the_end(live, minutes, inside):
    client = signed_in(live["elected_member"])
    age(client, minutes * 60)

    assert is_in(client) is inside


@pytest.mark.parametrize(("hours", "inside"), [(11.9, True), (12.1, False)])
def test_twelve_hours_are_the_end_however_busy_they_were(live, hours, inside):
    client = signed_in(live["elected_member"])
    age(client, int(hours * 3600), "began")

    assert is_in(client) is inside


def test_pressing_that_one_is_still_there_gives_another_half_hour(live):
    client = signed_in(live["elected_member"])
    age(client, 29 * 60)
    answer = client.post("/sign-in/stay/", headers={"Accept": "application/json"})
    age(client, 29 * 60, "seen")

    assert answer.json() == {"here": True}
    assert is_in(client)


def test_looking_at_the_style_sheet_is_not_being_there(live):
    client = signed_in(live["elected_member"])
    age(client, 20 * 60)
    client.get("/theme.css")
    age(client, 11 * 60)

    assert not is_in(client)


def test_being_there_is_written_at_most_twice_a_minute(live):
    client = signed_in(live["elected_member"])
    client.get("/me/sign-in/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/me/sign-in/")

    assert not [one for one in asked.captured_queries if one["sql"].startswith(("UPDATE", "INSERT"))]


def test_signing_out_everywhere_ends_every_other_browser_at_once(live):
    member = live["elected_member"]
    here, there, third = (signed_in(member) for _ in range(3))
    names = [
        one.name
        for one in browsers.browsers_of(member, this=there.session.session_key, at=now())
        if one.is_this
    ]
    here.post("/me/sign-in/browsers/", {"browser": names[0]})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    here.post("/me/sign-in/browsers/")

    assert (is_in(here), is_in(third)) == (True, False)
    assert Entry.objects.filter(act="sign_out_browsers").count() == 2


def test_nobody_signs_another_member_out(live):
    victim = signed_in(live["elected_member"])
    name = browsers.browsers_of(live["elected_member"], this="", at=now())[0].name
    signed_in(live["performance_analyst"]).post("/me/sign-in/browsers/", {"browser": name})

    assert is_in(victim)


def test_a_new_password_ends_every_other_browser(live):
    member = live["elected_member"]
    here, there = signed_in(member), signed_in(member)
    here.post("/me/sign-in/password/", {"password": "quite another three words"})

    assert (is_in(here), is_in(there)) == (True, False)


def test_the_list_of_browsers_never_shows_a_number_that_opens_one(live):
    client = signed_in(live["elected_member"])

    assert client.session.session_key not in client.get("/me/sign-in/").content.decode()


# Words that came too late


def words_after(seconds: int, client: Client, address: str = "/settings/council/"):
    age(client, seconds)
    said = {
        "name": "Thistlemere Council",
        "contact": "Ring 01632 960 001 in the mornings",
        "reason": "The old number is gone",
    }
    return client.post(address, said)


def test_words_sent_too_late_are_given_back_to_the_same_member_only(live):
    member, other = live["complaints_manager"], live["director"]
    secret, others = with_codes(member), with_codes(other)
    client = signed_in(member, secret)
    assert words_after(31 * 60, client).status_code == 302
    assert "_auth_user_id" not in client.session
    kept = dict(client.session)
    assert "01632" not in str(SignedIn.objects.get(session_key=client.session.session_key).get_decoded())

    type_password(client, "director")
    type_code(client, others)
    assert b"01632" not in client.get("/sign-in/kept/").content
    assert "kept" not in client.session

    session = client.session
    session["kept"] = kept["kept"]
    session.save()
    assert b"01632" not in client.get("/sign-in/kept/", follow=True).content


def test_words_sent_too_late_arrive_once_they_are_sent_again(live):
    member = live["complaints_manager"]
    secret = with_codes(member)
    client = signed_in(member, secret)
    words_after(31 * 60, client)
    type_password(client, "complaints-manager")
    assert type_code(client, secret, 1).headers["Location"] == "/sign-in/kept/"
    page = client.get("/sign-in/kept/").content.decode()
    sent = dict(re.findall(r'name="(name|contact|reason)" value="([^"]*)"', page))
    client.post("/settings/council/", sent)

    assert "01632 960 001" in client.get("/help/").content.decode()
    assert "kept" not in client.session


@pytest.mark.parametrize("address", ["/me/sign-in/password/", "/sign-in/again/"])
def test_a_password_is_never_kept(live, address):
    client = signed_in(live["elected_member"])
    age(client, 31 * 60)
    client.post(address, {"password": "a password that is typed late"})

    assert "kept" not in client.session


def test_a_form_from_before_signing_in_again_gives_its_words_back(live):
    client = Client(enforce_csrf_checks=True)
    account = live["elected_member"].account
    client.force_login(account)
    sent = {"csrfmiddlewaretoken": "x" * 64, "words": "what I had typed for an hour"}
    ours = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}

    answer = client.post("/report/", sent, headers=ours)

    assert answer.headers["Location"] == "/sign-in/kept/"
    assert "what I had typed for an hour" in client.get("/sign-in/kept/").content.decode()


@pytest.mark.parametrize(
    "theirs",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused_and_nothing_of_it_is_kept(live, theirs):
    client = Client(enforce_csrf_checks=True)
    client.force_login(live["elected_member"].account)

    answer = client.post("/report/", {"words": "pay the attacker at once"}, headers=theirs)

    assert answer.status_code == 403
    assert "kept" not in client.session


# A fresh proof


def test_a_powerful_page_asks_again_after_ten_minutes_and_leads_back(live):
    member = live["complaints_manager"]
    secret = with_codes(member)
    client = signed_in(member, secret)
    assert client.get("/settings/directory/").status_code == 200
    age(client, 601, "proved")
    away = client.get("/settings/directory/")
    assert away.headers["Location"] == "/sign-in/again/?next=%2Fsettings%2Fdirectory%2F"
    client.get(away.headers["Location"])
    assert client.post("/sign-in/again/", {"code": "000000"}).status_code == 422
    back = client.post("/sign-in/again/", {"code": code_of(secret, step_of(now()) + 1)})

    assert back.headers["Location"] == "/settings/directory/"
    assert client.get("/settings/directory/").status_code == 200


def test_a_powerful_act_keeps_what_was_sent_while_it_asks(live):
    member, lost = live["complaints_manager"], live["team_manager"]
    secret = with_codes(member)
    with_codes(lost)
    client = signed_in(member, secret)
    age(client, 601, "proved")
    assert (
        client.post(f"/settings/people/{lost.pk}/lost-factor/", {"note": "seen at the desk"}).status_code
        == 302
    )
    assert factors.factors_of(lost).any
    back = client.post("/sign-in/again/", {"code": code_of(secret, step_of(now()) + 1)})
    assert back.headers["Location"] == "/sign-in/kept/"
    assert "seen at the desk" in client.get("/sign-in/kept/").content.decode()
    page = client.post(f"/settings/people/{lost.pk}/lost-factor/", {"note": "seen at the desk"})

    assert "/choose-password/" in page.content.decode()
    assert not factors.factors_of(lost).any
    assert verify().whole


CHANGES = ("own-codes", "own-passkey", "own-passkey-ask", "own-recovery", "own-password")


@pytest.mark.parametrize("name", CHANGES)
def test_what_proves_somebody_is_changed_only_with_a_fresh_proof(live, name):
    member = live["elected_member"]
    with_codes(member)
    client = Client()
    client.force_login(member.account)
    session = client.session
    session["strength"] = entering.FACTOR
    session.save()
    answers = {
        client.post(reverse(name)).headers.get("Location"),
        client.get(reverse(name)).headers.get("Location"),
    }

    assert any("/sign-in/again/" in str(one) for one in answers)
    assert factors.factors_of(member).codes is not None


# The demonstration, and what is written down


def test_a_demonstration_asks_nobody_for_anything(db):
    found(is_demo=True)
    for role, member in members().items():
        client = Client()
        entered = client.post("/demonstration/enter/", {"as": member.account.username})
        assert entered.status_code == 302, role
        assert "set-up" not in entered.headers["Location"]
        assert client.get(entered.headers["Location"]).status_code == 200
        assert client.get("/settings/directory/").status_code in (200, 403)


def test_a_live_installation_knows_no_demonstration(live):
    client = Client()

    assert client.post("/demonstration/enter/", {"as": "complaints-manager"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_demonstrations_session_is_worth_nothing_in_a_live_installation(live):
    client = Client()
    client.force_login(live["complaints_manager"].account)

    assert client.get("/work/").headers["Location"] == "/me/sign-in/set-up/"


def test_the_log_tells_what_happened_and_names_nobody(live, caplog):
    caplog.set_level(logging.INFO, logger="heard.sign_in")
    secret = with_codes(live["complaints_officer"])
    type_password(Client(), "complaints-officer", "the wrong password typed")
    client = Client()
    type_password(client, "complaints-officer")
    client.post("/sign-in/factor/", {"code": "123123"})
    type_code(client, secret)
    client.post("/sign-out/")
    said = caplog.text

    assert "refused: wrong name or password" in said
    assert "entered by factor" in said
    assert "refused: wrong code" in said
    assert "left (signed out)" in said
    for word in ("complaints-officer", "Complaints Officer", "wrong password typed", "123123", secret):
        assert word not in said


def test_no_page_of_signing_in_can_be_kept_or_framed(live):
    client = signed_in(live["elected_member"])
    for address in ("/sign-in/", "/me/sign-in/", "/me/sign-in/codes/", "/me/sign-in/passkey/"):
        page = client.get(address)
        assert page.headers["Cache-Control"] == "no-store", address
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_every_address_of_signing_in_is_one_that_is_meant(live):
    names = {one.name for one in door_urls.urlpatterns}

    assert len(names) == len(door_urls.urlpatterns)
    for address in (
        "/accounts/",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/2fa/",
        "/accounts/password/reset/",
    ):
        assert Client().get(address).status_code == 404
