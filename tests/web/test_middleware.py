"""The headers on every answer, and pages that come out when something is broken."""

from __future__ import annotations

import base64
import hashlib
import re
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from heard.web import context
from heard.web.errors import bad_request, server_error
from heard.web.middleware import BODY_CLASS_SCRIPT, HEADERS, headers

REQUEST = RequestFactory().get("/")


def answered(response: HttpResponse) -> HttpResponse:
    return headers(lambda request: response)(REQUEST)  # type: ignore[return-value]


def test_every_answer_carries_every_header_of_the_house() -> None:
    assert HEADERS.items() <= dict(answered(HttpResponse("x")).items()).items()


def test_nothing_is_left_on_the_device() -> None:
    assert answered(HttpResponse("x"))["Cache-Control"] == "no-store"


def test_the_policy_allows_no_inline_style_and_no_script_but_one() -> None:
    policy = answered(HttpResponse("x"))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "style-src 'self';" in policy
    assert policy.count("sha256-") == 1


def test_the_one_script_allowed_is_the_one_in_the_page() -> None:
    scripts = re.findall(r"<script>(.*?)</script>", render_to_string("base.html"), re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"sha256-{digest}" == BODY_CLASS_SCRIPT


def test_an_answer_that_knows_better_keeps_its_own() -> None:
    own = HttpResponse("x", headers={"Cache-Control": "max-age=60"})
    assert answered(own)["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize("page", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_a_page_about_a_fault_needs_no_context_and_says_what_became_of_ones_words(page: str) -> None:
    made = render_to_string(page)
    assert made.count("<h1") == 1
    assert re.search("Nothing was changed|done wholly or not at all", made)
    assert "complaints team" in made


def test_a_fault_page_comes_out_although_the_database_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(context, "_council", broken)
    made = server_error(REQUEST)
    assert made.status_code == 500
    assert b"Something went wrong on our side" in made.content
    assert bad_request(REQUEST, ValueError()).status_code == 400


def test_a_fault_page_of_a_demonstration_still_says_that_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "_council", lambda: SimpleNamespace(name="Westmere", is_demo=True))
    assert b"TRAINING:" in server_error(REQUEST).content


def test_a_page_that_does_not_name_the_council_does_not_ask_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "_council", lambda: pytest.fail("asked"))
    assert context.council(REQUEST)["role"] == ""


@pytest.mark.parametrize("page", ["base.html", "400.html", "500.html"])
def test_no_page_has_a_style_of_its_own(page: str) -> None:
    assert not re.search(r"\bstyle=|<style", render_to_string(page))


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["/tell/picture/", "/sign-in/", "/"])
def test_what_is_too_big_for_anybody_is_turned_away_unread(way):
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("It was read.")

        readline = read

    said = {"CONTENT_LENGTH": str(23 * 1024 * 1024), "wsgi.input": Unread()}
    answer = Client().generic("POST", way, b"", **said)

    assert answer.status_code == 413
    assert "That is too big" in answer.content.decode()
