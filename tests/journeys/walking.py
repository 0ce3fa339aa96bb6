"""How a person walks through the demonstration: becomes somebody, chooses a file, reads what the page says."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Page

# The widths at which the same pages are looked at: in a small run a phone, where they are narrowest.
WIDTHS = (320, 1280) if os.environ.get("HEARD_FULL") else (320,)
MESSY = """Complaints log 2026 (children),,,,,,
,,,,,,
Case ref,Record type,Date received,Team,What it was about,Outcome,Date of response
MX-{0}-1,Stage one,1 June 2026,Front Door,Delay,Upheld,12/06/2026
MX-{0}-2,Stage one,02/06/2026,front door,Delay,Not upheld,15.06.2026
MX-{0}-3,Stage one,03/06/26,Front Door Svc {0},Communication,Partly upheld,16-Jun-2026
MX-{0}-3,Stage one,03/06/26,Front Door Svc {0},Communication,Partly upheld,16-Jun-2026
TOTAL,3,,,,,
"""


def become(page: Page, url: str, role: str) -> None:
    """Choose one of the demonstration's people."""
    page.goto(f"{url}/")
    card = page.locator("li", has=page.get_by_role("heading", name=role, exact=True))
    # Whoever joined in the course of these tests stands after those of the demonstration. The first who sees figures
    # only waits while they are attacked: some seconds, and more where the machine has other work.
    card.get_by_role("button").first.click(timeout=60_000)
    page.wait_for_url(re.compile(r"/(work|dashboards|ledger)/$"))


def leave(page: Page) -> None:
    """Sign out."""
    page.get_by_role("button", name="Sign out").click()


def menu(page: Page) -> list[str]:
    """The links under the header, as they are read out."""
    return [text.strip() for text in page.locator("nav[aria-label=Menu] a").all_text_contents()]


def heading(page: Page) -> str:
    """The heading of the page."""
    return (page.locator("h1").first.text_content() or "").strip()


def messy_list(folder: Path, mark: str) -> Path:
    """A list as councils keep them: title, blank row, five ways of writing a date, a slip, a copy and a total."""
    path = folder / f"log-{mark}.csv"
    path.write_text(MESSY.format(mark), "utf-8")
    return path


def look_at(page: Page, url: str, path: Path) -> None:
    """Choose a file and look at what it would become."""
    page.goto(f"{url}/imports/")
    page.get_by_label("Your list").set_input_files(str(path))
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url(re.compile(r"/imports/waiting/"))
