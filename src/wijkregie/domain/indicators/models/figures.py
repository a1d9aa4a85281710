"""Indicators, the editions in which figures came, and the figures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from wijkregie.domain.indicators.states import Direction, HeldBack, Kind
from wijkregie.domain.places.models import Area, Municipality


class Indicator(models.Model):
    """What is measured. National, or of one municipality.

    ``question`` is shared by the answers to one question of a municipality, of which
    everybody gave one. ``smallest_sample`` and ``smallest_cell`` raise what is too few.
    """

    key = models.CharField(max_length=60)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.CASCADE, related_name="indicators"
    )
    theme = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    unit = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=10, choices=Direction)
    denominator = models.CharField(max_length=60, blank=True)
    rounding = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField(default=0)
    name_nl = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    definition_nl = models.TextField()
    definition_en = models.TextField()
    source_nl = models.CharField(max_length=200)
    labels = models.JSONField(default=dict, blank=True)
    breaks = models.JSONField(default=list, blank=True)
    about_people = models.BooleanField(default=True)
    question = models.CharField(max_length=60, blank=True)
    smallest_sample = models.PositiveSmallIntegerField(default=0)
    smallest_cell = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(municipality__isnull=True),
                name="indicator_key_once",
            ),
            models.UniqueConstraint(fields=["municipality", "key"], name="own_indicator_once"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_nl if _dutch() else self.name_en

    @property
    def unit_text(self) -> str:
        """The unit in the language of the page."""
        return self.unit if _dutch() else self.unit_en or self.unit

    @property
    def definition(self) -> str:
        """What is counted, in the language of the page."""
        return self.definition_nl if _dutch() else self.definition_en

    def break_between(self, one: int, other: int) -> str:
        """Return why figures of two periods mean something else, or nothing if they do not."""
        first, last = (one, other) if one < other else (other, one)
        for found in self.breaks:
            if first <= found["before"] and found["after"] <= last:
                return str(found["nl"] if _dutch() else found["en"])
        return ""


def _dutch() -> bool:
    return (get_language() or "nl").startswith("nl")


class Edition(models.Model):
    """One table of figures as delivered: a source, the period measured, the areas' layout.

    ``columns`` are the keys of the indicators in the order of the packed rows.
    ``replaced_by`` is set when a later version of the same table took its place.
    """

    source = models.CharField(max_length=20)
    period = models.PositiveSmallIntegerField()
    division = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    columns = models.JSONField()
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    areas = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    partial = models.BooleanField(default=False)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "period", "division", "version"],
                name="edition_version_once",
            ),
            models.UniqueConstraint(
                fields=["source", "period", "division"],
                condition=models.Q(current=True),
                name="edition_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.period}.{self.version}"


class AreaFigures(models.Model):
    """All figures of one area in one edition: float64 values and status bytes, packed."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rows")
    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        related_name="figures",
        db_index=False,  # the index of the constraint begins with it
    )
    packed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "edition"], name="area_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.area_id}"


class ColumnFigures(models.Model):
    """One indicator for all areas of an edition, packed in the order of ``areas``.

    The same figures turned a quarter: it answers "this figure, everywhere" in one read.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="column_rows")
    key = models.CharField(max_length=60)
    packed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="column_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.key}"


class EditionOrder(models.Model):
    """The areas of an edition in the order of its packed columns (area ids, int64)."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="order")
    area_ids = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.edition_id}"


class OwnFigure(models.Model):
    """A figure that a municipality measured or judged itself, with its count and margin.

    What is held back is nowhere: its value is not stored, only why.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="own_figures"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="own")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="own_figures")
    period = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    status = models.PositiveSmallIntegerField(default=0)
    n = models.PositiveIntegerField(null=True)
    margin = models.FloatField(null=True)
    held_back = models.CharField(
        max_length=8, choices=HeldBack, default=HeldBack.NOT, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "period"], name="own_figure_once"
            ),
            models.CheckConstraint(
                name="own_figure_held_back_is_gone",
                condition=models.Q(held_back=HeldBack.NOT)
                | models.Q(value__isnull=True, margin__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_id} {self.period}"


class PeerChoice(models.Model):
    """What a municipality changed about the areas that one of its areas is compared with.

    ``widths`` says per criterion how near the others must be; what is absent is as usual.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="peer_choices"
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="peer_choices")
    widths = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "area"], name="peer_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.area_id}"


class PeerMark(models.Model):
    """An area that a municipality took into a comparison, or left out of it."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="peer_marks"
    )
    choice = models.ForeignKey(PeerChoice, on_delete=models.CASCADE, related_name="marks")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="peer_marks")
    taken_in = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "area"], name="peer_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.choice_id} {self.area_id}"
