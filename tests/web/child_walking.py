"""How a child goes through the door in tests: from step to step, as the links and buttons lead."""

from __future__ import annotations

from typing import Any

from django.test import Client

WRITTEN: dict[str, dict[str, Any]] = {
    "hide": {},
    "who": {"who": "child"},
    "how": {"how": "write"},
    "words": {"words": "Nobody told me\nI was moving."},
    "feelings": {"feelings": ["sad", "angry"]},
    "better": {"ideas": ["sorry"], "better": "Ask me first."},
    "kept-from": {"kept_from": ["social_worker"]},
    "kept-from-who": {"names": "Tom Farrow\n\n", "why": "It makes it worse."},
    "name": {"name": "secret"},
    "answer": {"answer": "code"},
    "easier": {"easier": ["read"], "language": "", "also": "A quiet room"},
    "trusted": {"trusted": "Jo, my aunt", "reach": "01632 960000"},
}
UNSURE: dict[str, dict[str, Any]] = {
    "feelings": {"feelings": ["not_saying"]},
    "better": {},
    "kept-from": {"kept_from": ["nobody"]},
    "name": {"name": "first"},
    "first-name": {"first_name": "Kayla"},
    "easier": {},
    "trusted": {},
}


def walk(client: Client, answers: dict[str, dict[str, Any]], until: str = "") -> list[str]:
    """Answer each question as it comes. Returns the steps in their order; the last leads to the check."""
    came, where = [], "/tell/hide/"
    while where != "/tell/check/" and (not until or where != f"/tell/{until}/"):
        name = where.split("/")[2]
        came.append(name)
        assert client.get(where).status_code == 200, where
        answer = client.post(where, answers[name])
        assert answer.status_code == 302, (where, answer.content.decode()[-3000:])
        where = answer.headers["Location"]
    return came
