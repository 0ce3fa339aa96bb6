"""Themes as somebody sees them: of how many cases, by service and year, how many upheld, and what was learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from heard.casework.access_seeing import readable
from heard.casework.looking import PAGE, NotYours, kind_words, visible_to
from heard.casework.passing_on import KINDS as PRAISE
from heard.casework.permissions import Act, demand, may
from heard.casework.themes import NO_SUGGESTION, NO_THEME
from heard.casework.themes_counted import upheld_of
from heard.casework.themes_patterns import pattern_of
from heard.casework.themes_reading import COMPLAINTS
from heard.casework.themes_shown import may_show
from heard.figures.periods import financial_year, month_key, month_label, year_key, year_label
from heard.outcomes.models import Action, LearningPoint, SuggestedCase, Theme, ThemedCase, ThemeSuggestion
from heard.people.models import Member
from heard.representations.models import Representation

NO_SERVICE = "No service on record"
MOST_SHOWN, MONTHS_SHOWN = 300, 12


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme in the list: so many cases, of them praise, and upheld so many of those with a finding."""

    number: int
    name: str
    words: str
    cases: int
    praise: int
    upheld: int
    found: int


@dataclass(frozen=True, slots=True)
class ThemesSeen:
    """The themes, of so many cases in all, and how many suggestions wait for who may decide on them."""

    rows: tuple[ThemeLine, ...]
    of: int
    years: tuple[tuple[int, str], ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class CaseOfTheme:
    """One case in a theme, or suggested for one. `words` are empty for those who do not read it."""

    number: int
    reference: str
    kind: str
    received_on: date
    service: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by service down and by year or month across."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class ThemeSeen:
    """One theme: its cases, by service and year, what was learnt from them and what was put right."""

    line: ThemeLine
    origin: str
    cases: tuple[CaseOfTheme, ...]
    page: int
    by_year: Table
    by_month: Table
    learnt: tuple[tuple[str, str], ...]
    done: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One suggestion: its name where a pattern has one, the words it may be known by, and how many cases one reads."""

    number: int
    name: str
    words: str
    terms: tuple[str, ...]
    among: str
    cases: int
    theme: str


@dataclass(frozen=True, slots=True)
class SuggestionSeen:
    """One suggestion with the cases that this person reads, all of them unless they are very many."""

    line: SuggestionLine
    cases: tuple[CaseOfTheme, ...]
    by_month: Table


def themes_seen(member: Member, *, service: str = "", year: int = 0) -> ThemesSeen:
    """The themes over the cases that are there for a member, of one service or year where asked. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    cases = _narrowed(visible_to(member), service, year)
    themed = ThemedCase.objects.filter(removed_at=None, theme__ended_at=None, representation__in=cases)
    pairs = list(themed.values_list("theme", "representation", "representation__kind"))
    upheld = upheld_of({case for _, case, _ in pairs})
    of_theme: dict[int, list[tuple[int, str]]] = {}
    for theme, case, kind in pairs:
        of_theme.setdefault(theme, []).append((case, kind))
    lines = [_line(row, of_theme.get(row.pk, []), upheld) for row in Theme.objects.filter(ended_at=None)]
    days = visible_to(member).order_by().values_list("received_on", flat=True).distinct()
    years = sorted({year_key(day) for day in days}, reverse=True)
    return ThemesSeen(
        tuple(sorted(lines, key=lambda one: (-one.cases, one.name))),
        cases.count(),
        tuple((one, year_label(one)) for one in years),
        len(suggestions_seen(member)) if may(member, Act.KEEP_THEMES) else 0,
    )


def theme_seen(member: Member, number: int, *, page: int = 1) -> ThemeSeen:
    """One theme with its cases that are there for a member. Raises NotYours, NotAllowed."""
    demand(member, Act.SEE_CASES)
    theme = Theme.objects.filter(pk=number, ended_at=None).first()
    if theme is None:
        raise NotYours(NO_THEME)
    mine = visible_to(member).filter(themes__theme=theme, themes__removed_at=None)
    rows = _with_places(mine)
    line = _line(theme, [(row.pk, row.kind) for row in rows], upheld_of([row.pk for row in rows]))
    page = min(max(page, 1), max(1, -(-len(rows) // PAGE)))
    numbers = [row.pk for row in rows]
    return ThemeSeen(
        line=line,
        origin=theme.origin,
        cases=tuple(_cases(member, rows[(page - 1) * PAGE : page * PAGE])),
        page=page,
        by_year=_table(rows, year_key, year_label, 5),
        by_month=_table(rows, month_key, month_label, MONTHS_SHOWN),
        learnt=tuple(_learnt(member, numbers)),
        done=tuple(_done(member, numbers)),
    )


def suggestions_seen(member: Member) -> list[SuggestionLine]:
    """The suggestions that wait, as far as this person may be shown them, those of most cases first."""
    demand(member, Act.KEEP_THEMES)
    rows = list(ThemeSuggestion.objects.filter(standing="open").select_related("theme"))
    shown = may_show(member, rows)
    lines = [_suggestion(row, shown[row.pk].cases, shown[row.pk].terms) for row in rows if row.pk in shown]
    return sorted(lines, key=lambda one: (not one.name, -one.cases))


def suggestion_seen(member: Member, number: int) -> SuggestionSeen:
    """One suggestion with the cases of it that this person reads. Raises NotYours, NotAllowed."""
    demand(member, Act.KEEP_THEMES)
    row = ThemeSuggestion.objects.filter(pk=number, standing="open").select_related("theme").first()
    shown = may_show(member, [row]).get(row.pk) if row else None
    if row is None or shown is None:
        raise NotYours(NO_SUGGESTION)
    suggested = SuggestedCase.objects.filter(suggestion=row).values("representation")
    cases = _with_places(readable(member).filter(pk__in=suggested))
    return SuggestionSeen(
        _suggestion(row, shown.cases, shown.terms),
        tuple(_cases(member, cases[:MOST_SHOWN])),
        _table(cases, month_key, month_label, MONTHS_SHOWN),
    )


def _narrowed(cases: QuerySet[Representation], service: str, year: int) -> QuerySet[Representation]:
    if service:
        of_team = Q(service=None, team__service__label=service)
        cases = cases.filter(Q(service__label=service) | of_team)
    if year:
        within = financial_year(year)
        cases = cases.filter(received_on__gte=within.first, received_on__lte=within.last)
    return cases


def _line(theme: Theme, cases: Iterable[tuple[int, str]], upheld: Mapping[int, bool]) -> ThemeLine:
    rows = list(cases)
    found = [upheld[case] for case, _ in rows if case in upheld]
    praise = sum(1 for _, kind in rows if kind in PRAISE)
    return ThemeLine(theme.pk, theme.name, theme.words, len(rows), praise, sum(found), len(found))


def _with_places(cases: QuerySet[Representation]) -> list[Representation]:
    return list(
        cases.select_related("service", "team__service", "kind_term")
        .distinct()
        .order_by("-received_on", "-pk")
    )


def _cases(member: Member, rows: list[Representation]) -> list[CaseOfTheme]:
    may_read = set(readable(member).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [
        CaseOfTheme(
            row.pk, row.reference, kind_words(row), row.received_on, _service(row),
            row.words if row.pk in may_read else "",
        )
        for row in rows
    ]  # fmt: skip


def _service(row: Representation) -> str:
    service = row.service or (row.team.service if row.team else None)
    return service.label if service else ""


def _table(
    rows: list[Representation], key_of: Callable[[date], int], label_of: Callable[[int], str], most: int
) -> Table:
    counts = Counter((_service(row) or NO_SERVICE, key_of(row.received_on)) for row in rows)
    keys = sorted({key for _, key in counts})[-most:]
    services = sorted({service for service, _ in counts})
    return Table(
        tuple(label_of(key) for key in keys),
        tuple((service, tuple(counts[service, key] for key in keys)) for service in services),
    )


def _learnt(member: Member, numbers: list[int]) -> list[tuple[str, str]]:
    """What was learnt from those of the cases that this person reads."""
    mine = readable(member).filter(pk__in=numbers)
    points = LearningPoint.objects.filter(
        Q(representation__in=mine) | Q(further_cases__representation__in=mine)
    )
    rows = points.select_related("service").distinct().order_by("-learned_on", "-pk")[:PAGE]
    return [(row.words, row.service.label if row.service else "") for row in rows]


def _done(member: Member, numbers: list[int]) -> list[tuple[str, date]]:
    """What was promised on those of the cases that this person reads, and done."""
    mine = readable(member).filter(pk__in=numbers)
    rows = Action.objects.filter(representation__in=mine, done_on__isnull=False).order_by("-done_on", "-pk")
    return [(row.words, row.done_on) for row in rows[:PAGE] if row.done_on]


def _suggestion(row: ThemeSuggestion, cases: int, terms: tuple[str, ...]) -> SuggestionLine:
    pattern = pattern_of(row.code) if row.code else None
    return SuggestionLine(
        row.pk,
        pattern.name if pattern else "",
        pattern.words if pattern else "",
        terms,
        COMPLAINTS if row.among == COMPLAINTS else "compliments",
        cases,
        row.theme.name if row.theme else "",
    )
