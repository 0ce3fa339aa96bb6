"""A browser of somebody, and what an answer says once it is unpacked and what differs every time is taken out."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from pypdf import PdfReader

from heard.people.models import Member
from heard.web import entering

EACH_TIME = re.compile(rb'name="(?:csrfmiddlewaretoken|once|seen|version)" value="[^"]*"')
HEADERS = ("Content-Type", "Location", "Content-Disposition", "Cache-Control")


def browser(member: Member) -> Client:
    """A browser in which a member has come in with a second factor, just now."""
    client = Client()
    client.force_login(member.account)
    session, seconds = client.session, entering.now().timestamp()
    session.update(dict.fromkeys((entering.BEGAN, entering.SEEN, entering.PROVED), seconds))
    session[entering.STRENGTH] = entering.FACTOR
    session.save()
    return client


def said_in(answer: HttpResponseBase) -> bytes:
    """Everything an answer says, a workbook, a letter or a bundle among it, in bytes that can be searched."""
    whole = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined, call-overload]
    if whole.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(whole)) as inside:
            return b"\n".join(inside.read(name) for name in sorted(inside.namelist()))
    if whole.startswith(b"%PDF-"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(whole)).pages).encode()
    return whole


def answered(answer: HttpResponseBase, *mine: Any) -> tuple[Any, ...]:
    """An answer as it can be told from another: status, headers and words, without what its own address said."""
    words = EACH_TIME.sub(b"", said_in(answer))
    headers = [answer.headers.get(name, "") for name in HEADERS]
    for one in mine:
        words = words.replace(str(one).encode(), b"~")
        headers = [said.replace(str(one), "~") for said in headers]
    return answer.status_code, *headers, words


__all__ = ["answered", "browser", "said_in"]
