"""What is wrong with the parts of a zipped file, seen from its list of contents alone, before anything is unpacked."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

MEGABYTE = 1024 * 1024
MOST_PARTS = 2_000
MOST_RATIO = 100
SMALL = 2 * MEGABYTE  # below this no ratio can hurt
OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f]")


class Fault(Enum):
    """What a list of contents shows to be wrong."""

    TOO_MANY = auto()
    OUTSIDE = auto()
    TWICE = auto()
    LOCKED = auto()
    PACKED_STRANGELY = auto()
    SWELLS = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong first of all, and the number it is wrong by: parts, or bytes unpacked."""

    fault: Fault
    number: int = 0


def fault_in(members: Sequence[zipfile.ZipInfo], *, most_unpacked: int, each: bool = True) -> Found | None:
    """The first fault of a zipped file that may unpack to so many bytes at most; None where there is none.

    `each` part is held to the ratio; else the whole alone, as a sheet of equal rows packs better than any paper.
    """
    if len(members) > MOST_PARTS:
        return Found(Fault.TOO_MANY, len(members))
    seen: set[str] = set()
    for member in members:
        fault = _fault_of(member, seen)
        if fault is not None:
            return Found(fault)
        seen.add(member.filename.lower())
    sizes = [(one.file_size, one.compress_size) for one in members] if each else []
    sizes.append((sum(one.file_size for one in members), sum(one.compress_size for one in members)))
    swollen = next((one for one, packed in sizes if _swells(one, packed, most_unpacked)), None)
    return None if swollen is None else Found(Fault.SWELLS, swollen)


def _fault_of(member: zipfile.ZipInfo, seen: set[str]) -> Fault | None:
    if OUTSIDE.search(member.filename) or OUTSIDE.search(member.orig_filename):
        return Fault.OUTSIDE
    if stat.S_ISLNK(member.external_attr >> 16):
        return Fault.OUTSIDE
    if member.filename.lower() in seen:
        return Fault.TWICE
    if member.flag_bits & 1:
        return Fault.LOCKED
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Fault.PACKED_STRANGELY
    return None


def _swells(unpacked: int, packed: int, most: int) -> bool:
    return unpacked > most or (unpacked > SMALL and unpacked > packed * MOST_RATIO)
