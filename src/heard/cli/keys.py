"""`heard keys`: change the installation's own key while people work."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from heard.cli.running import BY, now, open_database
from heard.cli.saying import Refusal, say_json

LOAD = "Let every server load it (systemctl reload heard-web)"


def add_commands(commands: Any) -> None:
    """keys."""
    keys = commands.add_parser("keys", help="change the key under which things are sealed, while people work")
    keys.add_argument("what", choices=["show", "prepare", "change", "renew"])
    keys.add_argument("--json", action="store_true")
    keys.set_defaults(run=see_to_keys)


def see_to_keys(given: argparse.Namespace) -> int:
    """Show what rests on earlier keys, make the next, put it in place, or seal anew. Exit 1 where a seal is broken."""
    open_database()
    from django.conf import settings

    from heard.casework import changing_keys

    data = Path(settings.DATA)
    try:
        if given.what == "prepare":
            changing_keys.prepare_key(data)
            return _done(given, f"The next key is made. {LOAD}, on each machine, then: heard keys change")
        if given.what == "change":
            changing_keys.change_key(data, by=BY, at=now())
            return _done(
                given, f"The key is changed; the one before still opens. {LOAD}, then: heard keys renew"
            )
    except changing_keys.KeyNotChanged as why:
        raise Refusal([str(why)]) from why
    if given.what == "renew":
        sealed = changing_keys.renew_seals(by=BY, at=now())
        return _done(given, f"{sealed:,} seals made anew.", sealed=sealed)
    found = changing_keys.resting()
    said = (
        f"{found.earlier_keys} keys beside the one of now. Sealed under an earlier one: {found.sealed:,}; "
        f"that none opens: {found.broken:,}. Codes in use, given under any: {found.codes:,}."
    )
    _done(given, said, **asdict(found))
    return 1 if found.broken else 0


def _done(given: argparse.Namespace, said: str, **told: int) -> int:
    say_json({"done": True, **told}) if given.json else print(said)
    return 0
