"""Every page and every error, at the width of a phone and of a desk: axe finds nothing, and the quick measures hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests import measures
from tests.browser import axe_clean, not_sideways
from tests.journeys.walking import WIDTHS, become, look_at, messy_list

FULL = bool(os.environ.get("HEARD_FULL"))
PAGES = (
    "/work/",
    "/work/?colour=late&team=Front+Door",
    "/work/?kind=suggestion&colour=late",
    "/cases/",
    "/cases/?words=CR-2025&state=closed&page=2",
    "/cases/?words=nothing-says-this",
    "/cases/CR-2024-0155/",
    "/cases/CR-2026-0137/",
    "/cases/none-such/",
    "/imports/",
    "/imports/1/",
    "/figures/",
    "/figures/about-people/",
    "/settings/notice/",
    "/figures/received/?period=2025-26&by=team",
    "/figures/in_time/?period=2025-26&by=year,stage",
    "/figures/ombudsman_received/?by=decision",
    "/figures/payments_total/?by=payment_kind",
    "/figures/average_working_days/?by=quarter&where=stage%3DStage+1",
    "/figures/received/?period=nonsense",
    "/figures/received/?ask=1&other=nonsense",
    "/figures/made-of/?how=change&part=/figures/received/?period=2025-26&part=/figures/received/?period=2024-25",
    "/dashboards/",
    "/dashboards/on-time/",
    "/dashboards/pack/",
    "/dashboards/data-quality/",
    "/dashboards/sent/new/",
    "/report/",
    "/report/2025-26/",
    "/report/1999-00/",
    "/settings/",
    "/settings/council/",
    "/settings/colours/",
    "/settings/logo/",
    "/settings/help-numbers/",
    "/settings/help-numbers/1/",
    "/settings/bands/",
    "/settings/bands/stage_1/",
    "/settings/clocks/",
    "/settings/clocks/corporate/stage_1/answer/",
    "/settings/days/",
    "/settings/days/?days=10&start-day=18&start-month=12&start-year=2026&calendar=law",
    "/settings/lists/",
    "/settings/lists/outcome/",
    "/settings/lists/outcome/add/",
    "/settings/lists/stage/1/",
    "/settings/lists/stage/1/merge/",
    "/settings/lists/team/",
    "/settings/lists/team/add/",
    "/settings/lists/team/1/",
    "/settings/lists/service/",
    "/settings/lists/service/add/",
    "/settings/lists/service/1/",
    "/settings/context/",
    "/me/away/",
    "/settings/people/",
    "/settings/people/?state=all&role=team_manager",
    "/settings/people/join/",
    "/settings/people/sheet/",
    "/settings/people/2/",
    "/settings/people/2/move/",
    "/settings/people/2/leave/",
    "/settings/people/2/away/",
    "/settings/people/9999/",
    "/settings/places/",
    "/settings/places/team/add/",
    "/settings/places/team/1/",
    "/settings/places/team/1/end/",
    "/settings/places/service/1/",
    "/promises/",
    "/promises/oversight/",
    "/ombudsman/",
    "/payments/",
    "/costs/",
    "/bench/",
    "/learning/",
    "/training/",
    "/themes/",
    "/plans/1/",
    "/committees/1/",
    "/settings/languages/",
    "/you-said/",
    "/you-said/children/",
    "/ledger/",
    "/help/",
    "/accessibility/",
    "/privacy/",
    "/tell/",
    "/tell/easy/",
    "/hide/",
    "/safe/",
    "/what-happens/",
    "/complain/",
    "/complain/who/",
    "/complain/points/1/what/",
    "/thanks/",
    "/thanks/sent/",
    "/nowhere/",
)
OF_OTHER_ROLES = ("/figures/received/?period=2025-26&by=kind", "/settings/", "/settings/people/")
FORMS_SENT_EMPTY = (
    ("/imports/", "Look at it"),
    ("/settings/council/", "Keep"),
    ("/settings/colours/", "Keep"),
    ("/settings/logo/", "Put it up"),
    ("/settings/help-numbers/", "Add this number"),
    ("/settings/bands/stage_1/", "Keep these bands"),
    ("/settings/clocks/concern/answer/", "Keep"),
    ("/settings/days/", "See which dates would move"),
    ("/settings/lists/nature/add/", "Add this label"),
    ("/settings/context/", "Keep this figure"),
    ("/settings/people/join/", "Go on"),
    ("/settings/people/sheet/", "See what would change"),
    ("/settings/people/2/leave/", "They leave"),
    ("/settings/people/2/away/", "Keep these days"),
    ("/settings/places/team/1/end/", "Keep this last day"),
    ("/plans/new/", "Begin the plan"),
    ("/complain/what/", "Continue"),
    ("/thanks/", "Send my thanks"),
)


@pytest.fixture(params=WIDTHS)
def manager(demonstration, page_at, request) -> Page:
    """The complaints manager at a phone and, in a full run, at a desk."""
    return as_manager(page_at(request.param), demonstration)


@pytest.fixture(params=[320, 1280])
def either(demonstration, page_at, request) -> Page:
    """The complaints manager at a phone and at a desk, for pages of which `share` looks at each on one of them."""
    return as_manager(page_at(request.param), demonstration)


def as_manager(page: Page, demonstration: Any) -> Page:
    """The complaints manager in this browser."""
    become(page, demonstration.url, "Complaints manager")
    return page


def share(page: Page, every: Sequence[Any]) -> Sequence[Any]:
    """Every fourth of them on a phone, and every fourth at a desk; all of them on both in a full run."""
    is_wide = (page.viewport_size or {"width": 0})["width"] > 768
    return [one for place, one in enumerate(every) if FULL or place % 4 in ((1,) if is_wide else (0,))]


def holds(page: Page) -> None:
    """What every page must keep: axe, no sideways scroll, the quick measures, one main heading, a title, a language.

    Seen on a wide screen, it is narrowed to 768 pixels too, and to what 200% leaves of 1280.
    """
    not_sideways(page)
    axe_clean(page)
    assert measures.quick(page) == []
    if (page.viewport_size or {"width": 0})["width"] > 768:
        assert measures.at_width(page, 768, 640) == []
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en-GB"


def faults(page: Page, url: str, addresses: Iterable[str]) -> list[str]:
    """What each of these pages does not keep. One visitor walks them all: signing in for each is slow."""
    found = []
    for address in addresses:
        page.goto(f"{url}{address}")
        try:
            holds(page)
        except AssertionError as fault:
            found.append(f"{address}: {fault}")
    return found


def test_every_page_holds(demonstration, either):
    assert faults(either, demonstration.url, share(either, PAGES)) == []


def test_a_page_that_does_not_hold_is_found(demonstration, manager):
    manager.route(
        "**/help/",
        lambda route: route.fulfill(
            body="<html><body><h1>Help</h1><h1>Help</h1><img src='x'><p style='width:3000px'>.</p></body></html>",
            content_type="text/html",
        ),
    )

    assert len(faults(manager, demonstration.url, ("/help/", "/privacy/"))) == 1


def test_every_form_sent_empty_says_what_is_missing(demonstration, either):
    for address, button in share(either, FORMS_SENT_EMPTY):
        either.goto(f"{demonstration.url}{address}")
        for box in either.locator("main form input[type=text]").all():
            box.fill("")
        either.get_by_role("button", name=button, exact=True).click()

        assert either.title().startswith("Error: "), address
        holds(either)


def test_every_state_of_bringing_in_a_list_holds(demonstration, manager, tmp_path):
    look_at(manager, demonstration.url, messy_list(tmp_path, "x"))
    holds(manager)

    broken = tmp_path / "broken.csv"
    broken.write_text(messy_list(tmp_path, "y").read_text().replace("02/06/2026", "31/02/2026"))
    look_at(manager, demonstration.url, broken)
    holds(manager)
    manager.get_by_role("button", name="Delete the file and start again").click()
    holds(manager)

    unreadable = tmp_path / "picture.pdf"
    unreadable.write_bytes(b"%PDF-1.7 no list")
    look_at(manager, demonstration.url, unreadable)
    holds(manager)


def test_a_ledger_checked_and_a_link_made_hold(demonstration, manager):
    manager.goto(f"{demonstration.url}/ledger/")
    manager.get_by_role("button", name="Check the ledger").click()
    manager.get_by_role("button", name="Check again").wait_for()
    holds(manager)
    manager.goto(f"{demonstration.url}/settings/people/?role=complaints_officer")
    manager.locator("main tbody").get_by_role("link").first.click()
    manager.get_by_role("button", name="Make a new link to choose a password").click()
    manager.locator("main code").wait_for()
    holds(manager)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", ["Elected member", "Team manager", "System administrator"])
def test_the_pages_of_the_other_roles_hold(demonstration, page_at, width, role):
    page = page_at(width)
    page.goto(f"{demonstration.url}/")
    holds(page)
    become(page, demonstration.url, role)

    assert faults(page, demonstration.url, OF_OTHER_ROLES) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_holds_and_says_what_is_wrong(demonstration, page_at, width):
    page = page_at(width)
    page.goto(f"{demonstration.url}/sign-in/")
    holds(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.title().startswith("Error: ")
    holds(page)


def test_the_report_as_a_file_holds(demonstration, manager, tmp_path):
    path: Path = tmp_path / "report.html"
    answer = manager.request.get(f"{demonstration.url}/report/2025-26/annual.html")
    path.write_bytes(answer.body())
    manager.goto(path.as_uri())

    holds(manager)


PLANTED = """<!DOCTYPE html><html lang="en-GB"><title>Planted</title><body><main><h1>Planted</h1>
<p><a href="/a">a</a></p><p>In a sentence <a href="/b">b</a> is small and may be.</p>
<p style="width:40px;word-break:break-all">Understanding</p>
<div style="height:20px;overflow:hidden">Two lines<br>of which one is lost</div>
<button style="outline:none;position:absolute;left:-500px;height:30px;width:30px">Away</button>
<style>button:focus{outline:none}@keyframes x{to{left:9px}}i{animation:x 9s infinite;position:relative}</style><i>.</i>
</main></body></html>"""


def test_each_measure_finds_what_it_is_for(page_at):
    page = page_at(320)
    page.set_content(PLANTED)

    assert [fault.partition(" is ")[0] for fault in measures.small_targets(page)] == ["a “a”"]
    assert any("“Understanding” is broken" in fault for fault in measures.broken_words(page))
    assert any("is cut off" in fault for fault in measures.spaced_out(page))
    assert measures.moving(page) != []
    assert any("stands on paper" in fault for fault in measures.printed(page))
    assert "button “Away” shows no focus" in measures.lost_focus(page)
    assert "button “Away” is covered while it has the focus" in measures.lost_focus(page)
    page.evaluate("document.body.style.width = '900px'")
    assert measures.at_width(page, 640) == ["at 640 pixels: 268 pixels wider than the screen"]
