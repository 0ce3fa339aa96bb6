"""The mail server, the virus scanner and the council's directory are away: what is sent is taken, and what waits
goes out once they are back.

    ./drills helpers-away [--sendings 60] [--blind]

Visitors send words and pictures while `heard post` and `heard files` run again and again, as the timer runs them. With
`--blind` files are taken for scanned without having been: the control, in which some open that nobody scanned.
"""

from __future__ import annotations

import os
import socket
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from killing import Place, asked, faults, told
from mail_kills import FIRST, make_office
from mail_sink import Sink
from visitors import Served, Visitor, make_codes, tables

ROUNDS = 4
PICTURES = "/tell/picture/?check"


def away() -> int:
    """A port at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def add_picture(visitor: Visitor, content: bytes) -> bool:
    """Add a picture to what is being told. Whether it was taken."""
    token = visitor.token(PICTURES)
    part = "--xXxXx\r\nContent-Disposition: form-data; name="
    head = f'{part}"csrfmiddlewaretoken"\r\n\r\n{token}\r\n{part}"do"\r\n\r\nadd\r\n{part}"check"\r\n\r\n\r\n'
    head += f'{part}"file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    cookies = "; ".join(f"{name}={one.value}" for name, one in visitor.cookies.items())
    said = {"Cookie": cookies, "Content-Type": "multipart/form-data; boundary=xXxXx"}
    said["Origin"] = f"http://127.0.0.1:{visitor.connection.port}"
    visitor.connection.request("POST", PICTURES, head.encode() + content + b"\r\n--xXxXx--\r\n", said)
    answer = visitor.connection.getresponse()
    answer.read()
    return answer.status == 302


def send(port: int, number: int, found: Counter[str]) -> None:
    """Somebody tells something, every fourth with a picture."""
    from tests.files import made

    visitor = Visitor(port)
    token = visitor.answer_all(f"Words {number} that must not be lost.")
    if number % 4 == 0:
        found["pictures sent"] += 1
        found["pictures refused"] += not add_picture(visitor, made.picture())
        token = visitor.token("/tell/check/")
    taken = visitor.press_send(token)
    found["sendings"] += 1
    found["sendings refused"] += not taken or not visitor.code()


def opened() -> int:
    """How many files that came can be opened now."""
    from heard.casework import filing
    from heard.representations.models import Document

    return sum(not filing.held_back(row) for row in Document.objects.filter(is_original=True))


def while_away(place: Place, port: int, sendings: int) -> Counter[str]:
    """They send, and the timer runs, while nobody answers."""
    found: Counter[str] = Counter()
    for turn in range(ROUNDS):
        for number in range(turn, sendings, ROUNDS):
            send(port, number, found)
        found["timers that said nothing of it"] += place.ask("post", "--on", FIRST)[0] != 1
        found["timers that said nothing of it"] += place.ask("files")[0] != 1
        found["opened that nobody scanned"] += opened()
    visitor = Visitor(port)
    says = "does not answer" in visitor.ask("GET", "/sign-in/directory/")[1]
    found["a directory that is silent, and not said to be"] += not says
    found["own ways of signing in shut"] += visitor.ask("GET", "/sign-in/")[0] != 200
    return found


def once_back(place: Place, readers: int, scanner: Any, sink: Sink) -> dict[str, int]:
    """The same timers once more. What still waits, and what went twice."""
    from heard.representations.models import DailyMessage, Document

    failed = place.ask("post", "--on", FIRST)[0] + place.ask("files")[0]
    mails = Counter(one.to for one in sink.took)
    return {
        "timers that failed once they were back": failed,
        "e-mails that still wait": DailyMessage.objects.filter(sent_at=None).count() + readers - len(mails),
        "e-mails that went twice": sum(mails.values()) - len(mails),
        "files that still wait": Document.objects.filter(is_original=True).count() - opened(),
        "files not scanned after all": int(scanner.asked == 0),
    }


def blind() -> None:
    """Let files pass as scanned, here and in the pages."""
    from heard.casework import filing

    filing.held_back = lambda row: ""


def drill(place: Place, mail: int, scan: int, sendings: int) -> dict[str, Any]:
    """An office with post for three people, and a door; then nobody there, and everybody back."""
    from tests.casework import fake_scanner

    readers = make_office()
    make_codes(sendings + 10, slow=False)
    served = Served()
    served.begin()
    try:
        found: dict[str, Any] = dict(while_away(place, served.port, sendings))
    finally:
        served.kill()
    with fake_scanner.scanner(port=scan) as scanner, Sink(mail) as sink:
        found |= once_back(place, readers, scanner, sink)
    return {**found, "faults found by audit verify": faults()}


def main() -> int:
    """Take them away, send, bring them back, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "blind", sendings=60)
    mail, scan, directory = away(), away(), away()
    os.environ |= {
        "HEARD_EMAIL_HOST": "127.0.0.1", "HEARD_EMAIL_PORT": str(mail), "HEARD_EMAIL_TLS": "0",
        "HEARD_CLAMAV": f"127.0.0.1:{scan}", "HEARD_OIDC_ISSUER": f"http://127.0.0.1:{directory}",
        "HEARD_OIDC_CLIENT": "heard", "HEARD_OIDC_SECRET": "drill",
    }  # fmt: skip
    with tables() as database:
        if given.control:
            blind()
        place = Place(Path(os.environ["HEARD_DATA"]), os.environ.get("HEARD_DATABASE_URL", ""))
        found = drill(place, mail, scan, given.sendings)
    harm = tuple(one for one in found if one not in ("sendings", "pictures sent"))
    if given.control:
        harm = ("opened that nobody scanned",)
    title = f"{database}: mail server, virus scanner and directory away."
    return told(title, found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
