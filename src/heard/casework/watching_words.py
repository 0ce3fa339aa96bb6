"""What each pattern is called, why it may be innocent, and what to ask: said beside every one that struck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heard.casework.watching_kinds import SAMPLE


@dataclass(frozen=True, slots=True)
class PatternWords:
    """A pattern in words: its name, why it may be innocent, and what to ask."""

    title: str
    innocent: str
    ask: str


WORDS: Mapping[str, PatternWords] = {
    "surname": PatternWords(
        "The same surname",
        "Many who share a name are not related. They may have taken a call, or covered for a colleague.",
        "Ask whether they know the family, and what they needed it for. If they know them, ask them to declare it.",
    ),
    "address": PatternWords(
        "Their own address",
        "An earlier tenant or a lodger, an address that is out of date, or a mistake on the staff record.",
        "Ask who lives there and since when. Have the address put right, or a wall built, before anything else.",
    ),
    "postcode": PatternWords(
        "Their own postcode",
        "A postcode holds a dozen doors or so; in a tower or a village street neighbours may never have met.",
        "Ask whether they know the family, and what work led them to the case.",
    ),
    "family": PatternWords(
        "Somebody they are tied to",
        "They may have met the name in a list or a letter, and opened it to find out whether to declare an interest.",
        "Ask what they saw and whether they told anybody. Check that a wall stands.",
    ),
    "out_of_hours": PatternWords(
        "At an odd hour",
        "Overtime, a rota, flexible hours, or a deadline on the next morning.",
        "Ask their manager whether work at that hour was agreed, and what it was for.",
    ),
    "walk": PatternWords(
        "One number after the other",
        "A check of data quality, a hand-over, or new cases looked through in their order.",
        "Ask which piece of work asked for it, and who gave it.",
    ),
    "many_in_a_day": PatternWords(
        "Very many in a day",
        "A report, an audit, a colleague’s leave, or an inspection that was being made ready.",
        "Ask what was being prepared, and see whether anything of it was taken away.",
    ),
    "many_over_weeks": PatternWords(
        "Many over weeks",
        "Their work may have changed and the record of who has what not: a new part, a project, a colleague covered.",
        "Ask for what. If it is their work now, have the cases given to them, so that the record says so.",
    ),
    "papers_taken": PatternWords(
        "Many papers taken away",
        "A request for a file, a bundle for a panel or the Ombudsman, papers for a court.",
        "Ask what they were for, where the files are now, and when they will be deleted.",
    ),
    "lists_taken": PatternWords(
        "Lists taken away",
        "A meeting, a return, or a list made again because the first was wrong.",
        "Ask what each was for, where the files are now, and who has them.",
    ),
    "refusals": PatternWords(
        "Refused again and again",
        "An old list of numbers, cases that moved to another team, or a link that no longer leads anywhere.",
        "Ask where the numbers came from. See whether the cases have anything in common.",
    ),
    "comes_back": PatternWords(
        "Coming back to one case",
        "They may follow it for a colleague, or wait for an answer that touches a case of their own.",
        "Ask what they were following. If they work on it, have it given to them.",
    ),
    SAMPLE: PatternWords(
        "Drawn by lot",
        "Nothing struck. One in ten is gone over so that everybody knows that any look may be.",
        "See what links them with the case. Where nothing does, ask what they opened it for.",
    ),
}
