"""The people of the cases and how they may be reached. Most personal data lives here."""

from __future__ import annotations

from django.db import models


class Person(models.Model):
    """Somebody a case concerns or who works on it: child, family member, worker, manager, advocate.

    .. pii: names, date of birth, the number of the child's own file
    .. retention: with the last representation the person stands in
    .. erased_by: casework.retention
    """

    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    file_number = models.CharField(max_length=60, blank=True)
    ward = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A way to reach a person, and whether it is safe to use.

    .. pii: addresses, telephone numbers, e-mail addresses
    .. retention: with the person
    .. erased_by: casework.retention
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    way = models.CharField(max_length=40)
    value = models.CharField(max_length=300)
    is_safe = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.way} for {self.person_id}"
