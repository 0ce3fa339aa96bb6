"""Kill imports at random moments: all of the list is on record or nothing, and run again it is as if never killed.

    ./drills import-kills [--kills 30] [--rows 5000] [--bare]

The list is brought in by `heard import` into a new installation each time. With `--bare` nothing stands in a
transaction: the control, which has to leave a part.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from killing import Place, asked, told

BARE = """
import sys
from contextlib import nullcontext
import django; django.setup()
from django.db import transaction
transaction.atomic = lambda *_, **__: nullcontext()
from heard.cli import main
sys.exit(main(sys.argv[1:]))
"""


def installations(top: Path, kills: int) -> tuple[Place, list[Place]]:
    """One to bring the list in unbroken, and one for each kill."""
    server = os.environ.get("HEARD_TEST_POSTGRES", "").rpartition("/")[0]
    first = Place(top / "unbroken", f"{server}/heard_unbroken" if server else "")
    _sql(server, "CREATE DATABASE heard_unbroken")
    assert first.ask("init", "--council", "Benchshire")[0] == 0
    others = []
    for number in range(kills):
        place = Place(top / f"killed-{number}", f"{server}/heard_killed_{number}" if server else "")
        shutil.copytree(first.data, place.data)
        _sql(server, f"CREATE DATABASE heard_killed_{number} TEMPLATE heard_unbroken")
        others.append(place)
    return first, others


def _sql(server: str, statement: str) -> None:
    if server:
        import psycopg

        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def standing(place: Place) -> tuple[Any, ...]:
    """How much is on record, and what the figures say of it."""
    code, verdict = place.ask("audit", "verify")
    imports = place.ask("imports")[1]
    figures = place.ask("figures", "outcomes", "--by", "team,outcome")[1] if imports else ""
    return code, verdict["rows"], len(imports), str(figures)


def drill(top: Path, kills: int, rows: int, bare: bool) -> dict[str, Any]:
    """Bring it in unbroken, then kill it, look, and bring it in again."""
    from bench.made import write_csv

    file = top / "list.csv"
    write_csv(file, rows)
    first, others = installations(top, kills)
    empty = standing(first)
    began = time.perf_counter()
    assert first.ask("import", file)[0] == 0
    takes = time.perf_counter() - began
    whole = standing(first)
    found: dict[str, Any] = {"rows": rows, "an unbroken import took s": f"{takes:.1f}"}
    counts = ("still at it", "nothing there", "all there", "a part there", "not as unbroken when run again")
    found |= dict.fromkeys(counts, 0)
    for place in others:
        found["still at it"] += _killed(place, file, random.uniform(0.2, 1) * takes, bare)
        left = standing(place)
        found["nothing there"] += left == empty
        found["all there"] += left == whole
        found["a part there"] += left not in (empty, whole)
        place.ask("import", file)
        found["not as unbroken when run again"] += standing(place) != whole
    return found


def _killed(place: Place, file: Path, after: float, bare: bool) -> bool:
    return place.killed(after, "import", file, program=BARE if bare else "")


def main() -> int:
    """Kill, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "bare", kills=30, rows=5000)
    random.seed(1)
    with tempfile.TemporaryDirectory() as top:
        found = drill(Path(top), given.kills, given.rows, given.control)
    database = "PostgreSQL" if os.environ.get("HEARD_TEST_POSTGRES") else "SQLite"
    harm = ("a part there", "not as unbroken when run again")
    title = f"{database}: {given.kills} imports of {given.rows:,} rows killed."
    return told(title, found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
