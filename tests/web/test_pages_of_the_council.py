"""The pages on which a council says what it is: colours, logo, help numbers, and where leaving goes."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.web.small_council import AT, found, signed_in

from heard.casework import accounts
from heard.casework.looking import council
from heard.people.models import HelpNumber

WHY = {"reason": "Agreed in November"}
DETAILS = {"name": "Thistlemere Council", "contact": "", "address": "", "exit_address": "", **WHY}


@pytest.fixture
def manager(db: None) -> Client:
    """The browser of the complaints manager of a council with nothing in it."""
    found()
    return signed_in(
        accounts.add_member(
            sign_in_name="amina", full_name="Amina", role="complaints_manager", by="test", at=AT
        )
    )


def beside(page: str, field: str) -> str:
    """The words of the error beside a field."""
    found = re.search(rf'id="id_{field}-error".*?</p>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_colour_too_faint_is_refused_beside_its_field_and_a_darker_one_is_offered(manager):
    said = {"theme": "#ffd700", "links": "#1a65a6", **WHY, "keep": "yes"}
    refused = manager.post("/settings/colours/", said)
    page = refused.content.decode()

    assert refused.status_code == 422
    assert "the contrast is 1.40 to 1, and people need 4.5 to 1" in beside(page, "theme")
    assert 'href="#id_theme"' in page
    offer = re.search(r'name="offer" value="(theme=#[0-9a-f]{6})"', page)
    assert offer is not None
    assert offer[1].partition("=")[2] in beside(page, "theme")

    seen = manager.post("/settings/colours/", {**said, "offer": offer[1]} | {"keep": ""})
    assert (
        "Preview. Nothing is kept yet."
        in manager.post(
            "/settings/colours/", {**{k: v for k, v in said.items() if k != "keep"}, "offer": offer[1]}
        ).content.decode()
    )
    assert seen.status_code in (200, 302)


def test_a_preview_shows_the_colours_and_keeps_nothing(manager):
    said = {"theme": "#6A1B4D", "links": "#1a65a6", **WHY}
    page = manager.post("/settings/colours/", {**said, "see": "yes"}).content.decode()
    sheet = re.search(r'href="(/settings/colours/style.css[^"]+)"', page)

    assert "Preview. Nothing is kept yet." in page
    assert sheet is not None
    assert (
        ".heard-preview{--govuk-brand-colour:#6a1b4d"
        in manager.get(sheet[1].replace("&amp;", "&")).content.decode()
    )
    assert manager.get("/settings/colours/style.css?theme=red}*{x:y&links=").content == b""
    assert council().theme == "#2b4c7e"

    assert manager.post("/settings/colours/", {**said, "keep": "yes"}).status_code == 302
    assert council().theme == "#6a1b4d"
    assert "#6a1b4d" in manager.get("/theme.css").content.decode()
    after = manager.get("/settings/colours/").content.decode()
    assert "/theme.css?v=6a1b4d1a65a6" in after
    assert "Why: Agreed in November" in after


def test_the_councils_details_stand_on_the_help_page_and_bad_ones_beside_their_field(manager):
    refused = manager.post("/settings/council/", {**DETAILS, "exit_address": "http://example.org/"})
    without = manager.post("/settings/council/", {**DETAILS, "reason": ""})
    kept = manager.post(
        "/settings/council/",
        {**DETAILS, "contact": "01632 960 001", "address": " 1 Civic  Row \r\n\r\nThistlemere"},
    )
    page = Client().get("/help/").content.decode()

    assert "must begin with https://" in beside(refused.content.decode(), "exit_address")
    assert "Answer “Why?”" in beside(without.content.decode(), "reason")
    assert kept.status_code == 302
    assert "1 Civic Row<br>Thistlemere" in page
    assert "Childline: 0800 1111" in page
    assert council().exit_address == "https://www.bbc.co.uk/weather"


def test_a_logo_is_shown_as_a_picture_that_may_load_or_run_nothing(manager):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "#6a1b4d").save(drawn, "PNG")
    script = SimpleUploadedFile("logo.png", b"<svg><script>1</script></svg>", "image/png")
    heavy = SimpleUploadedFile("logo.png", drawn.getvalue() + bytes(40_000), "image/png")
    refused = manager.post("/settings/logo/", {"picture": script, **WHY}).content.decode()
    too_heavy = manager.post("/settings/logo/", {"picture": heavy, **WHY}).content.decode()
    # What the browser says of the file is not believed.
    real = SimpleUploadedFile("evil.svg", drawn.getvalue(), "image/svg+xml")
    assert manager.post("/settings/logo/", {"picture": real, **WHY}).status_code == 302
    address = re.search(r'src="(/logo/[0-9a-f]{16}/)"', manager.get("/help/").content.decode())
    assert address is not None
    answer = Client().get(address[1])

    assert "must be a PNG or JPEG" in beside(refused, "picture")
    assert "no larger than 40 kB" in beside(too_heavy, "picture")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="logo.png"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Client().get("/logo/0000000000000000/").status_code == 404

    silent = manager.post("/settings/logo/", {"take-down": "yes", "down-reason": ""})
    down = manager.post("/settings/logo/", {"take-down": "yes", "down-reason": "Out of date"})
    assert "Answer “Why?”" in beside(silent.content.decode(), "down-reason")
    assert down.status_code == 302
    assert Client().get(address[1]).status_code == 404


def test_help_numbers_are_added_changed_and_taken_off(manager):
    said = {"label": "Thistle Advocacy", "number": "01632 960 002", "hours": "", **WHY}
    refused = manager.post("/settings/help-numbers/", {**said, "number": "ring us"})
    assert manager.post("/settings/help-numbers/", said).status_code == 302
    where = f"/settings/help-numbers/{HelpNumber.objects.get(label='Thistle Advocacy').pk}/"
    assert manager.post(where, {**said, "hours": "9am to 5pm"}).status_code == 302

    assert "Enter a telephone number" in beside(refused.content.decode(), "number")
    assert "9am to 5pm" in manager.get("/help/").content.decode()
    assert manager.post(where, {"take-off": "yes", "down-reason": "It closed"}).status_code == 302
    assert "Thistle Advocacy" not in Client().get("/help/").content.decode()
    assert manager.get(where).status_code == 404
