"""Why words of somebody's file may be withheld from them: each exemption with its law, as data in `exemptions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heard.casework.new_details import DoesNotFit, NotInTheList

FILE = Path(__file__).with_name("exemptions.toml")
SOURCES = ("full", "restated", "unverified")
PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption: its code, the letter on paper, its name, what the person is told, when it applies, and the law."""

    code: str
    letter: str
    title: str
    why: str
    when: str
    basis: str
    href: str
    source_read: str
    only_for: tuple[str, ...] = ()

    def fits(self, authority: str) -> bool:
        """Whether it can apply at all to somebody who asks with this authority."""
        return not self.only_for or authority in self.only_for


@cache
def exemptions() -> dict[str, Exemption]:
    """Every exemption by its code, in the order in which they are offered."""
    said = tomllib.loads(FILE.read_text("utf-8"))
    return {
        code: Exemption(code, only_for=tuple(one.pop("only_for", ())), **one) for code, one in said.items()
    }


def exemption_named(code: str, authority: str) -> Exemption:
    """The exemption of a code, for who asks with an authority. Raises NotInTheList or DoesNotFit."""
    found = exemptions().get(code)
    if not code:
        raise NotInTheList("Choose under which exemption it is withheld.")
    if found is None:
        titles = "; ".join(one.title for one in exemptions().values())
        raise NotInTheList(f"“{code}” is no exemption. There are: {titles}.")
    if not found.fits(authority):
        raise DoesNotFit(
            f"“{found.title}” applies only where somebody asks for another person: {found.basis}. Choose another."
        )
    return found


def reasons_by_letter() -> dict[str, str]:
    """What stands beside each letter on paper: why, and the law."""
    return {one.letter: f"{one.why} ({one.basis})" for one in exemptions().values()}
