"""A random walk over live cases: any act, by anybody, on any day, in words good and bad; by the seed the same walk.

Three acts of four are those of an office that takes care, so that the walk comes to the end of every procedure; the
fourth is done without care, by whoever is there.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import random
import re
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from tests.casework.walking_elsewhere import Step, history_step, letter_step

import heard.casework
from heard.casework.costs import NewCost
from heard.casework.intake import Said, Somebody, receive
from heard.casework.new_details import NewElement
from heard.casework.performing import NotNow, chart_of
from heard.casework.points import points_of
from heard.casework.taking_over import act_to_go_on, go_on_from_before
from heard.casework.writing import writing
from heard.law.belongs_to_facts import PROCEEDINGS
from heard.law.conflicts import PersonFacts
from heard.law.early_referral import CRITERION
from heard.law.procedure import PROCEDURE_OF_KIND, Act, State
from heard.law.refusals import EVIDENCE, LETTER, lawful_refusals, unlawful_refusals
from heard.outcomes.models import Action, Cost, ProposedPayment, Recommendation, Remedy
from heard.people.models import Person, Term
from heard.representations.models import (
    Appointment,
    Hold,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanExtension,
    OmbudsmanRecommendation,
    Party,
    Representation,
    Stage,
)

Walked = Callable[..., Any]
PERFORMS = re.compile(r"performing\(|receiving\(")
NAMED_ACT = re.compile(r"\bAct\.([A-Z0-9_]+)")
CARE = 0.75
CAST = ("Tom Ashby", "Ines Cole", "Peter Vance", "Dana Reeve", "Ruth Amsel", "Sam Stranger", "Amina Odell",
        "Bo Larsen", "Cara Finch", "Dev Mistry", "Ewa Nowak", "Finn Hale", "Gwen Ito", "Hana Roth", "Iris Bell",
        "Jon Pike", "Kit Moss", "Lena Dahl", "Mo Farrow", "Nia Quill")  # fmt: skip
BY = ("amina", "tom", "ines", "dana", "sam")
FINDINGS = ("Upheld", "Partly upheld", "Not upheld")
# What ends a walk soon is walked seldom.
SELDOM = {
    Act.WITHDRAW, Act.CLOSE, Act.REFUSE, Act.LAPSE, Act.JOIN, Act.HOLD, Act.REFUSE_INTEREST, Act.REFER_EARLY,
    Act.MOVE_TO_DUTY_MATTER, Act.MOVE_TO_CORPORATE, Act.MOVE_TO_CHILDREN_ACT, Act.REFUSE_STAGE_2, Act.REFUSE_STAGE_3,
    Act.SKIP_STAGE_1, Act.NOT_A_REQUEST,
}  # fmt: skip
# What an office does next, where somebody takes a case on.
NEXT: Mapping[State, tuple[Act, ...]] = {
    State.RECEIVED: (Act.ACKNOWLEDGE, Act.ACCEPT, Act.ANSWER, Act.SETTLE, Act.THANK, Act.CONSIDER),
    State.DECIDING_INTEREST: (Act.ACCEPT_INTEREST, Act.REFUSE_INTEREST),
    State.STAGE_1: (Act.ANSWER_STAGE_1,),
    State.STAGE_1_ANSWERED: (Act.ASK_FOR_STAGE_2, Act.WEIGH_STAGE_2, Act.EXPRESS_DISSATISFACTION),
    State.STAGE_1_RESOLVED: (Act.ASK_FOR_STAGE_2,),
    State.STAGE_1_QUESTION: (Act.TREAT_AS_REQUEST, Act.TREAT_AS_LATE_REQUEST),
    State.STAGE_2_DECIDING: (Act.ACCEPT_STAGE_2, Act.REFUSE_STAGE_2),
    State.STAGE_2_WEIGHING: (Act.OPEN_WEIGHED_STAGE_2, Act.DECLINE_WEIGHED_STAGE_2),
    State.STAGE_2: (Act.ACKNOWLEDGE_STAGE_2, Act.ANSWER_STAGE_2),
    State.STAGE_2_STATEMENT: (Act.APPOINT_INVESTIGATOR, Act.APPOINT_INDEPENDENT_PERSON, Act.APPOINT_ADJUDICATOR,
                              Act.DRAFT_STATEMENT, Act.AGREE_STATEMENT),
    State.STAGE_2_INVESTIGATING: (Act.APPOINT_INVESTIGATOR, Act.APPOINT_INDEPENDENT_PERSON, Act.APPOINT_ADJUDICATOR,
                                  Act.RECEIVE_INVESTIGATOR_REPORT, Act.RECEIVE_INDEPENDENT_REPORT),
    State.STAGE_2_INVESTIGATOR_REPORTED: (Act.APPOINT_INDEPENDENT_PERSON, Act.RECEIVE_INDEPENDENT_REPORT),
    State.STAGE_2_INDEPENDENT_REPORTED: (Act.APPOINT_INVESTIGATOR, Act.RECEIVE_INVESTIGATOR_REPORT),
    State.STAGE_2_ADJUDICATING: (Act.APPOINT_ADJUDICATOR, Act.ADJUDICATE),
    State.STAGE_2_ANSWERED: (Act.ASK_FOR_STAGE_3, Act.ASK_FOR_STAGE_3, Act.EXPRESS_DISSATISFACTION, Act.REFER_EARLY),
    State.STAGE_2_QUESTION: (Act.TREAT_AS_REQUEST, Act.TREAT_AS_LATE_REQUEST),
    State.STAGE_3_DECIDING: (Act.ACCEPT_STAGE_3, Act.REFUSE_STAGE_3),
    State.STAGE_3_ARRANGING: (Act.ACKNOWLEDGE_STAGE_3, Act.APPOINT_PANEL),
    State.STAGE_3_PANEL_APPOINTED: (Act.SET_PANEL_DATE, Act.SEND_PANEL_PAPERS, Act.PANEL_MEETS),
    State.STAGE_3_PANEL_MET: (Act.SEND_PANEL_REPORT, Act.RECEIVE_RECOMMENDATIONS),
    State.STAGE_3_REPORTED: (Act.RECEIVE_RECOMMENDATIONS,),
    State.STAGE_3_REPORT_TO_SEND: (Act.SEND_PANEL_REPORT,),
    State.STAGE_3_RECOMMENDED: (Act.ANSWER_STAGE_3,),
    State.STAGE_3_ANSWERED: (Act.CLOSE,),
    State.HISTORY_OPEN: (Act.CONTINUE,),
    State.HISTORY_CLOSED: (Act.CONTINUE_AFTER_STAGE_1, Act.ASK_FOR_STAGE_2, Act.ASK_FOR_STAGE_3,
                           Act.ASK_FOR_STAGE_2_LATE, Act.ASK_FOR_STAGE_3_LATE),
    State.HISTORY_WITHDRAWN: (Act.REINSTATE,),
    State.REFERRED_EARLY: (Act.RETURN_FROM_OMBUDSMAN,),
}  # fmt: skip
# What one act brings about: it is done some days later.
FOLLOWS: Mapping[Act, tuple[Act, ...]] = {
    Act.OFFER_ADVOCACY: (Act.ACCEPT_ADVOCACY, Act.DECLINE_ADVOCACY),
    Act.ACCEPT_ADVOCACY: (Act.APPOINT_ADVOCATE, Act.ADVOCATE_FIRST_CONTACT, Act.END_ADVOCACY),
    Act.DECIDE_FREEZE: (Act.END_FREEZE,),
    Act.LIMIT_CONTACT: (Act.REVIEW_LIMIT, Act.END_LIMIT),
    Act.AGREE_ACTION: (Act.VARY_ACTION, Act.COMPLETE_ACTION),
    Act.OFFER_REMEDY: (Act.GIVE_REMEDY,),
    Act.PROPOSE_PAYMENT: (Act.WITHDRAW_PAYMENT,),
    Act.RECORD_COST: (Act.TAKE_BACK_COST,),
    Act.OPEN_OMBUDSMAN_CASE: (Act.RECEIVE_OMBUDSMAN_ENQUIRY, Act.RECORD_OMBUDSMAN_DECISION, Act.RECEIVE_PUBLIC_REPORT,
                              Act.RECORD_OMBUDSMAN_STEP, Act.RECEIVE_OMBUDSMAN_DRAFT, Act.RECORD_OMBUDSMAN_TALK),
    Act.RECEIVE_OMBUDSMAN_ENQUIRY: (Act.ASK_OMBUDSMAN_FOR_TIME, Act.ANSWER_OMBUDSMAN_ENQUIRY),
    Act.ASK_OMBUDSMAN_FOR_TIME: (Act.RECORD_OMBUDSMAN_TIME,),
    Act.RECEIVE_OMBUDSMAN_DRAFT: (Act.COMMENT_ON_OMBUDSMAN_DRAFT,),
    Act.RECORD_OMBUDSMAN_DECISION: (Act.SEND_PROOF, Act.MAKE_DECISION_PUBLIC, Act.RECORD_WORD_ON_REFUSAL),
    Act.SEND_PROOF: (Act.COMPLETE_RECOMMENDATION,),
    Act.RECEIVE_PUBLIC_REPORT: (Act.ANSWER_PUBLIC_REPORT,),
    Act.PASS_TO_PROVIDER: (Act.RECEIVE_PROVIDER_ANSWER,),
    Act.RECORD_CONSENT: (Act.SHARE_WITH_BODY,),
    Act.PAUSE_FOR_ADVOCATE: (Act.END_ADVOCATE_PAUSE,),
    Act.HOLD: (Act.LAPSE, Act.RESUME, Act.RESUME),
    Act.HOLD_POINT: (Act.RESUME_POINT,),
    Act.PAUSE_AS_ASKED: (Act.END_PAUSE_AS_ASKED,),
    Act.WITHDRAW: (Act.CONFIRM_WITHDRAWAL, Act.REVIEW_WITHDRAWN, Act.REINSTATE),
    Act.REFUSE: (Act.RESUBMIT, Act.REOPEN),
    Act.LAPSE: (Act.RESUBMIT,),
    Act.CLOSE: (Act.REOPEN,),
    Act.JOIN: (Act.SEPARATE,),
    Act.APPOINT_PANEL: (Act.CHANGE_PANELLIST, Act.SET_PANEL_DATE),
    Act.SET_PANEL_DATE: (Act.SEND_PANEL_NOTICE, Act.AGREE_PANEL_ARRANGEMENTS, Act.SEND_PANEL_PAPERS),
    Act.APPOINT_INVESTIGATOR: (Act.CHANGE_INVESTIGATOR,),
    Act.APPOINT_INDEPENDENT_PERSON: (Act.CHANGE_INDEPENDENT_PERSON,),
    Act.REFER_EARLY: (Act.RETURN_FROM_OMBUDSMAN,),
    Act.ACCEPT: (Act.EXTEND_STAGE_1, Act.PAUSE_FOR_ADVOCATE, Act.TELL_RIGHT_TO_GO_ON),
    Act.AGREE_STATEMENT: (Act.EXTEND_STAGE_2, Act.AMEND_STATEMENT),
    Act.DRAFT_STATEMENT: (Act.SETTLE_STATEMENT,),
    Act.SKIP_STAGE_1: (Act.EXTEND_STAGE_2,),
    Act.ASK_FOR_STAGE_2: (Act.EXTEND_STAGE_2,),
    Act.TREAT_AS_REQUEST: (Act.EXTEND_STAGE_2,),
}  # fmt: skip
# What makes no sense but after another act; somebody who takes no care does it all the same.
ONLY_AFTER = {
    Act.RESUME, Act.RESUME_POINT, Act.LAPSE, Act.ACCEPT_ADVOCACY, Act.DECLINE_ADVOCACY, Act.ADVOCATE_FIRST_CONTACT,
    Act.END_ADVOCACY, Act.END_FREEZE, Act.REVIEW_LIMIT, Act.END_LIMIT, Act.RECEIVE_OMBUDSMAN_ENQUIRY,
    Act.ANSWER_OMBUDSMAN_ENQUIRY, Act.RECORD_OMBUDSMAN_DECISION, Act.COMPLETE_RECOMMENDATION, Act.RECEIVE_PUBLIC_REPORT,
    Act.ANSWER_PUBLIC_REPORT, Act.RECEIVE_PROVIDER_ANSWER, Act.END_ADVOCATE_PAUSE, Act.END_PAUSE_AS_ASKED,
    Act.WITHDRAW_PAYMENT, Act.RECORD_PAYMENT, Act.TELL_OF_PAYMENT, Act.TAKE_BACK_COST,
    Act.VARY_ACTION, Act.COMPLETE_ACTION, Act.GIVE_REMEDY, Act.SHARE_WITH_BODY, Act.CHANGE_INVESTIGATOR,
    Act.CHANGE_INDEPENDENT_PERSON, Act.SETTLE_STATEMENT, Act.SEND_PROOF, Act.RECORD_OMBUDSMAN_STEP,
    Act.ASK_OMBUDSMAN_FOR_TIME, Act.RECORD_OMBUDSMAN_TIME, Act.RECEIVE_OMBUDSMAN_DRAFT, Act.COMMENT_ON_OMBUDSMAN_DRAFT,
    Act.MAKE_DECISION_PUBLIC, Act.RECORD_WORD_ON_REFUSAL, Act.RECORD_OMBUDSMAN_TALK, Act.SEND_OMBUDSMAN_COPY,
}  # fmt: skip
LONG_AFTER = {
    Act.ASK_FOR_STAGE_2_LATE: 60,
    Act.ASK_FOR_STAGE_3_LATE: 60,
    Act.LAPSE: 380,
    Act.TELL_RIGHT_TO_GO_ON: 30,
}
CONTINUES = frozenset(act for act in Act if act.value.startswith("continue"))


@cache
def office() -> Mapping[Act, tuple[Walked, ...]]:
    """Every act of the office with each public function that does it, found in casework itself."""
    found: dict[Act, tuple[Walked, ...]] = {}
    for module in pkgutil.iter_modules(heard.casework.__path__, "heard.casework."):
        functions = inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        for name, function in functions:
            if function.__module__ == module.name and not name.startswith("_"):
                found |= {act: (*found.get(act, ()), function) for act in _acts_of(function)}
    return found | dict.fromkeys(CONTINUES, (go_on_from_before,))


@cache
def _acts_of(function: Walked) -> tuple[Act, ...]:
    """The acts one function does: mostly one, by where the case stands one of two."""
    source = inspect.getsource(function)
    if "reference" not in inspect.signature(function).parameters or not PERFORMS.search(source):
        return ()
    return tuple(dict.fromkeys(Act[name] for name in NAMED_ACT.findall(source) if name in Act.__members__))


class Walker:
    """Tries one act after another. What may go wrong in an office goes wrong here, by chance and by the seed."""

    def __init__(self, seed: int, started: date = date(2024, 1, 2)) -> None:
        self.chance = random.Random(seed)
        self.seed = seed
        self.started = started
        self.cursor: dict[str, date] = {}
        self.careful = True
        self.waiting: dict[str, list[Act]] = {}
        self.done_here: dict[str, set[Act]] = {}
        self.ever: set[Act] = set()
        self.advocacy: dict[str, str] = {}
        self.people = [_somebody(name) for name in CAST]

    # What is done next

    def next_step(self) -> Step:
        """The next act to try: something new now and then, else an act on a case there is, or on a letter of it."""
        self.careful = self.chance.random() < CARE
        live = [name for name in self.cursor if self._is_live(name)]
        if len(live) < 3 or self.chance.random() < 0.03:
            return history_step(self) if self.chance.random() < 0.2 else self._receiving()
        case = Representation.objects.get(reference=self.chance.choice(live[-6:]))
        if self.chance.random() < 0.1 and (step := letter_step(self, case)) is not None:
            return step
        return self._acting(case, self._choose(case))

    def leave(self, case: Representation) -> None:
        """Go on without a case on which something was wrong."""
        self.cursor.pop(case.reference, None)

    def slips(self, often: float) -> bool:
        """Whether somebody gets this wrong: never while they take care."""
        return not self.careful and self.chance.random() < min(often * 3, 0.5)

    def went(self, reference: str, day: date) -> None:
        """Put down that something was done on a case up to a day."""
        self.cursor[reference] = max(day, self.cursor.get(reference, day))

    def _is_live(self, reference: str) -> bool:
        return (self.cursor[reference] - self.started).days < 1400

    def _choose(self, case: Representation) -> Act:
        if self.slips(0.15):
            return self.chance.choice(sorted(office()))
        state, chart = State(case.state), chart_of(case)
        moves = {one.act: one for one in chart.allowed(state) if one.act in office()}
        new = [act for act in moves if act not in self.ever]
        if new and self.chance.random() < 0.15:
            return self.chance.choice(new)
        waiting = [act for act in self.waiting.get(case.reference, ()) if act in moves]
        if waiting and self.chance.random() < 0.3:
            return self.chance.choice(waiting)
        done = self.done_here.get(case.reference, set())
        following = [
            act for act in NEXT.get(state, ()) if act in moves and not (moves[act].stays and act in done)
        ]
        if following and self.chance.random() < 0.75:
            return following[0] if self.chance.random() < 0.5 else self.chance.choice(following)
        after = ONLY_AFTER.difference(waiting) if self.careful else ()
        return self._anything([one for one in moves.values() if one.act not in after], chart.usual)

    def _anything(self, moves: Sequence[Any], usual: Collection[Act]) -> Act:
        on = [one.act for one in moves if not one.stays and one.act not in SELDOM]
        off = [one.act for one in moves if one.act in SELDOM]
        here = [one.act for one in moves if one.stays]
        own = [act for act in here if act not in usual] or here
        pools = [
            pool for pool, times in ((on, 2), (own, 3), (here, 4), (off, 1)) for _ in range(times) if pool
        ]
        return self.chance.choice(self.chance.choice(pools or [sorted(office())]))

    def _after(self, reference: str, act: Act, *, moved: bool) -> None:
        here = self.done_here.setdefault(reference, set())
        if moved:
            here.clear()
        here.add(act)
        self.ever.add(act)
        waiting = self.waiting.setdefault(reference, [])
        if act in waiting:
            waiting.remove(act)
        waiting.extend(FOLLOWS.get(act, ()))

    def _receiving(self) -> Step:
        day = self.started + timedelta(days=self.chance.randrange(400))
        kind = self.chance.choice(
            (*["statutory_complaint"] * 8, *["corporate_complaint"] * 3, *PROCEDURE_OF_KIND)
        )
        people = () if kind == "anonymous_report" else self._complainants()
        points = tuple(
            self.point(day) for _ in range(0 if self.slips(0.1) else self.chance.choice((1, 2, 2, 3)))
        )
        label = "Duty matter: subject access" if kind == "duty_matter" else ""
        said = Said(kind, day, self._words(), people, points, kind_label=label)
        at = self.at(day)

        def run() -> Representation:
            case = receive(said=said, by=self.chance.choice(BY), at=at)
            self.went(case.reference, day)
            return case

        return Step(Act.RECEIVE, Representation(kind=kind, received_on=day), {"said": said}, day, run)

    def _complainants(self) -> tuple[Somebody, ...]:
        relation = self.chance.choice(("parent", "parent", "parent", "child", "child", "other"))
        relation = "not_known" if self.slips(0.2) else relation
        first = Somebody("complainant", "Malik Thornbeck", relation)
        child = Somebody("child", "Kayla Thornbeck", born_on=date(2012, 2, 3), file_number="F-1042")
        worker = Somebody("worker", person=self.people[0].pk)
        return (first, child, worker) if self.chance.random() < 0.4 else (first, child)

    def _acting(self, case: Representation, act: Act) -> Step:
        function = self.chance.choice(office()[act])
        act = _to_go_on(case, act) if act in CONTINUES else _done_by(function, case, act)
        if act is Act.TAKE_UP_EARLIER_ADVOCACY:
            self._asked_before(case)
        day = self._day(case, act)
        said = self._said(function, case, act, day)
        at = self.at(max(day, self.cursor[case.reference]))
        day = (
            day if date in typing.get_type_hints(function).values() else at.date()
        )  # it is of the day it is written
        chart = chart_of(case)

        def run() -> Any:
            done = function(reference=case.reference, by=self.chance.choice(BY), at=at, **said)
            self.went(case.reference, day)
            self._after(case.reference, act, moved=not chart.move(State(case.state), act).stays)
            if act is Act.SPLIT:
                self.went(done.reference, self.cursor[case.reference])
            return done

        return Step(act, case, said, day, run, chart)

    def _asked_before(self, case: Representation) -> None:
        """Somebody of the case had asked for an advocate before there was a case."""
        made = importlib.import_module("heard.casework.advocacy_before")
        day = case.received_on - timedelta(days=9)
        person = self.chance.choice(_in_case(case) or [None])
        if person is not None and not self.slips(0.2):
            who = made.Asks("child", person=person)
            at = datetime.combine(day, time(10), UTC)
            asked = made.ask_for_advocate(who=who, asked_on=day, words="Help me.", by="tom", at=at)
            self.advocacy[case.reference] = asked.reference

    def _day(self, case: Representation, act: Act) -> date:
        """A day soon after the last act; sometimes long after, or one that has gone."""
        gap = self.chance.choice((0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8))
        gap += LONG_AFTER.get(act, 0) if self.chance.random() < 0.8 else self.chance.choice((0,) * 9 + (45,))
        gap = self.chance.choice((-12, -3, 45, 90, 400)) if self.slips(0.1) else gap
        return self.cursor[case.reference] + timedelta(days=gap)

    def at(self, day: date) -> datetime:
        """When it is written down: mostly at once."""
        later = self.chance.choice((0, 0, 0, 1, 4)) if self.chance.random() < 0.5 else 0
        later = -2 if self.slips(0.05) else later
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
            elif (
                parameter.default is inspect.Parameter.empty
                or name == "may_know"
                or self.chance.random() < 0.6
            ):
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
            empty = self.slips(0.1)
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
            return not self.slips(0.1)
        if hint is int:
            return 99_999 if self.slips(0.03) else self.chance.choice(self.people).pk
        if hint is date:
            return day + timedelta(days=self.chance.choice((0, 1, 14, 40, -5)) if self.slips(0.3) else 0)
        if hint is str:
            return self._words(name)
        if hint is Decimal:
            return Decimal(0) if self.slips(0.1) else self.chance.choice((Decimal("120.50"), Decimal(75)))
        raise TypeError(f"The walk has no value for {name}: {hint}. Teach it one.")

    def _words(self, name: str = "") -> str:
        return self.chance.choice(("", " ")) if self.slips(0.03) else f"These are the words ({name})."

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
        kept = [code for code in codes if not self.slips(0.015)]
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
        numbers = [one.number for one in points_of(case) if not self.slips(0.02)]
        all_upheld = bool(case.pk) and case.pk % 3 == 0  # only such a one may go to the Ombudsman early
        found = FINDINGS[:1] if all_upheld else FINDINGS
        return [made(number, self.chance.choice(found), self._words("why")) for number in numbers]

    def named(self, case: Representation, act: Act, day: date) -> Any:
        """Somebody for a part, who has declared; sometimes somebody who may not have it."""
        made = importlib.import_module("heard.casework.appointments").Named
        person = self.fit(case) if self.careful else self.chance.choice(self.people)
        kept_out = self.chance.choice(("is_officer", "is_subject", "knows_family", "not_declared"))
        facts = {kept_out: True} if self.slips(0.08) else {}
        declared = PersonFacts(str(person.pk), **typing.cast("Any", facts))
        return made(person.pk, declared, None if self.slips(0.04) else day, self._words("because"))

    def fit(self, case: Representation) -> Person:
        """Somebody who has had no part in a case so far, where there is one."""
        had = set(Appointment.objects.filter(representation=case).values_list("person_id", flat=True))
        had |= set(Party.objects.filter(representation=case).values_list("person_id", flat=True))
        return self.chance.choice([one for one in self.people if one.pk not in had] or self.people)


def _done_by(function: Walked, case: Representation, act: Act) -> Act:
    """Which of its acts a function does on a case: the one that its chart has from there."""
    there = {one.act for one in chart_of(case).allowed(State(case.state))}
    return next((one for one in _acts_of(function) if one in there), act)


def _to_go_on(case: Representation, act: Act) -> Act:
    try:
        return act_to_go_on(case)
    except NotNow:
        return act


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
    return walker.chance.choice(unlawful if walker.slips(0.15) else lawful)


def _attended(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    made = importlib.import_module("heard.casework.stage_3").CameTo
    sat = Appointment.objects.filter(
        representation=case, part__in=("panel_chair", "panellist"), ended_on=None
    )
    seats = [made(one.person_id, "panellist") for one in sat]
    return seats[:2] if walker.slips(0.1) else seats


def _answers(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    promises = importlib.import_module("heard.casework.promises")
    recommendations = importlib.import_module("heard.casework.recommendations")
    stage = Stage.objects.filter(representation=case, answered_on=None).order_by("-stage").first()
    owned = promises.Agreed("We will write.", walker.people[3].pk, day + timedelta(days=30))
    rows = Recommendation.objects.filter(representation=case, stage=stage)
    return [recommendations.RecommendationAnswer(one.pk, "accepted", "", (owned,)) for one in rows]


def _panel(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    many = walker.chance.choice((0, 1, 3)) if walker.slips(0.1) else 2
    return [walker.named(case, act, day) for _ in range(many)]


def _until(walker: Walker, case: Representation, act: Act, day: date) -> date:
    stage = Stage.objects.filter(
        representation=case, answered_on=None, withdrawn_on=None, ended_on=None
    ).last()
    if stage is None or stage.due_on_hint is None or walker.slips(0.3):
        return day + timedelta(days=walker.chance.choice((1, 7, 14, 28, 56, 70, 95, 200)))
    longest = 11 if stage.stage == "stage_1" else 50
    return stage.due_on_hint + timedelta(days=walker.chance.randrange(1, longest))


def _meets(walker: Walker, case: Representation, act: Act, day: date) -> date:
    return day + timedelta(days=walker.chance.choice((1, 7, 14, 28, 56)))


def _due(walker: Walker, case: Representation) -> str:
    return f"enquiry:{_one(OmbudsmanEnquiry.objects.filter(case__about=case, answered_on=None), walker)}"


def _held_point(case: Representation) -> int:
    held = Hold.objects.filter(representation=case, element__isnull=False, until_on=None).first()
    return held.element.number if held is not None and held.element is not None else 1


def _ended(walker: Walker, case: Representation, act: Act, day: date) -> date:
    return day - timedelta(days=370) if act is Act.LAPSE else day


def _declares(walker: Walker, case: Representation, act: Act, day: date) -> PersonFacts:
    return PersonFacts("them", is_subject=walker.slips(0.2))


def _submissions(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    made = importlib.import_module("heard.casework.stage_3").Put
    whose = ["complainant", "authority", "independent_person"][: 2 if walker.slips(0.2) else 3]
    return [made(one, walker.chance.choice(("oral", "written", "none")), "What they put.") for one in whose]


def _told(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    whom = ["complainant", "panel", "independent_person", "advocate"][: 2 if walker.slips(0.2) else 4]
    return dict.fromkeys(whom, "by post")


def _who(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.RECORD_REGULATOR:
        return (
            "nobody" if walker.slips(0.2) else walker.chance.choice(("complainant", "council", "regulator"))
        )
    return Somebody(
        walker.chance.choice(("complainant", "complainant", "child")), "Malik Thornbeck", "parent"
    )


def _the_asked(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is not Act.RECORD_OMBUDSMAN_DECISION:
        return walker.value("", str, case, act, day)
    made = importlib.import_module("heard.casework.ombudsman").Asked
    return [made("Apologise in writing.", None if walker.slips(0.1) else day + timedelta(days=28))]


def _recommendation(walker: Walker, case: Representation, act: Act, day: date) -> int:
    rows = OmbudsmanRecommendation.objects.filter(case__about=case, accepted_on=None)
    return _one(rows.exclude(proof_sent_on=None) or rows, walker)


def _cost(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.RECORD_COST:
        return walker.value("", NewCost, case, act, day)
    return _one(Cost.objects.filter(representation=case, taken_back_on=None), walker)


def _kind(walker: Walker, case: Representation, act: Act, day: date) -> str:
    if act in (Act.PROPOSE_PAYMENT, Act.RECORD_COST):
        return walker.chance.choice(("Reimbursement", "Symbolic payment", "venue", "travel"))
    return walker.chance.choice(list(PROCEEDINGS) if act is not Act.SPLIT else list(PROCEDURE_OF_KIND))


def _point(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.ADD_POINT:
        return walker.point(day)
    if act is Act.REFUSE_POINT:
        return walker.value("", _refused_point(), case, act, day)
    if act is Act.RESUME_POINT:
        return _held_point(case)
    return walker.chance.choice(
        (1, 1, 2, 3) if not walker.careful else [p.number for p in points_of(case)] or [1]
    )


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
    return _one(Action.objects.filter(representation=case, done_on=None), walker)


def _remedy(walker: Walker, case: Representation, act: Act, day: date) -> Any:
    if act is Act.OFFER_REMEDY:
        return _new_remedy()
    return _one(Remedy.objects.filter(representation=case, done_on=None), walker)


def _told_on(walker: Walker, case: Representation, act: Act, day: date) -> date | None:
    return None if walker.slips(0.05) else day - timedelta(days=walker.slips(0.1))


def _complains(walker: Walker, case: Representation, act: Act, day: date) -> list[int]:
    rows = Party.objects.filter(representation=case, part="complainant")
    return list(rows.values_list("person_id", flat=True))


def _another_case(walker: Walker, case: Representation, act: Act, day: date) -> str:
    return walker.chance.choice([*list(walker.cursor)[-8:], "C-0"])


def _in_case(case: Representation) -> list[int]:
    return list(Party.objects.filter(representation=case).values_list("person_id", flat=True))


def _person(walker: Walker, case: Representation, act: Act, day: date) -> int:
    if act is Act.RECORD_CONSENT and walker.careful:
        return (_complains(walker, case, act, day) or [99_999])[0]
    strangers = [] if walker.careful else [one.pk for one in walker.people[:3]]
    return walker.chance.choice([*strangers, *_in_case(case)] or [99_999])


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
    "told_on": _told_on,
    "findings": lambda walker, *rest: walker.points_found(*rest),
    "found": lambda walker, *rest: walker.points_found(*rest),
    "named": lambda walker, *rest: walker.named(*rest),
    "chair": lambda walker, *rest: walker.named(*rest),
    "panellists": _panel,
    "ground": _ground,
    "attended": _attended,
    "answers": _answers,
    "outcome": lambda walker, case, act, day: "" if act in (Act.ANSWER, Act.SETTLE) else None,
    "review_on": lambda walker, case, act, day: day + timedelta(days=0 if walker.slips(0.1) else 28),
    "put_right": lambda *_: (),
    "actions": lambda *_: (),
    "extended_to": _until,
    "until": _until,
    "meets_on": _meets,
    "ended_on": _ended,
    "declared": _declares,
    "submissions": _submissions,
    "told": _told,
    "who": _who,
    "somebody": _who,
    "asked": _the_asked,
    "recommendation": _recommendation,
    "cost": _cost,
    "asked_by": lambda walker, *_: walker.chance.choice(("council", "manager", "ombudsman", "nobody")),
    "payee": lambda walker, *_: walker.chance.choice(("complainant", "child", "other")),
    "foreseen": lambda walker, *_: walker.chance.choice(("asked", "said", "nonsense")),
    "proposed": lambda walker, case, *_: _one(ProposedPayment.objects.filter(representation=case), walker),
    "as_a_right": lambda *_: None,
    "earlier": lambda walker, case, *_: walker.advocacy.get(case.reference, "ADV-0"),
    "step": lambda walker, case, act, *_: walker.chance.choice(
        ("waits", "enquiries", "nonsense")
        if act is Act.RECORD_OMBUDSMAN_STEP
        else ("panel", "adjudicator", "ombudsman", "nonsense")
    ),
    "word": lambda walker, *_: walker.chance.choice(("accepted", "fault", "nonsense")),
    "address": lambda walker, *_: "https://www.lgo.org.uk/decisions/a" if not walker.slips(0.2) else "http://a.b",
    "draft": lambda walker, case, *_: _one(OmbudsmanDraft.objects.filter(case__about=case, commented_on=None), walker),
    "due": lambda walker, case, *_: _due(walker, case),
    "extension": lambda walker, case, *_: _one(
        OmbudsmanExtension.objects.filter(enquiry__case__about=case, answer="waiting"), walker
    ),
    "stage": lambda walker, case, *_: walker.chance.choice(["", *case.stages.values_list("stage", flat=True)]),
    "number": lambda walker, *_: walker.chance.choice((1, 1, 2, 3)),
    "point": _point,
    "points": _points,
    "leaves": lambda walker, case, *_: _seat(case, walker),
    "action": _action,
    "remedy": _remedy,
    "person": _person,
    "to": _to,
    "into": _another_case,
    "said_by": _complains,
    "kind": _kind,
    "procedure": lambda walker, case, *_: case.procedure,
    "kind_label": lambda *_: "Duty matter: subject access",
    "way": lambda walker, *_: "smoke" if walker.slips(0.2) else walker.chance.choice(("oral", "written", "email")),
    "lead": lambda walker, *_: "nobody" if walker.slips(0.2) else walker.chance.choice(("council", "body")),
    "provider": lambda walker, *_: "Nobody Known" if walker.slips(0.3) else "Open Voice",
    "label": lambda walker, *_: "Nonsense" if walker.slips(0.3) else "Upheld",
    "ombudsman_reference": lambda walker, case, *_: f"26 {case.pk:06}",
    "enquiry": lambda walker, case, *_: _one(
        OmbudsmanEnquiry.objects.filter(case__about=case, answered_on=None), walker
    ),
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
    owner = None if walker.slips(0.1) else walker.people[3].pk
    return made("We will write to them.", owner, day + timedelta(days=20))


def _new_remedy() -> Any:
    return importlib.import_module("heard.casework.new_details").NewRemedy(
        Term.objects.filter(list="remedy")[0].label
    )
