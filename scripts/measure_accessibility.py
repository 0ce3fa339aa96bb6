#!/usr/bin/env python3
"""Walk every kind of page of a running demonstration in Chromium, as each role, and hold all measures of access.

    HEARD_DATA=./measured heard demo && HEARD_DATA=./measured heard serve --port 8123 &
    .venv/bin/python scripts/measure_accessibility.py http://127.0.0.1:8123 --pictures ./pictures

Prints what was measured and each fault. It is slower than the journeys, which hold the quick measures on fewer pages.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import measures
from tests.browser import FLAGS, axe_clean

ROLES = (
    "Complaints manager", "Complaints officer", "Team manager", "Adjudicating officer", "Investigating officer",
    "Independent person", "Panel clerk", "Panel member", "Advocate", "Legal adviser",
    "Safeguarding (designated officer)", "Information governance", "Head of service",
    "Director of children’s services", "Finance approver", "Contact centre", "Post room", "Elected member",
    "Performance analyst", "Ombudsman link officer", "System administrator", "Auditor",
)  # fmt: skip
NOT_PAGES = re.compile(
    r"\.(csv|xlsx|json|ods|docx|pdf|html|ics|toml|png|css)$|/sign-out/|/export/|mapping|/leave/|/open/$"
)


@dataclass
class Walk:
    """What was walked and found."""

    pages: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    heaviest: tuple[int, str] = (0, "")
    most_asked: tuple[int, str] = (0, "")
    widths: Counter[int] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)


def shape(address: str) -> str:
    """Pages of one kind have one shape: numbers, references and questions are left out."""
    path = urlsplit(address).path
    path = re.sub(
        r"^/(figures|settings/(?:clocks|lists|letters|bands))/[^/]+/.*?(?=(add/|\d+/|merge/)*$)",
        r"/\1/#/",
        path,
    )
    return re.sub(r"/(\d+|[A-Z]{2,4}-[^/]+|[0-9a-f]{12,})(?=/)", "/#", path)


def become(page: Page, url: str, role: str) -> bool:
    """Choose one of the demonstration's people, where there is one in this role."""
    page.goto(f"{url}/")
    card = page.locator("li", has=page.get_by_role("heading", name=role, exact=True))
    if not card.count():
        return False
    card.get_by_role("button").click()
    page.wait_for_load_state()
    return True


def links(page: Page, url: str) -> Iterator[str]:
    """The addresses of our own pages that this page leads to."""
    for href in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
        there = urljoin(page.url, href).partition("#")[0]
        if there.startswith(url) and not NOT_PAGES.search(urlsplit(there).path):
            yield there


def weigh(browser: Browser, page: Page, address: str, walk: Walk) -> None:
    """What the page weighs from cold: every byte that comes over the wire, and how many are asked for."""
    context = browser.new_context(storage_state=page.context.storage_state())
    cold, sizes = context.new_page(), []
    wire = context.new_cdp_session(cold)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    cold.goto(address, wait_until="load")
    context.close()
    weight = int(sum(sizes))
    walk.heaviest = max(walk.heaviest, (weight, address))
    walk.most_asked = max(walk.most_asked, (len(sizes), address))
    if weight > measures.MOST_BYTES or len(sizes) > measures.MOST_REQUESTS:
        walk.faults.append(f"{address}: {weight} bytes in {len(sizes)} requests from cold")


def axe(page: Page) -> list[str]:
    """What axe finds."""
    try:
        axe_clean(page)
    except AssertionError as fault:
        return [str(fault)]
    return []


def measure(page: Page, role: str, walk: Walk, *, whole: bool) -> None:
    """Hold the page as it stands against every measure."""
    found = []
    for width in (1280, 768, 320):
        measures.resize(page, width, 900)
        walk.widths[width] += 1
        at = [*measures.sideways(page), *measures.broken_words(page), *measures.small_targets(page)]
        at += measures.spaced_out(page)
        if width != 768:
            at += measures.twice_as_large(page)
            at += axe(page)
        found += [f"at {width}: {fault}" for fault in at]
    measures.resize(page, 1280, 900)
    found += [*measures.at_width(page, 640), *measures.printed(page), *measures.moving(page)]
    found += measures.unseen_in_forced_colours(page)
    if page.locator("h1").count() != 1:
        found.append(f"has {page.locator('h1').count()} main headings")
    if whole:
        measures.resize(page, 320, 256)
        found += [f"by keyboard at 320 by 256: {fault}" for fault in measures.lost_focus(page)]
        measures.resize(page, 1280, 900)
    for fault in found:
        walk.faults.append(f"{role} {urlsplit(page.url).path}: {fault}")
        print(walk.faults[-1], file=sys.stderr, flush=True)


def picture(page: Page, folder: Path | None, kind: str) -> None:
    """Keep pictures of the page at both widths, in forced colours and as printed, for somebody to look at."""
    if folder is None:
        return
    name = re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-") or "first"
    for width in (320, 1280):
        measures.resize(page, width, 900)
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.emulate_media(forced_colors="active")
    page.screenshot(path=folder / f"{name}-forced.png", full_page=True)
    page.emulate_media(forced_colors="null", media="print")
    measures.resize(page, 718, 1000)
    page.screenshot(path=folder / f"{name}-print.png", full_page=True)
    page.emulate_media(media="null")


def walk_role(browser: Browser, url: str, role: str, walk: Walk, folder: Path | None, most: int) -> None:
    """Follow the links of one person, one page of each shape, those seen by others before left out."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="Europe/London"
    )
    page = context.new_page()
    if not become(page, url, role):
        context.close()
        return
    waiting, seen = [page.url, *links(page, url)], set()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        kind = shape(address)
        if kind in seen or walk.pages[kind] >= 1:
            continue
        seen.add(kind)
        answer = page.goto(address)
        print(
            f"{time.monotonic() - walk.began:.0f} s {role} {kind} {len(walk.faults)}",
            file=sys.stderr,
            flush=True,
        )
        if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        walk.pages[kind] += 1
        waiting += links(page, url)
        first = walk.pages[kind] == 1
        picture(page, folder if first else None, kind)
        measure(page, role, walk, whole=first)
        title = page.title()
        if answer.status == 200 and walk.titles.setdefault(title, kind) != kind:
            walk.faults.append(f"{role} {kind}: has the title of {walk.titles[title]}: {title}")
        if first:
            weigh(browser, page, address, walk)
    context.close()


def main() -> int:
    """Walk, measure, print. Ends with 1 where anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("url")
    asked.add_argument("--role", action="append", help="only these roles")
    asked.add_argument("--most", type=int, default=400, help="pages a role")
    asked.add_argument("--pictures", type=Path, help="a folder for pictures")
    said = asked.parse_args()
    if said.pictures:
        said.pictures.mkdir(parents=True, exist_ok=True)
    walk = Walk()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for role in said.role or ROLES:
            walk_role(browser, said.url.rstrip("/"), role, walk, said.pictures, said.most)
            print(f"{role}: {sum(walk.pages.values())} pages so far, {len(walk.faults)} faults", flush=True)
        browser.close()
    for fault in walk.faults:
        print(fault)
    print(
        f"{sum(walk.pages.values())} pages of {len(walk.pages)} kinds in {time.monotonic() - walk.began:.0f} seconds; "
        f"{sum(walk.widths.values())} looks; {len(walk.faults)} faults; heaviest {walk.heaviest}; "
        f"most requests {walk.most_asked}"
    )
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main())
