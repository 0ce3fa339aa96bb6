"""Twelve ways in which somebody with all rights on the database could make the ledger say something else.

Each is done by whoever knows the code: guards are taken off first, and what can be made to fit is made to fit.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from heard.casework.audit import _digest
from heard.casework.commitments import fingerprint, key_of
from heard.ledger.models import Entry, Look, Salt
from heard.people.models import Service

GUARDS = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS ledger_entry_no_update",
        "DROP TRIGGER IF EXISTS ledger_entry_no_delete",
    ),
    "postgresql": ("DROP TRIGGER IF EXISTS ledger_entry_append_only ON ledger_entry",),
}
Tamper = Callable[[random.Random], None]


def edit_an_entry(dice: random.Random) -> None:
    """Another day, account or act stands in a line."""
    entry, column = _any(dice), dice.choice(["at", "by", "act", "reference", "said"])
    value: Any = entry.at + timedelta(minutes=1) if column == "at" else f"{getattr(entry, column)} "
    Entry.objects.filter(pk=entry.pk).update(**{column: value})


def edit_an_entry_and_its_digest(dice: random.Random) -> None:
    """The line's own digest is made to fit; the next line still names the old one."""
    entry = _any(dice, but_last=1)
    entry.by = "somebody else"
    Entry.objects.filter(pk=entry.pk).update(by=entry.by, digest=_digest(entry))


def take_an_entry_out(dice: random.Random) -> None:
    """A line is gone from the middle."""
    entry = _any(dice, but_last=1)
    Salt.objects.filter(entry=entry).delete()
    Entry.objects.filter(pk=entry.pk).delete()


def put_an_entry_in(dice: random.Random) -> None:
    """A line that nobody wrote stands at the end, bound to the wrong one."""
    last, other = Entry.objects.latest("sequence"), _any(dice, but_last=1)
    forged = Entry(sequence=last.sequence + 1, at=last.at, by="amina", act="close", previous=other.digest)
    forged.digest = _digest(forged)
    forged.save(force_insert=True)


def swap_two_entries(dice: random.Random) -> None:
    """Two lines say what the other said."""
    one, other = _any(dice), _any(dice)
    while one.pk == other.pk or (one.act, one.said) == (other.act, other.said):
        one, other = _any(dice), _any(dice)
    for here, there in ((one, other), (other, one)):
        Entry.objects.filter(pk=here.pk).update(act=there.act, said=there.said, at=there.at)


def edit_a_row(dice: random.Random) -> None:
    """A row is changed behind the ledger."""
    service = dice.choice(list(Service.objects.all()))
    Service.objects.filter(pk=service.pk).update(label=f"{service.label} (changed)")


def take_a_row_out(dice: random.Random) -> None:
    """A row is gone behind the ledger."""
    Service.objects.filter(pk=dice.choice(list(Service.objects.values_list("pk", flat=True)))).delete()


def put_a_row_in(dice: random.Random) -> None:
    """A row stands there that nobody wrote."""
    Service.objects.create(label=f"Never written {dice.random()}")


def change_a_salt(dice: random.Random) -> None:
    """The salt of a row's fingerprint is another."""
    entry = _wrote_a_service(dice)
    Salt.objects.filter(entry=entry).update(value=f"{dice.getrandbits(128):032x}")


def unsee_a_look(dice: random.Random) -> None:
    """Somebody's look at a case is gone, or is somebody else's."""
    look = dice.choice(list(Look.objects.exclude(batch=None)))
    if dice.random() < 0.5:
        Look.objects.filter(pk=look.pk).delete()
    else:
        Look.objects.filter(pk=look.pk).update(by="somebody else")


def cut_the_end_off(dice: random.Random) -> None:
    """The last lines are gone, with all that they wrote: as if an old backup had been put back."""
    last = Entry.objects.latest("sequence").sequence
    first = last - dice.randint(1, 5) + 1
    for entry in Entry.objects.filter(sequence__gte=first):
        Service.objects.filter(pk__in=_services_of(entry)).delete()
    Salt.objects.filter(entry__sequence__gte=first).delete()
    Entry.objects.filter(sequence__gte=first).delete()


def rewrite_from_one_entry_on(dice: random.Random) -> None:
    """A row is changed, its fingerprint made to fit, and every line after it written anew: a sound chain."""
    entry = _wrote_a_service(dice)
    service = Service.objects.get(pk=_services_of(entry)[0])
    service.label = f"{service.label} (never called so)"
    Service.objects.filter(pk=service.pk).update(label=service.label)
    said = json.loads(entry.said)
    said["rows"][key_of(service)] = fingerprint(service, Salt.objects.get(entry=entry).value)
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    Entry.objects.filter(pk=entry.pk).update(said=written)
    _bind_anew(entry.sequence)


KINDS: dict[str, Tamper] = {
    made.__name__: made
    for made in (
        edit_an_entry,
        edit_an_entry_and_its_digest,
        take_an_entry_out,
        put_an_entry_in,
        swap_two_entries,
        edit_a_row,
        take_a_row_out,
        put_a_row_in,
        change_a_salt,
        unsee_a_look,
        cut_the_end_off,
        rewrite_from_one_entry_on,
    )
}
# What leaves a chain that is sound in itself: only what is kept outside shows it.
ONLY_OUTSIDE = {"cut_the_end_off", "rewrite_from_one_entry_on"}


def tampered(kind: str, seed: int, look: Callable[[], bool]) -> bool:
    """Tamper, look, and put everything back. Gives what `look` gave."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in GUARDS[connection.vendor]:
                cursor.execute(statement)
        KINDS[kind](random.Random(seed))
        found = look()
        transaction.set_rollback(True)
    return found


def something_to_tamper_with(services: int, at: Any) -> None:
    """Lines of the ledger with a row each, and looks that were bound."""
    from heard.casework import looks
    from heard.casework.writing import writing

    for number in range(services):
        with writing("test_rows", by="amina", at=at) as line:
            line.add(Service(label=f"Service {number}"))
        looks.note(None, f"C{number}", "case", at)
    looks.bind(at)


def _any(dice: random.Random, *, but_last: int = 0) -> Entry:
    last = Entry.objects.latest("sequence").sequence
    return Entry.objects.get(sequence=dice.randint(1, last - but_last))


def _services_of(entry: Entry) -> list[int]:
    rows = json.loads(entry.said).get("rows", {})
    return [int(key.partition(":")[2]) for key in rows if key.startswith("people.service:")]


def _wrote_a_service(dice: random.Random) -> Entry:
    return dice.choice([one for one in Entry.objects.order_by("sequence") if _services_of(one)])


def _bind_anew(first: int) -> None:
    before = Entry.objects.filter(sequence=first - 1).first()
    previous = before.digest if before else "0" * 64
    for entry in Entry.objects.filter(sequence__gte=first).order_by("sequence"):
        entry.previous = previous
        entry.digest = previous = _digest(entry)
        Entry.objects.filter(pk=entry.pk).update(previous=entry.previous, digest=entry.digest)
