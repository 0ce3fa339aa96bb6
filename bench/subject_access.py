"""Does a file that goes out tell anything of somebody else, and does it leave out anything of whose it is?

    ./drills subject-access [--requests 20] [--controls 2]

Each request has three case files: two of the person's own, and one of another family in which they are only mentioned.
Fifteen facts of other people and thirty of theirs are planted in each, in as many places, with a word nobody else has.
Scanners propose, and an invented person decides as a careful one would. The finished file is read by tools that share
nothing with what made it. Ends with 1 where a fact leaked or is missing, or a control found nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def drill(requests: int, controls: int) -> int:
    """Plant, answer and read; then the controls. Gives 1 where anything leaked, is missing, or a control is blind."""
    from tests.casework import offices
    from tests.casework.files_planted import Words

    member, words = offices.an_office()["complaints_manager"], Words(2026)
    told: Counter[str] = Counter()
    for number in range(requests):
        told.update(_one(f"request {number + 1} of {requests}", words, member))
    print(
        f"{told['cases']} case files, {told['others']} facts of others: leaked {told['leaked']}; proposed by the "
        f"scanners {told['proposed']}, marked by hand {told['by_hand']}."
    )
    print(f"{told['own']} facts of the person: missing {told['missing']}.")
    print(f"{told['spans']} spans withheld, {told['coded']} with a code and a reason. {told['pages']} pages.")
    blind = [name for name in CONTROLS if not _control(name, controls, words, member)]
    wrong = told["leaked"] or told["missing"] or told["spans"] != told["coded"] or blind
    return 1 if wrong else 0


def _one(name: str, words: Any, member: Any) -> Counter[str]:
    """One request planted, answered and read, in numbers."""
    from tests.casework.files_planted import ask_for, facts_in, finished, go_through, plant

    from heard.casework.exemptions import exemptions
    from heard.representations.models import FileSpan

    began = time.process_time()
    planted = plant(words, AT)
    row = ask_for(planted, member, AT)
    proposed, by_hand = go_through(row, planted, member, AT)
    copy, pdf = finished(row, member, LATER)
    leaked = facts_in(pdf, planted.others)
    missing = set(planted.own) - set(facts_in(pdf, planted.own))
    spans = FileSpan.objects.filter(piece__request=row, standing="withheld")
    took = time.process_time() - began
    print(
        f"  {name}: {copy.pages} pages, leaked {len(leaked)}, missing {len(missing)}, {took:.1f} s here",
        flush=True,
    )
    return Counter(
        cases=len(planted.cases),
        others=len(planted.others),
        own=len(planted.own),
        leaked=len(leaked),
        missing=len(missing),
        proposed=proposed,
        by_hand=by_hand,
        spans=spans.count(),
        coded=spans.filter(code__in=exemptions()).exclude(reason="").count(),
        pages=copy.pages,
    )


def _control(name: str, requests: int, words: Any, member: Any) -> bool:
    """One guard off: whether what it keeps is then found to be wrong. A file refused by the next guard counts too."""
    from tests.casework.files_planted import ask_for, facts_in, finished, go_through, plant

    from heard.casework.performing import NotNow

    found: Counter[str] = Counter()
    for _ in range(requests):
        planted = plant(words, AT)
        with CONTROLS[name]():
            row = ask_for(planted, member, AT)
            go_through(row, planted, member, AT)
            try:
                _, pdf = finished(row, member, LATER)
            except NotNow:
                found["refused"] += 1
                continue
        found["leaked"] += len(facts_in(pdf, planted.others))
        found["missing"] += len(planted.own) - len(facts_in(pdf, planted.own))
        found["all"] += len(planted.others)
    print(
        f"control, {name}: leaked {found['leaked']} of {found['all']}, missing {found['missing']}, refused "
        f"{found['refused']} of {requests}",
        flush=True,
    )
    return bool(found["leaked"] or found["missing"] or found["refused"])


@contextmanager
def _instead(module: Any, **others: Any) -> Iterator[None]:
    kept = {name: getattr(module, name) for name in others}
    try:
        for name, other in others.items():
            setattr(module, name, other)
        yield
    finally:
        for name, there in kept.items():
            setattr(module, name, there)


def _nothing_hidden(*, read_back: bool) -> Any:
    from heard.casework import subject_access_making as making

    hide = making.hidden_copies
    others: dict[str, Any] = {
        "hidden_copies": lambda papers, why: hide([(one, []) for one, _ in papers], why)
    }
    if not read_back:
        others |= {"_refuse_one_shown_elsewhere": lambda *_: None, "_refuse_protected": lambda *_: None}
    return _instead(making, **others)


def _nothing_proposed() -> Any:
    from heard.casework import subject_access_marking as marking

    return _instead(marking, spans_in=lambda *_: iter(()))


def _no_mentions() -> Any:
    from heard.casework import subject_access_collecting as collecting

    return _instead(collecting, rows_that_mention=lambda *_: {})


CONTROLS = {
    "nothing hidden, nothing read back": lambda: _nothing_hidden(read_back=False),
    "nothing hidden, but read back": lambda: _nothing_hidden(read_back=True),
    "nothing proposed": _nothing_proposed,
    "only their own cases collected": _no_mentions,
}


def main() -> int:
    """Read what is asked and drill on a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--controls", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="heard-files-") as folder:
        os.environ["HEARD_DATA"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return drill(asked.requests, asked.controls)


if __name__ == "__main__":
    sys.exit(main())
