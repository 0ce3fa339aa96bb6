"""What the database is asked is written by Django, or as one constant; where it is put together, the place is named."""

from __future__ import annotations

import ast

from tests.house.sources import SOURCE, named, python_under, tree

UNSAFE = {"raw", "extra", "RawSQL"}
RUN = {"execute", "executemany", "executescript"}
# Each puts together constants of its own and of the tables' names; whatever somebody typed goes beside it, as a value.
PUT_TOGETHER = {
    "src/heard/casework/backup_tables.py": "numbers set back, by Django's own statements",
    "src/heard/casework/deploy_pooler.py": "which process answers, and whether it speaks TLS, each a constant",
    "src/heard/casework/deploy_checks.py": "what the server is set to, each a constant of the module",
    "src/heard/casework/finding_cases.py": "the search index, by one of two constants",
    "src/heard/casework/finding_cases_index.py": "the words of a case, of the names of tables and columns",
    "src/heard/casework/looking_at_work_paging.py": "the order of the work list, of Django's own statement",
    "src/heard/casework/migrating.py": "a change of tables, in Django's own words for it",
    "src/heard/casework/open_things.py": "what stands open on a case, of Django's own statements",
    "src/heard/config/sqlite3/base.py": "a number of milliseconds",
}


def put_together(module: ast.Module) -> list[str]:
    """Where SQL is asked that is not one constant, or by ways that take any."""
    found = []
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in UNSAFE or (name in RUN and call.args and not _is_constant(call.args[0])):
            found.append(f"line {call.lineno}: {ast.unparse(call)}")
    return found


def _is_constant(said: ast.expr) -> bool:
    return isinstance(said, ast.Constant) or (isinstance(said, ast.Name) and said.id.isupper())


def test_sql_is_put_together_only_in_the_places_that_are_named():
    where = {named(path) for path in python_under(SOURCE) if put_together(tree(path))}

    assert where == set(PUT_TOGETHER)


def test_sql_put_together_is_caught_in_every_guise():
    guises = (
        "Case.objects.raw(said)",
        "Case.objects.extra(where=[said])",
        "cursor.execute(f'SELECT {said}')",
        "cursor.execute('SELECT ' + said)",
        "cursor.execute('SELECT %s' % said)",
        "cursor.executemany('SELECT {}'.format(said), [])",
        "q = RawSQL(said, [])",
    )

    assert [len(put_together(ast.parse(one))) for one in guises] == [1] * len(guises)
    assert put_together(ast.parse("cursor.execute('SELECT %s', [said])\ncursor.execute(LOCK, [said])")) == []
