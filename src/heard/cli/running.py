"""Starting an installation, serving it and letting people in."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from heard.cli.saying import Refusal, say_json

BY = "command line"


def add_commands(commands: Any) -> None:
    """demo, init, serve, invite, lost-factor."""
    demo = commands.add_parser("demo", help="load the demonstration council, for training: all invented")
    demo.add_argument(
        "--avoid", action="append", default=[], metavar="NAMES", type=Path,
        help="a file of real people's names, one a line: nobody invented is called like one of them",
    )  # fmt: skip
    demo.add_argument("--json", action="store_true")
    demo.set_defaults(run=load_demo)
    init = commands.add_parser("init", help="make an empty installation for a real council")
    init.add_argument("--council", required=True, metavar="NAME", help="the council's name as it prints it")
    init.add_argument("--manager", default="", metavar="NAME", help="sign-in name of the complaints manager")
    init.add_argument("--json", action="store_true")
    init.set_defaults(run=open_council)
    serve = commands.add_parser("serve", help="serve the pages on http://127.0.0.1:8000")
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--workers", type=int, default=2)
    serve.add_argument("--json", action="store_true", help="say where it is as JSON before serving")
    serve.set_defaults(run=serve_pages)
    invite = commands.add_parser("invite", help="let somebody sign in, by a link they use once")
    invite.add_argument("name", help="their sign-in name")
    invite.add_argument("--role", required=True, help="for example complaints_officer")
    invite.add_argument("--full-name", default="")
    invite.add_argument("--email", default="", help="an e-mail address under which they may also sign in")
    invite.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    invite.add_argument("--json", action="store_true")
    invite.set_defaults(run=invite_member)
    lost = commands.add_parser(
        "lost-factor", help="let somebody begin again who lost their passkey, codes and recovery codes"
    )
    lost.add_argument("name", help="their sign-in name")
    lost.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    lost.add_argument("--json", action="store_true")
    lost.set_defaults(run=help_after_loss)


def now() -> datetime:
    """The instant at which something is recorded."""
    return datetime.now(UTC)


def open_database() -> None:
    """Make the tables ready, quickly where they are. A council’s on PostgreSQL are left to `heard upgrade`."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    from heard.casework.migrating import is_new, steps_waiting

    if not steps_waiting():
        return
    if connection.vendor == "postgresql" and not is_new():
        raise Refusal(
            [
                "The tables are of an earlier version of Heard. Bring them to this one with heard upgrade, which makes "
                "a backup first: docs/how-to/upgrade.md. Nothing was changed."
            ]
        )
    call_command("migrate", interactive=False, verbosity=0)


def load_demo(given: argparse.Namespace) -> int:
    """Load the demonstration council into an empty installation."""
    open_database()
    from heard.casework.council import AlreadyInUse
    from heard.importing import demonstration
    from heard.importing.demonstration.avoiding import CalledLikeSomebody
    from heard.reporting.demonstration_reports import show_reports

    today, at = datetime.now(ZoneInfo("Europe/London")).date(), now()
    avoid = _names_to_avoid(given.avoid)
    try:
        told = demonstration.load(
            today=today, at=at, say=lambda text: print(text, file=sys.stderr), avoid=avoid
        )
    except (AlreadyInUse, CalledLikeSomebody) as why:
        raise Refusal([str(why)]) from why
    show_reports(today, at)
    if given.json:
        say_json({"done": True, **told})
    else:
        print(
            f"Loaded the demonstration council {told['council']}: {told['records']:,} records, all invented."
        )
    return 0


def _names_to_avoid(files: list[Path]) -> frozenset[tuple[str, str]]:
    """The names of the lists, and no connection to anything real. Raises Refusal."""
    from heard.casework.marked import live_connections
    from heard.importing.demonstration.avoiding import names_in

    if names := live_connections():
        raise Refusal(
            [
                f"{', '.join(names)} would tie invented people to people or systems that are real. Take "
                f"{'it' if len(names) == 1 else 'them'} out of the environment and try again. Nothing was loaded."
            ]
        )
    try:
        return frozenset().union(*map(names_in, files))
    except (OSError, UnicodeDecodeError) as why:
        raise Refusal(
            [f"A list of names cannot be read: {why}. Give a text file in UTF-8, one name a line."],
            usage=True,
        ) from why


def open_council(given: argparse.Namespace) -> int:
    """Make an empty installation and, where asked, the complaints manager's first way in."""
    open_database()
    from heard.casework.council import AlreadyInUse, open_installation

    try:
        council = open_installation(name=given.council.strip(), by=BY, at=now())
    except AlreadyInUse as why:
        raise Refusal([str(why)]) from why
    link = (
        _invite(given.manager, "complaints_manager", "", int(os.environ.get("PORT", "8000")))
        if given.manager
        else ""
    )
    if given.json:
        say_json({"done": True, "council": council.name, "link": link or None})
        return 0
    print(f"This installation now serves {council.name}. It is empty.")
    if link:
        print(f"{given.manager} chooses a password here, once, within three days: {link}")
    else:
        print("Let somebody in: heard invite NAME --role complaints_manager")
    return 0


def invite_member(given: argparse.Namespace) -> int:
    """Print the link by which somebody chooses a password."""
    open_database()
    link = _invite(given.name, given.role, given.full_name, given.port, given.email)
    if given.json:
        say_json({"done": True, "link": link})
    else:
        print(f"{given.name} chooses a password here, once, within three days: {link}")
    return 0


def help_after_loss(given: argparse.Namespace) -> int:
    """Take away what somebody lost, sign them out everywhere, and print the link by which they begin again."""
    open_database()
    from heard.casework import accounts, browsers, factors

    member = accounts.member_called(given.name)
    if member is None:
        raise Refusal([f"Nobody signs in as {given.name}."])
    factors.help_after_loss(member, by=BY, at=now(), at_the_server=True)
    browsers.sign_out_everywhere(member, by=BY, at=now())
    link = _link(accounts.issue_link(member, by=BY, at=now(), at_the_server=True), given.port)
    if given.json:
        say_json({"done": True, "link": link})
    else:
        print(f"{given.name} begins again here, once, within three days: {link}")
    return 0


def _link(parts: tuple[str, str], port: int) -> str:
    """Where people sign in, if the installation says so; else on this machine."""
    address = os.environ.get("HEARD_ADDRESS") or f"http://127.0.0.1:{port}/"
    return f"{address.rstrip('/')}/choose-password/{parts[0]}/{parts[1]}/"


def _invite(name: str, role: str, full_name: str, port: int, email: str = "") -> str:
    from heard.casework import accounts
    from heard.casework.permissions import MAY

    if role not in list(MAY):
        raise Refusal([f"There is no role “{role}”. There are: {', '.join(MAY)}."], usage=True)
    member = accounts.member_called(name)
    if member is not None and member.role != role:
        raise Refusal(
            [f"{name} signs in already, as {member.get_role_display().lower()}. A role is not changed here."]
        )
    try:
        if member is None:
            member = accounts.add_member(
                sign_in_name=name,
                full_name=full_name,
                role=role,
                by=BY,
                at=now(),
                email=email,
                as_person=True,
            )
        elif email:
            accounts.set_email(member, email, by=BY, at=now())
    except accounts.NameTaken as why:
        raise Refusal([str(why)]) from why
    return _link(accounts.issue_link(member, by=BY, at=now(), at_the_server=True), port)


# Seconds that a line to the proxy stays open while it rests. Longer than a proxy keeps one (deploy/nginx.conf): whoever
# closes first may do so just as the other sends words on it.
KEPT_OPEN = 75


def serve_pages(given: argparse.Namespace) -> int:
    """Serve the pages until stopped. Refuses while an account is a superuser, which no page made of it."""
    open_database()
    _refuse_superusers()
    refuse_training_as_it_stands()
    if given.json:
        say_json({"address": f"http://{given.host}:{given.port}"})
        sys.stdout.flush()
    print(f"Heard is at http://{given.host}:{given.port} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    from django.db import connections

    connections.close_all()
    os.execvp(  # the web server takes this process over, so stopping it stops everything
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "heard.config.wsgi:application",
            "--bind",
            f"{given.host}:{given.port}",
            "--workers",
            str(given.workers),
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--timeout",
            "120",
            "--keep-alive",
            str(KEPT_OPEN),
            "--log-level",
            "warning",
            "--logger-class",
            "heard.config.server_log.ServerLog",
        ],
    )
    return 0


def _refuse_superusers() -> None:
    from heard.casework.superusers import superusers
    from heard.cli.superusers import refused

    if there := superusers():
        raise Refusal(refused(there), superusers=there)


def refuse_training_as_it_stands() -> None:
    """A training installation is tied to nobody who is real, and a real council’s is never one."""
    from heard.casework.marked import against_training

    if why := against_training():
        raise Refusal(why)
