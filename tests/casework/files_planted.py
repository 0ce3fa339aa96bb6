"""Case files with planted facts: some of whoever asks, some of other people, each with a word nobody else has.

What is read of a finished file here is read by `pdftotext` where it is there and from its raw streams, and shares no
code with what made the file.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas
from tests.casework import living

from heard.casework import (
    subject_access,
    subject_access_clock,
    subject_access_collecting,
    subject_access_deciding,
    subject_access_making,
)
from heard.casework.filing import file_paper, read_kept
from heard.casework.permissions import Level
from heard.casework.writing import writing
from heard.people import models as people
from heard.representations import models as kept

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STARTS = [
    "Quor",
    "Vex",
    "Zim",
    "Brax",
    "Yoth",
    "Wulf",
    "Kez",
    "Dray",
    "Olv",
    "Pryd",
    "Huzz",
    "Jarv",
    "Thex",
    "Gwim",
    "Fenz",
    "Ulk",
    "Ibz",
    "Cazz",
    "Nurv",
    "Squol",
]
MIDDLES = ["a", "e", "i", "o", "u", "ae", "io", "ou", "ia", "ea"]
ENDS = [
    "bwick",
    "zleth",
    "mpry",
    "kthorn",
    "vgard",
    "xley",
    "ndrake",
    "lquist",
    "ffern",
    "rzold",
    "twyne",
    "chgrove",
]


@dataclass
class Planted:
    """One request: whose file it is, the facts that must be in it, and those that must not, each with its own word.

    `by_hand` are facts of others that no form of writing shows: a person marks their sentence.
    """

    person: people.Person
    cases: list[kept.Representation] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    by_hand: dict[str, str] = field(default_factory=dict)


@dataclass
class Words:
    """Words that stand nowhere else, made from a seed."""

    seed: int
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 (what is planted is no secret)

    def word(self) -> str:
        """A name-like word that nobody has."""
        while True:
            said = "".join(map(self.random.choice, (STARTS, MIDDLES, ENDS)))
            if said not in self.used:
                self.used.add(said)
                return said

    def number(self) -> str:
        """A telephone number kept for drama."""
        while True:
            said = f"07700 900{self.random.randrange(1000):03d}"
            if said not in self.used:
                self.used.add(said)
                return said


def plant(words: Words, at: datetime, own_cases: int = 2) -> Planted:
    """Somebody with cases of their own, and one of another family in which they are only mentioned."""
    mine = people.Person(name=f"Amber {words.word()}")
    with writing("test_rows", by="amina", at=at) as line:
        line.add(mine)
    planted = Planted(mine)
    for number in range(own_cases):
        planted.cases.append(_own_case(planted, words, at, number))
    planted.cases.append(_mentioning(planted, words, at))
    return planted


def _own_case(planted: Planted, words: Words, at: datetime, number: int) -> kept.Representation:
    """Ten facts of theirs in as many places, and five of other people in five forms."""
    case = living.received()
    own = [words.word() for _ in range(10)]
    sibling = people.Person(name=f"Corin {words.word()}")
    phone, street = words.number(), f"{words.random.randrange(2, 98)} {words.word()} Road"
    neighbour, unnamed = words.word(), words.word().lower()
    sentence = f"a boy in her class was taken to hospital for {unnamed} last spring"
    with writing("test_rows", by="amina", at=at, reference=case.reference) as line:
        line.add(sibling)
        for party in kept.Party.objects.filter(representation=case, part="complainant"):
            line.change(party, person=planted.person)
        line.add(kept.Party(representation=case, person=sibling, part="child"))
        line.add(people.Contact(person=sibling, way="telephone", value=phone, is_safe=True))
        line.add(kept.Protection(representation=case, person=sibling, what="address", reason="Asked",
                                 words=f"{street}, Ashmere", since=date(2026, 4, 1)))  # fmt: skip
        line.change(
            case, words=f"I was told {own[0]}. {sibling.name} heard it too.", notes=f"She wrote {own[1]}."
        )
        element = case.elements.order_by("number").first()
        line.change(
            element, words=f"Nobody wrote to me about {own[2]}.", outcome_wanted=f"A word on {own[3]}"
        )
        line.add(kept.OfficeNote(representation=case, by="amina", at=at,
                                 words=f"She rang about {own[4]}. Mrs {neighbour} next door had told us."))  # fmt: skip
        line.add(kept.Message(representation=case, person=planted.person, direction="in", way="email", value="her own",
                              words=f"Please look at {own[5]}. Ring {phone.replace(' ', '-', 1)}.",
                              said_on=date(2026, 4, 2), by="amina", at=at))  # fmt: skip
        line.add(kept.ContactAttempt(representation=case, tried_on=date(2026, 4, 3), way="post", reached=False,
                                     words=f"Sent {own[6]}; {sentence}."))  # fmt: skip
        line.add(kept.Decision(representation=case, about="share", answer="yes", reason=f"Because of {own[7]}.",
                               decided_by="Amina Odell", decided_on=date(2026, 4, 3)))  # fmt: skip
    _file(case, f"Her own words on {own[8]}. The other child lives at {street} now.", number, at)
    _file(case, f"Notes of the visit: {own[9]} was said. {sibling.name} was there.", number + 1, at)
    planted.own += own
    planted.others += [sibling.name.split()[1], phone, street, neighbour, unnamed]
    planted.by_hand[unnamed] = sentence
    return case


def _mentioning(planted: Planted, words: Words, at: datetime) -> kept.Representation:
    """A case of another family: what names the person is theirs, and what else stands in it is not."""
    case = living.received()
    own, name = [words.word() for _ in range(10)], planted.person.name
    mother, aunt, phone, street = (words.word(), words.word(), words.number(), f"5 {words.word()} Close")
    unnamed = words.word().lower()
    sentence = f"the girl she met there had lost {unnamed}"
    parent = people.Person(name=f"Dorit {mother}")
    with writing("test_rows", by="amina", at=at, reference=case.reference) as line:
        line.add(parent)
        line.add(people.Contact(person=parent, way="post", value=f"{street}, Ashmere", is_safe=True))
        for party in kept.Party.objects.filter(representation=case, part="complainant"):
            line.change(party, person=parent)
        line.change(case, words=f"{name} told my son {own[0]}, and {own[1]} to me. I am {parent.name}.")
        for number, fact in enumerate(own[2:7]):
            said = (f"{name} was asked about {fact}.", f"Of {name.upper()}: {fact}.")[number % 2]
            line.add(kept.OfficeNote(representation=case, by="amina", at=at, words=said))
        line.add(kept.OfficeNote(representation=case, by="amina", at=at,
                                 words=f"{name} came with {own[7]} to {street}; {sentence}."))  # fmt: skip
    _file(case, f"{name} showed us {own[8]}. Miss {aunt} agreed. Her number is {phone}.", 0, at)
    _file(case, f"Letter about {name}: {own[9]}. Nothing else.", 1, at)
    planted.own += own
    planted.others += [mother, aunt, phone, street, unnamed]
    planted.by_hand[unnamed] = sentence
    return case


def _file(case: Any, words: str, form: int, at: datetime) -> None:
    """A paper: plain text, a Word file or a PDF, by turns."""
    content, media = (words.encode(), "text/plain")
    if form % 3 == 1:
        paper, out = docx.Document(), BytesIO()
        paper.add_paragraph(words)
        paper.save(out)
        content, media = out.getvalue(), WORD_FILE
    elif form % 3 == 2:
        out = BytesIO()
        canvas = Canvas(out)
        for place, sentence in enumerate(words.split(". ")):
            canvas.drawString(60, 700 - 20 * place, f"{sentence}.")
        canvas.save()
        content, media = out.getvalue(), "application/pdf"
    kind = {"kind": "evidence", "level": Level.S2}
    file_paper(
        reference=case.reference, title="A paper of the case", content=content, media_type=media, by="amina", at=at,
        **kind,
    )  # fmt: skip


def ask_for(planted: Planted, member: Any, at: datetime, **more: Any) -> kept.FileRequest:
    """The person's own request, with what showed who they are, and everything collected."""
    asked = subject_access.Asked(
        person=planted.person.pk, authority="own", wanted="All you hold about me.", way="E-mail",
        received_on=date(2026, 11, 2), **more,
    )  # fmt: skip
    row = subject_access.log_file_request(member=member, at=at, asked=asked)
    subject_access_clock.show_who_asks(
        member=member, at=at, request=row.pk, shown="Passport", shown_on=date(2026, 11, 3)
    )
    subject_access_collecting.collect_file(member=member, at=at, request=row.pk)
    row.refresh_from_db()
    return row


def go_through(row: kept.FileRequest, planted: Planted, member: Any, at: datetime) -> tuple[int, int]:
    """As a careful person would: withhold what is others', show the rest, and mark what nothing proposed.

    Gives how many of the others' facts were proposed, and how many a person had to find.
    """
    others = [_bare(one) for one in planted.others]
    proposed: set[str] = set()
    by_hand = 0
    for piece in row.pieces.all():
        spans = list(piece.spans.all())
        for span in spans:
            proposed |= {one for one in others if one in _bare(span.words) or _bare(span.words) in one}
        waiting = [one for one in spans if one.standing == "open"]
        theirs = [one for one in waiting if any(word in _bare(one.words) for word in others)]
        for some, withhold in ((theirs, True), ([one for one in waiting if one not in theirs], False)):
            if some:
                subject_access_deciding.decide_spans(
                    member=member, at=at, piece=piece.pk, spans=[one.pk for one in some], withhold=withhold,
                    whose="other" if withhold else "person", code="third_party" if withhold else "",
                    reason="Not agreed to, and not theirs to see." if withhold else "Nobody else's.",
                )  # fmt: skip
        for sentence in planted.by_hand.values():
            if _bare(sentence) in _bare(piece.words):
                by_hand += 1
                subject_access_deciding.mark_span(
                    member=member, at=at, piece=piece.pk, words=sentence, whose="other", code="third_party",
                    reason="About another child's health.",
                )  # fmt: skip
    return len(proposed), by_hand


def finished(row: kept.FileRequest, member: Any, at: datetime) -> tuple[kept.FileCopy, bytes]:
    """The file made, and its bytes."""
    copy = subject_access_making.make_file(member=member, at=at, request=row.pk)
    return copy, read_kept(copy.digest, "The file")


def facts_in(pdf: bytes, facts: list[str]) -> list[str]:
    """Which facts anybody could read out of a file."""
    said = [_bare(one) for one in _texts(pdf)]
    return [one for one in facts if any(_bare(one) in text for text in said)]


def _texts(pdf: bytes) -> Iterator[str]:
    yield "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    if shutil.which("pdftotext"):
        asked = ["pdftotext", "-q", "-", "-"]
        yield subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            plain = zlib.decompress(stream)
        except zlib.error:
            plain = stream
        yield b"".join(re.findall(rb"\(((?:\\.|[^()\\])*)\)", plain)).decode("latin-1")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
