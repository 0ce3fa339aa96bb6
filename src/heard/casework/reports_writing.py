"""Reports in the making: begun with their standard sections, written by several people, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from heard.casework.choosing import name_of
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.reports_content import OWN
from heard.casework.writing import Line, writing
from heard.figures.periods import UnknownPeriod
from heard.figures.periods import period as period_of
from heard.law.working_days import in_words
from heard.ledger.models import PublishedReport, ReportDraft, ReportSection, SectionVersion
from heard.people.models import Member

LONDON = ZoneInfo("Europe/London")
Kind, Standing, Again = ReportDraft.Kind, ReportDraft.Standing, ReportDraft.Again


@dataclass(frozen=True, slots=True)
class NewSection:
    """A section as it is first written: its code, heading, standing words, and the names of its tables in order."""

    code: str
    heading: str
    words: str = ""
    tables: tuple[str, ...] = ()
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a report is: its kind, period, the day its figures are known on, its title and whose it is.

    `again_of` is the number of the release of which it is a new edition, with why, and what readers are told changed.
    """

    kind: str
    period: str
    as_at: date
    title: str
    author: str
    again_of: int | None = None
    why_again: str = ""
    what_changed: str = ""
    no_names: str = ""


class ChangedMeanwhile(DoesNotFit):
    """Somebody else wrote the section since it was opened. `theirs` is what it says now."""

    def __init__(self, theirs: SectionVersion) -> None:
        self.theirs = theirs
        at = theirs.at.astimezone(LONDON)
        super().__init__(
            f"{theirs.name} changed this section on {in_words(at.date())} at {at:%H:%M}, after you had opened it. "
            "Nothing of yours is kept yet, and nothing of theirs is lost: what they wrote stands beside your words. "
            "Put the two together, then keep it."
        )


def begin_report(*, member: Member, at: datetime, made: Made, sections: Sequence[NewSection]) -> ReportDraft:
    """Begin a report with its sections, or a new edition of one that was released.

    Raises NotAllowed, DoesNotFit where a day or a period cannot be, NotOnRecord for the release it follows.
    """
    demand(member, Act.WRITE_REPORTS)
    before = released_numbered(made.again_of) if made.again_of else None
    row = ReportDraft(
        **_values(made, day_of(at), before),
        again_of=before,
        begun_by=member.account.username,
        begun_at=at,
    )
    with writing("begin_report", by=member.account.username, at=at, kind=row.kind, period=row.period) as line:
        if before and before.made_again.filter(standing__in=(Standing.WRITING, Standing.OFFERED)).exists():
            raise DoesNotFit("A new edition of that report is being written already. Go on with it.")
        line.add(row)
        for place, new in enumerate(sections, start=1):
            _add(line, row, new, place, member, at)
    return row


def change_report(*, member: Member, at: datetime, draft: int, made: Made) -> ReportDraft:
    """Change what a draft is called, its author, its day and the words that are nobody’s name; its kind stays.

    Raises NotAllowed, NotOnRecord, DoesNotFit.
    """
    demand(member, Act.WRITE_REPORTS)
    with writing("change_report", by=member.account.username, at=at) as line:
        row = draft_in_writing(draft)
        values = _values(made, day_of(at), row.again_of)
        line.change(row, **{name: value for name, value in values.items() if name != "kind"})
    return row


def add_report_section(
    *, member: Member, at: datetime, draft: int, heading: str, words: str = "", tables: Sequence[str] = ()
) -> ReportSection:
    """Add a section of one's own at the end. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.WRITE_REPORTS)
    with writing("add_report_section", by=member.account.username, at=at) as line:
        row = draft_in_writing(draft)
        there = list(row.sections.all())
        number = 1 + sum(one.code.startswith(OWN) for one in there)
        new = NewSection(f"{OWN}{number}", heading, words, tuple(tables))
        return _add(line, row, new, 1 + max((one.place for one in there), default=0), member, at)


def write_section(
    *, member: Member, at: datetime, section: int, read: int, new: NewSection
) -> SectionVersion:
    """Write a section anew, after the version that was read; earlier versions stay on record.

    Raises NotAllowed, NotOnRecord, DoesNotFit, or ChangedMeanwhile where somebody else wrote after that version.
    """
    demand(member, Act.WRITE_REPORTS)
    with writing("write_section", by=member.account.username, at=at) as line:
        row = section_in_writing(section)
        last = row.versions.last()
        if last is not None and last.number != read:
            raise ChangedMeanwhile(last)
        version = _version(row, new, read + 1, member, at)
        if last is not None and _same(last, version):
            return last
        line.add(version)
    return version


def order_report(*, member: Member, at: datetime, section: int, to: str) -> ReportSection:
    """Move a section up or down, leave it out or put it back (`to`). Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.WRITE_REPORTS)
    with writing("order_report", by=member.account.username, at=at, to=to) as line:
        row = section_in_writing(section)
        if to in ("out", "back"):
            line.change(row, is_left_out=to == "out")
            return row
        if to not in ("up", "down"):
            raise DoesNotFit("A section moves up or down, is left out or put back.")
        there = list(row.draft.sections.all())
        place = [one.pk for one in there].index(row.pk) + (-1 if to == "up" else 1)
        if 0 <= place < len(there):
            other = there[place]
            mine, theirs = row.place, other.place
            line.change(row, place=theirs)
            line.change(other, place=mine)
    return row


def drop_report(*, member: Member, at: datetime, draft: int, because: str) -> ReportDraft:
    """Give a draft up; what was written stays on record. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.WRITE_REPORTS)
    why = must_be_written(because, "why the report is given up", most=500)
    with writing("drop_report", by=member.account.username, at=at) as line:
        row = draft_in_writing(draft)
        line.change(row, standing=Standing.DROPPED, sent_back_because=why)
    return row


def released_numbered(number: int) -> PublishedReport:
    """The release of this number in the table. Raises NotOnRecord."""
    row = PublishedReport.objects.filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such released report. Choose it from the list of reports.")
    return row


def draft_in_writing(number: int) -> ReportDraft:
    """A draft that may be changed, held until the act is done. Raises NotOnRecord, DoesNotFit."""
    row = ReportDraft.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such draft. Choose it from the list of reports.")
    if row.standing == Standing.OFFERED:
        raise DoesNotFit("It waits for a second person to release it. Take it back to go on writing.")
    if row.standing != Standing.WRITING:
        raise DoesNotFit(
            f"This draft is {row.get_standing_display().lower()}, so it is not changed any more. Begin a new edition."
        )
    return row


def section_in_writing(number: int) -> ReportSection:
    """A section of a draft that may be changed. Raises NotOnRecord, DoesNotFit."""
    row = ReportSection.objects.select_related("draft").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such section. Choose it from its report.")
    row.draft = draft_in_writing(row.draft_id)
    return row


def plain(words: str) -> str:
    """Words as they are kept: a form sends its line ends in two signs."""
    return words.replace("\r\n", "\n").strip()


def _values(made: Made, today: date, before: PublishedReport | None) -> dict[str, object]:
    if made.kind not in Kind.values:
        raise DoesNotFit(f"Say what kind of report it is: {', '.join(str(one.label) for one in Kind)}.")
    if made.as_at > today:
        raise DoesNotFit(
            f"{in_words(made.as_at)} has not come yet. Figures are as known on a day until today."
        )
    try:
        period = period_of(made.period)
    except UnknownPeriod as why:
        raise DoesNotFit(str(why)) from why
    if before is not None:
        _must_follow(made, before)
    return {
        "kind": made.kind,
        "period": period.label,
        "as_at": made.as_at,
        "title": must_be_written(made.title, "what the report is called", most=200),
        "author": must_be_written(made.author, "whose report it is", most=150),
        "why_again": made.why_again,
        "what_changed": plain(made.what_changed),
        "no_names": plain(made.no_names),
    }


def _must_follow(made: Made, before: PublishedReport) -> None:
    if made.why_again not in Again.values:
        raise DoesNotFit("Say why the report is made again: something was wrong, or it is heard again.")
    if not made.what_changed.strip():
        raise DoesNotFit("Say what changed in this edition: whoever has the earlier one has to know.")
    if made.kind != before.kind:
        raise DoesNotFit("A new edition is of the same kind as the report it follows.")


def _add(
    line: Line, draft: ReportDraft, new: NewSection, place: int, member: Member, at: datetime
) -> ReportSection:
    row = ReportSection(draft=draft, code=new.code, place=place)
    line.add(row)
    line.add(_version(row, new, 1, member, at))
    return row


def _version(
    row: ReportSection, new: NewSection, number: int, member: Member, at: datetime
) -> SectionVersion:
    return SectionVersion(
        section=row,
        number=number,
        heading=must_be_written(new.heading, "a heading for the section", most=200),
        words=plain(new.words),
        tables="\n".join(dict.fromkeys(new.tables)),
        commentary=plain(new.commentary),
        by=member.account.username,
        name=name_of(member),
        at=at,
    )


def _same(one: SectionVersion, other: SectionVersion) -> bool:
    return all(
        getattr(one, name) == getattr(other, name) for name in ("heading", "words", "tables", "commentary")
    )
