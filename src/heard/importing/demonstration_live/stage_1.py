"""Stage 1 in every way it goes: more time, late, waiting for an advocate, run out, resolved, answered, passed on."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.casework import going_on, learning, promises, stage_1
from heard.casework.extending import MoreTime
from heard.casework.findings import PointFound
from heard.casework.new_details import NewRemedy
from heard.casework.promises import Agreed
from heard.importing.demonstration.place import ASSESSMENT
from heard.importing.demonstration_live.arriving import taken_in
from heard.importing.demonstration_live.people import (
    AMINA,
    AMINA_SIGNS_IN,
    TOM,
    TOM_SIGNS_IN,
    child,
    grown_up,
    number_of,
    person,
)
from heard.importing.demonstration_live.plan import Live, Plan, Telling
from heard.outcomes.models import Action

FOUND = (PointFound(1, "Partly upheld", "It was done, and late. The notes show the day."),)
TWO_FOUND = (
    PointFound(1, "Upheld", "Nothing was written down and nobody rang."),
    PointFound(2, "Not upheld", "The visit was made; the worker’s notes show it."),
)
TWO = (("Nobody rang back.", "A call each week"), ("The visit was missed.", "An apology"))


def at_stage_1(plan: Plan) -> None:
    """Every way of Stage 1."""
    for tell in (
        _late,
        _extended,
        _extended_late,
        _paused,
        _run_out,
        _resolved,
        _promises,
        _question,
        _provider,
    ):
        tell(plan)


def answered(telling: Telling, ago: int, found: tuple[PointFound, ...] = FOUND, **more: Any) -> Telling:
    """Answer Stage 1, by Tom."""
    facts: dict[str, Any] = {"manager": person(TOM), "findings": found, "tells_right_to_go_on": True, **more}
    letter = {"answer": "I have looked at what happened and spoken with everybody who was there."}
    return telling.on(ago, stage_1.answer_stage_1, by=TOM_SIGNS_IN, letter=letter, **facts)


def more_time(plan: Plan, until: date, told_ago: int, reason: str) -> MoreTime:
    """More time, told in writing on the day it was decided."""
    return MoreTime(until, reason, AMINA, plan.ago(told_ago), was_agreed=True)


def _family(who: str, child_name: str, born: date, number: str) -> dict[str, Any]:
    return {"people": (grown_up(who), child(child_name, born, number))}


def _late(plan: Plan) -> None:
    family = _family("Jocasta Brindlemoor", "Otis Brindlemoor", date(2015, 6, 6), "2201")
    words = "We were promised a short break in spring and have heard nothing."
    taken_in(plan, "late", 13, "Short Breaks", words, natures=("Delay",), **family)


def _extended(plan: Plan) -> None:
    family = _family("Casimir Oldacre", "Ivo Oldacre", date(2012, 1, 20), "2202")
    telling = taken_in(
        plan, "extended", 14, "Assessment North", "The worker wrote things about me that are wrong.", **family
    )
    more = more_time(plan, plan.after(14, 20), 8, "The worker is on leave and her account is needed.")
    telling.on(8, stage_1.extend_stage_1, by=AMINA_SIGNS_IN, more=more)


def _extended_late(plan: Plan) -> None:
    family = _family("Verity Sandiacre", "Moss Sandiacre", date(2010, 11, 2), "2203")
    words = "My son left care with no plan and no flat."
    telling = taken_in(
        plan, "extended late", 23, "Leaving Care", words, natures=("Decision or plan",), **family
    )
    more = more_time(plan, plan.after(23, 20), 15, "Housing has to say what it knew, and when.")
    telling.on(15, stage_1.extend_stage_1, by=AMINA_SIGNS_IN, more=more)


def _paused(plan: Plan) -> None:
    boy = child("Corin Ashgable", date(2011, 7, 15), "2204", part="complainant")
    words = "I want to complain but I want somebody to help me say it."
    telling = taken_in(plan, "paused", 7, "Children in Care West", words, people=(boy,), channel="In person")
    from heard.casework import advocacy
    from heard.importing.demonstration_live.people import PROVIDER, complainant

    telling.on(6, advocacy.offer_advocacy, to=complainant)
    telling.on(6, advocacy.accept_advocacy, provider=PROVIDER, referred_on=plan.ago(6))
    telling.on(
        5,
        stage_1.pause_for_advocate,
        by=AMINA_SIGNS_IN,
        reason="He wants an advocate, and none is free this week.",
    )


def _run_out(plan: Plan) -> None:
    """The time for Stage 1 passed without an answer, and they were told that they may go on or wait."""
    family = _family("Ferelith Cawdrey", "Blaise Cawdrey", date(2013, 10, 10), "2205")
    words = "I asked in September for the assessment and still have not seen it."
    telling = taken_in(plan, "run out", 19, "Child Protection and Court", words, natures=("Delay",), **family)
    telling.on(7, stage_1.tell_right_to_go_on, by=AMINA_SIGNS_IN)


def _resolved(plan: Plan) -> None:
    family = _family("Lettice Wherwell", "Sorley Wherwell", date(2016, 1, 8), "2206")
    words = "His glasses were lost in the move and nobody replaces them."
    telling = taken_in(
        plan, "resolved", 16, "Children in Care East", words, natures=("Money and support",), **family
    )
    terms = "New glasses by Friday, paid by us, and the list of what moves with a child is used from now on."
    telling.on(
        9, stage_1.resolve_stage_1, manager=person(TOM), terms=terms, letter={"terms": terms},
        put_right=(NewRemedy("Apology", "In person, by the team manager."),),
    )  # fmt: skip


def _promises(plan: Plan) -> None:
    """Answered with three promises: one kept, one late, one still to come."""
    family = _family("Rosamund Tyburn", "Fenn Tyburn", date(2012, 9, 27), "2207")
    words = "Nobody rings back and visits are missed."
    telling = taken_in(
        plan, "promises", 40, "Assessment North", words, asks=TWO, natures=("Communication",), **family
    )

    def agreed(live: Live) -> tuple[Agreed, ...]:
        tom = number_of(TOM)
        days = (plan.ago(25), plan.ago(3), plan.ahead(15))
        said = (
            "Ring every week.",
            "Show the team how calls are noted.",
            "Look at every missed visit since summer.",
        )
        return tuple(Agreed(words, tom, day) for words, day in zip(said, days, strict=True))

    answered(telling, 31, TWO_FOUND, actions=agreed, put_right=(NewRemedy("Apology"),))
    telling.on(
        26, promises.complete_action, proof="Notes of four calls.",
        action=lambda live: Action.objects.filter(representation=live.case()).order_by("due_on")[0].pk,
    )  # fmt: skip
    telling.on(
        24, learning.learn, service=ASSESSMENT, words="A call that is not noted is a call that was not made."
    )


def _question(plan: Plan) -> None:
    """Answered, and the mother is not content: nobody has decided yet whether that is a request for Stage 2."""
    family = _family("Clarimond Yaxley", "Juniper Yaxley", date(2014, 12, 12), "2208")
    words = "The conference went on without me although I was in the building."
    telling = taken_in(
        plan, "question", 19, "Assessment South", words, natures=("Conduct of staff",), **family
    )
    answered(telling, 10)
    telling.on(
        2, going_on.express_dissatisfaction, words="That is not what happened. I am not leaving it there."
    )


def _provider(plan: Plan) -> None:
    """About a home run for the council by somebody else, which was asked to answer and has."""
    words = "The home locks the kitchen at seven and he goes to bed hungry."
    family = _family("Honor Selwick", "Jay Selwick", date(2011, 2, 2), "2209")
    telling = taken_in(
        plan, "provider", 9, "Children in Care West", words, natures=("Home or placement",), **family
    )
    telling.on(6, stage_1.pass_to_provider, provider="Larkrise Homes (invented)", asked_by=plan.ago(2))
    telling.on(1, stage_1.receive_provider_answer, words="The kitchen is open until nine since Monday.")
