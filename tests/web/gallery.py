"""Every part on a page of its own, for the eye, for axe and for the keyboard. Invented people throughout."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from heard.reporting.charts import bar_chart, column_chart, line_chart
from heard.web.dates_look import DateField
from heard.web.errors import bad_request, server_error
from heard.web.forms_look import Checkboxes, Counted, Form, Password, Radios
from heard.web.tables import Column, Figure, Row, Table
from heard.web.templatetags.parts import status
from heard.web.theme import theme_css

YEARS = ("2012/13", "2013/14", "2014/15", "2015/16", "2016/17", "2017/18", "2018/19", "2019/20", "2020/21")


class Question(Form):
    page_heading = "said"
    said = forms.CharField(widget=Counted(attrs={"rows": 4}), max_length=200, label="What they said")
    name = forms.CharField(label="Full name", help_text="As on the letter", max_length=80)
    how = forms.ChoiceField(
        label="How did this reach us?",
        widget=Radios(hints={"post": "A letter or a card"}, divider_before="none"),
        choices=[("post", "Post"), ("phone", "Telephone"), ("none", "Not known")],
    )
    needs = forms.MultipleChoiceField(
        label="What would make it easier?",
        widget=Checkboxes(exclusive="none", divider_before="none"),
        choices=[("read", "Read aloud"), ("sign", "Sign language"), ("none", "Nothing")],
        required=False,
    )
    stage = forms.ChoiceField(label="Stage", choices=[("", "Choose a stage"), ("1", "Stage 1")])
    received = DateField(
        label="Date received", help_text="For example, 27 3 2026", latest=lambda: date(2026, 11, 22)
    )
    days = forms.IntegerField(
        label="Days taken", widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"})
    )
    sheet = forms.FileField(label="The spreadsheet")
    secret = forms.CharField(label="Password", widget=Password)
    agree = forms.BooleanField(label="I have checked this")


class Filter(Form):
    mark_optional = False
    stage = forms.ChoiceField(label="Stage", choices=[("", "All"), ("1", "Stage 1")], required=False)
    clock = forms.MultipleChoiceField(
        label="Clock",
        widget=Checkboxes(layout="small"),
        choices=[("late", "Late"), ("soon", "Due soon")],
        required=False,
    )


def _status(kind: str, text: str) -> str:
    from django.template.loader import render_to_string

    return render_to_string("parts/status.html", status(kind, text))


def work(request: HttpRequest) -> HttpResponse:
    rows = [
        (
            format_html('<a class="govuk-link heard-code" href="/case">CR-2026-01{}</a>', n),
            ("Answer stage 1", "Agree the statement of complaint", "Send the panel's report")[n % 3],
            mark_safe(
                _status(*(("late", "Late by 3 days"), ("soon", "Due today"), ("fine", "In 9 days"))[n % 3])
            ),
            "Ines Ndlovu",
        )
        for n in range(10, 16)
    ]
    shown = Table("My work, soonest first", ("Case", "Next act", "Due", "With"), rows, cards=True)
    pages = Paginator(range(200), 20).get_page(5)
    return render(
        request, "gallery/work.html", {"table": shown, "page": pages, "filter": Filter(request.GET)}
    )


def form(request: HttpRequest) -> HttpResponse:
    shown = Question(request.POST) if request.method == "POST" else Question()
    return render(request, "gallery/form.html", {"form": shown})


def figures(request: HttpRequest) -> HttpResponse:
    columns = ("Service", *(Column(year, numeric=True) for year in YEARS))
    rows: list[Any] = [
        (
            name,
            *(
                Figure(str((n * 7 + i * 3) % 23), "/cases", f"complaints about {name}")
                for i in range(len(YEARS))
            ),
        )
        for n, name in enumerate(("Children in care", "Assessment", "Fostering", "Special educational needs"))
    ]
    rows.append(Row(("Total", *(str(i * 4 + 31) for i in range(len(YEARS)))), total=True))
    wide = Table(
        "Complaints received by service", columns, rows, scroll=True, dense=True, note="[c] means hidden."
    )
    counts = [
        (year, float(30 + i * 4 - i % 3 * 6), str(30 + i * 4 - i % 3 * 6)) for i, year in enumerate(YEARS)
    ]
    kinds = [
        ("Communication", 29.0, "29 of 38 (76%)"),
        ("Delay in doing what was agreed at the meeting", 12.0, "12 (32%)"),
    ]
    series = {
        "Stage 1": [10.0, 20.0, 15.0, 18.0, None, 22.0, 30.0, 41.0, 38.0],
        "Stage 2, counting joint complaints once": [2.0, 3, 1, 4, 6, 3, 2, 5, 7],
        "Stage 3": [0.0, 1, 1, 0, 2, 1, 0, 1, 2],
    }
    return render(
        request,
        "gallery/figures.html",
        {
            "wide": wide,
            "kinds": kinds,
            "bars": mark_safe(
                bar_chart(
                    "What complaints were about",
                    "Most were about communication.",
                    kinds,
                    unit="complaints",
                    name="a",
                )
            ),
            "columns": mark_safe(
                column_chart(
                    "Complaints received",
                    "More each year.",
                    counts,
                    unit="complaints",
                    name="b",
                    target=(55, "55"),
                )
            ),
            "quarters": mark_safe(
                column_chart(
                    "On time",
                    "Better.",
                    [(f"Q{q}", q * 20.0, f"{q * 20}%") for q in (1, 2, 3, 4)],
                    unit="%",
                    name="q",
                )
            ),
            "lines": mark_safe(
                line_chart("Complaints by stage", "Stage 1 grew.", YEARS, series, unit="complaints", name="c")
            ),
        },
    )


def parts(request: HttpRequest) -> HttpResponse:
    rows = (
        ("Name", "Kayla Adeyemi"),
        ("Date received", "Friday 20 November 2026", [("Change", "/change", "date received")]),
    )
    tasks = (
        {"title": "What they said", "status": "Completed", "href": "/1"},
        {
            "title": "Who to tell",
            "status": "Not yet",
            "href": "/2",
            "hint": "By Tuesday",
            "tag": True,
            "colour": "blue",
        },
    )
    return render(request, "gallery/parts.html", {"rows": rows, "tasks": tasks})


def theme(request: HttpRequest) -> HttpResponse:
    return HttpResponse(theme_css("#6a1b4d"), content_type="text/css")


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("help")


urlpatterns = [
    path("", work),
    path("form", form),
    path("figures", figures),
    path("parts", parts),
    path("refused", lambda r: render(r, "403.html", status=403)),
    path("stale", lambda r: render(r, "403_csrf.html", status=403)),
    path("missing", lambda r: render(r, "404.html", status=404)),
    path("broken", server_error),
    path("unread", lambda r: bad_request(r, ValueError())),
    path("theme.css", theme, name="theme"),
    path("help", plain, name="help"),
    path("accessibility", plain, name="accessibility"),
    path("privacy", plain, name="privacy"),
]
