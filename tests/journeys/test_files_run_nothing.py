"""Files that hold scripts, opened in a real browser in every way a page can: none of them runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.http import HttpResponse
from playwright.sync_api import Browser, Error
from tests.files.hostile import MADE_HARMLESS, REFUSED

from heard.web.attachments import as_attachment

TELLS = "fetch('/ran');new Image().src='/ran'"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{TELLS}"><script>{TELLS}</script></svg>'
HTML = f'<html><body onload="{TELLS}"><script>{TELLS}</script></body></html>'
FILES: dict[str, tuple[str, bytes]] = {
    "page": ("text/html", HTML.encode()),
    "page called a text": ("text/plain", HTML.encode()),
    "page called a picture": ("image/png", HTML.encode()),
    "page of no kind": ("", HTML.encode()),
    "drawing": ("image/svg+xml", SVG.encode()),
    "page as XML": (
        "application/xhtml+xml",
        HTML.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">').encode(),
    ),
    "drawing as XML": ("text/xml", SVG.encode()),
    "script": ("text/javascript", TELLS.encode()),
    "PDF with a script": ("application/pdf", MADE_HARMLESS["a PDF that runs a script on opening"][1]()),
    "photo that is a page": ("image/png", REFUSED["a photo that is also a page"][1]()),
}
VIEWS = ("itself", "iframe", "object", "embed")


class Served:
    """Files at addresses of their own, and whether a script of one of them called back."""

    def __init__(self, files: dict[str, HttpResponse]) -> None:
        self.files, self.ran = files, 0

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        """The file, a page that shows it in one way, or a note that a script ran."""
        _, view, number = (asked.path + "//").split("/")[:3]
        if asked.path == "/ran":
            self.ran += 1
        body, headers = b"", {"Content-Type": "text/html"}
        if view == "file":
            answer = list(self.files.values())[int(number)]
            body, headers = answer.content, dict(answer.headers)
        elif view in VIEWS:
            tag = {"iframe": "src", "object": "data", "embed": "src"}[view]
            body = f'<{view} {tag}="/file/{number}"></{view}>'.encode()
        asked.send_response(200)
        for name, value in headers.items():
            asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(body)


@contextmanager
def serving(files: dict[str, HttpResponse]) -> Iterator[tuple[Served, str]]:
    served = Served(files)

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            served.answer(self)

        def log_message(self, *said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def times_it_ran(browser: Browser, files: dict[str, HttpResponse]) -> int:
    """How often a script called back when each file was opened in each way."""
    page = browser.new_page(accept_downloads=True)
    try:
        with serving(files) as (served, home):
            for number in range(len(files)):
                for view in VIEWS:
                    address = f"{home}/file/{number}" if view == "itself" else f"{home}/{view}/{number}"
                    with suppress(Error):  # what is saved is no page to go to
                        page.goto(address)
                    page.wait_for_timeout(100)
            return served.ran
    finally:
        page.close()


def test_no_script_in_a_file_runs_however_it_is_opened(browser):
    files = {name: as_attachment(content, kind, name) for name, (kind, content) in FILES.items()}

    assert len(files) * len(VIEWS) == 40
    assert times_it_ran(browser, files) == 0


def test_sent_as_pages_are_the_same_scripts_do_run(browser):
    open_ = {name: HttpResponse(FILES[name][1], content_type=FILES[name][0]) for name in ("page", "drawing")}

    assert times_it_ran(browser, open_) >= 6
