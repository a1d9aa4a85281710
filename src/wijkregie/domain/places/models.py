"""Municipalities, their areas through the years, borders, and names to find them by."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.states import (
    BorderSource,
    Change,
    Level,
    LinkKind,
    NameKind,
    OwnKind,
)


class Municipality(models.Model):
    """A municipality that works with this installation. One record through all its codes."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    logo = models.CharField(max_length=200, blank=True)
    tokens = models.JSONField(default=dict, blank=True)
    formal = models.BooleanField(default=False)
    own_areas_made = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def municipality_id(self) -> int:
        """Itself: the log asks every row whose it is."""
        return self.pk


class MunicipalityCode(models.Model):
    """A CBS code that a municipality had, from the first to the last year (or until now)."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="codes"
    )
    code = models.CharField(max_length=6)
    from_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="municipality_code_once"
            ),
            models.CheckConstraint(
                name="municipality_code_period",
                condition=models.Q(until_year__isnull=True)
                | models.Q(until_year__gte=models.F("from_year")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PhoneNumber(models.Model):
    """A number that a municipality shows, such as the one for acute danger."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="phone_numbers"
    )
    label = models.CharField(max_length=80)
    number = models.CharField(max_length=20)
    when = models.CharField(max_length=120, blank=True)
    urgent = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.label} {self.number}"


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
