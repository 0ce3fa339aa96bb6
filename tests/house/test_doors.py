"""One writer, one door for a state, one place that looks at the wall clock, and nothing that acts unseen."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.house.sources import SOURCE, functions, named, python_under, tree

EDGE = ("web", "api", "jobs", "cli.py", "cli")
CLOCK = re.compile(
    r"^((datetime\.)?(date|datetime)\.(today|now|utcnow)"
    r"|(django\.utils\.)?timezone\.(now|localdate|localtime)"
    r"|time\.(time|time_ns|localtime|gmtime)|localdate|Now)$"
)
QUERY_WRITES = {
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "update",
    "delete",
    "raw",
}
READS = {"filter", "exclude", "get", "Q", "order_by"}
SQL_WRITES = re.compile(r"^\s*(insert|update|delete|truncate|drop|alter|create)\b", re.IGNORECASE)

Check = Callable[[ast.Module], list[str]]


def _at(node: ast.AST) -> str:
    return f"line {getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def _calls(module: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id


def looks_at_the_wall(module: ast.Module) -> list[str]:
    """Where today's date or the time of day is read, by us or by a column that fills itself."""
    found = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute | ast.Name) and CLOCK.match(ast.unparse(node))
    ]
    words = (node for node in ast.walk(module) if isinstance(node, ast.keyword))
    filled = [word for word in words if str(word.arg).startswith("auto_now")]
    return [_at(node) for node in found] + [f"line {word.value.lineno}: {word.arg}" for word in filled]


def listens(module: ast.Module) -> list[str]:
    """Signal receivers, however they are made."""
    modules = ("django.dispatch", "django.db.models.signals", "django.core.signals")
    return [
        _at(node)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and str(node.module).startswith(modules)
        or isinstance(node, ast.Attribute)
        and re.match(r"(post|pre)_(save|delete|init|migrate)|m2m_changed", ast.unparse(node.value))
    ]


def overrides_save(module: ast.Module) -> list[str]:
    """Classes that save or delete in a way of their own."""
    return [
        f"line {inner.lineno}: {node.name}.{inner.name}"
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
        for inner in node.body
        if isinstance(inner, ast.FunctionDef) and inner.name in ("save", "delete")
    ]


def _writes(call: ast.Call, name: str) -> bool:
    said = ast.unparse(call.func)
    if name in QUERY_WRITES and re.search(r"\.(objects|_default_manager|_base_manager)\b", said):
        return True
    first = call.args[0] if call.args else None
    if name in ("save", "asave", "delete", "adelete") and isinstance(call.func, ast.Attribute):
        return not _is_out(first)
    return (
        name in ("execute", "executemany")
        and isinstance(first, ast.Constant)
        and bool(SQL_WRITES.match(str(first.value)))
    )


def _is_out(first: ast.expr | None) -> bool:
    """What is saved into `out` is a picture or a paper in memory, never a row."""
    return isinstance(first, ast.Name) and first.id == "out"


def writes(module: ast.Module) -> list[str]:
    """Where rows are written: through a manager, through a row, or in SQL of one's own."""
    return [_at(call) for call, name in _calls(module) if _writes(call, name)]


def _from_acts(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and bool(re.match(r"acts\.|state_\w+$", ast.unparse(value.func)))


def moves_a_state(module: ast.Module) -> list[str]:
    """Where a state is given that `casework.acts` did not work out."""
    found: list[ast.AST] = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store)
    ]
    for call, name in _calls(module):
        given = [word.value for word in call.keywords if word.arg == "state" and not _from_acts(word.value)]
        by_name = name == "setattr" and len(call.args) > 1 and ast.unparse(call.args[1]) == "'state'"
        if by_name or (given and name not in READS):
            found.append(call)
    return [_at(node) for node in found]


def _offences(check: Check, *but: str) -> list[str]:
    """What the check finds in the source, the rooms that may apart."""
    allowed = [SOURCE / room for room in but]
    return [
        f"{named(path)} {said}"
        for path in python_under(SOURCE)
        if not any(map(path.is_relative_to, allowed))
        for said in check(tree(path))
    ]


def test_only_the_edge_reads_todays_date():
    # What ended yesterday must not be seen by a path that gives no day: there the database's clock answers.
    assert _offences(looks_at_the_wall, *EDGE, "casework/access_clock.py") == []


def test_a_look_at_the_wall_is_caught_in_every_guise():
    planted = (
        "from datetime import date, datetime\n"
        "a = date.today()\nb = datetime.now()\nc = timezone.now\nd = DateTimeField(auto_now_add=True)\n"
        "e = time.time()\nf = cell.time() == time()\ng = date(2026, 4, 1)\n"
    )

    lines = sorted(said.split(":")[0] for said in looks_at_the_wall(ast.parse(planted)))

    assert lines == ["line 2", "line 3", "line 4", "line 5", "line 6"]


def test_nothing_listens_for_signals():
    assert _offences(listens) == []


def test_a_listener_is_caught():
    assert len(listens(ast.parse("from django.dispatch import receiver\nsignals = 1"))) == 1
    assert len(listens(ast.parse("post_save.connect(f)"))) == 1


def test_no_table_saves_itself_in_a_way_of_its_own():
    assert _offences(overrides_save) == []


def test_a_save_of_its_own_is_caught():
    assert overrides_save(ast.parse("class A:\n    def save(self): ...")) == ["line 2: A.save"]


def test_only_casework_writes():
    # `files` knows no tables: what it saves is a picture or a PDF.
    assert _offences(writes, "casework", "files") == []


def test_a_writer_outside_casework_is_caught():
    planted = (
        "Stage._default_manager.create(x=1)\nStage.objects.filter(pk=1).update(x=2)\nrow.save()\nrow.delete()\n"
        "cursor.execute('UPDATE stage SET x = 1')\n"
        "mapping.update(x=1)\ncursor.execute('SELECT 1')\nStage.objects.filter(x=1)\n"
    )

    assert len(writes(ast.parse(planted))) == 5


def test_only_the_acts_give_a_state():
    assert _offences(moves_a_state, "casework/acts.py") == []


def test_a_state_given_elsewhere_is_caught():
    planted = (
        "case.state = 'open'\ncases.update(state='open')\nsetattr(case, 'state', 'open')\n"
        "Representation(state='open')\nline.change(case, state=x)\n"
        "Representation(state=acts.state_from_history(k, s))\ncases.filter(state='open')\nx = case.state\n"
    )

    assert len(moves_a_state(ast.parse(planted))) == 5


def test_the_rooms_that_write_do_write():
    casework = [path for path in python_under(SOURCE / "casework") if list(functions(tree(path)))]

    assert any(writes(tree(path)) for path in casework)
