"""What people who complained say about themselves, if they want to: counted for the year's report, and no more.

The annual report summarises the age, gender, disability, sexual orientation and ethnicity of those who complained,
and how many of them are or were looked after.
Each answer is counted by itself in its month. No row stands for a person, and none leads to a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from heard.representations.models import AboutPeople

NOT_SAID, APRIL = "not_said", 4
Counts = dict[str, dict[str, int]]
QUESTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "age": (
        "How old are you?",
        {
            "under_18": "17 or under",
            "18_25": "18 to 25",
            "26_44": "26 to 44",
            "45_64": "45 to 64",
            "over_64": "65 or over",
        },
    ),
    "gender": (
        "What is your gender?",
        {"woman": "Woman or girl", "man": "Man or boy", "another": "I use another word"},
    ),
    "disability": (
        "Do you have a disability or a health condition that has lasted a year or more?",
        {"yes": "Yes", "no": "No"},
    ),
    "ethnicity": (
        "What is your ethnic group?",
        {
            "asian": "Asian or Asian British",
            "black": "Black, Black British, Caribbean or African",
            "mixed": "Mixed or more than one ethnic group",
            "white": "White",
            "another": "Another ethnic group",
        },
    ),
    "looked_after": (
        "Are you looked after by a council, or were you?",
        {"yes": "Yes", "no": "No"},
    ),
    "orientation": (
        "What is your sexual orientation?",
        {
            "straight": "Straight or heterosexual",
            "gay": "Gay or lesbian",
            "bi": "Bisexual",
            "another": "I use another word",
        },
    ),
}


def count_answers(answers: Mapping[str, str], *, on: date) -> int:
    """Count what one person said about themselves. What they did not say, or said outside the lists, is not counted.

    Returns how many answers were counted.
    """
    given = [(name, said) for name, said in answers.items() if _is_known(name, said)]
    with transaction.atomic():
        for question, answer in sorted(given):
            row: dict[str, Any] = {"month": on.replace(day=1), "question": question, "answer": answer}
            AboutPeople.objects.get_or_create(**row)
            AboutPeople.objects.filter(**row).update(number=F("number") + 1)
    return len(given)


def counts_between(first: date, last: date) -> Counts:
    """How often each answer was given in the months that begin between two days, by question and answer."""
    rows = AboutPeople.objects.filter(month__gte=first, month__lte=last).order_by()
    found: Counts = {}
    for row in rows.values("question", "answer").annotate(number_in_all=Sum("number")):
        found.setdefault(row["question"], {})[row["answer"]] = row["number_in_all"]
    return found


def years_counted() -> list[int]:
    """The years, from April to March, in which anything was counted, the newest first."""
    months = AboutPeople.objects.order_by().values_list("month", flat=True).distinct()
    return sorted({one.year if one.month >= APRIL else one.year - 1 for one in months}, reverse=True)


def counts_of_year(year: int) -> Counts:
    """The counts of the year that begins in April of a year."""
    return counts_between(date(year, APRIL, 1), date(year + 1, APRIL - 1, 31))


def _is_known(question: str, answer: str) -> bool:
    return answer == NOT_SAID and question in QUESTIONS or answer in QUESTIONS.get(question, ("", {}))[1]
