"""Areas, what they were in a year, and what became of their codes."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.models.municipalities import Municipality
from wijkregie.domain.places.states import Change, Level, LinkKind, OwnKind


class Area(models.Model):
    """An area under one code: national (of no municipality here) or a municipality's own.

    What a code stood for may differ between years; ``AreaYear`` tells it per year.
    """

    code = models.CharField(max_length=12)
    level = models.CharField(max_length=16, choices=Level)
    kind = models.CharField(max_length=16, choices=OwnKind, blank=True)
    name = models.CharField(max_length=160, blank=True)
    gm_code = models.CharField(max_length=6, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.CASCADE, related_name="own_areas"
    )
    remark = models.CharField(max_length=400, blank=True)
    public = models.BooleanField(default=True)
    parts = models.ManyToManyField("self", symmetrical=False, related_name="wholes", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(municipality__isnull=True),
                name="area_code_once",
            ),
            models.UniqueConstraint(fields=["municipality", "code"], name="own_area_code_once"),
            models.CheckConstraint(
                name="area_own_or_national",
                condition=models.Q(level=Level.OWN, municipality__isnull=False)
                | models.Q(municipality__isnull=True) & ~models.Q(level=Level.OWN),
            ),
            models.CheckConstraint(
                name="area_level_is_known", condition=models.Q(level__in=Level.values)
            ),
        ]
        indexes = [models.Index(fields=["gm_code", "level"], name="area_by_municipality")]

    def __str__(self) -> str:
        return self.name or self.code


class AreaYear(models.Model):
    """An area as it was in one year's layout (*indeling*).

    ``alike`` is an earlier year in which the same code had the same border, as measured.
    """

    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        related_name="years",
        db_index=False,  # the index of the constraint begins with it
    )
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160, blank=True)
    change = models.PositiveSmallIntegerField(choices=Change, null=True)
    water = models.BooleanField(default=False)
    alike = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="area_year_once"),
        ]
        indexes = [models.Index(fields=["year", "area"], name="area_year_by_year")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}"


class AreaLink(models.Model):
    """An area of one layout, and what it is or lies in under a code of a later layout.

    ``overlap`` (0 to 1) tells how well the kind holds, as measured on the borders.
    """

    before = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="links_on")
    before_year = models.PositiveSmallIntegerField()
    after = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="links_back")
    after_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=LinkKind)
    overlap = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["before", "after", "before_year", "after_year"], name="area_link_once"
            ),
            models.CheckConstraint(
                name="area_link_forward",
                condition=models.Q(before_year__lt=models.F("after_year")),
            ),
            models.CheckConstraint(
                name="area_link_kind_is_known", condition=models.Q(kind__in=LinkKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.before_year} {self.after_id} {self.after_year}"
