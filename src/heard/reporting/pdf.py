"""The report as a PDF that can be read out: PDF/UA-1, set from the same page as the HTML."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from heard.reporting.pdf_structure import completed

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

NEEDS = "libpangoft2-1.0-0 fonts-liberation"


class CannotSetPdf(Exception):
    """This machine lacks what sets a page as PDF. Says what an administrator can do."""

    def __init__(self) -> None:
        super().__init__(
            "This machine cannot set a report as PDF, because Pango is not installed on it. Every other format can be "
            f"made. On Debian or Ubuntu, an administrator can run: apt-get install {NEEDS}"
        )


def can_set_pdf() -> bool:
    """Whether this machine has what it takes to set a PDF."""
    try:
        import_module("weasyprint")
    except OSError:
        return False
    return True


def to_pdf(report: AnnualReport) -> bytes:
    """The report as a tagged PDF. Raises CannotSetPdf where Pango is missing."""
    try:
        weasyprint = import_module("weasyprint")
    except OSError as why:
        raise CannotSetPdf from why
    page = render_to_string("reporting/annual_paper.html", {"report": report})
    only_what_stands_in_it = weasyprint.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=page, url_fetcher=only_what_stands_in_it)
    return completed(document.write_pdf(pdf_variant="pdf/ua-1"))
