"""What stands in the log: lines of named fields, nobody's words in any sink, and no line that somebody else wrote."""

from __future__ import annotations

import ast
import io
import json
import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.test.utils import override_settings
from tests.casework import offices
from tests.house.sources import SOURCE, python_under, tree
from tests.web.access.looking import browser

from heard.casework import health
from heard.casework.log_lines import FIELDS, Lines
from heard.representations.models import Notice

pytestmark = pytest.mark.django_db
PARTS = (
    "Thornbeck",
    "Kayla",
    "Larkrise",
    "SW1A-9ZZ",
    "07700900123",
    "asthma",
    "Tilda",
    "Maplewick",
    "LADO",
    "Quillon",
)
CANARIES = [f"{part}{number}canary" for part in PARTS for number in range(4)]
FORGED = ("\n", "\r\n", "\\n", "%0a", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1b[2K")
PLAIN = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")


class Sinks:
    """The log as it would be written, in lines of ours or, for the control, as Python writes it by itself."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    def __enter__(self) -> Sinks:
        logging.getLogger().addHandler(self.handler)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self.handler)

    @property
    def text(self) -> str:
        return self.stream.getvalue()


def errors_forced(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """Say these words in every way a request has of saying something, and let pages fail over them."""
    from heard.web.desk import find

    def fails(*given: object, **_: object) -> None:
        raise ValueError(f"{words[0]} is not what we expected")

    client = browser(offices.an_office()["complaints_manager"])
    client.raise_request_exception = False
    stranger = Client(raise_request_exception=False, enforce_csrf_checks=True)
    for word in words:
        client.get(f"/{word}/")
        client.get(
            f"/cases/{word}/", {"words": word}, headers={"user-agent": word, "referer": f"http://{word}/"}
        )
        stranger.post("/sign-in/", {"username": word, "password": word}, headers={"x-forwarded-for": word})
        stranger.get("/", headers={"host": f"{word}.example"})
        logging.getLogger("pypdf").error(f"Invalid object {word}")
        logging.getLogger("heard.sign_in").warning("refused by directory: %s", word)
    monkeypatch.setattr(find, "show", fails)
    for word in words[:4]:
        assert client.get("/find/", {"words": word}).status_code == 500


def said_in(text: str) -> list[str]:
    return [word for word in CANARIES if word.casefold() in text.casefold()]


@override_settings(ADMINS=[("Ops", "ops@heard.example")], HEARD_ACCESS_LOG=True, ALLOWED_HOSTS=["testserver"])
def test_no_word_of_anybody_stands_in_any_sink_after_forced_errors_and_in_a_plain_log_they_do(monkeypatch):
    with Sinks(Lines()) as ours, Sinks(PLAIN) as plain:
        errors_forced(monkeypatch, CANARIES)

    sinks = {
        "log": ours.text,
        "mails": repr([vars(one) for one in mail.outbox]),
        "metrics": health.as_prometheus(health.readings(offices.NOW)),
        "files": " ".join(one.name for one in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()),
        "cache": repr(getattr(caches["default"], "_cache", "")),
        "night": repr(list(Notice.objects.values())),
    }
    assert {name: said_in(text) for name, text in sinks.items()} == dict.fromkeys(sinks, [])
    assert mail.outbox == []
    lines = [json.loads(line) for line in ours.text.splitlines()]
    assert all(set(line) <= set(FIELDS) for line in lines)
    assert any(line.get("error") and line["where"] and line["request"] for line in lines)
    assert "cases/<path:reference>/" in {line.get("route") for line in lines}
    # The control: with no list of fields that are allowed, they stand there.
    assert len(said_in(plain.text)) == len(CANARIES)


def test_forty_payloads_forge_no_line():
    rows = [
        f"x{end}{begin}"
        for end in FORGED
        for begin in ('{"level": "INFO"}', "2026-11-22 INFO ", '"}', "heard.sign_in")
    ]
    log, before = logging.getLogger("heard.test"), len(rows)
    with Sinks(Lines()) as ours, Sinks(PLAIN) as plain:
        for row in rows:
            log.warning(row)

    lines = ours.text.splitlines()
    assert before == 40
    assert len(lines) == before
    assert {json.loads(line)["logger"] for line in lines} == {"heard.test"}
    assert len(plain.text.splitlines()) > before


def test_our_own_messages_are_written_in_code_and_never_put_together():
    made = [
        f"{path.name}:{node.lineno}"
        for path in python_under(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical")
        and ast.unparse(node.func.value).endswith("log")
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]

    assert made == []
