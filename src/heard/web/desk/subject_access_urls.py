"""The addresses of requests for a file, of their pieces and copies, and of complaints about data."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import data_complaints, subject_access, subject_access_pieces

urlpatterns: list[URLPattern] = [
    path("subject-access/", subject_access.every, name="file-requests"),
    path("subject-access/new/", subject_access.find, name="file-request-find"),
    path("subject-access/new/<int:person>/", subject_access.new, name="file-request-new"),
    path("subject-access/exemptions/", subject_access.list_of_exemptions, name="file-exemptions"),
    path("subject-access/<int:number>/", subject_access.one, name="file-request"),
    path("subject-access/<int:number>/do/<slug:step>/", subject_access.step, name="file-request-step"),
    path("subject-access/<int:number>/heard/<int:pause>/", subject_access.hear, name="file-request-heard"),
    path("subject-access/pieces/<int:number>/", subject_access_pieces.piece, name="file-piece"),
    path("subject-access/pieces/<int:number>/mark/", subject_access_pieces.mark, name="file-piece-mark"),
    path("subject-access/pieces/<int:number>/part/", subject_access_pieces.part, name="file-piece-part"),
    path(
        "subject-access/pieces/<int:number>/picture/<int:page>/",
        subject_access_pieces.picture,
        name="file-piece-picture",
    ),
    path("subject-access/pieces/<int:number>/out/", subject_access_pieces.leave_out, name="file-piece-out"),
    path(
        "subject-access/spans/<int:number>/show/", subject_access_pieces.show_protected, name="file-span-show"
    ),
    path("subject-access/copies/<int:number>/", subject_access.copy, name="file-copy"),
    path("subject-access/copies/<int:number>/file.pdf", subject_access.download, name="file-copy-file"),
    path("subject-access/copies/<int:number>/back/", subject_access.send_back, name="file-copy-back"),
    path("subject-access/copies/<int:number>/send/", subject_access.send, name="file-copy-send"),
    path("data-complaints/", data_complaints.every, name="data-complaints"),
    path("data-complaints/new/", data_complaints.new, name="data-complaint-new"),
    path("data-complaints/<int:number>/", data_complaints.one, name="data-complaint"),
    path("data-complaints/<int:number>/do/<slug:step>/", data_complaints.step, name="data-complaint-step"),
]
