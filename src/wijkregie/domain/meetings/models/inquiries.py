"""What somebody finds out for a group, and what that one found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.meetings.models.meetings import AgendaItem
from wijkregie.domain.people.models import Group, Organisation, Person
from wijkregie.domain.places.models import Municipality
from wijkregie.kit.privacy import Personal, personal

TWO_YEARS = 730
FINDING = Personal(
    purpose=_("know what was found out about a point on the agenda"),
    ground="6(1)(e)",
    days=TWO_YEARS,
    since="found_at",
    seen_by=_("Who found it out, the first shell of the group, and who works for its areas."),
)


class Inquiry(models.Model):
    """A question of a group, who finds it out and by when; then what was found.

    ``back_on`` is the point on a later agenda on which the finding came back; it stays empty
    until a next meeting is planned.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="inquiries")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="inquiries")
    question = models.CharField(max_length=400)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="inquiries"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="inquiries"
    )
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    finding = personal(models.TextField(max_length=4000, blank=True), FINDING)
    found_at = models.DateTimeField(null=True, blank=True)
    found_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    back_on = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings"
    )

    class Meta:
        verbose_name_plural = "inquiries"
        constraints = [
            models.CheckConstraint(
                name="inquiry_by_someone",
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="inquiry_found_before_told",
                condition=models.Q(found_at__isnull=False)
                | models.Q(finding="", back_on__isnull=True, found_by__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["group", "found_at", "due_on"], name="inquiry_open")]

    def __str__(self) -> str:
        return f"inquiry {self.pk}"
