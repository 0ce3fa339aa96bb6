"""Files in a folder and in a bucket: whole or not there, and in a bucket readable by nobody who has only the bucket."""

from __future__ import annotations

import io
from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from heard.casework import store_s3
from heard.casework.store import Folder, StoreAway

KEY, LATER = "k" * 40, "l" * 40
WORDS = b"Kayla said that nobody came."


class Kept:
    """A store of the S3 kind, of which we see what whoever runs it sees."""

    def __init__(self) -> None:
        self.there: dict[str, bytes] = {}

    def put_object(self, *, Bucket, Key, Body, ContentMD5):  # noqa: N803  as the store calls them
        self.there[Key] = Body

    def get_object(self, *, Bucket, Key):  # noqa: N803
        if Key not in self.there:
            raise FileNotFoundError(Key)
        return {"Body": io.BytesIO(self.there[Key])}

    def head_object(self, *, Bucket, Key):  # noqa: N803
        self.get_object(Bucket=Bucket, Key=Key)
        return {"LastModified": datetime(2026, 11, 22, tzinfo=UTC)}

    def delete_object(self, *, Bucket, Key):  # noqa: N803
        self.there.pop(Key, None)

    def get_paginator(self, name):
        return SimpleNamespace(
            paginate=lambda Bucket, Prefix: [  # noqa: N803
                {"Contents": [{"Key": one} for one in sorted(self.there) if one.startswith(Prefix)]}
            ]
        )


@pytest.fixture
def kept(monkeypatch):
    there = Kept()
    monkeypatch.setattr(store_s3, "_client", lambda endpoint, region: there)
    monkeypatch.setattr(store_s3, "_as_away", nullcontext)
    return there


@pytest.fixture(params=["folder", "bucket"])
def store(request, kept, tmp_path):
    return Folder(tmp_path) if request.param == "folder" else store_s3.Bucket("s3://papers/heard", KEY)


def test_what_was_put_is_there_until_it_is_thrown_away(store):
    store.put("files/ab/cd", WORDS)
    store.put("files/ab/cd", WORDS)
    store.put("other", b"")

    assert store.get("files/ab/cd") == WORDS
    assert list(store.names("files/")) == ["files/ab/cd"]
    assert store.filed_at("files/ab/cd") > 0
    store.throw_away("files/ab/cd")
    store.throw_away("files/ab/cd")
    assert store.filed_at("files/ab/cd") is None
    assert list(store.names("files/")) == []
    with pytest.raises(FileNotFoundError):
        store.get("files/ab/cd")


def test_a_bucket_holds_nothing_that_can_be_read_changed_or_put_in_the_place_of_another(kept):
    bucket = store_s3.Bucket("s3://papers/heard", KEY)
    bucket.put("files/a", WORDS)
    bucket.put("files/b", WORDS)
    sealed, other = kept.there["heard/files/a"], kept.there["heard/files/b"]

    assert WORDS not in sealed
    assert sealed != other
    assert store_s3.Bucket("s3://papers/heard", f"{LATER},{KEY}").get("files/a") == WORDS
    for harm in (other, sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), WORDS, b""):
        kept.there["heard/files/a"] = harm
        with pytest.raises(StoreAway):
            bucket.get("files/a")
    kept.there["heard/files/a"] = sealed
    with pytest.raises(StoreAway):
        store_s3.Bucket("s3://papers/heard", LATER).get("files/a")


@pytest.mark.parametrize(("where", "key"), [("s3://papers", ""), ("s3://papers", "short"), ("/papers", KEY)])
def test_a_bucket_without_a_key_or_a_name_is_refused(kept, where, key):
    with pytest.raises(ImproperlyConfigured):
        store_s3.Bucket(where, key)


def test_a_list_chosen_on_one_node_waits_on_the_other_until_it_is_dropped_there(
    kept, settings, tmp_path, monkeypatch
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from heard.casework.looking import NotYours
    from heard.web.desk import uploads

    bucket = store_s3.Bucket("s3://papers/heard", KEY)
    settings.HEARD_FILES = "s3://papers/heard"
    monkeypatch.setattr(uploads, "store", lambda: bucket)
    nodes = [tmp_path / name for name in ("one", "other")]
    for node in nodes:
        node.mkdir()

    settings.FILE_UPLOAD_TEMP_DIR = str(nodes[0])
    token = uploads.put_aside(SimpleUploadedFile("old.csv", WORDS), as_="auto", by="amina").token
    settings.FILE_UPLOAD_TEMP_DIR = str(nodes[1])
    there = uploads.waiting_for(token, "amina")
    assert there.file.read_bytes() == WORDS
    with pytest.raises(NotYours):
        uploads.waiting_for(token, "sam")
    there.note_kept(1)
    settings.FILE_UPLOAD_TEMP_DIR = str(nodes[0])
    assert uploads.waiting_for(token, "amina").kept == [1]
    there.drop()
    with pytest.raises(NotYours):
        uploads.waiting_for(token, "amina")
    assert kept.there == {}
