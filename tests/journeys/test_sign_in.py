"""Signing in as it is walked: by link, passkey, code, after a rest, on a shared desk, with script and without."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from tests.browser import axe_clean, not_sideways
from tests.journeys.walking import WIDTHS, heading
from tests.serving import HEARD, Installation, _free_port, _run, _wait_for, environment, make_room

from heard.casework.one_time_codes import code_of, step_of

PASSWORD = "three unlikely words here"
AGE = """
import django; django.setup()
from heard.people.models import SignedIn
for row in SignedIn.objects.exclude(account_id=None):
    store = SignedIn.get_session_store_class()(row.session_key)
    for name in ("seen", "began", "proved"):
        if name in store: store[name] -= {seconds}
    store.save()
"""


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A live installation of an empty council, at a name passkeys work for."""
    data = make_room(tmp_path_factory.mktemp("live"))
    assert _run(data, "init", "--council", "Thistlemere Council").returncode == 0
    log, port = data / "serve.log", _free_port()
    with log.open("wb") as out:
        command = [*HEARD, "serve", "--port", str(port), "--host", "localhost"]
        server = subprocess.Popen(command, env=environment(data), stdout=out, stderr=out)
    try:
        _wait_for(f"http://localhost:{port}", server, log)
        yield Installation(f"http://localhost:{port}", data)
    finally:
        server.terminate()
        server.wait(timeout=30)


def invited(live: Installation, name: str, role: str, *more: str) -> str:
    """The link by which a new member comes in the first time."""
    said = live.run("invite", name, "--role", role, *more)
    assert said.returncode == 0, said.stderr
    return live.url + "/choose-password/" + said.stdout.strip().partition("/choose-password/")[2]


def rest(live: Installation, minutes: int) -> None:
    """As if nobody had touched anything for so long."""
    said = subprocess.run(
        [sys.executable, "-c", AGE.format(seconds=minutes * 60)],
        env={**environment(live.data), "DJANGO_SETTINGS_MODULE": "heard.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr


def device(page: Page) -> None:
    """A device that makes passkeys and knows its owner, as far as the browser can tell."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def holds(page: Page) -> None:
    """What every page keeps."""
    axe_clean(page)
    not_sideways(page)


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()


# The code with which each app was set up: it is spent from then on.
SHOWN: dict[str, str] = {}


def set_up_app(page: Page) -> str:
    """Set up codes from an app; the secret it makes them from."""
    page.get_by_role("button", name="Use an app").click()
    secret = page.locator("main code").first.inner_text().replace(" ", "")
    SHOWN[secret] = app_shows(secret)
    page.get_by_label("Code your app shows now").fill(SHOWN[secret])
    page.get_by_role("button", name="Keep these codes").click()
    return secret


def app_shows(secret: str, later: int = 0) -> str:
    """What an app shows now, or so many half-minutes later."""
    return code_of(secret, step_of(datetime.fromtimestamp(time.time(), UTC)) + later)


def sign_in(page: Page, live: Installation, name: str, at: str = "/sign-in/") -> None:
    page.goto(live.url + at)
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_manager_comes_in_by_link_sets_up_a_passkey_and_signs_in_with_nothing_else(live, page_at, width):
    page = page_at(width)
    device(page)
    name = f"manager-{width}"
    link = invited(live, name, "complaints_manager")
    page.goto(link)
    holds(page)
    choose_password(page, link)
    assert heading(page) == "Add a second proof that it is you"
    holds(page)
    page.goto(f"{live.url}/work/")
    assert heading(page) == "Add a second proof that it is you"
    page.get_by_role("button", name="Add a passkey").click()
    holds(page)
    page.get_by_label("What do you call this device?").fill("Work laptop")
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    holds(page)
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url("**/work/")
    page.goto(f"{live.url}/me/sign-in/")
    expect(page.get_by_text("Work laptop, added")).to_be_visible()
    holds(page)

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in/")
    holds(page)
    expect(page.get_by_text("The device did not answer")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url("**/work/")
    page.goto(link)
    assert heading(page) == "We cannot find that"


@pytest.mark.parametrize("width", WIDTHS)
def test_an_outsider_comes_in_without_script_by_password_and_code(live, page_at, width):
    page = page_at(width, java_script_enabled=False)
    name = f"investigator-{width}"
    choose_password(page, invited(live, name, "investigating_officer", "--email", f"{name}@example.org"))
    assert heading(page) == "Add a second proof that it is you"
    secret = set_up_app(page)
    assert heading(page) == "Your recovery codes"
    recovery = page.locator(".heard-codes code").first.inner_text()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Sign out", exact=True).click()

    sign_in(page, live, f"{name}@example.org")
    assert heading(page) == "Show that it is you"
    page.get_by_label("Code").fill(SHOWN[secret])
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("That code is not right, or was used before").first).to_be_visible()
    page.get_by_label("Code").fill(app_shows(secret, later=1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()

    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, live, name)
    page.get_by_label("Code").fill(recovery.upper())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()


def test_words_sent_after_a_rest_are_given_back_to_the_same_person_only(live, page_at):
    page = page_at(1280, java_script_enabled=False)
    choose_password(page, invited(live, "resting", "complaints_manager"))
    secret = set_up_app(page)
    page.goto(f"{live.url}/settings/council/")
    page.get_by_label("Contact").fill("Ring the complaints team on 01632 960 001")
    page.get_by_label("Why?").fill("The old number is gone")
    rest(live, 31)
    page.locator("main form button").first.click()

    assert heading(page) == "Sign in"
    expect(page.get_by_text("What you sent is kept")).to_be_visible()
    page.get_by_label("Sign-in name").fill("resting")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(app_shows(secret, later=1))
    page.get_by_role("button", name="Go on").click()
    assert heading(page) == "Your words are kept"
    expect(page.get_by_text("01632 960 001")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Your words are kept")

    page.goto(f"{live.url}/help/")
    expect(page.get_by_text("01632 960 001").first).to_be_visible()


def test_still_there_is_asked_five_minutes_before_and_answered_from_the_keyboard(live, page_at):
    page = page_at(320)
    choose_password(page, invited(live, "member", "elected_member"))
    page.clock.install()
    page.goto(f"{live.url}/report/")
    page.clock.fast_forward("24:00")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward("01:30")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_text("You will be signed out in 5 minutes.")).to_be_visible()
    holds(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert heading(page) != "Sign in"


def test_signing_out_everywhere_else_ends_the_other_browser(live, page_at):
    here, there = page_at(1280), page_at(1280)
    choose_password(here, invited(live, "twice", "elected_member"))
    sign_in(there, live, "twice")
    here.goto(f"{live.url}/me/sign-in/")
    assert here.get_by_role("row").count() == 3
    here.get_by_role("button", name="Sign out everywhere else").click()
    expect(here.get_by_text("Signed out of 1 other browser")).to_be_visible()

    there.goto(f"{live.url}/report/")
    assert heading(there) == "Sign in"


def test_wrong_tries_are_slowed_and_say_what_works(live, page_at):
    page = page_at(320)
    page.goto(f"{live.url}/sign-in/")
    for _ in range(6):
        page.get_by_label("Sign-in name").fill("nobody")
        page.get_by_label("Password", exact=True).fill("wrong wrong wrong")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_load_state()
    expect(page.get_by_text("Too many wrong tries. Try again in 1 minute.")).to_be_visible()
    holds(page)


def test_no_page_of_a_library_is_served(live, page_at):
    page = page_at(1280)
    for address in ("/accounts/login/", "/accounts/", "/admin/", "/accounts/2fa/", "/demonstration/"):
        assert page.goto(live.url + address).status == 404, address


def test_a_device_that_refuses_is_said_so_and_leaves_the_other_ways(live, page_at):
    page = page_at(320)
    page.goto(f"{live.url}/sign-in/")
    page.evaluate("() => { CredentialsContainer.prototype.get = () => Promise.reject(new Error('refused')) }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The device did not answer")).to_be_visible()
    holds(page)


def test_every_page_of_ones_own_way_in_holds(live, page_at):
    page = page_at(320)
    choose_password(page, invited(live, "looked-over", "complaints_manager"))
    set_up_app(page)
    for address in ("/me/sign-in/", "/me/sign-in/password/", "/sign-in/again/", "/settings/directory/"):
        page.goto(live.url + address)
        holds(page)
    page.goto(f"{live.url}/settings/people/1/lost-factor/")
    holds(page)
