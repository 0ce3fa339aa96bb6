"""Words about a compliment for everybody to read: written beside its own, scanned, and released by a second person.

A line and a quote for the annual report, and a good practice alert. Only what was released is printed, and only as it
was released: other words are no longer of that release.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from heard.casework.access import demand_can
from heard.casework.looking import NotYours, visible_to
from heard.casework.new_details import fitting
from heard.casework.parties import must_say
from heard.casework.passing_on import KINDS
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act
from heard.casework.recognising import Mark, in_words_of, marks_in
from heard.casework.recognising_known import known_of
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import ReportWords, Representation
from heard.representations.models.compliments import fingerprint_of

Use = ReportWords.Use
LONGEST = {Use.LINE: 200, Use.QUOTE: 600, Use.GOOD_PRACTICE: 1200}
PART = "words"


class TellsWho(NotNow):
    """Somebody could be recognised by the words. `marks` are the places."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = tuple(marks)
        found = "; ".join(in_words_of(marks))
        super().__init__(
            f"Somebody could be recognised. Found: {found}. Write it without, such as “my worker” or “X”."
        )


class MayTellWho(NotNow):
    """Words stand there that only a person can judge; they stay only with a reason."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = tuple(marks)
        found = "; ".join(in_words_of(marks))
        super().__init__(
            f"Look at these again: {found}. Write it without, or say why nobody is known by them."
        )


def write_report_words(
    *, reference: str, use: str, words: str, by: Member, at: datetime, although: str = ""
) -> ReportWords:
    """Write the words for one use, or write them anew: a release of other words is void from then on.

    What surely names or betrays somebody is refused; what may is kept with the reason (`although`). Raises TellsWho,
    MayTellWho, NotNow, NotYours, NotAllowed.
    """
    with transaction.atomic():
        case = _open(reference, Act.WRITE_REPORT_WORDS, by, at)
        words, who = _fits(use, words), by.account.get_username()
        _refuse_known(case, words, although)
        values = {"words": words, "although": fitting(although, 500), "drafted_by": who, "drafted_at": at}
        row = _standing(case, use)
        with writing("draft_report_words", by=who, at=at, reference=reference, use=use) as line:
            if row is None:
                row = ReportWords(representation=case, use=use, **values)
                line.add(row)
            else:
                line.change(row, **values, released_by="", released_at=None, fingerprint="")
    return row


def release_report_words(*, reference: str, use: str, read: str, by: Member, at: datetime) -> ReportWords:
    """Release exactly the words that were read (`read`). Not for whoever wrote them. Raises NotNow, TellsWho.

    They are scanned again: our record may know more names today than when they were written.
    """
    with transaction.atomic():
        case = _open(reference, Act.RELEASE_REPORT_WORDS, by, at)
        row, who = _there(case, use), by.account.get_username()
        if row.drafted_by == who:
            raise NotNow(
                "You wrote these words, so somebody else releases them. Ask a colleague to read them."
            )
        if row.is_released:
            raise NotNow("These words are released already. Take them back first if they are to change.")
        if _plain(read) != row.words:
            raise NotNow(
                "The words were changed since you opened the page. Read them as they stand now, then release them."
            )
        _refuse_known(case, row.words, row.although)
        with writing("release_report_words", by=who, at=at, reference=reference, use=use) as line:
            line.change(row, released_by=who, released_at=at, fingerprint=fingerprint_of(row.words))
    return row


def take_back_report_words(
    *, reference: str, use: str, because: str, by: Member, at: datetime
) -> ReportWords:
    """Take words back, released or not, with the reason: from now on nothing prints them. Raises NotNow."""
    with transaction.atomic():
        case = _open(reference, Act.WRITE_REPORT_WORDS, by, at)
        row, who = _there(case, use), by.account.get_username()
        must_say(because, "why they are taken back")
        with writing("take_back_report_words", by=who, at=at, reference=reference, use=use) as line:
            line.change(row, ended_by=who, ended_at=at, because=fitting(because, 500))
    return row


def scan(case: Representation, words: str) -> list[Mark]:
    """What in words about a case would let somebody be recognised, by all that our record knows."""
    return marks_in(words, known_of(case))


def _open(reference: str, act: Act, by: Member, at: datetime) -> Representation:
    """The case, kept from others while words about it are written. Raises NotYours, NotAllowed, NotNow."""
    day = day_of(at)
    case = Representation.objects.select_for_update().filter(reference=reference).first()
    if case is None or not visible_to(by, day, at).filter(pk=case.pk).exists():
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    demand_can(by, act, case, on=day, part=PART, at=at)
    if case.kind not in KINDS:
        raise NotNow(
            "Only a compliment, a comment or an idea has words for the report. This is now something else."
        )
    return case


def _fits(use: str, words: str) -> str:
    if use not in Use.values:
        raise NotNow(f"Say what the words are for: {', '.join(str(one.label) for one in Use)}.")
    must_say(words, "what everybody may read")
    most = LONGEST[Use(use)]
    if len(_plain(words)) > most:
        raise NotNow(
            f"{Use(use).label} has {most} letters at most; this has {len(_plain(words))}. Make it shorter."
        )
    return _plain(words)


def _plain(words: str) -> str:
    """Words as they are kept: a form sends its line ends in two signs."""
    return words.replace("\r\n", "\n").strip()


def _refuse_known(case: Representation, words: str, although: str) -> None:
    marks = scan(case, words)
    sure = [one for one in marks if one.sure]
    if sure:
        raise TellsWho(sure)
    if marks and not although.strip():
        raise MayTellWho(marks)


def _standing(case: Representation, use: str) -> ReportWords | None:
    return ReportWords.objects.filter(representation=case, use=use, ended_at=None).first()


def _there(case: Representation, use: str) -> ReportWords:
    row = _standing(case, use)
    if row is None:
        raise NotNow("Nothing was written for this use, or it was taken back. Write the words first.")
    return row
