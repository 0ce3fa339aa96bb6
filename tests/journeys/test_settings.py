"""A manager sets the council's own numbers; the law has the last word."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.journeys.walking import become, heading, leave


def test_a_looser_target_is_refused_with_both_numbers_and_what_was_typed_stays(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "Complaints manager")
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Clocks").click()
    page.get_by_role("link", name="Time limit to answer a complaint at Stage 1").first.click()
    page.get_by_label("Days", exact=True).fill("15")
    for part, said in (("Day", "1"), ("Month", "12"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(said)
    page.get_by_label("Why?").fill("Cabinet asked for it")
    page.get_by_role("button", name="Keep").click()

    assert page.title().startswith("Error: ")
    error = page.get_by_role("alert").get_by_role("link")
    expect(error).to_contain_text("15 working days")
    expect(error).to_contain_text("10 working days")
    error.click()
    expect(page.get_by_label("Days", exact=True)).to_be_focused()
    expect(page.get_by_label("Days", exact=True)).to_have_value("15")


def test_a_member_invited_by_link_chooses_a_password_and_comes_in(demonstration, page_at):
    manager, visitor = page_at(1280), page_at(320)
    become(manager, demonstration.url, "Complaints manager")
    manager.goto(f"{demonstration.url}/settings/people/join/")
    manager.get_by_label("Full name").fill("Noor Haddad")
    manager.get_by_label("Sign-in name").fill("noor.haddad")
    manager.get_by_label("Role").select_option("Complaints officer")
    manager.get_by_label("Why?").fill("The post was empty.")
    manager.get_by_role("button", name="Go on").click()
    link = manager.locator("main code").inner_text()

    visitor.goto(link)
    visitor.get_by_label("Choose a password", exact=True).fill("seven quiet herons wade")
    visitor.get_by_role("button", name="Keep this password").click()
    expect(visitor.get_by_role("heading", level=1)).not_to_have_text("Choose a password")
    leave(visitor)
    visitor.goto(f"{demonstration.url}/sign-in/")
    visitor.get_by_label("Sign-in name").fill("noor.haddad")
    visitor.get_by_label("Password", exact=True).fill("seven quiet herons wade")
    visitor.get_by_role("button", name="Sign in", exact=True).click()
    visitor.wait_for_url("**/work/")

    assert heading(visitor).startswith("Work on ")


def test_a_label_is_added_and_called_something_else(demonstration, page_at):
    page = page_at(320)
    become(page, demonstration.url, "Complaints manager")
    page.goto(f"{demonstration.url}/settings/lists/category/")
    page.get_by_role("link", name="Add a label").click()
    page.get_by_label("Label", exact=True).fill("Patience")
    page.get_by_role("button", name="Add this label").click()
    page.get_by_role("link", name="Patience", exact=True).click()
    page.get_by_label("Label", exact=True).fill("Patience shown")
    page.get_by_role("button", name="Keep").click()

    expect(page.get_by_text("“Patience” is now “Patience shown”.")).to_be_visible()
    expect(page.get_by_role("link", name="Patience shown", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Patience", exact=True)).to_have_count(0)
