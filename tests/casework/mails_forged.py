"""Eighty mails that are not from whom they say, and eighty that are: each a name and the bytes a server hands over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import override_settings
from tests.casework.mails import MALIKS, OURS, SERVER, mail, proof, to_reply

from heard.representations.models import Party

Named = tuple[str, bytes]
EVIL = "evil.example.net"
LOOK_ALIKES = ("examp1e.org", "example.org.evil.example.net", "exarnple.org", "example-org.net", "xn--exmple-cua.org",
               "example.co", "mail.example.org", "example.org.uk", "org")  # fmt: skip
OTHER_SERVERS = ("mx.example.net", "mx.ashmere.gov.uk.example.net", "ashmere.gov.uk", "mx.ashmere.gov.uk.",
                 "MX2.ashmere.gov.uk", "mx-ashmere.gov.uk", "mx.ashmere.gov", "localhost")  # fmt: skip
FAIL = proof(result="fail")


@dataclass(frozen=True)
class Cast:
    """Malik on his case; somebody on another case; two more on Malik's: one will leave it, one's address is unsafe."""

    malik: Party
    other: Party
    gone: Party
    unsafe: Party


def forged(cast: Cast) -> Iterator[Named]:
    """Mails by somebody who knows Malik's reply address, his address, or both."""
    malik = cast.malik
    to, from_evil = to_reply(malik), f"Malik Thornbeck <malik@{EVIL}>"
    for result in (
        "fail",
        "none",
        "temperror",
        "permerror",
        "softfail",
        "bestguesspass",
        "policy",
        "neutral",
        "passed",
    ):
        yield f"spoofed, {result}", _one(to, proofs=(proof(result=result),))
    for domain in LOOK_ALIKES:
        yield f"look-alike {domain}", _one(to, f"Malik <malik.thornbeck@{domain}>", (proof(domain),))
    for server in OTHER_SERVERS:
        yield f"proved by {server} alone", _one(to, proofs=(proof(server=server),))
        yield f"proved by {server}, ours says no", _one(to, proofs=(FAIL, proof(server=server)))
    yield from _second_headers(to)
    yield from _injected(to)
    yield from _wrong_tags(cast)
    yield from _two_faces(to, from_evil)


def _second_headers(to: str) -> Iterator[Named]:
    none = f"{SERVER}; none"
    spf = f"{SERVER}; spf=pass smtp.mailfrom={EVIL}"
    for name, proofs in {
        "a forged header below ours": (FAIL, proof()),
        "a forged header above ours": (proof(), FAIL),
        "two forged headers": (proof(), proof()),
        "a forged header below none": (none, proof()),
        "a forged header below one without a verdict": (spf, proof()),
        "no header at all": (),
        "ours without a verdict": (none,),
        "ours in capitals, no": (FAIL.upper(), proof()),
    }.items():
        yield name, _one(to, proofs=proofs)


def _injected(to: str) -> Iterator[Named]:
    ok = "dmarc=pass header.from=example.org"
    for name, said in {
        "a pass in a comment": f"{SERVER}; spf=fail ({ok}); dmarc=fail header.from=example.org",
        "a pass in quotes": f'{SERVER}; spf=pass smtp.mailfrom="a; {ok}"@{EVIL}; dmarc=fail header.from=example.org',
        "a pass put after a no": f"{SERVER}; dmarc=fail header.from=example.org; {ok}",
        "a pass put before a no": f"{SERVER}; {ok}; dmarc=fail header.from=example.org",
        "a pass for another domain": f"{SERVER}; dmarc=pass header.from={EVIL}",
        "a pass for two domains": f"{SERVER}; dmarc=pass header.from={EVIL} header.from=example.org",
        "a pass without a domain": f"{SERVER}; dmarc=pass",
        "a quote that does not close": f'{SERVER}; {ok}; x="',
        "a bracket that does not close": f"{SERVER}; {ok} (",
        "a name within the name": f"(x) {EVIL} {SERVER}; {ok}",
    }.items():
        yield name, _one(to, proofs=(said,))


def _wrong_tags(cast: Cast) -> Iterator[Named]:
    malik, to = cast.malik, to_reply(cast.malik)
    local = to.partition("@")[0]
    with override_settings(SECRET_KEY="the key of another installation"):
        yield "a tag by another key", _one(to_reply(malik))
    yield "the tag of somebody no longer on the case", _one(to_reply(cast.gone), "gone@example.org")
    yield "the tag of another case", _one(to_reply(cast.other))
    yield "no tag", _one(OURS)
    yield "half a tag", _one(f"{local[:-4]}@ashmere.gov.uk")
    yield "a tag with one letter more", _one(f"{local}a@ashmere.gov.uk")
    yield "a tag of one letter over and over", _one(f"complaints+{'a' * 16}@ashmere.gov.uk")
    yield "the right tag at another council", _one(to.replace("ashmere", "ashmore"))
    yield "the right tag for another mailbox", _one(to.replace("complaints", "licensing"))
    yield "the right tag only in the words", mail(to=OURS, words=f"Please send this to {to}")
    yield "the right tag only as where to answer", mail(to=OURS, Reply_To=to)
    yield "the right tag only in the subject", mail(to=OURS, subject=to)
    yield "an address called unsafe", _one(to_reply(cast.unsafe), "shared@example.org")


def _two_faces(to: str, from_evil: str) -> Iterator[Named]:
    for name, sender in {
        "his address as a name": f'"{MALIKS}" <x@{EVIL}>',
        "his address after another": f"x@{EVIL}, {MALIKS}",
        "his address before another": f"{MALIKS}, x@{EVIL}",
        "his address in a comment": f"x@{EVIL} ({MALIKS})",
        "a comment within his address": "malik.thornbeck(x)@example.org",
        "an address by way of another": f"<@{EVIL}:{MALIKS}>",
        "a quoted address": '"malik.thornbeck"@example.org',
        "a group of addresses": f"family: {MALIKS};",
    }.items():
        yield name, _one(to).replace(f"Malik Thornbeck <{MALIKS}>".encode(), sender.encode())
    evil = (proof(EVIL),)
    yield "answers go to him", mail(to=to, sender=from_evil, proofs=evil, Reply_To=MALIKS)
    yield "he is the sender, another the author", mail(to=to, sender=from_evil, proofs=evil, Sender=MALIKS)
    yield "sent again by him", mail(to=to, sender=from_evil, proofs=evil, Resent_From=MALIKS)
    yield "another author first", _one(to).replace(b"From: ", f"From: x@{EVIL}\r\nFrom: ".encode(), 1)
    yield "another author last", _one(to).replace(b"To: ", f"From: x@{EVIL}\r\nTo: ".encode(), 1)
    yield "somebody else, proved", mail(to=to, sender=f"sam@{EVIL}", proofs=evil)
    yield "no author", _one(to).replace(b"From: ", b"X-From: ", 1)


def genuine(malik: Party) -> Iterator[Named]:
    """Mails that Malik did send, by one program or another."""
    to = to_reply(malik)
    local, _, domain = to.partition("@")
    ways = {
        "plainly": {},
        "in capitals": {"to": f"{local.upper()}@{domain.title()}"},
        "with a name": {"to": f"Complaints team <{to}>"},
        "to two": {"to": f"aunt@example.org, {to}"},
        "with a copy": {"to": "aunt@example.org", "Cc": to},
        "as delivered": {"to": OURS, "Delivered_To": to},
        "with a picture": {"files": (("photo.png", "image/png", b"\x89PNG\r\n\x1a\nx"),)},
        "in Polish": {"words": "Nikt nie oddzwonił. Proszę o odpowiedź."},
        "with a quoted letter": {
            "words": "I am not happy with this.\n\n> We are sorry that\n> nobody rang.\n"
        },
        "with much before": {"X_Spam_Score": "0.1", "DKIM_Signature": "v=1; a=rsa-sha256; d=example.org"},
    }
    proofs = {
        "by one line": (proof(),),
        "by a fuller line": (f'{SERVER} 1; dkim=pass (2048-bit key) reason="good" header.d=example.org; dmarc=pass'
                             f" (p=reject sp=none dis=none) header.from=example.org; spf=none",),
        "by a folded line": (proof().replace("; ", ";\r\n\t"),),
        "with another server's below": (proof(), proof(server="mx.example.net"), proof(server="x.example.com")),
    }  # fmt: skip
    senders = (f"Malik Thornbeck <{MALIKS}>", MALIKS.title())
    for way, said in ways.items():
        for by, those in proofs.items():
            for sender in senders:
                yield f"{way}, {by}", mail(**{"to": to, "sender": sender, "proofs": those, **said})


def _one(to: str, sender: str = f"Malik Thornbeck <{MALIKS}>", proofs: tuple[str, ...] = (proof(),)) -> bytes:
    return mail(to=to, sender=sender, proofs=proofs)
