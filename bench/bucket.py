"""Files in a store of the S3 kind: kept, sealed, killed half way, the store away, backed up and restored elsewhere.

    ./drills bucket [--kills 20]          --open is the control: files that leave unsealed are found in the store

The store is moto's server, in a process of its own that this drill begins and ends; it keeps nothing on any disk.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from servers import Place, folder_of_ours, free_port, killed, listens, until

PLANTED = b"Kayla said that nobody came."
KEY, EARLIER = "k" * 40, "e" * 40
WRITES = """
import os, sys, django; django.setup()
from heard.casework.filing import keep_file
while True:
    print(keep_file(os.urandom(3_000_000)), flush=True)
"""


class Bucket:
    """The server, and its buckets as whoever runs it sees them."""

    def __init__(self) -> None:
        import boto3

        os.environ.update(
            AWS_ACCESS_KEY_ID="drill", AWS_SECRET_ACCESS_KEY="drill", AWS_DEFAULT_REGION="eu-west-2"
        )
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.running: Any = None
        self.begin()
        self.client = boto3.client("s3", endpoint_url=self.address)

    def begin(self) -> None:
        """Start it."""
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self.running = Place().begin(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: listens("127.0.0.1", self.port), 90)

    def make(self, name: str) -> str:
        """A new bucket, as HEARD_FILES names it."""
        self.client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        return f"s3://{name}/heard?endpoint={self.address}&region=eu-west-2"

    def everything(self, name: str) -> dict[str, bytes]:
        """Each object with what is in it."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=name)
        keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {key: self.client.get_object(Bucket=name, Key=key)["Body"].read() for key in keys}


def main() -> int:
    """Begin the server, keep files in it, harm it, and count. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--open", action="store_true")
    given = asked.parse_args()
    with folder_of_ours() as folder:
        bucket = Bucket()
        try:
            (folder / "heard").mkdir()
            os.environ.update(
                HEARD_DATA=str(folder / "heard"), HEARD_FILES=bucket.make("papers"), HEARD_FILES_KEY=KEY,
                DJANGO_SETTINGS_MODULE="heard.config.settings", HEARD_FREE_SPACE="0",
            )  # fmt: skip
            os.environ.pop("HEARD_DATABASE_URL", None)
            return drill(bucket, folder, given)
        finally:
            killed(bucket.running)


def drill(bucket: Bucket, folder: Path, given: argparse.Namespace) -> int:
    """All of it, one after the other."""
    import django

    django.setup()
    papers = filed(given)
    inside = bucket.everything("papers")
    readable = sum(PLANTED in one for one in inside.values())
    print(f"papers filed: {len(papers)}, files in the bucket {len(inside)}, readable there: {readable}")
    if given.open:
        return int(not readable)
    found = {
        "files in the bucket that can be read there": readable,
        "files changed or changed about that were opened": opened_after_harm(bucket),
        **kills(given.kills),
        **restored_elsewhere(bucket, folder),
        **away(bucket),
    }
    for what, number in found.items():
        print(f"  {what}: {number}", flush=True)
    wrong = [name for name, number in found.items() if not name.startswith("~") and number]
    return int(bool(wrong))


def filed(given: argparse.Namespace) -> list[Any]:
    """Twenty papers of one case, through the office's own door."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from django.core.management import call_command

    from heard.casework import filing, store_s3
    from heard.casework.council import open_installation
    from heard.casework.permissions import Level
    from heard.casework.writing import writing
    from heard.representations.models import Representation

    if given.open:
        store_s3.AESGCM = type("Open", (AESGCM,), {})  # type: ignore[misc,attr-defined]
        store_s3._boxes = lambda keys: [_Open()]  # type: ignore[assignment,list-item]
    call_command("migrate", verbosity=0)
    at = datetime.now(UTC)
    open_installation(name="Bench Council", by="drill", at=at)
    case = Representation(
        reference="C-1",
        kind="statutory_complaint",
        received_on=date(2026, 11, 2),
        recorded_at=at,
        state="received",
    )
    with writing("receive", by="drill", at=at, reference=case.reference) as line:
        line.add(case)
    return [
        filing.file_paper(
            reference=case.reference, title=f"Paper {number}", kind="other", level=Level.S2,
            content=PLANTED + str(number).encode(), media_type="text/plain", by="drill", at=at,
        )
        for number in range(20)
    ]  # fmt: skip


class _Open:
    """The control: nothing is sealed."""

    def encrypt(self, nonce: bytes, content: bytes, name: bytes) -> bytes:
        """As it is."""
        return content

    def decrypt(self, nonce: bytes, content: bytes, name: bytes) -> bytes:
        """As it is."""
        return content


def opened_after_harm(bucket: Bucket) -> int:
    """One bit turned, one file in the place of another, another key: how many were opened all the same."""
    from heard.casework.store import StoreAway, store
    from heard.casework.store_s3 import Bucket as Kept

    where, opened = os.environ["HEARD_FILES"], 0
    names = list(store().names("files/"))[:2]
    was = {name: bucket.everything("papers")[f"heard/{name}"] for name in names}
    turned = bytearray(was[names[0]])
    turned[-1] ^= 1
    for harm, keys in ((bytes(turned), KEY), (was[names[1]], KEY), (was[names[0]], EARLIER)):
        bucket.client.put_object(Bucket="papers", Key=f"heard/{names[0]}", Body=harm)
        try:
            Kept(where, keys).get(names[0])
            opened += 1
        except StoreAway:
            pass
    bucket.client.put_object(Bucket="papers", Key=f"heard/{names[0]}", Body=was[names[0]])
    Kept(where, f"{EARLIER},{KEY}").get(names[0])  # A key that came later leaves the earlier one opening.
    return opened


def kills(times: int) -> dict[str, int]:
    """Whoever keeps files of 3 MB is killed again and again: what it was told was kept is whole."""
    from heard.casework.filing import NotAsFiled, all_filed, read_kept
    from heard.casework.store import store

    said: list[str] = []
    for _ in range(times):
        at_it = Place().begin(
            [sys.executable, "-c", WRITES], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert at_it.stdout is not None
        said += [at_it.stdout.readline().decode().strip()]
        time.sleep(random.uniform(0, 0.4))
        killed(at_it)
        said += at_it.stdout.read().decode().split("\n")[:-1]
    lost = 0
    for digest in filter(None, said):
        try:
            read_kept(digest, "It")
        except NotAsFiled:
            lost += 1
    half = 0
    for path in all_filed():
        try:
            store().get(f"files/{path}")
        except OSError:
            half += 1
    return {f"~ kills {times}, files acknowledged": len(said), "of those lost": lost, "files in part": half}


def restored_elsewhere(bucket: Bucket, folder: Path) -> dict[str, int]:
    """A backup with its files, restored into another bucket under another key, and into a plain folder."""
    from django.conf import settings

    from heard.casework import backing_up, backup_box

    secret = backup_box.pyrage.x25519.Identity.generate()
    made = backing_up.back_up(folder / "backups", to=[str(secret.to_public())], on=date(2026, 11, 22),
                              at=datetime.now(UTC))  # fmt: skip
    key = folder / "key.txt"
    key.write_text(str(secret))
    key.chmod(0o600)
    wrong = 0
    for number, where in enumerate((bucket.make("elsewhere"), "")):
        data = folder / f"restored-{number}"
        data.mkdir()
        told = {**os.environ, "HEARD_DATA": str(data), "HEARD_FILES": where, "HEARD_FILES_KEY": "n" * 40}
        command = [sys.executable, "-m", "heard.cli", "restore", str(made.place), "--key", str(key)]
        done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
        script = "import django; django.setup(); from heard.casework.filing import read_paper;"
        script += "from heard.representations.models import Document as D;"
        script += "print(sum(len(read_paper(one)) for one in D.objects.all()))"
        read = subprocess.run(
            [sys.executable, "-c", script], env=told, capture_output=True, text=True, check=False
        )
        if done.returncode or read.returncode:
            wrong += 1
            print(done.stdout[-500:], done.stderr[-500:], read.stderr[-300:], file=sys.stderr)
    assert settings.HEARD_FILES
    return {"~ files in the backup": made.manifest.files.count, "files odd in the backup": len(made.manifest.odd_files),
            "restores whose papers do not open": wrong}  # fmt: skip


def away(bucket: Bucket) -> dict[str, int]:
    """The store gone: whoever files is told within ten seconds."""
    from heard.casework.filing import keep_file
    from heard.casework.store import StoreAway

    killed(bucket.running)
    began = time.monotonic()
    try:
        keep_file(b"too late")
        told = 1
    except StoreAway:
        told = 0
    took = time.monotonic() - began
    return {
        "acknowledged while the store was away": told,
        "seconds beyond ten until that was said": int(took > 10),
    }


if __name__ == "__main__":
    sys.exit(main())
