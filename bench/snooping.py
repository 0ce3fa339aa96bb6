"""Are twelve ways of looking where one should not found among ninety days of sixty people, and at what cost of alarms?

    ./drills snooping [--seeds 3]

Each night is run as it would have been. The control runs with no pattern at all. Ends with 1 where one was not found,
or where there were more than five alarms a week for each hundred people that nobody planted.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

MOST = 5.0  # alarms a week for each hundred people


def drill(seed: int) -> int:
    """One office of ninety days. Gives 1 where a target was missed."""
    from snooping_made import DAYS, FIRST, keep_looks, made_office, ordinary_days
    from snooping_planted import SCRIPTS, plant

    from heard.casework.watching import find_looks_to_go_over
    from heard.casework.watching_kinds import SAMPLE
    from heard.ledger.models import LookToGoOver

    made = made_office(seed)
    ordinary_days(made)
    plant(made)
    looks, began = keep_looks(made), time.process_time()
    nights = [FIRST + timedelta(days=number) for number in range(35, DAYS + 1)]
    for on in nights:
        find_looks_to_go_over(on=on, by="drill", at=datetime.now(UTC), chosen=random.Random(seed).sample)
    took = time.process_time() - began
    alarms = list(LookToGoOver.objects.exclude(pattern=SAMPLE))
    found = {
        name
        for name, (who, cases) in made.planted.items()
        if any(_is(one, name, who, cases) for one in alarms)
    }
    culprits = {who for who, _ in made.planted.values()}
    false = Counter(one.pattern for one in alarms if one.by not in culprits)
    innocent, weeks = len(made.people) - len(culprits), len(nights) / 7
    a_week = sum(false.values()) / weeks / innocent * 100
    drawn = LookToGoOver.objects.filter(pattern=SAMPLE).count()
    print(f"seed {seed}: {looks:,} looks of {len(made.people)} people; found {len(found)} of {len(SCRIPTS)}"
          f"{'' if len(found) == len(SCRIPTS) else ', not ' + ', '.join(sorted(set(SCRIPTS) - found))}")  # fmt: skip
    print(
        f"  alarms at others: {a_week:.1f} a week for each hundred people ({dict(false)}); drawn by lot {drawn:,}"
    )
    print(f"  {took / len(nights):.2f} s of processor a night")
    control = found_without_patterns(nights)
    print(f"  control with the patterns off: found {control} of {len(SCRIPTS)}")
    return int(len(found) < len(SCRIPTS) or a_week > MOST or control > 0)


def found_without_patterns(nights: list[date]) -> int:
    """The control: the same nights again, with no pattern at all."""
    from heard.casework.watching import find_looks_to_go_over
    from heard.casework.watching_kinds import SAMPLE
    from heard.ledger.models import LookToGoOver

    LookToGoOver.objects.all().delete()
    for on in nights:
        find_looks_to_go_over(
            on=on, by="drill", at=datetime.now(UTC), patterns={}, chosen=lambda rows, many: []
        )
    return LookToGoOver.objects.exclude(pattern=SAMPLE).count()


def _is(alarm: object, name: str, who: str, cases: set[str]) -> bool:
    """Whether an alarm is what was planted: the pattern, the person and, where there are any, one of the cases."""
    there = set(alarm.cases.splitlines())  # type: ignore[attr-defined]
    return alarm.pattern == name and alarm.by == who and (not cases or bool(there & cases))  # type: ignore[attr-defined]


def main() -> int:
    """The drill, each seed in an installation of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if not given.seed:
        import subprocess

        runs = [
            subprocess.run([sys.executable, __file__, "--seed", str(seed)])
            for seed in range(1, given.seeds + 1)
        ]
        return int(any(run.returncode for run in runs))
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"HEARD_DATA": data, "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
        os.environ.pop("HEARD_DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        from heard.casework.council import open_installation

        call_command("migrate", verbosity=0)
        open_installation(name="Bench Council", by="drill", at=datetime.now(UTC))
        return drill(given.seed)


if __name__ == "__main__":
    sys.exit(main())
