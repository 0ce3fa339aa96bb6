"""The lists that stand beside the cases, in groups: each group is one link of the menu, its lists are tabs."""

from __future__ import annotations

from typing import Any

from heard.casework.permissions import Act, ChartAct, Scope, right_of
from heard.casework.reading_for_guests import is_guest

Tab = tuple[str, str, Act | ChartAct]
# Each tab: its words, its address, and what somebody must be able to do to open it.
GROUPS: dict[str, tuple[Tab, ...]] = {
    "Promises": (
        ("Promises", "/promises/", Act.SEE_CASES),
        ("Ombudsman", "/ombudsman/", Act.SEE_CASES),
        ("Compliments and comments", "/compliments/", Act.SEE_CASES),
        ("Safety and limits", "/safety/", Act.SEE_CASES),
        ("Advocates asked for", "/advocates/", ChartAct.OFFER_ADVOCACY),
    ),
    "Money": (
        ("Payments", "/payments/", Act.SEE_PAYMENTS),
        ("Costs", "/costs/", Act.SEE_COSTS),
        ("Investigators and panels", "/bench/", Act.KEEP_BENCH),
    ),
    "Learning": (
        ("What was learnt", "/learning/", Act.SEE_LEARNING),
        ("Good practice", "/good-practice/", Act.SEE_LEARNING),
        ("To read", "/to-read/", Act.SEE_LEARNING),
        ("Training", "/training/", Act.SEE_LEARNING),
        ("Dip samples", "/samples/", Act.SEE_LEARNING),
        ("Changed papers", "/changed-papers/", Act.SEE_LEARNING),
        ("Told to the public", "/told-the-public/", Act.TELL_PUBLIC),
        ("Themes", "/themes/", Act.SEE_CASES),
        ("Plans", "/plans/", Act.SEE_FIGURES),
        ("Committees and partners", "/committees/", Act.SEE_FIGURES),
    ),
    "Dashboards": (
        ("How we are doing", "/dashboards/", Act.SEE_FIGURES),
        ("On time", "/dashboards/on-time/", Act.SEE_FIGURES),
        ("Honest deadlines", "/dashboards/honest/", Act.SEE_FIGURES),
        ("What we changed", "/dashboards/changed/", Act.SEE_FIGURES),
        ("Children’s voices", "/dashboards/voices/", Act.SEE_FIGURES),
        ("What we found", "/dashboards/found/", Act.SEE_FIGURES),
        ("The Ombudsman", "/dashboards/ombudsman/", Act.SEE_FIGURES),
        ("How many will be late?", "/dashboards/forecast/", Act.SEE_FIGURES),
        ("Other councils", "/dashboards/other-councils/", Act.SEE_FIGURES),
        ("Scrutiny pack", "/dashboards/pack/", Act.SEE_FIGURES),
        ("Data quality", "/dashboards/data-quality/", Act.SEE_FIGURES),
        ("Sent to me", "/dashboards/sent/", Act.SEE_FIGURES),
    ),
    "Reports": (
        ("Annual report by year", "/report/", Act.SEE_FIGURES),
        ("Reports", "/reports/", Act.SEE_FIGURES),
        ("Check a released report", "/reports/verify/", Act.RELEASE_REPORTS),
    ),
    "Records": (
        ("Keep and delete", "/keeping/", Act.KEEP_RETENTION),
        ("Holds", "/keeping/holds/", Act.PLACE_HOLD),
        ("Requests for a file", "/subject-access/", Act.ANSWER_FILES),
        ("Complaints about data", "/data-complaints/", Act.ANSWER_FILES),
        ("Correct, restrict, erase", "/data-rights/", Act.KEEP_DATA_RIGHTS),
        ("Breaches", "/breaches/", Act.KEEP_BREACHES),
        ("Who saw a record", "/data-rights/who-looked/", Act.REPORT_LOOKS),
        ("Looks to go over", "/watching/looks/", Act.GO_OVER_LOOKS),
        ("Access review", "/watching/access/", Act.REVIEW_ACCESS),
    ),
}


def tabs_beside(member: Any, current: str) -> list[tuple[str, str]]:
    """The lists that stand beside this one and that the person may open: words and address."""
    group = next(tabs for tabs in GROUPS.values() if current in {address for _, address, _ in tabs})
    return _open_to(member, group)


def entry(member: Any, group: str) -> tuple[str, str] | None:
    """The link of the menu to a group: to the first of its lists that the person may open, or None."""
    there = _open_to(member, GROUPS[group])
    return (group, there[0][1]) if there else None


def group_of(path: str) -> str:
    """The group in whose list, or in a page below it, an address stands; empty where it stands in none."""
    return next((name for name, tabs in GROUPS.items() for _, at, _ in tabs if path.startswith(at)), "")


def _open_to(member: Any, tabs: tuple[Tab, ...]) -> list[tuple[str, str]]:
    """An act of the procedure counts where it reaches every case."""
    return [(words, at) for words, at, act in tabs if _opens(member, act)]


def _opens(member: Any, act: Act | ChartAct) -> bool:
    if act is Act.SEE_CASES and is_guest(member):
        return False  # What shows cases to the office, somebody from outside has on pages of their own.
    right = right_of(member, act)
    return right is not None and (isinstance(act, Act) or right.scope is Scope.ALL)
