"""Every way to make a figure look better leaves a trace that anybody may see; none moves a figure silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from heard.casework import gaming_council as council
from heard.casework import gaming_dates as dates
from heard.casework import gaming_paths as paths
from heard.casework.gaming_looking import Looked, Trace
from heard.casework.story_facts import Tables
from heard.representations.models import Representation

__all__ = ["DETECTORS", "MOVES", "Trace", "traces"]

Detector = Callable[[Looked], Iterator[Trace]]
MOVES: Mapping[str, str] = {
    "later_received": "A later day of receipt",
    "earlier_response": "An earlier day of the answer",
    "false_letter_date": "A letter with a false date",
    "unsent_response": "An answer without a letter sent",
    "later_start": "Acknowledged first, started later",
    "statement_start": "The clock started at the agreed statement",
    "pause_for_records": "A pause for a subject access request",
    "untold_pause": "A pause of which nobody was told",
    "late_extension": "More time after the day had passed",
    "extension_with_nobody": "More time agreed with nobody",
    "relabelled_informal": "Called informal after all",
    "relabelled_corporate": "A statutory complaint called corporate",
    "split_off": "Split, and counted anew",
    "joined": "Joined, and counted with another",
    "closed_and_reopened": "Closed and opened again",
    "withdrawn_late": "Withdrawn on the last day",
    "duplicate": "Called a duplicate",
    "refused_out_of_time": "Refused as out of time",
    "held_whole": "Held for proceedings on every point",
    "holiday_added": "A holiday added",
    "target_raised": "A target raised",
    "team_changed": "Moved to another team",
    "excluded_kind": "Moved to a kind that is not counted",
    "clock_set_back": "The server's clock set back",
    "changed_by_hand": "A row changed by hand in the database",
}
DETECTORS: Mapping[str, Detector] = {
    "later_received": dates.later_received,
    "earlier_response": dates.earlier_response,
    "false_letter_date": dates.false_letter_date,
    "unsent_response": dates.unsent_response,
    "later_start": dates.later_start,
    "statement_start": dates.statement_start,
    "pause_for_records": dates.pause_for_records,
    "untold_pause": dates.untold_pause,
    "late_extension": dates.late_extension,
    "extension_with_nobody": dates.extension_with_nobody,
    "relabelled_informal": paths.relabelled_informal,
    "relabelled_corporate": paths.relabelled_corporate,
    "split_off": paths.split_off,
    "joined": paths.joined,
    "closed_and_reopened": paths.closed_and_reopened,
    "withdrawn_late": paths.withdrawn_late,
    "duplicate": paths.duplicate,
    "refused_out_of_time": paths.refused_out_of_time,
    "held_whole": paths.held_whole,
    "holiday_added": council.holiday_added,
    "target_raised": council.target_raised,
    "team_changed": paths.team_changed,
    "excluded_kind": paths.excluded_kind,
    "clock_set_back": council.clock_set_back,
    "changed_by_hand": council.changed_by_hand,
}


def traces(
    case: Representation, *, detectors: Mapping[str, Detector] = DETECTORS, tables: Tables | None = None
) -> list[Trace]:
    """Every trace in a case, by day. Each says what could have been done and what shows it; none is an accusation.

    `tables` are the rows of the case, where they were read already.
    """
    looked = Looked(case, tables)
    found = [trace for detect in detectors.values() for trace in detect(looked)]
    return sorted(dict.fromkeys(found), key=lambda trace: (trace.on, trace.move))
