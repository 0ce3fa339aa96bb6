"""The addresses of what stands beside the cases, and of two pages of a case that belong to it."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import advocacy_requests, closing, compliments, ombudsman_file, promises, safety_list

urlpatterns: list[URLPattern] = [
    path("promises/", promises.promises, name="promises"),
    path("ombudsman/", ombudsman_file.ombudsman_cases, name="ombudsman-cases"),
    path("compliments/", compliments.compliments, name="compliments"),
    path("safety/", safety_list.safety_list, name="safety-list"),
    path("advocates/", advocacy_requests.requests, name="advocacy-requests"),
    path("advocates/new/", advocacy_requests.ask, name="advocacy-ask"),
    path("advocates/<str:reference>/", advocacy_requests.one, name="advocacy-request"),
    path("advocates/<str:reference>/<slug:slug>/", advocacy_requests.step, name="advocacy-step"),
    path("cases/<path:reference>/ombudsman/", ombudsman_file.ombudsman_file, name="case-ombudsman"),
    path("cases/<path:reference>/closing/", closing.closing, name="case-closing"),
]
