"""The adult's door: point by point, nothing refused by a machine, sent once, and nothing of it left lying about."""

from __future__ import annotations

import html
import os
import re
from datetime import date

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from tests.web.act_pages import office, signed_in
from tests.web.adult_walking import (
    LONG_AGO,
    RECENT,
    add_point,
    after_points,
    before_points,
    complained,
    on,
    say,
    sent,
)

from heard.casework import about_people, codes, doorsteps
from heard.casework.doorsteps import LARGEST_FILE
from heard.casework.letters.reading import reading_of
from heard.representations.models import (
    AboutPeople,
    Document,
    Doorstep,
    DoorstepFile,
    Notice,
    Representation,
    Telling,
)
from heard.web import seeing, sending
from heard.web.public import adult_points, adult_urls
from heard.web.public.adult_steps import ADULT

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(db):
    return office()


def page(client: Client, where: str) -> str:
    return client.get(f"/complain/{where}").content.decode()


def test_a_parent_with_three_points_one_of_them_old_is_on_record_point_by_point(members):
    client = Client()
    before_points(client)
    add_point(client, 1, "Nobody rang me back.", on(RECENT), people="Duty team", better="Ring me.")
    assert say(client, "points", another="yes") == "/complain/points/2/what/"
    add_point(client, 2, "The plan came late.", {"about": "spring 2026", "long_ago": "no"})
    say(client, "points", another="yes")
    add_point(client, 3, "They lost my letter.", on(LONG_AGO), now="I was ill until May.")
    after_points(client)
    shown = page(client, "check/")
    for words in (
        "Nobody rang me back.",
        "Duty team",
        "spring 2026",
        "27 March 2025",
        "I was ill until May.",
    ):
        assert words in shown, words
    done = sent(client)

    case = Representation.objects.get()
    points = [(one.words, one.outcome_wanted, one.arose_on) for one in case.elements.order_by("number")]
    assert points == [
        ("Nobody rang me back.", "Ring me.", RECENT),
        ("The plan came late.", "Say sorry.", None),
        ("They lost my letter.", "Say sorry.", LONG_AGO),
    ]
    assert "Why now: I was ill until May." in case.words
    assert case.reference in done


def test_what_lands_says_who_they_are_how_to_reach_them_safely_and_what_they_need(members):
    client = Client()
    complained(client, advocate="yes", before=["court", "unsafe"])
    sent(client)

    case = Representation.objects.get()
    telling = Telling.objects.get(representation=case)
    assert (telling.door, telling.told_by, telling.child_knows, telling.tried, telling.says_unsafe) == (
        "adult", "parent", "agrees", "I rang twice.", True,
    )  # fmt: skip
    people = {one.part: one for one in case.parties.select_related("person")}
    assert (people["complainant"].relation, people["child"].person.name) == ("parent", "Kayla Thornbeck")
    ways = people["complainant"].person.contacts.order_by("way")
    assert [(one.way, one.value, one.is_safe) for one in ways] == [
        ("email", "malik@example.org", True),
        ("telephone", "01632 960 001", None),
    ]
    assert "Leave no message" in ways[1].note
    assert "After 6pm" in ways[1].note
    needs = case.decisions.get(about="adjustment")
    assert needs.evidence == "An interpreter. Language: Polish"
    assert {one.what for one in Notice.objects.filter(representation=case)} >= {
        "says_unsafe",
        "wants_advocate",
    }
    assert "Is any of this part of it? A court case about the child or the family" in case.words


@pytest.mark.parametrize("tick", ["court", "appeal", "data", "unsafe", "elsewhere"])
def test_nothing_that_has_a_better_place_closes_the_door(members, tick):
    client = Client()
    say(client, "what", what="complain")
    assert say(client, "before", before=[tick]) == "/complain/advice/"
    assert "You can always go on and tell us as well." in page(client, "advice/")
    assert say(client, "advice") == "/complain/who/"


def test_whoever_gives_no_name_has_a_code_and_is_told_what_that_means(members):
    client = Client()
    complained(client, name="", before=["none"], what="unsure")
    done = sent(client)

    case = Representation.objects.get()
    assert (case.kind, case.telling.is_secret) == ("statutory_complaint", True)
    assert case.parties.get(part="complainant").person.name == "Name not given"
    code = "".join(re.findall(r"\b\d{4}(?= )", done.partition("Your code: </span>")[2])[:4])
    assert codes.reader_of(code) is not None


def test_a_comment_is_asked_less_and_has_no_clock(members):
    client = Client()
    say(client, "what", what="suggestion")
    assert say(client, "who", who="foster_parent") == "/complain/words/"
    assert say(client, "words", words="Send the plan before the meeting.") == "/complain/name/"
    say(client, "name", name="")
    assert say(client, "ways", ways=["code"]) == "/complain/needs/"
    assert say(client, "needs") == "/complain/check/"
    done = sent(client)

    case = Representation.objects.get()
    assert (case.kind, case.words) == ("suggestion", "Send the plan before the meeting.")
    assert "We will thank you" in done
    assert "our answer by" not in done


WRONG = (
    ("what", {}, "Select what you would like to do"),
    ("before", {}, "Select what is part of it, or “None of these”"),
    ("who", {}, "Select who you are to the child"),
    ("agrees", {}, "Select whether the child knows and agrees"),
    ("points/1/what", {}, "Enter what happened"),
    ("points/1/when", {}, "Enter the date it happened, or tell us about when"),
    ("points/1/when", {"on-day": "31", "on-month": "2", "on-year": "2026"}, "The date it happened must be a real date"),
    ("points/1/when", {"on-day": "1", "on-month": "2", "on-year": "2027"}, "must be 22 November 2026 or earlier"),
    ("points/1/better", {}, "Enter what you would like us to do to put it right"),
    ("points", {}, "Select yes if you want to add something else"),
    ("files", {"add": "yes"}, "Select a file, or choose “Continue”"),
    ("ways", {}, "Select how you would like us to contact you"),
    ("email", {"email": "malik", "safe": "yes"}, "Enter an e-mail address in full, such as name@example.org"),
    ("email", {"email": "m@example.org"}, "Select whether it is safe for us to use your e-mail"),
    ("telephone", {"telephone": "mum", "safe": "yes", "message": "no"}, "Enter a phone number, such as 01632 960 001"),
    ("advocate", {}, "Select whether the child would like an advocate"),
)  # fmt: skip


def test_every_question_says_what_is_wrong_in_its_own_words_and_keeps_what_was_typed(members):
    client = Client()
    complained(client)
    for where, answers, words in WRONG:
        answer = client.post(f"/complain/{where}/", answers)
        shown = answer.content.decode()
        assert answer.status_code == 422, where
        assert words in html.unescape(shown), (where, words)
        assert "<title>Error: " in shown, where
        for typed in answers.values():
            assert typed in shown, (where, typed)


def test_changing_an_answer_leads_back_to_all_of_them_by_way_of_what_it_brought_up(members):
    client = Client()
    complained(client)

    assert (
        client.post("/complain/name/", {"name": "Malik T", "check": "1"}).headers["Location"]
        == "/complain/check/"
    )
    assert say(client, "ways", ways=["post"], check="1") == "/complain/post/?check"
    assert say(client, "post", address="1 Hill Road", safe="no", check="1") == "/complain/check/"
    assert say(client, "before", before=["data"], check="1") == "/complain/advice/?check"
    assert say(client, "points/1/what", happened="Nobody came.") == "/complain/points/"
    assert say(client, "points", another="no") == "/complain/advice/"
    say(client, "advice", check="1")
    shown = page(client, "check/")
    assert "Nobody came." in shown
    assert "malik@example.org" not in shown


def test_a_point_is_taken_away_and_without_any_the_first_is_asked_again(members):
    client = Client()
    complained(client, "First thing.", "Second thing.")
    assert "First thing." in page(client, "points/1/away/")
    say(client, "points/1/away")
    assert [words in page(client, "points/") for words in ("First thing.", "Second thing.")] == [False, True]
    say(client, "points/1/away")
    assert client.get("/complain/check/").headers["Location"] == "/complain/points/"
    assert client.get("/complain/points/").headers["Location"] == "/complain/points/1/what/"
    assert client.get("/complain/points/31/what/").status_code == 404


def test_as_many_points_as_anybody_has_are_taken_up_to_thirty(members):
    client = Client()
    complained(client, *(f"Thing number {number}." for number in range(1, 31)))
    assert "You have 30 points now." in page(client, "points/")
    say(client, "points", another="no")
    sent(client)

    assert Representation.objects.get().elements.count() == 30


def test_an_hour_later_nothing_is_left_and_the_first_page_is_shown(members, clock):
    client = Client()
    complained(client)
    clock.forward(minutes=80)

    assert client.get("/complain/check/").headers["Location"] == "/complain/"
    assert client.get("/complain/email/").headers["Location"] == "/complain/what/"


def test_files_are_chosen_one_at_a_time_taken_away_and_filed_with_the_case(members):
    client = Client()
    before_points(client)
    add_point(client, 1, "Nobody rang me back.", on(RECENT))
    say(client, "points", another="no")
    say(client, "tried")
    for name in ("letter.txt", "second.txt"):
        say(client, "files", add="yes", file=ContentFile(f"Dear family, {name}".encode(), name))
    shown = page(client, "files/")
    assert shown.count("Take away") == 2
    away = re.findall(r'name="away" value="(\d+)"', shown)[1]
    say(client, "files", away=away)
    too_big = client.post(
        "/complain/files/", {"add": "yes", "file": ContentFile(b"x" * (LARGEST_FILE + 1), "a.txt")}
    )
    assert "The selected file must be smaller than 20MB" in too_big.content.decode()
    say(client, "files")
    after_points(client)
    sent(client)

    assert "letter.txt" not in Representation.objects.get().words
    assert Document.objects.filter(representation__reference=Representation.objects.get().reference).exists()
    assert not DoorstepFile.objects.exists()


@pytest.mark.parametrize("times", [500 if os.environ.get("HEARD_FULL") else 20])
def test_a_form_sent_many_times_over_is_one_complaint_and_shows_one_page(members, times):
    client = Client()
    complained(client)
    client.get("/complain/check/")
    kept = client.cookies["heard-door"].value
    answers = doorsteps.answers_of(kept, at=seeing.now())
    leads = set()
    for _ in range(times):
        # As if each press had read the answers before the first was done.
        doorsteps.keep(kept, answers, at=seeing.now())
        answer = client.post("/complain/check/")
        leads.add((answer.status_code, answer.headers.get("Location", "")))
        if answer.status_code == 200:
            assert Representation.objects.get().reference in answer.content.decode()

    assert Representation.objects.count() == 1
    assert leads == {(302, "/complain/sent/"), (200, "")}


def test_a_second_press_after_the_first_shows_the_same_page(members):
    client = Client()
    complained(client)
    first = sent(client)

    assert client.post("/complain/check/").headers["Location"] == "/complain/sent/"
    assert page(client, "sent/") == first or Representation.objects.get().reference in page(client, "sent/")
    assert client.get("/complain/check/").headers["Location"] == "/complain/sent/"


def test_the_code_is_shown_for_ten_minutes_and_the_copy_for_an_hour(members, clock):
    client = Client()
    complained(client)
    assert "Your code: " in sent(client)
    clock.forward(minutes=11)
    assert "Your code: " not in page(client, "sent/")
    assert "Nobody rang me back." in page(client, "copy/")
    clock.forward(minutes=80)
    assert client.get("/complain/copy/").headers["Location"] == "/complain/"


def test_leaving_takes_the_copy_and_the_answers_along(members):
    client = Client()
    complained(client)
    sent(client)
    client.get("/leave/")

    assert client.get("/complain/copy/").status_code == 302
    assert not Doorstep.objects.exists()


def test_a_link_goes_only_to_an_address_called_safe_and_says_nothing(members, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example.org"
    monkeypatch.setattr(sending, "later", lambda do, *said: do(*said))
    for safe, links in (("no", 0), ("unsure", 0), ("yes", 1)):
        client = Client()
        complained(client, safe=safe)
        assert ("E-mail me a link" in sent(client)) is bool(links)
        say(client, "sent")
        say(client, "sent")
        assert len(mail.outbox) == links, safe
    message = mail.outbox[0]
    assert message.to == ["malik@example.org"]
    assert not re.search(
        "Malik|Kayla|rang|complain|child", f"{message.subject} {message.body}", re.IGNORECASE
    )


def test_what_they_say_about_themselves_is_counted_and_lies_beside_nothing(members):
    for age in ("26_44", "26_44", "over_64", ""):
        client = Client()
        complained(client)
        sent(client)
        assert "You do not have to answer." in page(client, "about-you/")
        say(client, "about-you", age=age, disability="not_said", ethnicity="")
        assert client.post("/complain/about-you/", {"age": age}).headers["Location"] == "/complain/sent/"

    counted = about_people.counts_between(date(2026, 11, 1), date(2026, 11, 30))
    assert counted == {"age": {"26_44": 2, "over_64": 1}, "disability": {"not_said": 4}}
    shown = {
        role: " ".join(
            re.sub(
                "<[^>]+>", " ", signed_in(members[role]).get("/figures/about-people/").content.decode()
            ).split()
        )
        for role in ("complaints_officer", "elected_member")
    }
    assert "26 to 44 2" in shown["complaints_officer"]
    assert "26 to 44 [c]" in shown["elected_member"]
    assert "2026-27" in shown["elected_member"]
    fields = {one.name for one in AboutPeople._meta.get_fields()}
    assert fields == {"id", "month", "question", "answer", "number"}


def test_no_page_of_the_door_can_be_kept_nor_says_anything_in_its_title_or_address(members):
    client = Client()
    complained(client)
    shown = [
        client.get(f"/complain/{where}") for where in ("", "check/", "points/", "email/", "points/1/what/")
    ]
    sent(client)
    shown += [client.get(f"/complain/{where}") for where in ("sent/", "copy/", "about-you/")]

    for answer in shown:
        title = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)[1]
        assert answer.headers["Cache-Control"] == "no-store"
        assert not re.search("Malik|Kayla|CR-|rang", title)
        assert "localStorage" not in answer.content.decode()


def test_no_address_and_no_browser_is_kept_of_whoever_tells_us(members, caplog):
    client = Client(
        HTTP_USER_AGENT="Planted/9", REMOTE_ADDR="203.0.113.77", HTTP_X_FORWARDED_FOR="203.0.113.78"
    )
    complained(client, name="")
    sent(client)

    rows = [str(row) for model in apps.get_models() for row in model.objects.values_list()]
    assert any("Nobody rang me back." in row for row in rows)
    assert not [row for row in [*rows, caplog.text] if re.search(r"Planted|203\.0\.113", row)]


def test_staff_who_are_signed_in_beside_are_not_said_to_be_at_work(members):
    for one in adult_urls.urlpatterns:
        assert one.callback.for_anybody, one.name


# What is said in the words of others, or names people by the words they use of themselves.
AS_OTHERS_SAY_IT = (
    "Black, Black British, Caribbean or African",
    "Straight or heterosexual",
    "What is your sexual orientation?",
    "Asian or Asian British",
    "Information Commissioner",
    "British Sign Language",
    "parental responsibility",
    "Member of Parliament",
)


def read_out(shown: str) -> list[str]:
    """What a page says to whoever reads it, a line each, without what is the same on every page."""
    main = re.search(r"<main.*?</main>", shown, re.DOTALL)[0]
    main = re.sub(r"<(script|style|option|textarea).*?</\1>", "", main, flags=re.DOTALL)
    broken = re.sub(
        r"</?(h\d|p|li|dt|dd|legend|label|div|button|ul|form|main|section|br|strong)\b[^>]*>", "\n", main
    )
    text = html.unescape(re.sub(r"<[^>]+>", " ", broken))
    for words in AS_OTHERS_SAY_IT:
        text = text.replace(words, "")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def hard_to_read(shown: str) -> list[str]:
    """What is too hard on a page: its grade as a whole, sentences that are too long, and words never said."""
    lines = read_out(shown)
    said = reading_of("\n".join(line if line[-1] in ".?!:" else f"{line}." for line in lines), "adult")
    found = [f"“{one}” is long" for one in said.too_long] + [
        f"“{one}” is never said" for one in said.never_said
    ]
    return found if said.grade <= said.hardest else [*found, f"grade {said.grade:.1f}"]


def test_every_page_is_read_without_effort(members):
    client = Client()
    complained(client, before=["court", "appeal", "data", "unsafe", "elsewhere"])
    wheres = ["", "points/", "points/1/away/", "check/", "files/"]
    wheres += [f"points/1/{part}/" for part in adult_points.PARTS]
    wheres += [f"{one.name}/" for one in ADULT.steps if one.name not in ("points", "files", "words", "post")]
    pages = {where: page(client, where) for where in wheres}
    say(client, "ways", ways=["post", "code"])
    pages["post/"] = page(client, "post/")
    say(client, "post", address="1 Hill Road", safe="no")
    pages["sent/"] = sent(client)
    pages |= {where: page(client, where) for where in ("copy/", "about-you/")}
    say(client, "what", what="comment")
    pages["words/"] = page(client, "words/")
    pages |= {where: client.get(where).content.decode() for where in ("/thanks/", "/thanks/sent/")}

    hard = {where: found for where, shown in pages.items() if (found := hard_to_read(shown))}
    assert hard == {}


def test_a_page_that_is_hard_to_read_is_found():
    said = (
        "Notwithstanding the aforementioned determination, representations regarding the authority’s functions may be "
        "declined by a senior officer where consideration of them would prejudice concurrent proceedings. We don’t."
    )
    found = hard_to_read(f"<main><p>{said}</p></main>")
    assert [one.rpartition(" is ")[2] for one in found[:2]] == ["long", "never said"]
    assert found[-1].startswith("grade ")
