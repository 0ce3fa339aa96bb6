"""Reading an e-mail that a stranger wrote: its words as they are, whatever it is built of, and never for long."""

from __future__ import annotations

import os
import time

import pytest
from tests.casework import mails
from tests.casework.mails_hostile import hostile

from heard.casework.mail_apart import file_apart, read_apart
from heard.casework.mail_marks import is_proved, passed
from heard.casework.mail_reading import content_of, read_mail
from heard.casework.mail_words import header_words, one_address, without_marks

HOSTILE = hostile()
# A process apart costs a tenth of a second: in a small run those are read in one that Python itself stumbles over.
SLOW = (
    "mail in mail 5,000",
    "multipart in multipart 3,000",
    "100,000 parts",
    "a million tags",
    "a zip of nothing",
)
APART = list(HOSTILE) if os.environ.get("HEARD_FULL") else SLOW


@pytest.mark.parametrize("name", APART)
def test_a_hostile_mail_is_read_or_said_to_be_unreadable_and_the_reader_ends(name):
    began = time.monotonic()
    read = read_apart(HOSTILE[name])

    # The processor is what it is held to; on a busy machine a second of it takes several by the clock.
    assert time.monotonic() - began < 60
    assert read.words or read.attached or read.trouble
    shown = read.subject + read.sender + read.sender_shown + "".join(one.name for one in read.attached)
    assert not set(shown) & set("\r\n\x00\x1b\u202e")


def test_there_are_forty_hostile_mails():
    assert len(HOSTILE) >= 40


def test_without_a_process_apart_some_of_them_would_stop_us():
    with pytest.raises(RecursionError):
        read_mail(HOSTILE["mail in mail 5,000"])


def test_words_are_left_as_they_were_written():
    words = "Dear all,\n\n  Nobody   rang.\n> We are sorry\n>> quoted\n-- \nMalik\nżółć ❤"

    assert read_mail(mails.mail(words=words)).words == words


def test_words_in_plain_letters_are_taken_before_html_and_html_where_there_are_no_others():
    top = b"From: a@example.org\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    html = b"--b\r\nContent-Type: text/html\r\n\r\n<p>In HTML</p>\r\n"
    plain = b"--b\r\nContent-Type: text/plain\r\n\r\nIn letters\r\n"

    assert read_mail(top + html + plain + b"--b--").words == "In letters"
    assert read_mail(top + html + b"--b--").words == "In HTML"


def test_pictures_beside_words_that_are_not_needed_are_kept():
    related = (b"--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>x"
               b"\r\n--c\r\nContent-Type: image/png; name=a.png\r\n\r\nPNG\r\n--c--\r\n")  # fmt: skip
    raw = (b"From: a@example.org\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
           b"--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n" + related + b"--b--")  # fmt: skip
    read = read_mail(raw)

    assert (read.words, [one.name for one in read.attached]) == ("words", ["a.png"])


def test_html_becomes_lines_without_what_acts_or_hides():
    page = (
        "<html><head><title>t</title><style>p{}</style><body><!--[if mso]><b>no</b><![endif]--><p>Dear  all,<br>"
        "I am\nunhappy &amp; 5 < 6<script>alert('<p>')</script></p><div onclick=x>Malik</div>"
    )

    assert without_marks(page) == "Dear all,\nI am unhappy & 5 < 6\n\nMalik"


def test_the_files_of_a_mail_come_out_as_they_went_in():
    raw = mails.mail(
        files=(("../a\u202etxt.exe", "application/pdf", b"%PDF-1.4"), ("b.txt", "text/plain", b"b"))
    )
    read = read_mail(raw)

    assert [one.name for one in read.attached] == [".. a txt.exe", "b.txt"]
    assert content_of(raw, 1) == file_apart(raw, 1) == b"%PDF-1.4"
    assert file_apart(raw, 3) == b""


def test_a_header_is_one_line_and_holds_no_other():
    assert header_words("=?utf-8?q?Hello=0D=0ABcc:_all@example.org?=") == "Hello Bcc: all@example.org"
    assert header_words("=?klingon?q?caf=C3=A9?=\u202e x") == "café x"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("a@example.org", "a@example.org"),
        ("Malik <A.B@Example.ORG>", "a.b@example.org"),
        ('"a@example.org" <b@evil.example>', "b@evil.example"),
        ("a@example.org, b@example.org", ""),
        ("a@example.org (b@evil.example)", ""),
        ('"a b"@example.org', ""),
        ("<@evil.example:a@example.org>", ""),
        ("a@exämple.org", ""),
        ("a@localhost", ""),
    ],
)
def test_a_sender_counts_only_where_it_is_named_plainly(value, address):
    assert one_address([value]) == address


def test_two_authors_are_none():
    assert one_address(["a@example.org", "a@example.org"]) == ""


def test_only_our_own_servers_single_verdict_is_believed():
    read = read_mail(mails.mail(proofs=(mails.proof(), mails.proof(server="mx.example.net"))))

    assert is_proved(read, server=mails.SERVER)
    assert not is_proved(read, server="mx.example.org")
    assert not is_proved(read, server="")


def test_a_verdict_holds_for_exactly_its_domain():
    assert passed("mx; dmarc=pass (p=none) header.from=example.org", "example.org")
    assert not passed("mx; dmarc=pass header.from=example.org.evil.example", "example.org")
    assert not passed('mx; x="; dmarc=pass header.from=example.org"', "example.org")
