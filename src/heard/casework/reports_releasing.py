"""A report let go: offered by who wrote it, released by somebody who did not, frozen, and never changed."""

from __future__ import annotations

import json
from datetime import datetime

from heard.casework.choosing import name_of
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.permissions import Act, NotAllowed, demand, may
from heard.casework.plans import must_be_written
from heard.casework.reports_checking import check_report
from heard.casework.reports_content import (
    Content,
    Counted,
    content_of,
    digest_of_content,
    figures_of,
    frozen_content,
)
from heard.casework.reports_writing import Standing, draft_in_writing, released_numbered
from heard.casework.writing import writing
from heard.figures.frozen import digest_of
from heard.ledger.models import PublishedReport, ReportDraft, ReportTakenBack, SectionVersion
from heard.people.models import Member


def offer_report(*, member: Member, at: datetime, draft: int, counted: Counted) -> ReportDraft:
    """Offer a draft for release, once every check passes or is signed off. Raises NotAllowed, DoesNotFit.

    The offer is bound to exactly what stands in it now: a word or a figure changed, and it has to be offered again.
    """
    demand(member, Act.WRITE_REPORTS)
    with writing("offer_report", by=member.account.username, at=at) as line:
        row = draft_in_writing(draft)
        content = content_of(row, counted)
        _must_pass(content)
        line.change(
            row,
            standing=Standing.OFFERED,
            offered_by=member.account.username,
            offered_at=at,
            offered_digest=digest_of_content(content),
            sent_back_because="",
        )
    return row


def send_back_report(*, member: Member, at: datetime, draft: int, because: str) -> ReportDraft:
    """Send an offered draft back to be written on, with the reason: its writers may, and who could release it.

    Raises NotAllowed, NotOnRecord, DoesNotFit.
    """
    if not may(member, Act.RELEASE_REPORTS):
        demand(member, Act.WRITE_REPORTS)
    why = must_be_written(because, "why it goes back", most=500)
    with writing("send_back_report", by=member.account.username, at=at) as line:
        row = _offered(draft)
        line.change(row, standing=Standing.WRITING, offered_digest="", sent_back_because=why)
    return row


def release_report(
    *, member: Member, at: datetime, draft: int, counted: Counted, read: str
) -> PublishedReport:
    """Release a draft that was offered, as somebody who wrote nothing of it; `read` is the digest of what was read.

    Everything a reader gets is frozen, with the true figures, the rule book and the last line of the ledger they rest
    on. Raises NotAllowed, NotOnRecord, or DoesNotFit where a check does not pass or something changed since.
    """
    demand(member, Act.RELEASE_REPORTS)
    with writing("release_report", by=member.account.username, at=at, reference="") as line:
        offered = _offered(draft)
        _must_be_another(member, offered)
        content = content_of(offered, counted)
        _must_pass(content)
        if not offered.offered_digest == read == digest_of_content(content):
            raise DoesNotFit(
                "What was offered is not what would be released now: words were changed, or a case was "
                "corrected since. Send it back, so that it is looked at and offered again."
            )
        row = _frozen(offered, content, member, at)
        line.reference, line.said["digest"] = row.mark, row.digest
        line.change(offered, standing=Standing.RELEASED)
        line.add(row)
    return row


def take_back_report(*, member: Member, at: datetime, report: int, because: str) -> ReportTakenBack:
    """Take a released report off the public’s page at once; one person may. What was released stays on record.

    Raises NotAllowed, NotOnRecord, DoesNotFit.
    """
    demand(member, Act.RELEASE_REPORTS)
    why = must_be_written(because, "why it is taken back", most=500)
    with writing("take_back_report", by=member.account.username, at=at) as line:
        row = released_numbered(report)
        if ReportTakenBack.objects.filter(report=row).exists():
            raise DoesNotFit("It was taken back already.")
        taken = ReportTakenBack(report=row, because=why, by=member.account.username, at=at)
        line.reference = row.mark
        line.add(taken)
    return taken


def is_as_released(row: PublishedReport) -> bool:
    """Whether a report still says what was frozen: what was edited by hand is shown to nobody."""
    kept = json.loads(row.content)
    return digest_of(kept) == row.digest and digest_of(json.loads(row.figures)) == row.figures_digest


def wrote_it(member: Member, draft: ReportDraft) -> bool:
    """Whether somebody wrote any of a draft or offered it, under this account or another of the same person."""
    wrote = set(SectionVersion.objects.filter(section__draft=draft).values_list("by", flat=True))
    wrote |= {draft.begun_by, draft.offered_by} - {""}
    if member.account.username in wrote:
        return True
    people = Member.objects.filter(account__username__in=wrote, person__isnull=False)
    return member.person_id in set(people.values_list("person_id", flat=True))


def _must_be_another(member: Member, draft: ReportDraft) -> None:
    if wrote_it(member, draft):
        raise NotAllowed("You wrote some of this report, so somebody else releases it. Ask them to read it.")


def _must_pass(content: Content) -> None:
    there = check_report(content).open
    if there:
        first = there[0]
        where = f" in “{first.heading}”" if first.heading else ""
        raise DoesNotFit(
            f"{len(there)} of the checks’ findings are open, the first{where}: {first.words} "
            "Mend each, or sign it off with the reason."
        )


def _offered(number: int) -> ReportDraft:
    row = ReportDraft.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such draft. Choose it from the list of reports.")
    if row.standing != Standing.OFFERED:
        raise DoesNotFit(f"It is {row.get_standing_display().lower()}: nobody has offered it for release.")
    return row


def _frozen(draft: ReportDraft, content: Content, member: Member, at: datetime) -> PublishedReport:
    # Readers are told the post; the name stays inside the office.
    said = {**frozen_content(content), "released_by": str(member.get_role_display()).lower()}
    true = figures_of(content)
    before = draft.again_of
    last = PublishedReport.objects.order_by("-number").values_list("number", flat=True).first() or 0
    number = before.number if before else last + 1
    editions = PublishedReport.objects.filter(number=number).count()
    entry, entry_digest = content.counted.newest
    return PublishedReport(
        number=number,
        edition=editions + 1,
        draft=draft,
        kind=draft.kind,
        period=draft.period,
        as_at=draft.as_at,
        title=draft.title,
        author=draft.author,
        released_by=member.account.username,
        released_name=name_of(member),
        released_at=at,
        after_entry=entry,
        after_digest=entry_digest,
        rule_book=said["rule_book"],
        threshold=content.threshold,
        hidden=len(content.suppressed.hidden),
        changes=draft.what_changed,
        content=json.dumps(said, ensure_ascii=False, sort_keys=True),
        digest=digest_of(said),
        figures=json.dumps(true, ensure_ascii=False, sort_keys=True),
        figures_digest=digest_of(true),
    )
