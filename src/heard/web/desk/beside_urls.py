"""The addresses of what stands beside the cases, and of two pages of a case that belong to it."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import (
    advocacy_requests,
    closing,
    compliments,
    ombudsman_file,
    oversight,
    promises,
    report_words,
    safety_list,
)

urlpatterns: list[URLPattern] = [
    path("promises/", promises.promises, name="promises"),
    path("promises/oversight/", oversight.oversight, name="oversight"),
    path("ombudsman/", ombudsman_file.ombudsman_cases, name="ombudsman-cases"),
    path("ombudsman/talks/", ombudsman_file.talks, name="ombudsman-talks"),
    path("ombudsman/talks/new/", ombudsman_file.new_talk, name="ombudsman-talk-new"),
    path("compliments/", compliments.compliments, name="compliments"),
    path("compliments/mine/", report_words.heard_of_me, name="heard-of-me"),
    path(
        "compliments/<path:reference>/words/<slug:use>/",
        report_words.words_for_everybody,
        name="report-words",
    ),
    path("safety/", safety_list.safety_list, name="safety-list"),
    path("advocates/", advocacy_requests.requests, name="advocacy-requests"),
    path("advocates/new/", advocacy_requests.ask, name="advocacy-ask"),
    path("advocates/<str:reference>/", advocacy_requests.one, name="advocacy-request"),
    path("advocates/<str:reference>/<slug:slug>/", advocacy_requests.step, name="advocacy-step"),
    path("cases/<path:reference>/ombudsman/", ombudsman_file.ombudsman_file, name="case-ombudsman"),
    path("cases/<path:reference>/closing/", closing.closing, name="case-closing"),
]
