"""Mails that come in: only what is proved joins a case by itself, the same mail is one, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import living, mails, mails_forged, offices, stages

from heard.casework import mail_arriving, mail_joining, mail_marks
from heard.casework.audit import verify
from heard.casework.going_on import undecided_words
from heard.casework.looking import NotYours
from heard.casework.mail_reading import read_mail
from heard.casework.mail_taking_off import take_mail_off
from heard.casework.messages import passed_on
from heard.casework.parties import Somebody, add_party
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.people.models import Contact
from heard.representations.models import ArrivedMail, Document, MailMatch, Message, Party

pytestmark = pytest.mark.django_db
WHO = {"by": "amina", "at": mails.NOW}


@pytest.fixture(autouse=True)
def mailbox(settings, monkeypatch, tmp_path):
    settings.HEARD_MAIL, settings.DATA = mails.MAIL, tmp_path
    # The process apart is tried with the hostile ones; here it would only take time.
    monkeypatch.setattr(mail_arriving, "read_apart", read_mail)
    living.council()


@pytest.fixture
def malik():
    return mails.has_address(living.at_stage_1())


@pytest.fixture
def cast(malik):
    more = {"reference": malik.representation.reference, "day": living.RECEIVED, **WHO}
    gone, unsafe = (
        add_party(somebody=Somebody("advocate", name), **more) for name in ("Ruth Amsel", "Sam Stranger")
    )
    with writing("test_rows", **WHO) as line:
        line.add(Contact(person=gone.person, way="email", value="gone@example.org", is_safe=True))
        line.add(Contact(person=unsafe.person, way="email", value="shared@example.org", is_safe=False))
    other = Party.objects.filter(representation=living.received(), part="complainant")[0]
    return mails_forged.Cast(malik, other, gone, unsafe)


def joined(named) -> list[str]:
    """The names of those mails that joined a case by themselves."""
    return [name for name, raw in named if mails.arrived(raw).became == "joined"]


def forged_after_leaving(cast) -> list:
    every = list(mails_forged.forged(cast))
    with writing("test_rows", **WHO) as line:
        line.remove(cast.gone)
    return every


def test_no_forged_mail_joins_a_case_by_itself(cast, monkeypatch):
    monkeypatch.setattr(mail_arriving, "MOST_AN_HOUR", 1000)
    every = forged_after_leaving(cast)

    assert len(every) >= 80
    assert joined(every) == []
    assert ArrivedMail.objects.filter(standing="held").exclude(held_because="").count() == len(every)


def test_with_any_servers_name_believed_forged_mails_would_join(cast, monkeypatch):
    monkeypatch.setattr(mail_arriving, "MOST_AN_HOUR", 1000)
    monkeypatch.setattr(mail_marks, "_names", lambda said, server: True)

    assert "proved by mx.example.net alone" in joined(forged_after_leaving(cast))


def test_genuine_mails_join_the_case_they_answer_on(malik, monkeypatch):
    monkeypatch.setattr(mail_arriving, "MOST_AN_HOUR", 1000)
    every = list(mails_forged.genuine(malik))

    assert len(every) == 80
    assert len(joined(every)) >= 76
    assert verify().whole


def test_the_same_mail_five_times_is_one_message(malik):
    raw = mails.mail(to=mails.to_reply(malik))
    again = [
        mails.arrived(raw.replace(b"from mail.example.org", b"from mail%d.example.org" % n)) for n in range(5)
    ]

    assert [one.became for one in again] == ["joined", "again", "again", "again", "again"]
    assert ArrivedMail.objects.count() == Message.objects.count() == 1


def test_another_mail_under_the_same_number_is_kept_and_held(malik):
    to = mails.to_reply(malik)
    mails.arrived(mails.mail(to=to, number="<same@example.org>"))
    second = mails.arrived(mails.mail(to=to, number="<same@example.org>", words="Please call me on Monday."))

    assert second.became == "held"
    assert "same number" in ArrivedMail.objects.get(pk=second.mail).held_because


def test_a_joined_mail_is_a_message_in_its_own_words_with_its_files_as_papers(malik):
    words = "Nobody   rang.\n> You wrote that\n-- \nMalik"
    pdf, zipped = b"%PDF-1.4 school letter", b"PK\x05\x06" + bytes(18)
    files = (("school.pdf", "application/pdf", pdf), ("IMG_001.zip", "application/zip", zipped))
    mails.arrived(mails.mail(to=mails.to_reply(malik), words=words, files=files))
    row, said = ArrivedMail.objects.get(), Message.objects.get()

    assert (said.words, said.direction, said.way, said.said_on) == (words, "in", "email", date(2026, 11, 20))
    assert said.person == malik.person
    assert row.message == said
    assert row.settled_by == "mail"
    assert passed_on(malik.representation)[0].what == "Message from them by e-mail"
    assert Document.objects.get().title == "school"
    taken, refused = row.attachments.all()
    assert taken.document_id
    assert not refused.document_id
    assert "A packed folder is not taken" in refused.not_taken
    assert verify().whole


def test_words_after_an_answer_are_asked_about():
    case = stages.answered_1()
    malik = mails.has_address(case)
    mails.arrived(mails.mail(to=mails.to_reply(malik), words="This is not good enough."))

    assert [one.words for one in undecided_words(living.fresh(case))] == ["This is not good enough."]
    assert living.fresh(case).state == "stage_1_question"


def test_words_before_an_answer_ask_nothing(malik):
    mails.arrived(mails.mail(to=mails.to_reply(malik)))

    assert undecided_words(malik.representation) == []


def test_a_machines_mail_never_joins_and_nobody_is_answered(malik, mailoutbox, monkeypatch):
    """A hundred rounds with a machine that answers whatever comes; and the ways in which machines say what they are."""
    to = mails.to_reply(malik)
    for number in range(100):
        words = f"I am away. Your message number {number} was received."
        mails.arrived(mails.mail(to=to, words=words), received_at=mails.CAME + timedelta(seconds=number))

    assert mailoutbox == []
    assert Message.objects.count() == mail_arriving.MOST_AN_HOUR
    assert set(ArrivedMail.objects.filter(standing="held").values_list("is_automatic", "marks")) == {
        (False, "too_many")
    }
    assert ArrivedMail.objects.count() == 100


@pytest.mark.parametrize(
    ("header", "value", "mark"),
    [
        ("Auto_Submitted", "auto-replied", "auto_reply"),
        ("Auto_Submitted", "auto-generated; x=y", "auto_reply"),
        ("X_Autoreply", "yes", "auto_reply"),
        ("Precedence", "bulk", "bulk"),
        ("List_Id", "<news.example.org>", "bulk"),
        ("Return_Path", "<>", "no_sender"),
        ("X_Loop", mails.OURS, "loop"),
    ],
)
def test_a_mail_says_that_a_machine_wrote_it(malik, header, value, mark):
    done = mails.arrived(mails.mail(to=mails.to_reply(malik), **{header: value}))
    row = ArrivedMail.objects.get(pk=done.mail)

    assert (row.standing, row.marks, row.is_automatic) == ("held", mark, True)


def test_a_person_who_says_no_machine_did_is_believed(malik):
    assert mails.arrived(mails.mail(to=mails.to_reply(malik), Auto_Submitted="no")).became == "joined"


def test_a_mail_killed_half_way_is_neither_lost_nor_doubled(malik, monkeypatch):
    raw = mails.mail(to=mails.to_reply(malik), files=(("a.txt", "text/plain", b"hello"),))
    whole = mail_joining._file
    monkeypatch.setattr(mail_joining, "_file", killed)
    with pytest.raises(KeyboardInterrupt):
        mails.arrived(raw)
    assert not ArrivedMail.objects.exists()
    assert not Message.objects.exists()
    monkeypatch.setattr(mail_joining, "_file", whole)

    assert [mails.arrived(raw).became for _ in range(2)] == ["joined", "again"]
    assert (Message.objects.count(), Document.objects.count()) == (1, 1)


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_a_mail_may_belong_to_is_found_as_it_arrives(malik):
    case = malik.representation
    mails.arrived(mails.mail(subject=f"About {case.reference}, please"))

    assert set(MailMatch.objects.values_list("why", "representation")) == {
        ("sender", case.pk), ("reference", case.pk)}  # fmt: skip


def test_a_mail_is_put_on_a_case_by_hand_once(malik):
    mail = mails.arrived(mails.mail(sender="malik@work.example.net")).mail
    more = {"reference": malik.representation.reference, "mail": mail, "person": malik.person_id, **WHO}
    mail_joining.join_mail(**more)

    assert Message.objects.get().by == "amina"
    with pytest.raises(NotNow, match="Somebody has seen to this e-mail already"):
        mail_joining.join_mail(**more)


def test_a_case_is_made_of_a_mail_and_counts_from_the_day_our_server_got_it():
    mail = mails.arrived(mails.mail(files=(("a.txt", "text/plain", b"hello"),))).mail
    more = {"needs": "", "belongs_with": "", "mail": mail, **WHO}
    with pytest.raises(NotNow, match="by machine evidence"):
        mail_joining.case_from_mail(said=living.said(received_on=date(2026, 11, 21)), **more)
    case = mail_joining.case_from_mail(said=living.said(received_on=date(2026, 11, 20)), **more)

    row = ArrivedMail.objects.get()
    assert (row.standing, row.representation, row.person.name) == ("made", case, "Malik Thornbeck")
    assert Document.objects.get().representation == case
    assert verify().whole


def test_a_mail_set_aside_is_kept_and_can_be_put_back():
    mail = mails.arrived(mails.mail()).mail
    with pytest.raises(NotNow, match="It is not for us"):
        mail_joining.set_mail_aside(mail=mail, why="bored", words="", **WHO)
    mail_joining.set_mail_aside(mail=mail, why="not_for_us", words="For highways.", **WHO)
    with pytest.raises(NotNow):
        mail_joining.set_mail_aside(mail=mail, why="junk", words="", **WHO)
    mail_joining.put_mail_back(mail=mail, **WHO)

    assert ArrivedMail.objects.get().standing == "held"
    assert verify().whole


def test_a_mail_put_on_the_wrong_case_leaves_it_whole_and_can_be_put_on_the_right_one():
    manager = {"by": offices.staff("Dana Quill", "complaints_manager"), "at": mails.NOW}
    case, right = stages.answered_1(), living.at_stage_1()
    raw = mails.mail(words="Not yours to read.", files=(("a.txt", "text/plain", b"hello"),))
    mail = mails.arrived(raw).mail
    mail_joining.join_mail(reference=case.reference, mail=mail, person=living.person(case), **WHO)
    wrong = Document.objects.get()
    with pytest.raises(NotNow, match="Say why"):
        take_mail_off(mail=mail, because=" ", **manager)
    with pytest.raises(NotYours):
        take_mail_off(
            mail=mail, because="Another family.", by=offices.staff("Pat Room", "post_room"), at=mails.NOW
        )
    take_mail_off(mail=mail, because="Another family.", **manager)

    assert not Message.objects.exists()
    assert "Not yours" not in undecided_words(case)[0].words
    wrong.refresh_from_db()
    assert wrong.level == 4
    mail_joining.join_mail(reference=right.reference, mail=mail, person=living.person(right), **WHO)
    assert Message.objects.get().representation == right
    assert Document.objects.filter(representation=right).count() == 1
    assert verify().whole
