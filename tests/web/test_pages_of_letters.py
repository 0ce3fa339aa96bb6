"""The pages of letters: written, checked, signed, issued, posted; two who write at once; and who may do which."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework.letter_cases import AT, REFERENCE, TODAY, doing, living_case, reach, somebody
from tests.clock import Clock
from tests.web import small_council
from tests.web.act_pages import hidden, signed_in

from heard.casework.letters.changing import begin_draft
from heard.casework.letters.protecting import protect_words
from heard.casework.performing import performing
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.representations.models import DraftVersion, Letter, LetterDraft, Posting, Protection, SecondPerson

pytestmark = pytest.mark.django_db
CASE = f"/cases/{REFERENCE}"


@pytest.fixture
def office(clock: Clock) -> dict[str, Client]:
    """The case of Malik, and a browser for each role."""
    living_case()
    reach(somebody("Malik"), "post", safe=True, value="3 Mill Lane")
    clock.set(AT + timedelta(minutes=5))
    return {role: signed_in(member) for role, member in small_council.members().items()}


def drafted(kind: str = "acknowledgement", **facts: Any) -> LetterDraft:
    return begin_draft(reference=REFERENCE, kind=kind, by="amina", at=AT, **facts)


def address(draft: LetterDraft, *more: str) -> str:
    return "/".join([f"{CASE}/letters/drafts/{draft.pk}", *more, ""])


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return answer.content.decode()


def ticks(said: str) -> dict[str, str]:
    """Each fact that a check page asks about, as its box sends it."""
    found = re.findall(r'name="(fact:[^"]+)" value="([^"]*)"', said)
    return {unescape(name): unescape(value) for name, value in found}


def sent(client: Client, where: str, **answers: str) -> Any:
    """Open a page of a letter and send it, with what it sends along."""
    said = page(client, where)
    along = {name: hidden(said, name) for name in ("version", "once") if f'name="{name}"' in said}
    return client.post(where, {**along, **answers})


def checked(client: Client, draft: LetterDraft) -> Any:
    where = address(draft, "check")
    return sent(client, where, **ticks(page(client, where)), although="It is theirs to say.")


def refetched(draft: LetterDraft) -> LetterDraft:
    return LetterDraft.objects.get(pk=draft.pk)


def test_a_letter_is_begun_written_checked_issued_posted_and_arrives(office):
    officer = office["complaints_officer"]
    begun = sent(
        officer, f"{CASE}/letters/new/", kind="acknowledgement", to=str(somebody("Malik").pk), audience=""
    )
    draft = LetterDraft.objects.get()
    assert begun.headers["Location"] == address(draft)

    said = page(officer, address(draft))
    words = unescape(re.search(r'<textarea[^>]*name="words"[^>]*>\n?(.*?)</textarea>', said, re.S)[1])
    saved = sent(
        officer,
        address(draft),
        title="We have your complaint",
        words=f"Thank you, Malik.\n{words}",
        check="yes",
    )
    assert saved.headers["Location"] == address(draft, "check")
    assert DraftVersion.objects.get().words.startswith("Thank you, Malik.")

    assert checked(officer, draft).headers["Location"] == address(draft)
    issued = sent(officer, address(draft, "sign-and-issue"))
    assert issued.headers["Location"] == f"{CASE}/letters/"
    letter = Letter.objects.get()
    assert (letter.issued_on, letter.issued_by) == (TODAY, "complaints-officer")

    shown = page(officer, "/post/")
    assert "1 letter waits to go out." in shown
    assert "3 Mill Lane" in shown
    day = {"day": TODAY.day, "month": TODAY.month, "year": TODAY.year}
    went = {
        "once": hidden(shown, "once"),
        "way": "post",
        **{f"sent_on-{part}": one for part, one in day.items()},
    }
    lines = Entry.objects.count()
    assert [officer.post(f"/post/{letter.pk}/sent/", went).status_code for _ in range(3)] == [302] * 3
    assert Entry.objects.count() == lines + 1
    officer.post(f"/post/{letter.pk}/sent/", {**went, "once": ""})
    assert Entry.objects.count() == lines + 2  # Another form, which is a press of its own.
    assert Posting.objects.get().sent_on == TODAY
    assert "(assumed)" in page(officer, f"{CASE}/letters/")

    officer.post(
        f"/post/{letter.pk}/received/?case=1", {f"received_on-{part}": one for part, one in day.items()}
    )
    assert Posting.objects.get().received_on == TODAY
    assert "(assumed)" not in page(officer, f"{CASE}/letters/")
    assert officer.get(f"{CASE}/letters/{letter.pk}/letter.docx").content[:2] == b"PK"


def test_an_answer_is_signed_by_somebody_else_who_sees_what_was_changed(office):
    officer, manager = office["complaints_officer"], office["complaints_manager"]
    draft = drafted("stage_1_answer", answer="We are sorry.")
    checked(officer, draft)

    refused = sent(officer, address(draft, "sign-and-issue")).content.decode()
    assert "Another person signs this letter off, because it is an answer of the council." in refused
    assert officer.post(address(draft, "sign"), {"sign": "yes", "version": "1"}).status_code == 403

    assert "Answer at Stage 1" in page(manager, "/approve/")
    back = sent(manager, address(draft, "sign"), back="yes", reason="")
    assert back.status_code == 409
    assert "Say why the letter goes back." in back.content.decode()
    assert sent(manager, address(draft, "sign"), back="yes", reason="Say sorry first.").status_code == 302
    assert "Say sorry first." in page(officer, address(draft))

    checked(officer, draft)
    sent(manager, address(draft, "sign"), sign="yes")
    assert refetched(draft).standing == "signed_off"
    assert sent(officer, address(draft, "issue")).status_code == 302
    assert Letter.objects.get().kind == "stage_1_answer"


def test_of_two_who_write_at_once_the_second_sees_what_differs_and_no_word_is_lost(office):
    one, other = office["complaints_officer"], office["complaints_manager"]
    draft = drafted()
    along = {"version": "1", "title": "We have your complaint"}
    one.post(address(draft), {**along, "words": "Thank you, Malik.\nWe write by {answer_by}.", "save": "yes"})
    answer = other.post(
        address(draft), {**along, "words": "Dear Malik.\nWe write by {answer_by}.", "save": "yes"}
    )
    said = answer.content.decode()

    assert answer.status_code == 409
    assert "Complaints Officer saved it on 24 November 2026" in said
    assert "<del>" in said
    assert "<ins>" in said
    assert "Dear Malik." in said
    assert DraftVersion.objects.get().words.startswith("Thank you")
    assert (
        sent(
            other, address(draft), title="We have your complaint", words="Dear Malik.\nIt is {answer_by}."
        ).status_code
        == 302
    )
    assert [row.words.split()[0] for row in DraftVersion.objects.order_by("number")] == ["Thank", "Dear"]


def test_a_fact_that_is_not_ticked_keeps_the_letter_back_and_says_which(office):
    draft = drafted()
    where = address(draft, "check")
    left = {
        name: value
        for name, value in ticks(page(office["complaints_officer"], where)).items()
        if name != "fact:answer_by"
    }
    answer = sent(office["complaints_officer"], where, **left)

    assert answer.status_code == 422
    assert "Look at “answer by” and tick it" in answer.content.decode()
    assert refetched(draft).standing == "drafted"


def test_a_fact_that_moved_after_it_was_shown_is_asked_again(office):
    draft = drafted()
    where = address(draft, "check")
    seen = {**ticks(page(office["complaints_officer"], where)), "fact:answer_by": "Monday 7 December 2026"}
    answer = sent(office["complaints_officer"], where, **seen)

    assert "now says “Friday 4 December 2026”" in unescape(answer.content.decode())


def test_words_not_kept_yet_are_looked_over_beside_the_letter(office):
    draft = drafted()
    more = {"title": "x", "words": "Your complaint is vexatious and {answer_by}."}
    said = office["complaints_officer"].post(address(draft, "try"), more).content.decode()
    wrong = office["complaints_officer"].post(address(draft, "try"), {"words": "{colour}"}).content.decode()

    assert "It says “vexatious”." in unescape(said)
    assert "<template data-letter>" in said
    assert "There is no field “colour”" in unescape(wrong)
    assert not DraftVersion.objects.exists()


def test_a_name_in_braces_that_is_no_fact_is_refused_in_words(office):
    draft = drafted()
    answer = sent(office["complaints_officer"], address(draft), title="x", words="It is {colour}.")

    assert answer.status_code == 422
    assert "There is no field “colour”" in unescape(answer.content.decode())


def test_going_back_to_the_template_takes_away_what_was_typed_and_not_kept(office):
    draft = drafted()
    officer = office["complaints_officer"]
    sent(officer, address(draft), title="x", words="It is {colour}.")
    assert "It is {colour}." in page(officer, address(draft))

    assert sent(officer, address(draft, "start-over")).status_code == 302
    assert "It is {colour}." not in page(officer, address(draft))


def test_what_must_not_be_told_is_shown_with_where_and_two_people_let_it_stand(office):
    protect_words(
        reference=REFERENCE,
        person=somebody("Kayla").pk,
        what="school",
        words="Mill School",
        reason="x",
        by="a",
        at=AT,
    )
    draft = drafted("stage_1_answer", answer="She goes to Mill School.")
    officer, manager = office["complaints_officer"], office["complaints_manager"]
    said = unescape(page(officer, address(draft)))
    assert "It tells the school of Kayla Thornbeck (“Mill School”)" in said
    assert "two people must let it stand" in said

    sent(officer, address(draft, "allow"), reason="His own daughter’s school.")
    assert "a second person must agree" in page(officer, address(draft))
    assert "Stops the letter." in page(officer, address(draft))
    sent(manager, address(draft, "allow"), reason="He takes her there.")
    assert "Let stand by Complaints Manager and Complaints Officer." in page(officer, address(draft))
    assert "Stops the letter." not in page(officer, address(draft))


def test_what_only_a_person_can_say_is_asked_for_by_its_name(office):
    draft = drafted("stage_1_answer")
    officer = office["complaints_officer"]
    assert "Still to be written" in page(officer, address(draft))
    assert "It cannot be checked yet" in page(officer, address(draft, "check"))
    sent(officer, address(draft, "facts"), answer="We agree with you.")

    assert "We agree with you." in page(officer, address(draft))


def test_a_letter_of_an_earlier_day_is_recorded_with_its_evidence_or_said_never_to_have_gone(office):
    officer = office["complaints_officer"]
    with performing(
        Act.OFFER_ADVOCACY, reference=REFERENCE, by="amina", at=AT, day=TODAY - timedelta(days=1)
    ):
        pass
    draft = LetterDraft.objects.get()
    tab = page(officer, f"{CASE}/letters/")
    assert "Sent outside Heard, with evidence" in tab
    assert "Never sent: write it now" in tab
    wrong = sent(officer, address(draft, "sent-outside"), way="post", evidence="")
    assert wrong.status_code == 422

    day = {"sent_on-day": "23", "sent_on-month": "11", "sent_on-year": "2026"}
    sent(officer, address(draft, "sent-outside"), way="post", evidence="Scan 4 in the case folder", **day)

    assert Letter.objects.get().is_from_elsewhere
    assert "outside Heard" in page(officer, f"{CASE}/letters/")


def test_the_letters_tab_says_what_is_owed_and_leads_to_its_draft(office):
    with doing(Act.OFFER_ADVOCACY):
        pass
    tab = page(office["complaints_officer"], f"{CASE}/letters/")

    assert "<strong>Offer of an advocate</strong> to Malik Thornbeck" in tab
    assert address(LetterDraft.objects.get()) in tab


def test_versions_are_held_against_each_other_and_against_the_template(office):
    draft = drafted()
    sent(
        office["complaints_officer"],
        address(draft),
        title="We have your complaint",
        words="Hello {answer_by}.",
    )
    said = page(office["complaints_officer"], address(draft, "versions"))

    assert "The template" in said
    assert "Version 2, Complaints Officer" in said
    assert "<ins>" in said


def test_the_childs_words_stand_beside_the_adults(office):
    said = page(office["complaints_officer"], address(drafted()))

    assert "The template’s words for a child" in said
    assert "You will not get into trouble for telling us." in said


def test_a_letter_sent_twice_by_a_hasty_hand_is_done_once(office):
    draft = drafted()
    officer = office["complaints_officer"]
    checked(officer, draft)
    said = page(officer, address(draft, "sign-and-issue"))
    along = {name: hidden(said, name) for name in ("version", "once")}
    answers = [officer.post(address(draft, "sign-and-issue"), along).status_code for _ in range(3)]

    assert answers == [302, 302, 302]
    assert Letter.objects.count() == 1


def test_a_letter_of_a_case_that_is_not_theirs_is_as_one_that_never_was(office):
    draft = drafted()
    clerk = office["panel_clerk"]
    never = address(draft).replace(REFERENCE, "CR-0000-0000")
    for more in ("", "check/", "sign/", "preview/", "versions/", "facts/", "issue/"):
        assert clerk.get(address(draft) + more).status_code == 404
    strip = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    assert strip.sub(b"", clerk.get(address(draft)).content) == strip.sub(b"", clerk.get(never).content)
    assert office["elected_member"].get(address(draft)).status_code == 403
    assert office["complaints_officer"].get(f"{CASE}/letters/drafts/999/").status_code == 404
    assert office["complaints_officer"].get(address(draft, "nonsense")).status_code == 404


def test_a_case_seen_only_in_its_shell_shows_no_letter(office):
    governance = office["information_governance"]

    assert governance.get(f"{CASE}/letters/").status_code == 403


def issued() -> Letter:
    from tests.casework.test_letters_drafts import issued as issue  # noqa: PLC0415

    return issue(drafted())


def test_the_post_room_reads_no_case_and_handles_a_letter_only_while_it_is_on_its_way(office):
    letter, room = issued(), office["post_room"]
    assert "3 Mill Lane" in page(room, "/post/")
    assert "Thank you for telling us" in page(room, f"/post/{letter.pk}/")
    assert room.get(f"{CASE}/letters/{letter.pk}/").status_code == 403
    assert room.get(f"/post/{letter.pk}/received/").status_code == 404
    sent(
        room,
        f"/post/{letter.pk}/sent/",
        way="post",
        **{"sent_on-day": "24", "sent_on-month": "11", "sent_on-year": "2026"},
    )

    assert "Gone out today" in page(room, "/post/")
    Posting.objects.update(sent_on=TODAY - timedelta(days=1))
    assert room.get(f"/post/{letter.pk}/").status_code == 404


def test_a_letter_that_came_back_stands_in_the_queue_again_with_why(office):
    letter, officer = issued(), office["complaints_officer"]
    day = {"day": "24", "month": "11", "year": "2026"}
    officer.post(
        f"/post/{letter.pk}/sent/", {"way": "post", **{f"sent_on-{part}": one for part, one in day.items()}}
    )
    gone = {f"failed_on-{part}": one for part, one in day.items()}
    wrong = officer.post(f"/post/{letter.pk}/came-back/", {**gone, "because": ""})
    assert wrong.status_code == 422
    officer.post(f"/post/{letter.pk}/came-back/", {**gone, "because": "Not known at this address"})

    said = page(officer, "/post/")
    assert "Stuck" in said
    assert "Not known at this address" in said


def queries(client: Client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    return len(asked)


MOST = {"tab": 45, "editor": 45, "post": 14, "approve": 12}


def test_a_page_of_letters_asks_as_much_of_many_letters_as_of_few(office):
    manager = office["complaints_manager"]

    def counted(draft: LetterDraft) -> dict[str, int]:
        places = {
            "tab": f"{CASE}/letters/",
            "editor": address(draft),
            "post": "/post/",
            "approve": "/approve/",
        }
        return {name: queries(manager, where) for name, where in places.items()}

    def fill(times: int) -> LetterDraft:
        for _ in range(times):
            issued()
            waiting = drafted("stage_1_answer", answer="We are sorry.")
            checked(office["complaints_officer"], waiting)
        return drafted()

    few = counted(fill(2))
    many = counted(fill(8))
    assert many == few
    assert {name: number for name, number in many.items() if number > MOST[name]} == {}


def test_words_are_kept_out_of_letters_until_two_people_agree_to_end_it(office):
    officer, manager = office["complaints_officer"], office["complaints_manager"]
    where = f"{CASE}/protected/"
    wrong = officer.post(where, {"what": "school"})
    assert wrong.status_code == 422
    facts = {"person": str(somebody("Kayla").pk), "what": "school", "words": "Mill School", "reason": "Order"}
    officer.post(where, facts)
    number = str(Protection.objects.get().pk)
    assert "“Mill School”" in page(officer, where)
    draft = drafted("stage_1_answer", answer="She goes to Mill School.")
    assert "It tells the school of Kayla" in page(officer, address(draft))

    assert "Say why these words need no protecting" in officer.post(where, {"ask": number}).content.decode()
    officer.post(where, {"ask": number, f"because-{number}": "She has left it."})
    alone = officer.post(where, {"lift": number})
    assert alone.status_code == 422
    asked = SecondPerson.objects.get().pk
    assert officer.get(f"/approve/{asked}/").status_code == 404
    assert "She has left it." in page(manager, f"/approve/{asked}/")
    manager.post(f"/approve/{asked}/", {"agree": "yes"})
    officer.post(where, {"lift": number})

    row = Protection.objects.get()
    assert (row.lifted_on, row.lifted_by, row.lifting_seconded_by) == (
        TODAY,
        "complaints-officer",
        "complaints-manager",
    )
    assert "It tells the school" not in page(officer, address(draft))


def test_the_words_of_a_protected_address_are_not_shown_in_the_list(office):
    protect_words(
        reference=REFERENCE,
        person=somebody("Kayla").pk,
        what="address",
        words="9 Elm",
        reason="x",
        by="a",
        at=AT,
    )
    said = page(office["complaints_officer"], f"{CASE}/protected/")

    assert "9 Elm" not in said
    assert "Sealed: the words are not shown here." in said
    assert office["team_manager"].get(f"{CASE}/protected/").status_code in (403, 404)
