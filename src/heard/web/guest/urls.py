"""The addresses of people from outside. The bare address of a case stands last."""

from django.urls import URLPattern, path

from heard.web.guest import cases, notes, papers, points, report, safety, words

urlpatterns: list[URLPattern] = [
    path("my-cases/", cases.cases, name="guest-cases"),
    path("my-cases/<path:reference>/declare/", cases.declare, name="guest-declare"),
    path("my-cases/<path:reference>/papers/", papers.papers, name="guest-papers"),
    path("my-cases/<path:reference>/papers/<int:number>/", papers.paper, name="guest-paper"),
    path("my-cases/<path:reference>/notes/", notes.notes, name="guest-notes"),
    path("my-cases/<path:reference>/notes/new/", notes.note, name="guest-note-new"),
    path("my-cases/<path:reference>/notes/<int:number>/", notes.note, name="guest-note"),
    path("my-cases/<path:reference>/points/", points.points, name="guest-points"),
    path("my-cases/<path:reference>/points/<int:number>/", points.point, name="guest-point"),
    path("my-cases/<path:reference>/report/", report.report, name="guest-report"),
    path("my-cases/<path:reference>/safety/", safety.worried, name="guest-safety"),
    path("my-cases/<path:reference>/words/", words.words, name="guest-words"),
    path("my-cases/<path:reference>/", cases.case, name="guest-case"),
]
