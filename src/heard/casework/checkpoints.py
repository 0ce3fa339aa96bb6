"""Checkpoints: where the ledger ended at an instant, signed, and kept where nobody who keeps the database can reach.

The chain shows every edit of a line that leaves the later ones as they were. Whoever rewrites all later lines too, or
cuts the end off, leaves a chain that is sound in itself: only somebody else's memory of where it ended shows that.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from heard.casework.audit import Fault
from heard.casework.one_instant import as_of_one_instant
from heard.casework.signed_notes import BadNote, NoKey, Reader, Signer, reader_of, sign, text_of
from heard.ledger.models import Entry

ENDING = ".checkpoint"
WHO_SIGNS = "signed-by.txt"
HANDS = "hands over "


class NotSigned(Exception):
    """No checkpoint was written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where the ledger ended: after so many lines, with this digest, as signed at an instant."""

    origin: str
    entries: int
    digest: str
    at: datetime
    # The keys, where one hands over to another: the note is then signed by both.
    handed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines that are signed: origin, size and root, as C2SP's checkpoints have them, and the instant."""
        root = base64.b64encode(bytes.fromhex(self.digest)).decode()
        keys = f"{HANDS}{' '.join(self.handed)}\n" if self.handed else ""
        return f"{self.origin}\n{self.entries}\n{root}\nat {self.at.astimezone(UTC).isoformat()}\n{keys}"


@dataclass(frozen=True, slots=True)
class Held:
    """What holding the ledger to checkpoints found: how many there were, the latest, lines since, and every fault."""

    checkpoints: int
    latest: Checkpoint | None
    since: int
    faults: tuple[Fault, ...]
    # Whose signature counts after the latest.
    believed: Reader | None = None


def write_checkpoint(
    folder: Path, signer: Signer, *, at: datetime, hand_to: Signer | None = None
) -> tuple[Checkpoint, str]:
    """Sign where the ledger ends and keep it in a folder, whole or not at all. Returns it, and the note itself.

    With `hand_to` both sign, and from then on only the other's signature counts.
    It is not signed where the ledger does not fit an earlier checkpoint of the folder. Raises NotSigned, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = hold_to_checkpoints(folder, reader_of(signer.public)) if _notes(folder) else None
    if held and held.faults:
        raise NotSigned(
            f"The ledger is not as it was signed before. {held.faults[0].why} Nothing was signed."
        )
    if held and held.latest and held.believed != reader_of(signer.public):
        raise NotSigned("This key has handed over to another, which signs now. Nothing was signed.")
    last = Entry.objects.order_by("-sequence").first()
    if last is None:
        raise NotSigned("The ledger is empty: there is nothing to sign yet.")
    both = (signer, hand_to) if hand_to else (signer,)
    handed = tuple(one.public for one in both) if hand_to else ()
    made = Checkpoint(signer.name, last.sequence, last.digest, at, handed)
    note = sign(made.text, *both)
    who = folder / WHO_SIGNS
    if not who.exists():
        _keep(who, signer.public + "\n")
    _keep(folder / f"{made.entries:012}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{ENDING}", note)
    return made, note


def hold_to_checkpoints(folder: Path, reader: Reader | None = None) -> Held:
    """Hold the ledger to every checkpoint of a folder. Raises NoKey, OSError.

    Whom to believe is read from the folder unless it is given: give it, where others can write into the folder.
    """
    notes = _notes(folder)
    if not notes:
        why = f"There is no checkpoint in {folder}. Without one a ledger that was cut short looks whole."
        return Held(0, None, 0, (Fault("checkpoint missing", str(folder), why),))
    believed = reader or reader_of((folder / WHO_SIGNS).read_text("utf-8"))
    faults: list[Fault] = []
    found, signs_now = _read_in_order(notes, believed, faults)
    found.sort(key=lambda one: (one.entries, one.at))
    with as_of_one_instant():
        last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        ends = dict(Entry.objects.filter(pk__in={one.entries for one in found}).values_list("pk", "digest"))
    faults += _judged(found, ends, last)
    latest = found[-1] if found else None
    since = max(last - latest.entries, 0) if latest else last
    return Held(len(notes), latest, since, tuple(faults), signs_now)


def newest_in(folder: Path) -> datetime | None:
    """When the newest checkpoint of a folder was signed, by its name; None where there is none."""
    names = [one.stem.rpartition("-")[2] for one in _notes(folder)] if folder.is_dir() else []
    return max((datetime.strptime(one, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for one in names), default=None)


def _judged(found: list[Checkpoint], ends: dict[int, str], last: int) -> list[Fault]:
    faults, sound, at = [], 0, None
    for one in found:
        when = f"checkpoint of {one.at:%Y-%m-%d %H:%M} UTC"
        if one.entries > last:
            why = f"The {when} holds {one.entries:,} lines, and the ledger ends after {last:,}. Its end was cut off."
            faults.append(Fault("truncated", f"ledger entry {last + 1}", why))
        elif ends.get(one.entries) != one.digest:
            why = f"The {when} holds another line {one.entries:,}. Lines after {sound:,} were written anew."
            faults.append(Fault("rewritten", f"ledger entries {sound + 1} to {one.entries}", why))
        else:
            sound = one.entries
        if at is not None and one.at < at:
            why = f"The {when} holds more lines than one that was signed later. A clock was turned back."
            faults.append(Fault("clock", when, why))
        at = one.at
    return faults


def _read_in_order(
    notes: list[Path], believed: Reader, faults: list[Fault]
) -> tuple[list[Checkpoint], Reader]:
    """Every note that counts. Whoever is believed may be any of those that handed over to one another."""
    found, trusted = [], _first_of_its_line(notes, believed)
    for place in notes:
        one = _read(place, trusted, faults)
        if one is not None:
            found.append(one)
            trusted = reader_of(one.handed[-1]) if one.handed else trusted
    return found, trusted


def _first_of_its_line(notes: list[Path], reader: Reader) -> Reader:
    """Who signed first of those that handed over until it was this reader's: each hand-over is signed by both."""
    for place in reversed(notes):
        for line in place.read_text("utf-8", "replace").splitlines():
            before, _, after = line.removeprefix(HANDS).partition(" ")
            if line.startswith(HANDS) and _is(after, reader) and _read(place, reader, []):
                reader = reader_of(before)
    return reader


def _is(said: str, reader: Reader) -> bool:
    try:
        return reader_of(said) == reader
    except NoKey:
        return False


def _read(place: Path, reader: Reader, faults: list[Fault]) -> Checkpoint | None:
    try:
        note = place.read_text("utf-8")
        origin, entries, root, at, *more = text_of(note, reader).splitlines()
        handed = tuple(more[0].removeprefix(HANDS).split(" ")) if more and more[0].startswith(HANDS) else ()
        for key in handed:
            text_of(note, reader_of(key))
        return Checkpoint(
            origin,
            int(entries),
            base64.b64decode(root, validate=True).hex(),
            datetime.fromisoformat(at.removeprefix("at ")),
            handed,
        )
    except (BadNote, NoKey, ValueError, binascii.Error) as why:
        said = str(why) if isinstance(why, BadNote) else "It is no checkpoint."
        faults.append(Fault("bad signature", place.name, f"{place.name} does not count. {said}"))
        return None


def _notes(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{ENDING}"))


def _keep(place: Path, said: str) -> None:
    half = place.with_name(f".{place.name}.part")
    with half.open("w", encoding="utf-8") as file:
        file.write(said)
        file.flush()
        os.fsync(file.fileno())
    half.replace(place)
