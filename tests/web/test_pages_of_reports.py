"""Reports on their pages: begun, written by two, checked, released by somebody else, and read by everybody."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework.reports_made import TODAY, a_council, begun, released, rewrite, section
from tests.web.small_council import bring_in, case, signed_in

from heard.ledger.models import PublishedReport, ReportDraft
from heard.web import seeing
from heard.web.desk import reports, reports_forms, reports_release, reports_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    for room in (seeing, reports, reports_section, reports_release):
        monkeypatch.setattr(room, "today", lambda: TODAY, raising=False)
    monkeypatch.setattr("heard.web.desk.asking.today", lambda: TODAY)
    return a_council()


def once(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    return found[1] if found else ""


def answer(client: Client, address: str, **said: str):
    page = client.get(address)
    assert page.status_code == 200, html.unescape(re.sub("<[^>]+>", " ", page.content.decode()))[-1500:]
    return client.post(address, {"once": once(page.content.decode()), **said}, follow=True)


def said(page) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


DAY = {"as_at-day": str(TODAY.day), "as_at-month": str(TODAY.month), "as_at-year": str(TODAY.year)}


def test_a_report_goes_from_its_first_page_to_the_publics(office):
    amina, dana = signed_in(office["complaints_manager"]), signed_in(office["director"])
    begin = answer(
        amina,
        "/reports/new/",
        kind="children",
        period="2026-27",
        author="The team",
        title="What you told us",
        **DAY,
    )
    assert "The report is begun" in said(begin), said(begin)[:1500]
    draft = ReportDraft.objects.get()
    assert begin.redirect_chain[-1][0] == "/reports/"

    for code, words in (
        ("told", "You told us that nobody rang."),
        ("did", "We ring now."),
        ("next", "We will go on."),
    ):
        one = section(office["complaints_manager"], draft, code)
        page = amina.get(f"/reports/sections/{one.pk}/").content.decode()
        assert 'name="read" value="1"' in page
        kept = amina.post(
            f"/reports/sections/{one.pk}/",
            {"read": "1", "tables": "", "heading": one.version.heading, "words": "", "commentary": words},
            follow=True,
        )
        assert "The section is kept" in said(kept)
    assert "Nothing stands in the way" in said(amina.get(f"/reports/{draft.pk}/checks/"))
    assert "waits for somebody who wrote nothing" in said(answer(amina, f"/reports/{draft.pk}/offer/"))

    page = dana.get(f"/reports/{draft.pk}/release/").content.decode()
    read = re.search(r'name="read" value="([0-9a-f]{64})"', page)[1]
    assert "somebody else releases it" in said(answer(amina, f"/reports/{draft.pk}/release/", read=read))
    assert "The report is released" in said(answer(dana, f"/reports/{draft.pk}/release/", read=read))

    public = Client().get("/published-figures/children/")
    assert "You told us that nobody rang." in said(public)
    assert 'content="index, follow"' in public.content.decode()
    assert not public.cookies
    assert "has released no annual figures" in said(Client().get("/published-figures/"))


def test_what_somebody_else_wrote_meanwhile_stands_beside_ones_own_words(office):
    amina = office["complaints_manager"]
    draft = begun(amina)
    one = section(amina, draft, "ask")
    rewrite(office["complaints_officer"], draft, "ask", words="By any way.")

    mine = {"read": "1", "tables": "", "heading": "What we ask", "words": "Ring us.", "commentary": ""}
    page = signed_in(amina).post(f"/reports/sections/{one.pk}/", mine)

    assert page.status_code == 409
    for words in (
        "By any way.",
        "Ring us.",
        "Complaints Officer changed this section",
        'name="read" value="2"',
    ):
        assert words in html.unescape(page.content.decode())


def test_tables_are_added_moved_and_taken_out_without_losing_what_is_typed(office):
    amina = office["complaints_manager"]
    draft = begun(amina)
    client, one = signed_in(amina), section(amina, draft, "key")
    typed = {"heading": "Figures", "words": "", "commentary": "Typed."}
    for number, (do, add) in enumerate(
        (("add:", "by-nature"), ("up:by-nature", ""), ("out:key-figures", "")), start=1
    ):
        now = section(amina, draft, "key")
        client.post(
            f"/reports/sections/{one.pk}/",
            {**typed, "read": str(number), "tables": "\r\n".join(now.tables), "do": do, "add": add},
        )

    now = section(amina, draft, "key")
    assert (now.tables, now.version.commentary, now.version.number) == (["by-nature"], "Typed.", 4)
    found = said(client.get(f"/reports/{draft.pk}/figures/?words=complaints+received+this"))
    assert "{key-figures/Complaints received/this year}" in found


def test_a_wrong_number_is_named_in_its_section_and_let_stand_only_with_a_reason(office):
    amina = office["complaints_manager"]
    draft = begun(amina)
    rewrite(amina, draft, "key", commentary="We received 57 complaints.")
    client, one = signed_in(amina), section(amina, draft, "key")

    assert "57 complaints" in said(client.get(f"/reports/sections/{one.pk}/"))
    checks = client.get(f"/reports/{draft.pk}/checks/").content.decode()
    way = re.search(rf"/reports/{draft.pk}/checks/([0-9a-f]+)/", checks)[0]
    assert "Error" in client.post(way, {"once": "x", "reason": ""}).content.decode()
    assert "with your name and reason" in said(answer(client, way, reason="Seventeen came by word of mouth."))
    assert "Nothing stands in the way" in said(client.get(f"/reports/{draft.pk}/checks/"))
    assert client.get(way.replace(way[-20:-1], "0" * 19)).status_code == 404


def test_the_publics_page_says_what_was_released_and_gives_it_as_files(office):
    row = released(office["complaints_manager"], office["director"])
    page = Client().get("/published-figures/")
    assert "We received 40 complaints." in said(page)
    assert f"Report {row.mark}, edition 1" in said(page)
    assert "by director of children’s services." in said(page), "readers are told the post, never the name"
    for words in (
        "What each number means",
        "All figures are as they were known on Friday 20 November 2026",
        row.mark,
    ):
        assert words in said(page)
    assert not page.cookies
    there = json.loads(Client().get("/published-figures/report.json").content)
    assert there["period"] == "2026/27"
    assert b"table," in Client().get("/published-figures/report.csv").content[:20]
    assert Client().get("/published-figures/report.exe").status_code == 404

    desk = signed_in(office["director"])
    assert row.mark in said(desk.get(f"/reports/released/{row.pk}/"))
    answer(desk, f"/reports/released/{row.pk}/take-back/", because="Somebody could be known by it.")
    assert "has released no annual figures" in said(Client().get("/published-figures/"))
    assert "Taken off the public’s page" in said(desk.get(f"/reports/released/{row.pk}/"))


def test_a_report_is_heard_again_with_more_background(office):
    amina = office["complaints_manager"]
    row = released(amina, office["director"])
    done = answer(signed_in(amina), f"/reports/released/{row.pk}/again/", why_again="hearing",
                  what_changed="How other councils do it.", **DAY)  # fmt: skip
    draft = ReportDraft.objects.latest("pk")
    assert "The new edition is begun" in said(done)
    preview = said(signed_in(amina).get(f"/reports/{draft.pk}/preview/"))
    assert "More background, asked for when this report was first heard" in preview
    assert "How other councils do it." in preview
    beside = section(amina, draft, "key")
    assert f"The same section in {row.mark}" in said(signed_in(amina).get(f"/reports/sections/{beside.pk}/"))


def test_what_changed_since_is_said_with_its_cases(office):
    row = released(office["complaints_manager"], office["director"])
    desk = signed_in(office["director"])
    check = f"/reports/verify/?mark={row.mark}&fingerprint={row.digest}"
    assert "the same as released" in said(desk.get(check))
    assert "not that of this release" in said(
        desk.get(f"/reports/verify/?mark={row.mark}&fingerprint={'0' * 64}")
    )
    assert desk.get("/reports/verify/?mark=R9-9").status_code == 200

    bring_in([case(number) for number in range(40, 43)], name="more.csv")
    page = said(desk.get(check))
    assert "“Key figures”, Complaints received, 2026/27: was 40, is 43." in page
    assert "CS-0040 (counted now)" in page
    assert PublishedReport.objects.get().content == row.content


def test_pages_of_a_report_ask_the_database_no_more_the_more_sections_there_are(office):
    amina = office["complaints_manager"]
    draft, client = begun(amina), signed_in(amina)

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    pages = [f"/reports/{draft.pk}/", f"/reports/{draft.pk}/checks/", "/reports/"]
    few = [asked(one) for one in pages]
    for number in range(4):
        reports.reports_writing.add_report_section(
            member=amina, at=seeing.now(), draft=draft.pk, heading=f"More {number}", words="Words."
        )
    assert [asked(one) for one in pages] == few
    assert reports_forms.as_period("2026-27") == "2026/27"
