"""The addresses of the national services; only ``wijkregie fetch`` asks them anything."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit

from wijkregie.config.refused import refuse

#: Per service the setting that moves it, and where it lives without that.
SERVICES: Final = {
    "odata3": ("WIJKREGIE_CBS3_URL", "https://opendata.cbs.nl/ODataFeed/odata"),
    "odata4": ("WIJKREGIE_CBS4_URL", "https://datasets.cbs.nl/odata/v1/CBS"),
    "wfs": ("WIJKREGIE_PDOK_WFS_URL", "https://service.pdok.nl/cbs"),
    "ogc": ("WIJKREGIE_PDOK_OGC_URL", "https://api.pdok.nl/cbs"),
}


def service_addresses() -> dict[str, str]:
    """Return the address of each service; raises ``SettingRefused`` for nonsense."""
    return {
        service: _checked(name, os.environ.get(name, "").strip() or usual)
        for service, (name, usual) in SERVICES.items()
    }


def _checked(name: str, given: str) -> str:
    should_be = (
        "geef het adres van een dienst, met http:// of https:// ervoor en zonder vraagteken "
        "erin. Laat de instelling weg voor het gewone adres."
    )
    try:
        parts = urlsplit(given)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError as fault:
        raise refuse(name, should_be, given=given) from fault
    if not known or parts.query or parts.fragment or parts.username:
        raise refuse(name, should_be, given=given)
    return given.rstrip("/")
