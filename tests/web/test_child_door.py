"""The child's door: what is asked, what lands on record, what is shown once, and how hard its words are."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags
from tests.files import made
from tests.web.act_pages import office
from tests.web.child_walking import UNSURE, WRITTEN, walk

from heard.casework import codes, doorsteps
from heard.casework.doorsteps import LARGEST_FILE
from heard.casework.letters.reading import reading_of
from heard.casework.performing import NotNow
from heard.people.models import Contact, Person
from heard.representations.models import (
    Code,
    Decision,
    Document,
    Doorstep,
    DoorstepFile,
    Notice,
    Representation,
    Telling,
)
from heard.web.public import doorstep
from heard.web.public.child_steps import CHILD
from heard.web.seeing import now

pytestmark = pytest.mark.django_db
PNG, PNG_2, WEBM = made.picture("PNG"), made.picture("PNG", size=(30, 20)), made.webm()


@pytest.fixture
def members(db):
    return office()


def page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def sends(client: Client) -> str:
    """Check, send, and read the page that answers."""
    client.get("/tell/check/")
    assert client.post("/tell/check/").headers["Location"] == "/tell/sent/"
    return page(client, "/tell/sent/")


def figures(shown: str) -> str:
    """The code on a page, without its gaps."""
    return "".join(re.findall(r"<span>(\d{4})</span>", shown))


def file(content: bytes, name: str = "IMG_0001.png"):
    found = BytesIO(content)
    found.name = name
    return found


def test_what_a_child_writes_is_on_record_as_they_said_it_and_opens_with_the_code(members):
    client = Client()
    assert walk(client, WRITTEN) == list(WRITTEN)
    check = page(client, "/tell/check/")
    assert "Nothing has been sent yet" in check
    assert "Nobody told me" in check
    shown = sends(client)

    case = Representation.objects.get()
    telling = Telling.objects.get()
    assert (case.kind, case.words) == ("statutory_complaint", "Nobody told me\r\nI was moving.") or (
        case.words == "Nobody told me\nI was moving."
    )
    assert (telling.feelings, telling.is_secret, telling.answer_by) == (["sad", "angry"], True, "code")
    assert telling.better == "Say sorry\nAsk me first."
    assert telling.trusted == "Jo, my aunt: 01632 960000"
    kept = {one.evidence for one in Decision.objects.filter(about="must_not_know")}
    assert {one.split(".")[0] for one in kept} == {"My social worker", "Tom Farrow"}
    assert "A quiet room" in Decision.objects.get(about="adjustment").evidence
    assert codes.reader_of(figures(shown)).case == case.pk
    assert "Tuesday 24 November" in shown
    assert "Friday 4 December" in shown


def test_the_code_is_shown_for_ten_minutes_or_until_it_is_cleared_and_the_words_are_gone_at_once(
    members, clock
):
    client = Client()
    walk(client, WRITTEN)
    shown = sends(client)

    assert "Nobody told me" not in page(client, "/tell/words/")
    assert client.get("/tell/check/").headers["Location"] == "/tell/sent/"
    assert figures(page(client, "/tell/sent/")) == figures(shown) != ""
    clock.forward(minutes=11)
    later = page(client, "/tell/sent/")
    assert (figures(later), "We have it just once" in later) == ("", True)
    assert client.post("/tell/sent/").headers["Location"] == "/tell/"
    assert client.get("/tell/sent/").headers["Location"] == "/tell/"
    assert Doorstep.objects.count() == 0


def test_pressed_twice_it_is_sent_once(members):
    client = Client()
    walk(client, WRITTEN)
    client.get("/tell/check/")
    first, second = client.post("/tell/check/"), client.post("/tell/check/")

    assert (first.headers["Location"], second.headers["Location"]) == ("/tell/sent/", "/tell/sent/")
    assert Representation.objects.count() == Code.objects.exclude(given_on=None).count() == 1


def test_a_form_sent_before_by_another_press_changes_nothing(members, monkeypatch):
    client = Client()
    walk(client, WRITTEN)
    client.get("/tell/check/")
    kept = dict(Doorstep.objects.values_list("pk", "sealed"))
    client.post("/tell/check/")
    for pk, sealed in kept.items():  # the second press read the answers before the first was done
        Doorstep.objects.filter(pk=pk).update(sealed=sealed)

    assert client.post("/tell/check/").headers["Location"] == "/tell/sent/"
    assert Representation.objects.count() == 1


def test_what_could_not_be_sent_is_said_and_nothing_is_lost(members, monkeypatch):
    def refuses(*_, **__):
        raise NotNow("Not today.")

    client = Client()
    walk(client, WRITTEN)
    client.get("/tell/check/")
    monkeypatch.setattr("heard.web.public.child.take_in", refuses)
    answer = client.post("/tell/check/")

    assert answer.status_code == 422
    assert "It was not sent. What you told us is still here." in answer.content.decode()
    assert "Nobody told me" in page(client, "/tell/words/")


def test_who_asks_to_be_called_is_called_as_they_said(members):
    calls = {
        **WRITTEN, **UNSURE,
        "how": {"how": "call"},
        "call": {"number": "07700 900123"},
        "when": {"when": "Tuesday after 4pm"},
        "safe-call": {"picks_up": "me", "message": "no", "first": "yes"},
        "more-words": {"words": ""},
        "answer": {"answer": "text"},
    }  # fmt: skip
    client = Client()
    came = walk(client, calls)
    sends(client)

    assert came[3:7] == ["call", "when", "safe-call", "more-words"]
    assert "number" not in came
    way = Contact.objects.get(value="07700 900123")
    assert (way.way, way.is_safe) == ("telephone", True)
    assert way.note == ("When: Tuesday after 4pm. Only they pick up; leave no message; send a text first.")
    assert Person.objects.filter(name="Kayla").exists()
    assert "asked to be called" in Representation.objects.get().words


def test_who_asks_for_an_advocate_or_is_not_safe_is_told_of_the_same_minute(members):
    asks = {
        **WRITTEN, **UNSURE,
        "how": {"how": "advocate"},
        "advocate": {"advocate": "ask"},
        "advocate-told": {"told": "reach"},
        "more-words": {"words": "My brother is in the other house."},
        "feelings": {"feelings": ["unsafe", "scared"]},
        "safe": {},
    }  # fmt: skip
    client = Client()
    came = walk(client, asks)
    shown = sends(client)

    assert came.index("safe") == came.index("feelings") + 1
    assert set(Notice.objects.values_list("what", flat=True)) >= {"says_unsafe", "wants_advocate"}
    assert "how to reach them" in Decision.objects.get(about="adjustment").evidence
    assert "ring 999" in shown
    assert Representation.objects.get().words == "My brother is in the other house."


def test_a_voice_and_a_picture_become_papers_and_leave_the_doorstep(members):
    client = Client()
    answers = {**WRITTEN, **UNSURE, "how": {"how": "record"}, "more-words": {}}
    walk(client, {**answers, "voice": {}}, until="voice")
    assert client.post("/tell/voice/", {}).status_code == 422
    assert (
        client.post("/tell/voice/", {"file": file(WEBM, "my voice.webm")}).headers["Location"]
        == "/tell/more-words/"
    )
    answers["voice"] = {}
    walk(client, answers)
    sent = client.post("/tell/picture/?check", {"file": file(PNG), "do": "add", "check": "1"})
    assert sent.headers["Location"] == "/tell/picture/?check"
    there = page(client, "/tell/picture/?check")
    assert "IMG_0001.png" in there
    assert "my voice.webm" in there
    client.post("/tell/picture/", {"file": file(PNG_2, "IMG_0002.png"), "do": "add"})
    number = DoorstepFile.objects.order_by("-pk")[0].pk
    client.post("/tell/picture/", {"remove": str(number), "check": "1"})
    assert "IMG_0002.png" not in page(client, "/tell/check/")
    sends(client)

    filed = {(one.title, one.kind, one.is_original) for one in Document.objects.all()}
    assert filed >= {("my voice", "recording", True), ("Picture that came with it", "recording", True)}
    assert not any("IMG_" in title for title, *_ in filed)
    assert DoorstepFile.objects.count() == 0


def test_a_file_of_somebody_else_is_neither_shown_nor_thrown_away(members):
    theirs, mine = Client(), Client()
    for client in (theirs, mine):
        walk(client, {**WRITTEN, "how": {"how": "picture"}}, until="picture")
    theirs.post("/tell/picture/", {"file": file(PNG), "do": "add"})
    mine.post("/tell/picture/", {"remove": str(DoorstepFile.objects.get().pk)})

    assert "IMG_0001" not in page(mine, "/tell/picture/")
    assert "IMG_0001" in page(theirs, "/tell/picture/")


@pytest.mark.parametrize(
    ("step", "typed", "says"),
    [
        ("who", {}, "Choose who you are"),
        ("how", {}, "Choose how you want to tell us"),
        ("words", {"words": "  \n "}, "Tell us what happened, or go back and choose another way"),
        ("words", {"words": "x" * 10_001}, "That is too long. Use 10,000 letters or fewer"),
        ("feelings", {"feelings": ["hungry"]}, "Choose from the list"),
        ("name", {}, "Choose if you want to tell us your name"),
        ("answer", {}, "Choose how you want us to answer you"),
        ("voice", {}, "Record your voice or choose a file"),
        ("voice", {"file": file(b"", "voice.webm")}, "There is nothing in that file"),
        ("picture", {}, "Choose a picture or a film"),
        ("picture", {"file": file(b"\x00\x01\x02", "x.png")}, "We cannot open that kind of file"),
    ],
)
def test_what_is_missing_is_said_in_the_childs_words_and_nothing_typed_is_lost(members, step, typed, says):
    client = Client()
    how = {"voice": "record", "picture": "picture"}.get(step, "write")
    walk(client, {**WRITTEN, "how": {"how": how}, "voice": {}}, until="how")
    client.post("/tell/how/", {"how": how})
    answer = client.post(f"/tell/{step}/", typed)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert says in shown
    assert "<title>Error: " in shown
    assert typed.get("words", "") in shown


def test_a_file_that_is_too_big_is_refused_before_it_is_kept(members, monkeypatch):
    monkeypatch.setattr("heard.casework.doorsteps.LARGEST_FILE", 4)
    client = Client()
    walk(client, {**WRITTEN, "how": {"how": "picture"}}, until="picture")
    shown = client.post("/tell/picture/", {"file": file(PNG)}).content.decode()

    assert "That file is too big. Choose one smaller than 20MB" in shown
    assert LARGEST_FILE == 20 * 1024 * 1024
    assert DoorstepFile.objects.count() == 0


def test_an_answer_that_brings_up_another_question_asks_it_before_the_check(members):
    client = Client()
    walk(client, WRITTEN)
    changed = client.post("/tell/answer/", {"answer": "letter", "check": "1"})

    assert changed.headers["Location"] == "/tell/address/?check"
    assert client.get("/tell/check/").headers["Location"] == "/tell/address/"
    done = client.post("/tell/address/", {"address": "My school", "check": "1"})
    assert done.headers["Location"] == "/tell/check/"


def test_a_worker_is_led_away_and_cannot_send(members):
    client = Client()
    client.post("/tell/hide/")
    assert client.post("/tell/who/", {"who": "worker"}).headers["Location"] == "/tell/worker/"
    assert "These pages are for children" in page(client, "/tell/worker/")
    for where in ("/tell/words/", "/tell/voice/"):
        assert client.get(where).headers["Location"] == "/tell/"
    assert client.get("/tell/nothing/").status_code == 404
    client.post("/tell/worker/")
    client.post("/tell/check/")
    assert Representation.objects.count() == 0


def test_whoever_began_may_throw_it_away(members):
    client = Client()
    walk(client, WRITTEN, until="feelings")
    assert "You have started" in page(client, "/tell/")
    assert 'href="/tell/feelings/"' in page(client, "/tell/")
    client.post("/tell/")

    assert "You have started" not in page(client, "/tell/")
    assert Doorstep.objects.count() == 0


def test_the_microphone_may_be_asked_for_on_its_own_page_alone(members):
    client = Client()
    walk(client, {**WRITTEN, "how": {"how": "record"}}, until="voice")

    voice, words = client.get("/tell/voice/"), client.get("/tell/feelings/")
    assert "microphone=(self)" in voice.headers["Permissions-Policy"]
    assert "blob:" in voice.headers["Content-Security-Policy"]
    assert "microphone=()" in words.headers["Permissions-Policy"]
    assert voice.headers["Cache-Control"] == words.headers["Cache-Control"] == "no-store"


# Words that a page must say although they are hard, or not for a child: none is needed today.
EXCEPTIONS: tuple[str, ...] = ()
EVERY_PAGE = ("/tell/", "/tell/easy/", "/hide/", "/safe/", "/what-happens/")
ENDS = re.compile(r"</(?:p|li|h\d|dt|dd|label|legend|div|summary|strong|button|a class=\"govuk-b)[^>]*>|<br>")


def words_of(shown: str) -> str:
    """What stands in the middle of a page, a sentence or an answer a line."""
    main = re.search(r"<main.*?</main>", shown, re.DOTALL)[0]
    main = re.sub(r"<(svg|script|textarea).*?</\1>", "", main, flags=re.DOTALL)
    text = strip_tags(ENDS.sub("\n", main)).replace("&quot;", "”")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def plainly(text: str) -> str:
    for one in EXCEPTIONS:
        text = text.replace(one, "one")
    return text


def too_hard(where: str, shown: str) -> list[str]:
    found = reading_of(plainly(words_of(shown)), "child")
    hard = [f"{where}: grade {found.grade:.1f}"] if found.grade > found.hardest else []
    long = [f"{where}: {one}" for one in found.too_long]
    return [*hard, *long, *(f"{where}: says “{one}”" for one in found.never_said)]


def every_page() -> dict[str, str]:
    """Every page of the child's door, asked for by somebody who answered so that it comes."""
    found = {where: page(Client(), where) for where in EVERY_PAGE}
    for how, answer in (
        ("write", "letter"),
        ("record", "text"),
        ("picture", "person"),
        ("call", "someone"),
        ("advocate", "code"),
    ):
        client = Client()
        said = {
            "hide": {}, "who": {"who": "child"}, "how": {"how": how}, "advocate": {"advocate": "ask"},
            "feelings": {"feelings": "unsafe"}, "kept-from": {"kept_from": "parent"},
            "name": {"name": {"write": "whole", "call": "first"}.get(how, "secret")}, "answer": {"answer": answer},
        }  # fmt: skip
        for name, typed in said.items():
            if name != "advocate" or how == "advocate":
                client.post(f"/tell/{name}/", typed)
        for way, shown in (("", client.get), (" sent empty", client.post)):
            for step in CHILD.steps:
                answered = shown(f"/tell/{step.name}/")
                if answered.status_code in (200, 422):
                    found[f"{step.name}{way}"] = answered.content.decode()
    client = Client()
    client.post("/tell/who/", {"who": "worker"})
    found["worker"] = page(client, "/tell/worker/")
    client = Client()
    walk(client, WRITTEN)
    found["check"] = page(client, "/tell/check/")
    found["sent"] = sends(client)
    return found


def test_every_page_reads_at_grade_four_in_short_sentences_without_a_word_of_the_office(members):
    pages = every_page()

    assert {one.name for one in CHILD.steps} <= {name.partition(" ")[0] for name in pages}
    assert [fault for where, shown in pages.items() for fault in too_hard(where, shown)] == []


def test_the_guide_for_children_reads_as_plainly_as_the_pages():
    guide = (Path(__file__).parents[2] / "docs/guides/children.md").read_text()
    found = reading_of(re.sub(r"^[#-] *", "", guide, flags=re.MULTILINE), "child")
    assert (found.is_plain, found.too_long, found.never_said) == (True, (), ())


def test_words_that_are_too_hard_are_found():
    hard = (
        "<main><p>The investigating officer will consider your complaint regarding the placement.</p></main>"
    )
    faults = too_hard("x", hard)
    assert any("grade" in one for one in faults)
    assert any("placement" in one for one in faults)


def test_no_title_or_address_holds_anything_they_said(members):
    client = Client()
    walk(client, WRITTEN)
    for step in (*WRITTEN, "check"):
        title = re.search(r"<title>(.*?)</title>", page(client, f"/tell/{step}/"))[1]
        assert not {"moving", "Tom", "Jo", "quiet"} & set(re.findall(r"\w+", title)), title


@pytest.mark.django_db
def test_what_a_grown_up_chose_at_their_door_is_not_the_childs_to_send():
    browser = Client()
    browser.cookies[doorstep.COOKIE] = secret = "a" * 43
    doorsteps.keep_file(secret, "letter.pdf", b"%PDF-1.4", at=now())

    assert [one.name for one in doorsteps.files_of(secret, at=now())] == ["letter.pdf"]
    assert "letter.pdf" not in browser.get("/tell/picture/?check").content.decode()
