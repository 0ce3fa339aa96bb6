"""What whoever told us something does from their own page: say more, agree, go on, stop, and say how it was.

They have no account: `reader` says whose page was opened. Each act is the office's own, in their name, and tells the
complaints team at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from heard.casework import codes, going_on, stage_2_statement
from heard.casework.codes import Reader
from heard.casework.door import BY
from heard.casework.my_page import FAMILY, my_page
from heard.casework.new_details import DoesNotFit
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, day_of, performing
from heard.casework.permissions import Role
from heard.casework.walls_routing import alert
from heard.casework.writing import writing
from heard.law.procedure import Act, NotInTheChart
from heard.representations.models import HowItWas, Message, Party, Representation, Telling

LONGEST = 5000
SAID_MORE, WANTS_TO_STOP = "said_more", "wants_to_stop"
ASKED_ON_PAGE = "Asked on their own page for somebody to look at it again."
FEELINGS_OF_IT = ("yes", "partly", "no", "not_said")


class NotTheirs(NotNow):
    """The page is not open any more: the code was ended, or they have no part in it. They come back with a code."""


def say_more(*, reader: Reader, words: str, at: datetime) -> Message:
    """Keep what they write to us, as they wrote it, and tell whoever has the case. Raises NotTheirs, NotNow."""
    return _hear(reader, words, at, SAID_MORE)


def ask_to_stop(*, reader: Reader, words: str, at: datetime) -> Message:
    """Keep that they want to stop. Nothing stops by itself: somebody asks them first whether they are sure."""
    return _hear(reader, words.strip() or "I want to stop.", at, WANTS_TO_STOP)


def ask_to_go_on(*, reader: Reader, words: str, at: datetime) -> str:
    """Ask for the next step with one press; it counts from today. Where it is late, or not open, somebody decides.

    Returns the code of the stage asked for, or nothing where their words wait for a decision. Raises NotTheirs.
    """
    case, _ = _theirs(reader)
    said, day = words.strip()[:LONGEST] or ASKED_ON_PAGE, day_of(at)
    named: dict[str, Any] = {"reference": case.reference, "by": BY, "at": at}
    for code, ask in _ways_on(case):
        try:
            ask(asked_on=day, words=said, **named)
        except (NotNow, NotInTheChart, DoesNotFit):
            continue
        return code
    going_on.express_dissatisfaction(said_on=day, words=said, **named)
    return ""


def agree_statement(*, reader: Reader, at: datetime) -> None:
    """Agree the statement of complaint as it was sent to them. Raises NotTheirs, NotNow."""
    case, _ = _theirs(reader)
    if not _page(reader, day_of(at)).to_agree:
        raise NotNow("There is no statement to agree now.")
    stage_2_statement.agree_statement(reference=case.reference, by=BY, at=at, agreed_on=day_of(at))


def say_how_it_was(*, reader: Reader, heard: str, fair: str, words: str, at: datetime) -> HowItWas:
    """Keep how they were treated, once, whatever the outcome. Raises NotTheirs, NotNow."""
    case, person = _theirs(reader)
    if heard not in FEELINGS_OF_IT or fair not in FEELINGS_OF_IT:
        raise NotNow("Choose one of the answers.")
    if HowItWas.objects.filter(representation=case, person_id=person).exists():
        raise NotNow("You told us already. Thank you.")
    row = HowItWas(
        representation=case, person_id=person, heard=heard, fair=fair, words=words.strip()[:LONGEST],
        said_on=day_of(at),
    )  # fmt: skip
    with writing("say_how_it_was", by=BY, at=at, reference=case.reference, done_on=day_of(at)) as line:
        line.add(row)
    return row


def take_trust_back(*, reader: Reader, at: datetime) -> None:
    """From today whoever they trusted with a new code gets none. Raises NotTheirs."""
    case, _ = _theirs(reader)
    telling = Telling.objects.filter(representation=case, trusted_until=None).exclude(trusted="").first()
    if telling is not None:
        with writing("take_trust_back", by=BY, at=at, reference=case.reference, done_on=day_of(at)) as line:
            line.change(telling, trusted_until=day_of(at))


def give_new_code(*, reference: str, person: int, because: str, by: str, at: datetime, day: date) -> str:
    """Give somebody of a case a new code in place of the one they lost: the old one opens nothing from now on.

    `because` says how we know that it is them, or that whoever asks is the person they trusted. The figures are shown
    this once. Raises NotNow, NoSuchCase.
    """
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=day, code="new") as doing:
        must_say(because, "how you know that it is them, or whom they trusted")
        who = Party.objects.filter(representation=doing.case, person_id=person, part__in=FAMILY).first()
        if who is None:
            raise NotNow("Only whoever complains and the child come back with a code. Choose one of them.")
        codes.end_codes(doing.line, doing.case, person, on=day, because=because.strip())
        return codes.give(doing.line, doing.case, who.person, on=day)


def _ways_on(case: Representation) -> list[tuple[str, Callable[..., object]]]:
    if case.state.startswith("stage_2"):
        return [("stage_3", going_on.ask_for_stage_3), ("stage_3", going_on.ask_for_stage_3_late)]
    return [("stage_2", going_on.ask_for_stage_2), ("stage_2", going_on.ask_for_stage_2_late)]


def _hear(reader: Reader, words: str, at: datetime, what: str) -> Message:
    case, person = _theirs(reader)
    day = day_of(at)
    with performing(
        Act.RECORD_CONTACT, reference=case.reference, by=BY, at=at, day=day, message="page"
    ) as doing:
        must_say(words, "what you want to tell us")
        row = _message(doing, person, words, at)
        doing.add(row)
        alert(doing.line, doing.case, what, day, Role.COMPLAINTS_OFFICER)
    return row


def _message(doing: Doing, person: int, words: str, at: datetime) -> Message:
    if len(words) > LONGEST:
        raise NotNow(f"That is more than {LONGEST:,} letters. Send it in two parts.")
    return Message(
        representation=doing.case, person_id=person, direction=Message.Direction.IN, way="page",
        words=words.strip(), said_on=doing.day, by=BY, at=at,
    )  # fmt: skip


def _theirs(reader: Reader) -> tuple[Representation, int]:
    part = Party.objects.filter(representation=reader.case, person=reader.person, part__in=FAMILY)
    found = part.select_related("representation").first()
    if found is None:
        raise NotTheirs("This page is not open any more. Use your code again.")
    return found.representation, reader.person


def _page(reader: Reader, on: date) -> Any:
    return my_page(reader.case, reader.person, on=on)
