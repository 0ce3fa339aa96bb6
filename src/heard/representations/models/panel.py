"""The review panel of a Stage 3, and who came to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.representations.models.stage import Stage


class Panel(models.Model):
    """The review panel of a Stage 3: when it was acknowledged, prepared, meets and met, and who took part.

    .. pii: who attended and to whom the report went
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    stage = models.OneToOneField(Stage, primary_key=True, on_delete=models.CASCADE, related_name="panel")
    acknowledged_on = models.DateField(null=True, blank=True)
    meets_on = models.DateField(null=True, blank=True)
    later_at_their_wish = models.TextField(blank=True)
    # The day all were told when and where the panel meets.
    notice_sent_on = models.DateField(null=True, blank=True)
    # The day on which who attends and which papers the panel has were agreed with its chair.
    agreed_with_chair_on = models.DateField(null=True, blank=True)
    papers_sent_on = models.DateField(null=True, blank=True)
    attended = models.TextField(blank=True)
    report_summary = models.TextField(blank=True)
    report_sent_to = models.TextField(blank=True)
    recommendations_received_on = models.DateField(null=True, blank=True)
    independent_person_took_part = models.TextField(blank=True)
    ombudsman_told = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"panel of stage {self.stage_id}"


class PanelAttendance(models.Model):
    """Somebody who came to a panel, as what, and whether they spoke for the complainant.

    .. pii: links a person to a case
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class As(models.TextChoices):
        COMPLAINANT = "complainant", "Complainant"
        ADVOCATE = "advocate", "Advocate"
        ANOTHER = "another_person", "Another person of their choice"
        COUNCIL = "council", "For the council"
        INVESTIGATOR = "investigating_officer", "Investigating officer"
        INDEPENDENT = "independent_person", "Independent person"
        PANELLIST = "panellist", "Panellist"
        INTERESTED = "interested", "Other person with sufficient interest"

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    came_as = models.CharField(max_length=30, choices=As)
    spoke_for_complainant = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "person"], name="somebody_comes_to_a_panel_once")
        ]

    def __str__(self) -> str:
        return f"{self.came_as} at panel {self.panel_id}"


class PanelSubmission(models.Model):
    """What somebody put to a panel by word of mouth or in writing, or that they put nothing (regulation 19(5)).

    .. pii: what a family, workers and others told the panel
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Of(models.TextChoices):
        COMPLAINANT = "complainant", "The complainant"
        AUTHORITY = "authority", "The council"
        INDEPENDENT = "independent_person", "The Stage 2 independent person"
        INTERESTED = "interested", "Somebody the panel thinks has sufficient interest"

    class Way(models.TextChoices):
        ORAL = "oral", "By word of mouth"
        WRITTEN = "written", "In writing"
        BOTH = "both", "By word of mouth and in writing"
        NONE = "none", "Nothing was put"

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="submissions")
    of = models.CharField(max_length=30, choices=Of)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    words = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="what_was_put_to_a_panel_is_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.of} to panel {self.panel_id}"
