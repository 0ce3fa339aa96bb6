"""The bench of investigators, independent persons and panel members, and how long it takes to appoint one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import bench_of_investigators as acts
from heard.casework.looking_at_bench import BenchSeen, OneOnBench, bench_seen, one_on_bench, times_to_appoint
from heard.casework.permissions import Act
from heard.figures.rounding import printed
from heard.law.conflicts import PART
from heard.web.desk import bench_forms as forms
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import address_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/bench/"
WORKING_DAYS = "working days"


@require_GET
@for_those_who_may(Act.KEEP_BENCH)
def bench(request: HttpRequest) -> HttpResponseBase:
    """Who is on the bench, and how long it took from a request to an appointment."""
    left = request.GET.get("view") == "left"
    seen, times = (
        bench_seen(member_of(request), today=today(), left=left),
        times_to_appoint(member_of(request)),
    )
    facts = {
        "rows": [_shown(one) for one in seen],
        "sentence": sentence(seen, left),
        "left": left,
        "other": address_of(ADDRESS, view="" if left else "left"),
        "times": times,
        "middle": printed(times.middle, 1) if times.middle is not None else "",
        "latest": [(one, spoken_day(one.asked_on), spoken_day(one.appointed_on)) for one in times.latest],
    }
    return show_list(request, "desk/bench.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.KEEP_BENCH)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """Somebody on the bench, with their cases."""
    found = one_on_bench(member_of(request), number, today=today())
    row = found.seen.row
    facts = {
        "shown": _shown(found.seen),
        "number": number,
        "facts": _facts(found),
        "ties": [(_tie(tie), reverse("bench-tie-drop", args=[number, tie.pk])) for tie in found.seen.ties],
        "cases": [
            (case.representation.reference, PART[case.part].words, spoken_day(case.appointed_on),
             spoken_day(case.report_received_on), spoken_day(case.ended_on))
            for case in found.cases
        ],
        "has_left": row.ended_on is not None,
    }  # fmt: skip
    return show(request, "desk/bench_one.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def join(request: HttpRequest) -> HttpResponseBase:
    """Add somebody."""
    asking = Asking(
        "Add somebody to the bench",
        "Add them",
        forms.JoinForm,
        acts.join_bench,
        "They are on the bench.",
        ADDRESS,
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def change(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change what is known of somebody."""
    row = acts.on_the_bench(number)
    began = {name: getattr(row, name) for name in ("skills", "languages", "fee", "fee_per")}
    began["parts"] = [code for code in acts.PARTS if getattr(row, code)]
    return _of(
        request, number, "Change what is known", forms.SeatForm, acts.change_bench, "It is changed.", began
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def away(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say when somebody is not free."""
    return _of(
        request, number, "Say when they are not free", forms.AwayForm, acts.say_not_free, "It is on record."
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def free(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that somebody is free again."""
    return _of(
        request,
        number,
        "Say that they are free again",
        forms.FreeForm,
        acts.say_free_again,
        "It is on record.",
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def tie(request: HttpRequest, number: int) -> HttpResponseBase:
    """Note what ties somebody here."""
    return _of(
        request,
        number,
        "Note what ties them here",
        forms.TieForm,
        acts.note_bench_tie,
        "The tie is on record.",
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def drop_tie(request: HttpRequest, number: int, tie: int) -> HttpResponseBase:
    """Take away a tie noted by mistake."""

    def drop(**said: Any) -> None:
        acts.drop_bench_tie(tie=tie, **said)

    return _of(request, number, "Take this tie away", forms.DropTieForm, drop, "The tie is taken away.")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BENCH)
def leave(request: HttpRequest, number: int) -> HttpResponseBase:
    """End somebody's place."""
    return _of(
        request, number, "End their place on the bench", forms.LeaveForm, acts.leave_bench, "They have left."
    )


def sentence(seen: tuple[BenchSeen, ...], left: bool) -> str:
    """Who there is, in a sentence."""
    number = len(seen)
    if left:
        return f"{number:,} left the bench." if number else "Nobody has left the bench."
    if not number:
        return "Nobody is on the bench yet. Add those whom the council may ask."
    free = sum(one.is_free for one in seen)
    return f"{number:,} {'is' if number == 1 else 'are'} on the bench, {free:,} of them free today."


def _of(
    request: HttpRequest,
    number: int,
    title: str,
    form: Any,
    do: Any,
    done: str,
    began: dict[str, Any] | None = None,
) -> HttpResponseBase:
    row = acts.on_the_bench(number)
    asking = Asking(
        title=title,
        button=title,
        form=form,
        do=lambda **said: do(number=number, **said),
        done=done,
        back=reverse("bench-one", args=[number]),
        facts={"above": row.person.name},
        initial=began or {},
    )
    return ask(request, asking)


def _shown(one: BenchSeen) -> dict[str, Any]:
    again = f" until {spoken_day(one.not_free[0].last_on)}" if one.free_from else ""
    return {
        "one": one,
        "parts": ", ".join(one.parts),
        "free": "Free" if one.is_free else f"Not free{again}",
        "coming": [f"From {spoken_day(row.begins_on)}" for row in one.not_free if one.is_free],
        "ties": [_tie(tie) for tie in one.ties],
        "days": f"{printed(one.middle_days, 1)} {WORKING_DAYS}, over {one.reports}" if one.reports else "",
    }


def _tie(tie: Any) -> str:
    where = tie.service.label if tie.service else "the whole council"
    until = f", until {spoken_day(tie.until_on)}" if tie.until_on else ""
    return f"{tie.get_kind_display()}: {where}{until}{f'. {tie.words}' if tie.words else ''}"


def _facts(found: OneOnBench) -> list[tuple[str, str]]:
    seen, shown = found.seen, _shown(found.seen)
    rows = [
        ("May be asked for", shown["parts"]),
        ("Skills", seen.row.skills),
        ("Languages", seen.row.languages),
        ("Fee", seen.fee),
        ("On the bench since", spoken_day(seen.row.joined_on)),
        ("Left", f"{spoken_day(seen.row.ended_on)}. {seen.row.ended_because}" if seen.row.ended_on else ""),
        ("Free", "; ".join([shown["free"], *shown["coming"]])),
        ("Cases now", str(seen.open_cases)),
        ("Cases before", str(seen.past_cases)),
        ("From appointment to report, the middle one", shown["days"]),
    ]
    return [(name, said) for name, said in rows if said]
