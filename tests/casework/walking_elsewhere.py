"""What a walk does besides the acts on a case: letters and their post, and lists of cases from before."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from heard.casework import details, post
from heard.casework.history import HistoryRecord, HistoryStage
from heard.casework.letters import letters_owed
from heard.casework.letters.kinds import KINDS
from heard.casework.letters.telling import SentElsewhere
from heard.casework.letters.unchecked import write_letter
from heard.casework.new_details import NewElement
from heard.casework.performing import chart_of
from heard.casework.receive import SheetBroughtIn, record_history
from heard.law.procedure import PROCEDURE_OF_KIND, Act
from heard.representations.models import Posting, Representation

if TYPE_CHECKING:
    from tests.casework.walking import Walker

WAYS = ("post", "email", "by_hand")
BY_STATE = {
    "history_open": Act.BRING_IN_OPEN,
    "history_closed": Act.BRING_IN_CLOSED,
    "history_withdrawn": Act.BRING_IN_WITHDRAWN,
}


@dataclasses.dataclass(frozen=True)
class Step:
    """One act tried: on which case, in which words, and what the day of the act was."""

    act: Act
    case: Representation
    said: Mapping[str, Any]
    day: date
    run: Callable[[], Any]
    chart: Any = None


# Letters and the post


def letter_step(walker: Walker, case: Representation) -> Step | None:
    """A letter written, sent, received or come back; nothing where a case has none and owes none."""
    postings = list(Posting.objects.filter(letter__representation=case))
    if not postings or walker.chance.random() < 0.35:
        return _writing(walker, case)
    return _posting(walker, case, walker.chance.choice(postings))


def _writing(walker: Walker, case: Representation) -> Step:
    owed = [kind for one in letters_owed(case.reference) for kind in one.kinds]
    kinds = owed if owed and not walker.slips(0.2) else [kind.code for kind in KINDS]
    day = walker.cursor[case.reference] + timedelta(days=walker.chance.choice((0, 0, 1, 2)))
    said: dict[str, Any] = {"kind": walker.chance.choice(kinds), "way": walker.chance.choice((*WAYS, ""))}
    if walker.chance.random() < 0.5:
        away = -3 if walker.slips(0.2) else walker.chance.choice((0, 0, 1, 4))
        arrived = day + timedelta(days=away) if walker.chance.random() < 0.5 else None
        evidence = "" if walker.slips(0.1) else "In the old file."
        said["elsewhere"] = SentElsewhere(day, evidence, "Our answer", "What it said.", said["way"], arrived)
    else:
        said |= _facts(day)
    at = datetime.combine(day, time(10), UTC)
    return _step(walker, Act.SEND_LETTER, case, said, day, lambda: write_letter(
        reference=case.reference, by="amina", at=at, **said))  # fmt: skip


def _facts(day: date) -> dict[str, Any]:
    words = ("reason", "extension_reason", "answer", "terms", "proceedings", "prejudice", "other_procedure", "limits",
             "told_whom", "other_reference", "place", "time")  # fmt: skip
    facts: dict[str, Any] = {word: f"These are the words ({word})." for word in words}
    lists: dict[str, Any] = {"actions": ("Ring back.",), "enclosed": ("Both reports",), "point": 1}
    days = dict.fromkeys(("comment_by", "until_on", "ended_on", "withdrawn_on"), day + timedelta(days=14))
    return facts | lists | days


def _posting(walker: Walker, case: Representation, one: Posting) -> Step:
    since = max(walker.cursor[case.reference], one.sent_on or one.letter.issued_on)
    day = since + timedelta(days=-9 if walker.slips(0.15) else walker.chance.choice((0, 0, 1, 2, 5)))
    at = walker.at(max(day, since))
    why = "Typed wrongly." if walker.chance.random() < 0.3 else ""
    said: dict[str, Any] = {"letter": one.pk}
    if one.sent_on is None or walker.slips(0.1) or (one.failed_because and walker.chance.random() < 0.7):
        said["way"] = walker.chance.choice(WAYS)
        return _step(walker, Act.SEND_LETTER, case, said, day, lambda: post.mark_sent(
            sent_on=day, by="tom", at=at, why=why, **said))  # fmt: skip
    if walker.chance.random() < 0.75:
        return _step(walker, Act.RECORD_LETTER_RECEIVED, case, said, day, lambda: post.record_received(
            received_on=day, by="tom", at=at, why=why, **said))  # fmt: skip
    said["because"] = "" if walker.slips(0.2) else "Gone away."
    return _step(walker, Act.ATTEMPT_CONTACT, case, said, day, lambda: post.record_failed(
        failed_on=day, by="tom", at=at, **said))  # fmt: skip


def _step(
    walker: Walker, act: Act, case: Representation, said: dict[str, Any], day: date, does: Callable[[], Any]
) -> Step:
    def run() -> Any:
        done = does()
        walker.went(case.reference, day)
        return done

    return Step(act, case, said, day, run, chart_of(case))


# Lists from before


def history_step(walker: Walker) -> Step:
    """A list of one to three cases from before, brought in as a whole."""
    first = sum(1 for name in walker.cursor if name.startswith("H-"))
    records = [
        _record(walker, f"H-{walker.seed}-{first + n}") for n in range(walker.chance.choice((1, 2, 3)))
    ]
    day = max(_last_day(one) for one in records) + timedelta(days=3)
    sheet = SheetBroughtIn(f"{first}.csv", f"digest {walker.seed} {first}", "complaints", records, _MEANINGS)

    # What is complained of is no column of most lists: somebody writes the points down from the file.
    pointed = [one.reference for one in records if one.procedure != "none" and walker.chance.random() < 0.7]
    at = datetime.combine(day, time(10), UTC)

    def run() -> Any:
        done = record_history(sheet, by="amina", at=at)
        for one in pointed:
            details.record_elements(
                one, [NewElement("Nobody rang back."), NewElement("Late.")], by="amina", at=at
            )
        for one in records:
            walker.went(one.reference, _last_day(one))
        return done

    said = {"records": records, "pointed": pointed}
    return Step(Act.BRING_IN_OPEN, Representation(kind="history"), said, day, run)


_MEANINGS = {"outcome": {"Upheld": "upheld"}}


def _record(walker: Walker, reference: str) -> HistoryRecord:
    kind = walker.chance.choice(
        (*["statutory_complaint"] * 7, *["corporate_complaint"] * 3, "concern", "compliment", "mp_enquiry")
    )
    received = walker.started + timedelta(days=walker.chance.randrange(300))
    procedure = PROCEDURE_OF_KIND[kind]
    kept = procedure if procedure in ("children_act", "corporate") else "none"
    return HistoryRecord(
        row=2, reference=reference, kind=kind, procedure=kept, received_on=received, words="As the list has it.",
        complainant_name="Malik Thornbeck", stages=tuple(_stages(walker, kind, received)),
    )  # fmt: skip


def _stages(walker: Walker, kind: str, received: date) -> list[HistoryStage]:
    codes = {"statutory_complaint": ("stage_1", "stage_2", "stage_3"), "corporate_complaint": ("stage_1", "stage_2"),
             "concern": ("concern",)}.get(kind, ())  # fmt: skip
    stages: list[HistoryStage] = []
    day = received
    for code in codes[: walker.chance.choice((0, 1, 1, 2, 2, 3, 3))]:
        stages.append(_stage(walker, code, day))
        answered = stages[-1].answered_on
        if answered is None:
            break
        day = answered + timedelta(days=walker.chance.choice((3, 10, 20)))
    return stages


def _stage(walker: Walker, code: str, began: date) -> HistoryStage:
    def after(days: int) -> date:
        return began + timedelta(days=days)

    chance = walker.chance
    more: dict[str, Any] = {}
    if chance.random() < 0.6:
        more["acknowledged_on"] = after(2)
    if code in ("stage_1", "stage_2") and chance.random() < 0.2:
        more |= {"extended_to": after(25), "extension_recorded": True}
    if code == "stage_2" and chance.random() < 0.5:
        more["statement_agreed_on"] = after(5)
    if code == "stage_3" and chance.random() < 0.4:
        more["panel_met_on"] = after(20)
    ends = chance.random()
    if ends < 0.7:
        more |= {"answered_on": after(30), "outcome": "Upheld"}
    elif ends < 0.78:
        more["withdrawn_on"] = after(9)
    return HistoryStage(code, began, **more)


def _last_day(one: HistoryRecord) -> date:
    days = [one.received_on]
    for stage in one.stages:
        days += [day for name in ("started_on", "acknowledged_on", "statement_agreed_on", "panel_met_on", "answered_on",
                                  "withdrawn_on") if (day := getattr(stage, name)) is not None]  # fmt: skip
    return max(days)
