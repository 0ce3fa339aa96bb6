"""The addresses of what is learnt and how it is spread."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import learning, spreading, training, you_said

urlpatterns: list[URLPattern] = [
    path("learning/", learning.every, name="learning"),
    path("learning/new/", learning.new, name="learning-new"),
    path("learning/partners/", learning.partners, name="learning-partners"),
    path("learning/<int:number>/", learning.one, name="learning-one"),
    path("learning/<int:number>/order/", learning.order, name="learning-order"),
    path("learning/<int:number>/plan/", learning.plan, name="learning-plan"),
    path("learning/<int:number>/share/", learning.share, name="learning-share"),
    path("learning/<int:number>/changed/", learning.changed, name="learning-changed"),
    path("good-practice/", spreading.practice, name="good-practice"),
    path("good-practice/new/", spreading.release, name="good-practice-new"),
    path("good-practice/<int:number>/take-back/", spreading.take_back, name="good-practice-back"),
    path("to-read/", spreading.reading, name="to-read"),
    path("to-read/<int:number>/", spreading.sign, name="to-read-sign"),
    path("guidance/", spreading.sent, name="guidance"),
    path("guidance/new/", spreading.issue, name="guidance-new"),
    path("training/", training.every, name="training"),
    path("training/needs/new/", training.need, name="training-need-new"),
    path("training/needs/<int:number>/send/", training.send, name="training-need-send"),
    path("training/needs/<int:number>/answer/", training.answer, name="training-need-answer"),
    path("training/sessions/new/", training.session, name="training-session-new"),
    path("training/sessions/<int:number>/feedback/", training.feedback, name="training-feedback"),
    path("samples/", training.samples, name="samples"),
    path("samples/new/", training.sample, name="sample-new"),
    path("changed-papers/", training.papers, name="changed-papers"),
    path("changed-papers/new/", training.paper, name="changed-paper-new"),
    path("told-the-public/", you_said.every, name="told-the-public"),
    path("told-the-public/new/", you_said.new, name="told-the-public-new"),
    path("told-the-public/<int:number>/change/", you_said.change, name="told-the-public-change"),
    path("told-the-public/<int:number>/<slug:slug>/", you_said.step, name="told-the-public-step"),
]
