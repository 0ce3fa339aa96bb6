"""What is due beside the clocks of stages: what nobody accepted, letters that wait, promises, a second person.

Each kind is one statement, through `visible_to`; none says more than the shell of a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from heard.casework import four_eyes
from heard.casework.breaking_glass import review_by, to_review
from heard.casework.clocks import CouncilClocks
from heard.casework.letters.stepping import TO_WRITE, UNSENT, Standing
from heard.casework.looking import kind_words
from heard.casework.looking_at_work_acts import CLOCK_ACTS, next_act, own_act
from heard.casework.looking_at_work_stages import Asked, Task, cases_of, holder_of
from heard.casework.nightly_seeing import clocks_waiting
from heard.casework.ombudsman_report import clock_of_report
from heard.casework.performing import day_of
from heard.casework.permissions import Act as DeskAct
from heard.casework.permissions import may
from heard.casework.timetable import still_to_do
from heard.law.clock import Clock, Colour
from heard.law.procedure import Act as ChartAct
from heard.law.procedure import State
from heard.outcomes.models import Action, Remedy
from heard.people.models import Member
from heard.representations.models import (
    Decision,
    HandedIn,
    LetterDraft,
    OmbudsmanCase,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    PublicReport,
    Representation,
    SecondPerson,
    Stage,
)

MOST = 300
QUESTIONS = (State.STAGE_1_QUESTION.value, State.STAGE_2_QUESTION.value)
LETTER_ACTS = {Standing.CHECKED: "Sign a letter off", Standing.SIGNED_OFF: "Issue a letter"}
ACCEPT = {
    State.RECEIVED.value: "Decide what it is and accept it",
    State.DECIDING_INTEREST.value: "Decide on sufficient interest",
}


class Things:
    """What else is due in one view of the work, on one day."""

    def __init__(self, member: Member, asked: Asked, clocks: CouncilClocks, today: date) -> None:
        self.member, self.asked, self.clocks, self.today = member, asked, clocks, today

    @cached_property
    def _numbers(self) -> Any:
        """The cases of the view: their numbers where they were looked up, and else the question."""
        return self.asked.only if self.asked.only is not None else cases_of(self.member, self.asked)

    def of_cases(self, states: Sequence[str] = (*ACCEPT, *QUESTIONS)) -> Iterator[Task]:
        """Cases that nobody has accepted yet, and words of which nobody has said whether they are a request."""
        open_stage = Stage.objects.filter(
            representation=OuterRef("pk"), answered_on=None, ended_on=None, withdrawn_on=None
        )
        rows = self._cases().filter(~Exists(open_stage), state__in=states)
        rows = rows.prefetch_related("stages", "decisions", "dissatisfactions", "holds")
        for case in rows.order_by("received_on", "pk")[:MOST]:
            if case.state in QUESTIONS:
                yield self._question(case)
            else:
                yield replace(self._received(case), is_new=True)

    def beside_stages(self) -> Iterator[Task]:
        """What settings and guidance want of an open stage before its answer: to acknowledge it, a panel's days."""
        rows = Stage.objects.filter(
            representation__in=self._numbers,
            answered_on=None,
            ended_on=None,
            withdrawn_on=None,
            representation__is_history=False,
        ).exclude(representation__procedure="corporate")
        rows = rows.filter(
            Q(stage="stage_3")
            | Q(
                acknowledged_on=None,
                stage__in=("stage_1", "stage_2", "enquiry"),
            )
        )
        rows = rows.select_related(
            "panel", "representation__team", "representation__kind_term", "representation__complainant_kind"
        ).annotate(holder=holder_of("representation"))
        for row in rows.order_by("started_on", "pk")[:MOST]:
            case: Any = row.representation
            case.holder = row.holder
            for clock in still_to_do(row, self.clocks):
                yield self._by_clock(case, row.get_stage_display(), clock, row.started_on)

    def letters(self) -> Iterator[Task]:
        """Letters of one's own cases that are not sent, and all that wait for somebody who may sign them off."""
        mine = LetterDraft.objects.filter(standing__in=UNSENT)
        if not may(self.member, DeskAct.DRAFT_LETTERS):
            mine = mine.none()
        rows = mine.filter(representation__in=self._numbers)
        if may(self.member, DeskAct.SIGN_LETTERS):
            to_sign = LetterDraft.objects.filter(standing=Standing.CHECKED)
            rows = rows | to_sign.filter(representation__in=self._wide())
        for row in self._with_case(rows).order_by("owed_on", "pk")[:MOST]:
            words = (
                "Write and check a letter" if row.standing in TO_WRITE else LETTER_ACTS.get(row.standing, "")
            )
            yield self._on_day(
                row, words or "Record how a letter was sent", row.owed_on, "letter", row.owed_on
            )

    def promises(self) -> Iterator[Task]:
        """Actions, remedies and reviews promised for a day, and what the Ombudsman waits for."""
        mine = Q(representation__in=self._numbers)
        actions = Action.objects.filter(mine | Q(pk__in=self._owned()), done_on=None)
        for what, rows, day in (
            ("Do what was agreed", actions, "due_on"),
            ("Give the remedy", Remedy.objects.filter(mine, done_on=None, due_on__isnull=False), "due_on"),
            ("Look again at a decision", Decision.objects.filter(mine, ended_on=None), "review_on"),
        ):
            found = self._with_case(rows.filter(**{f"{day}__isnull": False}))
            for row in found.order_by(day, "pk")[:MOST]:
                yield self._on_day(row, what, getattr(row, day), "promise", getattr(row, day))
        yield from self._to_ombudsman()

    def _owned(self) -> list[int]:
        """The actions that this member is to take in any case they see: read first, as they are few."""
        if not self.member.person_id or self.asked.view != "mine":
            return []
        owned = Action.objects.filter(done_on=None, owner_id=self.member.person_id)
        return list(owned.filter(representation__in=self._wide()).order_by().values_list("pk", flat=True))

    def to_check(self) -> Iterator[Task]:
        """What managers and people from outside handed in on one's own cases, and nobody has looked at yet."""
        if not may(self.member, ChartAct.ASSIGN):
            return
        rows = HandedIn.objects.filter(standing=HandedIn.Standing.WAITING, representation__in=self._numbers)
        for row in self._with_case(rows).order_by("handed_in_at", "pk")[:MOST]:
            since = day_of(row.handed_in_at)
            words = "Read a message" if row.what == HandedIn.What.WORDS else f"Check {_lower(row)}"
            yield replace(self._on_day(row, words, since, "handed_in", since), colour="today", left=None)

    def approvals(self) -> Iterator[Task]:
        """What waits for this member as the second person."""
        for row in four_eyes.waiting_for(self.member, on=self.today)[:MOST]:
            yield self._bare(
                row.reference, "Agree or refuse, as the second person", day_of(row.asked_at), "approval", row
            )

    def openings(self) -> Iterator[Task]:
        """Cases opened in an emergency that nobody has reviewed."""
        if not may(self.member, DeskAct.REVIEW_GLASS):
            return
        found = to_review(self.member).exclude(member=self.member).filter(representation__in=self._wide())
        for row in found.order_by("began_at")[:MOST]:
            yield self._on_day(
                row, "Review an emergency opening", review_by(row), "opening", day_of(row.began_at)
            )

    def _wide(self) -> QuerySet[Representation]:
        """Every case this member sees, narrowed as asked but for whose it is."""
        return cases_of(self.member, Asked("all", None, self.asked.team, self.asked.kind))

    def _cases(self) -> QuerySet[Representation]:
        found = cases_of(self.member, self.asked).select_related("team", "kind_term", "complainant_kind")
        return found.annotate(holder=holder_of("pk"))

    def _with_case(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        cases = Representation.objects.select_related("team", "kind_term", "complainant_kind")
        return rows.prefetch_related(
            Prefetch("representation", cases.annotate(holder=holder_of("pk")).order_by())
        )

    def _to_ombudsman(self) -> Iterator[Task]:
        """What the Ombudsman asked, what they recommended, and reports they published: each with its day."""
        # Few cases go to the Ombudsman: which of these did is asked once, and not of each thing that waits.
        there = OmbudsmanCase.objects.filter(about__in=self._numbers).order_by()
        about = {"case__in": list(there.values_list("pk", flat=True))}
        waits: list[tuple[str, QuerySet[Any], Callable[[Any], date | None]]] = [
            (
                "Answer the Ombudsman",
                OmbudsmanEnquiry.objects.filter(answered_on=None, **about).order_by("answer_by", "pk"),
                lambda row: row.answer_by,
            ),
            (
                "Comment on the Ombudsman’s draft decision",
                OmbudsmanDraft.objects.filter(commented_on=None, **about).order_by("comments_by", "pk"),
                lambda row: row.comments_by,
            ),
            (
                "Prove the Ombudsman’s recommendation",
                OmbudsmanRecommendation.objects.filter(accepted_on=None, **about).order_by("due_on", "pk"),
                lambda row: row.due_on,
            ),
            (
                "Answer the Ombudsman’s public report",
                PublicReport.objects.filter(answered_on=None, **about).order_by("received_on", "pk"),
                lambda row: clock_of_report(row).must_by,
            ),
        ]
        for words, rows, day in waits:
            for row in rows.select_related("case__about__team", "case__about__kind_term")[:MOST]:
                due = day(row)
                yield self._of_case(row.case.about, words, due, "promise", due or self.today)

    def _received(self, case: Any) -> Task:
        clock = next(clocks_waiting(self.clocks, case), None)
        if clock is None or any(
            hold.element_id is None and hold.until_on is None for hold in case.holds.all()
        ):
            return self._of_case(case, ACCEPT[case.state], None, "clock", case.received_on)
        acknowledged = clock.name.endswith("/acknowledge")
        words = next_act("", clock) if acknowledged or clock.name in CLOCK_ACTS else ACCEPT[case.state]
        return self._by_clock(case, "", clock, case.received_on, words)

    def _question(self, case: Any) -> Task:
        said = [
            one.said_on for one in case.dissatisfactions.all() if one.is_request is None and one.after_stage
        ]
        since = min(said, default=case.received_on)
        return self._of_case(case, "Decide whether the words are a request", None, "clock", since)

    def _on_day(self, row: Any, words: str, day: date | None, what: str, since: date) -> Task:
        return self._of_case(row.representation, words, day, what, since, row.pk)

    def _of_case(
        self, case: Any, words: str, day: date | None, what: str, since: date, number: int = 0
    ) -> Task:
        left = self.clocks.calendar.by_law.between(self.today, day) if day else None
        return Task(
            **_of(case), stage="", next_act=words, due_on=day, latest_on=None, colour=self._colour(day, left),
            left=left, since=since, what=what, number=number,
        )  # fmt: skip

    def _bare(self, reference: str, words: str, since: date, what: str, row: SecondPerson) -> Task:
        return Task(
            reference=reference, kind="", stage="", team="", is_child=False, next_act=words, due_on=None,
            latest_on=None, colour="soon", left=None, since=since, what=what, number=row.pk,
        )  # fmt: skip

    def _by_clock(self, case: Any, stage: str, clock: Clock, since: date, words: str = "") -> Task:
        return Task(
            **_of(case), stage=stage, next_act=words or next_act("", clock), due_on=clock.must_by,
            latest_on=clock.latest_on, colour=clock.colour(self.today), left=clock.left(self.today), since=since,
            own=own_act(clock),
        )  # fmt: skip

    def _colour(self, day: date | None, left: int | None) -> Colour:
        if day is None or left is None:
            return "fine"
        if day < self.today:
            return "late"
        return "today" if day == self.today else "soon" if left <= 3 else "fine"


def _lower(row: HandedIn) -> str:
    words = str(row.get_what_display())
    return words[:1].lower() + words[1:]


def _of(case: Any) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "kind": kind_words(case),
        "team": case.team.label if case.team else "",
        "is_child": bool(case.complainant_kind and case.complainant_kind.means == "child"),
        "holder": getattr(case, "holder", None) or "",
    }


def things_due(member: Member, asked: Asked, clocks: CouncilClocks, today: date) -> list[Task]:
    """Everything due beside the clocks of stages; letters, promises and answers owed stand only in one's own work."""
    things = Things(member, asked, clocks, today)
    found: list[Iterable[Task]] = [things.of_cases(), things.beside_stages()]
    if asked.view == "mine" and asked.who is None:
        found += [
            things.to_check(),
            things.letters(),
            things.promises(),
            things.approvals(),
            things.openings(),
        ]
    return [task for some in found for task in some]
