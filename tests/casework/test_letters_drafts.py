"""Every act that must tell somebody leaves a draft; it is changed, checked, signed, issued and posted by people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.letter_cases import (
    AT,
    REFERENCE,
    TODAY,
    add,
    at,
    day,
    doing,
    living_case,
    reach,
    somebody,
)

from heard.casework.audit import verify
from heard.casework.letters import SentElsewhere, letters_owed, plain_text
from heard.casework.letters.changing import (
    begin_draft,
    change_draft,
    give_facts,
    readdress,
    start_over,
    withdraw_draft,
    write_after_all,
)
from heard.casework.letters.checking import NotConfirmed, NotReady, check_draft, facts_to_confirm, issues_of
from heard.casework.letters.drafting import NoSuchDraft, draft_of, editable, facts_merged, preview, written
from heard.casework.letters.files import texts_of_docx
from heard.casework.letters.issuing import issue_draft, issued_docx, record_draft_sent_elsewhere
from heard.casework.letters.merging import CannotTell, UnknownField
from heard.casework.letters.protecting import TellsTooMuch, protect_words
from heard.casework.letters.seeing import drafts_waiting, letters_of
from heard.casework.letters.signing import (
    ChangedSince,
    NeedsAnother,
    allow_what_was_found,
    send_back,
    sign_off,
    waiting_for_second,
)
from heard.casework.letters.stepping import ChangedMeanwhile, NotInThisOrder
from heard.casework.letters.unchecked import tell, write_letter
from heard.casework.performing import NotNow, performing
from heard.casework.post import mark_sent, queue, record_failed, record_received
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.people.models import Member, Person
from heard.representations.models import (
    Decision,
    DraftStep,
    DraftVersion,
    Element,
    Extension,
    IssuedFile,
    Letter,
    LetterDraft,
    Party,
    Posting,
    Stage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WHO: dict[str, Any] = {"by": "amina", "at": AT}
TOM: dict[str, Any] = {"by": "tom", "at": AT}


def drafted(act: Act = Act.OFFER_ADVOCACY, **more: Any) -> LetterDraft:
    """The draft that an act left today."""
    with doing(act):
        pass
    return LetterDraft.objects.latest("pk")


def confirmed(draft: LetterDraft, on: date = TODAY) -> dict[str, str]:
    row = draft_of(draft.pk)
    return {fact.name: fact.value for fact in facts_to_confirm(row, written(row, on=on))}


def checked(draft: LetterDraft, **who: Any) -> LetterDraft:
    row = draft_of(draft.pk)
    facts = {"draft": row.pk, "version": row.version, "confirmed": confirmed(row), "although": "It stays."}
    return check_draft(**{**facts, **WHO, **who})


def signed(draft: LetterDraft, **who: Any) -> LetterDraft:
    row = checked(draft)
    return sign_off(**{"draft": row.pk, "version": row.version, **TOM, **who})


def issued(draft: LetterDraft, **who: Any) -> Letter:
    row = signed(draft)
    return issue_draft(**{"draft": row.pk, "version": row.version, **WHO, **who})


def protected(words: str = "Mill School") -> None:
    """Nobody but Kayla is to read of her school."""
    child = somebody("Kayla").pk
    protect_words(reference=REFERENCE, person=child, what="school", words=words, reason="Order", **WHO)


# What an act leaves.


def test_an_act_that_must_tell_leaves_a_draft_for_the_complainant_under_its_own_line_and_sends_nothing():
    living_case()
    before = Entry.objects.count()
    draft = drafted()

    assert (draft.kind, draft.act, draft.to, draft.audience) == (
        "advocacy_offer",
        "offer_advocacy",
        somebody("Malik"),
        "adult",
    )
    assert Entry.objects.count() == before + 1
    assert not Letter.objects.exists()
    assert not Posting.objects.exists()
    assert [one.act for one in letters_owed(REFERENCE)] == [Act.OFFER_ADVOCACY]
    assert verify().whole


def test_an_act_that_tells_nobody_leaves_nothing_and_one_on_a_case_without_complainant_leaves_the_debt():
    case = living_case()
    with doing(Act.RECORD_CONTACT):
        pass
    Party.objects.filter(representation=case, part="complainant").delete()
    with doing(Act.OFFER_ADVOCACY):
        pass

    assert not LetterDraft.objects.exists()
    assert len(letters_owed(REFERENCE)) == 1


def test_each_complainant_has_a_draft_in_the_words_that_fit_them():
    case = living_case()
    add(Party(representation=case, person=somebody("Kayla"), part="complainant"))
    add(
        Decision(
            representation=case,
            about="adjustment",
            answer="made",
            reason="Asked",
            evidence="Easy read letters",
            decided_on=TODAY,
        )
    )
    drafted()

    assert [(row.to.name, row.audience) for row in LetterDraft.objects.order_by("pk")] == [
        ("Malik Thornbeck", "easy"),
        ("Kayla Thornbeck", "child"),
    ]


def test_somebody_told_another_way_is_owed_nothing_and_a_refusal_is_owed_in_writing_all_the_same():
    living_case()
    stage = Stage.objects.get()
    more = {"reason": "Two workers are still to be seen.", "decided_on": TODAY, "told_on": TODAY}
    with doing(Act.EXTEND_STAGE_1) as act:
        act.add(Extension(stage=stage, extended_to=day("2026-12-18"), **more))
    assert not LetterDraft.objects.exists()
    assert letters_owed(REFERENCE) == []

    with doing(Act.HOLD_POINT) as act:
        act.add(
            Decision(
                representation=act.case,
                about="hold",
                answer="held",
                reason="x",
                decided_on=TODAY,
                told_on=TODAY,
            )
        )

    assert LetterDraft.objects.get().kind == "point_held"
    assert [one.act for one in letters_owed(REFERENCE)] == [Act.HOLD_POINT]


def test_an_extension_that_nobody_was_told_of_leaves_its_draft():
    living_case()
    with doing(Act.EXTEND_STAGE_1) as act:
        act.add(
            Extension(
                stage=Stage.objects.get(), extended_to=day("2026-12-18"), reason="Two are still to be seen."
            )
        )
    draft = LetterDraft.objects.get()

    assert "We need until Friday 18 December 2026." in preview(draft.pk, on=TODAY)


def test_an_act_of_the_past_leaves_no_words_but_a_letter_whose_evidence_is_asked_for():
    living_case()
    with performing(Act.OFFER_ADVOCACY, reference=REFERENCE, by="amina", at=AT, day=day("2026-11-23")):
        pass
    draft = LetterDraft.objects.get()
    assert draft.standing == "from_before"
    with pytest.raises(NotInThisOrder, match="sent before or outside heard, evidence needed"):
        checked(draft)
    with pytest.raises(CannotTell, match="needs its evidence"):
        record_draft_sent_elsewhere(draft=draft.pk, sent=SentElsewhere(day("2026-11-23"), ""), **WHO)

    letter = record_draft_sent_elsewhere(
        draft=draft.pk, sent=SentElsewhere(day("2026-11-23"), "Scan 4"), **WHO
    )

    assert (letter.is_from_elsewhere, LetterDraft.objects.get().letter) == (True, letter)
    assert letters_owed(REFERENCE) == []
    assert verify().whole


def test_a_letter_of_the_past_that_never_went_is_written_now():
    living_case()
    with performing(Act.OFFER_ADVOCACY, reference=REFERENCE, by="amina", at=AT, day=day("2026-11-23")):
        pass
    draft = LetterDraft.objects.get()
    with pytest.raises(NotNow, match="Say why it is known"):
        write_after_all(draft=draft.pk, reason=" ", **WHO)
    write_after_all(draft=draft.pk, reason="The post book has no line.", **WHO)

    assert issued(draft).issued_on == TODAY
    assert letters_owed(REFERENCE) == []


def test_a_letter_written_under_the_act_itself_leaves_no_draft():
    living_case()
    with doing(Act.OFFER_ADVOCACY) as act:
        tell(act, "advocacy_offer")

    assert not LetterDraft.objects.exists()


def test_a_letter_written_at_once_pays_for_the_draft_and_one_begun_before_is_taken_up_by_its_act():
    living_case()
    first = drafted()
    letter = write_letter(reference=REFERENCE, kind="advocacy_offer", **WHO)
    first.refresh_from_db()
    assert (first.standing, first.letter) == ("issued", letter)

    begun = begin_draft(reference=REFERENCE, kind="advocacy_offer", **WHO)
    with doing(Act.OFFER_ADVOCACY):
        pass
    begun.refresh_from_db()

    assert (begun.act, LetterDraft.objects.count()) == ("offer_advocacy", 2)


def test_a_second_act_of_the_same_kind_leaves_a_second_draft():
    living_case()
    drafted()
    drafted()

    assert LetterDraft.objects.count() == 2


def test_an_act_takes_three_statements_more_where_it_owes_a_letter_and_none_where_it_does_not(monkeypatch):
    living_case()

    def statements(act: Act) -> int:
        with CaptureQueriesContext(connection) as seen, doing(act):
            pass
        return len(seen)

    with_drafts = [statements(Act.OFFER_ADVOCACY), statements(Act.RECORD_CONTACT)]
    monkeypatch.setattr("heard.casework.performing.leave_drafts", lambda *said, **more: None)
    without = [statements(Act.OFFER_ADVOCACY), statements(Act.RECORD_CONTACT)]

    assert [a - b for a, b in zip(with_drafts, without, strict=True)] == [3, 0]


# Its words, and who changes them.


def test_a_draft_says_what_was_merged_and_where_each_fact_comes_from():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    facts = {fact.name: (fact.value, fact.source) for fact in facts_merged(draft.pk, on=TODAY)}

    assert facts["answer_by"] == ("Friday 4 December 2026", "the clock of the stage")
    assert facts["issued_on"] == ("Tuesday 24 November 2026", "set when the letter is issued")
    assert facts["points"][0].startswith("You moved Kayla")


def test_a_draft_that_nobody_changed_follows_the_facts():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    add(Extension(stage=Stage.objects.get(), extended_to=day("2026-12-18"), reason="x", decided_on=TODAY))

    assert "by Friday 18 December 2026" in preview(draft.pk, on=TODAY)


def test_words_are_changed_by_version_each_version_is_kept_and_no_fact_is_typed():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    title, words = editable(draft.pk, on=TODAY)
    assert "{answer_by}" in words
    assert "Friday 4 December" not in words

    change_draft(draft=draft.pk, words=f"Thank you, Malik.\n{words}", version=1, **WHO)
    change_draft(draft=draft.pk, words=f"Thank you.\n{words}", version=2, title=title, **TOM)

    assert [row.words.splitlines()[0] for row in DraftVersion.objects.all()] == [
        "Thank you, Malik.",
        "Thank you.",
    ]
    page = preview(draft.pk, on=TODAY)
    assert "<p>Thank you.</p>" in page
    assert "Friday 4 December 2026" in page
    assert "Our reference: CR-2026-0142" in page
    assert verify().whole


def test_of_two_who_change_one_letter_the_second_is_told_and_nothing_is_lost():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    words = editable(draft.pk, on=TODAY)[1]
    change_draft(draft=draft.pk, words=f"Tom was here.\n{words}", version=1, **TOM)

    with pytest.raises(
        ChangedMeanwhile, match="tom changed this letter on Tuesday 24 November 2026; it is now version 2"
    ):
        change_draft(draft=draft.pk, words=f"Amina was here.\n{words}", version=1, **WHO)

    assert DraftVersion.objects.count() == 1


def test_words_that_name_no_field_or_say_nothing_are_refused():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    with pytest.raises(UnknownField, match="colour"):
        change_draft(draft=draft.pk, words="It is {colour}.", version=1, **WHO)
    with pytest.raises(CannotTell, match="say nothing"):
        change_draft(draft=draft.pk, words=" ", version=1, **WHO)
    with pytest.raises(NoSuchDraft):
        change_draft(draft=404, words="Hello.", version=1, **WHO)

    assert not DraftVersion.objects.exists()


def test_what_a_person_types_is_never_taken_for_a_rule_of_a_template():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    words = editable(draft.pk, on=TODAY)[1]
    change_draft(
        draft=draft.pk, words=f"{words}\n?reason: Why\n+ombudsman\n<script>x</script>", version=1, **WHO
    )
    page = preview(draft.pk, on=TODAY)

    assert "?reason: Why" in page
    assert "+ombudsman" in page
    assert "<script>" not in page


def test_what_only_a_person_can_say_is_a_gap_until_it_is_given():
    living_case()
    draft = begin_draft(reference=REFERENCE, kind="stage_1_answer", **WHO)
    assert "[answer: to be written]" in preview(draft.pk, on=TODAY)
    assert [one.what for one in issues_of(draft.pk, on=TODAY) if one.stops] == ["gap"]
    with pytest.raises(NotReady, match="“answer” is still to be written"):
        checked(draft)

    give_facts(draft=draft.pk, version=1, answer="We agree. I am sorry.", **WHO)

    assert "We agree. I am sorry." in preview(draft.pk, on=TODAY)
    assert [one for one in issues_of(draft.pk, on=TODAY) if one.stops] == []
    with pytest.raises(UnknownField, match="answer_by"):
        give_facts(draft=draft.pk, version=2, answer_by="tomorrow", **WHO)


def test_starting_over_takes_the_template_again_and_keeps_what_was_written():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    change_draft(draft=draft.pk, words="Hello.", version=1, **WHO)
    start_over(draft=draft.pk, version=2, **WHO)

    assert "Friday 4 December 2026" in preview(draft.pk, on=TODAY)
    assert DraftVersion.objects.count() == 2
    assert LetterDraft.objects.get().version == 3


def test_a_reader_may_have_other_words_and_the_letter_another_way():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    readdress(draft=draft.pk, version=1, audience="easy", way="by hand", **WHO)
    draft.refresh_from_db()

    assert (draft.audience, draft.way) == ("easy", "by_hand")
    assert "We got your complaint on" in preview(draft.pk, on=TODAY)
    with pytest.raises(CannotTell, match="no way “pigeon”"):
        readdress(draft=draft.pk, version=2, way="pigeon", **WHO)


# Checking.


def test_every_fact_is_confirmed_one_by_one_before_a_letter_is_checked():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    facts = confirmed(draft)
    left = {name: value for name, value in facts.items() if name != "answer_by"}
    with pytest.raises(NotConfirmed, match="Left: answer_by"):
        check_draft(draft=draft.pk, version=1, confirmed=left, although="x", **WHO)
    with pytest.raises(
        NotConfirmed, match="now says “Friday 4 December 2026” \\(the clock of the stage\\), and not “Monday"
    ):
        check_draft(
            draft=draft.pk, version=1, confirmed={**facts, "answer_by": "Monday"}, although="x", **WHO
        )

    check_draft(draft=draft.pk, version=1, confirmed=facts, although="No safe way is known yet.", **WHO)

    assert LetterDraft.objects.get().standing == "checked"
    assert Entry.objects.order_by("-sequence")[0].act == "check_letter"


def test_hard_words_and_words_we_never_say_are_listed_and_stay_only_for_a_reason():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    draft = drafted(Act.ACKNOWLEDGE)
    words = editable(draft.pk, on=TODAY)[1]
    hard = "Notwithstanding aforementioned considerations vexatious representations necessitate deliberation."
    change_draft(draft=draft.pk, words=f"{words}\n" + f"{hard}\n" * 4, version=1, **WHO)
    found = {one.what for one in issues_of(draft.pk, on=TODAY)}
    assert {"grade", "word we never say"} <= found
    facts = confirmed(draft)
    with pytest.raises(NotReady, match="It says “vexatious”.*say why it stays"):
        check_draft(draft=draft.pk, version=2, confirmed=facts, **WHO)

    check_draft(draft=draft.pk, version=2, confirmed=facts, although="They are his own words.", **WHO)

    assert "They are his own words." in DraftStep.objects.get().said


def test_a_right_or_a_day_that_was_taken_out_stops_the_letter():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    words = editable(draft.pk, on=TODAY)[1]
    change_draft(draft=draft.pk, words=words.replace("{answer_by}", "Christmas"), version=1, **WHO)

    with pytest.raises(NotReady, match="must give “answer by”. Put {answer_by} back"):
        checked(draft)


def test_a_day_that_somebody_typed_is_confirmed_as_typed():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    words = editable(draft.pk, on=TODAY)[1]
    change_draft(draft=draft.pk, words=f"{words}\nWe met on 3 November 2026.", version=1, **WHO)
    row = draft_of(draft.pk)
    typed = [fact for fact in facts_to_confirm(row, written(row, on=TODAY)) if fact.name.startswith("typed")]

    assert [(one.value, one.source) for one in typed] == [("3 November 2026", "typed by amina")]


# Signing.


def test_an_answer_is_signed_off_by_somebody_who_neither_wrote_nor_checked_it():
    living_case()
    draft = begin_draft(reference=REFERENCE, kind="stage_1_answer", answer="We agree.", **WHO)
    checked(draft)
    with pytest.raises(NeedsAnother, match="because it is an answer of the council"):
        sign_off(draft=draft.pk, version=1, **WHO)

    sign_off(draft=draft.pk, version=1, **TOM)

    assert LetterDraft.objects.get().standing == "signed_off"


def test_a_letter_that_only_tells_may_be_signed_by_who_checked_it_until_something_is_protected():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    checked(draft)
    protected()
    with pytest.raises(NeedsAnother, match="something protected"):
        sign_off(draft=draft.pk, version=1, **WHO)
    sign_off(draft=draft.pk, version=1, **TOM)

    assert issue_draft(draft=draft.pk, version=1, **WHO).issued_on == TODAY


def test_a_fact_that_changed_after_the_check_stops_the_signature_and_the_issue():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    checked(draft)
    point = Element.objects.first()
    point.words = "You moved Kayla with a day’s notice"
    point.save()
    with pytest.raises(ChangedSince, match="something else than when it was checked"):
        sign_off(draft=draft.pk, version=1, **TOM)

    send_back(draft=draft.pk, version=1, reason="A point was corrected.", **TOM)
    signed(draft)
    point.words = "You moved Kayla"
    point.save()

    with pytest.raises(ChangedSince, match="signed off"):
        issue_draft(draft=draft.pk, version=1, **WHO)
    assert not Letter.objects.exists()


def test_a_changed_letter_must_be_checked_again():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    signed(draft)
    words = editable(draft.pk, on=TODAY)[1]
    change_draft(draft=draft.pk, words=f"{words}\nBest wishes.", version=1, **WHO)

    with pytest.raises(NotInThisOrder, match="while it is: signed off"):
        issue_draft(draft=draft.pk, version=2, **WHO)


def test_a_letter_is_sent_back_with_a_reason_and_withdrawn_with_one():
    living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    checked(draft)
    with pytest.raises(NotNow, match="Say why"):
        send_back(draft=draft.pk, version=1, reason=" ", **TOM)
    send_back(draft=draft.pk, version=1, reason="Say sorry.", **TOM)
    assert LetterDraft.objects.get().standing == "drafted"

    withdraw_draft(draft=draft.pk, reason="They rang and want no letter.", **WHO)

    assert LetterDraft.objects.get().standing == "withdrawn"
    assert len(letters_owed(REFERENCE)) == 1
    with pytest.raises(NotInThisOrder):
        withdraw_draft(draft=draft.pk, reason="Again", **WHO)


# Issuing and after.


def test_a_letter_is_issued_on_the_day_it_is_issued_whatever_day_it_was_signed():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    draft = begin_draft(reference=REFERENCE, kind="stage_1_answer", answer="We agree.", **WHO)
    signed(draft)

    letter = issue_draft(draft=draft.pk, version=1, by="amina", at=at("2026-11-26"))

    words = plain_text(letter.body)
    assert letter.issued_on == day("2026-11-26")
    assert "Thursday 26 November 2026" in words
    assert "It helps if you ask by Wednesday 30 December 2026" in words


def test_what_was_issued_is_kept_as_page_and_file_and_waits_in_the_queue_until_it_is_posted_and_received():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    letter = issued(drafted(Act.ACKNOWLEDGE))
    assert "We have your complaint" in " ".join(texts_of_docx(issued_docx(letter)).values())
    assert IssuedFile.objects.get().form == "docx"
    assert issued_docx(letter) == issued_docx(Letter.objects.get())
    account = User(username="amina2")
    add(account)
    member = Member(account=account, role="complaints_manager")
    add(member)
    assert [one.letter for one in queue(member)] == [letter.pk]

    mark_sent(letter=letter.pk, sent_on=day("2026-11-25"), by="amina", at=at("2026-12-10"))
    seen = letters_of(REFERENCE).issued[0]
    assert (seen.received.day, seen.received.is_assumed) == (day("2026-11-27"), True)
    record_received(letter=letter.pk, received_on=day("2026-11-26"), by="amina", at=at("2026-12-10"))
    seen = letters_of(REFERENCE).issued[0]

    assert (seen.sent_on, seen.received.day, seen.received.is_assumed) == (
        day("2026-11-25"),
        day("2026-11-26"),
        False,
    )
    assert verify().whole


def test_a_letter_that_came_back_is_seen_as_such():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    letter = issued(drafted(Act.ACKNOWLEDGE))
    mark_sent(letter=letter.pk, sent_on=TODAY, **WHO)
    record_failed(letter=letter.pk, because="Gone away", failed_on=TODAY, **WHO)

    assert letters_of(REFERENCE).issued[0].received.why == "It did not arrive: Gone away"


def test_each_step_has_its_line_in_the_ledger():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    draft = drafted(Act.ACKNOWLEDGE)
    words = editable(draft.pk, on=TODAY)[1]
    change_draft(draft=draft.pk, words=words, version=1, **WHO)
    letter = issued(draft)
    mark_sent(letter=letter.pk, sent_on=TODAY, **WHO)
    acts = list(Entry.objects.filter(reference=REFERENCE).order_by("sequence").values_list("act", flat=True))

    assert acts[1:] == [
        "acknowledge",
        "change_letter",
        "check_letter",
        "sign_off_letter",
        "send_letter",
        "send_letter",
    ]


# What must be kept from its reader.


def leaking(words: str = "She lives at 14 Mill Road.", part: str = "child") -> LetterDraft:
    """A signed-for answer to Malik that says where somebody else on the case lives."""
    living_case()
    person = somebody("Kayla") if part == "child" else somebody("Tom")
    reach(person, "post", safe=True, value="14 Mill Road, Ashmere AS1 2BC")
    return begin_draft(reference=REFERENCE, kind="stage_1_answer", answer=words, **WHO)


def test_a_letter_that_tells_where_somebody_lives_is_stopped_with_the_words_and_where():
    draft = leaking()

    with pytest.raises(
        NotReady, match="It tells the post of Kayla Thornbeck .*in the page, part .*14 Mill Road"
    ):
        checked(draft)
    assert "tells too much" in {one.what for one in issues_of(draft.pk, on=TODAY) if one.stops}


def test_a_protected_place_is_let_stand_only_by_two_people():
    draft = leaking()
    waits = allow_what_was_found(draft=draft.pk, version=1, reason="He lives there too.", **WHO)
    assert len(waits) == 1
    with pytest.raises(NotReady):
        checked(draft)
    allow_what_was_found(draft=draft.pk, version=1, reason="He lives there too.", **WHO)
    assert len(waiting_for_second(draft.pk, on=TODAY)) == 1

    assert allow_what_was_found(draft=draft.pk, version=1, reason="Seen the tenancy.", **TOM) == []
    assert issued(draft).pk
    assert waiting_for_second(draft.pk, on=TODAY) == []


def test_what_is_no_protected_place_is_let_stand_by_one_with_a_reason():
    draft = leaking(part="worker")
    with pytest.raises(NotNow, match="Say why"):
        allow_what_was_found(draft=draft.pk, version=1, reason="", **WHO)
    assert allow_what_was_found(draft=draft.pk, version=1, reason="It is his office.", **WHO) == []

    assert issued(draft).pk


def test_what_was_allowed_in_one_wording_is_not_allowed_in_another():
    draft = leaking(part="worker")
    allow_what_was_found(draft=draft.pk, version=1, reason="It is his office.", **WHO)
    give_facts(draft=draft.pk, version=1, answer="Go to 14 Mill Road.", **WHO)

    with pytest.raises(NotReady, match="14 Mill Road"):
        checked(draft)


def test_what_became_protected_after_the_signature_stops_the_issue_and_after_the_issue_stops_the_post():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    draft = begin_draft(
        reference=REFERENCE, kind="stage_1_answer", answer="She is happy at Mill School.", **WHO
    )
    signed(draft)
    protected()
    with pytest.raises(NotReady, match="Mill School"):
        issue_draft(draft=draft.pk, version=1, **WHO)
    assert not Letter.objects.exists()


def test_a_letter_already_issued_is_scanned_again_when_it_is_posted():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    letter = issued(
        begin_draft(reference=REFERENCE, kind="stage_1_answer", answer="She likes Mill School.", **WHO)
    )
    protected()

    with pytest.raises(NotReady, match="what is protected of Kayla Thornbeck \\(school\\).*Two people"):
        mark_sent(letter=letter.pk, sent_on=TODAY, **WHO)
    assert Posting.objects.get().sent_on is None


def test_with_the_scan_off_the_same_letter_goes_out(monkeypatch):
    """The control: it is the scan that stops it."""
    draft = leaking()
    for module in ("checking", "signing", "composing"):
        name = "must_not_betray" if module == "composing" else "leaks_in"
        monkeypatch.setattr(f"heard.casework.letters.{module}.{name}", lambda *said, **more: [])

    assert issued(draft).pk


def test_the_reader_of_a_protected_word_is_its_own_person():
    living_case()
    child = somebody("Kayla")
    protected()
    facts: dict[str, Any] = {
        "reference": REFERENCE,
        "kind": "stage_1_answer",
        "answer": "You like Mill School.",
    }
    with pytest.raises(TellsTooMuch, match="school"):
        write_letter(**facts, **WHO)

    assert write_letter(**facts, to=child.pk, **WHO).pk


def test_words_are_protected_for_somebody_on_the_case_and_with_a_reason():
    living_case()
    sam = Person(name="Sam Stranger")
    add(sam)
    facts: dict[str, Any] = {
        "reference": REFERENCE,
        "what": "school",
        "words": "Mill School",
        "reason": "x",
        **WHO,
    }
    with pytest.raises(CannotTell, match="no part"):
        protect_words(**facts, person=sam.pk)
    with pytest.raises(CannotTell, match="These can: address"):
        protect_words(**{**facts, "what": "dog"}, person=somebody("Kayla").pk)
    with pytest.raises(CannotTell, match="and why"):
        protect_words(**{**facts, "reason": " "}, person=somebody("Kayla").pk)


# For pages.


def test_the_letters_of_a_case_and_the_drafts_of_an_office_take_as_many_statements_for_many_as_for_one():
    living_case()
    reach(somebody("Malik"), "post", safe=True)
    account = User(username="amina2")
    add(account)
    member = Member(account=account, role="complaints_manager")
    add(member)

    def statements() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as case:
            letters_of(REFERENCE)
        with CaptureQueriesContext(connection) as office:
            drafts_waiting(member)
        return len(case), len(office)

    mark_sent(letter=issued(drafted()).pk, sent_on=TODAY, **WHO)
    drafted()
    few = statements()
    for _ in range(4):
        mark_sent(letter=issued(drafted()).pk, sent_on=TODAY, **WHO)
        drafted()

    assert statements() == few
    assert len(letters_of(REFERENCE).issued) == 5
    assert [one.next for one in drafts_waiting(member)] == ["Check it"] * 5
    assert drafts_waiting(None) == []


def test_a_fact_of_every_field_says_where_it_comes_from():
    from heard.casework.letters.fields import every_field
    from heard.casework.letters.sources import SOURCES

    assert sorted(set(every_field()) ^ set(SOURCES)) == []
