"""Papers that information governance answers for, begun from what the tables hold and who may see it.

An impact assessment, the record of processing and the appropriate policy document. They are begun here and finished by
the council: what is the council's own to say stands open in them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from heard.casework.data_map import TableNote, data_map
from heard.casework.permissions import TABLE, Act, Level, Role, Scope, reading
from heard.law.working_days import in_words

FOLDER = Path(__file__).parent / "governance"
PAPERS = ("impact-assessment", "record-of-processing", "appropriate-policy")


def governance_papers(council: str, on: date) -> Mapping[str, str]:
    """The papers by file name, in Markdown, as they are begun on a day for a council."""
    notes = data_map()
    of_people = [one for one in notes if one.holds_personal_data]
    facts = {
        "council": council,
        "day": in_words(on),
        "tables": _tables(of_people),
        "counted": str(len(of_people)),
        "every": str(len(notes)),
        "roles": _roles(),
        "risks": _risks(),
    }
    return {
        f"{name}.md": (FOLDER / f"{name}.md").read_text(encoding="utf-8").format(**facts) for name in PAPERS
    }


def _tables(notes: list[TableNote]) -> str:
    lines = ["| table | of people | kept | erased by |", "|---|---|---|---|"]
    lines += [
        f"| {one.table}: {one.about} | {one.pii} | {one.retention} | {one.erased_by} |" for one in notes
    ]
    return "\n".join(lines)


def _roles() -> str:
    """Each role that sees any case: which exist for it, and of which it reads words, and more than words."""
    lines = ["| role | sees that there are | reads words and names of | reads more of |", "|---|---|---|---|"]
    for role in Role:
        seen = TABLE.get(role, {}).get(Act.SEE_CASES)
        if seen is not None and seen.scope is not Scope.OWN:
            read = [_reach(reading(role, level)) for level in (Level.S2, Level.S3)]
            lines.append(f"| {role.label} | {seen.scope} | {' | '.join(read)} |")
    return "\n".join(lines)


def _reach(scopes: frozenset[Scope]) -> str:
    if Scope.ALL in scopes:
        return str(Scope.ALL)
    return "; ".join(sorted(scopes)) or "none"


def _risks() -> str:
    risks = tomllib.loads((FOLDER / "risks.toml").read_text(encoding="utf-8"))["risk"]
    return "\n".join(
        f"| {one['what']} | {one['program']} | {one['council']} | **Council:** |" for one in risks
    )
