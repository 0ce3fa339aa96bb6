"""The tables of this version serve the version before as well: what is new is added beside, what is old stays a while.

While a council is upgraded both programs run on the same tables, and it may go back. So a new column of an older table
is empty or has the same `default` and `db_default`, and a column or table is dropped one release after the last
program that used it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.migrations import operations as step
from django.db.migrations.loader import MigrationLoader

# The last migration of each room that the rule came after.
RULE_BEGINS = {"people": 6, "ledger": 5, "representations": 21, "outcomes": 9}
# What was dropped, (room, model, column or ""), with the release that stopped using it.
CONTRACTED: dict[tuple[str, str, str], str] = {}
ENDLESS = 10**9

State = dict[tuple[str, str], dict[str, Any]]


def breaks_the_version_before(room: str, one: Any, older: State) -> str:
    """Why a step would break the program of before on these tables, or nothing."""
    if isinstance(one, step.RunPython | step.RunSQL):
        return "" if one.reversible else "cannot be taken back"
    if isinstance(one, step.DeleteModel):
        return "" if (room, one.name_lower, "") in CONTRACTED else "drops a table"
    if isinstance(one, step.RenameModel | step.RenameField | step.AlterModelTable):
        return "renames what the program of before asks for"
    model = getattr(one, "model_name_lower", "")
    if (room, model) not in older:
        return ""
    if isinstance(one, step.RemoveField):
        return "" if (room, model, one.name_lower) in CONTRACTED else "drops a column"
    if isinstance(one, step.AddField):
        return "" if _may_be_left_out(one.field) else "adds a column that the program of before cannot fill"
    if isinstance(one, step.AlterField):
        return _narrows(older[room, model].get(one.name_lower), one.field)
    return ""


def _may_be_left_out(field: Any) -> bool:
    """Whether a row may leave a column out; what then stands there is what the new program takes for nothing said.

    The ledger's fingerprints leave out a column added later while it holds its default (`casework.commitments`).
    """
    if field.many_to_many or field.null:
        return True
    return bool(field.has_db_default() and field.has_default() and field.get_default() == field.db_default)


def _narrows(before: Any, after: Any) -> str:
    if before is None:
        return ""
    if before.null and not _may_be_left_out(after):
        return "takes away that a column may be empty"
    if before.get_internal_type() != after.get_internal_type():
        return "changes what a column holds"
    return "" if (after.max_length or ENDLESS) >= (before.max_length or ENDLESS) else "makes a column shorter"


def breaches(loader: MigrationLoader, begins: dict[str, int]) -> list[str]:
    """Each step since the rule began that breaks the program of before."""
    older, found = tables_of_before(loader, begins), []
    for room, name in sorted(loader.disk_migrations):
        if room in begins and int(name[:4]) > begins[room]:
            for one in loader.disk_migrations[room, name].operations:
                if why := breaks_the_version_before(room, one, older):
                    found.append(f"{room}.{name}: {one.describe()}: {why}")
    return found


def tables_of_before(loader: MigrationLoader, begins: dict[str, int]) -> State:
    """The tables as the rule found them."""
    last = [(room, name) for room, name in loader.disk_migrations if begins.get(room) == int(name[:4])]
    return {model: dict(said.fields) for model, said in loader.project_state(last).models.items()}


def planted() -> Iterable[tuple[Any, bool]]:
    """Steps, and whether each is refused."""
    text, later = (
        models.CharField(max_length=20, default=""),
        models.CharField(max_length=20, default="", db_default=""),
    )
    alone, other = models.CharField(db_default=""), models.CharField(default="", db_default="unknown")
    link = models.ForeignKey("people.person", null=True, on_delete=models.PROTECT)
    yield step.AddField("council", "motto", text), True
    yield step.AddField("council", "motto", later), False
    yield step.AddField("council", "motto", alone), True
    yield step.AddField("council", "motto", other), True
    yield step.AddField("council", "mayor", link), False
    yield step.AddField("noveltyofnow", "motto", text), False
    yield step.RemoveField("council", "name"), True
    yield step.RenameField("council", "name", "title"), True
    yield step.DeleteModel("council"), True
    yield step.RenameModel("council", "authority"), True
    yield step.AlterField("council", "name", models.CharField(max_length=2)), True
    yield step.AlterField("council", "name", models.CharField(max_length=2000)), False
    yield step.AlterField("council", "name", models.IntegerField()), True
    yield step.RunPython(step.RunPython.noop), True
    yield step.RunSQL("SELECT 1", step.RunSQL.noop), False


def test_every_step_since_the_rule_leaves_the_version_before_working():
    assert breaches(MigrationLoader(None), RULE_BEGINS) == []


def test_a_step_that_breaks_the_version_before_is_seen():
    older = tables_of_before(MigrationLoader(None), RULE_BEGINS)

    seen = [(bool(breaks_the_version_before("people", one, older)), one) for one, _ in planted()]

    assert [found for found, _ in seen] == [wanted for _, wanted in planted()], seen


def test_what_came_before_the_rule_would_not_pass_it():
    # The control: the same eyes on older migrations, in which columns came that only the new program filled.
    assert breaches(MigrationLoader(None), {**RULE_BEGINS, "representations": 16})
