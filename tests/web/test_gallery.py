"""Every part as a visitor meets it: axe, the policy, both widths, the keyboard, paper, other people's colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import override_settings
from tests.browser import PageAt, axe_clean

from heard.web import context

PAGES = ["/?stage=1", "/form", "/figures", "/parts", "/refused", "/stale", "/missing", "/broken", "/unread"]
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(e => {
    // The whole square of a page number answers, not the number alone.
    const box = (e.closest('.govuk-pagination__item') || e).getBoundingClientRect();
    return box.width > 1 && (box.width < 24 || box.height < 24) && !e.closest('p, .govuk-error-summary, caption');
}).map(e => e.outerHTML.slice(0, 120))"""

pytestmark = pytest.mark.journey


def around(request: HttpRequest) -> dict[str, Any]:
    """What the pages of the gallery show round their parts."""
    return {
        "nav": [
            ("My work", "/"),
            ("Find a case", "/find"),
            ("Figures", "/figures"),
            ("Annual report", "/report"),
        ],
        "tabs": [("Overview", "/"), ("Points", "/p"), ("People", "/q"), ("History", "/h")],
        "chosen": [("Stage 1", "/"), ("Late", "/")],
        "crumbs": [("Home", "/"), ("Reports", "/r"), ("2020/21", "")],
        "people": [
            ("Amina", "Complaints manager: sees every case"),
            ("Tom", "Team manager: answers about his team"),
            ("Sam", "A stranger: sees nothing"),
        ],
    }


def templates() -> list[dict[str, Any]]:
    """The settings' own templates, and the gallery's."""
    ours = dict(settings.TEMPLATES[0])
    processors = [
        "django.template.context_processors.request",
        "heard.web.context.council",
        f"{__name__}.around",
    ]
    ours["OPTIONS"] = dict(ours["OPTIONS"]) | {"context_processors": processors}
    return [ours | {"DIRS": [str(Path(__file__).parent / "gallery_pages")]}]


@pytest.fixture
def gallery(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(
        context, "_council", lambda: SimpleNamespace(name="Westmere County Council", is_demo=True)
    )
    with override_settings(ROOT_URLCONF="tests.web.gallery", TEMPLATES=templates()):
        yield live_server.url


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_fault_for_axe_or_moves_sideways_or_has_a_target_too_small(
    gallery: str, page_at: PageAt, width: int
) -> None:
    page = page_at(width)
    for address in PAGES:
        page.goto(gallery + address)
        axe_clean(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(TOO_SMALL) == [], address


def test_a_control_page_with_a_fault_is_found(gallery: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(gallery + "/parts")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><a href=/x>i</a>')")
    assert page.evaluate(TOO_SMALL)
    with pytest.raises(AssertionError, match="label"):
        axe_clean(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_with_errors_is_clean_and_each_link_moves_the_focus_to_its_answer(
    gallery: str, page_at: PageAt, scripts: bool
) -> None:
    page = page_at(320, java_script_enabled=scripts)
    page.goto(gallery + "/form")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    if scripts:
        axe_clean(page)
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.get_by_role("link", name="Enter full name").click()
    assert page.locator("#id_name:focus" if scripts else "#id_name:target").count() == 1


def test_the_first_tab_leads_past_the_header_and_the_ring_is_seen(gallery: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(gallery + "/?stage=1")
    page.keyboard.press("Tab")
    assert page.locator(".govuk-skip-link:focus").bounding_box()["height"] >= 24  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_box_that_does_not_overflow_is_no_stop_for_the_keyboard(gallery: str, page_at: PageAt) -> None:
    narrow, wide = page_at(320), page_at(1280)
    for page in (narrow, wide):
        page.goto(gallery + "/figures")
        page.wait_for_timeout(100)
    assert narrow.locator("main > .heard-scroll[tabindex='0']").count() == 1
    assert wide.locator("main > .heard-scroll[tabindex]").count() == 0


def test_main_buttons_are_44_pixels_high(gallery: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(gallery + "/parts")
    heights = page.evaluate("[...document.querySelectorAll('.govuk-button')].map(e => e.offsetHeight)")
    assert min(heights) >= 44


def test_paper_has_no_controls_and_nothing_folded_away(gallery: str, page_at: PageAt) -> None:
    page = page_at(700)  # what A4 leaves between its margins
    page.goto(gallery + "/figures")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details table").is_visible()
    assert page.locator("details summary").is_hidden()
    assert page.get_by_text("TRAINING:").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_shapes_are_seen_in_the_colours_a_person_has_chosen(gallery: str, page_at: PageAt) -> None:
    page = page_at(320, forced_colors="active")
    page.goto(gallery + "/figures")
    fill, text = page.evaluate(
        "[getComputedStyle(document.querySelector('.heard-chart rect')).fill,"
        " getComputedStyle(document.querySelector('h1')).color]"
    )
    assert fill == text


@pytest.mark.parametrize("address", ["/figures", "/broken", "/missing"])
def test_every_page_says_that_it_is_a_demonstration(gallery: str, page_at: PageAt, address: str) -> None:
    page = page_at(320)
    page.goto(gallery + address)
    assert page.get_by_text("TRAINING: invented people, nothing here is real").is_visible()


def test_a_page_from_cold_weighs_at_most_30_kilobytes_compressed(gallery: str, page_at: PageAt) -> None:
    from brotli import compress

    page = page_at(1280)
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(compress(response.body()))}))
    page.goto(gallery + "/form", wait_until="networkidle")
    assert len(weights) <= 8
    assert sum(weights.values()) <= 30_000, weights
