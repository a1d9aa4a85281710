"""Borders of areas in a year, and the drawing of all of them."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.models.areas import Area
from wijkregie.domain.places.states import BorderSource, Level


class BorderSet(models.Model):
    """One file of borders that was imported: a level in a year."""

    level = models.CharField(max_length=16, choices=Level)
    year = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    areas = models.PositiveIntegerField()
    without_shape = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "year"], name="border_set_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.year}"


class Drawing(models.Model):
    """All areas of a layout in one drawing of the country, made when their borders come in.

    ``area_ids`` (int64) are the areas in the order of their codes, ``packed`` their borders
    by ``core.topology`` in cells of ten metres, ``names`` their codes and names as JSON; the
    last two compressed as gzip, to be sent as they are. ``digest`` is in their address.
    """

    border_set = models.OneToOneField(
        BorderSet, on_delete=models.CASCADE, related_name="drawing"
    )
    digest = models.CharField(max_length=16)
    area_ids = models.BinaryField()
    packed = models.BinaryField()
    names = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.border_set_id} {self.digest}"


class Border(models.Model):
    """The border of an area in a year, in the Dutch grid (EPSG:28992).

    ``shape`` holds the rings in full detail (decimetres, to find a point), ``outline``
    the simplified rings (metres, to draw); both packed by ``core.geometry``. The box and
    the label point are in metres.
    """

    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        related_name="borders",
        db_index=False,  # the index of the constraint begins with it
    )
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12, choices=BorderSource, default=BorderSource.CBS)
    shape = models.BinaryField()
    outline = models.BinaryField()
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    square_metres = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="border_once"),
        ]
        indexes = [models.Index(fields=["year", "min_x", "max_x"], name="border_by_box")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}"
