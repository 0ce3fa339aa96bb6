"""T89: a paper or an issued letter that was exchanged after it was filed is handed out to nobody."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.conf import settings as all_settings
from tests.casework import offices

from heard.casework import filing
from heard.casework.filing import NotAsFiled

pytestmark = pytest.mark.django_db


def test_one_bit_of_a_paper_turned_at_fifty_places_is_found_each_time(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    paper = offices.paper(offices.a_case(offices.an_office()))
    place = next(Path(all_settings.DATA).rglob(Path(paper.path).name))
    sound, chance, found = place.read_bytes(), random.Random(89), 0
    for _ in range(50):
        turned = bytearray(sound)
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
        place.write_bytes(turned)
        try:
            filing.read_paper(paper)
        except NotAsFiled:
            found += 1
    place.write_bytes(sound + b" ")
    with pytest.raises(NotAsFiled):
        filing.read_kept(paper.digest, "A letter")
    place.unlink()
    with pytest.raises(NotAsFiled):
        filing.read_paper(paper)
    assert found == 50

    place.write_bytes(b"another paper")
    monkeypatch.setattr(paper, "digest", filing.digest_of(b"another paper"))
    assert (
        filing.read_paper(paper) == b"another paper"
    )  # the control: without the digest it would be handed out
