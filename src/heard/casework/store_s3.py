"""Files in a store of the S3 kind: sealed here before they leave, so that whoever runs the store reads none of them."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ImproperlyConfigured

from heard.casework.store import StoreAway

# Begins each file in the store: which way it was sealed, for whoever comes to another way.
MARK, NONCE = b"heard-1\n", 12
SHORTEST_KEY = 32
NOT_THERE = ("404", "NoSuchKey", "NotFound")
PATIENCE = {"connect_timeout": 3, "read_timeout": 8}


class Bucket:
    """A bucket, named `s3://bucket/under?endpoint=https://…&region=…`; who may use it stands where the S3 tools look.

    `keys` seal the files: the first seals, each opens. None of them is ever in the store.
    """

    def __init__(self, where: str, keys: str) -> None:
        parts = urlsplit(where)
        said = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.scheme != "s3" or not parts.hostname:
            raise ImproperlyConfigured(
                "HEARD_FILES is s3://BUCKET/FOLDER?endpoint=https://HOST, or is not set."
            )
        self._boxes = _boxes(keys)
        self._bucket, self._under = parts.netloc, parts.path.strip("/")
        self._client = _client(said.get("endpoint"), said.get("region"))

    def put(self, name: str, content: bytes) -> None:
        """Seal it, send it, and be told that it is kept: the store holds it against its own sum."""
        nonce = os.urandom(NONCE)
        sealed = MARK + nonce + self._boxes[0].encrypt(nonce, content, name.encode())
        whole = base64.b64encode(hashlib.md5(sealed, usedforsecurity=False).digest()).decode()
        with _as_away():
            self._client.put_object(**self._at(name), Body=sealed, ContentMD5=whole)

    def get(self, name: str) -> bytes:
        """Fetch and open it. What was changed in the store, or lies under another name, is not opened."""
        with _as_away():
            sealed: bytes = self._client.get_object(**self._at(name))["Body"].read()
        nonce, rest = sealed[len(MARK) : len(MARK) + NONCE], sealed[len(MARK) + NONCE :]
        for box in self._boxes if sealed.startswith(MARK) else ():
            try:
                return box.decrypt(nonce, rest, name.encode())
            except InvalidTag:
                continue
        raise StoreAway(f"{name} in the store was changed, or is sealed under another HEARD_FILES_KEY.")

    def filed_at(self, name: str) -> float | None:
        """When the store says it came, to the second."""
        try:
            with _as_away():
                return float(self._client.head_object(**self._at(name))["LastModified"].timestamp())
        except FileNotFoundError:
            return None

    def throw_away(self, name: str) -> None:
        """Delete it. A store that keeps versions is told in its own settings to drop them."""
        with _as_away():
            self._client.delete_object(**self._at(name))

    def names(self, under: str) -> Iterator[str]:
        """As the store lists them, a thousand at a time."""
        pages = self._client.get_paginator("list_objects_v2")
        cut = len(self._name("")) if self._under else 0
        with _as_away():
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._name(under)):
                for one in page.get("Contents", ()):
                    yield str(one["Key"])[cut:]

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._name(name)}

    def _name(self, name: str) -> str:
        return f"{self._under}/{name}" if self._under else name


def _boxes(keys: str) -> list[AESGCM]:
    given = [one.strip() for one in keys.split(",") if one.strip()]
    if not given or min(map(len, given)) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"Files in a bucket are sealed under HEARD_FILES_KEY: {SHORTEST_KEY} characters or more, made at random "
            "(openssl rand -hex 32), the same on each node, and kept where the backups' key is kept."
        )
    return [AESGCM(_derived(one)) for one in given]


def _derived(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"heard files").derive(secret.encode())


def _client(endpoint: str | None, region: str | None) -> Any:
    try:
        import boto3
        from botocore.config import Config
    except ImportError as why:
        raise ImproperlyConfigured(
            "HEARD_FILES names a bucket, and boto3 is not installed: install requirements/s3.lock."
        ) from why
    config = Config(
        **PATIENCE,
        retries={"max_attempts": 2, "mode": "standard"},
        # Stores of other makers do not know the newer sums; each file brings its own.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    # A session of its own: the default one of boto3 is not for many threads.
    return boto3.session.Session(region_name=region).client("s3", endpoint_url=endpoint, config=config)


@contextmanager
def _as_away() -> Iterator[None]:
    """Say in the words of every store what went wrong in this one."""
    from botocore.exceptions import BotoCoreError, ClientError
    from urllib3.exceptions import HTTPError

    try:
        yield
    except ClientError as why:
        if why.response.get("Error", {}).get("Code") in NOT_THERE:
            raise FileNotFoundError("That file is not in the store.") from why
        raise StoreAway("The store of files refused what was asked of it.") from why
    except (BotoCoreError, HTTPError) as why:
        raise StoreAway("The store of files does not answer.") from why
