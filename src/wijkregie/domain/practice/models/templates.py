"""A template that was read, and what was done with each of its paragraphs."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.models import Municipality
from wijkregie.domain.practice.states import Choice, ParagraphKind
from wijkregie.domain.programme.models import Goal, GoalIndicator, Programme


class Template(models.Model):
    """A file of another municipality that was read for a programme here.

    ``digest`` tells the same file when it comes again.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="templates")
    name = models.CharField(max_length=160)
    from_name = models.CharField(max_length=160)
    from_code = models.CharField(max_length=12, blank=True)
    exported_on = models.DateField()
    licence = models.CharField(max_length=400)
    note = models.CharField(max_length=400, blank=True)
    file = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "digest"], name="template_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Paragraph(models.Model):
    """A goal, an indicator or a paragraph of a vision: as it came, and what is done with it.

    ``original`` and ``words`` hold the same fields, as it came and as it was taken over.
    ``parent`` is the key of the goal above it, ``mark`` tells the same words when they come
    again. ``goal`` and ``indicator`` are what was made of it, as long as that is there.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="paragraphs")
    kind = models.CharField(max_length=10, choices=ParagraphKind)
    key = models.CharField(max_length=130)
    parent = models.CharField(max_length=130, blank=True)
    order = models.PositiveSmallIntegerField()
    original = models.JSONField(default=dict)
    mark = models.CharField(max_length=64)
    choice = models.CharField(max_length=8, choices=Choice, blank=True)
    words = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    indicator = models.ForeignKey(
        GoalIndicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="paragraph_once"),
            models.CheckConstraint(
                name="paragraph_settled_with_choice",
                condition=models.Q(choice="", settled_at__isnull=True)
                | models.Q(choice__in=Choice.values, settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="paragraph_reason",
                condition=~models.Q(choice__in=(Choice.CHANGED, Choice.DROPPED))
                | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "mark"], name="paragraph_by_mark")]

    def __str__(self) -> str:
        return f"{self.template_id} {self.key}"
