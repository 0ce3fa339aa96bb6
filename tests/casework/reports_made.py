"""A small council with a report in the making, for the tests of reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.web.small_council import TEAMS, bring_in, case, found, members

from heard.casework.looking_at_reports import draft_seen
from heard.casework.reports_content import Counted, Written, content_of
from heard.casework.reports_releasing import offer_report, release_report
from heard.casework.reports_writing import Made, NewSection, begin_report, write_section
from heard.ledger.models import PublishedReport, ReportDraft
from heard.people.models import Member
from heard.reporting.publishing import count_for

AT, TODAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC), date(2026, 11, 20)
YEAR = "2026/27"
SECTIONS = (
    NewSection(
        "key",
        "The year in figures",
        tables=("key-figures",),
        commentary="We received {key-figures/Complaints received/this year} complaints.",
    ),
    NewSection("time", "In time", "How soon we answered.", ("timescales",)),
    NewSection("ask", "What we ask", "Tell us what you think."),
)


_counted: dict[Any, Counted] = {}


def a_council() -> dict[str, Member]:
    """A council of 40 invented cases, three of them of Leaving Care, with a member in each role."""
    _counted.clear()
    found()
    bring_in([case(number, team=TEAMS[number < 3]) for number in range(40)])
    return members()


def made(**more: Any) -> Made:
    said = {"kind": "annual", "period": "2026-27", "as_at": TODAY, "title": "Our year", "author": "The team"}
    return Made(**{**said, **more})


def begun(writer: Member, sections: Any = SECTIONS, **more: Any) -> ReportDraft:
    return begin_report(member=writer, at=AT, made=made(**more), sections=sections)


def counted(draft: ReportDraft) -> Counted:
    """The figures of a draft, counted once as long as no case moves."""
    key = (draft.period, draft.as_at)
    if key not in _counted:
        _counted[key] = count_for(draft, today=TODAY)
    return _counted[key]


def content(draft: ReportDraft) -> Any:
    draft.refresh_from_db()
    return content_of(draft, counted(draft))


def section(member: Member, draft: ReportDraft, code: str) -> Written:
    return next(one for one in draft_seen(member, draft.pk).sections if one.code == code)


def rewrite(member: Member, draft: ReportDraft, code: str, **new: Any) -> None:
    """Write one part of a section anew, as it stands now."""
    one = section(member, draft, code)
    version = one.version
    said = {"heading": version.heading, "words": version.words, "commentary": version.commentary}
    new_ = NewSection(code, **{**said, "tables": tuple(one.tables), **new})
    write_section(member=member, at=AT, section=one.pk, read=version.number, new=new_)


def offered(writer: Member, draft: ReportDraft) -> str:
    """The digest of what was offered."""
    return offer_report(member=writer, at=AT, draft=draft.pk, counted=counted(draft)).offered_digest


def released(writer: Member, other: Member, draft: ReportDraft | None = None) -> PublishedReport:
    """A report offered by one and released by another."""
    there = draft or begun(writer)
    read = offered(writer, there)
    return release_report(member=other, at=AT, draft=there.pk, counted=counted(there), read=read)
