"""Training says so on all that it makes and sends, it reaches nobody, and no installation changes sides."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from heard.casework import council, council_details
from heard.casework.letters import docx_of
from heard.casework.marked import (
    CouldReachSomebody,
    against_training,
    leads_nowhere,
    live_connections,
    marked,
    outgoing,
)
from heard.casework.writing import writing
from heard.files.working import Pages, Paper, joined, pages_of
from heard.people.models import Council
from heard.web import middleware, sending

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOBODY, SOMEBODY = "amina@mail.thistlemere.example", "amina@thistlemere.gov.uk"


def opened(*, is_demo: bool) -> None:
    council.open_installation(name="Thistlemere", by="test", at=AT, is_demo=is_demo)


def answered(name: str) -> str:
    file = HttpResponse(
        "a", headers={"Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"}
    )
    return middleware.headers(lambda request: file)(SimpleNamespace())["Content-Disposition"]


def headed() -> str:
    from io import BytesIO

    from docx import Document

    body = "<h1>Our answer</h1><p>We were late.</p>"
    letter = SimpleNamespace(pk=1, body=body, title="Our answer", audience="adult", issued_on=AT.date())
    return "\n".join(
        one.text
        for one in Document(BytesIO(docx_of(letter))).sections[0].header.paragraphs  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("is_demo", [True, False], ids=["training", "the control: a real council"])
def test_files_letters_and_e_mails_say_training_where_it_is_and_nowhere_else(is_demo):
    opened(is_demo=is_demo)

    sending.send(NOBODY, "Something waits", "Come in and look.")

    sent = mail.outbox[0]
    said = {
        "subject": sent.subject,
        "e-mail": sent.body,
        "file": answered("complaints.csv").split("filename*")[0],
        "file in other letters": answered("x.csv").split("filename*")[1],
        "letter": headed(),
        "papers": marked("The panel’s papers"),
    }
    assert {name for name, words in said.items() if "TRAINING" in words} == (set(said) if is_demo else set())
    assert "Come in and look." in sent.body


def test_the_foot_of_every_page_of_joined_papers_says_it():
    opened(is_demo=True)
    paper = pages_of([Paper("One", b"Words of one paper.", "text/plain")])[0]
    assert isinstance(paper, Pages)

    file = joined(marked("The panel’s papers"), ["For three."], [paper])[0]

    texts = pages_of([Paper("All", file, "application/pdf")])[0].texts  # type: ignore[union-attr]
    assert len(texts) == 2
    assert all("TRAINING. The panel" in text for text in texts)


def test_training_writes_to_nobody_who_could_exist_and_a_real_council_writes_to_anybody():
    opened(is_demo=True)
    with pytest.raises(CouldReachSomebody, match="could be somebody's address"):
        outgoing("A", "b", SOMEBODY)
    sending.send(SOMEBODY, "A", "b")
    assert mail.outbox == []
    assert not any(map(leads_nowhere, ("a@example.org.uk", "a@anexample.com", "a@example", "")[:2]))

    Council.objects.update(is_demo=False)
    sending.send(SOMEBODY, "A", "b")
    assert [one.to for one in mail.outbox] == [[SOMEBODY]]


def test_training_is_refused_while_anything_ties_it_to_what_is_real(settings):
    opened(is_demo=True)
    assert against_training() == live_connections() == []

    settings.EMAIL_HOST = "mail.thistlemere.gov.uk"
    settings.HEARD_MAIL = {**settings.HEARD_MAIL, "imap": "imaps://a@mail.thistlemere.gov.uk/INBOX"}
    settings.HEARD_DIRECTORY = {**settings.HEARD_DIRECTORY, "issuer": "https://login.thistlemere.gov.uk"}
    settings.HEARD_FILES = "s3://papers/heard"
    why = against_training()
    assert [all(name in why[0] for name in live_connections()), len(live_connections()), len(why)] == [
        True,
        4,
        1,
    ]

    Council.objects.update(is_demo=False)
    assert against_training() == []


def test_a_real_council_is_switched_to_training_by_no_act_and_behind_its_back_opens_no_door():
    opened(is_demo=False)
    with pytest.raises(council_details.DetailsRefused, match="it stays"):
        council_details.change_council(by="amina", at=AT, is_demo=True)
    with pytest.raises(council.AlreadyInUse):
        council.open_installation(name="Training", by="test", at=AT, is_demo=True)

    with writing("test_rows", by="test", at=AT) as line:
        line.change(Council.objects.get(), is_demo=True)

    assert "switched to training" in against_training()[0]
    assert Client().post("/demonstration/enter/", {"as": "demo-complaints-manager"}).status_code == 404
