"""Reading the words of the cases for themes, by the night or when somebody asks: what it finds waits for a person.

It reads no case that is kept to those who have it, and knows no name as a word. What nobody has decided on is forgotten
at the next reading; what somebody rejected is not suggested again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import restricted
from heard.casework.passing_on import KINDS as PRAISE
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.recognising import listed, parts_of
from heard.casework.themes_apart import CannotRead, read_apart
from heard.casework.themes_patterns import codes_in, patterns
from heard.casework.themes_words import Together
from heard.casework.writing import writing
from heard.outcomes.models import SuggestedCase, ThemedCase, ThemeSuggestion
from heard.people.models import Member, Person
from heard.representations.models import Element, Representation

COMPLAINTS, COMPLIMENTS = "complaints", "compliments"
MOST, AT_ONCE, YEARS = 5000, 1000, 3
# So many of eight words the same: it is the suggestion that somebody decided on before.
SAME = 4
BETWEEN_READINGS = timedelta(days=7)
REJECTED_KEPT = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class ReadNow:
    """What a reading did: how many cases it read, how many suggestions wait, and why words were not read, if so."""

    cases: int
    suggestions: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    among: str
    cases: Sequence[tuple[int, str]]
    code: str = ""
    terms: tuple[str, ...] = ()


def look_again(*, by: Member, at: datetime) -> ReadNow:
    """Read the words again because somebody asks. Raises NotAllowed."""
    demand(by, Act.KEEP_THEMES)
    return read_for_themes(by=by.account.get_username(), at=at)


def read_when_due(*, by: str, at: datetime) -> ReadNow | None:
    """Read the words, unless they were read in the last seven days."""
    last = ThemeSuggestion.objects.order_by("-read_at").values_list("read_at", flat=True).first()
    return None if last is not None and at - last < BETWEEN_READINGS else read_for_themes(by=by, at=at)


def read_for_themes(*, by: str, at: datetime) -> ReadNow:
    """Read the words of the cases of three years for what recurs, and keep each suggestion until somebody decides."""
    found: list[_Found] = []
    why_not, read = "", 0
    for among in (COMPLAINTS, COMPLIMENTS):
        texts = _texts(among, at)
        read += len(texts)
        found += _of_patterns(among, texts) if among == COMPLAINTS else []
        try:
            words = read_apart([text for _, text in texts], _names(texts))
        except CannotRead as why:
            why_not, words = str(why), []
        found += [_of_words(among, texts, one) for one in words]
    kept = _keep(found, by, at, read)
    return ReadNow(read, kept, why_not)


def _texts(among: str, at: datetime) -> list[tuple[int, str]]:
    """The words of each case with those of its points, the newest cases, but those kept to few."""
    since = day_of(at) - timedelta(days=365 * YEARS)
    cases = Representation.objects.filter(received_on__gte=since).exclude(
        pk__in=restricted(day_asked(day_of(at)))
    )
    cases = cases.filter(kind__in=PRAISE) if among == COMPLIMENTS else cases.exclude(kind__in=PRAISE)
    newest = cases.exclude(words="", elements__isnull=True).order_by("-received_on", "-pk")
    said = dict(newest.values_list("pk", "words")[:MOST])
    for case, words in Element.objects.filter(representation__in=list(said)).values_list(
        "representation", "words"
    ):
        if words not in said[case]:
            said[case] = f"{said[case]}\n{words}"
    return [(case, words) for case, words in said.items() if words.strip()]


def _names(texts: Sequence[tuple[int, str]]) -> set[str]:
    """Every name on our record of these cases and of the office, and names that many people have: no words to us."""
    named = (
        Q(parts__representation__in=[case for case, _ in texts])
        | Q(member__isnull=False)
        | Q(posts__isnull=False)
    )
    on_record = Person.objects.filter(named).distinct().values_list("name", flat=True)
    return {part for name in on_record for part in parts_of(name)} | set(listed("first_names.txt"))


def _of_patterns(among: str, texts: Sequence[tuple[int, str]]) -> Iterator[_Found]:
    cases: dict[str, list[tuple[int, str]]] = {one.code: [] for one in patterns()}
    for case, text in texts:
        for code in codes_in(text):
            cases[code].append((case, ""))
    return (_Found(among, rows, code) for code, rows in cases.items() if rows)


def _of_words(among: str, texts: Sequence[tuple[int, str]], one: Together) -> _Found:
    return _Found(among, [(texts[place][0], " ".join(mine)) for place, mine in one.texts], terms=one.terms)


def _keep(found: Iterable[_Found], by: str, at: datetime, read: int) -> int:
    """The suggestions as they stand now, instead of those that nobody decided on."""
    with writing("read_for_themes", by=by, at=at, done_on=day_of(at), cases=read) as line:
        rows = ThemeSuggestion.objects
        rows.filter(standing="open").delete()
        rows.filter(standing="rejected", settled_at__lt=at - REJECTED_KEPT).delete()
        settled = list(rows.select_related("theme"))
        kept = [row for one in found if (row := _kept(one, settled, at)) is not None]
        line.said["suggestions"] = len(kept)
    return len(kept)


def _kept(one: _Found, settled: Sequence[ThemeSuggestion], at: datetime) -> ThemeSuggestion | None:
    """A suggestion kept with its cases, unless it was rejected; of an accepted theme those not looked at yet."""
    before = next((row for row in settled if _same(one, row)), None)
    if before is not None and before.standing == "rejected":
        return None
    theme = before.theme if before is not None and before.theme and before.theme.ended_at is None else None
    decided = (
        set(ThemedCase.objects.filter(theme=theme).values_list("representation", flat=True))
        if theme
        else set()
    )
    cases = [(case, terms) for case, terms in one.cases if case not in decided]
    if not cases:
        return None
    row = ThemeSuggestion(code=one.code, terms=" ".join(one.terms), among=one.among, read_at=at, theme=theme)
    row.save(force_insert=True)
    SuggestedCase.objects.bulk_create(
        [SuggestedCase(suggestion=row, representation_id=case, terms=terms) for case, terms in cases],
        batch_size=AT_ONCE,
    )
    return row


def _same(one: _Found, row: ThemeSuggestion) -> bool:
    if one.among != row.among or one.code != row.code:
        return False
    return bool(one.code) or len({*one.terms} & {*row.terms.split()}) >= min(SAME, len(one.terms))
