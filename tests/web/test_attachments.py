"""Files on their way out: saved under a plain name, never shown as a page, whatever they are and are called."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from heard.web.attachments import as_attachment, saved_under

NASTY = [
    *(
        f"x{one}Set-Cookie: a=b"
        for one in ("\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "%0d%0a", "\t", "\x0b")
    ),
    *("../" * number + "etc/passwd" for number in range(1, 6)),
    *(f"x{one}gpj.exe" for one in ("\u202e", "\u202d", "\u2066", "\u200f", "\u200b", "\ufeff")),
    *(f'x"{one}' for one in ("; filename=y.html", "; filename*=UTF-8''y.html", ">", "\\", "; x=", '\\"')),
    *(f"{one}x" for one in ("/", "\\", "C:\\", "//server/", "~/", "./", ".", "..", "file:///", "http://x/")),
    *(
        f"x.{one}"
        for one in ("html", "svg", "php", "exe", "lnk", "js", "pdf.exe", "jpg\x00.html", "htaccess")
    ),
    *(
        "Brief vom Jugendamt – für Zoë",
        "رسالة من المدرسة",
        "שיר",
        "信",
        "😀",
        "Ünïcödé",
        "a" * 999,
        "",
        " ",
        "...",
        "'",
    ),
    *("CON", "nul.txt", "a:b", "a|b", "a*b", "a?b", "<script>", "a;b", "a,b", "=1+1"),
]


def test_no_name_adds_a_header_or_leaves_the_folder():
    assert len(NASTY) >= 60
    for name in NASTY:
        said = saved_under(name)
        assert re.fullmatch(
            r"attachment; filename=\"[\w .()-]+\"(; filename\*=UTF-8\'\'[A-Za-z0-9%._~-]+)?", said, re.A
        ), name
        assert HttpResponse(headers={"Content-Disposition": said}).headers["Content-Disposition"] == said
        shown = re.search(r'filename="([^"]*)"', said)
        assert shown is not None
        assert not shown[1].startswith((".", "/", " "))
        assert len(said) < 2000


def test_a_name_in_other_letters_is_there_for_whoever_reads_them():
    assert (
        saved_under("für Zoë.pdf")
        == "attachment; filename=\"fur Zoe.pdf\"; filename*=UTF-8''f%C3%BCr%20Zo%C3%AB.pdf"
    )
    assert saved_under("Letter.pdf") == 'attachment; filename="Letter.pdf"'


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/javascript", ""]
)
def test_what_a_browser_might_run_is_sent_as_bytes_of_no_kind(kind):
    answer = as_attachment(b"<script>alert(1)</script>", kind, "page.html")

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")


def test_a_word_file_keeps_its_kind():
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    assert as_attachment(b"x", kind, "a.docx").headers["Content-Type"] == kind
