"""The addresses of letters, of the post, and of what waits to be approved."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import (
    approving,
    case_letters,
    case_messages,
    case_papers,
    letters_check,
    letters_editor,
    letters_issued,
    letters_protected,
    letters_sign,
    letters_steps,
    paper_hiding,
    papers_set_aside,
    post_out,
    templates_of_letters,
)

CASE = "cases/<path:reference>/letters/"
DRAFT = f"{CASE}drafts/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("cases/<path:reference>/papers/new/", case_papers.add, name="paper-new"),
    path("cases/<path:reference>/papers/<int:number>/", case_papers.paper, name="case-paper"),
    path("cases/<path:reference>/papers/<int:number>/open/", case_papers.take, name="paper-take"),
    path(
        "cases/<path:reference>/papers/<int:number>/set-aside/",
        papers_set_aside.weigh,
        name="paper-set-aside",
    ),
    path("cases/<path:reference>/papers/<int:number>/release/", case_papers.release, name="paper-release"),
    path("cases/<path:reference>/papers/<int:number>/hide/", paper_hiding.hide, name="paper-hide"),
    path(
        "cases/<path:reference>/papers/<int:number>/hide/<int:page>/",
        paper_hiding.picture,
        name="paper-hide-picture",
    ),
    path("cases/<path:reference>/papers/<int:number>/preview/", case_papers.preview, name="paper-preview"),
    path("papers/<str:token>/", case_papers.file, name="paper-file"),
    path("cases/<path:reference>/protected/", letters_protected.protected, name="case-protected"),
    path("cases/<path:reference>/notes/", case_messages.notes, name="case-notes"),
    path(f"{CASE}new/", case_letters.begin, name="letter-new"),
    path(DRAFT, letters_editor.editor, name="letter-draft"),
    path(f"{DRAFT}try/", letters_editor.tried, name="letter-try"),
    path(f"{DRAFT}preview/", letters_editor.preview, name="letter-preview"),
    path(f"{DRAFT}versions/", letters_editor.versions, name="letter-versions"),
    path(f"{DRAFT}check/", letters_check.check, name="letter-check"),
    path(f"{DRAFT}sign/", letters_sign.sign, name="letter-sign"),
    path(f"{DRAFT}<slug:slug>/", letters_steps.step, name="letter-step"),
    path(f"{CASE}<int:number>/", letters_issued.letter, name="letter"),
    path(f"{CASE}<int:number>/letter.docx", letters_issued.docx, name="letter-docx"),
    path("settings/letters/", templates_of_letters.every, name="letter-templates"),
    path("settings/letters/<slug:kind>/<slug:audience>/", templates_of_letters.one, name="letter-template"),
    path("post/", post_out.queue, name="post-out"),
    path("post/<int:number>/", post_out.letter, name="post-letter"),
    path("post/<int:number>/letter.docx", post_out.docx, name="post-docx"),
    path("post/<int:number>/<slug:slug>/", post_out.step, name="post-step"),
    path("approve/", approving.waiting, name="approving"),
    path("approve/<int:number>/", approving.second, name="second-person"),
]
