"""Every address, by whoever may open it, in an office full of words that would run: nothing does, or leads away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from tests.web.access import sweeping
from tests.web.access.addresses import TABLE
from tests.web.access.everything import Everything
from tests.web.access.hostile import ELSEWHERE, FULL, SCRIPTS, leads_away, what_would_run
from tests.web.access.looking import EACH_TIME, browser
from tests.web.access.sweeping import Swept, lacking, sweep

from heard.web import entering

pytestmark = pytest.mark.django_db
LEAK = re.compile(rb"Traceback|django\.|sqlite3|psycopg|OperationalError|SyntaxError|/src/heard/")
# The council's colours, the same for everybody who asks.
KEPT = {"theme"}


def own_script() -> str:
    """The one script that stands in the pages themselves."""
    return re.findall(r"<script>(.*?)</script>", render_to_string("base.html"), re.DOTALL)[0]


@pytest.fixture(scope="module")
def all_(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[Everything]:
    from django.conf import settings

    usual, settings.DATA = settings.DATA, tmp_path_factory.mktemp("papers")
    with django_db_blocker.unblock(), transaction.atomic():
        yield sweeping.hostile_office()
        transaction.set_rollback(True)
    settings.DATA = usual


@pytest.fixture(scope="module")
def swept(all_: Everything) -> Swept:
    return sweep(all_)


def test_no_page_runs_a_word_that_somebody_typed(swept, all_):
    script = own_script()
    ran = {name: found for name, page in swept.pages.items() if (found := what_would_run(page, script))}

    assert ran == {}
    hostile = [name for name, page in swept.pages.items() if b"zqruns" in page or b"zq.example" in page]
    assert len(hostile) >= 40, hostile  # enough pages show such words at all
    assert len(SCRIPTS) == (120 if FULL else 40)


def test_a_page_that_does_not_escape_is_found(all_, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)

    page = sweep(all_, ["case-points"]).pages["case-points"]

    assert what_would_run(page, own_script())


def test_every_answer_of_every_address_carries_the_headers_and_is_kept_nowhere(swept):
    assert (swept.bare, swept.kept_by_browsers) == ({}, KEPT)
    assert swept.broken == set()
    assert len(swept.opened) > 120, sorted(set(TABLE) - swept.opened)


def test_no_address_is_changed_by_looking_and_none_takes_a_form_without_its_token(swept):
    assert (swept.wrote, swept.taken_without_token) == (set(), {})


def test_without_the_check_of_tokens_or_the_headers_it_would_show(all_, settings):
    off = ("django.middleware.csrf.CsrfViewMiddleware", "heard.web.middleware.headers")
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one not in off]

    found = sweep(all_, ["case", "sign-in"])

    assert set(found.taken_without_token) == {"case", "sign-in"}
    assert "Content-Security-Policy" in found.bare["case"]
    assert "case" in found.kept_by_browsers


def test_answers_that_no_page_gave_carry_the_headers_too(all_, monkeypatch, settings):
    client = Client(raise_request_exception=False)
    answers = {
        "another host": client.get("/", headers={"host": "zq.example"}),
        "too big": client.generic("POST", "/sign-in/", b"", CONTENT_LENGTH=str(23 * 1024 * 1024)),
        "nowhere": client.get("/nowhere/"),
        "no slash": client.get("/help"),
    }

    def broken(request: HttpRequest) -> None:
        raise RuntimeError("zqsecret")

    monkeypatch.setattr(entering, "over", broken)
    manager = browser(all_.made["complaints_manager"])
    manager.raise_request_exception = False
    answers["broken"] = manager.get("/work/")

    assert {name: found for name, one in answers.items() if (found := lacking(one))} == {}
    assert [one.status_code for one in answers.values()] == [400, 413, 404, 301, 500]
    assert b"zqsecret" not in answers["broken"].content

    ours = "heard.web.middleware.headers"  # the control: innermost, it would not be asked about these
    settings.MIDDLEWARE = [*(one for one in settings.MIDDLEWARE if one != ours), ours]
    assert lacking(Client().get("/", headers={"host": "zq.example"}))


def test_no_words_sent_to_a_list_break_it_or_add_a_row(all_):
    before, tried, broken = sweeping.rows(), 0, []
    for asked, status in sweeping.lists_asked(all_):
        tried += 1
        broken += [(asked, status)] if status not in (200, 302, 400, 403, 404, 405, 422) else []

    assert (broken, sweeping.rows()) == ([], before)
    assert tried >= 50


def test_strange_requests_get_no_trace_of_how_we_are_made(all_):
    tried = 0
    for method, where, status, said in sweeping.strange_requests(all_, 2_000 if FULL else 150):
        tried += 1
        assert status < 500, (method, where, status)
        assert not LEAK.search(said), (method, where, status)

    assert tried >= 150
    assert not sweeping.is_debugging()


FORGED = {
    "X-Forwarded-Host": "zq.example", "X-Host": "zq.example", "X-Forwarded-Server": "zq.example",
    "X-HTTP-Host-Override": "zq.example", "Forwarded": "for=6.6.6.6;host=zq.example;proto=https",
    "X-Original-URL": "/settings/", "X-Rewrite-URL": "/settings/", "X-Forwarded-Prefix": "/zq.example",
    "X-Forwarded-Port": "666", "X-Forwarded-Proto": "zq", "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1",
    "Client-IP": "127.0.0.1", "X-HTTP-Method-Override": "DELETE", "X-Forwarded-User": "complaints-manager",
    "Remote-User": "complaints-manager",
}  # fmt: skip


def test_no_forged_header_has_an_effect():
    def said(**headers: str) -> tuple[int, str, bytes]:
        answer = (
            Client().get("/work/", headers=headers)
            if headers.pop("_", "")
            else Client().get("/sign-in/", headers=headers)
        )
        return answer.status_code, answer.headers.get("Location", ""), EACH_TIME.sub(b"", answer.content)

    usual, sent_on = said(), said(_="1")
    assert {name for name, value in FORGED.items() if said(**{name: value}) != usual} == set()
    assert {name for name, value in FORGED.items() if said(_="1", **{name: value}) != sent_on} == set()
    hosts = ("zq.example", "testserver.zq.example", "testserver@zq.example", "zq.example:80")
    assert [Client().get("/sign-in/", headers={"host": one}).status_code for one in hosts] == [400] * 4


def test_nobody_is_led_away_from_us(all_):
    led = {wanted: entering.safe(wanted) for wanted in ELSEWHERE}
    assert {wanted for wanted, to in led.items() if leads_away(to) or not to.startswith("/")} == set()
    client = browser(all_.made["complaints_manager"])
    client.raise_request_exception = False
    for wanted in ELSEWHERE if FULL else (*ELSEWHERE[::6], *ELSEWHERE[-3:]):
        for answer in (
            client.get("/sign-in/", {"next": wanted}),
            client.get("/sign-in/again/", {"next": wanted}),
            client.post(
                "/theme/",
                {"theme": "dark", "next": wanted},
                headers={"referer": f"http://testserver{wanted}"},
            ),
            client.get("/work/", {"next": wanted, "back": wanted, "to": wanted}),
        ):
            assert answer.status_code < 500, (wanted, answer.status_code)
            assert not leads_away(answer.headers.get("Location", "/")), wanted


def test_an_address_that_leads_away_is_known_for_one():
    """The control: read as browsers read, most of these lead elsewhere."""
    assert sum(leads_away(wanted) for wanted in ELSEWHERE) >= 30
    assert not leads_away("/work/?view=late")
