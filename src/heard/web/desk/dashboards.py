"""The dashboards: how things go, seen by whoever answers for them, each number leading to what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from heard.casework import looking
from heard.casework.looking_at_place import Place, place_of
from heard.casework.permissions import Act, Scope, right_of
from heard.casework.small_numbers import services_of_teams, threshold_on
from heard.figures.ask import ask
from heard.figures.labels import known_labels
from heard.figures.periods import month
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableCell
from heard.reporting.cached import last_kept, snapshot_lately, worked_out
from heard.reporting.dashboards import DASHBOARDS, dashboard
from heard.reporting.dashboards_kinds import Counted, Definition, Looked
from heard.reporting.dashboards_shown import ShownDashboard, shown
from heard.reporting.dashboards_today import due_today
from heard.reporting.dashboards_words import ago, in_days
from heard.reporting.events import Marks, marks_of_series
from heard.reporting.questions import WRONG_QUESTIONS
from heard.reporting.reading_ahead import somebody_looked
from heard.reporting.small_numbers import ONE_DAY, Guard, guard_on, sees_true_figures
from heard.web.desk.asked import address_of
from heard.web.desk.beside_frame import show_list
from heard.web.desk.dashboards_asked import DashForm, LookedAt, Parts, initial_of, read
from heard.web.desk.dashboards_beside import beside
from heard.web.seeing import LONDON, for_those_who_may, member_of, now, show, today

Facts = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """What a page has to show: what is asked, the state it shows, when that was read, and how it may be narrowed."""

    asked: LookedAt
    looked: Looked
    snapshot: Snapshot
    read_at: datetime
    seconds_ago: float
    is_newest: bool
    years: tuple[str, ...]
    parts: Parts
    mine: Place

    @property
    def where(self) -> str:
        """Which part of the council it is about, in words."""
        labels = [label for _, some in self.looked.narrowed for label in some]
        return ", ".join(labels) or "The whole council"


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def one(request: HttpRequest, name: str) -> HttpResponseBase:
    """One dashboard, over the period and the part of the council asked for."""
    definition = DASHBOARDS[name]
    try:
        seen = seen_now(request)
        form = form_of(request, seen)
        if form.is_bound and form.is_valid():
            return redirect(form.asked().address(definition.address))
        made = drawn(request, definition, seen)
    except WRONG_QUESTIONS as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    facts = {"made": made, "name": name, **about(seen, form), **beside(name, member_of(request), seen.looked)}
    if name == "how":
        facts["to_do"] = _to_do(request, seen)
    return show_list(request, "desk/dashboard.html", definition.address, facts)


def seen_now(request: HttpRequest, *, as_they_stand: bool = False) -> Seen:
    """What the page shows; `as_they_stand` leaves no day out. Raises one of `WRONG_QUESTIONS`."""
    day = today()
    said = QueryDict() if "ask" in request.GET else request.GET  # what a form asks is looked through first
    asked = read(said, day=day, years=())
    if asked.as_at and not sees_true_figures(member_of(request)):
        raise looking.NotYours(ONE_DAY)
    on = None if as_they_stand else asked.as_at or day
    lately = snapshot_lately(day, on, read_anew=somebody_looked(today))
    years = worked_out(lately.snapshot, years_of)
    parts = worked_out(lately.snapshot, parts_of)
    mine = _on_record(place_of(member_of(request), on=day), parts)
    asked = read(said, day=day, years=years)
    return Seen(
        asked,
        asked.looked(day, mine),
        lately.snapshot,
        now() - timedelta(seconds=lately.seconds_ago),
        lately.seconds_ago,
        lately.is_newest,
        years,
        parts,
        mine,
    )


def years_of(seen: Snapshot) -> tuple[str, ...]:
    """The financial years in which anything on record began, latest first."""
    cells = [
        cell for name in ("received", "compliments_received") for cell in ask(seen, name, by=("year",)).cells
    ]
    return tuple(sorted({cell.by["year"] for cell in cells if cell.value}, reverse=True))


def parts_of(seen: Snapshot) -> Parts:
    """The services and teams that stand on record."""
    return Parts(
        known_labels(seen, "representations", "service"), known_labels(seen, "representations", "team")
    )


def _on_record(mine: Place, parts: Parts) -> Place:
    return Place(
        tuple(label for label in mine.services if label in parts.services),
        tuple(label for label in mine.teams if label in parts.teams),
    )


def form_of(request: HttpRequest, seen: Seen) -> DashForm:
    """The questions a person may put to a dashboard; bound where they were put."""
    sent = request.GET if "ask" in request.GET else None
    initial = initial_of(seen.asked, seen.years)
    form = DashForm(sent, initial=initial, years=seen.years, parts=seen.parts, mine=seen.mine)
    return of_the_fixed_set(request, form)


def of_the_fixed_set(request: HttpRequest, form: DashForm) -> DashForm:
    """The form without what would lead out of the fixed set of numbers that some are shown."""
    if not sees_true_figures(member_of(request)):
        for name in ("other", "part", "as_at"):
            form.fields.pop(name)
    return form


def drawn(request: HttpRequest, definition: Definition, seen: Seen) -> ShownDashboard:
    """A dashboard as whoever looks may see it."""
    counted = may_see(request, dashboard(seen.snapshot, definition.name, seen.looked))
    end = seen.looked.last_month.last
    guarded = not sees_true_figures(member_of(request))
    return shown(
        counted,
        definition,
        seen.looked,
        link=_guarded_link if guarded else lambda cell: address_of(cell, seen.looked.day),
        earlier_link=_guarded_link if guarded else lambda cell: address_of(cell, end),
        marks=_marks(counted, seen.looked),
    )


def _guarded_link(cell: TableCell) -> str:
    """Where a number leads for whoever is shown a fixed set of them: never to a past day, which is not in the set."""
    asked = (cell, *cell.parts)
    is_of_a_day = any("overdue" in one.filters for one in asked)
    return "" if cell.mark or is_of_a_day else address_of(cell, None)


def may_see(request: HttpRequest, counted: Counted) -> Counted:
    """The numbers as this person may see them: the one place at which small numbers are kept back."""
    guard = guard_of(member_of(request))
    return counted if guard is None else counted.with_tables(guard.tables(counted.all))


def guard_of(member: Any) -> Guard | None:
    """What stands between somebody and the figures that a page shows; None for those who see them as they are."""
    kept, day = last_kept(), today()
    if sees_true_figures(member) or kept is None:
        return None
    inside = tuple(sorted(services_of_teams().items()))
    return worked_out(kept.on(day), guard_on, day, threshold_on(day), inside)


def _marks(counted: Counted, looked: Looked) -> Marks:
    """Where the months of a trend break, and the events that stand in it."""
    first = looked.months.first
    if counted.trend is None or first is None:
        return (), ()
    months = [
        month(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(24)
    ]
    service = dict(looked.narrowed).get("service", ("",))[0]
    return marks_of_series(months, service=service)


def about(seen: Seen, form: DashForm) -> Facts:
    """What every dashboard says of itself: of when, of whom, how fresh, and how to ask otherwise."""
    at = seen.read_at.astimezone(LONDON)
    return {
        "form": form,
        "when": in_days(seen.looked.within),
        "goes_on": seen.looked.goes_on,
        "where": seen.where,
        "read_at": f"{at:%H:%M:%S}",
        "ago": ago(seen.seconds_ago),
        "is_newest": seen.is_newest,
        "as_at": seen.asked.as_at,
        "here": seen.asked.query,
    }


def _to_do(request: HttpRequest, seen: Seen) -> list[tuple[int, str, str]]:
    """What asks for somebody today, for those who act: so many, what, and where it stands."""
    right = right_of(member_of(request), Act.SEE_CASES)
    if seen.asked.as_at or right is None or right.scope not in (Scope.ALL, Scope.TEAM, Scope.SERVICE):
        return []
    counted = worked_out(seen.snapshot, due_today, seen.looked)
    rows = (
        (counted.late, "past their day", "late"),
        (counted.today, "due today", "today"),
        (counted.soon, "due within five working days", "soon"),
    )
    return [(number, words, f"/work/?view=all&colour={colour}") for number, words, colour in rows]
