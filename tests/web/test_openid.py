"""Signing in with the council's directory: the whole round, and thirty answers that must not be believed."""

from __future__ import annotations

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from tests.web import directory_server
from tests.web.small_council import AT, found

from heard.casework import accounts
from heard.people.models import DirectoryLink
from heard.web import openid

NONCE = "the nonce that was sent"
NOW = int(time.time())


@pytest.fixture
def directory(settings):
    """A directory that is set up as the council's."""
    with directory_server.running() as there:
        settings.HEARD_DIRECTORY = {
            "issuer": there.issuer,
            "client": directory_server.CLIENT,
            "secret": directory_server.SECRET,
            "name": "your Thistlemere account",
            "groups_claim": "groups",
            "groups": "Officers=complaints_officer; Bosses=complaints_manager",
            "second_factor": "amr:mfa",
        }
        yield there


@pytest.fixture
def rafe(db):
    """A member whose address the directory knows."""
    found(is_demo=False)
    return accounts.add_member(
        sign_in_name="rafe",
        full_name="Rafe",
        role="complaints_officer",
        by="test",
        at=AT,
        email="rafe@example.org",
    )


def comes(directory, client: Client, after: str = "") -> object:
    """Walk the whole round."""
    away = client.get("/sign-in/directory/" + (f"?next={after}" if after else ""))
    assert away.status_code == 302, away.content
    return client.get(directory.come_in(away.headers["Location"]))


def test_whoever_the_directory_proved_twice_goes_straight_on(directory, rafe):
    directory.claims["amr"] = ["pwd", "mfa"]
    client = Client()
    back = comes(directory, client, "/work/")

    assert back.headers["Location"] == "/work/"
    assert client.get("/work/").status_code == 200
    assert DirectoryLink.objects.get().member_id == rafe.pk
    asked = directory.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert "prompt" not in asked


def test_whoever_it_proved_once_still_adds_a_factor_here(directory, rafe):
    client = Client()

    assert comes(directory, client, "/work/").headers["Location"] == "/me/sign-in/set-up/"
    assert client.get("/work/").headers["Location"] == "/me/sign-in/set-up/"


def test_somebody_nobody_let_in_is_told_so_and_gets_no_account(directory, rafe):
    directory.claims.update({"email": "oona@example.org", "groups": ["Officers", "Bosses"]})
    client = Client()
    back = comes(directory, client)

    assert back.status_code == 403
    assert "nobody has let you in here" in back.content.decode()
    assert "_auth_user_id" not in client.session
    assert accounts.member_called("oona@example.org") is None


def test_an_answer_is_taken_once_and_only_in_the_browser_that_asked(directory, rafe):
    client, thief = Client(), Client()
    away = client.get("/sign-in/directory/")
    back = directory.come_in(away.headers["Location"])

    assert thief.get(back).status_code == 403
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


def test_whoever_is_in_and_proves_themselves_again_is_asked_anew_by_the_directory(directory, rafe):
    directory.claims["amr"] = ["mfa"]
    client = Client()
    comes(directory, client)
    session = client.session
    session["proved"] -= 700
    session.save()

    back = comes(directory, client, "/me/sign-in/password/")

    assert directory.asked[-1]["prompt"] == "login"
    assert back.headers["Location"] == "/me/sign-in/password/"
    assert client.get("/me/sign-in/password/").status_code == 200


def test_a_directory_that_does_not_answer_is_said_to_be_silent(settings, rafe):
    settings.HEARD_DIRECTORY = {**settings.HEARD_DIRECTORY, "issuer": "http://127.0.0.1:9", "client": "heard"}

    assert "does not answer" in Client().get("/sign-in/directory/").content.decode()


def test_without_a_directory_its_addresses_are_not_there(rafe):
    for address in ("/sign-in/directory/", "/sign-in/directory/answer/?code=x&state=y"):
        assert Client().get(address).status_code == 404
    assert "Sign in with your" not in Client().get("/sign-in/").content.decode()


def test_a_directory_is_only_asked_over_https():
    with pytest.raises(openid.DirectorySilent, match="HTTPS"):
        openid._fetch("http://login.example/keys")


def test_a_good_answer_is_believed(directory):
    claims = openid.proved(directory.token(NONCE), nonce=NONCE, keys={"keys": [directory.jwk()]})

    assert claims["sub"] == "subject-1"


CHANGED = {
    "another issuer": {"iss": "https://evil.example"},
    "an issuer with a slash more": {"iss": "https://login.example//"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "another"},
    "two audiences without ours": {"aud": ["a", "b"]},
    "no audience": {"aud": None},
    "an audience in other letters": {"aud": "HEARD"},
    "another party's answer": {"azp": "another"},
    "ended": {"exp": NOW - 3600},
    "ended long ago": {"exp": 1},
    "no end": {"exp": None},
    "an end in words": {"exp": "never"},
    "begun in the future": {"iat": NOW + 3600},
    "no beginning": {"iat": None},
    "not yet": {"nbf": NOW + 3600},
    "another nonce": {"nonce": "another"},
    "an empty nonce": {"nonce": ""},
    "no nonce": {"nonce": None},
    "a nonce that begins right": {"nonce": NONCE + "x"},
    "a nonce as a list": {"nonce": [NONCE]},
    "no subject": {"sub": None},
    "a subject that is no text": {"sub": 7},
}


@pytest.mark.parametrize("how", CHANGED)
def test_an_answer_that_says_something_else_is_refused(directory, how):
    with pytest.raises(openid.AnswerRefused):
        openid.proved(directory.token(NONCE, **CHANGED[how]), nonce=NONCE, keys={"keys": [directory.jwk()]})


def forged(directory) -> dict[str, str]:
    """Answers whose signature does not hold."""
    good = directory.token(NONCE)
    head, body, sign = good.split(".")
    facts = jwt.decode(good, options={"verify_signature": False})
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {
        "not signed": jwt.encode(facts, None, algorithm="none", headers={"kid": "1"}),
        "signature cut off": f"{head}.{body}.",
        "signed by another": jwt.encode(facts, other, algorithm="RS256", headers={"kid": "1"}),
        "signed by a key not published": jwt.encode(facts, other, algorithm="RS256", headers={"kid": "2"}),
        "signed without naming a key": jwt.encode(facts, directory.key, algorithm="RS256"),
        "signed with a shared secret": jwt.encode(
            facts, "a secret between them, long enough", algorithm="HS256", headers={"kid": "1"}
        ),
        "body changed": f"{head}.{body[:-4]}AAAA.{sign}",
        "no token": "",
        "rubbish": "a.b.c",
    }


def test_an_answer_whose_signature_does_not_hold_is_refused(directory):
    believed = []
    for how, token in forged(directory).items():
        try:
            openid.proved(token, nonce=NONCE, keys={"keys": [directory.jwk()]})
        except openid.AnswerRefused:
            continue
        believed.append(how)

    assert believed == []
    assert len(forged(directory)) + len(CHANGED) >= 30
