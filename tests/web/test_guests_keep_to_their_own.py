"""People from outside have pages of their own; the office's pages of a case are not there for them, typed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver
from tests.casework import living, offices, stages
from tests.web.act_pages import hidden, signed_in

from heard.casework.writing import writing
from heard.ledger.models import Look
from heard.people.models import Person
from heard.representations.models import Decision
from heard.web import seeing
from heard.web.seeing import today

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
NEVER = "CR-2026-9999"
FITS = {
    "reference": NEVER,
    "slug": "answer-stage-1",
    "step": "kind",
    "token": "aaaa",
    "number": 1,
    "version": 1,
}


def patterns(within: URLResolver) -> Iterator[str]:
    """Every address as it is written down."""
    for one in within.url_patterns:
        yield from patterns(one) if isinstance(one, URLResolver) else [str(one.pattern)]


def addresses() -> Iterator[str]:
    """Every address of the office's pages of cases, as of a case that was never issued."""
    for path in patterns(get_resolver()):
        if path.startswith("cases/"):
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(FITS.get(found[1], 1)), path)


@pytest.fixture
def made():
    return offices.an_office()


@pytest.fixture
def case(made):
    return living.fresh(stages.investigating())


@pytest.fixture
def ines(made, case):
    """The browser of the investigating officer, who has leave for one paper of the case."""
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        line.change(made["investigating_officer"], person=Person.objects.get(name="Ines Calder"))
    offices.grant(
        case, made["investigating_officer"], offices.paper(case, "Statement"), by=made["complaints_manager"],
        begins_on=today(), ends_on=today() + timedelta(days=30),
    )  # fmt: skip
    return signed_in(made["investigating_officer"])


def bare(answer):
    """An answer without what differs on every page."""
    return answer.status_code, TOKEN.sub(b"", answer.content)


def test_every_page_of_a_case_answers_them_as_for_a_number_never_issued(ines, case, monkeypatch):
    tried = list(addresses())
    looked = Look.objects.count()

    for address in tried:
        theirs = address.replace(NEVER, case.reference)
        for ask in (ines.get, ines.post):
            answer = ask(theirs)
            assert bare(answer) == bare(ask(address)), theirs
            assert answer.status_code in (404, 405), theirs

    assert len(tried) > 50
    assert Look.objects.filter(reference=case.reference, refused=True).count() > len(tried) / 2 > looked
    assert ines.get(f"/my-cases/{case.reference}/").status_code == 200
    monkeypatch.setattr(seeing, "is_guest", lambda member: False)
    assert ines.get(f"/cases/{case.reference}/").status_code == 200, "the guard was off and nothing showed it"


def test_the_lists_of_the_office_lead_them_to_their_own_cases(ines):
    for address in ("/work/", "/find/", "/promises/", "/notices/", "/work/meeting/"):
        answer = ines.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/my-cases/")


def test_a_worry_about_safety_is_put_on_record_from_their_own_page(ines, case):
    address = f"/my-cases/{case.reference}/safety/"
    page = ines.get(address).content.decode()
    said = {"once": hidden(page, "once"), "told": "The duty team, Ruth", "reason": "He is shut in his room."}
    on = today()
    days = {"told_on-day": str(on.day), "told_on-month": str(on.month), "told_on-year": str(on.year)}

    assert ines.post(address, {**said, **days, "told": ""}).status_code == 422
    assert not Decision.objects.filter(about="safeguarding").exists()
    assert ines.post(address, {**said, **days}).status_code == 302
    assert ines.post(address, {**said, **days}).status_code == 302  # Sent twice, it is done once.

    kept = Decision.objects.get(about="safeguarding")
    assert (kept.representation, kept.reason, kept.told_on) == (case, "He is shut in his room.", on)
