"""The demonstration: an invented council, its invented past and its live cases, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from heard.casework.council import in_one_transaction
from heard.importing.demonstration.avoiding import CalledLikeSomebody, Name, others_for, refuse_names
from heard.importing.demonstration.cast import DEMO_ROLES, DemoRole
from heard.importing.demonstration.instead import surnames_instead
from heard.importing.demonstration.invent import invent
from heard.importing.demonstration.keeping import Keeper
from heard.importing.demonstration.place import COUNCIL
from heard.importing.demonstration.world import first_day
from heard.importing.demonstration_live import (
    Running,
    beyond_cases,
    give_leave,
    learnt,
    live_cases,
    on_record,
    pilot,
)

__all__ = ["DEMO_ROLES", "DemoRole", "load"]


def load(
    *, today: date, at: datetime, say: Callable[[str], None], avoid: frozenset[Name] = frozenset()
) -> dict[str, str | int]:
    """Load the demonstration council into an empty installation, with cases in every state on `today`.

    The live cases come first, each act at an instant of its own day; the register of the past is brought in after
    them, at `at`, numbered on from theirs. All of it is kept or nothing is, so a load that was stopped can simply be
    begun again. Says how far it is. Nobody in it is called like anybody in `avoid`: whoever would be gets another
    surname, everywhere. Raises AlreadyInUse, and CalledLikeSomebody where a name to avoid is no invented person's.
    """
    others: dict[str, str] = {}
    while True:
        try:
            with surnames_instead(others):
                return _load(today, at, say, avoid)
        except CalledLikeSomebody as why:
            if not why.surnames:
                raise
            others |= others_for(why.surnames, avoid, others)
            say(
                f"{len(why.surnames)} invented surnames are changed, because somebody on your list has that name."
            )


def _load(
    today: date, at: datetime, say: Callable[[str], None], avoid: frozenset[Name]
) -> dict[str, str | int]:
    plan = live_cases(today)
    with in_one_transaction():
        keeper = Keeper(plan.first_instant())
        keeper.open(first_day(today), pilot(plan))
        keeper.lists()
        keeper.members()
        say(f"Inventing {COUNCIL}: its people, its teams and its cases.")
        acts = Running(plan, at).all()
        give_leave(today, at)
        beyond_cases(today, at)
        keeper.at = at
        invented = invent(today, keeper.numbered())
        records = keeper.sheets(invented)
        say(
            f"{records:,} records and {acts:,} acts kept. Adding points, findings, recommendations and learning."
        )
        keeper.details([*invented.complaints, *invented.compliments])
        learnt(today, at)
        on_record(at)
        refuse_names(avoid)
    live = sum(1 for one in plan.live.values() if one.reference)
    return {"council": COUNCIL, "records": records, "live": live, "acts": acts, "as_at": today.isoformat()}
