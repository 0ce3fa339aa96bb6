"""Other councils' figures: kept with their source, brought in whole or not at all, and set beside ours in a group."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web import small_council
from tests.web.act_pages import hidden
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework.audit import verify
from heard.casework.context import add_context_figure
from heard.importing.other_councils_sheet import template_csv
from heard.reporting import small_numbers_set
from heard.representations.models import ComparisonGroup, OtherCouncil, OtherCouncilFigure

pytestmark = pytest.mark.django_db
FIXTURE = Path(__file__).parents[1] / "fixtures" / "other_councils" / "looked_after_2025.csv"
PAGE = "/dashboards/other-councils/"
FIGURE = {
    "what": "in_time_stage_1",
    "council": "Otterby",
    "year": "2025-26",
    "count": "61",
    "base": "80",
    "source": "Annual report, June 2026",
    "taken_on-day": "1",
    "taken_on-month": "10",
    "taken_on-year": "2026",
    "is_defined_otherwise": "no",
    "warning": "Rounded",
}


@pytest.fixture
def members():
    found()
    bring_in([case(number, received_on=date(2025, 6, 2)) for number in range(6)])
    return small_council.members()


@pytest.fixture
def manager(members) -> Client:
    return signed_in(members["complaints_manager"])


def fill(client: Client, address: str, **said: str):
    once = hidden(client.get(address).content.decode(), "once")
    return client.post(address, {"once": once, **said}, follow=True)


def send(client: Client, content: bytes, name: str = "figures.csv"):
    return client.post(f"{PAGE}sheet/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def sheet(*changes: dict[str, str]) -> bytes:
    """The template with rows of its own, each changed in some cells."""
    head, first, _ = csv.reader(io.StringIO(template_csv().decode("utf-8-sig")))
    out = io.StringIO()
    write = csv.DictWriter(out, head)
    write.writeheader()
    for change in changes:
        write.writerow(dict(zip(head, first, strict=True)) | change)
    return out.getvalue().encode()


def test_a_figure_is_kept_shown_with_its_source_corrected_and_taken_out(manager, members, monkeypatch):
    monkeypatch.setattr(small_numbers_set, "YEARS", 3)
    assert "The figure is kept." in fill(manager, f"{PAGE}new/", **FIGURE).content.decode()
    fill(manager, f"{PAGE}new/", **FIGURE | {"council": "Ashe", "is_defined_otherwise": "yes",
                                           "definition": "Counts holding letters"})  # fmt: skip
    row = OtherCouncilFigure.objects.get(council__name="Otterby")

    page = signed_in(members["elected_member"]).get(PAGE).content.decode()
    for words in (
        "61 of 80 (76%)",
        "Annual report, June 2026, looked up 1 Oct 2026",
        "Warning: Rounded",
        "Defined otherwise: Counts holding letters",
        "Our own figure of this year is not on record",
    ):
        assert words in page
    assert f"{PAGE}{row.pk}/" not in page  # whoever may not change it is not asked to

    twice = fill(manager, f"{PAGE}new/", **FIGURE | {"count": "60"})
    assert twice.status_code == 422
    assert "2025/26 on record already: 61 of 80" in twice.content.decode()
    fill(manager, f"{PAGE}{row.pk}/", **{**FIGURE, "count": "62"})
    row.refresh_from_db()
    assert (row.count, row.warning) == (62, "Rounded")
    fill(manager, f"{PAGE}{row.pk}/out/", because="It was another year’s.")
    assert OtherCouncilFigure.objects.count() == 1
    assert verify().whole


def test_what_cannot_be_is_refused_in_words(manager):
    for change, words in (
        ({"count": "81"}, "81 of 80 cannot be"),
        ({"year": "2025"}, "must be a year such as 2024-25"),
        ({"count": "many"}, "How many must be a whole number"),
        ({"council": "thistlemere council"}, "is this council"),
        ({"is_defined_otherwise": "yes"}, "Write how that council defines it"),
        ({"source": ""}, 'href="#id_source"'),
        ({"taken_on-year": "2126"}, "must be today or in the past"),
    ):
        answer = fill(manager, f"{PAGE}new/", **FIGURE | change)
        assert answer.status_code == 422, change
        assert words in answer.content.decode(), change
    assert not OtherCouncil.objects.exists()


def test_a_sheet_is_kept_whole_and_set_beside_ours_in_a_group(manager, members):
    for name, value in (("Children looked after", 600), ("Population aged 0 to 17", 80_000)):
        day = date(2025, 3, 31)
        add_context_figure(name=name, value=value, as_at=day, source="DfE", by="test", at=small_council.AT)

    assert "10 figures kept from the sheet." in send(manager, FIXTURE.read_bytes()).content.decode()
    assert "10 stood so already" in send(manager, FIXTURE.read_bytes()).content.decode()
    group = {
        "name": "Neighbours",
        "source": "Model of 2025",
        "councils": "Derby\nPlymouth\nSheffield\nNew One",
    }
    fill(manager, f"{PAGE}groups/new/", **group)
    number = ComparisonGroup.objects.get().pk

    page = manager.get(f"{PAGE}?what=looked_after&year=2024&group={number}").content.decode()
    for words in ("600 of 80,000 (75.0 for every 10,000)", "Ours is inside what chance explains",
                  "Below what chance explains", "with no figure of this on record: New One"):  # fmt: skip
        assert words in page
    assert "Coventry" not in page
    fill(manager, f"{PAGE}groups/{number}/", **group | {"councils": "Derby\nCoventry"})
    assert [one.name for one in ComparisonGroup.objects.get().councils.all()] == ["Coventry", "Derby"]
    assert manager.get(f"{PAGE}?what=weather&year=2024").status_code == 422
    assert verify().whole


def test_a_sheet_with_anything_wrong_is_refused_whole_by_row_and_column(manager):
    wrong = send(
        manager,
        sheet(
            {},
            {"what": "Weather"},
            {"count": "[c]"},
            {"year": "2024"},
            {"looked_up_on": "soon"},
            {"source": ""},
        ),
    )
    page = wrong.content.decode()

    assert wrong.status_code == 422
    for words in (
        *(f"Row {number}" for number in range(3, 8)),
        "“Weather” is not compared",
        "says that there is no number",
        "“2024” is no financial year",
        "looked_up_on",
        "Fill in column source",
    ):
        assert words in page
    beyond = send(manager, sheet({"count": "90"}, {"council": "Ashe"}, {"council": "ashe "})).content.decode()
    assert "90 of 80 cannot be" in beyond
    assert "Row 3 has the same council, figure and year" in beyond
    assert "No row in it has the headings council and what" in send(manager, b"a,b\n1,2\n").content.decode()
    assert not OtherCouncil.objects.exists()


def test_who_keeps_context_figures_keeps_these_and_nobody_else(members):
    for role in ("complaints_officer", "elected_member", "performance_analyst"):
        client = signed_in(members[role])
        assert client.get(PAGE).status_code == 200
        for address in ("new/", "sheet/", "groups/new/"):
            assert client.get(f"{PAGE}{address}").status_code == 403


def test_our_own_small_figure_is_withheld_from_who_sees_no_case_and_so_are_sums_with_it(manager, members):
    fill(manager, f"{PAGE}new/", **FIGURE | {"year": "2026-27"})
    fill(manager, f"{PAGE}new/", **FIGURE | {"year": "2026-27", "council": "Ashe"})
    address = f"{PAGE}?what=in_time_stage_1&year=2026"

    whole = manager.get(address).content.decode()
    told = signed_in(members["elected_member"]).get(address).content.decode()

    assert "of 4 (" in whole
    assert "This council" in whole
    assert "Our own figure is withheld from your role" in told
    assert "This council" not in told
    assert "122 of 160 (76%)" in told  # the other two alone
    assert "122 of 160" not in whole
