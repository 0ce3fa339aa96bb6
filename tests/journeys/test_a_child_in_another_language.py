"""Somebody checks the Farsi; a child reads and writes in it on a phone without script; the office sees which it was."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests import measures
from tests.browser import PageAt, axe_clean, not_sideways
from tests.journeys.walking import become
from tests.serving import Installation

WORDS = "هیچ‌کس به من نگفت که جابه‌جا می‌شوم."
OWN_NAME = "فارسی"
WITH_SCRIPT = ("/tell/", "/tell/words/", "/tell/feelings/", "/safe/", "/code/")


def put_on(page: Page, url: str) -> None:
    """The manager puts on record who checked the words."""
    become(page, url, "Complaints manager")
    page.goto(f"{url}/settings/languages/")
    axe_clean(page)
    page.get_by_role("link", name="Check the words in Farsi").click()
    expect(page.get_by_role("cell", name="من در امان نیستم", exact=True)).to_be_visible()
    page.get_by_label("Who checked every word?").fill("Parisa Rad")
    page.get_by_label("How do they know the language").fill("Interpreter, works with young people")
    for part, said in (("Day", "20"), ("Month", "11"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(said)
    page.get_by_role("button", name="Every word is checked").click()
    expect(page.get_by_text("Farsi is on.")).to_be_visible()


def on(page: Page) -> None:
    """Press the green button, and look at the page that comes: whole, the right way round, nothing sideways."""
    page.locator("main form button.govuk-button").first.click()
    page.wait_for_load_state()
    not_sideways(page)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("h1").count() == 1


def choose(page: Page, *values: str) -> None:
    """Choose answers and go on."""
    for value in values:
        page.locator(f"input[value={value}]").check()
    on(page)


def left_of(page: Page, one: str, other: str) -> bool:
    """Whether one thing stands left of another."""
    boxes = [page.locator(where).first.bounding_box() for where in (one, other)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    return boxes[0]["x"] < boxes[1]["x"]


def test_a_child_writes_in_farsi_without_script_from_the_link_to_the_code(
    demonstration: Installation, page_at: PageAt
) -> None:
    desk, child = page_at(1280), page_at(320, java_script_enabled=False)
    put_on(desk, demonstration.url)

    child.goto(f"{demonstration.url}/tell/")
    child.get_by_role("link", name=OWN_NAME).click()
    assert child.url == f"{demonstration.url}/tell/"
    child.locator("a.govuk-button:not(.heard-leave__link)").click()
    on(child)
    choose(child, "child")
    on(child)
    expect(child.locator(".govuk-error-message")).to_contain_text("انتخاب کن که می‌خواهی چطور به ما بگویی")
    assert left_of(child, "label[for=id_how_0]", "#id_how_0"), "an answer is read from its button leftwards"
    choose(child, "write")
    child.locator("textarea").fill(WORDS)
    on(child)
    choose(child, "sad")
    choose(child, "sorry")
    choose(child, "nobody")
    choose(child, "secret")
    choose(child, "code")
    on(child)
    on(child)
    expect(child.get_by_text(WORDS)).to_be_visible()
    on(child)
    groups = child.locator(".heard-secret span").all_inner_texts()
    assert len(groups) == 4
    assert left_of(child, ".heard-secret span:nth-child(1)", ".heard-secret span:nth-child(2)"), groups

    child.goto(f"{demonstration.url}/code/")
    child.locator("input[name=code]").fill(" ".join(groups))
    on(child)
    expect(child.locator("h1")).to_have_text("صفحهٔ من")

    looked_over(page_at(320), demonstration.url)


def looked_over(page: Page, url: str) -> None:
    """Pages read from right to left, with script: nothing for axe and the quick measures."""
    page.goto(f"{url}/tell/?in=fa")
    for name, said in (("hide", ""), ("who", "child"), ("how", "write")):
        page.goto(f"{url}/tell/{name}/")
        choose(page, *filter(None, [said]))
    for where in WITH_SCRIPT:
        page.goto(f"{url}{where}")
        assert page.locator("html").get_attribute("lang") == "fa"
        not_sideways(page)
        axe_clean(page)
        assert measures.quick(page) == [], where
