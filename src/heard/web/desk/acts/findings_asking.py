"""Questions that every answer with findings asks: each point, each recommendation, each action and its owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from heard.casework import choosing
from heard.casework.findings import Outcome, PointFound
from heard.casework.looking_at_candidates import staff_and_managers
from heard.casework.looking_at_findings import (
    FindingSeen,
    differs_without_reason,
    findings_of,
    recommendations_of,
)
from heard.casework.new_details import NewRemedy
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer, Recommended
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay

ANSWERS = (("accepted", "Accepted"), ("in_part", "Accepted in part"), ("refused", "Refused"))
FOLLOWED = "Accepted or accepted in part: what will be done, by whom and by when."
SPARE_ACTIONS = 2
OF_RECOMMENDATIONS = ("for_service", "seen_to_by")
LOOKED_AT = "What was looked at, and why"


class Found(ActForm):
    """A finding on each point, what those before found beside it; the points in their order."""

    points_are_owed = True

    def prepare(self) -> None:
        self.points = choosing.points_owed_a_finding(self.known.case)
        self._before = findings_of(self.known.case)
        outcomes = [(one, one) for one in choosing.labels("outcome")]
        first = "Choose" if self.points_are_owed else "No finding of their own"
        self.each_point(
            self.points,
            finding=lambda point: fields.picked(
                "Finding",
                [("", first), *outcomes],
                help_text=self.before(point),
                required=self.points_are_owed,
            ),
            reason=lambda point: fields.reason(LOOKED_AT, help_text=self.why(point), required=False),
        )

    def before(self, point: Any) -> str:
        """What others found on a point so far, in a sentence each."""
        return " ".join(f"{one.who}: {one.label}." for one in self._before.get(point.pk, ()))

    def why(self, point: Any) -> str:
        """When a reason must be written, and what those before wrote."""
        wrote = " ".join(_reason(one) for one in self._before.get(point.pk, ()) if one.reason)
        differ = "To differ from the finding before needs a reason." if self._before.get(point.pk) else ""
        return f"{differ} {wrote}".strip()

    def found(self) -> list[PointFound]:
        """What was found on each point; a point left open is left out, never taken for “not upheld”."""
        said = [(point, self.of_point("finding", point)) for point in self.points]
        return [
            PointFound(point.number, label, self.of_point("reason", point) or "")
            for point, label in said
            if label
        ]


class Recommends(Found):
    """A report: what it recommends, for which service, and who sees to it."""

    def prepare(self) -> None:
        super().prepare()
        self.fields["for_service"] = fields.picked(
            "Which service they are for",
            [("", "The service of the case"), *((one, one) for one in choosing.services())],
            help_text="Where they differ, choose for the others afterwards, one by one.",
            required=False,
        )
        owner = fields.numbered("Who sees to them", required=False)
        owner.choices = [("", "Not settled yet"), *staff_and_managers(self.known.case)]
        self.fields["seen_to_by"] = owner
        names = [one for one in self.fields if one not in OF_RECOMMENDATIONS]
        after = names.index("recommendations") + 1
        self.order_fields([*names[:after], *OF_RECOMMENDATIONS, *names[after:]])

    def recommended(self) -> tuple[Recommended, ...]:
        """What is recommended, one a line."""
        given = self.cleaned_data
        return tuple(
            Recommended(words, given["for_service"], given["seen_to_by"])
            for words in typed_lines(given["recommendations"])
        )


class Answered(Found):
    """An answer with findings, an outcome of the whole, each recommendation answered, and actions."""

    answers_stage = ""

    def prepare(self) -> None:
        super().prepare()
        self.owners = [(number, name) for number, name in staff_and_managers(self.known.case)]
        self.asked = recommendations_of(self.known.case, self.answers_stage) if self.answers_stage else []
        for place, row in enumerate(self.asked, start=1):
            self._part(f"Recommendation {place}", row.words, f"of_{row.pk}", _answer_fields())
        for number in range(1, SPARE_ACTIONS + 1):
            self._part("Another action, if there is one", "", f"more_{number}", {})
        self._about_the_whole()

    def agreed(self, key: str) -> tuple[Agreed, ...]:
        """The action typed beside a recommendation, or under “another action”; nothing where nothing was typed."""
        said = {name: self.cleaned_data.get(f"{name}_{key}") for name in ("action", "owner", "due_on")}
        if not any(said.values()):
            return ()
        return (Agreed(said["action"] or "", said["owner"], said["due_on"]),)

    def answers_given(self) -> list[RecommendationAnswer]:
        """The answer to each recommendation."""
        return [self._answer_to(row) for row in self.asked]

    def actions(self) -> list[Agreed]:
        """The actions that answer no recommendation."""
        return [one for number in range(1, SPARE_ACTIONS + 1) for one in self.agreed(f"more_{number}")]

    def outcome(self) -> Outcome | None:
        """An outcome other than the points add up to, if one was chosen."""
        chosen = self.cleaned_data["outcome"]
        return Outcome(chosen, self.cleaned_data["outcome_reason"], self.known.me) if chosen else None

    def put_right(self) -> tuple[NewRemedy, ...]:
        """What puts it right."""
        words = self.cleaned_data["remedy_words"]
        return tuple(NewRemedy(kind=one, words=words) for one in self.cleaned_data["remedies"])

    def _part(self, heading: str, words: str, key: str, first: dict[str, Any]) -> None:
        asked = {**first, **_action_fields(self.owners)}
        self.fields |= {f"{name}_{key}": one for name, one in asked.items()}
        self._parts.append((heading, words, tuple(f"{name}_{key}" for name in asked)))

    def _answer_to(self, row: Any) -> RecommendationAnswer:
        key = f"of_{row.pk}"
        given = self.cleaned_data
        return RecommendationAnswer(
            row.pk, given[f"answer_{key}"], given[f"answer_reason_{key}"] or "", self.agreed(key)
        )

    def _about_the_whole(self) -> None:
        outcomes = [(one, one) for one in choosing.labels("outcome")]
        self.fields["outcome"] = fields.picked(
            "Outcome of the whole",
            [("", "What the points add up to"), *outcomes],
            required=False,
            help_text="Leave it as it adds up, unless you choose another and say why.",
        )
        self.fields["outcome_reason"] = fields.reason(
            "Why another outcome than the points add up to", required=False
        )
        self.fields["remedies"] = fields.several(
            "What puts it right", [(one, one) for one in choosing.labels("remedy")], required=False
        )
        self.fields["remedy_words"] = fields.words("What exactly puts it right", required=False, rows=3)


ONE_A_LINE = "One recommendation a line. Begin it with “Point 2:” where it is about one point alone."


def typed_lines(words: str) -> tuple[str, ...]:
    """Recommendations typed one a line."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def recommendations_field(label: str) -> Any:
    """What a report asks for, one recommendation a line."""
    return fields.words(label, help_text=ONE_A_LINE, required=False, rows=6)


def _reason(one: FindingSeen) -> str:
    return f"{one.who} wrote: “{one.reason}”"


def _answer_fields() -> dict[str, Any]:
    return {
        "answer": fields.one_of("The council’s answer", ANSWERS),
        "answer_reason": fields.reason(
            "Why", help_text="Needed unless it is accepted whole.", required=False
        ),
    }


def _action_fields(owners: Iterable[tuple[int, str]]) -> dict[str, Any]:
    owner = fields.numbered("Who does it", required=False)
    owner.choices = [("", "Choose"), *owners]
    return {
        "action": fields.words("What will be done", help_text=FOLLOWED, required=False, rows=2),
        "owner": owner,
        "due_on": ComingDay(label="By when", required=False),
    }


def missing_reasons(form: Found, step: str) -> Iterator[tuple[str, str]]:
    """For each point whose finding differs from the one before without a reason: the field, and what is wrong."""

    for point in form.points:
        label, reason = form.of_point("finding", point), form.of_point("reason", point) or ""
        if label and (wrong := differs_without_reason(point, step, label, reason)):
            yield f"reason_{point.number}", wrong
