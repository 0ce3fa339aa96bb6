"""The public’s pages in other languages: off until somebody checked the words, then whole and the right way round."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.casework.test_door_words import po
from tests.web.act_pages import day, hidden, office, signed_in
from tests.web.child_walking import UNSURE, WRITTEN, walk

from heard.casework import door_words, languages
from heard.ledger.models import Entry
from heard.people.models import LanguageReview
from heard.representations.models import Decision, Representation, Telling
from heard.web.public.child_steps import CHILD
from heard.web.public.languages import COOKIE
from heard.web.seeing import now

pytestmark = pytest.mark.django_db
SAFE_IN_FARSI = "من در امان نیستم"
PAGES = "/settings/languages/"


@pytest.fixture
def members(db, settings, tmp_path):
    settings.HEARD_WORDS = tmp_path / "words"
    settings.LOCALE_PATHS = [settings.HEARD_WORDS, *settings.LOCALE_PATHS[1:]]
    return office()


def on(code: str) -> None:
    """Offer a language."""
    languages.review_language(
        code=code, reviewed_by="Parisa Rad", who_they_are="Interpreter", reviewed_on=date(2026, 11, 20),
        fingerprint=door_words.fingerprint(code), by="test", at=now(),
    )  # fmt: skip


def page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def reader(code: str) -> Client:
    """A browser whose reader chose a language, or tried to."""
    client = Client()
    assert client.get(f"/safe/?in={code}").headers["Location"] == "/safe/"
    return client


def test_a_language_that_nobody_checked_is_neither_offered_nor_shown(members):
    client = reader("fa")
    client.cookies[COOKIE] = "fa"
    shown = page(client, "/safe/")

    assert '<html lang="en-GB" class' in shown
    assert "?in=" not in shown
    assert page(reader("tlh"), "/tell/") == page(Client(), "/tell/")


def test_the_first_page_for_children_leads_to_the_councils_film_in_british_sign_language_once_there_is_one(
    members,
):
    manager = signed_in(members["complaints_manager"])
    film = {"begins_on-day": "1", "begins_on-month": "4", "begins_on-year": "2026", "reason": "It is made."}
    refused = manager.post(f"{PAGES}film/", {**film, "address": "javascript:alert(1)"})
    assert "The address of the film must begin with https://" in refused.content.decode()
    assert "Sign Language" not in page(Client(), "/tell/")

    assert manager.post(f"{PAGES}film/", {**film, "address": "https://film.example/bsl"}).status_code == 302
    assert '<a class="govuk-link" href="https://film.example/bsl" rel="noreferrer"' in page(
        Client(), "/tell/"
    )


def test_a_checked_language_is_offered_by_its_own_name_and_read_the_right_way(members):
    on("fa")
    on("pl")
    start = page(Client(), "/tell/")
    assert (
        '<a class="govuk-link" href="?in=fa" lang="fa" hreflang="fa" dir="rtl" rel="nofollow">فارسی</a>'
        in start
    )
    assert ">Polski</a>" in start
    assert "العربية" not in start

    client = reader("fa")
    assert (client.cookies[COOKIE].value, client.cookies[COOKIE]["httponly"], client.cookies[COOKIE]["expires"]) == (
        "fa", True, "",
    )  # fmt: skip
    shown = page(client, "/safe/")
    assert '<html lang="fa" dir="rtl" class' in shown
    assert f'<h1 class="govuk-heading-l">{SAFE_IN_FARSI}</h1>' in shown
    assert "app.rtl.css" in shown
    assert 'dir="ltr">0800 1111</a> <span lang="en-GB" dir="ltr">Free, at any time' in shown
    assert "20 نوامبر 2026" in page(client, "/tell/")
    assert '<html lang="pl" dir="ltr"' in page(reader("pl"), "/safe/")
    assert client.get("/leave/").cookies[COOKIE].value == ""


def test_pages_that_are_not_translated_stay_english_and_say_so(members):
    on("ar")
    client = reader("ar")

    for where in ("/complain/", "/thanks/", "/code/link/", "/tell/no-such-page/", "/sign-in/"):
        shown = page(client, where)
        assert '<html lang="en-GB"' in shown, where
        assert not re.search(r"[\u0600-\u06ff]", shown), where


def test_english_comes_back_with_a_press(members):
    on("ar")
    client = reader("ar")
    assert '<a class="govuk-link" href="?in=en" lang="en"' in page(client, "/tell/")
    assert client.get("/tell/kept-from/?in=en&check=").headers["Location"] == "/tell/kept-from/?check="
    assert page(client, "/tell/") == page(Client(), "/tell/")


def test_a_word_that_changes_puts_the_language_off_until_it_is_checked_again(members, tmp_path):
    on("fa")
    client = reader("fa")
    assert SAFE_IN_FARSI in page(client, "/safe/")
    english = po(tmp_path / "en.po", ("I am not safe", "I do not feel safe here"))
    door_words.use_words("en", english)
    assert SAFE_IN_FARSI in page(client, "/safe/"), "English words are another matter"

    door_words.use_words("fa", po(tmp_path / "fa.po", ("I am not safe", "امن نیستم")))
    assert '<html lang="en-GB" class' in page(client, "/safe/")
    assert "Off: the words have changed" in page(signed_in(members["complaints_manager"]), PAGES)
    on("fa")
    assert '<html lang="fa" dir="rtl"' in page(client, "/safe/")


def test_the_councils_own_english_stands_on_its_pages(members, settings, tmp_path):
    assert '<h1 class="govuk-heading-l">I am not safe</h1>' in page(Client(), "/safe/")
    door_words.use_words("en", po(tmp_path / "en.po", ("I am not safe", "I need help now")))
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS]  # as after a new start

    shown = page(Client(), "/safe/")
    assert '<h1 class="govuk-heading-l">I need help now</h1>' in shown
    assert "I am not safe" not in shown


def test_somebody_named_puts_a_language_on_and_takes_it_off_in_the_settings(members):
    manager, where = signed_in(members["complaints_manager"]), f"{PAGES}fa/"
    shown = page(manager, where)
    assert SAFE_IN_FARSI in shown
    assert '<bdi dir="ltr">%(label)s</bdi> (اختیاری)' in shown
    assert '<bdi dir="ltr">&lt;a class=' in shown
    said = {
        "reviewed_by": "Parisa Rad", "who_they_are": "Interpreter, 12 years",
        "fingerprint": hidden(shown, "fingerprint"), **day("reviewed_on", 2026, 11, 21),
    }  # fmt: skip
    for wrong, says in (
        ({"reviewed_by": ""}, "Answer “Who checked every word?”"),
        (day("reviewed_on", 2026, 11, 24), "cannot lie ahead"),
        ({"fingerprint": "0" * 64}, "The words have changed since this page was opened"),
    ):
        refused = manager.post(where, {**said, **wrong})
        assert (refused.status_code, says in refused.content.decode()) == (422, True)
    assert not languages.is_offered("fa")
    assert signed_in(members["complaints_officer"]).post(where, said).status_code == 403

    assert manager.post(where, said).headers["Location"] == PAGES
    assert "On: the words were checked" in page(manager, PAGES)
    assert "Parisa Rad" not in Entry.objects.get(act="review_language").said
    assert manager.post(where, {"off": "yes", "off-reason": "A parent found a fault."}).status_code == 302
    assert "Off: it was taken off" in page(manager, PAGES)
    assert LanguageReview.objects.get().taken_off_on == date(2026, 11, 22)
    assert manager.post(where, {"off": "yes", "off-reason": "Again"}).status_code == 422


def test_a_child_who_writes_in_farsi_is_on_record_as_they_wrote_and_the_rest_in_english(members):
    on("fa")
    client = reader("fa")
    words = "هیچ‌کس به من نگفت که جابه‌جا می‌شوم."
    walk(client, {**WRITTEN, "words": {"words": words}})
    assert "عذرخواهی کنید" in page(client, "/tell/check/")
    client.post("/tell/check/")
    shown = page(client, "/tell/sent/")

    telling, case = Telling.objects.get(), Representation.objects.get()
    assert (case.words, telling.language, telling.better) == (words, "fa", "Say sorry\nAsk me first.")
    kept = {one.evidence.split(".")[0] for one in Decision.objects.filter(about="must_not_know")}
    assert kept == {"My social worker", "Tom Farrow"}
    assert re.search(r"<strong>[^<a-z]+ 24 نوامبر</strong>", shown)
    desk = page(signed_in(members["complaints_manager"]), f"/cases/{case.reference}/")
    assert "Farsi. Ask an interpreter what their words say" in desk

    code = "".join(re.findall(r"<span>(\d{4})</span>", shown))
    assert client.post("/code/", {"code": code}).headers["Location"] == "/my/"
    mine = page(client, "/my/")
    assert '<html lang="fa" dir="rtl"' in mine
    assert client.post("/my/say/", {"words": ""}).status_code == 422


ENGLISH = re.compile(r"\b[a-z]{2,}(?:\s+[a-z]{2,}){2,}", re.IGNORECASE)
MARKED = re.compile(
    r"<span lang=\"en-GB\".*?</span>|<style.*?</style>|<script.*?</script>|<svg.*?</svg>", re.DOTALL
)
# Said to somebody who answers the telephone in English; and the names of what is read.
STAYS = ("I need help",)


def english_in(shown: str) -> list[str]:
    """Three English words in a row that are not marked as English."""
    main = MARKED.sub(" ", shown[shown.index("<body") :])
    spoken = " | ".join(re.findall(r'aria-label="([^"]*)"|data-\w[\w-]*="([^"]*)"', main) and [
        a or b for a, b in re.findall(r'aria-label="([^"]*)"|data-(?:listen-words|cannot|kept)="([^"]*)"', main)
    ])  # fmt: skip
    text = re.sub(r"<[^>]+>", " | ", main) + spoken
    for one in STAYS:
        text = text.replace(one, "")
    return ENGLISH.findall(text)


def test_no_page_of_the_childs_door_says_an_english_sentence_in_arabic(members):
    on("ar")
    found = {
        where: page(reader("ar"), where)
        for where in ("/", "/tell/", "/tell/easy/", "/hide/", "/safe/", "/what-happens/", "/code/")
    }
    for how, answer in (
        ("write", "letter"),
        ("record", "text"),
        ("picture", "person"),
        ("call", "someone"),
        ("advocate", "code"),
    ):
        client = reader("ar")
        for name, typed in {
            "hide": {}, "who": {"who": "child"}, "how": {"how": how},
            **({"advocate": {"advocate": "ask"}} if how == "advocate" else {}),
            "feelings": {"feelings": "unsafe"}, "kept-from": {"kept_from": "parent"},
            "name": {"name": {"write": "whole", "call": "first"}.get(how, "secret")}, "answer": {"answer": answer},
        }.items():  # fmt: skip
            client.post(f"/tell/{name}/", typed)
        for step in CHILD.steps:
            for way in (client.get, client.post):
                answered = way(f"/tell/{step.name}/")
                if answered.status_code in (200, 422):
                    found[f"{step.name} {answered.status_code}"] = answered.content.decode()
    client = reader("ar")
    walk(client, {**WRITTEN, **UNSURE, "first-name": {"first_name": "Kayla"}, "words": {"words": "نقلوني"}})
    found["wrong code"] = client.post("/code/", {"code": "1"}).content.decode()

    assert len(found) > 45
    assert {where: said for where, shown in found.items() if (said := english_in(shown))} == {}
    assert all('<html lang="ar" dir="rtl"' in shown for shown in found.values())


def test_an_english_sentence_on_a_page_in_another_language_is_found():
    shown = (
        '<body><p>نص</p><p>Press the red button</p><span lang="en-GB" dir="ltr">It is open now</span></body>'
    )
    assert english_in(shown) == ["Press the red button"]
