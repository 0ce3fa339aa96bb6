"""Two reports for the demonstration: one released for the year that is over, and one that is still being written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from heard.casework.looking import members
from heard.casework.looking_at_reports import default_title
from heard.casework.reports_checking import check_report
from heard.casework.reports_content import content_of
from heard.casework.reports_releasing import offer_report, release_report
from heard.casework.reports_writing import Made, NewSection, begin_report
from heard.figures.periods import financial_year, year_key
from heard.reporting.publishing import count_for, tables_now
from heard.reporting.report_plan import sections_of_kind

TEAM = "Complaints team"
# What the short annual report of the demonstration prints, and what its writers say of it.
TABLES = {
    "key": ("key-figures",),
    "statutory": ("in-time", "outcomes-by-stage"),
    "about": ("by-nature",),
    "compliments": ("compliments-by-service",),
}
SAID = {
    "team": "The team has a manager and two officers. They can be reached by telephone, by post and on the web.",
    "commentary": "The council received {key-figures/Complaints received/this year} complaints. In the year before "
    "there were {key-figures/Complaints received/last year}.\n\nPeople also wrote to say thank you: there were "
    "{key-figures/Compliments/this year} compliments.",
    "equality": "Every page can be read aloud, and an interpreter is offered to whoever needs one.",
}
WRONG = (
    "There were 1,234 complaints. A number that is typed and that no table bears out is found by the checks."
)


def show_reports(today: date, at: datetime) -> None:
    """Release the annual report of the last year, if its checks pass, and begin a note for scrutiny."""
    writer = members().filter(role="complaints_manager").order_by("pk")[0]
    other = members().filter(role="director").order_by("pk")[0]
    period = financial_year(year_key(today) - 1).label
    tables = tables_now(period, today, today=today)
    made = Made("annual", period, today, default_title("annual", period), TEAM)
    sections = [
        replace(one, tables=TABLES.get(one.code, ()), commentary=SAID.get(one.code, ""))
        for one in sections_of_kind("annual", tables)
        if one.code in TABLES or not one.tables
    ]
    draft = begin_report(member=writer, at=at, made=made, sections=sections)
    counted = count_for(draft, today=today)
    if check_report(content_of(draft, counted)).passes:
        read = offer_report(member=writer, at=at, draft=draft.pk, counted=counted).offered_digest
        release_report(member=other, at=at, draft=draft.pk, counted=counted, read=read)
    note = replace(made, kind="scrutiny", title=default_title("scrutiny", period))
    begin_report(member=writer, at=at, made=note, sections=_with_wrong(sections_of_kind("scrutiny", tables)))


def _with_wrong(sections: list[NewSection]) -> list[NewSection]:
    return [replace(one, commentary=WRONG if one.code == "changed" else one.commentary) for one in sections]
