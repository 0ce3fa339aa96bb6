"""What does most harm in a stolen browser asks who one is again, unless that was shown in the last ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework import offices
from tests.web import act_pages

from heard.casework.access import NeedsFresh
from heard.casework.access_unsealing import ask_to_unseal
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.representations.models import Redating, Representation, Wall
from heard.web import entering, fresh
from heard.web.seeing import now, today

pytestmark = pytest.mark.django_db
# Each powerful act: how it is asked, at which address, and by whom.
POWERFUL = {
    "undo an import": ("post", "/imports/{run}/undo/", "complaints_manager"),
    "approve moved dates": ("post", "/redatings/{redating}/", "complaints_officer"),
    "open a case in an emergency": ("post", "/emergency/", "safeguarding"),
    "take a list away": ("get", "/cases/export/", "complaints_manager"),
    "take the list of a meeting away": ("get", "/work/meeting.xlsx", "complaints_manager"),
    "lift a wall": ("post", "/cases/{case}/walls/{wall}/lift/", "complaints_manager"),
    "let somebody in": ("post", "/settings/people/join/", "administrator"),
    "change a role": ("post", "/settings/people/{member}/move/", "administrator"),
    "invite somebody": ("post", "/settings/people/join/", "complaints_manager"),
    "release a report": ("post", "/reports/1/release/", "director"),
    "give a new link": ("post", "/settings/people/{member}/link/", "complaints_manager"),
}
# What is typed, where the page looks at that first.
TYPED = {"reason": "safety", "words": "A child may be harmed tonight, and nobody answers."}


@pytest.fixture
def made():
    return offices.an_office()


@pytest.fixture
def places(made):
    """Where each thing is, by the name under which an address asks for it."""
    case = offices.a_case(made)
    offices.complain_about(case, made["legal"])
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        redating = Redating(made_on=offices.TODAY, because="A day closed.", made_by="amina")
        line.add(redating)
    return {
        "case": case.reference,
        "wall": Wall.objects.get(representation=case).pk,
        "redating": redating.pk,
        "member": made["legal"].pk,
        "run": 1,
    }


def asks_again(answer) -> bool:
    """Whether an answer is the way to the page that asks who one is."""
    return answer.status_code == 302 and "/again/" in answer.headers["Location"]


def long_ago(client):
    """The same browser eleven minutes after its last proof."""
    session = client.session
    session[entering.PROVED] -= timedelta(minutes=11).total_seconds()
    session.save()
    return client


def test_each_asks_again_after_ten_minutes_and_not_before(made, places, monkeypatch):
    def tried(prove):
        found, typed = {}, {**TYPED, "case": places["case"]}
        for name, (way, address, role) in POWERFUL.items():
            client = prove(act_pages.signed_in(made[role]))
            found[name] = asks_again(getattr(client, way)(address.format(**places), typed))
        return found

    just_now = tried(lambda client: client)
    later = tried(long_ago)

    assert later == dict.fromkeys(POWERFUL, True)
    assert just_now == dict.fromkeys(POWERFUL, False)
    monkeypatch.setattr(fresh, "is_fresh", lambda request: True)
    assert not any(tried(long_ago).values()), "the guard was off and nothing showed it"


def test_opening_what_is_sealed_asks_for_the_same_proof(made, places):
    case = Representation.objects.get(reference=places["case"])
    asked = {"case": case, "to": made["legal"], "what": "court_papers", "basis": "Leave of the court.",
             "until": today(), "by": made["complaints_manager"], "at": now(), "day": today()}  # fmt: skip

    with pytest.raises(NeedsFresh):
        ask_to_unseal(**asked, fresh=False)
    with pytest.raises(NotNow, match="cannot be opened to this person"):
        ask_to_unseal(**asked, fresh=True)
