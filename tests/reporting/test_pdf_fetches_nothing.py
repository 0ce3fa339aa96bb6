"""T63: what sets a page as PDF fetches nothing from anywhere, and puts no file of the machine into it."""

from __future__ import annotations

import http.server
import threading

import pytest

from heard.reporting import pdf

weasyprint = pytest.importorskip("weasyprint")


@pytest.fixture
def listener():
    """Somebody who notes every request that reaches them."""
    asked: list[str] = []

    class Listens(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listens)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def a_page(at: str, secret: str) -> str:
    """A page that would fetch in twelve ways."""
    ways = (
        f'<link rel="stylesheet" href="{at}/1.css">', f"<style>@import url({at}/2.css);</style>",
        f"<style>@font-face{{font-family:x;src:url({at}/3.woff)}} p{{font-family:x}}</style>",
        f'<img src="{at}/4.png">', f'<p style="background:url({at}/5.png)">a</p>',
        f'<object data="{at}/6.svg"></object>', f'<embed src="{at}/7.svg">', f'<link rel="attachment" href="{at}/8">',
        f'<a rel="attachment" href="{secret}">a</a>', f'<link rel="attachment" href="{secret}">',
        f'<img src="{secret}">',
        f'<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{at}/12.png" width="9" height="9"/></svg>',
    )  # fmt: skip
    return f"<html lang='en'><head><title>T</title></head><body>{''.join(ways)}</body></html>"


def test_twelve_ways_of_fetching_fetch_nothing(listener, tmp_path, monkeypatch):
    (base, asked), secret = listener, tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    page = a_page(base, secret.as_uri())
    monkeypatch.setattr(pdf, "render_to_string", lambda *_: page)
    monkeypatch.setattr(pdf, "completed", lambda made: made)

    made = pdf.to_pdf(None)
    assert (asked, b"/EmbeddedFile" in made) == ([], False)

    made = weasyprint.HTML(string=page).write_pdf()
    assert len(set(asked)) >= 6  # the control: with the fetcher that comes with it
    assert b"/EmbeddedFile" in made
