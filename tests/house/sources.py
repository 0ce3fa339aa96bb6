"""What the rules of the house are read against: the source as trees, the words as text."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SOURCE = TOP / "src" / "heard"
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__"}

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def _is_ours(name: str) -> bool:
    return name not in NOT_OURS and not name.endswith((".egg-info", "_cache")) and name != ".hypothesis"


@cache
def files() -> tuple[Path, ...]:
    """Every file of the product, as somebody who was handed it would find them."""
    found = []
    for folder, folders, names in os.walk(TOP):
        folders[:] = sorted(filter(_is_ours, folders))
        found += [Path(folder, name) for name in sorted(names) if not name.endswith(".pyc")]
    return tuple(found)


def python_under(*folders: Path) -> Iterator[Path]:
    """Every module under the folders, migrations apart: those are written by Django."""
    for path in files():
        if path.suffix == ".py" and "migrations" not in path.parts and any(map(path.is_relative_to, folders)):
            yield path


def named(path: Path) -> str:
    """A file as one would name it from the top folder."""
    return path.relative_to(TOP).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A module as a syntax tree."""
    return ast.parse(path.read_text("utf-8"), named(path))


def functions(module: ast.Module) -> Iterator[FunctionNode]:
    """Every function of a module, methods included."""
    for node in ast.walk(module):
        if isinstance(node, FunctionNode):
            yield node


def prose() -> Iterator[Path]:
    """The pages people read."""
    for path in files():
        if path.suffix == ".md" and not path.is_relative_to(TOP / "tests"):
            yield path
