"""Where the database cannot take what was sent, the page that says so holds the words: one press sends them again."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from tests.web import small_council

from heard.casework import doorsteps

pytestmark = pytest.mark.django_db
WORDS = "Nobody rings me back, and <b>I</b> wait."
OURS = {"headers": {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}}
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def browser():
    """A browser whose answers are shown, as a real one's are, whatever went wrong."""
    small_council.found()
    made = Client(raise_request_exception=False)
    for step, said in (("hide", {}), ("who", {"who": "child"}), ("how", {"how": "write"})):
        assert made.post(f"/tell/{step}/", said).status_code == 302
    return made


def refused(monkeypatch: Any, browser: Client, address: str, said: dict[str, str], **more: Any) -> str:
    """What the page says when a full disk refuses to keep what was sent to it."""

    def full(*_: object, **__: object) -> bool:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as cut:
        cut.setattr(doorsteps, "keep", full)
        answer = browser.post(address, said, **more)
    assert answer.status_code == 503
    return str(answer.content.decode())


def test_the_words_stand_on_the_page_and_one_press_sends_them(browser, monkeypatch):
    page = refused(monkeypatch, browser, "/tell/words/", {"words": WORDS}, **OURS)

    assert html.escape(WORDS) in page
    assert 'action="/tell/words/"' in page
    fields = {name: html.unescape(value) for name, value in FIELD.findall(page)}
    assert fields == {"words": WORDS}
    assert browser.post("/tell/words/", fields).status_code == 302
    assert html.escape(WORDS) in browser.get("/tell/words/").content.decode()


def test_what_another_site_sent_and_what_holds_a_password_is_not_shown(browser, monkeypatch):
    other = {"headers": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}}
    for said, more in (({"words": WORDS}, other), ({"words": WORDS, "new_password": "x" * 20}, OURS)):
        page = refused(monkeypatch, browser, "/tell/words/", said, **more)
        assert "Nobody rings me back" not in page
        assert "go back, copy them" in page
