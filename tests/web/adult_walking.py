"""An adult's way through the door in tests: each question answered in turn, as a browser would."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

RECENT, LONG_AGO = date(2026, 10, 5), date(2025, 3, 27)


def on(when: date) -> dict[str, str]:
    """The three boxes of the day it happened."""
    return {"on-day": str(when.day), "on-month": str(when.month), "on-year": str(when.year)}


def say(client: Client, where: str, **answers: Any) -> str:
    """Answer one question; where it leads."""
    answer = client.post(f"/complain/{where}/", answers)
    assert answer.status_code == 302, f"{where}: {answer.content.decode()}"
    return str(answer.headers["Location"])


def add_point(client: Client, number: int, happened: str, when: dict[str, str], **more: str) -> None:
    """One point whole: what, when, why now where it is asked, and what would put it right."""
    where = f"points/{number}"
    say(client, f"{where}/what", happened=happened, people=more.get("people", ""))
    if say(client, f"{where}/when", **when).endswith("/now/"):
        say(client, f"{where}/now", now=more.get("now", ""))
    say(client, f"{where}/better", better=more.get("better", "Say sorry."))


def before_points(client: Client, **more: Any) -> None:
    """All that is asked before the points."""
    said: dict[str, Any] = {"before": ["none"], "who": "parent", **more}
    say(client, "what", what=more.get("what", "complain"))
    if say(client, "before", before=said["before"]).endswith("/advice/"):
        say(client, "advice")
    say(client, "who", who=said["who"])
    if said["who"] not in ("child", "care_leaver", "adopted_person"):
        say(client, "child", child=more.get("child", "Kayla Thornbeck"))
        say(client, "agrees", agrees="agrees")


def after_points(client: Client, **more: Any) -> None:
    """All that is asked after the points, up to the page of all answers."""
    say(client, "points", another="no")
    say(client, "tried", tried=more.get("tried", "I rang twice."))
    say(client, "files")
    say(client, "name", name=more.get("name", "Malik Thornbeck"))
    say(client, "ways", ways=["email", "telephone"])
    say(client, "email", email="malik@example.org", safe=more.get("safe", "yes"))
    say(client, "telephone", telephone="01632 960 001", safe="unsure", message="no", note="After 6pm")
    say(client, "needs", needs=["interpreter"], language="Polish")
    say(client, "advocate", advocate=more.get("advocate", "no"))


def complained(client: Client, *points: str, **more: Any) -> None:
    """A complaint of a parent, as far as the page of all answers."""
    before_points(client, **more)
    for number, happened in enumerate(points or ("Nobody rang me back.",), start=1):
        add_point(client, number, happened, on(RECENT))
    after_points(client, **more)


def sent(client: Client) -> str:
    """Look at all answers and send them; the page that follows."""
    assert client.get("/complain/check/").status_code == 200
    say(client, "check")
    return client.get("/complain/sent/").content.decode()


__all__ = [
    "LONG_AGO",
    "RECENT",
    "add_point",
    "after_points",
    "before_points",
    "complained",
    "on",
    "say",
    "sent",
]
