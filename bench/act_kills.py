"""Kill whoever moves a case from stage to stage or issues a letter, at every moment: all of it is there, or nothing.

    ./drills act-kills [--kills 200] [--letters 100] [--bare]

The acts are those of a page, with the form's token: taking a complaint into Stage 1, answering it, and asking for
Stage 2; then signing a letter off and issuing it, with the file of it that is set meanwhile. After each kill the same
form is sent again, and what is then there must be what an unbroken act leaves. With `--bare` the acts stand in no
transaction: the control, which has to leave some of them half done.
"""

from __future__ import annotations

import random
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any

from killing import asked, faults, in_a_child, killed_at, moments_in, more_than, rows, told
from visitors import tables

FORMS = count(1)
Move = tuple[str, Any, Any, Any, dict[str, Any]]
HARM = (
    "half of it there",
    "not as an unbroken act after the form was sent again",
    "faults found by audit verify",
)


def acts() -> Iterator[Move]:
    """Each move: its name, what makes a case ready for it, its act, what does it, and what is said."""
    from tests.casework.living import at_stage_1, received
    from tests.casework.stages import ANSWERED_1, ASKED_2, MIXED, answered_1, somebody

    from heard.casework import going_on, intake, stage_1
    from heard.law.procedure import Act

    decided = {"reason": "It is about a child in need.", "decided_by": "Amina Odell"}
    answer = {"sent_on": ANSWERED_1, "findings": MIXED, "tells_right_to_go_on": True}
    asks = {"asked_on": ASKED_2, "words": "I am not happy with the answer."}
    yield "into Stage 1", received, Act.ACCEPT, intake.accept, {"decided_on": date(2026, 4, 2), **decided}
    answer["manager"] = somebody("Tom Ashby")
    yield "answered", at_stage_1, Act.ANSWER_STAGE_1, stage_1.answer_stage_1, answer
    yield "to Stage 2", answered_1, Act.ASK_FOR_STAGE_2, going_on.ask_for_stage_2, asks


def letters() -> Iterator[Move]:
    """The issuing of a letter that was checked."""
    from tests.casework.living import WHO, at_stage_1, person

    from heard.casework.letters.beginning import begin_letter
    from heard.casework.letters.checking import check_draft, facts_to_confirm
    from heard.casework.letters.drafting import draft_of, written
    from heard.casework.letters.issuing import sign_and_issue
    from heard.casework.performing import day_of
    from heard.law.procedure import Act
    from heard.representations.models import LetterDraft

    def draft_in(reference: str) -> dict[str, int]:
        row = LetterDraft.objects.get(representation__reference=reference)
        return {"draft": row.pk, "version": row.version}

    def checked() -> Any:
        case = at_stage_1()
        begin_letter(reference=case.reference, kind="acknowledgement", to=person(case), **WHO)
        row = draft_of(draft_in(case.reference)["draft"])
        facts = facts_to_confirm(row, written(row, on=day_of(WHO["at"])))
        confirmed = {fact.name: fact.value for fact in facts}
        check_draft(**draft_in(case.reference), confirmed=confirmed, although="It stays.", **WHO)
        return case

    def issue(*, reference: str, by: str, at: Any) -> Any:
        return sign_and_issue(**draft_in(reference), by=by, at=at)

    yield "issued", checked, Act.SEND_LETTER, issue, {}


def letters_not_whole() -> int:
    """The issued letters whose one file is missing or another, and those not put out for posting."""
    from heard.representations.models import Letter

    def is_whole(letter: Any) -> bool:
        files = [(b64decode(file.content), file.digest) for file in letter.files.all()]
        return [sha256(content).hexdigest() == digest for content, digest in files] == [True]

    issued = Letter.objects.filter(kind="acknowledgement").prefetch_related("files")
    return sum(not is_whole(one) or not hasattr(one, "posting") for one in issued)


def form(case: Any, act: Any, do: Any, said: dict[str, Any]) -> Any:
    """The form of an act, filled in by the complaints manager: pressed once or again, it is one form."""
    from tests.casework.living import NOW

    from heard.casework.carrying_out import carry_out
    from heard.casework.changed import newest_line
    from heard.people.models import Member

    manager = Member.objects.select_related("account", "person", "team").get(role="complaints_manager")
    facts = {"member": manager, "act": act, "reference": case.reference, "at": NOW, "do": do, "said": said}
    seen, once = newest_line(case.reference), f"form-{next(FORMS)}"
    return lambda: carry_out(**facts, seen=seen, once=once, fresh=True)


def state_of(case: Any) -> tuple[Any, ...]:
    """How a case and its stages stand."""
    from tests.casework.living import fresh

    stages = case.stages.order_by("pk").values_list("stage", "started_on", "answered_on", "withdrawn_on")
    return fresh(case).state, tuple(stages)


def kill_one(move: tuple[Any, ...], moment: int, unbroken: tuple[Any, Any], found: dict[str, Any]) -> None:
    """Kill one act at a moment of it, look, send the form again, and look again."""
    _, make, *what = move
    case = make()
    before, stood, press = rows(), state_of(case), form(case, *what)
    found["killed"] += killed_at(moment, press)
    left = (more_than(before), state_of(case))
    found["nothing of it there"] += left == ({}, stood)
    found["all of it there"] += left == unbroken
    found["half of it there"] += left not in (({}, stood), unbroken)
    if in_a_child(press) != 0 or (more_than(before), state_of(case)) != unbroken:
        found["not as an unbroken act after the form was sent again"] += 1


def drill(moves: list[Move], kills: int) -> dict[str, Any]:
    """Every move, at moments spread over all of it."""
    found: dict[str, Any] = dict.fromkeys(
        ("killed", "nothing of it there", "all of it there", "half of it there",
         "not as an unbroken act after the form was sent again", "moments"), 0,
    )  # fmt: skip
    for number, move in enumerate(moves):
        case = move[1]()
        before = rows()
        moments = moments_in(form(case, *move[2:]))
        unbroken = (more_than(before), state_of(case))
        found["moments"] += moments
        share = kills // len(moves) + (number < kills % len(moves))
        for one in sorted(_spread(moments, share)):
            kill_one(move, one, unbroken, found)
    return {**found, "faults found by audit verify": faults()}


def _spread(moments: int, share: int) -> list[int]:
    """Each moment once, and some again, where there are more kills than moments; else some of them, the last always."""
    whole, rest = divmod(share, moments)
    return list(range(moments)) * whole + random.sample(range(moments), rest)


def bare() -> None:
    """Take the transaction away from every act."""
    from heard.casework import carrying_out, performing, writing

    performing.one_act = writing.one_act = nullcontext
    carrying_out.transaction.atomic = lambda *_, **__: nullcontext()


def main() -> int:
    """Make an office, kill its acts, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "bare", kills=200, letters=100)
    random.seed(1)
    with tables() as database:
        from tests.web.act_pages import office

        office()
        if given.control:
            bare()
        moved = drill(list(acts()), given.kills)
        issued = drill(list(letters()), given.letters)
        issued["letters without their file or their posting"] = letters_not_whole()
    harm = HARM
    title = f"{database}: {given.kills} kills of three moves from stage to stage."
    wrong = told(title, moved, harm=harm, control=given.control)
    title = f"{database}: {given.letters} kills of whoever issues a letter."
    harm = harm if given.control else (*harm, "letters without their file or their posting")
    return max(wrong, told(title, issued, harm=harm, control=given.control))


if __name__ == "__main__":
    sys.exit(main())
