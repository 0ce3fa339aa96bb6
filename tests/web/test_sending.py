"""An answer to what we sent finds its case; an answer to somebody else's does not; and no subject names anybody."""

from __future__ import annotations

import pytest
from django.core import mail as post_box
from tests.casework import living, mails
from tests.web.act_pages import office, signed_in

from heard.casework import mail_arriving
from heard.casework.mail_addresses import reply_address, reply_addresses
from heard.casework.mail_reading import read_mail
from heard.casework.messages import passed_on, send_message
from heard.casework.ways_back import ask_for_link
from heard.casework.writing import writing
from heard.people.models import Contact, Member
from heard.representations.models import Letter, Message, Party, Posting
from heard.web.public import coming_back

pytestmark = pytest.mark.django_db
SAMS = "sam@example.org"


@pytest.fixture(autouse=True)
def members(settings, monkeypatch, tmp_path) -> dict[str, Member]:
    settings.HEARD_MAIL, settings.DATA = mails.MAIL, tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(mail_arriving, "read_apart", read_mail)
    return office()


@pytest.fixture
def malik() -> Party:
    return mails.has_address(living.at_stage_1())


def link_sent_to(party: Party, address: str = mails.MALIKS) -> str:
    """What a mail server would answer to: the address in the header of the link that went out."""
    made = ask_for_link(reference=party.representation.reference, address=address, at=mails.NOW)
    assert made is not None
    coming_back.send(made)
    (reply_to,) = post_box.outbox[-1].reply_to
    return reply_to


def test_an_answer_to_a_link_we_sent_joins_its_case(malik):
    sent_back = mails.arrived(mails.mail(to=link_sent_to(malik), words="It does not open."))

    assert sent_back.became == "joined"
    assert Message.objects.get().representation == malik.representation
    sent = post_box.outbox[0]
    said = f"{sent.subject} {sent.body} {sent.reply_to}".lower().replace("complaints+", "")
    assert [
        word
        for word in (malik.representation.reference, "Malik", "Thornbeck", "complaint")
        if word.lower() in said
    ] == []


def test_an_answer_to_what_somebody_else_was_sent_does_not_join(malik):
    other = Party.objects.filter(representation=living.received(), part="complainant")[0]
    with writing("test_rows", by="amina", at=mails.NOW) as line:
        line.add(Contact(person=other.person, way="email", value=SAMS, is_safe=True))
    to_sam = link_sent_to(other, SAMS)

    assert to_sam != link_sent_to(malik)
    assert mails.arrived(mails.mail(to=to_sam)).became == "held"


def test_nothing_goes_to_an_address_that_was_called_unsafe(malik):
    Contact.objects.filter(value=mails.MALIKS).update(is_safe=False)

    assert ask_for_link(reference=malik.representation.reference, address=mails.MALIKS, at=mails.NOW) is None


def test_without_a_mailbox_of_ours_no_address_to_answer_to_is_said(malik, settings):
    settings.HEARD_MAIL = {**mails.MAIL, "address": ""}
    made = ask_for_link(reference=malik.representation.reference, address=mails.MALIKS, at=mails.NOW)
    coming_back.send(made)

    assert post_box.outbox[0].reply_to == []
    assert reply_addresses([(malik.representation_id, malik.person_id)]) == {}


def test_whoever_sends_an_e_mail_by_hand_is_told_where_its_answer_is_to_go(malik, members):
    case = malik.representation
    named = {
        "reference": case.reference,
        "by": "complaints-manager",
        "at": mails.NOW,
        "person": malik.person_id,
    }
    send_message(way="email", value=mails.MALIKS, words="We will call you on Monday.", **named)
    send_message(way="page", words="We will call you on Monday.", **named)
    theirs = reply_address(case, malik.person)

    page = signed_in(members["complaints_manager"]).get(f"/cases/{case.reference}/messages/")
    assert page.content.decode().count(theirs) == 1
    assert sorted(one.reply_to for one in passed_on(case)) == ["", theirs]


@pytest.mark.parametrize(("way", "shown"), [("email", 1), ("post", 0)])
def test_whoever_sends_a_letter_by_e_mail_is_told_so_and_by_post_it_names_the_ordinary_contact(
    malik, members, way, shown
):
    letter = Letter(
        representation=malik.representation, kind="acknowledgement", audience="adult", to=malik.person,
        title="We have your complaint", body="<p>Thank you.</p>", issued_on=mails.NOW.date(), issued_by="amina",
    )  # fmt: skip
    with writing("test_rows", by="amina", at=mails.NOW) as line:
        line.add(letter)
        line.add(Posting(letter=letter, way=way))

    page = signed_in(members["complaints_manager"]).get(f"/post/{letter.pk}/").content.decode()

    assert page.count(reply_address(malik.representation, malik.person)) == shown
    assert "heard-paper__head" in page
