"""A random walk over live cases: any act, by anybody, on any day, in words good and bad; by the seed the same walk."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import random
import re
import types
import typing
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

import heard.casework
from heard.casework.intake import Said, Somebody, receive
from heard.casework.new_details import NewElement
from heard.casework.performing import chart_of
from heard.casework.points import points_of
from heard.casework.writing import writing
from heard.law.belongs_to_facts import PROCEEDINGS
from heard.law.conflicts import PersonFacts
from heard.law.early_referral import CRITERION
from heard.law.procedure import PROCEDURE_OF_KIND, Act, State
from heard.law.refusals import EVIDENCE, LETTER, lawful_refusals, unlawful_refusals
from heard.outcomes.models import Action, Recommendation, Remedy
from heard.people.models import Person, Term
from heard.representations.models import Appointment, OmbudsmanEnquiry, Party, Representation, Stage

Walked = Callable[..., Any]
PERFORMS = re.compile(r"performing\(|receiving\(")
NAMED_ACT = re.compile(r"\bAct\.([A-Z0-9_]+)")
CAST = ("Tom Ashby", "Ines Cole", "Peter Vance", "Dana Reeve", "Ruth Amsel", "Sam Stranger", "Amina Odell",
        "Bo Larsen", "Cara Finch", "Dev Mistry", "Ewa Nowak", "Finn Hale")  # fmt: skip
BY = ("amina", "tom", "ines", "dana", "sam")
FINDINGS = ("Upheld", "Partly upheld", "Not upheld")
# What ends a walk soon is walked seldom.
SELDOM = {
    Act.WITHDRAW, Act.CLOSE, Act.REFUSE, Act.LAPSE, Act.JOIN, Act.HOLD, Act.REFUSE_INTEREST, Act.REFER_EARLY,
    Act.MOVE_TO_DUTY_MATTER, Act.MOVE_TO_CORPORATE, Act.MOVE_TO_CHILDREN_ACT, Act.REFUSE_STAGE_2, Act.REFUSE_STAGE_3,
}  # fmt: skip


@cache
def office() -> Mapping[Act, tuple[Walked, ...]]:
    """Every act of the office with each public function that does it, found in casework itself."""
    found: dict[Act, tuple[Walked, ...]] = {}
    for module in pkgutil.iter_modules(heard.casework.__path__, "heard.casework."):
        functions = inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        for name, function in functions:
            if function.__module__ == module.name and not name.startswith("_"):
                found |= {act: (*found.get(act, ()), function) for act in _acts_of(function)}
    return found


def _acts_of(function: Walked) -> list[Act]:
    source = inspect.getsource(function)
    if "reference" not in inspect.signature(function).parameters or not PERFORMS.search(source):
        return []
    acts = [Act[name] for name in NAMED_ACT.findall(source) if name in Act.__members__]
    return acts[:1]


@dataclasses.dataclass(frozen=True)
class Step:
    """One act tried: on which case, in which words, and what the day of the act was."""

    act: Act
    case: Representation
    said: Mapping[str, Any]
    day: date
    run: Callable[[], Any]
    chart: Any = None


class Walker:
    """Tries one act after another. What may go wrong in an office goes wrong here, by chance and by the seed."""

    def __init__(self, seed: int, started: date = date(2024, 1, 2)) -> None:
        self.chance = random.Random(seed)
        self.started = started
        self.cursor: dict[str, date] = {}
        self.tried: Counter[Act] = Counter()
        self.people = [_somebody(name) for name in CAST]

    # What is done next

    def next_step(self) -> Step:
        """The next act to try: a new case now and then, else an act on one there is."""
        live = [name for name in self.cursor if self._is_live(name)]
        if not live or len(live) < 3 or self.chance.random() < 0.02:
            return self._receiving()
        case = Representation.objects.get(reference=self.chance.choice(live[-8:]))
        return self._acting(case, self._choose(case))

    def leave(self, case: Representation) -> None:
        """Go on without a case on which something was wrong."""
        self.cursor.pop(case.reference, None)

    def _is_live(self, reference: str) -> bool:
        return (self.cursor[reference] - self.started).days < 1000

    def _choose(self, case: Representation) -> Act:
        if self.chance.random() < 0.12:
            return self.chance.choice(sorted(office()))
        moves = [one for one in chart_of(case).allowed(State(case.state)) if one.act in office()]
        on = [one.act for one in moves if not one.stays and one.act not in SELDOM]
        off = [one.act for one in moves if one.act in SELDOM]
        here = [one.act for one in moves if one.stays]
        own = [act for act in here if act not in chart_of(case).usual] or here
        pools = [
            pool for pool, times in ((on, 5), (own, 4), (here, 1), (off, 1)) for _ in range(times) if pool
        ]
        return self.chance.choice(self.chance.choice(pools or [sorted(office())]))

    def _receiving(self) -> Step:
        day = self.started + timedelta(days=self.chance.randrange(400))
        kind = self.chance.choice(
            (*["statutory_complaint"] * 8, *["corporate_complaint"] * 3, *PROCEDURE_OF_KIND)
        )
        people = () if kind == "anonymous_report" else self._complainants()
        points = tuple(self.point(day) for _ in range(self.chance.choice((0, 1, 2, 2, 3))))
        label = "Duty matter: subject access" if kind == "duty_matter" else ""
        said = Said(kind, day, self._words(), people, points, kind_label=label)
        at = self._at(day)

        def run() -> Representation:
            case = receive(said=said, by=self.chance.choice(BY), at=at)
            self.cursor[case.reference] = day
            return case

        return Step(Act.RECEIVE, Representation(kind=kind, received_on=day), {"said": said}, day, run)

    def _complainants(self) -> tuple[Somebody, ...]:
        relation = self.chance.choice(("parent", "parent", "child", "other", "not_known"))
        first = Somebody("complainant", "Malik Thornbeck", relation)
        child = Somebody("child", "Kayla Thornbeck", born_on=date(2012, 2, 3), file_number="F-1042")
        worker = Somebody("worker", person=self.people[0].pk)
        return (first, child, worker) if self.chance.random() < 0.4 else (first, child)

    def _acting(self, case: Representation, act: Act) -> Step:
        function = self.chance.choice(office()[act])
        day = self._day(case)
        said = self._said(function, case, act, day)
        at = self._at(max(day, self.cursor[case.reference]))

        def run() -> Any:
            done = function(reference=case.reference, by=self.chance.choice(BY), at=at, **said)
            self.cursor[case.reference] = max(day, self.cursor[case.reference])
            if act is Act.SPLIT:
                self.cursor[done.reference] = self.cursor[case.reference]
            return done

        return Step(act, case, said, day, run, chart_of(case))

    def _day(self, case: Representation) -> date:
        """A day soon after the last act; sometimes long after, or one that has gone."""
        gap = self.chance.choice((0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8, 13, 30))
        gap = self.chance.choice((-12, -3, 45, 90, 400)) if self.chance.random() < 0.06 else gap
        return self.cursor[case.reference] + timedelta(days=gap)

    def _at(self, day: date) -> datetime:
        later = self.chance.choice((0, 0, 0, 1, 4, -2)) if self.chance.random() < 0.5 else 0
        return datetime.combine(day + timedelta(days=later), time(10), UTC)

    # In which words

    def _said(self, function: Walked, case: Representation, act: Act, day: date) -> dict[str, Any]:
        hints = typing.get_type_hints(function)
        said: dict[str, Any] = {}
        seen_day = False
        for name, parameter in inspect.signature(function).parameters.items():
            if name in ("reference", "by", "at"):
                continue
            if hints[name] is date and not seen_day:
                said[name], seen_day = day, True
            elif parameter.default is inspect.Parameter.empty or self.chance.random() < 0.6:
                said[name] = self.value(name, hints[name], case, act, day)
        return said

    def value(self, name: str, hint: Any, case: Representation, act: Act, day: date) -> Any:
        """A value for one argument: by its name where that says what it is, else by its type."""
        if name in _BY_NAME:
            found = _BY_NAME[name](self, case, act, day)
            if found is None and hint is date:
                return day
            if isinstance(found, str) == (hint is str):
                return found
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            empty = self.chance.random() < 0.1
            return None if empty else self.value(name, inner[0], case, act, day)
        if dataclasses.is_dataclass(hint):
            return self._dataclass(typing.cast("type[Any]", hint), case, act, day)
        if origin in (tuple, Sequence, Collection, list):
            many = self.chance.choice((0, 1, 1, 2))
            return tuple(self.value("", inner[0], case, act, day) for _ in range(many))
        if origin in (Mapping, dict):
            return self._mapping(inner[0], inner[1], case, act, day)
        return self._plain(name, hint, day)

    def _plain(self, name: str, hint: Any, day: date) -> Any:
        if hint is bool:
            return self.chance.random() < 0.9
        if hint is int:
            return self.chance.choice(self.people).pk if self.chance.random() < 0.97 else 99_999
        if hint is date:
            return day + timedelta(days=self.chance.choice((0, 0, 0, 0, 1, 14, 40, -5)))
        if hint is str:
            return self._words(name)
        raise TypeError(f"The walk has no value for {name}: {hint}. Teach it one.")

    def _words(self, name: str = "") -> str:
        return (
            self.chance.choice(("", " ")) if self.chance.random() < 0.03 else f"These are the words ({name})."
        )

    def _dataclass(self, hint: type[Any], case: Representation, act: Act, day: date) -> Any:
        hints = typing.get_type_hints(hint)
        given = {}
        for one in dataclasses.fields(hint):
            optional = (
                one.default is not dataclasses.MISSING or one.default_factory is not dataclasses.MISSING
            )
            if not optional or self.chance.random() < 0.5:
                given[one.name] = self.value(one.name, hints[one.name], case, act, day)
        return hint(**given)

    def _mapping(self, key: Any, value: Any, case: Representation, act: Act, day: date) -> dict[Any, Any]:
        codes: list[Any] = [*EVIDENCE, *LETTER, *CRITERION, "ended", "council", "complainant", "independent_person",
                            "advocate", "interested"]  # fmt: skip
        if key is int:
            codes = [one.number for one in points_of(case)] if case.pk else []
        kept = [code for code in codes if self.chance.random() < 0.985]
        return {code: f"{self._plain('', str, day)} {code}" if value is str
                else self.value("", value, case, act, day) for code in kept}  # fmt: skip

    def point(self, day: date) -> NewElement:
        """A point of complaint, now and then long ago or of no known day."""
        arose = self.chance.choice((None, day - timedelta(days=30), day - timedelta(days=200)))
        arose = day - timedelta(days=900) if self.chance.random() < 0.1 else arose
        return NewElement(self._words("point"), "", "An apology", arose)

    def points_found(self, case: Representation, act: Act, day: date) -> Any:
        """A finding on each point of a case, sometimes one left out."""
        made = importlib.import_module("heard.casework.findings").PointFound
        numbers = [one.number for one in points_of(case) if self.chance.random() < 0.98]
        return [made(number, self.chance.choice(FINDINGS), self._words("why")) for number in numbers]

    def named(self, case: Representation, act: Act, day: date) -> Any:
        """Somebody for a part, who has declared; sometimes somebody who may not have it."""
        made = importlib.import_module("heard.casework.appointments").Named
        person = self.chance.choice(self.people)
        kept_out = self.chance.choice(("is_officer", "is_subject", "knows_family", "not_declared"))
        facts = {kept_out: True} if self.chance.random() < 0.08 else {}
        declared = PersonFacts(str(person.pk), **typing.cast("Any", facts))
        return made(person.pk, declared, None if self.chance.random() < 0.04 else day, self._words("because"))


def _somebody(name: str) -> Person:
    there = Person.objects.filter(name=name).first()
    if there is None:
        with writing("test_people", by="amina", at=datetime(2024, 1, 1, tzinfo=UTC)) as line:
            there = Person(name=name)
            line.add(there)
    return there


def _one(rows: Any, walker: Walker) -> int:
    found = list(rows.values_list("pk", flat=True))
    return walker.chance.choice(found) if found else 99_999


def _ground(walker: Walker, case: Representation, act: Act, day: date) -> str:
    lawful = [one.code for one in lawful_refusals(act)] or ["answered_and_filed"]
    unlawful = [one.code for one in unlawful_refusals(act)] or ["nonsense"]
    return walker.chance.choice(unlawful if walker.chance.random() < 0.15 else lawful)


def _attended(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    made = importlib.import_module("heard.casework.stage_3").CameTo
    sat = Appointment.objects.filter(
        representation=case, part__in=("panel_chair", "panellist"), ended_on=None
    )
    seats = [made(one.person_id, "panellist") for one in sat]
    return seats if walker.chance.random() < 0.9 else seats[:2]


def _answers(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    promises = importlib.import_module("heard.casework.promises")
    stage = Stage.objects.filter(representation=case, answered_on=None).order_by("-stage").first()
    owned = promises.Agreed("We will write.", walker.people[3].pk, day + timedelta(days=30))
    rows = Recommendation.objects.filter(representation=case, stage=stage)
    return [promises.RecommendationAnswer(one.pk, "accepted", "", (owned,)) for one in rows]


def _panel(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    many = 2 if walker.chance.random() < 0.9 else walker.chance.choice((0, 1, 3))
    return [walker.named(case, act, day) for _ in range(many)]


def _until(walker: Walker, case: Representation, act: Act, day: date) -> date:
    return day + timedelta(days=walker.chance.choice((1, 7, 14, 28, 56, 70, 95, 200)))


def _kind(walker: Walker, case: Representation, act: Act, day: date) -> str:
    return walker.chance.choice(list(PROCEEDINGS) if act is not Act.SPLIT else list(PROCEDURE_OF_KIND))


def _point(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.ADD_POINT:
        return walker.point(day)
    if act is Act.REFUSE_POINT:
        return walker.value("", _refused_point(), case, act, day)
    return walker.chance.choice((1, 1, 2, 3))


def _points(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    numbers = [one.number for one in points_of(case)]
    if act is Act.SPLIT:
        return numbers[walker.chance.choice((0, 1, 1)) :]
    return [
        dataclasses.replace(walker.value("", _refused_point(), case, act, day), number=one) for one in numbers
    ]


def _action(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.AGREE_ACTION:
        return _agreed(walker, day)
    return _one(Action.objects.filter(representation=case), walker)


def _remedy(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.OFFER_REMEDY:
        return _new_remedy()
    return _one(Remedy.objects.filter(representation=case), walker)


def _told(walker: Walker, case: Representation, act: Act, day: date) -> date | None:
    away = walker.chance.choice((0,) * 9 + (-1,))
    return None if walker.chance.random() < 0.05 else day + timedelta(days=away)


def _complains(walker: Walker, case: Representation, act: Act, day: date) -> list[int]:
    rows = Party.objects.filter(representation=case, part="complainant")
    return list(rows.values_list("person_id", flat=True))


def _another_case(walker: Walker, case: Representation, act: Act, day: date) -> str:
    return walker.chance.choice([*list(walker.cursor)[-8:], "C-0"])


def _in_case(case: Representation) -> list[int]:
    return list(Party.objects.filter(representation=case).values_list("person_id", flat=True))


def _to(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.LINK:
        return _another_case(walker, case, act, day)
    return walker.chance.choice(_in_case(case) or [99_999]) if act is Act.OFFER_ADVOCACY else "Tom Ashby"


def _corrected(walker: Walker, case: Representation, act: Act, day: date) -> str:
    words = ("received_on", "words", "stage_1/answered_on", "stage_1/started_on", "point/1/arose_on",
             "stage_2/started_on", "stage_1/acknowledged_on", "stage_2/statement_agreed_on",
             "stage_3/panel_met_on")  # fmt: skip
    return walker.chance.choice(words)


_BY_NAME: Mapping[str, Callable[[Walker, Representation, Act, date], Any]] = {
    "told_on": _told,
    "findings": lambda walker, *rest: walker.points_found(*rest),
    "found": lambda walker, *rest: walker.points_found(*rest),
    "named": lambda walker, *rest: walker.named(*rest),
    "chair": lambda walker, *rest: walker.named(*rest),
    "panellists": _panel,
    "ground": _ground,
    "attended": _attended,
    "answers": _answers,
    "outcome": lambda *_: None,
    "put_right": lambda *_: (),
    "actions": lambda *_: (),
    "extended_to": _until,
    "until": _until,
    "meets_on": _until,
    "step": lambda walker, *_: walker.chance.choice(("panel", "adjudicator", "ombudsman", "nonsense")),
    "stage": lambda walker, *_: walker.chance.choice(("", "stage_1", "stage_2")),
    "number": lambda walker, *_: walker.chance.choice((1, 1, 2, 3)),
    "point": _point,
    "points": _points,
    "leaves": lambda walker, case, *_: _seat(case, walker),
    "action": _action,
    "remedy": _remedy,
    "person": lambda walker, case, *_: walker.chance.choice([one.pk for one in walker.people[:3]] + _in_case(case)),
    "to": _to,
    "into": _another_case,
    "said_by": _complains,
    "kind": _kind,
    "procedure": lambda walker, case, *_: case.procedure,
    "kind_label": lambda *_: "Duty matter: subject access",
    "way": lambda walker, *_: walker.chance.choice(("oral", "written", "email", "smoke")),
    "lead": lambda walker, *_: walker.chance.choice(("council", "body", "nobody")),
    "provider": lambda walker, *_: walker.chance.choice(("Open Voice", "Nobody Known")),
    "label": lambda walker, *_: walker.chance.choice(("Upheld", "Nonsense")),
    "ombudsman_reference": lambda walker, case, *_: f"26 {case.pk:06}",
    "enquiry": lambda walker, case, *_: _one(OmbudsmanEnquiry.objects.filter(case__about=case), walker),
    "together_with": lambda *_: (),
    "what": lambda walker, case, act, day: _corrected(walker, case, act, day) if act is Act.CORRECT else "Larger print",
    "became": lambda walker, case, act, day: (day - timedelta(days=walker.chance.choice((0, 1, 3)))).isoformat(),
    "service": lambda *_: "",
    "part": lambda walker, *_: walker.chance.choice(("child", "advocate", "worker", "nobody")),
    "relation": lambda walker, *_: walker.chance.choice(("parent", "child", "")),
}  # fmt: skip


def _seat(case: Representation, walker: Walker) -> int:
    seats = Appointment.objects.filter(
        representation=case, part__in=("panel_chair", "panellist"), ended_on=None
    )
    found = list(seats.values_list("person_id", flat=True))
    return walker.chance.choice(found) if found else 99_999


def _refused_point() -> Any:
    return importlib.import_module("heard.casework.intake_refusing").PointRefused


def _agreed(walker: Walker, day: date) -> Any:
    made = importlib.import_module("heard.casework.promises").Agreed
    owner = None if walker.chance.random() < 0.1 else walker.people[3].pk
    return made("We will write to them.", owner, day + timedelta(days=20))


def _new_remedy() -> Any:
    return importlib.import_module("heard.casework.new_details").NewRemedy(
        Term.objects.filter(list="remedy")[0].label
    )
