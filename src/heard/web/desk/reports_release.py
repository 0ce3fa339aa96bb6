"""A report on its way out: checks, sign-offs, the offer, the second person, and what was released."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking_at_reports, reports_checking, reports_releasing
from heard.casework.looking import NotYours
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act, may
from heard.casework.reports_checking import check_report, in_groups, signed_in_words
from heard.reporting.formats import FORMATS
from heard.reporting.pdf import CannotSetPdf
from heard.reporting.publishing import count_for, draft_as_report, files_of, released_as_report, released_file
from heard.reporting.verifying import verify_release
from heard.web.desk.acts.form import Known
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import show_list
from heard.web.desk.reports import ADDRESS, draft_of, frame
from heard.web.desk.reports_forms import BecauseForm, ReasonForm, VerifyForm
from heard.web.desk.reports_section import made_ready
from heard.web.desk.spreading_forms import NothingForm
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

CHECK = "/reports/verify/"


@require_GET
@for_those_who_may(Act.READ_DRAFTS)
def checks(request: HttpRequest, number: int) -> HttpResponseBase:
    """What the checks find, each with where it stands, what is wrong and what to do."""
    seen, _, content = made_ready(request, number)
    checked = check_report(content)
    found = {one.key for one in checked.findings}
    facts = frame(seen) | {
        "groups": in_groups(checked.open),
        "open": len(checked.open),
        "signed": [(row, signed_in_words(row)) for key, row in checked.sign_offs.items() if key in found],
        "hidden": content.suppressed,
        "threshold": content.threshold,
    }
    return show(request, "desk/report_checks.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.READ_DRAFTS)
def sign_off(request: HttpRequest, number: int, finding: str) -> HttpResponseBase:
    """Let stand what a check found, with the reason."""
    seen, counted, content = made_ready(request, number)
    found = next((one for one in check_report(content).findings if one.key == finding), None)
    if found is None or found.never:
        raise NotYours("This is not found any more, or may never stay. Look at the checks of the report.")
    asking = Asking(
        title="Let it stand",
        button="Let it stand",
        form=ReasonForm,
        do=partial(reports_checking.sign_off_finding, draft=number, counted=counted, finding=finding),
        done="It stands, with your name and reason.",
        back=f"{ADDRESS}{number}/checks/",
        template="desk/report_sign_off.html",
        facts={"above": seen.row.title, "found": found},
    )
    return ask(request, asking)


@gzip_page
@require_GET
@for_those_who_may(Act.READ_DRAFTS)
def preview(request: HttpRequest, number: int) -> HttpResponseBase:
    """The draft as its readers would get it: figures filled in, small numbers hidden."""
    seen, _, content = made_ready(request, number)
    facts = frame(seen) | {"report": draft_as_report(content, at=now())}
    return show(request, "desk/report_preview.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def offer(request: HttpRequest, number: int) -> HttpResponseBase:
    """Offer the draft for release, once every check passes."""
    row = draft_of(request, number).row

    def offered(*, member: Any, at: datetime) -> object:
        counted = count_for(row, today=today())
        return reports_releasing.offer_report(member=member, at=at, draft=number, counted=counted)

    asking = Asking(
        title="Offer it for release",
        button="Offer it",
        form=NothingForm,
        do=offered,
        done="It waits for somebody who wrote nothing of it: a complaints manager or the director.",
        back=f"{ADDRESS}{number}/",
        facts={"above": row.title, "says": "From then on nobody changes it, unless it is sent back."},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.READ_DRAFTS)
def send_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send an offered draft back to be written on."""
    row = draft_of(request, number).row
    asking = Asking(
        title="Send it back",
        button="Send it back",
        form=BecauseForm,
        do=partial(reports_releasing.send_back_report, draft=number),
        done="It can be written on again.",
        back=f"{ADDRESS}{number}/",
        facts={"above": row.title},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.RELEASE_REPORTS)
def release(request: HttpRequest, number: int) -> HttpResponseBase:
    """Read an offered report as a whole and release exactly that, as somebody who wrote nothing of it."""
    if request.method == "POST" and (prove := demand_fresh(request)) is not None:
        return prove
    seen, counted, content = made_ready(request, number)
    checked = check_report(content)
    read = request.POST.get("read", "") or seen.row.offered_digest

    def released(*, member: Any, at: datetime) -> object:
        return reports_releasing.release_report(
            member=member, at=at, draft=number, counted=counted, read=read
        )

    asking = Asking(
        title="Release this report",
        button="Release it",
        form=NothingForm,
        do=released,
        done="The report is released. What was released is frozen: a correction makes a new edition.",
        back=ADDRESS,
        template="desk/report_release.html",
        facts=frame(seen)
        | {
            "read": read,
            "report": draft_as_report(content, at=now()),
            "hidden": content.suppressed,
            "signed": [signed_in_words(one) for one in checked.sign_offs.values()],
            "open": checked.open,
        },
    )
    return ask(request, asking)


@gzip_page
@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def released_one(request: HttpRequest, number: int) -> HttpResponseBase:
    """A report as it was released, with its files and its other editions."""
    row = _released(number)
    facts = {
        "row": row,
        "report": released_as_report(row),
        "formats": files_of(row).items(),
        "editions": looking_at_reports.editions_of(row),
        "taken_back": getattr(row, "taken_back", None),
        "writes": may(member_of(request), Act.WRITE_REPORTS),
        "releases": may(member_of(request), Act.RELEASE_REPORTS),
    }
    return show(request, "desk/report_released.html", facts)


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def download(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """A released report as one file."""
    return as_download(_released(number), form)


def as_download(row: Any, form: str) -> HttpResponse:
    """A released report as one file of a format. Raises NotYours."""
    if form not in files_of(row):
        raise NotYours(f"There is no report as {form}. There are: {', '.join(files_of(row))}.")
    try:
        file = released_file(row, form)
    except CannotSetPdf as why:
        raise NotYours(str(why)) from why
    headers = {"Content-Disposition": f'attachment; filename="{row.mark}-{row.kind}.{form}"'}
    return HttpResponse(file, content_type=FORMATS[form].content_type, headers=headers)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.RELEASE_REPORTS)
def take_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take a released report off the public’s page at once."""
    row = _released(number)
    asking = Asking(
        title="Take it off the public’s page",
        button="Take it back",
        form=BecauseForm,
        do=partial(reports_releasing.take_back_report, report=number),
        done="The public no longer sees it. What was released stays on record.",
        back=f"{ADDRESS}released/{number}/",
        facts={"above": f"{row.mark}, {row.title}"},
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.RELEASE_REPORTS)
def verify(request: HttpRequest) -> HttpResponseBase:
    """Whether a release is as it was, and which of its figures would be counted otherwise today, and why."""
    known = Known(None, member_of(request), today())
    form = VerifyForm(request.GET if "mark" in request.GET else None, known=known)
    facts: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        facts |= _verified(form)
    return show_list(request, "desk/report_verify.html", CHECK, facts)


def _verified(form: VerifyForm) -> dict[str, Any]:
    said = form.cleaned_data
    row = looking_at_reports.released_as(said["mark"].strip())
    if row is None:
        form.add_error(
            "mark", "No report of that name was released here. The list of reports names those there are."
        )
        return {}
    typed = re.sub(r"[^0-9a-f]", "", said["fingerprint"].casefold())
    wrong = ("The fingerprint is not that of this release: the file is another, or was changed.",)
    found = verify_release(row, today=today(), faults=wrong if typed and typed != row.digest else ())
    return {"found": found, "row": row, "proved": bool(typed), "as_at": spoken_day(row.as_at)}


def _released(number: int) -> Any:
    try:
        return looking_at_reports.released_one(number)
    except NotOnRecord as why:
        raise NotYours(str(why)) from why
