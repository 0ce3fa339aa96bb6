"""A real browser for the journeys: Debian's Chromium, driven by Playwright, and looked over by axe."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OURS = {"127.0.0.1", "localhost"}

PageAt = Callable[..., Page]


def _go_without(why: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all journeys. Without it a journey is skipped and says so; in CI it fails."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        _go_without("No Chromium: apt-get install chromium libatomic1 fonts-liberation")
    # Playwright's own loop runs in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        playwright = sync_playwright().start()
    except Error as why:
        _go_without(f"Playwright did not start ({why}). Its driver needs: apt-get install libatomic1")
    try:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    except Error as why:
        playwright.stop()
        _go_without(f"{chromium} did not start: {why}")
    yield running
    running.close()
    playwright.stop()


class Watch:
    """What went wrong that nobody asked about: scripts that broke, policies refused, calls outside."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"A script broke: {error.error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname not in OURS:
            self.faults.append(f"Asked the outside world for {request.url}")

    def _console(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"Refused by the page's own policy: {message.text}")


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """`page_at(320)` is a new visitor's page of that width; `page_at(1280, java_script_enabled=False)` too.

    The journey fails as it ends if a script broke, the content policy refused something, or a page
    called the outside world.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def new_page(width: int, height: int = 900, **said: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="en-GB", timezone_id="Europe/London", **said
        )
        context.set_default_timeout(15_000)
        opened.append((context, Watch(context)))
        return context.new_page()

    yield new_page
    for context, _ in opened:
        context.close()
    assert [fault for _, watch in opened for fault in watch.faults] == []


def _in_words(violation: dict[str, Any]) -> str:
    places = "\n".join(
        f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}" for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{places}"


def axe_clean(page: Page) -> None:
    """Assert that axe finds nothing on the page as it stands, to WCAG 2.2 AA and its own best practice."""
    # A page that came by a press may have its title and not its words yet.
    page.wait_for_load_state()
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]
    assert not violations, f"axe on {page.url}:\n" + "\n".join(map(_in_words, violations))


def not_sideways(page: Page) -> None:
    """Assert that nobody has to scroll sideways to read the page."""
    page.wait_for_load_state()
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url} is {over} pixels wider than the screen"


@pytest.fixture(name="axe_clean")
def _axe_clean() -> Callable[[Page], None]:
    """`axe_clean(page)` as a fixture."""
    return axe_clean


@pytest.fixture(name="not_sideways")
def _not_sideways() -> Callable[[Page], None]:
    """`not_sideways(page)` as a fixture."""
    return not_sideways
