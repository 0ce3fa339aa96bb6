"""The fast set of the controls, run on an installation as it stands: each is asked, and nothing of it is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

from heard.casework import (
    assurance_access,
    assurance_kept,
    assurance_pages,
    assurance_place,
    assurance_record,
)
from heard.casework.assurance_asked import Asked
from heard.casework.deploy_checks import Looked
from heard.casework.one_instant import as_of_one_instant

__all__ = ["CONTROLS", "Asked", "assure"]

WRITES_NOTHING, WRITES_AGAIN = "PRAGMA query_only = ON", "PRAGMA query_only = OFF"
CONTROLS: Mapping[str, Callable[[Asked], Looked]] = {
    control.__name__: control
    for room in (assurance_record, assurance_access, assurance_kept, assurance_place, assurance_pages)
    for control in room.CONTROLS
}


def assure(asked: Asked) -> list[Looked]:
    """Ask every control, as of one instant and without the right to write. One that breaks has failed."""
    with _without_the_right_to_write():
        return [_asked(name, control, asked) for name, control in CONTROLS.items()]


def _asked(name: str, control: Callable[[Asked], Looked], asked: Asked) -> Looked:
    try:
        return control(asked)
    except Exception as why:  # noqa: BLE001  whatever breaks a control, what it guards is not shown to hold
        words = name.replace("_", " ")
        broke = f"could not be asked ({type(why).__name__})"
        return Looked(
            words, broke, "an answer", False, "Tell whoever looks after the system, with this line."
        )


@contextmanager
def _without_the_right_to_write() -> Iterator[None]:
    """The database itself refuses: PostgreSQL by the transaction, SQLite by its connection."""
    with as_of_one_instant():
        if connection.vendor != "sqlite":
            yield
            return
        connection.ensure_connection()
        # Asked of the driver: what is broken inside keeps nobody from giving the right back.
        connection.connection.execute(WRITES_NOTHING)
        try:
            yield
        finally:
            connection.connection.execute(WRITES_AGAIN)
