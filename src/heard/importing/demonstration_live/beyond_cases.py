"""What stands beyond any one case: last year's plan and this year's, a committee's questions, an advocacy provider."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from heard.casework import committees, plans
from heard.casework.committees import NewMatter
from heard.casework.plans import NewItem
from heard.importing.demonstration_live.people import AMINA_SIGNS_IN, BEA, DANA, PROVIDER, TOM, number_of
from heard.outcomes.models import Plan
from heard.people.models import Member, Term

COMMITTEE = "Children’s scrutiny committee"
LAST_YEAR = (
    ("action", "Ring back on the same working day whoever rings about a complaint.", BEA, 120, "done",
     "The call log of two months: 96 of 103 calls were returned the same day."),
    ("action", "Write the leaflet about complaining anew, with children in care.", BEA, 200, "carry",
     "The group of children met once; the draft is theirs to finish."),
    ("action", "Send managers a list every Monday of the answers due that week.", TOM, 60, "done",
     "The list goes out from the weekly meeting."),
    ("priority", "Fewer complaints that go on to Stage 2 because the first answer came late.", DANA, 330, "on_the_way",
     "Fewer first answers were late in the last quarter than in the one before."),
)  # fmt: skip
THIS_YEAR = (
    (
        "action",
        "Ask every child three months after a promise was kept whether it changed anything.",
        BEA,
        150,
    ),
    ("priority", "Advocates in touch within three working days of being asked for.", TOM, 250),
)


def beyond_cases(today: date, at: datetime) -> None:
    """Put plans, a meeting with its questions and a provider's contract on record, as of a day. All invented."""
    amina = Member.objects.get(account__username=AMINA_SIGNS_IN)
    begins = date(today.year if today.month >= 4 else today.year - 1, 4, 1)
    last, this = _plan(amina, at, begins.replace(year=begins.year - 1)), _plan(amina, at, begins)
    for kind, words, owner, day, standing, said in LAST_YEAR:
        due = last.begins_on + timedelta(days=day)
        item = plans.add_to_plan(
            member=amina, at=at, plan=last.pk, item=NewItem(words, number_of(owner), due, kind)
        )
        if standing == "carry":
            plans.carry_over(
                member=amina, at=at, item=item.pk, plan=this.pk, due_on=begins + timedelta(days=90),
                carried_on=last.ends_on, words=said,
            )  # fmt: skip
        else:
            plans.say_progress(
                member=amina,
                at=at,
                item=item.pk,
                standing=standing,
                said_on=due - timedelta(days=9),
                words=said,
            )
    for kind, words, owner, day in THIS_YEAR:
        item_ = NewItem(words, number_of(owner), begins + timedelta(days=day), kind)
        plans.add_to_plan(member=amina, at=at, plan=this.pk, item=item_)
    _meetings(amina, today, at)


def _plan(amina: Member, at: datetime, begins: date) -> Plan:
    ends = begins.replace(year=begins.year + 1) - timedelta(days=1)
    return plans.make_plan(
        member=amina, at=at, title=f"Plan for {begins.year}/{ends.year % 100:02}", begins_on=begins, ends_on=ends,
        agreed_by=COMMITTEE, agreed_on=begins,
    )  # fmt: skip


def _meetings(amina: Member, today: date, at: datetime) -> None:
    held = today - timedelta(days=40)
    met = committees.record_meeting(
        member=amina,
        at=at,
        kind="committee",
        held_on=held,
        with_whom=COMMITTEE,
        about="The annual report of last year.",
    )
    raised = (
        NewMatter("question", "Does the rise in complaints mean that more went wrong?", number_of(DANA),
                  held + timedelta(days=30), "A member of the committee"),
        NewMatter("resolution", "To be told each quarter how many promises are late, and why.", number_of(BEA),
                  today + timedelta(days=20), "The committee"),
    )  # fmt: skip
    for one in raised:
        committees.record_matter(member=amina, at=at, meeting=met.pk, matter=one)
    if Term.objects.filter(list=Term.List.ADVOCATE_PROVIDER, label=PROVIDER).exists():
        _provider(amina, today, at)


def _provider(amina: Member, today: date, at: datetime) -> None:
    committees.record_advocacy_contract(
        member=amina, at=at, provider=PROVIDER, begins_on=date(today.year - 1, 4, 1),
        words="An advocate for every child in care and care leaver who asks, in touch within three working days.",
    )  # fmt: skip
    met = committees.record_meeting(
        member=amina, at=at, kind="advocacy_provider", provider=PROVIDER, held_on=today - timedelta(days=20),
        about="How quickly advocates were in touch.",
    )  # fmt: skip
    agreed = NewMatter("agreed", "The provider sends the day of each first contact within the week.", number_of(TOM),
                       today + timedelta(days=15))  # fmt: skip
    committees.record_matter(member=amina, at=at, meeting=met.pk, matter=agreed)
