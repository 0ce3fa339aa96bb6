"""Themes: a person begins one or accepts a suggestion, puts cases in and takes them out. Nothing does so by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from heard.casework.access_seeing import readable
from heard.casework.looking import NotYours, visible_to
from heard.casework.new_details import fitting
from heard.casework.parties import must_say
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, demand
from heard.casework.recognising import in_words_of, marks_in
from heard.casework.recognising_known import known_of_office
from heard.casework.themes_shown import MayShow, may_show
from heard.casework.writing import Line, writing
from heard.outcomes.models import SuggestedCase, Theme, ThemedCase, ThemeSuggestion
from heard.people.models import Member

LONGEST = 120
NO_THEME = "We cannot find that theme. It may have been ended. Choose one from the list."
NO_SUGGESTION = (
    "That suggestion is no longer there: the words were read again, or somebody decided. Look at the list."
)


def begin_theme(*, name: str, words: str, by: Member, at: datetime) -> Theme:
    """Begin a theme in one's own words, with no case in it yet. Raises NotNow, NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    with writing("begin_theme", by=_who(by), at=at, done_on=day_of(at)) as line:
        return _new(line, name, words, "person", at)


def accept_suggestion(
    *, number: int, name: str, words: str, cases: Collection[int], by: Member, at: datetime
) -> Theme:
    """Make a theme of a suggestion, or put its further cases into the theme that was made of it before.

    `cases` are the numbers of those that go in; each must be of the suggestion and one that this person reads. Those
    left out may be suggested again at the next reading. Raises NotNow, NotAllowed.
    """
    demand(by, Act.KEEP_THEMES)
    with transaction.atomic():
        row = _open(number, by, at)
        suggested = SuggestedCase.objects.filter(suggestion=row, representation__in=readable(by, at=at))
        going = suggested.filter(representation__in=cases).values_list("representation", flat=True)
        if not going:
            raise NotNow(
                "No case was chosen. Choose those that belong to the theme, or say that this is no theme."
            )
        with writing("accept_theme", by=_who(by), at=at, done_on=day_of(at), cases=len(going)) as line:
            theme = row.theme or _new(line, name, words, f"pattern: {row.code}" if row.code else "words", at)
            for case in sorted(going):
                _put(line, theme, case, at)
            _settle(row, "accepted", by, at, theme)
    return theme


def reject_suggestion(*, number: int, by: Member, at: datetime) -> None:
    """Say that a suggestion is no theme: it is not suggested again. Raises NotNow, NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    with transaction.atomic():
        row = _open(number, by, at)
        with writing("reject_theme", by=_who(by), at=at, done_on=day_of(at), pattern=row.code):
            _settle(row, "rejected", by, at)


def put_into_theme(*, theme: int, reference: str, by: Member, at: datetime) -> ThemedCase:
    """Put one case into a theme. Raises NotNow, NotYours, NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    row = _there(theme)
    case = visible_to(by, at=at).filter(reference=reference.strip()).first()
    if case is None:
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    if ThemedCase.objects.filter(theme=row, representation=case, removed_at=None).exists():
        raise NotNow(f"{case.reference} stands in this theme already.")
    with writing("put_into_theme", by=_who(by), at=at, reference=case.reference, done_on=day_of(at)) as line:
        return _put(line, row, case.pk, at)


def take_out_of_theme(*, theme: int, reference: str, by: Member, at: datetime) -> None:
    """Take a case out of a theme; that it stood there stays on record. Raises NotNow, NotYours, NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    case = visible_to(by, at=at).filter(reference=reference).first()
    if case is None:
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    row = ThemedCase.objects.filter(theme=_there(theme), representation=case, removed_at=None).first()
    if row is None:
        raise NotNow(f"{reference} does not stand in this theme.")
    with writing("take_out_of_theme", by=_who(by), at=at, reference=reference, done_on=day_of(at)) as line:
        line.change(row, removed_by=_who(by), removed_at=at)


def change_theme(*, theme: int, name: str, words: str, by: Member, at: datetime) -> Theme:
    """Give a theme another name or other words. Raises NotNow, NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    row = _there(theme)
    with writing("change_theme", by=_who(by), at=at, done_on=day_of(at)) as line:
        line.change(row, name=_name(name, besides=row.pk), words=words.strip())
    return row


def end_theme(*, theme: int, because: str, by: Member, at: datetime) -> Theme:
    """End a theme, with the reason: no figure counts it any more. Raises NotNow, NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    row = _there(theme)
    must_say(because, "why the theme ends")
    with writing("end_theme", by=_who(by), at=at, done_on=day_of(at)) as line:
        line.change(row, ended_by=_who(by), ended_at=at, because=fitting(because, 500))
    return row


def _who(by: Member) -> str:
    return str(by.account.get_username())


def _name(name: str, besides: int = 0) -> str:
    must_say(name, "what the theme is called")
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise NotNow(f"A theme’s name has {LONGEST} letters at most. Say the rest in its words.")
    named = [one for one in marks_in(name, known_of_office()) if one.sure]
    if named:
        raise NotNow(
            f"The report prints a theme’s name. Found: {'; '.join(in_words_of(named))}. Choose plain words."
        )
    if Theme.objects.filter(name__iexact=name, ended_at=None).exclude(pk=besides).exists():
        raise NotNow(
            f"There is a theme called “{name}” already. Put the cases into that one, or choose another name."
        )
    return name


def _new(line: Line, name: str, words: str, origin: str, at: datetime) -> Theme:
    row = Theme(name=_name(name), words=words.strip(), origin=origin[:60], begun_by=line.by, begun_at=at)
    line.add(row)
    return row


def _put(line: Line, theme: Theme, case: int, at: datetime) -> ThemedCase:
    row = ThemedCase.objects.filter(theme=theme, representation=case, removed_at=None).first()
    if row is None:
        row = ThemedCase(theme=theme, representation_id=case, added_by=line.by, added_at=at)
        line.add(row)
    return row


def _there(number: int) -> Theme:
    row = Theme.objects.filter(pk=number, ended_at=None).first()
    if row is None:
        raise NotNow(NO_THEME)
    return row


def _open(number: int, by: Member, at: datetime) -> ThemeSuggestion:
    """A suggestion that waits and that this person is shown. Raises NotNow."""
    row = ThemeSuggestion.objects.select_for_update().filter(pk=number, standing="open").first()
    if row is None or may_show(by, [row], at=at).get(row.pk, MayShow()).cases == 0:
        raise NotNow(NO_SUGGESTION)
    return row


def _settle(
    row: ThemeSuggestion, standing: str, by: Member, at: datetime, theme: Theme | None = None
) -> None:
    row.standing, row.settled_by, row.settled_at, row.theme = standing, _who(by), at, theme or row.theme
    row.save(update_fields=["standing", "settled_by", "settled_at", "theme"])
    row.cases.all().delete()  # Which cases were meant is forgotten; those that went in stand in the theme.
