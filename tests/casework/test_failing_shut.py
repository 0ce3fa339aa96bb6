"""T100: whatever breaks while a right is asked, a file looked through or a line written, the act is refused."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.casework import offices
from tests.casework.offices import NOW, TODAY

from heard.casework import access, access_seeing, access_standing, filing, looking, virus_scanner, writing
from heard.casework.filing import HeldBack
from heard.casework.letters import leaks
from heard.casework.permissions import Act, Level, NotAllowed
from heard.ledger.models import Entry
from heard.representations.models import Document, Party

pytestmark = pytest.mark.django_db


class Broke(Exception):
    """What nobody foresaw."""


def breaks(*_, **__):
    raise Broke


def refused():
    raise ConnectionRefusedError


@pytest.fixture
def made():
    return offices.an_office()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (access, "_rule"), (access, "_level"), (access, "_parts"), (access, "standing_of"),
        (access_standing, "walled_off"), (access_standing, "restricted"),
    ],
)  # fmt: skip
def test_whatever_breaks_while_a_right_is_asked_the_answer_is_no(made, monkeypatch, module, name):
    case, manager = offices.a_case(made), made["complaints_manager"]
    usual = access.eyes_of(manager, case, on=TODAY, at=NOW)
    assert (usual.may(Act.SEE_CASES).allowed, usual.level > Level.S0, bool(usual.parts)) == (True, True, True)

    monkeypatch.setattr(module, name, breaks)
    eyes = access.eyes_of(manager, case, on=TODAY, at=NOW)

    if name in ("_rule", "standing_of", "walled_off", "restricted"):
        assert not eyes.may(Act.SEE_CASES).allowed
    if name in ("_level", "standing_of", "walled_off", "restricted"):
        assert eyes.level == Level.S0
    if name in ("_parts", "standing_of", "walled_off", "restricted"):
        assert eyes.parts == frozenset()


@pytest.mark.parametrize("name", ["walled_off", "restricted", "works_here", "_by_place_or_name"])
def test_whatever_breaks_while_cases_are_looked_for_none_is_shown(made, monkeypatch, name):
    offices.a_case(made)
    assert looking.visible_to(made["complaints_manager"], TODAY, NOW).count() == 1

    monkeypatch.setattr(access_seeing, name, breaks)

    with pytest.raises(Broke):
        list(looking.visible_to(made["complaints_manager"], TODAY, NOW))


def test_a_role_that_nobody_knows_may_nothing(made):
    case, member = offices.a_case(made), made["complaints_manager"]
    member.role = "caretaker"

    assert not looking.visible_to(member, TODAY, NOW).exists()
    assert not access.eyes_of(member, case, on=TODAY, at=NOW).may(Act.SEE_CASES).allowed
    with pytest.raises(NotAllowed):
        looking.demand(member, Act.SEE_CASES)


def test_without_a_line_of_the_ledger_there_is_no_change(made, monkeypatch):
    case = offices.a_case(made)
    before = Entry.objects.count(), Party.objects.count()
    for name in ("_said", "_bind", "_entry", "_hold_the_pen"):
        with monkeypatch.context() as off:
            off.setattr(writing, name, breaks)
            with pytest.raises(Broke), transaction.atomic():
                offices.complain_about(case, made["team_manager"])
        assert (Entry.objects.count(), Party.objects.count()) == before, name

    offices.complain_about(case, made["team_manager"])
    assert (Entry.objects.count(), Party.objects.count()) > before


def test_a_file_that_no_scanner_answered_for_is_opened_by_nobody(made, monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    paper = offices.paper(offices.a_case(made))
    assert filing.read_paper(paper)

    settings.HEARD_CLAMAV = "127.0.0.1:9"
    monkeypatch.setattr(virus_scanner, "_reached", refused)
    with pytest.raises(virus_scanner.NoAnswer):
        virus_scanner.scan(b"anything")
    paper.scan = Document.Scan.WAITING
    with pytest.raises(HeldBack):
        filing.read_paper(paper)


def test_a_letter_that_could_not_be_looked_through_is_never_one_in_which_nothing_was_found(monkeypatch):
    kept = [leaks.Kept("Kayla Thornbeck", "school", "Invented Lane School", True)]
    texts = {"words": "She goes to Invented Lane School."}
    assert leaks.find_leaks(kept, texts)

    for name in ("fold", "_things"):
        with monkeypatch.context() as off:
            off.setattr(leaks, name, breaks)
            with pytest.raises(Broke):
                leaks.find_leaks(kept, texts)
