"""A form at the children's door pressed twice at the same instant, on a whole running installation: it lands once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tests.serving import Installation, environment

FORMS = 500 if os.environ.get("HEARD_FULL") else 4
SAID: tuple[tuple[str, dict[str, str]], ...] = (
    ("hide", {}),
    ("who", {"who": "child"}),
    ("how", {"how": "write"}),
    ("feelings", {}),
    ("better", {}),
    ("kept-from", {}),
    ("name", {"name": "secret"}),
    ("answer", {"answer": "code"}),
    ("easier", {}),
    ("trusted", {}),
)
COUNT = """
import os, sys, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
django.setup()
from django.db.models import Count
from heard.representations.models import Code, Representation
mine = Representation.objects.filter(words__startswith="Pressed twice ")
print(mine.count(), mine.values("words").distinct().count(), Code.objects.filter(representation__in=mine).count())
"""


def post(visitor: OpenerDirector, url: str, token: str, said: dict[str, str]) -> str:
    """Send a form. Returns the page it ends on."""
    body = urlencode({**said, "csrfmiddlewaretoken": token}).encode()
    with visitor.open(url, body, timeout=30) as answer:
        return str(answer.read().decode())


def tells(url: str, number: int) -> tuple[OpenerDirector, str]:
    """A visitor who has answered everything and stands before the last button."""
    visitor = build_opener(HTTPCookieProcessor(CookieJar()))
    with visitor.open(f"{url}/tell/who/", timeout=30) as page:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]  # type: ignore[index]
    for name, said in (*SAID, ("words", {"words": f"Pressed twice {number}."})):
        post(visitor, f"{url}/tell/{name}/", token, said)
    with visitor.open(f"{url}/tell/check/", timeout=30) as page:
        assert "Nothing has been sent yet" in page.read().decode()
    return visitor, token


def both(url: str, number: int) -> list[str]:
    """Press the last button twice at once."""
    visitor, token = tells(url, number)
    with ThreadPoolExecutor(2) as presses:
        sent: Any = presses.map(lambda _: post(visitor, f"{url}/tell/check/", token, {}), range(2))
        return list(sent)


def test_pressed_twice_at_once_it_is_on_record_once_and_the_child_has_one_code(
    demonstration: Installation,
) -> None:
    codes = []
    for number in range(FORMS):
        pages = both(demonstration.url, number)
        assert all("Thank you for telling us" in page for page in pages)
        with_code = {"".join(re.findall(r"<span>(\d{4})</span>", page)) for page in pages} - {""}
        assert len(with_code) == 1
        codes.append(with_code.pop())
    counted = subprocess.run(
        [sys.executable, "-c", COUNT],
        env=environment(demonstration.data),
        capture_output=True,
        text=True,
        check=True,
    )

    assert counted.stdout.split() == [str(FORMS)] * 3
    assert len(set(codes)) == FORMS
