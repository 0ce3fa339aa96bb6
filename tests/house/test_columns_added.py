"""A column added to a table that already holds rows leaves what the ledger kept of those rows true."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.migrations import AddField, CreateModel
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from heard.casework import commitments
from heard.casework.commitments import ADDED_LATER, committed_models, fingerprint
from heard.people.models import Service

# The last migration of each room of which no installation holds an older state.
FIRST_RELEASE = {"people": 5, "ledger": 4, "representations": 16, "outcomes": 4}


def added_since() -> set[tuple[str, str]]:
    later = [
        (room, migration)
        for (room, name), migration in MigrationLoader(None).disk_migrations.items()
        if room in FIRST_RELEASE and int(name[:4]) > FIRST_RELEASE[room]
    ]
    # A table that is new itself has no row from before, in however many steps it was made.
    new = {
        (room, step.name_lower)
        for room, migration in later
        for step in migration.operations
        if isinstance(step, CreateModel)
    }
    found = set()
    for room, migration in later:
        for step in migration.operations:
            if isinstance(step, AddField) and (room, step.model_name_lower) not in new:
                label = apps.get_model(room, step.model_name)._meta.label
                found.add((label, step.name))
    return found


def rooms_that_differ(loader: MigrationLoader, *reached: tuple[str, str]) -> set[str]:
    """The rooms whose tables are not those to which the migrations lead, all of them or up to some."""
    state = loader.project_state(list(reached) or None)
    changes = MigrationAutodetector(state, ProjectState.from_apps(apps)).changes(graph=loader.graph)
    return set(changes) & set(FIRST_RELEASE)


def test_the_migrations_lead_to_the_tables_as_they_stand() -> None:
    # Tests of tables are made from the tables themselves, so that they begin quickly.
    loader = MigrationLoader(None)

    assert rooms_that_differ(loader) == set()
    assert "outcomes" in rooms_that_differ(loader, ("outcomes", "0001_initial"))


def test_every_column_added_to_an_older_table_is_named() -> None:
    committed = {model._meta.label for model in committed_models()}
    named = {(label, name) for label, names in ADDED_LATER.items() for name in names}
    here = {(label, name) for label, name in added_since() if label in committed}
    assert here == named, "columns that are added later stand in casework/commitments.py, ADDED_LATER"


@pytest.fixture
def label_is_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commitments, "ADDED_LATER", {"people.Service": frozenset({"label"})})
    commitments._writers.cache_clear()
    yield
    commitments._writers.cache_clear()


def test_a_row_from_before_keeps_its_fingerprint_until_the_column_holds_something(
    label_is_later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, full = (
        fingerprint(Service(pk=1, label=""), "salt"),
        fingerprint(Service(pk=1, label="Fostering"), "salt"),
    )
    monkeypatch.setitem(commitments.UNCOMMITTED, "people.Service", {"label"})
    commitments._writers.cache_clear()
    before = fingerprint(Service(pk=1, label=""), "salt")
    assert empty == before != full


def test_two_columns_added_later_cannot_stand_in_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    names = frozenset(field.name for field in Service._meta.concrete_fields if field.name != "id")
    monkeypatch.setattr(commitments, "ADDED_LATER", {"people.Service": names})
    commitments._writers.cache_clear()
    texts = [f.name for f in Service._meta.concrete_fields if f.get_internal_type() == "CharField"]
    prints = {fingerprint(Service(pk=1, **{"label": "", name: "X"}), "salt") for name in texts}
    commitments._writers.cache_clear()
    assert len(prints) == len(texts)
