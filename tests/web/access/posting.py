"""What is written when a form is sent: as it should be, and padded with the name of every field of every table."""

# ruff: noqa: E501  (tables: one thing a line)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.test import Client

from heard.people.models import Member

Fields = Mapping[str, Any]
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"(?: \(([^)]*)\) VALUES)?', re.I)
SETS = re.compile(r'"(\w+)" = ([^,]+?)(?=, "|\s+WHERE|$)')
# Where what was typed is kept as it was typed, to be given back or agreed to; and what is different each time.
AS_TYPED = {
    ("ledger_draft", "words"),
    ("representations_secondperson", "content"),
    ("representations_secondperson", "digest"),
}
EACH_TIME = {
    "digest",
    "previous",
    "said",
    "token",
    "secret",
    "tag",
    "address",
    "session_key",
    "session_data",
    "password",
    "once",
}
NOT_OURS = {"django_session", "people_signedin", "ledger_salt"}
DAY = {"day": "22", "month": "11", "year": "2026"}
WORDS = "It is right for this family."
HOSTILE_DAY = date(2020, 2, 2)
# Names that a careless page might read although no table has them.
MORE = ("role", "is_superuser", "is_staff", "owner", "hidden", "id", "pk", "level", "stage", "procedure", "reference",
        "received_on", "state", "by", "at", "done_on", "member_id", "account_id", "groups", "user_permissions")  # fmt: skip


@cache
def padding() -> Mapping[str, str]:
    """The name of every field of every table with a hostile value, dates also in three boxes."""
    found = {}
    for model in apps.get_models():
        for one in model._meta.get_fields():
            if isinstance(one, models.Field):
                found |= _hostile(one)
    return {name: "1" for name in MORE if name not in found} | found


def _hostile(one: models.Field[Any, Any]) -> dict[str, str]:
    if isinstance(one, models.DateField) and not isinstance(one, models.DateTimeField):
        boxes = {"day": HOSTILE_DAY.day, "month": HOSTILE_DAY.month, "year": HOSTILE_DAY.year}
        return {one.name: HOSTILE_DAY.isoformat()} | {f"{one.name}-{box}": str(n) for box, n in boxes.items()}
    if one.choices:
        return {one.name: "administrator" if one.name == "role" else str([*one.flatchoices][-1][0])}
    if isinstance(one, models.BooleanField):
        return {one.name: "on"}
    if isinstance(one, models.IntegerField | models.ForeignKey | models.AutoField):
        return {one.name: "1", one.attname: "1"}
    return {one.name: f"hostile {one.name}"}


class _Forms(HTMLParser):
    """The forms of a page that are sent: where to, and what each of their controls would send."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.forms, self._now = at, list[tuple[str, dict[str, str]]](), None
        self.names = dict[str, set[str]]()
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            to = urlsplit(urljoin(self.at, said.get("action", ""))).path
            self._now = (to, {}) if said.get("method", "").lower() == "post" else None
            if self._now:
                self.forms.append(self._now)
        elif self._now and (
            tag in ("input", "select", "textarea", "button") or (tag == "option" and self._select)
        ):
            self._take(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._now = None

    def _take(self, tag: str, said: dict[str, str]) -> None:
        to, filled = self._now  # type: ignore[misc]
        if tag == "option":
            if not filled.get(self._select):
                filled[self._select] = said.get("value", "")
            return
        name = said.get("name", "")
        if not name:
            return
        self.names.setdefault(to, set()).add(name)
        self._select = name if tag == "select" else ""
        if not filled.get(name):
            filled[name] = "" if tag == "select" else _typed(name, said)


def _typed(name: str, said: Mapping[str, str]) -> str:
    """What somebody would type into a control."""
    of = said.get("type", "")
    if of in ("radio", "checkbox"):
        return said.get("value", "on")
    if of == "email":
        return "somebody@council.example"
    return said.get("value") or DAY.get(name.rpartition("-")[2], "a file" if of == "file" else WORDS)


@dataclass
class Asked:
    """Somebody's browser, and what the pages they opened would send to which address."""

    member: Member
    client: Client
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)

    def open(self, path: str) -> int:
        """Read the forms of a page."""
        cookies = self.client.cookies.copy()
        with (
            transaction.atomic()
        ):  # Some pages are the way out: whoever reads them is to stay where they are.
            answer = self.client.get(path)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        if (
            answer.status_code == 200
            and not answer.streaming
            and answer.headers.get("Content-Type", "").startswith("text/html")
        ):
            read = _Forms(path)
            read.feed(answer.content.decode())
            for to, filled in read.forms:
                self.forms.setdefault(to, filled)
            for to, names in read.names.items():
                self.names.setdefault(to, set()).update(names)
        return int(answer.status_code)

    def body(self, path: str, **answers: str) -> dict[str, Any]:
        """A valid-looking body: what its form sends when each question is answered, some in these words."""
        sent: dict[str, Any] = {**self.forms.get(path, {}), "confirmed": "yes", **answers}
        if sent.get("file") == "a file":
            sent["file"] = SimpleUploadedFile("paper.txt", b"Nobody rang back.")
        return sent

    def pad(self, path: str) -> dict[str, str]:
        """Every name but those that the form of this address has."""
        own = self.names.get(path, set())
        return {name: value for name, value in padding().items() if name not in own}


def written(asked: Asked, path: str, body: Fields) -> tuple[int, Counter[tuple[Any, ...]]]:
    """What is written when this is sent, (table, column, value) each; nothing of it stays."""
    cookies, kept = asked.client.cookies.copy(), list[tuple[str, Any, bool]]()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql):
            kept.append((sql, params, many))
        return execute(sql, params, many, context)

    for one in body.values():
        if hasattr(one, "seek"):
            one.seek(0)
    with transaction.atomic(), connection.execute_wrapper(note):
        status = asked.client.post(path, dict(body)).status_code
        transaction.set_rollback(True)
    asked.client.cookies = cookies
    return status, Counter(row for sql, params, many in kept for row in _rows(sql, params, many))


def _rows(sql: str, params: Any, many: bool) -> Iterator[tuple[Any, ...]]:
    what, table, columns = WRITES.match(sql).groups()  # type: ignore[union-attr]
    if table in NOT_OURS:
        return
    given = [one for each in params for one in each] if many else list(params or ())
    names = re.findall(r'"(\w+)"', columns or "") or [
        name for name, value in SETS.findall(sql) if "%s" in value
    ]
    yield what.upper(), table, ""
    for place, value in enumerate(given):
        name = names[place % len(names)] if columns else names[place] if place < len(names) else "where"
        if name not in EACH_TIME and (table, name) not in AS_TYPED:
            yield what.upper(), table, name, str(bytes(value) if isinstance(value, memoryview) else value)


def changed_by_padding(asked: Asked, path: str, body: Fields) -> tuple[int, set[tuple[Any, ...]], int]:
    """The status, what is written otherwise once the body is padded, and how much is written at all."""
    status, plain = written(asked, path, body)
    _, padded = written(asked, path, {**asked.pad(path), **body})
    return status, {*(plain - padded), *(padded - plain)}, sum(plain.values())


__all__ = ["Asked", "changed_by_padding", "padding", "written"]
