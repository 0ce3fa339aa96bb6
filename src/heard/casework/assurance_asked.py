"""What an assurance is asked about, and how an answer that counts faults is put."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from heard.casework.deploy_checks import Looked

NAMED = 3


@dataclass(frozen=True, eq=False)
class Asked:
    """When it is asked, and what lies outside: checkpoints, a backup with the key that opens it, and logs.

    Each asking is one by itself, whatever it asks: what several controls read together is read once for each.
    """

    on: date
    at: datetime
    checkpoints: Path | None = None
    signed_by: str = ""
    backup: Path | None = None
    key: Path | None = None
    logs: Path | None = None


def none_of(name: str, faults: list[str], of: int | Sized, to_do: str) -> Looked:
    """An answer for something of which there must be none: how many of how many, and the first few by name.

    Names are numbers, references and addresses: what is printed here goes into logs, and is about nobody.
    """
    total = of if isinstance(of, int) else len(of)
    named = f": {', '.join(faults[:NAMED])}{', …' if len(faults) > NAMED else ''}" if faults else ""
    return Looked(name, f"{len(faults):,} of {total:,}{named}", "0", not faults, to_do)
