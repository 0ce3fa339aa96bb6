"""Erase a whole case at a person's request and look for forty of its words wherever they could still stand.

    ./drills erasure [--leave files|search|rows]

Looked through afterwards: the raw bytes of the SQLite database with its log (on PostgreSQL every row of every table),
the words to search by, the files, the figures kept in memory, pages and sheets taken out, and the next backup. The
ledger has to verify. With `--leave` one store is left out on purpose: the control, in which the words have to be found.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
CANARIES = 40
# Words of rows that are of no case (an e-mail that waits, what was learnt), or of the request itself, which stays so
# that it can be shown why.
STAY = ("data_", "breach", "talk", "saved", "mail", "learnt", "still_so")


def drill(data: Path, leave: str) -> int:
    """Plant, look, erase, look again. Gives 1 where a word is left, or where the control finds none."""
    from tests.casework.offices import NOW, an_office, nobody_has
    from tests.web.access.everything import everything

    from heard.casework.audit import verify
    from heard.casework.writing import writing

    office = an_office()
    all_ = everything(office)
    nobody_has(all_.case)
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(all_.case, state="closed")
    canaries = chosen(all_.words)
    names = {word: name for name, word in all_.words.items()}
    before = looked_through(data, office, canaries)
    began = time.perf_counter()
    with left_out(leave):
        erasure = erased(office, all_.case)
    seconds = time.perf_counter() - began
    after = looked_through(data, office, canaries)
    faults = len(verify().faults)
    print(f"{len(canaries)} canaries; erased and read back in {seconds:.1f} s")
    for store in before:
        said = ", ".join(sorted(names[one] for one in after[store]))
        print(f"  {store:44} before {len(before[store]):3}, after {len(after[store]):3} {said}")
    for store in erasure.stores.all():
        print(f"  proof: {store.store:37} taken out {store.taken_out:4}, found afterwards {store.left}")
    print(f"  faults found by audit verify{'':16} {faults}; last backup gone on {erasure.backups_gone_on}")
    found = sum(map(len, after.values())) + sum(one.left for one in erasure.stores.all())
    if leave:
        print(f"control, {leave} left out: {'found' if found else 'NOT found'}")
        return 0 if found else 1
    return 1 if found or faults or not all_planted(before) else 0


def chosen(words: dict[str, str]) -> list[str]:
    """Forty words: those inside files first, then others from all over the record."""
    names = [name for name in words if not name.startswith(STAY)]
    inside = [name for name in names if name.endswith("_file")]
    beside = [name for name in names if name not in inside]
    every = len(beside) / (CANARIES - len(inside))
    return [
        words[name]
        for name in (*inside, *(beside[int(one * every)] for one in range(CANARIES - len(inside))))
    ]


def all_planted(before: dict[str, set[str]]) -> bool:
    """Whether the search finds the words while they are there: else it would find none afterwards either."""
    planted = before["database"] | before["files"]
    return len(planted) == CANARIES == len(before["next backup"])


def erased(office: Any, case: Any) -> Any:
    """The request, its decision, two persons, and the erasing."""
    from tests.casework import living
    from tests.casework.offices import NOW, TODAY

    from heard.casework import four_eyes
    from heard.casework.data_rights import NewRequest, decide_request, log_request
    from heard.casework.data_rights_erasing import ask_to_erase, erase

    lead = office["information_governance"]
    new = NewRequest(
        "erase", case.reference, living.person(case), "An adviser", "other", TODAY, "All of it.", "By post"
    )
    request = log_request(member=lead, at=NOW, new=new)
    by = {"member": lead, "at": NOW, "request": request}
    decide_request(**by, answer="granted", decided_on=TODAY, words="All of it goes.")
    asked = ask_to_erase(**by, what=f"case/{case.reference}", because="Granted.", fresh=True)
    four_eyes.approve(number=asked.pk, by=office["complaints_manager"], at=NOW)
    return erase(**by, agreed=asked.pk, fresh=True)


def left_out(store: str) -> ExitStack:
    """Leave one store out of the erasing, as if it had been forgotten."""
    from heard.casework import data_rights_erasing, retention_erasing, retention_files

    stack = ExitStack()
    delete = retention_erasing._delete_rows

    def but(name: str) -> Callable[..., None]:
        return lambda model, numbers: None if model.__name__ == name else delete(model, numbers)

    if store == "files":
        for module in (retention_files, retention_erasing, data_rights_erasing):
            stack.enter_context(patch.object(module, "throw_away_files", lambda: 0))
    elif store == "search":
        stack.enter_context(patch.object(retention_erasing, "_delete_rows", but("SearchedWords")))
        stack.enter_context(_links_not_held())
    elif store == "rows":
        stack.enter_context(patch.object(retention_erasing, "_delete_rows", but("Correction")))
    return stack


@contextmanager
def _links_not_held() -> Iterator[None]:
    """A forgotten table would otherwise be refused by the database itself, which holds all links at the end."""
    from django.db import connection

    words = (
        ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON")
        if connection.vendor == "sqlite"
        else ("SET session_replication_role = replica", "SET session_replication_role = origin")
    )
    with connection.cursor() as cursor:
        cursor.execute(words[0])
    yield
    with connection.cursor() as cursor:
        cursor.execute(words[1])


def looked_through(data: Path, office: Any, canaries: list[str]) -> dict[str, set[str]]:
    """Which of the words are found in each store."""
    stores: dict[str, Callable[[], Iterator[bytes]]] = {
        "database": lambda: database(data),
        "words to search by": searched,
        "files": lambda: under(data / "files"),
        "uploads, words of the council, logs": lambda: others(data),
        "figures kept in memory": figures,
        "pages and sheets taken out": lambda: taken_out(office, canaries),
        "next backup": lambda: backup(data),
    }
    return {name: count(read(), canaries) for name, read in stores.items()}


def count(read: Iterator[bytes], canaries: list[str]) -> set[str]:
    """Which of the words stand somewhere in what is read, whatever their letters."""
    found: set[str] = set()
    for part in read:
        small = part.lower()
        found |= {one for one in canaries if one not in found and one.lower().encode() in small}
    return found


def database(data: Path) -> Iterator[bytes]:
    """The raw bytes of the SQLite files with the log; on PostgreSQL every row of every table."""
    from django.db import connection

    if connection.vendor == "sqlite":
        for place in sorted(data.glob("heard.sqlite3*")):
            yield place.read_bytes()
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  names come from the database itself
            yield from (row[0].encode() for row in cursor.fetchall())


def searched() -> Iterator[bytes]:
    """The words kept for searching, and what the index for it holds."""
    from django.db import connection

    from heard.representations.models import SearchedWords

    for one in SearchedWords.objects.values_list("level_2", "level_3"):
        yield " ".join(one).encode()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM searched_words_data")
            yield from (bytes(row[0]) for row in cursor.fetchall())


def under(folder: Path) -> Iterator[bytes]:
    """Every file of a folder."""
    yield from (place.read_bytes() for place in sorted(folder.rglob("*")) if place.is_file())


def others(data: Path) -> Iterator[bytes]:
    """Every other file of the installation but the database, the store and backups."""
    for place in sorted(data.rglob("*")):
        first = place.relative_to(data).parts[0]
        if place.is_file() and first not in ("files", "backups") and not first.startswith("heard.sqlite3"):
            yield place.read_bytes()


def figures() -> Iterator[bytes]:
    """The frames as this process would answer from them now."""
    from dataclasses import fields

    from tests.casework.offices import TODAY

    from heard.reporting.cached import frames_now

    frames = frames_now(TODAY)
    yield from (str(getattr(frames, one.name)).encode() for one in fields(frames))
    yield from (repr(getattr(frames, one.name).to_dict(as_series=False)).encode() for one in fields(frames)
                if hasattr(getattr(frames, one.name), "to_dict"))  # fmt: skip


def taken_out(office: Any, canaries: list[str]) -> Iterator[bytes]:
    """Lists, searches and the sheet of cases as the complaints manager gets them."""
    from tests.web.act_pages import signed_in

    client = signed_in(office["complaints_manager"])
    for address in (
        "/cases/",
        "/work/?view=all",
        "/imports/",
        "/notices/",
        "/promises/",
        "/compliments/",
        "/payments/",
    ):
        yield client.get(address).content
    sheet = client.post("/cases/export/", {"form": "csv", "reason": "A look through what is left of it."})
    yield b"".join(sheet.streaming_content) if sheet.streaming else sheet.content
    for word in canaries[:5]:
        # The page says the word again that was looked for, once in its box and once in its heading.
        page = client.get("/find/", {"words": word}).content
        yield b"" if b"heard-found" not in page and b"No case" in page else page


def backup(data: Path) -> Iterator[bytes]:
    """What stands in a backup made now, opened."""
    from datetime import UTC, datetime, timedelta

    from tests.casework.offices import TODAY

    from heard.casework import backing_up, backup_box

    key = backup_box.pyrage.x25519.Identity.generate()
    folder = data / "backups"
    made = datetime.now(UTC) + timedelta(seconds=len(list(folder.glob("*"))) if folder.exists() else 0)
    done = backing_up.back_up(folder, to=[str(key.to_public())], on=TODAY, at=made)
    yield from (content for _, content in backing_up.read_through(done.place, [key]))


def new_database(server: str) -> str:
    """A new database on the server. Gives its address."""
    import psycopg

    with psycopg.connect(f"{server.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS heard_erasure")
        connection.execute("CREATE DATABASE heard_erasure")
    return f"{server.rpartition('/')[0]}/heard_erasure"


def main() -> int:
    """The drill, in an installation of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--leave", choices=("files", "search", "rows"), default="")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "HEARD_DATA": data,
            "DJANGO_SETTINGS_MODULE": "heard.config.settings",
            "HEARD_FREE_SPACE": "0",
        }
        os.environ.pop("HEARD_DATABASE_URL", None)
        if server := os.environ.get("HEARD_TEST_POSTGRES", ""):
            os.environ["HEARD_DATABASE_URL"] = new_database(server)
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        return drill(Path(data).resolve(), given.leave)


if __name__ == "__main__":
    sys.exit(main())
