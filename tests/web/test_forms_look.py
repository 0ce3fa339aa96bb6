"""Forms: nothing checked in the browser, every error said twice in the words of the question, and linked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from heard.web.dates_look import DateField
from heard.web.forms_look import Checkboxes, Counted, Form, Password, Radios, speak_plainly


class NewCase(Form):
    page_heading = "said"
    said = forms.CharField(widget=Counted, max_length=20, label="What they said", help_text="Copy it as said")
    days = forms.IntegerField(label="Days taken", min_value=0, max_value=900)
    how = forms.ChoiceField(
        label="How did this reach us?", widget=Radios, choices=[("p", "Post"), ("t", "Phone")]
    )
    needs = forms.MultipleChoiceField(
        label="Needs", widget=Checkboxes, choices=[("r", "Read aloud")], required=False
    )
    stage = forms.ChoiceField(label="Stage", choices=[("", "Choose"), ("1", "Stage 1")])
    received = DateField(label="Date received", latest=lambda: date(2026, 11, 22))
    sheet = forms.FileField(label="Spreadsheet")
    secret = forms.CharField(label="Password", widget=Password)
    agree = forms.BooleanField(label="I have checked this")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def page_of(form: Form) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html.parser")


def asked(**typed: str) -> NewCase:
    return NewCase({name.replace("_", "-"): value for name, value in typed.items()})


def one_date(day: str, month: str, year: str, **limits: Any) -> Form:
    form_class = type("OneDate", (Form,), {"on": DateField(label="Date received", **limits)})
    return form_class({"on-day": day, "on-month": month, "on-year": year})


@pytest.mark.parametrize("form", [NewCase(), NewCase({})], ids=["asked", "with errors"])
@pytest.mark.parametrize(
    "unwanted", ["required", "maxlength", "minlength", "min", "max", "step", "aria-invalid", "style"]
)
def test_nothing_is_checked_in_the_browser(form: Form, unwanted: str) -> None:
    assert page_of(form).find_all(attrs={unwanted: True}) == []


def test_the_server_still_checks_what_the_browser_is_not_told_of() -> None:
    form = asked(said="x" * 21, days="901")
    assert form.errors["said"] == ["“What they said” must be 20 characters or fewer"]
    assert "less than or equal to 900" in form.errors["days"][0]


def test_every_error_link_leads_to_an_answer_on_the_page() -> None:
    form = NewCase({})
    ids = {tag["id"] for tag in page_of(form).select("input, textarea, select")}
    targets = [href.removeprefix("#") for href, _ in form.error_links]
    assert len(targets) == 8
    assert set(targets) <= ids


def test_the_link_for_radios_leads_to_the_first_of_them() -> None:
    assert ("#id_how_0", "Answer “How did this reach us?”") in NewCase({}).error_links


def test_errors_of_the_whole_form_come_first_and_lead_nowhere() -> None:
    form = asked()
    form.add_error(None, "Someone else changed this case while you were writing")
    assert form.error_links[0] == ("", "Someone else changed this case while you were writing")


def test_every_described_by_points_at_something_that_is_there() -> None:
    page = page_of(NewCase({}))
    ids = {tag["id"] for tag in page.find_all(id=True)}
    named = [
        name
        for tag in page.find_all(attrs={"aria-describedby": True})
        for name in tag["aria-describedby"].split()
    ]
    assert len(named) >= 10
    assert set(named) <= ids


def test_no_id_is_used_twice() -> None:
    ids = [tag["id"] for tag in page_of(NewCase({})).find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_words_of_an_error_are_those_of_the_label() -> None:
    said = [message for _, message in NewCase({}).error_links]
    assert said[:4] == [
        "Enter what they said",
        "Enter days taken",
        "Answer “How did this reach us?”",
        "Select stage",
    ]
    assert "Choose a file for spreadsheet" in said
    assert "Tick “I have checked this” to go on" in said


def test_an_error_in_a_part_names_the_part_and_a_name_keeps_its_capital() -> None:
    finding, day = forms.ChoiceField(label="Finding"), forms.CharField(label="Day it was sent")
    came = forms.ChoiceField(label="Rufus Dapplemere (complainant)")
    speak_plainly(finding, "Finding", "Point 2")
    speak_plainly(day, str(day.label))
    speak_plainly(came, str(came.label))
    assert finding.error_messages["required"] == "Point 2: Select finding"
    assert day.error_messages["required"] == "Enter the day it was sent"
    assert came.error_messages["required"] == "Answer “Rufus Dapplemere (complainant)”"


def test_an_own_message_is_left_as_it_was_written() -> None:
    field = forms.CharField(error_messages={"required": "Enter the reason for your decision"})
    form = type("Own", (Form,), {"why": field})({})
    assert form.error_links == [("#id_why", "Enter the reason for your decision")]


def test_what_was_typed_is_kept_beside_the_error() -> None:
    page = page_of(
        asked(days="many", received_day="31", received_month="2", received_year="2026", stage="1", how="t")
    )
    assert page.find(id="id_days")["value"] == "many"
    assert [page.find(id=f"id_received-{part}")["value"] for part in ("day", "month", "year")] == [
        "31",
        "2",
        "2026",
    ]
    assert page.select_one("#id_stage option[selected]")["value"] == "1"
    assert page.find(id="id_how_1").has_attr("checked")


def test_a_password_is_never_sent_back() -> None:
    assert "value" not in page_of(asked(secret="correct horse battery")).find(id="id_secret").attrs


def test_the_heading_of_a_question_page_is_its_label() -> None:
    assert page_of(NewCase()).h1.get_text() == "What they said"


def test_an_answer_that_may_be_left_out_says_so_and_a_filter_does_not() -> None:
    assert "Needs (optional)" in str(NewCase())
    quiet = type("Filter", (NewCase,), {"mark_optional": False})
    assert "(optional)" not in str(quiet())


def test_a_hidden_answer_has_no_label_and_no_line_of_its_own() -> None:
    page = page_of(NewCase({}))
    assert page.find(id="id_token")["type"] == "hidden"
    assert page.find("label", attrs={"for": "id_token"}) is None


def test_what_people_typed_is_escaped() -> None:
    assert "<script>" not in str(asked(said="<script>", days="<script>", received_day="<script>"))


def test_the_title_begins_with_error_only_when_there_is_one() -> None:
    title = BeautifulSoup(render_to_string("base.html", {"form": NewCase({})}), "html.parser").title
    assert title
    assert title.get_text().startswith("Error: ")
    calm = BeautifulSoup(render_to_string("base.html", {"form": NewCase()}), "html.parser").title
    assert calm
    assert not calm.get_text().startswith("Error: ")


def test_the_summary_stands_first_in_the_main_part_of_the_page() -> None:
    page = BeautifulSoup(render_to_string("base.html", {"form": NewCase({})}), "html.parser")
    assert page.main
    assert page.main.find("div")["class"] == ["govuk-error-summary"]


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_real_date_is_read_day_first(day: date) -> None:
    form = one_date(str(day.day), str(day.month), f"{day.year:04d}")
    assert form.is_valid()
    assert form.cleaned_data["on"] == day


@pytest.mark.parametrize(
    ("typed", "message", "target"),
    [
        (("", "", ""), "Enter date received", "on-day"),
        (("1", "", ""), "Date received must include a month and year", "on-month"),
        (("1", "2", ""), "Date received must include a year", "on-year"),
        (("31", "2", "2026"), "Date received must be a real date", "on-day"),
        (("3", "1", "1026"), "Date received must be in 1900 or later", "on-year"),
        (("3", "13", "2026"), "Date received must be a real date", "on-month"),
        (("x", "1", "2026"), "Date received must be a real date", "on-day"),
        (("1", "1", "26"), "Date received must have a year of 4 numbers, such as 2026", "on-year"),
        (("²", "1", "2026"), "Date received must be a real date", "on-day"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_leads_to_that_part(
    typed: tuple[str, str, str], message: str, target: str
) -> None:
    assert one_date(*typed).error_links == [(f"#id_{target}", message)]


def test_only_the_wrong_part_of_a_date_is_marked() -> None:
    page = page_of(one_date("3", "13", "2026"))
    assert [tag["id"] for tag in page.select(".govuk-input--error")] == ["id_on-month"]


@pytest.mark.parametrize("month", ["nov", "November", "11", "011"])
def test_a_month_may_be_written_as_a_word(month: str) -> None:
    form = one_date("20", month, "2026")
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 11, 20)


def test_a_date_after_the_last_allowed_day_is_refused_and_the_day_itself_is_not() -> None:
    def last() -> date:
        return date(2026, 11, 22)

    assert one_date("22", "11", "2026", latest=last).is_valid()
    late = one_date("23", "11", "2026", latest=last)
    assert late.error_links == [("#id_on-day", "Date received must be 22 November 2026 or earlier")]


def test_a_date_before_the_first_allowed_day_is_refused() -> None:
    early = one_date("31", "8", "2006", earliest=lambda: date(2006, 9, 1))
    assert early.error_links == [("#id_on-day", "Date received must be 1 September 2006 or later")]


def test_a_date_that_may_be_left_out_is_none_and_one_half_given_is_still_wrong() -> None:
    empty = one_date("", "", "", required=False)
    assert empty.is_valid()
    assert empty.cleaned_data["on"] is None
    assert not one_date("1", "", "", required=False).is_valid()


def test_a_date_known_already_fills_its_three_boxes() -> None:
    form = type("OneDate", (Form,), {"on": DateField()})(initial={"on": date(2026, 11, 20)})
    page = page_of(form)
    assert [page.find(id=f"id_on-{part}")["value"] for part in ("day", "month", "year")] == [
        "20",
        "11",
        "2026",
    ]


def test_a_date_that_did_not_change_is_not_a_change() -> None:
    form_class = type("OneDate", (Form,), {"on": DateField()})
    same = form_class(
        {"on-day": "20", "on-month": "11", "on-year": "2026"}, initial={"on": date(2026, 11, 20)}
    )
    assert not same.has_changed()
    other = form_class(
        {"on-day": "21", "on-month": "11", "on-year": "2026"}, initial={"on": date(2026, 11, 20)}
    )
    assert other.has_changed()
