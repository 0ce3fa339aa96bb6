"""Fields that say who, what and where: looked up on the case, never typed into a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.contrib.auth.models import User

from heard.casework.letters.about import About
from heard.casework.letters.merging import Value
from heard.casework.letters.reasons import WHY
from heard.law.working_days import in_words
from heard.outcomes.models import Action, Finding
from heard.representations.models import Advocacy, Appointment, Element, Party, Wording

LookedUp = Callable[[About], Value]
OMBUDSMAN = "Local Government and Social Care Ombudsman"
OMBUDSMAN_ADDRESS = "PO Box 4771, Coventry CV4 0EH"
OMBUDSMAN_TELEPHONE = "0300 061 0614"
OMBUDSMAN_WEBSITE = "www.lgo.org.uk"
PROCEDURES = {
    "children_act": "the Children Act complaints procedure",
    "corporate": "the council’s own complaints procedure",
}
STEPS = tuple(step.value for step in Finding.Step)


def greeting(about: About) -> str:
    """How the letter begins: by first name to a child."""
    if about.to is None:
        return "Hello"
    if about.audience == "child":
        return f"Dear {about.to.name.split()[0]}"
    return f"Dear {about.to.name}"


def written_by(about: About) -> str:
    """The name of whoever does the act, or the account's own."""
    account = User.objects.filter(username=about.by).first()
    return (account.get_full_name() if account else "") or about.by


def _points(about: About) -> Iterator[Element]:
    yield from about.case.elements.order_by("number")


def points(about: About) -> tuple[str, ...]:
    """Each point, in the words agreed, or else in their own."""
    return tuple(one.agreed_words or one.words for one in _points(about))


def point(about: About) -> str | None:
    """The one point that the act is about."""
    number = about.point
    one = about.case.elements.filter(number=number).first() if number else None
    return f"point {one.number}, “{one.agreed_words or one.words}”" if one else None


def statement(about: About) -> tuple[str, ...]:
    """Each point: what they said, and beside it how we have put it last."""
    return tuple(_beside(one) for one in _points(about))


def _beside(one: Element) -> str:
    last = Wording.objects.filter(element=one).order_by("-pk").first()
    ours = last.words if last else one.agreed_words
    return f"You said: “{one.words}”" + (f" We have written: “{ours}”" if ours else "")


def findings(about: About) -> tuple[str, ...]:
    """What was found on each point by whoever weighed it last, and why."""
    return tuple(said for one in _points(about) if (said := _found(one, about.audience)))


def _found(element: Element, audience: str) -> str:
    found = element.findings.select_related("finding")
    last = max(found, key=lambda one: STEPS.index(one.step), default=None)
    if last is None:
        return ""
    words = element.agreed_words or element.words
    label = (last.finding.child_label if audience == "child" else "") or last.finding.label
    return f"“{words}” We found: {label}. {last.reason}".strip()


def actions(about: About) -> tuple[str, ...]:
    """What will be done that is not done yet, who does it and by when."""
    rows = Action.objects.filter(representation=about.case, done_on=None).select_related("owner")
    return tuple(
        f"{one.words.rstrip('.')}. {one.owner.name} will do this by {in_words(one.due_on)}."
        for one in rows.order_by("due_on", "pk")
    )


def _appointed(part: str) -> LookedUp:
    def look_up(about: About) -> str | None:
        rows = Appointment.objects.filter(representation=about.case, part=part, ended_on=None)
        names = [row.person.name for row in rows.select_related("person").order_by("pk")]
        return " and ".join(names) or _party(about, part)

    return look_up


def _party(about: About, part: str) -> str | None:
    names = about.case.parties.filter(part=part).order_by("pk").values_list("person__name", flat=True)
    return " and ".join(names) or None


def manager(about: About) -> str | None:
    """Who answers the stage."""
    if about.stage is not None and about.stage.manager is not None:
        return about.stage.manager.name
    return _party(about, Party.Part.MANAGER)


def panel(about: About) -> tuple[str, ...]:
    """The panel, its chair first."""
    rows = Appointment.objects.filter(
        representation=about.case, part__in=("panel_chair", "panellist"), ended_on=None
    )
    named = rows.select_related("person").order_by("pk")
    chair = [f"{row.person.name}, who chairs" for row in named if row.part == "panel_chair"]
    return (*chair, *(row.person.name for row in named if row.part == "panellist"))


def advocacy_provider(about: About) -> str | None:
    """Who gives advocacy, as the council prints the name."""
    row = (
        Advocacy.objects.filter(representation=about.case).select_related("provider").order_by("-pk").first()
    )
    return row.provider.label if row and row.provider else None


def advocacy_right(about: About) -> str | None:
    """Said only where an advocate is a right: to a child, or as on record (Children Act 1989, section 26A)."""
    offered = Advocacy.objects.filter(representation=about.case, as_a_right=True).exists()
    return "a right" if about.is_for_a_child or offered else None


WHO_AND_WHAT: Mapping[str, LookedUp] = {
    **WHY,
    "greeting": greeting,
    "name": lambda about: about.to.name if about.to else None,
    "reference": lambda about: about.case.reference,
    "council": lambda about: about.council.name if about.council else None,
    "council_contact": lambda about: about.council.contact if about.council else None,
    "written_by": written_by,
    "procedure_name": lambda about: PROCEDURES.get(about.case.procedure),
    "points": points,
    "point": point,
    "statement": statement,
    "findings": findings,
    "actions": actions,
    "manager": manager,
    "investigator": _appointed("investigating_officer"),
    "independent_person": _appointed("independent_person"),
    "adjudicator": _appointed("adjudicator"),
    "advocate": _appointed("advocate"),
    "panel": panel,
    "terms": lambda about: about.stage.resolution_terms if about.stage else None,
    "advocacy_provider": advocacy_provider,
    "advocacy_right": advocacy_right,
    "ombudsman": lambda about: OMBUDSMAN,
    "ombudsman_address": lambda about: OMBUDSMAN_ADDRESS,
    "ombudsman_telephone": lambda about: OMBUDSMAN_TELEPHONE,
    "ombudsman_website": lambda about: OMBUDSMAN_WEBSITE,
}
