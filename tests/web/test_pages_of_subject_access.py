"""Requests for a file at their pages: logged, gone through, refused in words, and approved only after proving again."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.act_pages import hidden, signed_in
from tests.web.acts_done import office_on

from heard.casework.exemptions import exemptions
from heard.people.models import Person
from heard.representations.models import DataComplaint, FileCopy, FilePiece, FileRequest, FileSpan
from heard.web import fresh
from heard.web.seeing import now

pytestmark = pytest.mark.django_db


def day(name: str, of: date) -> dict[str, str]:
    return {f"{name}-day": str(of.day), f"{name}-month": str(of.month), f"{name}-year": str(of.year)}


def test_a_request_is_logged_gone_through_and_kept_from_whoever_decided_and_whoever_may_not(
    settings, tmp_path, monkeypatch
):
    settings.DATA = tmp_path
    members = office_on(monkeypatch)
    person = Person.objects.create(name="Amber Quill")
    client = signed_in(members["complaints_manager"])
    assert "Enter a name" in client.get("/subject-access/new/?name=").content.decode()
    assert "Amber Quill" in client.get("/subject-access/new/?name=quill").content.decode()

    address = f"/subject-access/new/{person.pk}/"
    once = hidden(client.get(address).content.decode(), "once")
    said = {
        "once": once,
        "authority": "own",
        "wanted": "All.",
        "way": "Post",
        **day("received_on", date(2026, 11, 2)),
    }
    wrong = client.post(address, {**said, "authority": "parent"})
    assert (wrong.status_code, "what shows that they may ask" in wrong.content.decode()) == (422, True)
    client.post(address, said)

    row = FileRequest.objects.get()
    piece = FilePiece.objects.create(
        request=row, source="person", kind="person", title="Held", words="Tom Ash rang."
    )
    span = FileSpan.objects.create(piece=piece, words="Tom Ash", whose="other")
    nothing = client.post(
        f"/subject-access/pieces/{piece.pk}/", {"withhold": "yes", "whose": "other", "code": "harm"}
    )
    assert nothing.status_code == 422
    assert "Tick the words of this piece that you decide about" in nothing.content.decode()
    ticked = client.post(
        f"/subject-access/pieces/{piece.pk}/", {"withhold": "yes", "whose": "other", "span": str(span.pk)}
    ).content.decode()
    assert "Choose under which exemption it is withheld." in ticked
    assert f'value="{span.pk}" checked' in ticked
    client.post(
        f"/subject-access/pieces/{piece.pk}/",
        {
            "withhold": "yes",
            "whose": "other",
            "code": "third_party",
            "reason": "Theirs.",
            "span": str(span.pk),
        },
    )
    span.refresh_from_db()
    assert (span.standing, span.code) == ("withheld", "third_party")

    copy = FileCopy.objects.create(
        request=row, version=1, digest="a" * 64, path="", size=1, pages=1, made_by="x", made_at=now()
    )
    assert "decided nothing of this one" in client.get(f"/subject-access/copies/{copy.pk}/").content.decode()
    other = signed_in(members["information_governance"])
    monkeypatch.setattr(fresh, "is_fresh", lambda request: False)
    asked = other.post(f"/subject-access/copies/{copy.pk}/", {"read": copy.digest})
    assert (
        asked.status_code,
        "prove" in asked.headers["Location"] or "again" in asked.headers["Location"],
    ) == (302, True)
    assert signed_in(members["team_manager"]).get("/subject-access/").status_code == 403
    assert all(
        one.title in client.get("/subject-access/exemptions/").content.decode()
        for one in exemptions().values()
    )


def test_a_complaint_about_data_is_logged_and_shown_with_its_last_day(monkeypatch):
    client = signed_in(office_on(monkeypatch)["information_governance"])
    once = hidden(client.get("/data-complaints/new/").content.decode(), "once")
    said = {"once": once, "name": "Sam Ashe", "words": "It went to him.", "way": "Post"}

    client.post("/data-complaints/new/", {**said, **day("received_on", date(2026, 11, 20))})

    row = DataComplaint.objects.get()
    assert row.reference in client.get("/data-complaints/").content.decode()
    assert "Sunday 20 December 2026" in client.get(f"/data-complaints/{row.pk}/").content.decode()
