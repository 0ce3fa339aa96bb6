"""Reports as they are read: drafts by those who write or release them, released ones by whoever reads figures."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.looking import council
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act, demand, may
from heard.casework.reports_content import Written, sections_of
from heard.casework.reports_releasing import is_as_released, wrote_it
from heard.casework.reports_writing import Kind, Standing
from heard.figures.periods import UnknownPeriod
from heard.figures.periods import period as period_of
from heard.ledger.models import Correction, Entry, ImportRun, PublishedReport, ReportDraft, SectionVersion
from heard.people.models import Member

KINDS = tuple((str(one.value), str(one.label)) for one in Kind)
SHOWN = 60
# The acts on reports themselves: they move no figure.
OF_REPORTS = (
    "begin_report",
    "change_report",
    "add_report_section",
    "write_section",
    "order_report",
    "sign_off_finding",
    "offer_report",
    "send_back_report",
    "release_report",
    "drop_report",
    "take_back_report",
)


@dataclass(frozen=True)
class DraftSeen:
    """A draft with its sections; who wrote last; and what the person who looks may do with it."""

    row: ReportDraft
    sections: tuple[Written, ...]
    writes: bool
    releases: bool
    wrote: bool

    @property
    def last(self) -> SectionVersion | None:
        """The newest version of any section."""
        return max((one.version for one in self.sections), key=lambda one: one.at, default=None)


def drafts_seen(member: Member) -> list[ReportDraft]:
    """Drafts that are not over, the newest first; nothing for whoever neither writes nor releases."""
    if not may(member, Act.READ_DRAFTS):
        return []
    open_ = ReportDraft.objects.filter(standing__in=(Standing.WRITING, Standing.OFFERED))
    return list(open_.select_related("again_of")[:SHOWN])


def draft_seen(member: Member, number: int) -> DraftSeen:
    """One draft. Raises NotAllowed for whoever neither writes nor releases, NotOnRecord."""
    demand(member, Act.READ_DRAFTS)
    row = ReportDraft.objects.select_related("again_of").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such draft. Choose it from the list of reports.")
    return DraftSeen(
        row,
        tuple(sections_of(row)),
        may(member, Act.WRITE_REPORTS) and row.standing == Standing.WRITING,
        may(member, Act.RELEASE_REPORTS),
        wrote_it(member, row),
    )


def section_seen(member: Member, number: int) -> tuple[DraftSeen, Written]:
    """One section of a draft, by its number. Raises NotAllowed, NotOnRecord."""
    draft = ReportDraft.objects.filter(sections__pk=number).values_list("pk", flat=True).first()
    seen = draft_seen(member, draft or 0)
    return seen, next(one for one in seen.sections if one.pk == number)


def versions_of(section: int) -> list[SectionVersion]:
    """Every version of a section, the newest first."""
    return list(SectionVersion.objects.filter(section=section).order_by("-number"))


def version_of(section: int, number: int) -> SectionVersion | None:
    """One version of a section."""
    return SectionVersion.objects.filter(section=section, number=number).first()


def draft_numbered(number: int) -> ReportDraft:
    """A draft, for a command of whoever runs the server. Raises NotOnRecord."""
    row = ReportDraft.objects.filter(pk=number).first()
    if row is None:
        raise NotOnRecord(f"There is no draft of number {number}. `heard report list` names those there are.")
    return row


def every_draft() -> list[ReportDraft]:
    """Every draft, for a command."""
    return list(ReportDraft.objects.all())


def released_seen() -> list[PublishedReport]:
    """Released reports, the newest first, each with whether it was taken back."""
    return list(PublishedReport.objects.select_related("taken_back").defer("figures", "content"))


def released_one(number: int) -> PublishedReport:
    """One released report. Raises NotOnRecord where there is none or it was edited by hand since."""
    row = PublishedReport.objects.select_related("taken_back").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such released report. Choose it from the list of reports.")
    if not is_as_released(row):
        raise NotOnRecord(
            "This report is not as it was released: it was edited by hand in the database. Have the ledger checked."
        )
    return row


def released_as(mark: str) -> PublishedReport | None:
    """The released report of a mark such as R3-1, or None."""
    number, _, edition = mark.upper().removeprefix("R").partition("-")
    if not (number.isdecimal() and edition.isdecimal() and len(number) < 9 and len(edition) < 9):
        return None
    return PublishedReport.objects.filter(number=int(number), edition=int(edition)).first()


def editions_of(row: PublishedReport) -> list[PublishedReport]:
    """Every edition of a report, the newest first."""
    return list(
        PublishedReport.objects.filter(number=row.number).order_by("-edition").defer("figures", "content")
    )


def year_before(draft: ReportDraft) -> PublishedReport | None:
    """The last release of the same kind for the period a year before, to write beside; of a new edition, its own."""
    if draft.again_of_id:
        return PublishedReport.objects.filter(pk=draft.again_of_id).first()
    try:
        before = period_of(draft.period).earlier(1).label
    except UnknownPeriod:
        return None
    return PublishedReport.objects.filter(kind=draft.kind, period=before).order_by("-edition").first()


def public_report(kind: str) -> PublishedReport | None:
    """What the public reads of a kind: the newest period’s last edition that was not taken back and is as released."""
    rows = PublishedReport.objects.filter(kind=kind, taken_back=None).order_by("-as_at", "-edition", "-pk")
    for row in rows[:SHOWN]:
        later = PublishedReport.objects.filter(number=row.number, edition__gt=row.edition, taken_back=None)
        if not later.exists() and is_as_released(row):
            return row
    return None


def touched_since(row: PublishedReport) -> dict[str, list[Entry]]:
    """The lines of the ledger since a report was counted that speak of something, by what they speak of."""
    found: dict[str, list[Entry]] = {}
    since = (
        Entry.objects.filter(sequence__gt=row.after_entry).exclude(act__in=OF_REPORTS).exclude(reference="")
    )
    for entry in since.order_by("sequence").iterator(chunk_size=2000):
        found.setdefault(entry.reference, []).append(entry)
    return found


def corrections_since(row: PublishedReport) -> list[Correction]:
    """Values that were corrected since a report was released."""
    return list(Correction.objects.filter(at__gte=row.released_at).order_by("at"))


def imports_since(row: PublishedReport) -> list[ImportRun]:
    """Sheets brought in, or undone, since a report was released."""
    return [
        run
        for run in ImportRun.objects.order_by("number")
        if run.at >= row.released_at or (run.undone_at and run.undone_at >= row.released_at)
    ]


def default_title(kind: str, period: str) -> str:
    """What a report of a kind is called, unless somebody says otherwise."""
    there = council()
    what = {
        Kind.ANNUAL: "Children’s social care: annual report on representations, complaints and compliments",
        Kind.LEARNING: "Learning from complaints about children’s social care",
        Kind.CABINET: "Children’s social care complaints and compliments: report to Cabinet",
        Kind.CHILDREN: "What children and families told us",
        Kind.SCRUTINY: "Children’s social care complaints: note for scrutiny",
    }[Kind(kind)]
    return f"{what}, {period}" if there is None else f"{there.name}: {what[:1].lower()}{what[1:]}, {period}"


def entry_of(row: PublishedReport) -> int:
    """The line of the ledger by which a report was released; 0 where there is none."""
    found = Entry.objects.filter(act="release_report", reference=row.mark).values_list("sequence", flat=True)
    return found.first() or 0


def newest_of_figures() -> str:
    """The digest of the last line of the ledger that may have moved a figure: acts on reports move none."""
    moving = Entry.objects.exclude(act__in=OF_REPORTS).order_by("-sequence")
    return moving.values_list("digest", flat=True).first() or ""


def newest_entry() -> tuple[int, str]:
    """The number and the digest of the last line of the ledger."""
    return Entry.objects.order_by("-sequence").values_list("sequence", "digest").first() or (0, "")
