"""Break the writing of files off at a random byte: reports, papers, and what people send.

    ./drills file-kills [--kills 100] [--megabytes 20] [--in-place]

The process that writes is killed by the system itself in the middle of a write, at a byte drawn by lot (its limit on
the length of a file): half of the kills are of reports built into a folder, half of papers filed on a case. Then 20 MB
are sent to the public's door over lines that break at a random byte. No file may be there in part, and no row without
its file; files without a row are swept. With `--in-place` files are written where they will stand: the control.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from killing import asked, faults, in_a_child, told
from visitors import Served, Visitor, tables

PAPER = 300_000


def torn(at: int, do: Callable[[], object]) -> bool:
    """Do something in a process that dies where a file of it grows beyond so many bytes. Whether it died."""

    def dying() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
        do()

    return in_a_child(dying) < 0


class Reports:
    """Reports built into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole = b"%PDF-1.7 " + random.randbytes(PAPER)

    def kill(self) -> bool:
        """One report, broken off."""
        from heard.reporting import files

        def build() -> None:
            files.as_file = lambda *_: self.whole  # type: ignore[assignment]
            files.file_name = lambda *_: "report.pdf"  # type: ignore[assignment]
            files.write_report(self.folder, None, ["pdf"])  # type: ignore[arg-type]

        return torn(random.randrange(PAPER), build)

    def partial(self) -> int:
        """Whether half of one can be seen, before the next is built."""
        seen = [one for one in self.folder.glob("*.pdf") if one.read_bytes() != self.whole]
        for one in seen:
            one.unlink()
        return len(seen)


class Papers:
    """Papers filed on a case: on SQLite the database's own writes break off too."""

    def __init__(self) -> None:
        from tests.casework.living import at_stage_1

        self.case = at_stage_1()
        self.count = 0

    def kill(self) -> bool:
        """One paper, broken off."""
        from tests.casework.offices import paper

        from heard.casework import filing
        from heard.casework.permissions import Level

        self.count += 1
        content = random.randbytes(PAPER)

        def file() -> None:
            filing.file_paper(
                reference=self.case.reference, title=f"Paper {self.count}", kind="report", level=Level.S2,
                content=content, media_type="text/plain", by="amina", at=paper.__globals__["NOW"],
            )  # fmt: skip

        return torn(random.randrange(2 * PAPER), file)

    def partial(self) -> int:
        """The papers on record whose file is not there whole."""
        from heard.casework import filing
        from heard.representations.models import Document

        bad = 0
        for row in Document.objects.all():
            try:
                filing.read_stored(row)
            except filing.NotAsFiled:
                bad += 1
        return bad


def strays() -> int:
    """Files in the store that no row names, and halves, as they are two days later, once the night has swept."""
    from datetime import UTC, datetime

    from heard.casework.sweeping_files import sweep_files
    from heard.representations.models import Document

    sweep_files(at=datetime.now(UTC) + timedelta(days=2))
    named = set(Document.objects.values_list("path", flat=True))
    folder = Path(os.environ["HEARD_DATA"]) / "files"
    return sum(str(one.relative_to(folder)) not in named for one in folder.rglob("*") if one.is_file())


def upload_head(visitor: Visitor, port: int, size: int) -> bytes:
    """How a browser begins to send a picture of so many bytes."""
    cookies = "; ".join(f"{name}={one.value}" for name, one in visitor.cookies.items())
    part = "--xXxXx\r\nContent-Disposition: form-data; name="
    fields = f'{part}"csrfmiddlewaretoken"\r\n\r\n{visitor.token("/tell/picture/")}\r\n'
    fields += f'{part}"file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    lines = [
        "POST /tell/picture/ HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookies}",
        f"Origin: http://127.0.0.1:{port}", "Content-Type: multipart/form-data; boundary=xXxXx",
        f"Content-Length: {size + 2000}", "", fields,
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def torn_uploads(port: int, times: int, megabytes: int) -> Counter[str]:
    """Send so much to the door over lines that break at a random byte."""
    from visitors import ANSWERS

    visitor, found = Visitor(port), Counter[str]()
    for step, said in ANSWERS[:4]:
        words = {"words": "Something with a picture."} if step == "words" else {}
        visitor.ask(
            "POST",
            f"/tell/{step}/",
            {**said, **words, "csrfmiddlewaretoken": visitor.token(f"/tell/{step}/")},
        )
    head = upload_head(visitor, port, megabytes << 20)
    content = head + b"\xff\xd8\xff\xe0" + random.randbytes(1 << 20) * megabytes
    for _ in range(times):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(content[: random.randrange(len(head), megabytes << 20)])
        found["sent in part"] += 1
    return found


def in_place() -> None:
    """Write files where they will stand."""
    from heard.casework.store import Folder
    from heard.reporting import files

    files._put = lambda path, content: path.write_bytes(content)  # type: ignore[assignment]

    def put(self: Any, name: str, content: bytes) -> None:
        place = self._top / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    Folder.put = put  # type: ignore[method-assign]


def drill(kills: int, megabytes: int) -> dict[str, Any]:
    """Break each kind off, look, and let the night sweep."""
    from tests.web.act_pages import office

    from heard.representations.models import DoorstepFile

    office()
    data = Path(os.environ["HEARD_DATA"])
    kinds = {"reports": Reports(data / "reports"), "papers": Papers()}
    found: dict[str, Any] = {}
    for name, kind in kinds.items():
        found[f"{name} broken off"] = sum(kind.kill() for _ in range(kills // 2))
        found[f"{name} there in part"] = kind.partial()
    served = Served()
    served.begin()
    try:
        found |= torn_uploads(served.port, kills, megabytes)
        found["kept of what was sent in part"] = DoorstepFile.objects.count()
        found["doors shut afterwards"] = int(Visitor(served.port).ask("GET", "/tell/")[0] != 200)
    finally:
        served.kill()
    found["files without a row after the night"] = strays()
    found["halves of uploads after the night"] = sum(1 for _ in (data / "uploads").iterdir())
    return {**found, "faults found by audit verify": faults()}


def main() -> int:
    """Break off, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "in-place", kills=100, megabytes=20)
    random.seed(1)
    with tables() as database:
        if given.control:
            in_place()
        found = drill(given.kills, given.megabytes)
    harm = tuple(one for one in found if "broken off" not in one and one != "sent in part")
    return told(f"{database}: writing of files broken off.", found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
