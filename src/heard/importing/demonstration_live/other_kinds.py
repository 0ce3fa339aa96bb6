"""What is no formal complaint: concerns, thanks, ideas, enquiries, duty matters, reports from nobody known."""

from __future__ import annotations

from typing import Any

from heard.casework import intake, linking, other_kinds
from heard.casework.parties import Somebody
from heard.importing.demonstration_live.arriving import received
from heard.importing.demonstration_live.people import AMINA_SIGNS_IN, BEA, email, grown_up
from heard.importing.demonstration_live.plan import Plan, Telling


def no_complaints(plan: Plan) -> None:
    """Every other kind."""
    for tell in (_concerns, _informal, _comment, _thanked, _shared, _suggestion, _mp, _councillor, _duty_matter,
                 _anonymous, _worker_change):  # fmt: skip
        tell(plan)


def _came(plan: Plan, kind: str, name: str, ago: int, team: str, words: str, **more: Any) -> Telling:
    more.setdefault("people", ())
    return received(plan, name, ago, team, words, kind=kind, asks=(), natures=(), **more)


def _concerns(plan: Plan) -> None:
    words = "Could somebody ring me about Thursday? I am not sure who is coming."
    _came(plan, "concern", "concern", 3, "Assessment North", words, people=(grown_up("Phineas Coldbrook"),))
    words = "The room was cold and there were no toys."
    settled = _came(plan, "concern", "concern settled", 8, "Family Time Centre", words,
                    people=(grown_up("Tamsin Orchardleigh"),))  # fmt: skip
    how = "The heating is mended and the toys are back."
    settled.on(5, other_kinds.settle, how=how, settled_by=BEA, letter={"answer": how})


def _informal(plan: Plan) -> None:
    words = "The worker is often late. I do not want to make it formal."
    _came(
        plan, "informal_complaint", "informal", 4, "Short Breaks", words, people=(grown_up("Magnus Thirlby"),)
    )


def _comment(plan: Plan) -> None:
    words = "The new leaflet is easier to read than the old one."
    _came(plan, "comment", "comment", 2, "Family Hubs", words, people=(grown_up("Lavender Skene", "other"),))


def _thanked(plan: Plan) -> None:
    words = "Jory listened when nobody else did. Thank you."
    telling = _came(
        plan, "compliment", "thanked", 6, "Assessment North", words, people=(grown_up("Beatrix Allardyce"),)
    )
    telling.on(4, other_kinds.thank, words="Thank you for telling us. We have told Jory.", thanked_by=BEA)


def _shared(plan: Plan) -> None:
    words = "The foster carers’ evening was the best I have been to."
    who = (grown_up("Humphrey Ellerbeck", "foster_parent"),)
    telling = _came(plan, "compliment", "shared", 9, "Fostering Support", words, people=who)
    telling.on(8, other_kinds.thank, words="Thank you. We have passed it on.", thanked_by=BEA)
    telling.on(7, other_kinds.share, shared_with="The fostering team, at its Monday meeting")


def _suggestion(plan: Plan) -> None:
    words = "Put the duty number on the envelope, not inside it."
    telling = _came(
        plan,
        "suggestion",
        "suggestion",
        5,
        "Front Door",
        words,
        people=(grown_up("Cecily Marlpit", "other"),),
    )
    telling.on(3, other_kinds.share, shared_with="The front door’s manager")


def _member(name: str) -> Somebody:
    return Somebody("complainant", name, "member", ways=(email(name),))


def _mp(plan: Plan) -> None:
    """An MP asks for a constituent, with more time agreed."""
    words = "My constituent has waited since September for an assessment. Please tell me where it stands."
    telling = _came(
        plan,
        "mp_enquiry",
        "mp",
        9,
        "Child Protection and Court",
        words,
        people=(_member("Honor Blackwater MP"),),
    )
    telling.on(8, intake.acknowledge, way="By e-mail")
    other = plan.live["run out"]
    telling.on(
        7, linking.link, to=lambda live: other.reference, because="said to an MP too", words="The same child."
    )
    until, reason = plan.ahead(6), "The mother’s consent to share is asked for."
    telling.on(
        3, other_kinds.extend, until=until, reason=reason, letter={"reason": reason, "until_on": until}
    )


def _councillor(plan: Plan) -> None:
    words = "A resident says that nobody rings her back. Whom may she speak to?"
    who = (_member("Councillor Idris Penhallam"),)
    telling = _came(plan, "councillor_enquiry", "councillor", 7, "Assessment North", words, people=who)
    telling.on(6, intake.acknowledge, way="By e-mail")
    telling.on(1, other_kinds.answer, words="A manager rang her yesterday and will ring again on Friday.",
               answered_by=BEA, may_know="Nothing about the family: there is no consent to share.",
               letter={"answer": "A manager rang her yesterday and will ring again on Friday."})  # fmt: skip


def _duty_matter(plan: Plan) -> None:
    words = "Please send me the dates on which my daughter was seen."
    _came(plan, "duty_matter", "duty matter", 3, "Front Door", words, people=(grown_up("Percival Norbury"),),
          kind_label="Duty matter")  # fmt: skip


def _anonymous(plan: Plan) -> None:
    words = "Staff at the home talk about the children in the shop. Everybody hears."
    telling = _came(
        plan, "anonymous_report", "anonymous", 6, "Children in Care West", words, channel="Letter"
    )
    telling.on(4, other_kinds.consider, by=AMINA_SIGNS_IN, action="The home’s manager is spoken to this week.",
               reason="Children’s names were said where others could hear.")  # fmt: skip


def _worker_change(plan: Plan) -> None:
    words = "I would like another worker. We do not get on and my son will not speak to her."
    _came(
        plan,
        "worker_change",
        "worker change",
        2,
        "Assessment North",
        words,
        people=(grown_up("Zillah Hartforth"),),
    )
