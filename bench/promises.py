"""The lists of promises at 20,000 promises on PostgreSQL: how long each page takes, and what it asks.

    HEARD_TEST_POSTGRES=postgresql://… .venv/bin/python bench/promises.py [--promises 20000]

The address names a PostgreSQL server on which databases may be made (`scripts/postgres.sh` starts one). A council of as
many cases is made up in a database of its own, with actions, remedies and recommendations of the Ombudsman: a third
still to be kept, owners who left and who are away, walls and restrictions among them. Each page is asked within this
process, with its templates and everything around it, by somebody of each role. Prints a Markdown table; the statements
are counted at a twentieth of the promises and at all of them, and there must be no more of them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

SERVER, DATABASE, ROUNDS = "HEARD_TEST_POSTGRES", "heard_bench_promises", 40
PAGES = {
    "every case one reads, to keep": ("complaints_manager", "/promises/?list=all"),
    "the complaints manager’s own": ("complaints_manager", "/promises/?list=mine"),
    "the complaints manager’s, late, of one service": (
        "complaints_manager",
        "/promises/?list=managed&view=late&service=Service+1",
    ),
    "kept, page 100": ("complaints_manager", "/promises/?list=all&view=kept&page=100"),
    "an officer’s own": ("complaints_officer", "/promises/?list=mine"),
    "a head of service’s": ("head_of_service", "/promises/"),
    "the director’s, late": ("director", "/promises/?view=late"),
    "the monthly look": ("director", "/promises/oversight/"),
}


def make_promises(count: int, on: Any) -> None:
    """So many promises of three kinds on the cases there are, put straight into the tables."""
    from heard.people.models import Absence, Member, OfficePost, Person, Service, Term
    from heard.representations.models import OmbudsmanCase, Representation

    draw, cases = Random(11), list(Representation.objects.order_by("pk").values_list("pk", flat=True))
    owners = Person.objects.bulk_create([Person(name=f"Owner {number}") for number in range(200)])
    members = list(Member.objects.select_related("account").order_by("pk"))
    for one in members:
        if one.person_id is None:
            one.person = Person.objects.create(name=one.account.first_name)
            one.save()
    service, head = Service.objects.first(), next(one for one in members if one.role == "head_of_service")
    OfficePost.objects.create(
        person=head.person,
        job="Head of service",
        service=service,
        leads=True,
        begins_on=on - timedelta(days=900),
    )
    Absence.objects.create(member=members[-1], deputy=members[-2], begins_on=on - timedelta(days=3))
    whose = [*owners, *(one.person for one in members)]
    kind = Term.objects.filter(list="remedy").first()
    files = OmbudsmanCase.objects.bulk_create(
        OmbudsmanCase(reference=f"26 {number}", about_id=case, received_on=on - timedelta(days=400))
        for number, case in enumerate(draw.sample(cases, max(1, count // 20)))
    )
    _keep(draw, count, on, cases, whose, kind, files)


def _keep(
    draw: Random, count: int, on: Any, cases: list[int], whose: list[Any], kind: Any, files: list[Any]
) -> None:
    from heard.outcomes.models import Action, Remedy
    from heard.representations.models import OmbudsmanRecommendation

    rows: dict[type, list[Any]] = {Action: [], Remedy: [], OmbudsmanRecommendation: []}
    for number in range(count):
        due = on + timedelta(days=draw.randint(-700, 60))
        kept = due if draw.random() < 0.66 and due < on else None
        facts = {"words": f"Do what was said, {number}.", "due_on": due}
        if number % 10 < 7:
            proof = {"done_on": kept, "proof": "A list", "proof_accepted_by": "Dana"} if kept else {}
            case, began = draw.choice(cases), due - timedelta(days=30)
            rows[Action].append(
                Action(representation_id=case, owner=draw.choice(whose), agreed_on=began, **facts, **proof)
            )
        elif number % 10 < 9:
            rows[Remedy].append(
                Remedy(representation_id=draw.choice(cases), kind=kind, done_on=kept, **facts)
            )
        else:
            proof = {"proof": "Sent", "proof_sent_on": kept, "accepted_on": kept} if kept else {}
            owner = draw.choice(whose) if draw.random() < 0.8 else None
            rows[OmbudsmanRecommendation].append(
                OmbudsmanRecommendation(case=draw.choice(files), owner=owner, **facts, **proof)
            )
    for model, some in rows.items():
        model.objects.bulk_create(some, batch_size=2000)
    _analyse()


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        # As the server keeps its tables by itself, within minutes.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def taken_out() -> None:
    """Take the promises out again, so that as many as are wanted next can be put in."""
    from heard.outcomes.models import Action, Remedy
    from heard.people.models import Absence, OfficePost
    from heard.representations.models import OmbudsmanCase, OmbudsmanRecommendation

    for model in (Action, Remedy, OmbudsmanRecommendation, OmbudsmanCase, Absence, OfficePost):
        model.objects.all().delete()


def clients() -> dict[str, Any]:
    """A browser of somebody in each role, signed in with a second factor."""
    from django.test import Client

    from heard.people.models import Member
    from heard.web import entering

    found: dict[str, Any] = {}
    for member in Member.objects.select_related("account").order_by("-pk"):
        client = Client()
        client.force_login(member.account)
        session, seconds = client.session, time.time()
        session.update({entering.BEGAN: seconds, entering.SEEN: seconds, entering.PROVED: seconds,
                        entering.STRENGTH: entering.FACTOR})  # fmt: skip
        session.save()
        found[member.role] = client
    return found


def took(client: Any, address: str, rounds: int) -> list[float]:
    """Seconds that each asking took, sorted. Stops where an answer is wrong."""
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        status = client.get(address).status_code
        seconds.append(time.perf_counter() - began)
        if status != 200:
            raise SystemExit(f"{address} answered {status}: look there before believing any figure.")
    return sorted(seconds)


def statements(client: Any, address: str) -> int:
    """How many statements a page puts to the database, once it is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took(client, address, 2)
    with CaptureQueriesContext(connection) as questions:
        took(client, address, 1)
    return len(questions)


def measure(count: int, on: Any) -> None:
    """Ask every page at a twentieth of the promises and at all of them, and print."""
    make_promises(max(count // 20, 600), on)
    few = {name: statements(client_of(role), address) for name, (role, address) in PAGES.items()}
    taken_out()
    make_promises(count, on)
    print("| page | p50, ms | p95 | statements |\n|---|---:|---:|---:|")
    for name, (role, address) in PAGES.items():
        asks = statements(client_of(role), address)
        if asks > few[name]:
            print(f"{name}: {few[name]} statements for few promises, {asks} for many", file=sys.stderr)
        seconds = took(client_of(role), address, ROUNDS)
        p50, p95 = seconds[len(seconds) // 2] * 1000, seconds[int(len(seconds) * 0.95)] * 1000
        print(f"| {name} | {p50:.1f} | {p95:.1f} | {asks} |", flush=True)
    print(f"\nLoad average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


CLIENTS: dict[str, Any] = {}


def client_of(role: str) -> Any:
    """Somebody's browser, made once."""
    if not CLIENTS:
        CLIENTS.update(clients())
    return CLIENTS[role]


def main() -> None:
    """Make the council, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--promises", type=int, default=20_000)
    given = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    import psycopg

    base = os.environ[SERVER].rsplit("/", 1)[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            HEARD_DATABASE_URL=f"{base}/{DATABASE}",
            HEARD_DATA=folder,
            DJANGO_SETTINGS_MODULE="heard.config.settings",
        )
        os.environ.setdefault("HEARD_HOSTS", "127.0.0.1,testserver")
        import desk_made
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        desk_made.make_council(given.promises, live=given.promises // 5, note=lambda said: None)
        from heard.web.seeing import today

        measure(given.promises, today())


if __name__ == "__main__":
    main()
