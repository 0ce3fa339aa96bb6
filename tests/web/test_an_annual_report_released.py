"""A report in a real browser: a wrong number flagged and mended, released by a second person, read by anybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser import PageAt, axe_clean, not_sideways
from tests.casework.reports_made import a_council, begun

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def as_member(page_at: PageAt, url: str, member: Any, width: int) -> Page:
    """The page of somebody who has signed in."""
    client = Client()
    client.force_login(member.account)
    page, name = page_at(width), settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


def fine(page: Page) -> None:
    axe_clean(page)
    not_sideways(page)


def test_a_wrong_number_is_mended_and_the_report_reaches_the_public(
    live_server: Any, page_at: PageAt
) -> None:
    office, url = a_council(), live_server.url
    begun(office["complaints_manager"])
    amina = as_member(page_at, url, office["complaints_manager"], 320)
    amina.goto(f"{url}/reports/")
    amina.get_by_role("link", name="Our year").click()
    fine(amina)
    amina.get_by_role("link", name="The year in figures", exact=True).click()
    amina.get_by_label("Commentary").fill("We received 57 complaints.")
    amina.get_by_role("button", name="Keep it and go on writing").click()

    notice = amina.get_by_role("region", name="1 thing to look at in this section")
    expect(notice).to_contain_text("57 complaints")
    expect(notice).to_contain_text("Complaints received")
    fine(amina)
    amina.get_by_label("Commentary").fill(
        "We received {key-figures/Complaints received/this year} complaints."
    )
    amina.get_by_role("button", name="Keep the section", exact=True).click()
    amina.get_by_role("link", name="See what the checks find").click()
    expect(amina.get_by_text("Nothing stands in the way")).to_be_visible()
    amina.get_by_role("link", name="Offer it for release").click()
    amina.get_by_role("button", name="Offer it").click()

    dana = as_member(page_at, url, office["director"], 1280)
    dana.goto(f"{url}/reports/")
    dana.get_by_role("link", name="Our year").click()
    dana.get_by_role("link", name="Read it and release it").click()
    fine(dana)
    dana.get_by_role("button", name="Release it").click()
    expect(dana.get_by_text("The report is released")).to_be_visible()

    anybody = page_at(320)
    anybody.goto(f"{url}/published-figures/")
    expect(anybody.get_by_text("We received 40 complaints.")).to_be_visible()
    assert anybody.context.cookies() == []
    fine(anybody)
