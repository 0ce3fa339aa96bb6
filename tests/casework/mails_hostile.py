"""Forty mails built to break, stop or mislead whoever reads them: each a name and its bytes."""

from __future__ import annotations

import base64

MEGABYTE = 2**20
TOP = b"From: x@example.org\r\nTo: complaints@ashmere.gov.uk\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
PLAIN = TOP + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
MIXED = TOP + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def _nested(depth: int, kind: bytes = b"mixed") -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/%s; boundary=b%d\r\n\r\n--b%d\r\n" % (kind, n, n) for n in range(depth)
    )
    return TOP + opened + b"Content-Type: text/plain\r\n\r\nDeep down.\r\n"


def _enclosed(depth: int) -> bytes:
    return TOP + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Subject: in\r\n\r\nDeep down.\r\n"


def _html(page: bytes) -> bytes:
    return TOP + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page


def _typed(value: bytes, body: bytes = b"words\r\n") -> bytes:
    return TOP + b"Content-Type: " + value + b"\r\n\r\n" + body


def _coded(way: bytes, body: bytes) -> bytes:
    return TOP + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: " + way + b"\r\n\r\n" + body


def hostile() -> dict[str, bytes]:
    """Every one of them."""
    return {
        "nothing": b"",
        "one line end": b"\r\n",
        "only noise": bytes(range(256)) * 400,
        "only zeros": bytes(MEGABYTE),
        "no header": b"words without any header at all",
        "lone line ends": (TOP + b"\r\nA\rB\rC\n").replace(b"\r\n", b"\r"),
        "half a header": b"From",
        "multipart in multipart 30": _nested(30),
        "multipart in multipart 3,000": _nested(3000),
        "alternatives in alternatives 500": _nested(500, b"alternative"),
        "mail in mail 30": _enclosed(30),
        "mail in mail 5,000": _enclosed(5000),
        "100,000 parts": MIXED + b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--",
        "100,000 empty parts": MIXED + b"--b\r\n" * 100_000,
        "no boundary": TOP + b"Content-Type: multipart/mixed\r\n\r\n--\r\n\r\nx",
        "empty boundary": TOP + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx\r\n--',
        "boundary of 100,000 letters": _typed(b"multipart/mixed; boundary=" + b"b" * 100_000),
        "boundary that never comes": MIXED + b"x\r\n" * 200_000,
        "a header of 8 MB": b"Subject: " + b"x" * (8 * MEGABYTE) + b"\r\n" + PLAIN,
        "200,000 headers": b"X-A: b\r\n" * 200_000 + PLAIN + b"words",
        "a header folded 200,000 times": b"Subject: a\r\n" + b" b\r\n" * 200_000 + PLAIN,
        "100,000 recipients": b"To: " + b", ".join([b"a@example.org"] * 100_000) + b"\r\n" + PLAIN,
        "brackets in the address": b"From: " + b"(" * 100_000 + b"\r\n" + PLAIN,
        "quotes in the type": _typed(b'text/plain; name="' + b";" * 2_000_000),
        "100,000 parameters": _typed(b"text/plain" + b"; a=b" * 100_000),
        "continued parameters": _typed(b"text/plain" + b"".join(b"; name*%d*=%%ff" % n for n in range(3000))),
        "coded words without end": b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\r\n" + PLAIN,
        "coded words of another address": b"Subject: =?utf-8?b?" + base64.b64encode(
            b"Hello\r\nBcc: everybody@example.org\r\n\r\n<script>") + b"?=\r\n" + PLAIN,
        "a charset nobody knows": _typed(b"text/plain; charset=klingon", b"caf\xe9\r\n"),
        "a charset that is a packer": _typed(b"text/plain; charset=zlib_codec", b"x\x9c\x03\x00"),
        "a charset that is slow": _typed(b"text/plain; charset=punycode", b"a-" * 200_000),
        "a wrong charset": _typed(b"text/plain; charset=utf-8", b"caf\xe9 \xff\xfe\r\n"),
        "a charset with a zero": _typed(b"text/plain; charset=utf\x00-8", b"words\r\n"),
        "broken base64": _coded(b"base64", b"====!!!! not base64 at all \xff" * 10_000),
        "quoted-printable without end": _coded(b"quoted-printable", b"=" * MEGABYTE),
        "uuencoded nonsense": _coded(b"x-uuencode", b"begin 644 x\n" + b"M" * 100_000),
        "an unclosed comment in HTML": _html(b"<p>words</p>" + b"<!--" * 500_000),
        "a million tags": _html(b"<" * MEGABYTE + b"<p" * 500_000),
        "entities in HTML": _html(b"&amp" * 500_000 + b"&#x110000;&#0;&#55296;"),
        "a zip of nothing": MIXED + b"--b\r\nContent-Type: application/zip; name=\"../../etc/x\x00.zip\"\r\n"
                            b"Content-Transfer-Encoding: base64\r\n\r\nUEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\r\n--b--",
        "30 MB of short lines": PLAIN + b"a\r\n" * (10 * MEGABYTE),
        "larger than is read": PLAIN + b"words\r\n" * (8 * MEGABYTE),
    }  # fmt: skip
