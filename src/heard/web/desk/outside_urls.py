"""The addresses of access: who is kept out, who from outside is let in, emergencies, and what managers answer."""

from django.urls import URLPattern, path

from heard.web.desk import breaking_glass, declaring, grants, handed_in, manager_answer, starting, walls

urlpatterns: list[URLPattern] = [
    path("start/", starting.start, name="start"),
    path("declare/", declaring.declare, name="declare-interest"),
    path("walls/", walls.lifted, name="walls-lifted"),
    path("cases/<path:reference>/walls/", walls.walls, name="case-walls"),
    path("cases/<path:reference>/walls/restrict/", walls.restrict, name="case-restrict"),
    path("cases/<path:reference>/walls/<int:number>/lift/", walls.lift, name="case-wall-lift"),
    path("grants/", grants.grants, name="grants"),
    path("grants/<int:number>/", grants.grant, name="grant"),
    path("emergency/", breaking_glass.open_case, name="break-glass"),
    path("emergency/reviews/", breaking_glass.reviews, name="glass-reviews"),
    path("emergency/reviews/<int:number>/", breaking_glass.review, name="glass-review"),
    path("answers/", manager_answer.answers, name="answers"),
    path("answers/<str:address>/", manager_answer.answer, name="answer"),
    path("cases/<path:reference>/handed-in/", handed_in.handed_in, name="case-handed-in"),
    path("cases/<path:reference>/handed-in/<int:number>/", handed_in.one, name="case-handed-in-one"),
]
