"""A promise as it is told to whom it was made, and their word on it: done, or not done, which opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from heard.casework.letters.kept import as_html
from heard.casework.letters.merging import Block
from heard.casework.letters.protecting import in_words_of, leaks_in
from heard.casework.messages import NotPlain, how_plain
from heard.casework.my_page import FAMILY
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import one_of
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.promises import ACTION, TOLD
from heard.casework.walls_routing import alert
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import Action, PromiseReopened, PromiseTold, PromiseWord
from heard.people.models import Member, OfficePost, Person
from heard.representations.models import Decision, Party, Representation

LONGEST = 5000
# A notice for whoever has the case, and one for whoever made the promise.
NOT_KEPT, OWNERS = "promise_not_kept", "owner_promise_not_kept"
SAYS_DONE = "promise_said_done"
WAYS = {
    "telephone": "By telephone",
    "in person": "In person",
    "letter": "By letter or e-mail",
    "page": "On their own page",
}
NO_WORDS = "They say that it is not done."


@dataclass(frozen=True, slots=True)
class PromiseToMe:
    """One promise to somebody in the words for them: by when, who by their work, kept on which day, and what they said.

    `said` is empty until they said something of it since it was last opened.
    """

    number: int
    words: str
    by_on: date
    who: str
    kept_on: date | None
    is_late: bool
    is_open_again: bool
    said: str
    said_on: date | None


def tell_promise(
    *,
    reference: str,
    by: str,
    at: datetime,
    told_on: date,
    action: int,
    person: int,
    words: str,
    although: str = "",
) -> PromiseTold:
    """Put a promise in words for one person it is made to, the child or whoever complains: from then on they see it.

    The words must be plain for them, or say why not, and tell nothing that is kept from them. Given again they take the
    place of the earlier ones. Raises NotOnRecord, NotNow.
    """
    with performing(Act.TELL_PROMISE, reference=reference, by=by, at=at, day=told_on) as doing:
        row, who = promise_of(doing.case, action), family_of(doing.case, person)
        must_say(words, "the promise in words for them")
        if told_on < row.agreed_on:
            raise DoesNotFit(
                f"It was agreed on {in_words(row.agreed_on)}. Give the day on which they are told."
            )
        _must_be_fit(doing, who, words, although)
        there = PromiseTold.objects.filter(action=row, person=who).first()
        said = {"words": words.strip(), "told_on": told_on, "although": fitting(although, 500)}
        if there is None:
            there = PromiseTold(action=row, person=who, **said)
            doing.add(there)
        else:
            doing.change(there, **said)
        return there


def say_of_promise(
    *,
    reference: str,
    by: str,
    at: datetime,
    said_on: date,
    action: int,
    person: int,
    word: str,
    words: str = "",
    way: str = "telephone",
) -> PromiseWord:
    """Record what somebody it was made to says of a promise: `done` or `not_done`, in their words.

    Not done opens it again, and its owner and whoever has the case are told. Raises NotOnRecord, NotNow, NotInTheList.
    """
    with performing(Act.SAY_OF_ACTION, reference=reference, by=by, at=at, day=said_on) as doing:
        row, who = promise_of(doing.case, action), family_of(doing.case, person)
        one_of(PromiseWord.Said.values, word, "word on a promise")
        one_of(list(WAYS), way, "way in which they said it")
        if said_on < row.agreed_on:
            raise DoesNotFit(f"It was agreed on {in_words(row.agreed_on)}; nothing was said of it before.")
        kept = PromiseWord(
            action=row,
            person=who,
            said=word,
            words=words.strip()[:LONGEST],
            said_on=said_on,
            way=way,
            by=by,
            at=at,
        )
        doing.add(kept)
        _heard(doing, row, kept)
        return kept


def reopen_action(
    *, reference: str, by: str, at: datetime, reopened_on: date, action: int, reason: str
) -> PromiseReopened:
    """Open a promise again that was taken for kept. Its day, its proof and who accepted it stay on record beside it.

    Raises NotOnRecord, NotNow.
    """
    with performing(Act.REOPEN_ACTION, reference=reference, by=by, at=at, day=reopened_on) as doing:
        must_say(reason, "why it is open again")
        return open_again(doing, promise_of(doing.case, action), reason)


def open_again(doing: Doing, row: Action, reason: str, word: PromiseWord | None = None) -> PromiseReopened:
    """Open a kept promise again under the act being done. Raises DoesNotFit where it is open, or for an earlier day."""
    if row.done_on is None:
        raise DoesNotFit(f"“{row.words}” is still open. There is nothing to open again.")
    if doing.day < row.done_on:
        raise DoesNotFit(
            f"It was done on {in_words(row.done_on)} and cannot be opened before. Check the day."
        )
    kept = PromiseReopened(
        action=row, word=word, reopened_on=doing.day, reason=reason.strip(), by=doing.line.by,
        was_done_on=row.done_on, was_proof=row.proof, was_accepted_by=row.proof_accepted_by,
    )  # fmt: skip
    doing.add(kept)
    doing.change(row, done_on=None, proof="", proof_accepted_by="")
    # They were told that it was done: that stands no more.
    told = Decision.objects.filter(representation=doing.case, about=ACTION, answer=TOLD, ended_on=None)
    for one in told.filter(ground=f"{ACTION}/{row.pk}"):
        doing.change(one, ended_on=doing.day)
    _tell_both(doing)
    return kept


def promise_of(case: Representation, number: int) -> Action:
    """A promise of a case by its number, kept or not. Raises NotOnRecord."""
    row = Action.objects.select_related("owner").filter(representation=case, pk=number).first()
    if row is None:
        raise NotOnRecord(f"{case.reference} has no promise number {number}. Agree it first.")
    return row


def family_of(case: Representation, person: int) -> Person:
    """Somebody of a case to whom a promise can be made: whoever complains, or the child. Raises NotNow."""
    found = Party.objects.filter(representation=case, person_id=person, part__in=FAMILY).select_related(
        "person"
    )
    part = found.first()
    if part is None:
        raise NotNow("A promise is made to whoever complains or to the child. Choose one of them.")
    return part.person


def promises_to(case: int, person: int, *, on: date) -> tuple[PromiseToMe, ...]:
    """The promises made to one person of a case that were put in words for them, the soonest first. Four statements."""
    rows = PromiseTold.objects.filter(action__representation=case, person=person)
    mine = PromiseWord.objects.filter(person=person).order_by("pk")
    found = list(
        rows.select_related("action").prefetch_related(
            Prefetch("action__words_said", mine), "action__reopened"
        )
    )
    who = _work_of({one.action.owner_id for one in found}, on) if found else {}
    listed = sorted(found, key=lambda one: (one.action.done_on is not None, one.action.due_on, one.pk))
    return tuple(_to_me(one, who.get(one.action.owner_id, ""), on) for one in listed)


def _to_me(one: PromiseTold, who: str, on: date) -> PromiseToMe:
    row, opened = one.action, list(one.action.reopened.all())
    # What they said before it was opened the last time led to that; since then nobody has asked them.
    since = max((each.word_id or 0 for each in opened), default=0)
    words = [each for each in row.words_said.all() if each.pk >= since]
    last = words[-1] if words else None
    stands = last is not None and not (row.done_on and last.said == PromiseWord.Said.NOT_DONE)
    return PromiseToMe(
        number=row.pk,
        words=one.words,
        by_on=row.due_on,
        who=who,
        kept_on=row.done_on,
        is_late=row.done_on is None and row.due_on < on,
        is_open_again=bool(opened) and row.done_on is None,
        said=last.said if last and stands else "",
        said_on=last.said_on if last and stands else None,
    )


def _work_of(people: set[int], on: date) -> dict[int, str]:
    """What each of these people does at the council, in a word or two; never who they are."""
    posts = OfficePost.objects.filter(person__in=people, begins_on__lte=on).order_by("begins_on", "pk")
    found = dict(posts.values_list("person_id", "job"))
    for member in Member.objects.filter(person__in=people):
        found.setdefault(member.person_id or 0, member.get_role_display())
    return found


def _heard(doing: Doing, row: Action, word: PromiseWord) -> None:
    if word.said == PromiseWord.Said.DONE:
        if row.done_on is None:
            alert(doing.line, doing.case, SAYS_DONE, doing.day, "handler")
        else:
            doing.change(word, seen_on=doing.day)  # It was accepted as done, and they agree.
    elif row.done_on is not None:
        open_again(doing, row, word.words or NO_WORDS, word)
    else:
        _tell_both(doing)


def _tell_both(doing: Doing) -> None:
    alert(doing.line, doing.case, NOT_KEPT, doing.day, "handler")
    alert(doing.line, doing.case, OWNERS, doing.day, "owner")


def _must_be_fit(doing: Doing, who: Person, words: str, although: str) -> None:
    page = as_html("", [Block("paragraph", line) for line in words.splitlines() if line])
    found = leaks_in(doing.case, who, page)
    if found:
        raise NotNow(in_words_of(found).replace("This letter", "These words"))
    read = how_plain(who.pk, words, on=doing.day)
    if read.is_plain or although.strip():
        return
    wrong = [f"“{word}” is a word we never say." for word in read.never_said]
    wrong += [f"This sentence is too long: “{said}”" for said in read.too_long]
    if read.grade > read.hardest:
        wrong.insert(0, f"It reads at grade {read.grade:.1f}; {read.hardest} is the most for them.")
    raise NotPlain(f"{' '.join(wrong)} Change that, or say why it stays.")
