"""Each chart drawn from itself: a table in words and a picture (SVG), the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from heard.law.procedure import CHARTS, ENDED, Act, Chart, Move, State
from heard.law.procedure_needs import FACTS, Needs, needs
from heard.law.working_days import in_words

FOLDER = "procedure"  # beside docs/procedure.md
CARD, LEFT, TOP, ROW, GAP, LANE = 430, 20, 40, 20, 16, 12
SIDE_ROADS = ("withdrawn", "history", "new", "lapsed")


def chart_table(chart: Chart) -> str:
    """The chart in words: for each state, what may be done, where it leads, on what authority, and which clocks."""
    parts = [_of_state(chart, state) for state in chart.states]
    return "\n".join([*parts, _anytime_table(chart)])


def _of_state(chart: Chart, state: State) -> str:
    own = [move for move in chart.allowed(state) if move.act not in chart.usual]
    title = state.words[0].upper() + state.words[1:]
    lines = [f"### {title}\n", f"`{state.value}`{' · an end' if state in chart.ends else ''}\n"]
    if not own:
        return "\n".join([*lines, "Only what may be done at any time.\n"])
    lines += ["| act | what it does | then | authority | clocks |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_row, own), ""])


def _row(move: Move) -> str:
    then = "stays" if move.stays else move.after.words
    if move.procedure:
        then = f"{move.after.words}, under “{_title(move.procedure)}”"
    return f"| {move.act.words} | {move.says} | {then} | {move.basis} | {_clocks(move)} |"


def _clocks(move: Move) -> str:
    named = [f"starts `{one}`" for one in move.starts] + [f"stops `{one}`" for one in move.stops]
    return "; ".join(named) or "none"


def _title(procedure: str) -> str:
    return next(chart.title for chart in CHARTS if chart.name == procedure)


def _anytime_table(chart: Chart) -> str:
    """What may be done at every open state, written once."""
    somewhere = next(state for state in chart.states if state not in ENDED and state is not State.NEW)
    rows = [move for move in chart.allowed(somewhere) if move.act in chart.usual]
    own = [move for move in rows if move.act not in _of_every_chart()]
    if not own:
        return ""
    lines = ["### At every open state\n", "| act | what it does | authority |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {m.act.words} | {m.says} | {m.basis} |" for m in own), ""])


def _of_every_chart() -> frozenset[Act]:
    return frozenset.intersection(*(chart.anytime for chart in CHARTS))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the picture: from a row of one card to the head of another, along a lane of its own."""

    from_y: int
    to_y: int
    lane: int


def chart_svg(chart: Chart) -> str:
    """The main road of a chart as a picture: each state with what leads on from it, and a line to where it leads.

    Withdrawals, lapses, what comes from before and what may be done at any time stand in the table alone.
    """
    states = [state for state in chart.states if not state.startswith(SIDE_ROADS)]
    roads = {state: list(_roads(chart, state, states)) for state in states}
    tops, height = _tops(states, roads)
    lines = _lines(states, roads, tops)
    width = LEFT + CARD + 30 + LANE * (1 + max((line.lane for line in lines), default=0)) + 20
    body = [_card(state, tops[state], roads[state], chart) for state in states]
    body += [_path(line) for line in lines]
    return "\n".join([*_head(chart, width, height), *body, "</svg>", ""])


def _roads(chart: Chart, state: State, states: list[State]) -> Iterator[tuple[str, State | None]]:
    """What leads on from a state: the words, and where to; None where it leads to another procedure."""
    for move in chart.allowed(state):
        if move.procedure:
            yield f"{move.act.words} ↗", None
        elif not move.stays and move.after in states:
            yield move.act.words, move.after


def _tops(
    states: list[State], roads: dict[State, list[tuple[str, State | None]]]
) -> tuple[dict[State, int], int]:
    tops, y = {}, TOP
    for state in states:
        tops[state] = y
        y += ROW * (1 + len(roads[state])) + GAP
    return tops, y


def _lines(
    states: list[State], roads: dict[State, list[tuple[str, State | None]]], tops: dict[State, int]
) -> list[Line]:
    """Each line in the first lane where it crosses no other; short ones nearest."""
    ends = [
        (tops[state] + ROW * (index + 1) + ROW // 2, tops[after] + ROW // 2)
        for state in states
        for index, (_, after) in enumerate(roads[state])
        if after is not None
    ]
    lanes: list[list[tuple[int, int]]] = []
    drawn = []
    for start, end in sorted(ends, key=lambda one: (abs(one[0] - one[1]), one)):
        low, high = min(start, end), max(start, end)
        lane = next(
            (n for n, taken in enumerate(lanes) if all(high < a or low > b for a, b in taken)), len(lanes)
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        drawn.append(Line(start, end, lane))
    return drawn


def _head(chart: Chart, width: int, height: int) -> Iterable[str]:
    title = f"{chart.title}: what leads on from where"
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">'
    yield f'<title id="title">{escape(title)}</title>'
    yield (
        "<style>text{font:13px sans-serif;fill:#0b0c0c}.h{font-weight:bold}.b{fill:#fff;stroke:#0b0c0c}.e{fill:#f3f2f1}"
        ".l{fill:none;stroke:#1d70b8;stroke-width:1.2}</style>"
    )
    yield '<defs><marker id="a" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
    yield '<path d="M0,0 L8,4 L0,8 z" fill="#1d70b8"/></marker></defs>'
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    yield f'<text x="{LEFT}" y="24" class="h">{escape(chart.title)}</text>'


def _card(state: State, top: int, roads: list[tuple[str, State | None]], chart: Chart) -> str:
    box = "b e" if state in chart.ends else "b"
    height = ROW * (1 + len(roads))
    lines = [f'<rect x="{LEFT}" y="{top}" width="{CARD}" height="{height}" class="{box}"/>']
    lines.append(f'<text x="{LEFT + 8}" y="{top + 14}" class="h">{escape(_short(state.words))}</text>')
    lines += [
        f'<text x="{LEFT + 24}" y="{top + ROW * (index + 1) + 14}">{escape(words)}</text>'
        for index, (words, _) in enumerate(roads)
    ]
    return "\n".join(lines)


def _short(words: str, most: int = 62) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"


def _path(line: Line) -> str:
    edge = LEFT + CARD
    lane = edge + 30 + LANE * line.lane
    return (
        f'<path class="l" d="M{edge},{line.from_y} H{lane} V{line.to_y} H{edge + 2}" marker-end="url(#a)"/>'
    )


def pictures() -> dict[str, str]:
    """Every picture by its file name, to stand in the folder beside the page."""
    return {f"{chart.name}.svg": chart_svg(chart) for chart in CHARTS}


def procedure_page() -> str:
    """The page docs/procedure.md, drawn from the charts: pictures, tables, what each act needs."""
    parts = [_PREFACE, _contents(), *map(_section, CHARTS), _everywhere(), _needs_table()]
    return "\n".join(parts).rstrip() + "\n"


_PREFACE = """# The procedures

Drawn from the charts in `src/heard/law/procedure*.py` by `heard procedure --write docs/procedure.md`; do not edit it by
hand.

Each chart says what may happen: from where, by which act, to where, on what authority, and which clocks of the rule
book start or stop. Who may do an act stands in `casework/permissions.py`, who may not because of who they are in
`law/conflicts.py`. "(unverified)" marks a source whose wording has not been read.

A clock named on two acts counts from one of them by a setting of the council; both days are kept.
"""


def _contents() -> str:
    anchors = {chart.title: chart.title.lower().replace(",", "").replace(" ", "-") for chart in CHARTS}
    lines = [f"- [{title}](#{anchor})" for title, anchor in anchors.items()]
    rest = ["- [At any time, in every procedure](#at-any-time-in-every-procedure)"]
    return "\n".join([*lines, *rest, "- [What each act needs](#what-each-act-needs)", ""])


def _section(chart: Chart) -> str:
    return "\n".join([
        f"## {chart.title}\n",
        f"`{chart.name}`, for what is received on or after {in_words(chart.since)}.\n",
        f"![{chart.title}: what leads on from where; the same stands in the tables below]({FOLDER}/{chart.name}.svg)\n",
        chart_table(chart),
    ])  # fmt: skip


def _everywhere() -> str:
    chart, acts = CHARTS[0], _of_every_chart()
    lines = ["## At any time, in every procedure\n", "Whatever the state, also after the end.\n",
             "| act | what it does | authority | clocks |", "|---|---|---|---|"]  # fmt: skip
    rows = [move for move in chart.allowed(State.RECEIVED) if move.act in acts]
    return "\n".join([
        *lines, *(f"| {m.act.words} | {m.says} | {m.basis} | {_clocks(m)} |" for m in rows), "",
    ])  # fmt: skip


def _needs_table() -> str:
    lines = ["## What each act needs\n", "Besides its day and who does it.\n",
             "| act | on record first | letter | looked at |", "|---|---|---|---|"]  # fmt: skip
    return "\n".join([*lines, *(_needs_row(act, needs(act)) for act in Act), ""])


def _needs_row(act: Act, wanted: Needs) -> str:
    facts = "; ".join(FACTS[fact] for fact in wanted.facts) or "nothing more"
    looked = [f"conflicts of the {wanted.conflicts.replace('_', ' ')}"] if wanted.conflicts else []
    looked += ["that the reason is lawful"] if wanted.refusal else []
    return (
        f"| {act.words} | {facts} | {'yes' if wanted.letter else 'no'} | {'; '.join(looked) or 'nothing'} |"
    )
