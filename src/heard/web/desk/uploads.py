"""Files on their way in: kept apart under a name nobody can guess, only as large as allowed, not for long."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from heard.casework.looking import NotYours
from heard.casework.store import store

SECONDS_KEPT = 24 * 60 * 60
SHARED, ABOUT = "uploads/", "about.json"
TOKEN = re.compile(r"[\w-]{16,64}")


class OnlySoLarge(TemporaryFileUploadHandler):
    """Takes a file until it grows past the limit; the rest is let go by and none of it is kept."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece, or stop when the file is too large."""
        if start + len(raw_data) > settings.MAX_IMPORT_BYTES:
            assert self.request is not None
            self.request.file_too_large = True  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


@dataclass(frozen=True)
class Waiting:
    """A file that was chosen and not yet kept: whose it is, what it was called and said to be."""

    token: str
    name: str
    as_: str
    by: str
    kept: list[int] = field(default_factory=list)

    @property
    def place(self) -> Path:
        """The folder of this file."""
        return _folder() / self.token

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.place / "file"

    def answers(self, number: int) -> Path:
        """Where the answers about one of its lists are kept."""
        return self.place / f"answers-{number}.toml"

    def note_kept(self, number: int) -> None:
        """Remember that a list of this file has been kept."""
        _write(Waiting(self.token, self.name, self.as_, self.by, [*self.kept, number]))

    def share(self, place: Path) -> None:
        """Let every node have something of this folder. Nodes with one folder of data have it already."""
        if settings.HEARD_FILES:
            store().put(f"{_shared(self.token)}{place.name}", place.read_bytes())

    def drop(self) -> None:
        """Delete the file and every answer about it."""
        shutil.rmtree(self.place, ignore_errors=True)
        if settings.HEARD_FILES:
            _drop_shared(_shared(self.token))


def _folder() -> Path:
    return Path(str(settings.FILE_UPLOAD_TEMP_DIR))


def put_aside(file: UploadedFile[Any], *, as_: str, by: str) -> Waiting:
    """Keep a chosen file until its owner has decided."""
    waiting = Waiting(secrets.token_urlsafe(16), Path(file.name or "list").name[:200], as_, by)
    waiting.place.mkdir(mode=0o700)
    with waiting.file.open("wb") as kept:
        for piece in file.chunks():
            kept.write(piece)
    waiting.share(waiting.file)
    _write(waiting)
    return waiting


def _write(waiting: Waiting) -> None:
    about = waiting.place / ABOUT
    about.write_text(json.dumps(asdict(waiting)))
    waiting.share(about)


def waiting_for(token: str, by: str) -> Waiting:
    """The file that waits under a token. It exists only for the person who chose it. Raises NotYours."""
    if settings.HEARD_FILES and TOKEN.fullmatch(token):
        _fetch(token)
    about = _folder() / Path(token).name / ABOUT
    said: dict[str, Any] = json.loads(about.read_text()) if about.is_file() else {}
    if said.get("by") != by:
        raise NotYours("That list is not waiting any more. Choose the file again.")
    return Waiting(**said)


def sweep(seconds_now: float) -> None:
    """Delete what has waited for more than a day: nobody decided, and it holds people's words."""
    for place in _folder().iterdir():
        if place.is_dir() and seconds_now - place.stat().st_mtime > SECONDS_KEPT:
            shutil.rmtree(place, ignore_errors=True)
    if settings.HEARD_FILES:
        _drop_shared(SHARED, before=seconds_now - SECONDS_KEPT)


def _shared(token: str) -> str:
    return f"{SHARED}{token}/"


def _fetch(token: str) -> None:
    """Have here what another node was given: the file once, what was said of it as it is now, nothing dropped there."""
    place, there = _folder() / token, [one.rpartition("/")[2] for one in store().names(_shared(token))]
    if not there:
        shutil.rmtree(place, ignore_errors=True)
        return
    place.mkdir(mode=0o700, exist_ok=True)
    for name in there:
        if name != "file" or not (place / name).exists():
            half = place / f"{name}.{secrets.token_hex(4)}.part"
            half.write_bytes(store().get(f"{_shared(token)}{name}"))
            half.replace(place / name)


def _drop_shared(under: str, *, before: float | None = None) -> None:
    for name in list(store().names(under)):
        if before is None or (store().filed_at(name) or before) < before:
            store().throw_away(name)
