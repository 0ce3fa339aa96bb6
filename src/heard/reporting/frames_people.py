"""From tables to the frames of people: workers, advocates, and what complainants said of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from heard.casework.about_people import NOT_SAID, QUESTIONS
from heard.figures.annual_cohort import NOT_SAID as NOT_SAID_WORDS
from heard.figures.frames import NOT_RECORDED
from heard.reporting.frames_points import OF_CASE, began
from heard.representations.models import AboutPeople, Advocacy, AdvocacyReferral, Party

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
EMPLOYMENT = dict(Party.Employment.choices)
CHILD_RELATIONS = ("child", "care_leaver")
AGAIN_WITHIN = timedelta(days=365)
A_RIGHT, NO_RIGHT = "A right", "No right: told of it"
ASKED_BEFORE = "Asked for before a complaint"
ABOUT = {"orientation": "Sexual orientation", "looked_after": "Looked after"}


def cases_of_children(cases: Cases) -> frozenset[int]:
    """The cases in which the child or young person complains, by the council's label or their relation."""
    rows = Party.objects.filter(part=Party.Part.COMPLAINANT, relation__in=CHILD_RELATIONS).order_by()
    labelled = (pk for pk, case in cases.items() if case["complainant_means"] == "child")
    return frozenset((*labelled, *rows.values_list("representation_id", flat=True)))


def workers(cases: Cases, first: Cases, columns: Columns) -> Any:
    """Each worker a case is about. Whose name it is decides only whether there was one before; it is not kept."""
    asked = ("representation_id", "person__name", "employment")
    rows = Party.objects.filter(part=Party.Part.WORKER).order_by("pk").values_list(*asked)
    dated = sorted(
        ((began(cases, first, pk), pk, name, how) for pk, name, how in rows), key=lambda row: row[:2]
    )
    return columns(_workers(cases, dated), "workers")


def _workers(cases: Cases, dated: list[tuple[date, int, str, str]]) -> Iterator[dict[str, Any]]:
    last: dict[str, tuple[date, int]] = {}
    for day, pk, name, how in dated:
        key = " ".join(name.split()).casefold()
        before = last.get(key)
        last[key] = (day, pk)
        yield {
            **{one: cases[pk][one] for one in OF_CASE},
            "started_on": day,
            "employment": str(EMPLOYMENT.get(how, NOT_RECORDED)),
            "again": int(before is not None and before[1] != pk and day - before[0] <= AGAIN_WITHIN),
        }


def about_people(columns: Columns) -> Any:
    """Each answer somebody gave about themselves, in the month it was counted in. It is of no case."""
    rows = AboutPeople.objects.order_by("pk").values_list("pk", "month", "question", "answer", "number")
    return columns(
        (
            {
                "ref": f"answer {pk}, {number}",
                "started_on": month,
                "about": about_heading(question),
                "said": _said(question, answer),
            }
            for pk, month, question, answer, how_often in rows
            for number in range(1, how_often + 1)
        ),
        "about_people",
    )


def about_heading(question: str) -> str:
    """A question in a word or two, as tables print it and as a context figure beside it is named."""
    return ABOUT.get(question, question.replace("_", " ").capitalize())


def _said(question: str, answer: str) -> str:
    if answer == NOT_SAID:
        return NOT_SAID_WORDS
    return QUESTIONS.get(question, ("", {}))[1].get(answer, NOT_RECORDED)


def advocacy(cases: Cases, columns: Columns) -> Any:
    """Each time an advocate was offered on a case, or asked for before any complaint."""
    return columns((*_offered(cases), *_asked_before(cases)), "advocacy")


def _offered(cases: Cases) -> Iterator[dict[str, Any]]:
    named = (
        Party.objects.filter(part=Party.Part.ADVOCATE).order_by().values_list("representation_id", flat=True)
    )
    with_one = frozenset(named)
    rows = Advocacy.objects.order_by("pk").values_list(
        "representation_id", "offered_on", "as_a_right", "answer", "answered_on", "provider__label", "first_contact_on"
    )  # fmt: skip
    for pk, offered_on, right, answer, answered_on, provider, contact in rows:
        wanted = {"accepted": 1, "declined": 0}.get(answer)
        given_on = contact or (answered_on if wanted and pk in with_one else None)
        yield {
            **{name: cases[pk][name] for name in (*OF_CASE, "complainant")},
            "started_on": offered_on,
            "advocate_provider": provider or NOT_RECORDED,
            "advocacy_right": A_RIGHT if right else NO_RIGHT,
            "answered_on": answered_on,
            "wanted": wanted,
            "given_on": given_on,
            "given": int(given_on is not None),
        }


def _asked_before(cases: Cases) -> Iterator[dict[str, Any]]:
    rows = AdvocacyReferral.objects.order_by("pk").values_list(
        "reference", "became_id", "asked_on", "provider__label", "first_contact_on"
    )
    for reference, became, asked_on, provider, contact in rows:
        case = cases[became] if became else {}
        yield {
            **{name: case.get(name) for name in (*OF_CASE, "complainant")},
            "ref": case.get("ref", reference),
            "started_on": asked_on,
            "advocate_provider": provider or NOT_RECORDED,
            "advocacy_right": ASKED_BEFORE,
            "answered_on": asked_on,
            "wanted": 1,
            "given_on": contact,
            "given": int(contact is not None),
        }
