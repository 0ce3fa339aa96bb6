"""`heard assure`: each control holds on a sound installation, and fails when what it guards is broken."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY

from heard.casework import (
    access_seeing,
    assurance,
    assurance_kept,
    assurance_pages,
    assurance_place,
    assurance_record,
    looks,
)
from heard.casework.assurance import CONTROLS, Asked, assure
from heard.casework.audit import Fault, Verdict
from heard.casework.deploy_checks import Looked
from heard.casework.four_eyes import ask
from heard.casework.writing import writing
from heard.figures.frozen import digest_of, written
from heard.figures.periods import financial_year
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.ledger.models import Look
from heard.outcomes.models import Action
from heard.people.models import Member, Team
from heard.representations.models import (
    GlassBroken,
    OfficeNote,
    Representation,
    SecondPerson,
    Stage,
    Wall,
)

pytestmark = pytest.mark.django_db
HELD = {
    # A test database is no installation: what hangs on settings, backups and the machine is broken apart, below.
    "settings_unsafe", "warnings_of_the_framework", "age_of_the_last_backup", "backup_opens", "held_to_checkpoints",
    "age_of_the_last_checkpoint", "packages_not_as_locked", "packages_changed", "manual_not_as_built",
    "small_numbers_printed", "reports_not_as_released",
}  # fmt: skip
OF_PAGES = {
    "answers_without_headers", "answers_a_browser_may_keep", "forms_taken_without_a_token", "addresses_that_break",
}  # fmt: skip


def asked(**more) -> Asked:
    return Asked(**{"on": TODAY, "at": NOW, **more})


def fails(*names: str, **more) -> bool:
    """Whether each control fails now."""
    one = asked(**more)
    return not any(CONTROLS[name](one).is_safe for name in names)


def holds(*names: str, **more) -> bool:
    one = asked(**more)
    return all(CONTROLS[name](one).is_safe for name in names)


@contextmanager
def broken():
    """What is broken inside is as it was afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(settings, tmp_path):
    """An office with a case behind a wall, leave for somebody from outside, a paper, an agreement and a promise."""
    settings.DATA = tmp_path
    made = offices.an_office()
    case = offices.a_case(made)
    offices.give(case, made["complaints_officer"])
    paper = offices.paper(case)
    offices.grant(case, made["investigating_officer"], paper, by=made["complaints_manager"])
    manager = made["team_manager"]
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        line.add(
            Wall(representation=case, person=manager.person, source="declared", begins_on=living.RECEIVED)
        )
        owner, due_on = made["complaints_officer"].person, TODAY - timedelta(days=3)
        line.add(
            Action(representation=case, owner=owner, words="Ring.", agreed_on=living.RECEIVED, due_on=due_on)
        )
    ask(act="lift_wall", reference=case.reference, content={"wall": 1}, by=made["complaints_manager"], at=NOW)
    return SimpleNamespace(made=made, case=case, paper=paper, folder=Path(settings.DATA))


def test_on_a_sound_record_every_control_of_it_holds_and_nothing_is_written(office, monkeypatch):
    monkeypatch.setattr(
        assurance, "CONTROLS", {k: v for k, v in CONTROLS.items() if k not in HELD | OF_PAGES}
    )

    assert {one.name: one.value for one in assure(asked()) if not one.is_safe} == {}
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError), transaction.atomic(), assurance._without_the_right_to_write():
            Team.objects.update(label="Changed")
        Team.objects.filter(pk=0).update(label="The right came back")

    def breaks(_: Asked) -> Looked:
        raise OSError

    monkeypatch.setattr(assurance, "CONTROLS", {"a_control": breaks})
    assert [(one.name, one.is_safe) for one in assure(asked())] == [("a control", False)]


def test_each_control_of_the_record_fails_when_what_it_guards_is_broken(office, monkeypatch, settings):
    case, made = office.case, office.made
    with broken():
        Team.objects.filter(label="North").update(label="Norht")
        assert fails("rows_without_a_line")
    with broken():
        looks.note(made["complaints_officer"], case.reference, "shell", NOW)
        looks.bind(NOW)
        Look.objects.update(by="nobody")
        assert fails("looks_changed")
    with broken():
        Stage.objects.filter(representation=case).update(due_on_hint=TODAY)
        assert fails("cases_not_as_the_law_has_them")
    with broken():
        SecondPerson.objects.update(content='{"wall": 2}')
        assert fails("agreements_by_one")
    with broken():
        GlassBroken.objects.create(representation=case, member=made["legal"], reason="safeguarding", words="x" * 40,
                                   began_at=NOW - timedelta(days=6), ends_at=NOW)  # fmt: skip
        assert fails("emergencies_not_reviewed")
    with broken():
        OfficeNote.objects.create(
            representation=case, words=f"Key: {settings.SECRET_KEY}", by="amina", at=NOW
        )
        assert fails("secrets_in_the_database")
    with broken():
        User.objects.filter(pk=made["legal"].account_id).update(password="md5$salt$digest")
        assert fails("passwords_and_codes_kept_readable")
    with broken():
        User.objects.update(is_active=False)
        assert fails("open_cases_nobody_sees", "late_promises_on_no_list")
    with broken():
        next(office.folder.rglob(Path(office.paper.path).name)).write_bytes(b"another")
        assert fails("files_not_as_filed")
    monkeypatch.setattr(assurance_record, "WORKED", (("children_act/stage_1/answer", TODAY, TODAY),))
    assert fails("worked_dates_wrong")
    gap = Verdict(2, 0, (Fault("gap", "ledger entry 2", "Lines were taken out."),))
    monkeypatch.setattr(assurance_record, "verify", lambda: gap)
    assert fails("lines_of_the_ledger")
    monkeypatch.setattr(assurance_record.Entry.objects, "count", lambda: 0, raising=False)
    assert fails("acts_with_no_line")


def test_each_control_of_access_fails_when_the_guard_behind_it_is_off(office, monkeypatch):
    made = office.made
    nothing = Wall.objects.none().values_list("representation_id")
    with monkeypatch.context() as off:
        off.setattr(access_seeing, "walled_off", lambda *_: nothing)
        assert fails("walls_crossed")
    every = Representation.objects.order_by().values_list("pk")
    with monkeypatch.context() as off, broken():
        offices.a_case(made)
        off.setattr(access_seeing, "granted_to", lambda *_: every)
        assert fails("leave_that_is_over")
    Member.objects.filter(pk=made["complaints_officer"].pk).update(ends_on=TODAY)
    assert holds("leavers_who_see")
    monkeypatch.setattr(access_seeing, "works_here", lambda member, day: Member.objects.filter(pk=member.pk))
    assert fails("leavers_who_see")


def test_a_wall_that_is_lifted_or_over_keeps_nobody_out(office):
    """The control: were every wall held to be standing, the manager who sees the case again would be a fault."""
    office.case.walls.update(ended_on=TODAY)

    assert CONTROLS["walls_crossed"](asked()).value == "0 of 0"


def test_what_lies_outside_and_the_place_are_looked_at(monkeypatch, tmp_path, settings):
    settings.DATA, settings.HEARD_CHECKPOINTS = tmp_path, ""
    assert fails(
        "age_of_the_last_backup", "backup_opens", "age_of_the_last_checkpoint", "held_to_checkpoints"
    )
    assert fails("held_to_checkpoints", checkpoints=tmp_path)
    (tmp_path / "pages.log").write_text("x" * 100 + settings.SECRET_KEY)
    assert fails("secrets_in_logs", logs=tmp_path)
    assert fails("holidays_ahead", on=TODAY.replace(year=2028))
    assert fails("settings_unsafe", "warnings_of_the_framework")
    note = SimpleNamespace(pii="", retention="x", erased_by="x", table="T")
    monkeypatch.setattr(assurance_kept, "data_map", lambda: (note,))
    assert fails("tables_without_a_note")
    monkeypatch.setattr(assurance_place, "MANUAL", tmp_path / "none.md")
    assert fails("manual_not_as_built")
    safe = Looked("debug", "False", "False", True, "")
    monkeypatch.setattr(assurance_place, "deploy_checks", lambda at: [safe])
    monkeypatch.setattr(assurance_place, "run_checks", lambda **_: [])
    assert holds("settings_unsafe", "warnings_of_the_framework")


def test_a_package_of_another_version_or_with_a_changed_file_is_found(monkeypatch, tmp_path):
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"sound").digest()).rstrip(b"=").decode()
    info = tmp_path / "invented-1.0.dist-info"
    info.mkdir()
    (tmp_path / "invented.py").write_bytes(b"sound")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: Invented\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"invented.py,sha256={digest},5\ninvented-1.0.dist-info/RECORD,,\n")
    usual = assurance_place.distributions
    monkeypatch.setattr(assurance_place, "distributions", lambda: usual(path=[str(tmp_path)]))
    lock = tmp_path / "base.lock"
    monkeypatch.setattr(assurance_place, "LOCK", lock)

    def locked(said: str) -> None:
        lock.write_text(said)
        assurance_place._locked.cache_clear()

    names = ("packages_not_as_locked", "packages_changed")
    locked("invented==1.0 \\\n    --hash=sha256:0\nelsewhere==2 ; sys_platform == 'win32' \\\n")
    assert holds(*names)
    (tmp_path / "invented.py").write_bytes(b"turned")
    assert fails("packages_changed")
    locked("invented==1.1 \\\n")
    assert fails("packages_not_as_locked")
    locked("")
    assert fails("packages_not_as_locked")
    assurance_place._locked.cache_clear()


def table(value: int) -> TableResult:
    year = financial_year(2025)
    cell = TableCell(
        "number", value, str(value), 40, None, "received", "Each counts once.", year, {"team": "North"}, {}
    )
    return TableResult("t", "By team", "Of each.", ("Number",), (TableRow("North", (cell,)),), year, TODAY)


def test_a_released_report_that_was_changed_or_prints_a_small_number_is_found(monkeypatch):
    def released(value: int, digest: str = "") -> SimpleNamespace:
        said = {"tables": written([table(value)])}
        return SimpleNamespace(mark="R1", content=json.dumps(said), digest=digest or digest_of(said), figures="[]",
                               threshold=5, figures_digest=digest_of([]))  # fmt: skip

    for row, failing in ((released(9), ""), (released(3), "small"), (released(9, "0"), "changed")):
        rows = SimpleNamespace(objects=SimpleNamespace(all=lambda row=row: [row]))
        monkeypatch.setattr(assurance_record, "PublishedReport", rows)
        assert fails("small_numbers_printed") is (failing == "small")
        assert fails("reports_not_as_released") is (failing == "changed")


def test_pages_without_headers_or_tokens_and_those_that_break_are_found(monkeypatch, settings):
    there = [one for one in assurance_pages.addresses() if one[0] in ("sign-in", "help", "case", "my-page")]
    assert len(there) == 4
    assert len(list(assurance_pages.addresses())) > 300
    monkeypatch.setattr(assurance_pages, "addresses", lambda: iter(there))
    settings.ALLOWED_HOSTS = ["*", "heard.example"]
    assert holds(*OF_PAGES)
    assert logging.root.manager.disable < logging.INFO  # what is silenced meanwhile is heard again

    usual = settings.MIDDLEWARE
    off = ("heard.web.middleware.headers", "django.middleware.csrf.CsrfViewMiddleware")
    settings.MIDDLEWARE = [one for one in usual if one not in off]
    assert fails("answers_without_headers", "answers_a_browser_may_keep", "forms_taken_without_a_token")
    settings.MIDDLEWARE = [*usual, "heard.web.middleware.nowhere"]
    monkeypatch.setattr("heard.web.middleware.nowhere", lambda answer: lambda request: 1 / 0, raising=False)
    assert fails("addresses_that_break")


def test_every_control_has_been_seen_to_fail():
    """Each stands here by its name in a question whether it fails."""
    seen = re.findall(r"fails\(([^)]*)\)", Path(__file__).read_text("utf-8"))

    assert set(CONTROLS) - set(re.findall(r'"(\w+)"', " ".join(seen))) == set()
