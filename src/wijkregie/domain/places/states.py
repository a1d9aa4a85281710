"""Levels and kinds of areas, and what became of an area in a year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where an area stands; the first four are levels of CBS."""

    COUNTRY = "country", _("country")
    MUNICIPALITY = "municipality", _("municipality")
    DISTRICT = "district", _("wijk")
    NEIGHBOURHOOD = "neighbourhood", _("buurt")
    OWN = "own", _("own area")


class OwnKind(models.TextChoices):
    """What sort of own area a municipality made."""

    WIJK = "wijk", _("wijk")
    VILLAGE = "village", _("village core")
    STREET = "street", _("street")
    PROJECT = "project", _("project area")
    OTHER = "other", _("other area")


class Change(models.IntegerChoices):
    """CBS: what happened to an area since the year before (*indelingswijziging*)."""

    SAME = 1, _("unchanged")
    RECODED = 2, _("new code, same area")
    CHANGED = 3, _("border changed")


class Sameness(models.TextChoices):
    """Whether an area is the same area in two years."""

    SAME = "same", _("the same area")
    CHANGED = "changed", _("the border changed")
    UNKNOWN = "unknown", _("not known whether the border stayed the same")


class LinkKind(models.TextChoices):
    """How an area of an earlier layout lies in one of a later layout."""

    SAME = "same", _("the same area under another code")
    MERGED = "merged", _("wholly in a larger area")
    SPLIT = "split", _("divided into smaller areas")
    PARTLY = "partly", _("partly in another area")


class NameKind(models.TextChoices):
    """What sort of name leads to an area."""

    AREA = "area", _("area")
    STREET = "street", _("street")
    POSTCODE = "postcode", _("postcode")
    PLACE = "place", _("place")


class BorderSource(models.TextChoices):
    """Where a drawn border comes from."""

    CBS = "cbs", _("CBS and Kadaster")
    SCHEMATIC = "schematic", _("schematic drawing")
