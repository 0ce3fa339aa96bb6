"""Race for what only one may have, then do random acts at once and hold the order of all of them to what each had seen.

    ./drills races [--times 200] [--acts 10000] [--unguarded]

Six races, each so many times: two approvers of one request, an asker who approves it while somebody else does, one
agreement used twice, Stage 2 asked for twice, five numbers of cases at once, and both of somebody's last factors taken
away. Then eight people act at random on a few cases: no act may stand on the record after one that whoever did it had
not seen. With `--unguarded` the guards of the application are off, the database's own stay: the control.
"""

from __future__ import annotations

import random
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from itertools import count
from typing import Any

from killing import asked, faults, told
from visitors import tables

PEOPLE, CASES = 8, 5
NUMBERS = count(1)
Act = Callable[[], Any]


def at_once(*acts: Act) -> list[Any]:
    """Do things at the same instant, each in a thread of its own. Gives what each returned or raised."""
    from django.db import connections

    results: list[Any] = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = acts[place]()
        except Exception as why:
            results[place] = why
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return results


def done(results: list[Any]) -> int:
    """How many of them were done."""
    return sum(not isinstance(one, Exception) for one in results)


class Office:
    """The people, a case to act on, and each race: it gives whether something forbidden happened."""

    def __init__(self) -> None:
        from tests.casework.offices import NOW, TODAY, a_case, an_office

        self.at, self.on = NOW, TODAY
        self.made = an_office()
        self.a_case = lambda: a_case(self.made)
        self.manager, self.governance = self.made["complaints_manager"], self.made["information_governance"]
        self.director = self.made["director"]

    def request(self) -> Any:
        """Something that the manager asked a second person to agree to."""
        from heard.casework import four_eyes

        content = {"became": str(next(NUMBERS))}
        asks = {"act": "change_holidays", "reference": "settings", "content": content}
        return asks, four_eyes.ask(**asks, by=self.manager, at=self.at).pk

    def two_approvers(self) -> bool:
        """Both agree, or one agrees and one refuses: one answer stands."""
        from heard.casework import four_eyes

        _, number = self.request()
        results = at_once(
            lambda: four_eyes.approve(number=number, by=self.governance, at=self.at),
            lambda: four_eyes.refuse(number=number, by=self.director, at=self.at, because="Not so."),
        )
        return done(results) != 1

    def own_approval(self) -> bool:
        """Whoever asked never answers it."""
        from heard.casework import four_eyes
        from heard.representations.models import SecondPerson

        _, number = self.request()
        at_once(
            lambda: four_eyes.approve(number=number, by=self.manager, at=self.at),
            lambda: four_eyes.approve(number=number, by=self.governance, at=self.at),
        )
        row = SecondPerson.objects.get(pk=number)
        return row.answered_by_id == row.asked_by_id

    def used_twice(self) -> bool:
        """An agreement is good for one act."""
        from heard.casework import four_eyes
        from heard.casework.writing import writing

        asks, number = self.request()
        four_eyes.approve(number=number, by=self.governance, at=self.at)

        def use() -> None:
            with writing("use_agreement", by="amina", at=self.at) as line:
                four_eyes.use(line, number=number, **asks)

        return done(at_once(use, use)) != 1

    def two_stages(self) -> bool:
        """Stage 2 asked for twice: one of it."""
        from tests.casework.stages import ASKED_2, answered_1, of

        from heard.casework import going_on

        case = answered_1()
        asks = of(case, asked_on=ASKED_2, words="I am not happy with the answer.")
        results = at_once(*[lambda: going_on.ask_for_stage_2(**asks)] * 2)
        return done(results) != 1 or case.stages.filter(stage="stage_2").count() != 1

    def numbers(self) -> bool:
        """Five come in at once: five cases, numbered one after the other."""
        from tests.casework.living import received

        found = sorted(
            int(one.reference[-4:]) if not isinstance(one, Exception) else -1
            for one in at_once(*[received] * 5)
        )
        return found != list(range(found[0], found[0] + 5))

    def last_factors(self) -> bool:
        """Two browsers each take away one of two factors: one stays."""
        from heard.casework import factors
        from heard.people.models import Factor

        mine = [
            Factor.objects.create(
                member=self.manager, kind=Factor.Kind.PASSKEY, secret=f"key {next(NUMBERS)}", added_at=self.at
            ).pk
            for _ in range(2)
        ]
        take = [lambda one=one: factors.take_away(self.manager, one, by="amina", at=self.at) for one in mine]
        at_once(*take)
        left = Factor.objects.filter(pk__in=mine)
        forbidden = left.count() == 0
        left.delete()
        return forbidden


RACES = ("two_approvers", "own_approval", "used_twice", "two_stages", "numbers", "last_factors")


def random_acts(office: Office, acts: int) -> dict[str, int]:
    """Eight people act at random, each on what they saw last: how many acts there were, and how many forbidden."""
    from heard.ledger.models import Entry

    cases = [office.a_case().reference for _ in range(CASES)]
    histories: list[tuple[str, int, int]] = []
    left, lock = [acts], threading.Lock()

    def person(seed: int) -> None:
        draw = random.Random(seed)
        while True:
            with lock:
                left[0] -= 1
                if left[0] < 0:
                    return
            one = one_act(office, draw.choice(cases))
            if one is not None:
                histories.append(one)

    at_once(*[lambda seed=seed: person(seed) for seed in range(PEOPLE)])
    lines: dict[str, list[int]] = {one: [] for one in cases}
    for reference, number in Entry.objects.filter(reference__in=cases).values_list("reference", "sequence"):
        lines[reference].append(number)
    wrong = sum(_overtook(lines[case], seen, entry) for case, seen, entry in histories)
    return {"acts at random": acts, "done of them": len(histories), "done over what was not seen": wrong}


def one_act(office: Office, case: str) -> tuple[str, int, int] | None:
    """Look at a case and act on what was seen. Gives the case, the line seen and the line written."""
    from heard.casework import parties
    from heard.casework.carrying_out import ChangedMeanwhile, carry_out
    from heard.casework.changed import newest_line
    from heard.law.procedure import Act as ChartAct

    said = {"day": date(2026, 4, 2), "what": "Large print", "reason": "She asked.", "decided_by": "Amina"}
    seen = newest_line(case)
    try:
        done = carry_out(
            member=office.manager, act=ChartAct.RECORD_ADJUSTMENT, reference=case, seen=seen,
            once=f"act-{next(NUMBERS)}", at=office.at, do=parties.record_adjustment, said=said,
        )  # fmt: skip
    except ChangedMeanwhile:
        return None
    return case, seen, done.entry


def _overtook(lines: list[int], seen: int, entry: int) -> bool:
    return any(seen < one < entry for one in lines)


def unguarded() -> None:
    """Take the guards of the application away."""
    from django.db.models import QuerySet

    from heard.casework import carrying_out, four_eyes, intake_references

    QuerySet.select_for_update = lambda rows, *_, **__: rows  # type: ignore[method-assign]
    carrying_out._refuse_overtaken = lambda *_: None
    four_eyes._must_be_another = lambda *_: None
    intake_references._one_at_a_time = nullcontext


def main() -> int:
    """Make an office, race, and count. Ends with 1 where something forbidden happened."""
    given = asked(__doc__, "unguarded", times=200, acts=10_000)
    with tables() as database:
        office = Office()
        if given.control:
            unguarded()
        forbidden = Counter(
            {race: sum(getattr(office, race)() for _ in range(given.times)) for race in RACES}
        )
        found = {f"forbidden of {given.times}, {race.replace('_', ' ')}": forbidden[race] for race in RACES}
        found |= random_acts(office, given.acts)
        found["faults of the chain"] = faults()
    harm = tuple(one for one in found if one.startswith("forbidden")) + (
        "done over what was not seen",
        "faults of the chain",
    )
    return told(
        f"{database}: races and {given.acts:,} acts at random.", found, harm=harm, control=given.control
    )


if __name__ == "__main__":
    sys.exit(main())
