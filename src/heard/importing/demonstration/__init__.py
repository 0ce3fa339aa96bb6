"""The demonstration: an invented council with two and a half years of invented cases, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from heard.casework.council import in_one_transaction
from heard.importing.demonstration.cast import DEMO_ROLES, DemoRole
from heard.importing.demonstration.invent import invent
from heard.importing.demonstration.keeping import Keeper
from heard.importing.demonstration.place import COUNCIL
from heard.importing.demonstration.world import first_day

__all__ = ["DEMO_ROLES", "DemoRole", "load"]


def load(*, today: date, at: datetime, say: Callable[[str], None]) -> dict[str, str | int]:
    """Load the demonstration council into an empty installation, with cases in every state on `today`.

    All of it is kept or nothing is, so a load that was stopped can simply be begun again. Says how far it is.
    Raises AlreadyInUse.
    """
    keeper = Keeper(at)
    with in_one_transaction():
        keeper.open(first_day(today))
        say(f"Inventing {COUNCIL}: its people, its teams and its cases.")
        invented = invent(today)
        records = keeper.sheets(invented)
        keeper.teams()
        keeper.members()
        say(f"{records:,} records kept. Adding points, findings, recommendations and learning.")
        keeper.details([*invented.complaints, *invented.compliments])
    return {"council": COUNCIL, "records": records, "as_at": today.isoformat()}
