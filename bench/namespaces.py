"""Network namespaces of our own: a hub with a bridge, and rooms that see nothing but each other."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

HUB, NET = "heard-hub", "10.77.0"
ROOMS = {"heard-db": 2, "heard-a": 11, "heard-b": 12}


def ip(*said: str) -> None:
    """One command of iproute2."""
    subprocess.run(["ip", *said], check=True, capture_output=True)


@contextmanager
def namespaces() -> Iterator[None]:
    """A hub with a bridge, and a room each for the database and the two nodes. Nothing leads out of them."""
    _gone()
    ip("netns", "add", HUB)
    try:
        ip("-n", HUB, "link", "add", "bridge", "type", "bridge")
        ip("-n", HUB, "addr", "add", f"{NET}.1/24", "dev", "bridge")
        for name in ("bridge", "lo"):
            ip("-n", HUB, "link", "set", name, "up")
        for room, number in ROOMS.items():
            ip("netns", "add", room)
            ip("-n", HUB, "link", "add", room, "type", "veth", "peer", "name", "eth0", "netns", room)
            ip("-n", HUB, "link", "set", room, "master", "bridge", "up")
            ip("-n", room, "addr", "add", f"{NET}.{number}/24", "dev", "eth0")
            for name in ("eth0", "lo"):
                ip("-n", room, "link", "set", name, "up")
        yield
    finally:
        _gone()


def _gone() -> None:
    for room in (*ROOMS, HUB):
        subprocess.run(["ip", "netns", "delete", room], check=False, capture_output=True)
