"""The dashboards by name, and each of them counted for a period and a part of the council."""

from __future__ import annotations

from heard.figures.snapshot import Snapshot
from heard.reporting.cached import worked_out
from heard.reporting.dashboards_counted import counted
from heard.reporting.dashboards_defined import CHANGED, HOW, ON_TIME
from heard.reporting.dashboards_defined_heard import FOUND, OMBUDSMAN, VOICES
from heard.reporting.dashboards_defined_honest import HONEST
from heard.reporting.dashboards_kinds import Counted, Definition, Looked

DASHBOARDS: dict[str, Definition] = {
    one.name: one for one in (HOW, ON_TIME, HONEST, CHANGED, VOICES, FOUND, OMBUDSMAN)
}


def dashboard(seen: Snapshot, name: str, looked: Looked) -> Counted:
    """Every number of a dashboard; counted once of one state of the council. Raises KeyError, UnknownLabel."""
    return worked_out(seen, counted_by_name, name, looked)


def counted_by_name(seen: Snapshot, name: str, looked: Looked) -> Counted:
    """Every number of a dashboard, counted now."""
    return counted(seen, DASHBOARDS[name], looked)
