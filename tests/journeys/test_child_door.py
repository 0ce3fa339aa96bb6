"""A child tells us: in writing, by voice, by a call, through an advocate; and leaves at once, with nothing behind."""

from __future__ import annotations

import re
import shutil
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests import measures
from tests.browser import FLAGS, axe_clean, not_sideways
from tests.serving import Installation

WORDS = "Nobody told me that I was going to move."
# A microphone that beeps, and a world outside that is one page of ours.
ALONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--ignore-certificate-errors",
]
WORLD = "--host-resolver-rules=MAP www.bbc.co.uk:443 127.0.0.1:{0}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# With the council's own logo it is one request more, and eight at most.
MOST_BYTES, MOST_REQUESTS = 60_000, 7
SHARED = ("/tell/", "/tell/easy/", "/hide/", "/safe/", "/what-happens/")
At = Callable[..., Page]


class Weather(BaseHTTPRequestHandler):
    """The harmless page that the way out leads to; it keeps what each visitor's browser said of where it came from."""

    came_from: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        """A page about the weather."""
        if self.path == "/weather":
            self.came_from.append(self.headers.get("Referer"))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>Weather</title><h1>Weather</h1>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def certificate(folder: Path) -> Path:
    """A certificate of nobody, for good."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
    signed = made.not_valid_after(datetime(2100, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "weather.pem"
    path.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def weather(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the harmless page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    locked = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    locked.load_cert_chain(certificate(tmp_path_factory.mktemp("weather")))
    server.socket = locked.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture(scope="module")
def alone(browser: Browser, weather: int) -> Iterator[Browser]:
    """A browser of its own, with a microphone that is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    flags = [*FLAGS, *ALONE, WORLD.format(weather)]
    running = browser.browser_type.launch(executable_path=chromium, args=flags)
    yield running
    running.close()


@pytest.fixture
def at(alone: Browser) -> Iterator[At]:
    """`at(320)` is a new visitor's page. A journey fails as it ends if a script broke or a policy refused something."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def new_page(width: int, **said: bool) -> Page:
        context = alone.new_context(viewport={"width": width, "height": 900}, locale="en-GB", **said)
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on(
            "console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None
        )
        opened.append(context)
        return context.new_page()

    yield new_page
    for context in opened:
        context.close()
    assert faults == []


looked_at: set[str] = set()


def holds(page: Page) -> None:
    """Nothing sideways; and, each page and its errors once, nothing for axe and the quick measures."""
    not_sideways(page)
    kind = f"{page.url.rpartition('?')[0] or page.url} {page.title().startswith('Error')}"
    if kind in looked_at or not page.evaluate("document.body.classList.contains('js-enabled')"):
        return
    looked_at.add(kind)
    axe_clean(page)
    assert measures.quick(page) == []
    assert page.locator("h1").count() == 1


def on(page: Page, button: str = "Continue") -> None:
    """Go on, and look at the page that comes."""
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()
    holds(page)


def choose(page: Page, *labels: str) -> None:
    """Choose answers and go on."""
    for label in labels:
        page.get_by_label(label, exact=True).check()
    on(page)


def fill(page: Page, typed: str) -> None:
    """Fill in the one box and go on."""
    page.locator("main").get_by_role("textbox").fill(typed)
    on(page)


def begin(page: Page, url: str) -> None:
    """From the first page to how it is told."""
    page.goto(f"{url}/tell/")
    holds(page)
    page.get_by_role("button", name="Start now").click()
    holds(page)
    on(page)
    choose(page, "I am a child or young person")


def wrong(page: Page, says: str) -> None:
    """Go on without an answer: what is missing is said once above and once beside."""
    on(page)
    assert page.title().startswith("Error: ")
    expect(page.locator(".govuk-error-summary")).to_contain_text(says)


def finish(page: Page) -> str:
    """Send it, and read the code from the page that answers."""
    expect(page.get_by_text("Nothing has been sent yet")).to_be_visible()
    holds(page)
    on(page, "Send it")
    code = re.sub(r"\D", "", page.locator(".heard-secret").inner_text())
    assert len(code) == 16
    expect(page.get_by_text("Today", exact=True)).to_be_visible()
    return code


def test_in_writing_without_script_on_a_phone(demonstration: Installation, at: At) -> None:
    page = at(320, java_script_enabled=False)
    begin(page, demonstration.url)
    wrong(page, "Choose how you want to tell us")
    choose(page, "Write it")
    wrong(page, "Tell us what happened, or go back and choose another way")
    fill(page, WORDS)
    choose(page, "Sad", "Let down")
    choose(page, "Say sorry")
    choose(page, "My social worker")
    page.get_by_label("What are their names?").fill("Tom Farrow")
    on(page)
    choose(page, "No. I want to stay secret")
    choose(page, "Here, with a secret code")
    on(page)
    on(page)
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("link", name=re.compile("Change.*What happened", re.DOTALL)).click()
    expect(page.locator("main textarea")).to_have_value(WORDS)
    fill(page, f"{WORDS} Not once.")
    finish(page)

    page.go_back()
    assert WORDS not in page.content()
    page.goto(f"{demonstration.url}/tell/words/")
    assert WORDS not in page.content()


def test_by_voice_and_with_a_picture(demonstration: Installation, at: At) -> None:
    page = at(320)
    begin(page, demonstration.url)
    choose(page, "Record my voice")
    wrong(page, "Record your voice or choose a file")
    page.get_by_role("button", name="Record my voice").click()
    expect(page.get_by_text("We are listening.")).to_be_visible()
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You can listen to it.")).to_be_visible()
    holds(page)
    on(page)
    on(page)
    choose(page, "I do not want to say")
    on(page)
    choose(page, "No. You can tell who you need to")
    choose(page, "Just my first name")
    wrong(page, "Tell us your first name, or go back and stay secret")
    fill(page, "Kayla")
    choose(page, "Send me a letter")
    fill(page, "My school")
    on(page)
    on(page)
    page.get_by_role("link", name="Add a picture").click()
    holds(page)
    wrong_file = {"name": "x.png", "mimeType": "image/png", "buffer": b"\x00\x01"}
    page.get_by_label("Choose a picture or a film").set_input_files(wrong_file)  # type: ignore[arg-type]
    wrong(page, "We cannot open that kind of file")
    picture = {"name": "house.png", "mimeType": "image/png", "buffer": page.screenshot()}
    page.get_by_label("Choose a picture or a film").set_input_files(picture)  # type: ignore[arg-type]
    on(page, "Add this one")
    expect(page.get_by_text("house.png").first).to_be_visible()
    on(page)
    finish(page)
    on(page, "I have my code. Clear this page")
    page.goto(f"{demonstration.url}/tell/sent/")
    assert page.locator(".heard-secret").count() == 0


def test_by_asking_to_be_called_when_somebody_does_not_feel_safe(demonstration: Installation, at: At) -> None:
    page = at(1280)
    begin(page, demonstration.url)
    choose(page, "Ask somebody to call me")
    wrong(page, "Tell us your number")
    fill(page, "07700 900123")
    fill(page, "Tuesday after 4pm")
    wrong(page, "Choose who may pick up")
    page.get_by_label("Only me").check()
    page.locator("[name=message][value=no]").check()
    page.locator("[name=first][value=yes]").check()
    on(page)
    on(page)
    choose(page, "Scared", "I do not feel safe")
    expect(page.get_by_role("link", name="0800 1111").first).to_be_visible()
    on(page)
    on(page)
    on(page)
    choose(page, "No. I want to stay secret")
    choose(page, "Come and talk to me")
    fill(page, "The library on Tuesday")
    on(page)
    on(page)
    finish(page)
    expect(page.get_by_text("We look at that first")).to_be_visible()


def reach(page: Page, name: str, value: str) -> None:
    """Tab to an answer, choose it with the keys alone, and press Enter to go on."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.name === name", name):
            break
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == value:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert page.locator(f"[name={name}][value={value}]").is_checked()
    enter(page)


def enter(page: Page) -> None:
    """Tab to the button that goes on, and press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") in ("Continue", "Send it"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_through_an_advocate_with_the_keys_alone(demonstration: Installation, at: At) -> None:
    page = at(1280)
    page.goto(f"{demonstration.url}/tell/hide/")
    enter(page)
    reach(page, "who", "helper")
    reach(page, "how", "advocate")
    reach(page, "advocate", "ask")
    reach(page, "told", "reach")
    for _ in range(4):
        enter(page)
    reach(page, "name", "secret")
    reach(page, "answer", "code")
    enter(page)
    enter(page)
    assert page.url.endswith("/tell/check/")
    enter(page)
    assert page.locator(".heard-secret span").count() == 4


@pytest.mark.parametrize(("way", "script"), [("button", True), ("keys", True), ("link", False)])
def test_leaving_takes_less_than_a_second_and_going_back_shows_no_words(
    demonstration: Installation, at: At, way: str, script: bool
) -> None:
    page = at(320, java_script_enabled=script)
    begin(page, demonstration.url)
    choose(page, "Write it")
    fill(page, WORDS)
    page.get_by_role("link", name="Back").click()
    expect(page.locator("main textarea")).to_have_value(WORDS)
    began = monotonic()
    if way == "keys":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.get_by_role("link", name="Leave this site").click(no_wait_after=True)
    page.wait_for_url("https://www.bbc.co.uk/weather", wait_until="commit")
    assert monotonic() - began < 1
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    assert Weather.came_from.pop() is None
    for _ in range(3):
        page.go_back(wait_until="commit")
        assert WORDS not in page.content()
    page.goto(f"{demonstration.url}/tell/words/")
    assert WORDS not in page.content()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_pages_that_are_only_read_hold_and_weigh_little(demonstration: Installation, at: At) -> None:
    page = at(320)
    for where in SHARED:
        sizes: list[float] = []
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.loadingFinished", lambda done, sizes=sizes: sizes.append(done["encodedDataLength"]))
        page.goto(f"{demonstration.url}{where}", wait_until="networkidle")
        wire.detach()
        holds(page)
        assert 0 < len(sizes) <= MOST_REQUESTS
        assert sum(sizes) < MOST_BYTES


def left_behind(folder: Path, *typed: str) -> set[str]:
    """What of these words stands in any file of a browser's folder."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    shapes = ((word, word.encode(way)) for word in typed for way in ("utf-8", "utf-16-le"))
    return {word for word, shape in shapes if any(shape in held for held in files)}


def test_nothing_typed_stays_in_the_folder_of_the_browser(
    demonstration: Installation, browser: Browser, weather: int, tmp_path: Path
) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    flags = [*FLAGS, *ALONE, WORLD.format(weather)]
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path), executable_path=chromium, args=flags
    )
    page = context.pages[0]
    begin(page, demonstration.url)
    choose(page, "Ask somebody to call me")
    fill(page, "07700900987")
    fill(page, "Zanzibarq at four")
    page.goto(f"{demonstration.url}/tell/name/")
    choose(page, "Just my first name")
    fill(page, "Quillfeatherx")
    for _ in range(3):
        page.go_back()
    page.wait_for_timeout(500)
    page.get_by_role("link", name="Leave this site").click(no_wait_after=True)
    page.wait_for_url("https://www.bbc.co.uk/weather")
    context.close()

    assert left_behind(tmp_path, "07700900987", "Zanzibarq", "Quillfeatherx") == set()
    assert left_behind(tmp_path, "/tell/when/") == {"/tell/when/"}
