"""Strengths and weaknesses of an area: statements, the points given, and what comes first."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Group, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models.citing import ONE_SOURCE, Cited
from wijkregie.domain.programme.models.goals import Bottleneck, Programme
from wijkregie.domain.programme.states import (
    MAIN_POINTS,
    UNDER_WAY,
    AnalysisState,
    Score,
    StatementKind,
    StatementSource,
)
from wijkregie.kit.privacy import Personal, personal

GIVER: Final = Personal(
    purpose=_("To let somebody look at the points that one gave, and change them."),
    ground="6(1)(e)",
    days=30,
    since="given_at",
    erased=None,
    seen_by=_("Only who gave them; nobody else, and nobody once the group has decided."),
)


class AreaScore(models.Model):
    """How a programme sorts one of its areas: above, at or below the average."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="scores")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    score = models.CharField(max_length=8, choices=Score)
    remark = models.CharField(max_length=400, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "area"], name="area_score_once"),
            models.CheckConstraint(
                name="area_score_is_known", condition=models.Q(score__in=Score.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.score}"


class Analysis(models.Model):
    """A group works out what is strong and weak in an area, in one evening."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="analyses")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="analyses")
    state = models.CharField(
        max_length=10, choices=AnalysisState, default=AnalysisState.GATHERING
    )
    points = models.PositiveSmallIntegerField(default=10)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="analysis"
    )
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="analysis_decided_with_decision",
                condition=models.Q(state=AnalysisState.DECIDED, decision__isnull=False)
                | ~models.Q(state=AnalysisState.DECIDED) & models.Q(decision__isnull=True),
            ),
            models.CheckConstraint(
                name="analysis_state_is_known",
                condition=models.Q(state__in=AnalysisState.values),
            ),
            models.UniqueConstraint(
                fields=["programme", "area"],
                condition=models.Q(state__in=UNDER_WAY),
                name="analysis_under_way_once",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-begun_at"], name="analysis_by_municipality")
        ]

    def __str__(self) -> str:
        return f"analysis {self.pk}"


class Statement(models.Model):
    """What is strong, weak, promising or threatening here, in one sentence.

    ``bottleneck`` is what a programme made of it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=12, choices=StatementKind)
    source = models.CharField(max_length=14, choices=StatementSource)
    text = models.CharField(max_length=200)
    bottleneck = models.ForeignKey(
        Bottleneck,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="statements",
    )
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_is_known",
                condition=models.Q(
                    kind__in=StatementKind.values, source__in=StatementSource.values
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class StatementEvidence(Cited):
    """What shows a statement: a figure of an area, a signal, a meeting or a document."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="evidence")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_evidence_is_of_one_sort", condition=ONE_SOURCE
            ),
        ]

    def __str__(self) -> str:
        return f"evidence of statement {self.statement_id}"


class Sheet(models.Model):
    """The points of one member, or of one sheet of paper by its number.

    Whose it is, is known while points are divided only: a decision wipes it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="sheets")
    person = personal(
        models.ForeignKey(
            Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
        ),
        GIVER,
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "person"], name="sheet_person_once"),
            models.UniqueConstraint(fields=["analysis", "number"], name="sheet_number_once"),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class SheetPoints(models.Model):
    """The points that one sheet gives to one statement."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="given")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="given")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "statement"], name="sheet_points_once"),
            models.CheckConstraint(
                name="sheet_points_above_nought", condition=models.Q(points__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.points}"


class MainPoint(models.Model):
    """One of the at most three main points of an area in a programme.

    The places are one to three, and of what stands each is taken once: a fourth does not
    fit, whatever the program around it does. A later analysis takes the place of an
    earlier one, of which the points stay readable.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="main_points"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="main_points")
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="main_point"
    )
    place = models.PositiveSmallIntegerField()
    standing = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="main_point_of_three",
                condition=models.Q(place__gte=1, place__lte=MAIN_POINTS),
            ),
            models.UniqueConstraint(
                fields=["programme", "area", "place"],
                condition=models.Q(standing=True),
                name="main_point_place_once",
            ),
            models.UniqueConstraint(
                fields=["analysis", "place"], name="main_point_of_analysis_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}, {self.place}"
