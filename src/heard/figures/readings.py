"""What a rise or a fall may mean, read both ways, and one question to ask: for whoever looks at a figure.

No figure says by itself whether a service is better. More complaints from children may be more harm, or more children
who dare. So each change is given its kindest and its hardest reading, and the question that would tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Way = Literal["fewer", "more"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A change read kindly, read hardly, and the question that would tell one from the other."""

    good: str
    bad: str
    question: str


READINGS: dict[str, dict[Way, Reading]] = {
    "complaints": {
        "more": Reading(
            "More people may know how to complain and trust that it is worth it.",
            "More may have gone wrong for children and families.",
            "Did what people complain about change, or only how many did?",
        ),
        "fewer": Reading(
            "Less may have gone wrong, or more may be put right before anybody needs to complain.",
            "Fewer people may know how to complain, or dare to, or think that it helps.",
            "Did fewer people need to complain, or did fewer find the way?",
        ),
    },
    "children": {
        "more": Reading(
            "More children may know that they can complain, and dare to.",
            "More children may be coming to harm or going unheard.",
            "How many of these children had an advocate, and what did they say was wrong?",
        ),
        "fewer": Reading(
            "Fewer children may have cause to complain.",
            "Fewer children may be finding anybody who listens.",
            "When did each child in our care last hear how to complain, and from whom?",
        ),
    },
    "compliments": {
        "more": Reading(
            "More people may be glad of what was done for them.",
            "Staff may only be writing down more of the thanks that they get.",
            "Who writes compliments down, and did that change?",
        ),
        "fewer": Reading(
            "Staff may only be writing down less of the thanks that they get.",
            "Fewer people may be glad of what was done for them.",
            "Which teams record no compliments at all, and why?",
        ),
    },
    "in_time": {
        "more": Reading(
            "People may be getting their answers sooner.",
            "Answers may be sent sooner and say less, and people may come back with the same complaint.",
            "Did fewer people go on to the next stage as well?",
        ),
        "fewer": Reading(
            "Harder complaints may have been looked into with more care.",
            "People may be waiting longer than the law allows.",
            "At which step were the days lost, and whose step is it?",
        ),
    },
    "upheld": {
        "more": Reading(
            "The council may be readier to say that it was wrong.",
            "More may in truth have gone wrong.",
            "What was wrong in those upheld, and has it stopped?",
        ),
        "fewer": Reading(
            "Less may have been wrong.",
            "Those who look into complaints may have become harder to convince.",
            "How many of those not upheld were upheld at a later stage, or by the Ombudsman?",
        ),
    },
    "escalation": {
        "more": Reading(
            "More people may know that they can take it further.",
            "First answers may satisfy fewer people.",
            "What did those who went on say that the first answer left out?",
        ),
        "fewer": Reading(
            "First answers may put more right.",
            "More people may be giving up, or not have been told that they can go on.",
            "Does every first answer say how to go on, and by when?",
        ),
    },
    "ombudsman": {
        "more": Reading(
            "More people may know that they can go to the Ombudsman.",
            "The council's own answers may leave more undone.",
            "What did the Ombudsman find that we had not?",
        ),
        "fewer": Reading(
            "The council's own answers may put more right.",
            "Fewer people may know that they can go to the Ombudsman.",
            "Does every last answer say how to reach the Ombudsman?",
        ),
    },
    "advocacy": {
        "more": Reading(
            "More children may have somebody to help them say what they want.",
            "More children may have found that they could not be heard alone.",
            "Were advocates offered at the start, and how soon did they come?",
        ),
        "fewer": Reading(
            "More children may be heard without needing help.",
            "Fewer children may have been offered an advocate, or told what one does.",
            "Of the children who had none, how many were offered one, and what did they answer?",
        ),
    },
    "open": {
        "more": Reading(
            "More may be under way because more people came forward.",
            "Work may be piling up.",
            "How old is the oldest, and what is it waiting for?",
        ),
        "fewer": Reading(
            "Complaints may be ending sooner.",
            "Complaints may be closed sooner than they are settled.",
            "How many of those closed came back?",
        ),
    },
    "late": {
        "more": Reading(
            "More may have come in than could be answered, and be answered with care.",
            "People may be waiting longer, with nobody freeing the time to answer them.",
            "Which step makes them late, and what would take it away?",
        ),
        "fewer": Reading(
            "People may be getting their answers sooner.",
            "Days may be given out more freely by extending.",
            "How many were extended, and were the reasons good?",
        ),
    },
    "promises_kept": {
        "more": Reading(
            "More of what people were promised may be done.",
            "Easier things may be promised, or things called done before they are.",
            "Who checked that it was done, and did the family notice?",
        ),
        "fewer": Reading(
            "More may be asked of the council, and harder things.",
            "People may be waiting for what they were promised.",
            "Which promise is oldest, and who answers for it?",
        ),
    },
    "anything": {
        "more": Reading(
            "It may show that more is being noticed and written down.",
            "It may show that more is going wrong.",
            "Did what happened change, or how it is recorded?",
        ),
        "fewer": Reading(
            "It may show that less is going wrong.",
            "It may show that less is being noticed or written down.",
            "Did what happened change, or how it is recorded?",
        ),
    },
}
SAME = Reading(
    "It may be steady because what is done works.",
    "It may be steady because nothing that was tried made a difference.",
    "What did we mean to change, and by when should it show?",
)


def reading_of(about: str, before: float, after: float) -> Reading:
    """Both readings of a change and its question. Raises KeyError, naming what there is, for an unknown subject."""
    if about not in READINGS:
        raise KeyError(f"Nothing is written on how to read “{about}”. There is: {', '.join(READINGS)}.")
    if before == after:
        return SAME
    return READINGS[about]["more" if after > before else "fewer"]
