"""Figures for everybody: the last annual report that was released, as it was released, and its page for children."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from heard.casework.looking_at_reports import public_report
from heard.reporting.publishing import files_of, released_as_report
from heard.web.desk.reports_release import as_download
from heard.web.seeing import show


@gzip_page
@require_GET
def figures(request: HttpRequest) -> HttpResponseBase:
    """The last annual figures that were released. Nobody signs in, and nothing is kept of who looks."""
    row, children = public_report("annual"), public_report("children")
    facts = {
        "row": row,
        "report": released_as_report(row) if row else None,
        "formats": files_of(row).items() if row else (),
        "children": children,
        "back": reverse("home"),
    }
    return show(request, "public/published.html", facts)


@require_GET
def file(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same as one file."""
    row = public_report("annual")
    if row is None or form not in files_of(row):
        raise Http404
    return as_download(row, form)


@require_GET
def for_children(request: HttpRequest) -> HttpResponseBase:
    """The summary for children and young people, in plain words and with few numbers."""
    row = public_report("children")
    facts = {
        "report": released_as_report(row) if row else None,
        "is_child": True,
        "home": reverse("child-start"),
        "back": reverse("child-start"),
    }
    return show(request, "public/published_children.html", facts)
