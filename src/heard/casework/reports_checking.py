"""What stands in the way of releasing a report: found by machine, mended by people, or signed off with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from heard.casework.choosing import name_of
from heard.casework.identities import Tells, tells
from heard.casework.letters.leaks import fold
from heard.casework.letters.reading import reading_of
from heard.casework.new_details import DoesNotFit
from heard.casework.permissions import Act, demand, may
from heard.casework.plans import must_be_written
from heard.casework.reports_content import Content, Counted, Written, content_of, place_of
from heard.casework.reports_writing import Kind, draft_in_writing
from heard.casework.writing import writing
from heard.figures.claims import NoSuchFigure, check, check_each
from heard.figures.reconcile import reconcile
from heard.figures.table_cells import TableResult
from heard.law.rulebook import names, rule
from heard.law.working_days import in_words
from heard.ledger.models import ReportSignOff
from heard.people.models import Member

KINDS = {
    "sum": "Tables that contradict one another",
    "figure": "Figure tokens that nothing answers",
    "claim": "Numbers in the words that the tables do not bear out",
    "small": "Small numbers",
    "name": "Words by which somebody could be known",
    "reading": "Words that are hard to read",
    "empty": "Sections with nothing in them",
}
AROUND = 90


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found: of what kind, in which section (its number), the place, and what is wrong in words.

    `key` stays the same for as long as the same is found at the same place; `never` says that nobody signs it off.
    """

    kind: str
    section: int | None
    heading: str
    said: str
    words: str
    never: bool = False

    @property
    def key(self) -> str:
        """The digest a sign-off is bound to."""
        parts = (self.kind, str(self.section or ""), self.said, self.words)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Checked:
    """Every finding of a draft, and the sign-offs that hold for it."""

    findings: tuple[Finding, ...]
    sign_offs: dict[str, ReportSignOff]

    @property
    def open(self) -> tuple[Finding, ...]:
        """What nobody has signed off: it stands in the way of a release."""
        return tuple(one for one in self.findings if one.never or one.key not in self.sign_offs)

    @property
    def passes(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.open


def check_report(content: Content) -> Checked:
    """Every check of a draft: sums, tokens, claims, small numbers, names, reading, and sections left empty."""
    printed = [one for one in content.sections if not one.is_left_out]
    found = [
        *_sums(content.true),
        *(finding for one in printed for finding in _of_section(one, content)),
        *_together(printed, content),
        *_betrayed(content),
        *_names(printed, content),
        *_hard_to_read(printed, content),
    ]
    rows = ReportSignOff.objects.filter(draft=content.draft)
    return Checked(tuple(dict.fromkeys(found)), {row.finding: row for row in rows})


def sign_off_finding(
    *, member: Member, at: datetime, draft: int, counted: Counted, finding: str, reason: str
) -> ReportSignOff:
    """Let stand what a check found, with the reason, in one's own name.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where it is not found any more or may never stay.
    """
    if not may(member, Act.RELEASE_REPORTS):
        demand(member, Act.WRITE_REPORTS)
    why = must_be_written(reason, "why it may stand", most=500)
    with writing("sign_off_finding", by=member.account.username, at=at) as line:
        there = draft_in_writing(draft)
        checked = check_report(content_of(there, counted))
        found = next((one for one in checked.findings if one.key == finding), None)
        if found is None:
            raise DoesNotFit(
                "This is not found any more: the words were changed since. Look at the checks again."
            )
        if found.never:
            raise DoesNotFit(f"This may never stay in a report, so nobody signs it off. {found.words}")
        if finding in checked.sign_offs:
            raise DoesNotFit("This was signed off already.")
        line.said["kind"] = found.kind
        row = ReportSignOff(
            draft=there,
            finding=finding,
            kind=found.kind,
            said=found.said,
            reason=why,
            by=member.account.username,
            name=name_of(member),
            at=at,
        )
        line.add(row)
    return row


@cache
def limits_of_law() -> frozenset[int]:
    """Every time limit of the law in working days: it may be said of no case."""
    values = [
        (one, value) for one in map(rule, names()) if one.unit == "working_days" for value in one.values
    ]
    return frozenset(days for _, value in values for days in (value.value, value.up_to) if days)


def _sums(tables: Sequence[TableResult]) -> Iterator[Finding]:
    for one in reconcile(tables):
        yield Finding("sum", None, "", place_of(one), one.words)


def _of_section(one: Written, content: Content) -> Iterator[Finding]:
    if one.is_empty:
        yield _finding("empty", one, "", "Nothing is written here. Write it, or leave the section out.", True)
    if gone := [name for name in one.tables if name not in {table.id for table in content.counted.tables}]:
        yield _finding(
            "figure", one, ", ".join(gone), "There is no such table any more. Choose another.", True
        )
    for text in one.texts:
        try:
            content.fill(text)
        except NoSuchFigure as why:
            yield _finding("figure", one, f"{{{why.token}}}", str(why), True)
        else:
            if text != one.version.words or not one.is_standard:
                yield from _claims(one, text, content)


def _claims(one: Written, text: str, content: Content) -> Iterator[Finding]:
    """What the true figures do not bear out; and what only a hidden one does, which would tell it."""
    limits = limits_of_law()
    wrong = check(text, content.true, limits=limits)
    places = {(flag.start, flag.end) for flag in wrong}
    for flag in wrong:
        nearest = f" The nearest figure: {flag.nearest.rstrip('.')}." if flag.nearest else ""
        yield _finding(
            "claim", one, around(text, flag.start, flag.end), f"“{flag.said}”: {flag.words}{nearest}"
        )
    if content.suppressed.hidden:
        for flag in check(text, content.suppressed.tables, limits=limits):
            if (flag.start, flag.end) not in places:
                why = "This number is hidden in the tables, and the words would tell it. Say it without the number."
                yield _finding("small", one, around(text, flag.start, flag.end), why, True)


def _together(printed: Sequence[Written], content: Content) -> Iterator[Finding]:
    """What two sections say of one figure, each rightly by itself or beside no figure at all."""
    texts = [(one, text) for one in printed for text in one.texts if text]
    try:
        each = check_each([text for _, text in texts], content.true, limits=limits_of_law())
    except NoSuchFigure:
        return  # said of its own section
    for (one, text), flags in zip(texts, each, strict=True):
        for flag in flags:
            yield _finding("claim", one, around(text, flag.start, flag.end), f"“{flag.said}”: {flag.words}")


def _betrayed(content: Content) -> Iterator[Finding]:
    for words in content.suppressed.betrayed:
        yield Finding("small", None, "", "", words)


def _names(printed: Sequence[Written], content: Content) -> Iterator[Finding]:
    """Names, places, days and references in every word: held against this council's own record."""
    draft = content.draft
    texts = [(one, content.printed("\n".join((*one.texts, one.version.heading)))) for one in printed]
    about = "\n".join((draft.title, draft.what_changed))
    statements = "\n".join(words for one in content.counted.statements for words in one)
    everything = "\n".join((about, statements, *(text for _, text in texts)))
    for one in tells(everything, no_names=draft.no_names):
        if _is_day_of_report(one, content):
            continue
        where = [(section, text) for section, text in texts if fold(one.words) in fold(text)]
        places: list[tuple[Written | None, str]] = [*where] or [(None, about)]
        for section, text in places:
            if section and not one.never and _only_standing(one, section, content):
                continue
            at = text.casefold().find(one.words.casefold())
            said = around(text, at, at + len(one.words)) if at >= 0 else one.words
            yield _told(one, section, said)
    yield from _labels(content)


def _only_standing(one: Tells, section: Written, content: Content) -> bool:
    """Whether what has the shape of a day, a place or a handful of people stands in standing words alone."""
    written = f"{section.version.heading} {content.printed(section.version.commentary)}"
    return section.is_standard and fold(one.words) not in fold(written)


def _labels(content: Content) -> Iterator[Finding]:
    """Names and references of people on record in the labels of the tables; other words there are the council’s."""
    texts = [
        (table.title, "\n".join(text for row in table.rows for text in (row.label, row.note)))
        for table in content.suppressed.tables
    ]
    for one in tells("\n".join(text for _, text in texts), no_names=content.draft.no_names):
        for title, text in texts if one.never else ():
            if fold(one.words) in fold(text):
                yield Finding("name", None, title, one.words, f"In the table “{title}”: {one.said}.")


def _told(one: Tells, section: Written | None, said: str) -> Finding:
    never = one.never and "name of somebody" not in one.what
    then = (
        "Say it without that." if never else "Say it without that, or sign it off if nobody is known by it."
    )
    kind = "small" if one.what.startswith("fewer than") else "name"
    words = f"{one.said[:1].upper()}{one.said[1:]}. {then}"
    if section is None:
        return Finding(kind, None, "", said, words, never)
    return _finding(kind, section, said, words, never)


def _is_day_of_report(one: Tells, content: Content) -> bool:
    """Whether a day is the report’s own: the first or last of its period, or the day its figures are known on."""
    if one.what != "a day" or not content.counted.tables:
        return False
    period = content.counted.tables[0].period
    own = [day for day in (period.first, period.last, content.draft.as_at) if day]
    said = {f"{day.day} {day:%B}".casefold() for day in own} | {day.isoformat() for day in own}
    return one.words.casefold() in said


def _hard_to_read(printed: Sequence[Written], content: Content) -> Iterator[Finding]:
    if content.draft.kind != Kind.CHILDREN:
        return
    for one in printed:
        text = "\n".join(content.printed(words) for words in one.texts if words)
        read = reading_of(text, "child") if text else None
        if read is not None and not read.is_plain:
            long = "".join(f" Too long: “{sentence}”." for sentence in read.too_long)
            never = "".join(f" We do not say “{word}”." for word in read.never_said)
            words = f"It is hard for a child to read: grade {read.grade:.1f}, {read.hardest} is the most.{long}{never}"
            yield _finding("reading", one, text[:AROUND], words)


def around(text: str, start: int, end: int) -> str:
    """A place in a text with the words before and after it."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before = text[first:start].rpartition("\n")[2]
    after = text[end:last].partition("\n")[0]
    return f"{'…' if first else ''}{before}{text[start:end]}{after}{'…' if last < len(text) else ''}".strip()


def _finding(kind: str, one: Written, said: str, words: str, never: bool = False) -> Finding:
    return Finding(kind, one.pk, one.version.heading, said, words, never)


def in_groups(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings under the heading of their kind, in the order of the kinds."""
    there = list(findings)
    groups = [(words, [one for one in there if one.kind == kind]) for kind, words in KINDS.items()]
    return [(words, found) for words, found in groups if found]


def signed_in_words(row: ReportSignOff) -> str:
    """A sign-off in a sentence: who, when and why."""
    return f"{row.name} let it stand on {in_words(row.at.date())}: {row.reason}"
