"""Municipalities, their areas through the years, borders, and names to find them by."""

from wijkregie.domain.places.models.areas import Area, AreaLink, AreaYear
from wijkregie.domain.places.models.borders import Border, BorderSet, Drawing
from wijkregie.domain.places.models.municipalities import (
    Municipality,
    MunicipalityCode,
    PhoneNumber,
)
from wijkregie.domain.places.models.names import NameGram, PlaceName

__all__ = [
    "Area",
    "AreaLink",
    "AreaYear",
    "Border",
    "BorderSet",
    "Drawing",
    "Municipality",
    "MunicipalityCode",
    "NameGram",
    "PhoneNumber",
    "PlaceName",
]
