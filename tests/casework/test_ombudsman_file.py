"""The Ombudsman's file: where a case stands, drafts, more time, what is public, refusals, talks, and its copy."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas
from tests.casework.living import NOW, council
from tests.casework.offices import give
from tests.casework.stages import adjudicated, label, of
from tests.web import small_council

from heard.casework import (
    bundles,
    bundles_chronology,
    bundles_freezing,
    bundles_letters,
    bundles_sending,
    filing,
    ombudsman,
    ombudsman_after,
    ombudsman_file,
)
from heard.casework.bundles_checking import check_papers
from heard.casework.bundles_for import BundleFor
from heard.casework.bundles_freezing import NotToBeFrozen
from heard.casework.letters.protecting import protect_words
from heard.casework.looking_at_ombudsman import file_of, ombudsman_list
from heard.casework.looking_at_ombudsman_lists import (
    refusals_looked_at,
    talks_seen,
    waiting_to_be_taken,
    words_counted,
)
from heard.casework.looking_at_work import work_list
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.nightly import night
from heard.casework.performing import NotNow
from heard.casework.permissions import Level, NotAllowed
from heard.law.ombudsman_outcomes import EXPLAINED, NotTheOmbudsmansPage, outcome_in_words, published_at
from heard.ledger.models import Entry
from heard.representations.models import BundleLeave, OmbudsmanCase, OmbudsmanEnquiry

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NUMBER = "26 000 001"
OPENED = date(2026, 9, 1)
SECRET = "14 Quince Row, Barrowby BY1 4ZZ"


@pytest.fixture
def case(settings, tmp_path):
    settings.DATA = tmp_path
    council()
    label("decision", "Upheld", "upheld")
    row = adjudicated()
    ombudsman.open_ombudsman_case(**of(row, received_on=OPENED, ombudsman_reference=NUMBER))
    return row


@pytest.fixture
def members(case):
    return small_council.members()


def enquired(case) -> OmbudsmanEnquiry:
    came = {"received_on": date(2026, 9, 8), "asked": "Why late?", "answer_by": date(2026, 9, 22)}
    return ombudsman.receive_ombudsman_enquiry(**of(case, ombudsman_reference=NUMBER, **came))


def stepped(case, step: str, on: date) -> None:
    ombudsman_file.record_ombudsman_step(**of(case, from_on=on, ombudsman_reference=NUMBER, step=step))


def seen(case):
    return file_of(case, today=date(2026, 9, 20), money=True)[0]


def test_more_time_moves_the_day_only_once_it_is_given_and_the_day_before_stays_on_record(case):
    enquiry = enquired(case)
    asks = {
        "asked_on": date(2026, 9, 14),
        "due": f"enquiry:{enquiry.pk}",
        "asked_by": "Amina",
        "reason": "Ill.",
    }
    with pytest.raises(DoesNotFit, match="one after Tuesday 22 September 2026"):
        ombudsman_file.ask_ombudsman_for_time(**of(case, wanted_until=date(2026, 9, 22), **asks))
    with pytest.raises(NotOnRecord, match="owes the Ombudsman nothing"):
        ombudsman_file.ask_ombudsman_for_time(
            **of(case, wanted_until=date(2026, 10, 6), **{**asks, "due": "draft:9"})
        )
    asked = ombudsman_file.ask_ombudsman_for_time(**of(case, wanted_until=date(2026, 10, 6), **asks))
    enquiry.refresh_from_db()
    assert enquiry.answer_by == date(2026, 9, 22)

    said = {
        "answered_on": date(2026, 9, 16),
        "extension": asked.pk,
        "answered_by": "The investigator",
        "told": "Tom",
    }
    with pytest.raises(DoesNotFit, match="Leave the day out if it was refused"):
        ombudsman_file.record_ombudsman_time(**of(case, given_until=date(2026, 9, 20), **said))
    ombudsman_file.record_ombudsman_time(**of(case, given_until=date(2026, 9, 29), **said))

    enquiry.refresh_from_db()
    asked.refresh_from_db()
    assert (enquiry.answer_by, asked.was_due_on, asked.answer) == (
        date(2026, 9, 29),
        date(2026, 9, 22),
        "given",
    )
    with pytest.raises(NotOnRecord, match="no request for more time"):
        ombudsman_file.record_ombudsman_time(**of(case, given_until=None, **said))


def test_more_time_that_is_refused_leaves_the_day(case):
    enquiry = enquired(case)
    asks = {
        "asked_on": date(2026, 9, 14),
        "due": f"enquiry:{enquiry.pk}",
        "asked_by": "Amina",
        "reason": "Ill.",
    }
    asked = ombudsman_file.ask_ombudsman_for_time(**of(case, wanted_until=date(2026, 10, 6), **asks))
    said = {"answered_on": date(2026, 9, 16), "extension": asked.pk, "answered_by": "Them", "told": "Tom"}
    ombudsman_file.record_ombudsman_time(**of(case, given_until=None, **said))

    enquiry.refresh_from_db()
    asked.refresh_from_db()
    assert (enquiry.answer_by, asked.answer) == (date(2026, 9, 22), "refused")


def test_a_draft_is_chased_until_comments_are_sent_and_is_no_decision(case, members):
    came = {"received_on": date(2026, 9, 8), "proposes": "Fault.", "comments_by": date(2026, 9, 22)}
    draft = ombudsman_file.receive_ombudsman_draft(**of(case, ombudsman_reference=NUMBER, **came))
    manager = members["complaints_manager"]
    give(case, manager)
    due = work_list(manager, today=date(2026, 9, 23), view="mine").tasks
    assert [one.due_on for one in due if "draft decision" in one.next_act] == [date(2026, 9, 22)]
    noticed = night(on=date(2026, 9, 23), by="night", at=NOW).noticed
    assert {one.about_on for one in noticed if one.what.startswith("draft_chase")} == {date(2026, 9, 22)}
    assert ombudsman_list(manager, today=date(2026, 9, 23))[0].next_due.due_on == date(2026, 9, 22)
    assert OmbudsmanCase.objects.get().decision is None

    with pytest.raises(DoesNotFit, match="Where nothing was to be said, write that"):
        ombudsman_file.comment_on_ombudsman_draft(
            **of(case, commented_on=date(2026, 9, 20), draft=draft.pk, comments=" ")
        )
    ombudsman_file.comment_on_ombudsman_draft(
        **of(case, commented_on=date(2026, 9, 20), draft=draft.pk, comments="No comments.")
    )
    assert "draft decision" not in str(work_list(manager, today=date(2026, 9, 23), view="mine").tasks)


def test_where_a_case_stands_is_the_last_word_and_a_decision_ends_it_until_it_is_opened_again(case, members):
    assert seen(case).stands == "Awaiting a decision"
    enquired(case)
    assert seen(case).stands == "Making enquiries"
    stepped(case, "waits", date(2026, 9, 2))
    assert [one.since for one in waiting_to_be_taken(members["complaints_manager"])] == [date(2026, 9, 2)]
    stepped(case, "investigation", date(2026, 9, 10))
    assert (seen(case).stands, waiting_to_be_taken(members["complaints_manager"])) == ("Investigation", [])
    decided = {"decided_on": date(2026, 10, 5), "label": "Upheld", "narrative": "We will not investigate."}
    ombudsman.record_ombudsman_decision(**of(case, ombudsman_reference=NUMBER, **decided))
    assert (seen(case).stands, seen(case).explained) == ("Decided", EXPLAINED["upheld"])
    stepped(case, "reopened", date(2026, 11, 2))
    assert seen(case).stands == "Opened again"
    with pytest.raises(Exception, match="place where a case stands"):
        stepped(case, "lost", date(2026, 11, 3))


def test_fault_is_shown_as_not_public_until_it_is_on_record_where_and_how(case):
    made = {"published_on": date(2026, 11, 2), "ombudsman_reference": NUMBER,
            "address": "https://www.lgo.org.uk/decisions/children/26-000-001"}  # fmt: skip
    with pytest.raises(NotNow, match="has not decided"):
        ombudsman_after.make_decision_public(**of(case, **made))
    decided = {"decided_on": date(2026, 10, 5), "label": "Upheld", "narrative": "Fault."}
    ombudsman.record_ombudsman_decision(**of(case, ombudsman_reference=NUMBER, **decided))
    assert seen(case).fault_not_public
    with pytest.raises(DoesNotFit, match="is not on the Ombudsman’s site"):
        ombudsman_after.make_decision_public(
            **of(case, **{**made, "address": "https://lgo.org.uk.example/x"})
        )
    ombudsman_after.make_decision_public(**of(case, **made))
    assert seen(case).fault_not_public
    ombudsman_after.make_decision_public(
        **of(case, told_on=date(2026, 11, 9), told_how="On our site", **made)
    )
    assert not seen(case).fault_not_public


@pytest.mark.parametrize("address", [
    "http://www.lgo.org.uk/decisions/a", "https://www.lgo.org.uk", "https://www.lgo.org.uk/", "javascript:alert(1)",
    "https://www.lgo.org.uk@evil.example/a", "https://evil.example/www.lgo.org.uk/a", "https://www.lgo.org.uk.evil/a",
    "https://www.lgo.org.uk/a b", "https://www.lgo.org.uk/a\\nb", "https://www.lgo.org.uk/" + "a" * 300, "",
])  # fmt: skip
def test_an_address_off_the_ombudsmans_site_is_refused(address):
    with pytest.raises(NotTheOmbudsmansPage):
        published_at(address)
    assert published_at(" https://www.lgo.org.uk/decisions/x/26-000-001 ").endswith("26-000-001")


def test_every_outcome_is_explained_and_one_without_a_meaning_says_what_to_do():
    assert all(len(words) > 20 for words in EXPLAINED.values())
    assert "Settings, Lists" in outcome_in_words("odd")
    assert outcome_in_words("", is_decided=False) == EXPLAINED[""]


def test_what_they_said_of_a_refusal_is_listed_with_it_and_counted(case, members):
    manager = members["complaints_manager"]
    said = {"said_on": date(2026, 10, 1), "ombudsman_reference": NUMBER, "words": "It was right to refuse."}
    assert refusals_looked_at(manager) == []
    ombudsman_after.record_word_on_refusal(**of(case, word="accepted", **said))
    found = refusals_looked_at(manager)
    assert [(one.reference, one.word) for one in found] == [(case.reference, "Accepted our refusal")]
    assert words_counted(found) == (1, 1)
    with pytest.raises(NotNow, match="on record already"):
        ombudsman_after.record_word_on_refusal(**of(case, word="fault", **said))


def test_talks_about_none_are_for_who_keeps_the_file_and_those_on_a_case_for_who_reads_it(case, members):
    talk = {
        "held_on": date(2026, 10, 1),
        "how": "Video call",
        "with_whom": "Liaison officer",
        "words": "First meeting.",
    }
    ombudsman_after.record_talk_about_none(member=members["ombudsman_link_officer"], at=NOW, **talk)
    ombudsman_after.record_ombudsman_talk(
        **of(case, ombudsman_reference=NUMBER, **{**talk, "words": "About it."})
    )

    assert {one.words for one in talks_seen(members["complaints_manager"])} == {"First meeting.", "About it."}
    assert {one.words for one in talks_seen(members["ombudsman_link_officer"])} == {"First meeting."}
    for other in ("team_manager", "elected_member"):
        with pytest.raises(NotAllowed):
            talks_seen(members[other])
        with pytest.raises(NotAllowed):
            ombudsman_after.record_talk_about_none(member=members[other], at=NOW, **talk)


# The copy of a case


def paper(case, title: str, said: str, **more):
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, said)
    canvas.save()
    facts = {
        "kind": "report",
        "level": Level.S2,
        "by": "amina",
        "at": NOW,
        "media_type": "application/pdf",
        **more,
    }
    return filing.file_paper(reference=case.reference, title=title, content=out.getvalue(), **facts)


def test_the_ombudsmans_copy_keeps_nothing_back_and_is_one_frozen_file_with_its_chronology(case, members):
    manager = members["complaints_manager"]
    who = {"reference": case.reference, "by": manager, "at": NOW, "ombudsman_reference": NUMBER}
    mother = case.parties.get(part="complainant").person_id
    protect_words(reference=case.reference, person=mother, what="address", words=SECRET, reason="Safety.",
                  by="amina", at=NOW)  # fmt: skip
    first = paper(case, "Report", f"The family lives at {SECRET}.")
    bundles.begin_bundle(**who)
    assert bundles_chronology.draw_chronology(**who) > 3
    assert bundles_chronology.draw_chronology(**who) == 0
    bundle = bundles.pick_papers(papers=[first.pk], **who)[0].bundle
    lines = list(bundle.chronology.all())
    assert [one.happened_on for one in lines] == sorted(one.happened_on for one in lines)
    bundles_chronology.word_line(line=lines[0].pk, words="A family wrote to us.", **who)
    bundles_chronology.word_line(line=lines[1].pk, words="Left out line.", is_left_out=True, **who)
    bundles_chronology.move_line(line=lines[2].pk, up=True, **who)
    bundles_chronology.add_line(happened_on=date(2026, 9, 3), words="We rang the investigator.", **who)
    with pytest.raises(NotNow, match="Every letter"):
        bundles_letters.bring_letters(**who)
    papers = list(bundle.papers.select_related("document"))
    assert check_papers(BundleFor(case, stage=None), papers).faults, "a panel would not be given it"

    frozen = bundles_freezing.freeze_bundle(**who)

    pages = [page.extract_text() for page in PdfReader(BytesIO(filing.read_paper(frozen.document))).pages]
    text = " ".join(" ".join(pages).split())
    assert SECRET in text
    assert "Left out line" not in text
    assert (
        text.index("A family wrote to us.") < text.index("We rang the investigator.") < text.index("lives at")
    )
    assert f"Page 1 of {len(pages)}" in text
    sent = {"sent_on": NOW.date(), "copy": frozen.pk, "sent_to": "The investigator, by secure upload"}
    bundles_sending.send_ombudsman_copy(**of(case, **sent))
    frozen.refresh_from_db()
    assert (frozen.sent_to, frozen.digest) == ("The investigator, by secure upload", frozen.document.digest)
    with pytest.raises(NotNow, match="Freeze a new one"):
        bundles_sending.send_ombudsman_copy(**of(case, **sent))
    assert list(Entry.objects.filter(act="send_ombudsman_copy").values_list("reference", flat=True)) == [
        case.reference
    ]
    second = bundles.begin_bundle(**who)
    assert (second.version, second.chronology.count(), second.papers.count()) == (2, len(lines) + 1, 1)


def test_legal_advice_goes_to_the_ombudsman_only_by_a_decision_with_its_reason(case, members):
    who = {
        "reference": case.reference,
        "by": members["complaints_manager"],
        "at": NOW,
        "ombudsman_reference": NUMBER,
    }
    advice = paper(case, "What the lawyer said", "Advice.", kind="advice", level=Level.S3)
    bundles.begin_bundle(**who)
    row = bundles.pick_papers(papers=[advice.pk], **who)[0]
    with pytest.raises(NotToBeFrozen, match="Somebody decides that it goes along"):
        bundles_freezing.freeze_bundle(**who)
    with pytest.raises(DoesNotFit, match="Say why"):
        bundles_chronology.give_leave(paper=row.pk, reason=" ", **who)
    bundles_chronology.give_leave(paper=row.pk, reason="Asked for under section 29; counsel agrees.", **who)
    assert bundles_freezing.freeze_bundle(**who).frozen_at is not None
    assert BundleLeave.objects.get().decided_by == "complaints-manager"


def test_who_may_not_send_the_copy_may_not_put_it_together(case, members):
    for role in ("team_manager", "director", "panel_clerk"):
        with pytest.raises((NotAllowed, Exception)) as why:
            bundles.begin_bundle(
                reference=case.reference, by=members[role], at=NOW, ombudsman_reference=NUMBER
            )
        assert type(why.value).__name__ in ("NotAllowed", "NotYours")
