"""Can a small number be worked out from what is released, from two releases together, or from what members may ask?

    ./drills small-numbers [--councils 200] [--pairs 1000] [--queries 10000] [--targets 200]

Three attacks on invented councils, each beside its control. The attackers stand in tests/ (figures/attacking.py,
reporting/tracking.py) and have nothing but what is printed. Ends with 1 where anything was worked out.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")

CONTROLS = 20
MEMBERS_DAY = date(2024, 3, 20)


def tables_of_councils(councils: int) -> bool:
    """T41: every table of one annual report, with its controls on some of the councils."""
    from tests.figures.made_councils import AS_AT, INSIDE, LATEST, made_council
    from tests.figures.releases import how_many_small, primary_only, two_a_line, worked_out

    from heard.figures.suppression import suppress
    from heard.figures.tables import annual_tables

    found, small, hidden, cells, took = 0, 0, 0, 0, []
    before: Counter[str] = Counter()
    for seed in range(councils):
        true = annual_tables(made_council(seed), LATEST, AS_AT)
        began = time.process_time()
        out = suppress(true, inside=INSIDE)
        took.append(time.process_time() - began)
        found += len(worked_out(true, out.tables))
        small += how_many_small(true)
        hidden += len(out.hidden)
        cells += sum(len(row.cells) for table in true for row in table.rows)
        if seed < CONTROLS:
            before["small"] += how_many_small(true)
            before["primary"] += len(worked_out(true, primary_only(true)))
            before["two a line"] += len(worked_out(true, two_a_line(true)))
    if not took:
        return True
    middle, most = statistics.median(took), max(took)
    print(f"T41: {councils} councils, {cells:,} cells, {small:,} small numbers: worked out {found}.")
    print(
        f"  withheld {hidden:,} cells; {middle:.2f} s of processor a report in the middle, {most:.2f} s at most"
    )
    print(
        f"  controls on {min(councils, CONTROLS)}: of {before['small']:,} small numbers, primary only "
        f"{before['primary']:,} worked out, two a line {before['two a line']:,}"
    )
    return found == 0


def pairs_of_releases(pairs: int) -> bool:
    """T42: two releases together, the second knowing of the first; the control does not.

    Where what is out already lets a number be worked out whatever is withheld, the second says so and is held.
    """
    from tests.figures.releases import betrayed, pair, released

    found: Counter[str] = Counter()
    control: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for seed in range(pairs):
        one = pair(seed)
        tried[one.kind] += 1
        first, second = released(one)
        held[one.kind] += bool(second.betrayed)
        if not second.betrayed:
            found[one.kind] += bool(_said(seed, betrayed(one, first.tables, second.tables)))
        if seed < 5 * CONTROLS:
            first, second = released(one, with_ledger=False)
            control["tried"] += 1
            control["betrayed"] += bool(betrayed(one, first.tables, second.tables))
    for kind, number in tried.items():
        print(
            f"T42: {kind}: {number} pairs, of which {found[kind]} betray a small number; {held[kind]} held, as it says"
        )
    print(f"  control, not knowing what was published: {control['betrayed']} of {control['tried']} pairs")
    return not any(found.values())


def _said(seed: int, keys: Sequence[Any]) -> Sequence[Any]:
    if keys:
        print(f"  pair {seed}: {keys[0]}")
    return keys


def questions_of_a_member(queries: int, targets: int) -> bool:
    """T43: questions about known people, by somebody who sees figures only; the control has no guard."""
    from tests.figures.made_councils import INSIDE, frames_of, records_of
    from tests.reporting.tracking import Tracker, unguarded

    from heard.figures.snapshot import snapshot
    from heard.reporting.small_numbers import guard_on

    rows = records_of(1)
    seen = snapshot(frames_of(rows), MEMBERS_DAY)
    guard = guard_on(seen, MEMBERS_DAY, 5, tuple(sorted(INSIDE.items())))
    assert guard is not None

    def guarded(answer: Any) -> Iterable[Any]:
        made = guard.answer(answer)
        return ((cell.by, cell.value, cell.base) for cell in (*made.cells, made.total))

    lot = random.Random(43)
    people = lot.sample(rows["representations"], targets)
    isolated = []
    for name, shows in (("with the guard", guarded), ("control, without it", unguarded)):
        tracker = Tracker(seen, shows, random.Random(43))
        asked = queries if shows is guarded else min(queries, 2_000)
        for number in range(asked):
            tracker.ask(people[number % targets])
        isolated.append(len(tracker.isolated(people)))
        print(
            f"T43: {name}: {asked:,} questions, {tracker.shown:,} numbers told, {isolated[-1]} of {targets} isolated"
        )
    offered = sum(len(each) for each in guard.questions.values())
    print(
        f"  {offered:,} questions are answered, {len(guard.shown):,} numbers shown, {len(guard.withheld):,} withheld"
    )
    return isolated[0] == 0


def main() -> int:
    """Run the three attacks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, usual in (("councils", 200), ("pairs", 1000), ("queries", 10_000), ("targets", 200)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    import django

    django.setup()
    held = [
        tables_of_councils(asked.councils),
        pairs_of_releases(asked.pairs),
        questions_of_a_member(asked.queries, asked.targets),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
