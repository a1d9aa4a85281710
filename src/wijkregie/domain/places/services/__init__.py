"""Every change to places, one function per thing that people do."""

from wijkregie.domain.places.services.borders import (
    BordersRefused,
    BordersStored,
    replace_borders,
    store_borders,
)
from wijkregie.domain.places.services.municipalities import (
    RESERVED,
    CodePeriod,
    MunicipalityRefused,
    NewMunicipality,
    NewPhoneNumber,
    add_code,
    add_phone_number,
    change_municipality,
    change_phone_number,
    create_municipality,
    remove_code,
    remove_phone_number,
    set_logo,
    set_tokens,
)
from wijkregie.domain.places.services.national import store_areas
from wijkregie.domain.places.services.own_areas import (
    NewOwnArea,
    OwnAreaRefused,
    add_place,
    change_own_area,
    create_own_area,
    draw_schematic,
    remove_own_area,
)
from wijkregie.domain.places.services.postcodes import store_postcodes
from wijkregie.domain.places.services.streets import StreetsStored, store_streets

__all__ = [
    "RESERVED",
    "BordersRefused",
    "BordersStored",
    "CodePeriod",
    "MunicipalityRefused",
    "NewMunicipality",
    "NewOwnArea",
    "NewPhoneNumber",
    "OwnAreaRefused",
    "StreetsStored",
    "add_code",
    "add_phone_number",
    "add_place",
    "change_municipality",
    "change_own_area",
    "change_phone_number",
    "create_municipality",
    "create_own_area",
    "draw_schematic",
    "remove_code",
    "remove_own_area",
    "remove_phone_number",
    "replace_borders",
    "set_logo",
    "set_tokens",
    "store_areas",
    "store_borders",
    "store_postcodes",
    "store_streets",
]
