"""Writing a draft: begun by hand, its words changed, facts given to it, its reader or way chosen, or withdrawn."""

from __future__ import annotations

from datetime import datetime

from heard.casework.letters.about import is_a_child, who_is_told
from heard.casework.letters.arriving import WAYS, way_of
from heard.casework.letters.composing import must_be_on_the_case
from heard.casework.letters.drafting import as_kept, facts_given
from heard.casework.letters.fields import check_given, every_field
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.merging import FIELD, CannotTell, UnknownField, wording
from heard.casework.letters.own_words_kept import own_on
from heard.casework.letters.stepping import UNSENT, WAITING, Standing, Step, reason_of, stepping
from heard.casework.performing import NoSuchCase, day_of
from heard.casework.readers import words_for
from heard.casework.writing import writing
from heard.people.models import Person
from heard.representations.models import DraftVersion, LetterDraft, Representation

LONGEST_TITLE = 300


def begin_draft(
    *,
    reference: str,
    kind: str,
    by: str,
    at: datetime,
    to: int | None = None,
    audience: str | None = None,
    **facts: object,
) -> LetterDraft:
    """Begin a letter that no act has left yet; the act that owes it takes it up. Raises CannotTell, NoSuchCase."""
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    person = Person.objects.filter(pk=to).first() if to is not None else who_is_told(case)
    must_be_on_the_case(case, person)
    day = day_of(at)
    fits = words_for(is_child=is_a_child(case, person, day), wants_easy_read=False)
    row = LetterDraft(
        representation=case,
        owed_on=day,
        kind=kind_of(kind).code,
        audience=wording(kind, audience or fits, own_on(day)).audience,
        to=person,
        given=as_kept(check_given(facts)),
        written_by=by,
    )
    with writing("begin_letter", by=by, at=at, reference=reference, done_on=day, letter=kind) as line:
        line.add(row)
    return row


def change_draft(
    *, draft: int, words: str, version: int, by: str, at: datetime, title: str = ""
) -> LetterDraft:
    """Change the words of a draft; each version is kept, and what was checked must be checked again.

    `words` are lines as `editable` gives them: each fact stands as its {name}. `version` is the one they were written
    on. Raises ChangedMeanwhile where somebody was quicker, UnknownField for a name that is none.
    """
    names = set(FIELD.findall(f"{title}\n{words}"))
    _must_be_words(title, words, names)
    with stepping("change_letter", draft, by=by, at=at, version=version, where=WAITING) as step:
        last = step.draft.versions.order_by("-number").first()
        new = DraftVersion(
            draft=step.draft,
            number=version + 1,
            title=title.strip() or (last.title if last else ""),
            words=words.strip(),
            by=by,
            at=at,
        )
        step.line.add(new)
        step.stand(Standing.CHANGED, version=version + 1, written_by=by)
        return step.draft


def start_over(*, draft: int, version: int, by: str, at: datetime) -> LetterDraft:
    """Go back to the words of the template; the versions written by hand are kept. Raises ChangedMeanwhile."""
    with stepping("change_letter", draft, by=by, at=at, version=version, where=WAITING) as step:
        step.line.add(DraftVersion(draft=step.draft, number=version + 1, title="", words="", by=by, at=at))
        step.stand(Standing.DRAFTED, version=version + 1)
        return step.draft


def give_facts(*, draft: int, version: int, by: str, at: datetime, **facts: object) -> LetterDraft:
    """Give a draft what only a person can say: the answer, what is enclosed, where the panel meets.

    What was given before stays on record. Raises UnknownField or CannotTell for what is looked up or is of no use.
    """
    said = check_given(facts)
    if not said:
        raise CannotTell("Nothing was given. Write what the letter should say.")
    with stepping("change_letter", draft, by=by, at=at, version=version, where=WAITING) as step:
        step.note(Step.GIVEN, was=step.draft.given)
        given = as_kept({**facts_given(step.draft), **said})
        step.stand(Standing.CHANGED, version=version + 1, given=given, written_by=by)
        return step.draft


def readdress(
    *, draft: int, version: int, by: str, at: datetime, audience: str = "", way: str = ""
) -> LetterDraft:
    """Choose in whose words a draft is written, or how it goes out. Other words begin again from their template.

    Raises NoSuchWording, CannotTell or ChangedMeanwhile.
    """
    by_way = way_of(way)
    if way.strip() and not by_way:
        raise CannotTell(f"There is no way “{way}”. There are: {', '.join(WAYS.values())}.")
    with stepping("change_letter", draft, by=by, at=at, version=version, where=WAITING) as step:
        row = step.draft
        reader = wording(row.kind, audience or row.audience, own_on(step.day)).audience
        step.note(Step.READDRESSED, audience=row.audience, way=row.way)
        if reader != row.audience and row.versions.exists():
            step.line.add(DraftVersion(draft=row, number=version + 1, title="", words="", by=by, at=at))
        step.stand(Standing.CHANGED, version=version + 1, audience=reader, way=by_way or row.way)
        return row


def withdraw_draft(*, draft: int, reason: str, by: str, at: datetime) -> LetterDraft:
    """Withdraw a draft before it is issued, with the reason. What an act owes stays owed. Raises NotNow."""
    why = reason_of(reason, "the letter is not sent")
    with stepping("withdraw_letter", draft, by=by, at=at, version=None, where=UNSENT) as step:
        step.note(Step.WITHDRAWN, reason=why)
        step.stand(Standing.WITHDRAWN)
        return step.draft


def write_after_all(*, draft: int, reason: str, by: str, at: datetime) -> LetterDraft:
    """Say that a letter of an earlier day was never sent: it is written now, with today's day. Raises NotNow."""
    why = reason_of(reason, "it is known that nothing was sent")
    where = (Standing.FROM_BEFORE,)
    with stepping("write_letter_after_all", draft, by=by, at=at, version=None, where=where) as step:
        step.note(Step.NOT_SENT, reason=why)
        step.stand(Standing.DRAFTED, written_by=by)
        return step.draft


def _must_be_words(title: str, words: str, names: set[str]) -> None:
    if not words.strip():
        raise CannotTell("The letter would say nothing. Write it, or start over from the template.")
    if len(title) > LONGEST_TITLE:
        raise CannotTell(f"The title is longer than {LONGEST_TITLE} letters. Shorten it.")
    unknown = sorted(names - set(every_field()))
    if unknown:
        raise UnknownField(
            f"There is no field “{', '.join(unknown)}”. There are: {', '.join(every_field())}."
        )
