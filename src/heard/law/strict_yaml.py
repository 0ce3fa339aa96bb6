"""Read the committed law files. Plain YAML, except that a key written twice is an error.

Ordinary readers keep the last of two equal keys without a word, and one of two values of a rule would vanish.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # the same reader without its C half
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class KeyWrittenTwice(ValueError):
    """A law file says two things under one key, so nobody can know which is meant."""


class _StrictLoader(_Loader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise KeyWrittenTwice(
                    f"“{key}” is written twice{_where(key_node)}. Two values under one key cannot both hold: "
                    "keep the right one and remove the other."
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def _where(node: yaml.Node) -> str:
    mark = node.start_mark
    return f" in {mark.name}, line {mark.line + 1}" if mark else ""


def read(path: Path) -> Any:
    """What the file says. Raises KeyWrittenTwice, naming file and line."""
    with path.open(encoding="utf-8") as text:
        return yaml.load(text, Loader=_StrictLoader)
