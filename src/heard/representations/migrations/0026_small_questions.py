"""PostgreSQL answers what Heard asks with one process, and sets no others to work beside it.

Every page asks twenty small questions while others wait for theirs. Setting two more processes to work costs such a
question more than it saves, and takes the processors from everybody else (docs/decisions/0037).
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SETTING = "max_parallel_workers_per_gather"


def alone(apps: Any, editor: Any) -> None:
    _alter(editor, f"SET {SETTING} = 0")


def with_others(apps: Any, editor: Any) -> None:
    _alter(editor, f"RESET {SETTING}")


def _alter(editor: Any, what: str) -> None:
    connection = editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        # A pooler may call the database something else than it does itself.
        cursor.execute("SELECT current_database()")
        name = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(f"ALTER ROLE CURRENT_USER IN DATABASE {name} {what}")


class Migration(migrations.Migration):
    dependencies = [("representations", "0025_cases_by_place")]

    operations = [migrations.RunPython(alone, with_others)]
