"""What an act leaves to be written: a draft for each person who must be told, kept under the act's own line.

Nothing is composed and nothing is sent here. A draft's words are worked out from the facts when somebody opens it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from heard.casework.council import setting
from heard.casework.duties import MUST_TELL, OMBUDSMAN, Duty
from heard.casework.readers import EASY_READ, is_under_age, words_for
from heard.casework.writing import Line
from heard.law.procedure import Act
from heard.people.models import Person
from heard.representations.models import Decision, Letter, LetterDraft, Party, Representation, Stage

Standing = LetterDraft.Standing
# A draft of these may still take in what a later act does.
OPEN = (Standing.DRAFTED, Standing.CHANGED)
TELLS = (Party.Part.COMPLAINANT, Party.Part.CHILD)
# What a later act was told by is in its line, for `letters_owed`.
TOLD = "told"


def leave_drafts(act: Act, case: Representation, line: Line, *, day: date, today: date, basis: str) -> None:
    """Leave a draft for each complainant who must be told of this act and has not been.

    Told another way on a day on record: nothing is owed. Done on an earlier day: the letter was sent then, before or
    outside this system, and its evidence is asked for. Three statements where something is owed, else none.
    """
    duty = MUST_TELL.get(act)
    if duty is None or (act is Act.EXPRESS_DISSATISFACTION and basis != OMBUDSMAN):
        return
    told_on = None if duty.in_writing else _told_on(line)
    if told_on is not None:
        line.said[TOLD] = told_on.isoformat()
        return
    kind = _kind(case, duty)
    rows = [
        _draft(act, case, line, kind, day=day, today=today, of=one)
        for one in _unwritten_to(case, line, duty, day)
    ]
    for row in LetterDraft.objects.bulk_create(_not_there(case, duty, rows, line)):
        line.note(row)


def _told_on(line: Line) -> date | None:
    days = (getattr(row, "told_on", None) for row in line.written.values())
    return max((day for day in days if day is not None), default=None)


def _kind(case: Representation, duty: Duty) -> str:
    """Of the letters that would do, the one for this case's kind and procedure."""
    if case.kind.endswith("_enquiry") and "enquiry_answer" in duty.kinds:
        return "enquiry_answer"
    ours = [one for one in duty.kinds if one.startswith("corporate_")]
    if case.procedure != "corporate" or not ours:
        return duty.kinds[0]
    if "corporate_final_answer" in ours and setting("corporate/stages", case.received_on, "2") == "1":
        return "corporate_final_answer"
    return ours[0]


def _unwritten_to(case: Representation, line: Line, duty: Duty, day: date) -> Iterator[tuple[Person, str]]:
    """Each complainant without a letter of this kind written under the act itself, and in whose words."""
    easy = Decision.objects.filter(
        representation=OuterRef("representation"), about="adjustment", evidence__icontains=EASY_READ
    )
    parts = Party.objects.filter(representation=case, part__in=TELLS).select_related("person")
    parties = list(parts.annotate(easy_read=Exists(easy)).order_by("pk"))
    children = {one.person_id for one in parties if one.part == Party.Part.CHILD}
    written = {
        row.to_id for row in line.written.values() if isinstance(row, Letter) and row.kind in duty.kinds
    }
    for one in parties:
        if one.part == Party.Part.COMPLAINANT and one.person_id not in written:
            under_age = is_under_age(one.person, day)
            is_child = one.person_id in children if under_age is None else under_age
            yield one.person, words_for(is_child=is_child, wants_easy_read=one.easy_read)


def _draft(
    act: Act, case: Representation, line: Line, kind: str, *, day: date, today: date, of: tuple[Person, str]
) -> LetterDraft:
    person, audience = of
    point = _point(line)
    return LetterDraft(
        representation=case,
        stage=next((row for row in line.written.values() if isinstance(row, Stage)), None),
        act=act.value,
        owed_on=day,
        kind=kind,
        audience=audience,
        to=person,
        given=json.dumps({} if point is None else {"point": point}),
        standing=Standing.DRAFTED if day == today else Standing.FROM_BEFORE,
        written_by=line.by,
    )


def _point(line: Line) -> int | None:
    number = line.said.get("point")
    return number if isinstance(number, int) else None


def _not_there(case: Representation, duty: Duty, rows: list[LetterDraft], line: Line) -> list[LetterDraft]:
    """Those that no draft begun before the act, or told together with it, stands for already."""
    if not rows:
        return []
    there = list(LetterDraft.objects.filter(representation=case, kind__in=duty.kinds, standing__in=OPEN))
    return [row for row in rows if not _taken_up(row, duty, there, line)]


def _taken_up(row: LetterDraft, duty: Duty, there: list[LetterDraft], line: Line) -> bool:
    for one in there:
        if one.to_id != row.to_id or row.standing != Standing.DRAFTED:
            continue
        if not one.act:
            line.change(one, act=row.act, owed_on=row.owed_on, stage=row.stage or one.stage)
            return True
        if duty.together:
            return True
    return False
