"""The demonstration's live cases: done act by act, on days that lie before the day it is made, so that all are seen."""

from __future__ import annotations

from datetime import date

from heard.importing.demonstration_live.arriving import arriving
from heard.importing.demonstration_live.beyond_cases import beyond_cases
from heard.importing.demonstration_live.corporate import by_own_procedure, pilot
from heard.importing.demonstration_live.learning import learnt
from heard.importing.demonstration_live.leave import give_leave
from heard.importing.demonstration_live.other_kinds import no_complaints
from heard.importing.demonstration_live.plan import Plan
from heard.importing.demonstration_live.records import on_record
from heard.importing.demonstration_live.running import Running
from heard.importing.demonstration_live.stage_1 import at_stage_1
from heard.importing.demonstration_live.stage_2 import at_stage_2
from heard.importing.demonstration_live.stage_3 import at_stage_3
from heard.importing.demonstration_live.stopping import stopping

__all__ = ["Plan", "Running", "beyond_cases", "give_leave", "learnt", "live_cases", "on_record", "pilot"]

FAMILIES = (arriving, at_stage_1, stopping, at_stage_2, at_stage_3, by_own_procedure, no_complaints)


def live_cases(today: date) -> Plan:
    """Every live case as it stands on a day, and every act that led there."""
    plan = Plan(today)
    for family in FAMILIES:
        family(plan)
    return plan
