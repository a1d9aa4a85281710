"""Names, streets and postcodes that lead to an area, and the index on them."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.models.areas import Area
from wijkregie.domain.places.states import NameKind


class PlaceName(models.Model):
    """A name, street or postcode by which people find an area."""

    name = models.CharField(max_length=160)
    normal = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=NameKind)
    detail = models.CharField(max_length=160, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        related_name="names",
        db_index=False,  # the index of the constraint begins with it
    )
    gm_code = models.CharField(max_length=6)
    x = models.IntegerField(null=True)
    y = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "normal", "detail"], name="place_name_once"
            ),
        ]
        indexes = [models.Index(fields=["gm_code", "kind"], name="place_name_by_municipality")]

    def __str__(self) -> str:
        return self.name


class NameGram(models.Model):
    """Three letters of a name: the index by which a misspelt name is still found."""

    gram = models.CharField(max_length=3)
    gm_code = models.CharField(max_length=6)
    # Neither an index nor a constraint of its own: there are a million rows, each import adds
    # hundreds of thousands, and a row too many finds nothing.
    name = models.ForeignKey(
        PlaceName,
        on_delete=models.CASCADE,
        related_name="grams",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gram", "gm_code", "name"], name="name_gram_once"),
        ]

    def __str__(self) -> str:
        return self.gram
