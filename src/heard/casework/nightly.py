"""The night: colours turn once, chasers go out, silence is named, and every open case is worked out again by law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from heard.casework.acts import OPEN_STATES
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.guidance import chase_readers
from heard.casework.if_changed import put_questions
from heard.casework.intake_clocks import BEGUN_AGAIN
from heard.casework.nightly_giving import give_what_nobody_has
from heard.casework.nightly_keeping import Kept, keep_in_order
from heard.casework.nightly_ladder import ladder_on, quiet_days_on
from heard.casework.nightly_promises import promises_tonight
from heard.casework.nightly_rechecking import Fault, Moving, Waiting, faults_of, waiting_moves, words_mended
from heard.casework.nightly_seeing import Night, Noticed, seen_tonight
from heard.casework.nightly_troubles import all_of, going_on, one_by_one
from heard.casework.nightly_watching import watched_tonight
from heard.casework.office_moving import take_up_posts
from heard.casework.retention import Purged, purge_agreed
from heard.casework.retention_leavers import erase_agreed_leavers
from heard.casework.retention_short import Short, drop_what_is_over
from heard.casework.sweeping_files import sweep_files
from heard.casework.walls_sweep import sweep_walls
from heard.casework.watching import find_looks_to_go_over
from heard.casework.writing import writing
from heard.ledger.models import Entry
from heard.representations.models import Decision, Extension, Hold, Notice, Representation, Stage

BATCH = 1000
# Written by the office about dates, not acts on a case.
OF_THE_NIGHT = ("night", "approve_redating", "move_date")
# Decisions that say from when an unaccepted complaint counts, and since when it is acknowledged.
OF_RECEIPT = ("acknowledgement", *BEGUN_AGAIN)
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a night does beside looking at cases: walls built, cases given to somebody, what was put in order, how many
    were asked whether it changed, how many looks were picked out to be gone over, and what was erased.
    """

    walls: int
    given: int
    kept: Kept
    questions: int = 0
    to_go_over: int = 0
    purged: Purged = Purged()
    short: Short = Short()


@dataclass(frozen=True)
class NightDone:
    """What a night did: cases looked at, what was noticed for the first time, what waits, what is wrong, the rest."""

    on: date
    cases: int
    noticed: tuple[Noticed, ...]
    waiting: tuple[Waiting, ...]
    faults: tuple[Fault, ...]
    beside: Beside

    @property
    def is_sound(self) -> bool:
        """Whether every open case stands as the law and its own facts say."""
        return not self.faults


def night(*, on: date, by: str, at: datetime) -> NightDone:
    """Do the work of one night. Run twice, the second time writes nothing.

    `on` is the day that has come. Each batch of cases is kept as a whole: a night cut short is run again and goes on.
    """
    tonight = Night(on, clocks_of_council(), ladder_on(on), quiet_days_on(on))
    moving = waiting_moves()
    cases = 0
    noticed: list[Noticed] = []
    waiting: list[Waiting] = []
    faults: list[Fault] = []
    for some in _batches():
        acts = _acts_of(some)
        cases += len(some)
        seen = one_by_one(some, partial(_all_noticed, tonight, acts), faults)
        noticed += _keep(seen, on=on, by=by, at=at)
        names = {one: done.names for one, done in acts.items()}
        found = one_by_one(some, partial(_all_faults, names, tonight.clocks, moving), faults)
        waiting += [one for one in found if isinstance(one, Waiting)]
        faults += [one for one in found if isinstance(one, Fault)]
    for promised in all_of("look at promises", lambda: promises_tonight(tonight), faults):
        noticed += _keep(promised, on=on, by=by, at=at)
    faults += all_of("hold the words to search by to the record", words_mended, faults)
    beside, told = _beside(faults, on=on, by=by, at=at)
    noticed += _keep(told, on=on, by=by, at=at)
    return NightDone(on, cases, tuple(noticed), tuple(waiting), tuple(faults), beside)


def worked_out_again() -> tuple[int, list[Fault]]:
    """Every open case worked out again as each night does it, and nothing written: how many, and every fault."""
    clocks, moving, cases = clocks_of_council(), waiting_moves(), 0
    found: list[Fault] = []
    for some in _batches():
        cases += len(some)
        acts = {one: done.names for one, done in _acts_of(some).items()}
        found += [one for one in faults_of(some, acts, clocks, moving) if isinstance(one, Fault)]
    return cases, found


def _beside(faults: list[Fault], *, on: date, by: str, at: datetime) -> tuple[Beside, list[Noticed]]:
    """Each piece of work by itself, so that one that fails is named and the others are done."""
    none: list[Noticed] = []
    walls, given, nobody = going_on(
        "see to posts, walls and owners", lambda: _posts_and_walls(on, by, at), (0, 0, none), faults
    )
    watched = all_of("watch over the office", lambda: watched_tonight(on=on, at=at), faults)
    going_on("chase readers", lambda: chase_readers(on=on, by=by, at=at), None, faults)
    questions = going_on("put questions", lambda: put_questions(on=on, by=by, at=at), 0, faults)
    looks = going_on("go over looks", lambda: len(find_looks_to_go_over(on=on, by=by, at=at)), 0, faults)
    going_on("sweep files that nobody names", lambda: sweep_files(at=at), 0, faults)
    kept = going_on("put things in order", lambda: keep_in_order(on=on, at=at), Kept(*[0] * 6), faults)
    purged = going_on("erase what two agreed on", lambda: purge_agreed(by=by, at=at), Purged(), faults)
    going_on("erase leavers two agreed on", lambda: erase_agreed_leavers(by=by, at=at), None, faults)
    short = going_on(
        "throw away what is over", lambda: drop_what_is_over(on=on, by=by, at=at), Short(), faults
    )
    return Beside(walls, given, kept, questions, looks, purged, short), [*nobody, *watched]


def _posts_and_walls(on: date, by: str, at: datetime) -> tuple[int, int, list[Noticed]]:
    """Who works where first, then walls, so that nothing is given to who is about to be behind one."""
    take_up_posts(on=on, by=by, at=at)
    walls = sweep_walls(by=by, at=at, day=on)
    given, nobody = give_what_nobody_has(on=on, by=by, at=at)
    return walls, given, list(nobody)


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of one case in the ledger, in their order, and when the last was recorded."""

    names: tuple[str, ...] = ()
    last_at: datetime | None = None

    @property
    def last_on(self) -> date | None:
        """The day in England on which the last act was recorded."""
        return self.last_at.astimezone(LONDON).date() if self.last_at else None


def _batches() -> Iterator[list[Representation]]:
    """The cases that are open by their state or by a stage, so many at a time, with what the night needs of each."""
    last = 0
    open_stage = Stage.objects.filter(answered_on=None, withdrawn_on=None, ended_on=None).values(
        "representation_id"
    )
    found = _with_stages(
        Representation.objects.filter(Q(state__in=OPEN_STATES) | Q(pk__in=open_stage)).order_by("pk")
    )
    while some := list(found.filter(pk__gt=last)[:BATCH]):
        last = some[-1].pk
        yield some


def _with_stages(found: QuerySet[Representation]) -> QuerySet[Representation]:
    return (
        found.select_related("kind_term")
        .defer("words", "notes")
        .prefetch_related(
            Prefetch("stages", Stage.objects.select_related("panel").defer("resolution_terms")),
            Prefetch("stages__extensions", Extension.objects.order_by("extended_to")),
            Prefetch("decisions", Decision.objects.filter(about__in=OF_RECEIPT).order_by("pk")),
            Prefetch("holds", Hold.objects.filter(basis="proceedings", until_on=None)),
        )
    )


def _acts_of(some: Sequence[Representation]) -> Mapping[str, Acts]:
    """The acts of these cases in the ledger: one question for all."""
    names: dict[str, list[str]] = defaultdict(list)
    last: dict[str, datetime] = {}
    lines = Entry.objects.filter(reference__in=[case.reference for case in some]).exclude(
        act__in=OF_THE_NIGHT
    )
    for reference, act, at in lines.order_by("sequence").values_list("reference", "act", "at"):
        names[reference].append(act)
        last[reference] = at
    return {reference: Acts(tuple(acts), last[reference]) for reference, acts in names.items()}


def _noticed(tonight: Night, some: Sequence[Representation], acts: Mapping[str, Acts]) -> Iterator[Noticed]:
    for case in some:
        if case.state in OPEN_STATES:
            done = acts.get(case.reference, Acts())
            yield from seen_tonight(tonight, case, done.last_on)


def _all_noticed(tonight: Night, acts: Mapping[str, Acts], some: Sequence[Representation]) -> list[Noticed]:
    return list(_noticed(tonight, some, acts))


def _all_faults(
    names: Mapping[str, Sequence[str]], clocks: CouncilClocks, moving: Moving, some: Sequence[Representation]
) -> list[Fault | Waiting]:
    return list(faults_of(some, names, clocks, moving))


def _keep(found: Sequence[Noticed], *, on: date, by: str, at: datetime) -> list[Noticed]:
    """Keep what was never noticed before, under one line of the ledger; nothing new writes no line."""
    new = _never_before(found)
    if not new:
        return []
    with writing("night", by=by, at=at, done_on=on, noticed=len(new)) as line:
        rows = [
            Notice(
                representation_id=one.case,
                stage_id=one.stage,
                what=one.what,
                clock=one.clock,
                about_on=one.about_on,
                seen_on=on,
                for_role=one.for_role,
            )
            for one in new
        ]
        for row in Notice.objects.bulk_create(rows, batch_size=BATCH):
            line.note(row)
    return new


def _never_before(found: Sequence[Noticed]) -> list[Noticed]:
    cases = {one.case for one in found}
    there = Notice.objects.filter(representation_id__in=cases).values_list(
        "representation_id", "stage_id", "what", "clock", "about_on"
    )
    seen = {
        (case, what, day) if stage is None else (stage, what, clock, day)
        for case, stage, what, clock, day in there
    }
    new = {one.once: one for one in found if one.once not in seen}
    return list(new.values())
