"""Erasing what a person asked to have erased: asked by one, agreed by another, done, read back and proved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from heard.casework import filing, four_eyes
from heard.casework.access import demand_can
from heard.casework.acts import OPEN_STATES
from heard.casework.data_rights import cases_of, must_be_granted
from heard.casework.data_rights_correcting import OF_PERSON, disputable_of, row_of
from heard.casework.data_rights_disputed import called_on_case
from heard.casework.new_details import NotOnRecord, fitting
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.retention_erasing import Erased, Held, NotWhole, empty_fields, erase_case, erase_rows
from heard.casework.retention_files import leave_no_trace, tables_with_files, throw_away_files
from heard.casework.retention_holds import holds_on
from heard.casework.retention_tables import belongings_of
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.ledger.models import Correction, Draft, Salt
from heard.people.models import Contact, Member
from heard.representations.models import (
    DataRequest,
    Document,
    Erasure,
    Representation,
    SearchedWords,
    SecondPerson,
    StoreCleaned,
    ValueCorrected,
)

ERASE = "erase_for_person"
# Backups are kept for so long and no longer: then what was erased is in none of them.
BACKUPS_KEPT = timedelta(days=35)
NAME_GONE = "Name erased"
Reach = Erasure.Reach
CASE, PERSON, PAPER, FIELD = "case/", "person", "paper/", "field/"
STORES = {
    "rows": "Rows of the database",
    "search": "Words to search by",
    "files": "Files",
    "typed": "What was typed and not sent",
    "salts": "What the ledger could be held against",
}


@dataclass
class Traces:
    """What an erasure takes out, by which it is looked for afterwards: rows, files, words to search by, salts."""

    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    salts: list[int] = field(default_factory=list)
    emptied: int = 0
    erased: Erased = field(default_factory=Erased)
    search: int = 0
    typed: int = 0


def erasable_of(request: DataRequest) -> list[tuple[str, str]]:
    """What can be erased on a request: each case, the person's details, each paper and each field of words."""
    cases = cases_of(request)
    found = [(f"{CASE}{one.reference}", f"The whole of {one.reference}") for one in cases]
    if request.person is not None:
        found.append((PERSON, "The person’s details: name, date of birth, ways to reach them"))
    papers = Document.objects.filter(representation__in=cases, copy_of=None).order_by("pk")
    found += [
        (f"{PAPER}{one.pk}", f"Paper {one.pk}, added on {in_words(day_of(one.added_at))}") for one in papers
    ]
    return [*found, *((f"{FIELD}{code}", words) for code, words in disputable_of(request))]


def ask_to_erase(
    *, member: Member, at: datetime, request: DataRequest, what: str, because: str, fresh: bool
) -> SecondPerson:
    """Ask a second person to agree that exactly this is erased. Raises NotAllowed, NeedsFresh, DoesNotFit, Held."""
    case = _case_of(request, what)
    demand_can(member, Act.ERASE, case, on=day_of(at), at=at, fresh=fresh)
    must_be_granted(request, DataRequest.Kind.ERASE)
    _refuse_held(request, what, at)
    must_be_written(because, "why it is erased")
    content = {
        "request": request.reference,
        "what": what,
        "called": dict(erasable_of(request))[what],
        "because": fitting(because, 500),
    }
    return four_eyes.ask(act=ERASE, reference=case.reference, content=content, by=member, at=at)


def erase(*, member: Member, at: datetime, request: DataRequest, agreed: int, fresh: bool) -> Erasure:
    """Erase as two persons agreed, then read every store back and keep what was found there as the proof.

    The request and its answer stay, so that it can be shown why. Raises NotAllowed, NeedsFresh, NotAgreed, Held.
    """
    demand(member, Act.ERASE)
    found = SecondPerson.objects.filter(pk=agreed, act=ERASE).first()
    said: Mapping[str, Any] = json.loads(found.content) if found else {}
    if found is None or said.get("request") != request.reference:
        raise four_eyes.NotAgreed("This takes a second person. Ask one to agree first, then do it.")
    what = str(said["what"])
    case = _case_of(request, what)
    demand_can(member, Act.ERASE, case, on=day_of(at), at=at, fresh=fresh)
    must_be_granted(request, DataRequest.Kind.ERASE)
    _refuse_held(request, what, at)
    by, reference = member.account.username, case.reference
    with writing(
        ERASE, by=by, at=at, reference=reference, done_on=day_of(at), request=request.reference
    ) as line:
        two = four_eyes.use(line, number=agreed, act=ERASE, reference=reference, content=said)
        row = _erasure(request, what, case, two, at)
        try:
            traces = _erase(line, request, what, case)
        except NotWhole as why:
            raise NotNow(str(why)) from why
        line.add(row)
    _prove(row, traces, by, at)
    return row


def proof_of(erasure: Erasure) -> list[tuple[str, StoreCleaned]]:
    """The stores of an erasure in words, with what was taken out of each and what was found there afterwards."""
    return [(STORES.get(one.store, one.store), one) for one in erasure.stores.all()]


def _case_of(request: DataRequest, what: str) -> Representation:
    """The case by which an erasure is judged: its own, or the first of the request."""
    if what not in dict(erasable_of(request)):
        raise NotOnRecord("That is not on record under this request. Choose it from the list.")
    cases = cases_of(request)
    if what.startswith(PAPER):
        number = Document.objects.get(pk=int(what.removeprefix(PAPER))).representation_id
        return next(one for one in cases if one.pk == number)
    place = what.partition("/")[2]
    if what.startswith(CASE):
        return next(one for one in cases if one.reference == place)
    if what.startswith(FIELD):
        return next(one for one in cases if place.startswith(f"{one.reference}/"))
    if not cases:
        raise NotOnRecord("The person stands in no case any more.")
    return cases[0]


def _refuse_held(request: DataRequest, what: str, at: datetime) -> None:
    if what.startswith(CASE) and _case_of(request, what).state in OPEN_STATES:
        raise NotNow(
            f"{what.removeprefix(CASE)} is still being heard, so it is not erased as a whole. Close it first; a paper, "
            "a field or the person’s details can be erased now."
        )
    judged = cases_of(request) if what == PERSON else [_case_of(request, what)]
    for case in judged:
        if held := holds_on(case, on=day_of(at)):
            raise NotNow(str(Held(case.reference, held)))


def _erasure(
    request: DataRequest, what: str, case: Representation, two: SecondPerson, at: datetime
) -> Erasure:
    reach = Reach.CASE if what.startswith(CASE) else Reach.PERSON if what == PERSON else Reach.PART
    place = what.removeprefix(f"{FIELD}{case.reference}/")
    return Erasure(
        request=request,
        reach=reach,
        of=case.reference,
        part=called_on_case(place)[:80] if what.startswith(FIELD) else "" if reach != Reach.PART else what,
        erased_at=at,
        asked_by=two.asked_by.account.username,
        agreed_by=two.answered_by.account.username if two.answered_by else "",
        backups_gone_on=day_of(at) + BACKUPS_KEPT,
    )


def _erase(line: Line, request: DataRequest, what: str, case: Representation) -> Traces:
    if what.startswith(CASE):
        traces = _traces([case])
        traces.cases, traces.references = [case.pk], [case.reference]
        traces.search = SearchedWords.objects.filter(pk=case.pk).count()
        traces.typed = _typed(traces.references)
        traces.erased = erase_case(line, case, on=day_of(line.at))
    elif what == PERSON:
        traces = _erase_person(line, request)
    elif what.startswith(PAPER):
        paper = Document.objects.get(pk=int(what.removeprefix(PAPER)))
        traces = _traces([paper])
        traces.erased = erase_rows(line, [paper])
    else:
        traces = _empty_field(line, request, case, what.removeprefix(FIELD))
    traces.salts = list(line.said.get("salts", ()))
    return traces


def _erase_person(line: Line, request: DataRequest) -> Traces:
    person = request.person
    if person is None:
        raise NotOnRecord("The person’s details are erased already.")
    contacts = list(Contact.objects.filter(person=person))
    old = [*_sealed(request, person_only=True)]
    traces = _traces([*contacts, *old])
    traces.erased = erase_rows(line, [*contacts, *old])
    blank = dict.fromkeys(OF_PERSON, "") | {"name": NAME_GONE, "born_on": None}
    empty_fields(line, person, **blank)
    traces.emptied = len(blank)
    return traces


def _empty_field(line: Line, request: DataRequest, case: Representation, code: str) -> Traces:
    """The words go, and with them what they were before each correction, open or sealed."""
    place = code.removeprefix(f"{case.reference}/")
    row, name = row_of(request, code)
    history = list(Correction.objects.filter(reference=case.reference, what=place))
    old = ValueCorrected.objects.filter(representation=case, what=place)
    traces = _traces([*history, *old])
    traces.erased = erase_rows(line, [*history, *old])
    empty_fields(line, row, **{name: ""})
    traces.emptied = 1
    return traces


def _sealed(request: DataRequest, *, person_only: bool) -> Iterator[ValueCorrected]:
    found = ValueCorrected.objects.filter(request__person=request.person)
    yield from found.filter(representation=None) if person_only else found


def _traces(rows: Iterable[models.Model]) -> Traces:
    found = Traces()
    for row in rows:
        for model, some in belongings_of(row).rows.items():
            found.rows.setdefault(model, []).extend(some)
            found.paths += [str(path) for one in some.values() if (path := getattr(one, "path", ""))]
    return found


def _is_left(path: str) -> bool:
    """Whether a file is still in the store though no row names it: one that another case filed as well stays."""
    named = any(model._default_manager.filter(path=path).exists() for model in tables_with_files())
    return not named and filing.filed_at(path) is not None


def _typed(references: Iterable[str]) -> int:
    return sum(Draft.objects.filter(page__contains=f"/{one}/").count() for one in references)


def _prove(row: Erasure, traces: Traces, by: str, at: datetime) -> None:
    """Read every store back, now that the erasing is kept: what is found there is the proof, whatever it says."""
    throw_away_files()
    leave_no_trace()
    with writing("read_back_erasure", by=by, at=at, reference=row.request.reference, erasure=row.pk) as line:
        for store, taken_out, left in _read_back(traces):
            line.add(StoreCleaned(erasure=row, store=store, taken_out=taken_out, left=left))


def _read_back(traces: Traces) -> Iterator[tuple[str, int, int]]:
    left = sum(model._default_manager.filter(pk__in=some).count() for model, some in traces.rows.items())
    yield "rows", traces.erased.rows + traces.emptied, left
    yield "search", traces.search, SearchedWords.objects.filter(pk__in=traces.cases).count()
    yield "files", traces.erased.files, sum(map(_is_left, set(traces.paths)))
    yield "typed", traces.typed, _typed(traces.references)
    kept = Salt.objects.filter(entry_id__in=traces.salts).exclude(value="").count()
    yield "salts", len(traces.salts), kept
