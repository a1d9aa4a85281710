"""Borders from PDOK: pages of GeoJSON by WFS or by OGC API Features, written as one file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.cli.fetching.pages import Page, Part, address, beside, parsed, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from wijkregie.cli.fetching.pages import Row

PAGE_SIZE: Final = 1000
_RD: Final = "http://www.opengis.net/def/crs/EPSG/0/28992"
_OWNER: Final = "gemeentecode"
_KEPT: Final = re.compile(r"code|naam|water|jaar|indelingswijziging")
_CODES: Final = ("statcode", "buurtcode", "wijkcode", "gemeentecode")
_OWN: Final = re.compile(r"(?:GM|WK|BU)([0-9]{4})")


def wfs_part(root: str, layer: str, municipality: str = "") -> Part:
    """Return the pages of a layer of a WFS; ``root`` is the service of one year."""
    asked = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
        "srsName": "EPSG:28992",
        "count": str(PAGE_SIZE),
        "startIndex": "0",
    }
    if municipality:
        asked["filter"] = (
            "<Filter><PropertyIsEqualTo>"
            f"<ValueReference>{_OWNER}</ValueReference><Literal>{municipality}</Literal>"
            "</PropertyIsEqualTo></Filter>"
        )
    return Part(municipality or "NL", address(root, **asked), wfs_page, code_of)


def ogc_part(root: str, collection: str, municipality: str = "") -> Part:
    """Return the pages of a collection of an OGC API; ``root`` is the service of one year."""
    asked = {"f": "json", "crs": _RD, "limit": str(PAGE_SIZE)}
    if municipality:
        asked[_OWNER] = municipality
    first = address(root, "collections", collection, "items", **asked)
    return Part(municipality or "NL", first, ogc_page, code_of)


def wfs_page(raw: bytes, asked: str) -> Page:
    """Return the features of an answer of a WFS, and the address of those that follow.

    A page may hold fewer features than we asked for: then the next begins where this ends.
    Raises ``FetchFault`` if none came where the service says there are more.
    """
    answer = parsed(raw)
    rows = rows_of(answer, "features")
    total = _total(answer)
    start = int(dict(parse_qsl(urlsplit(asked).query))["startIndex"])
    end = start + len(rows)
    if total is not None and not rows and end < total:
        raise FetchFault(Kind.SHORT, asked, f"{end} / {total}")
    more = len(rows) == PAGE_SIZE if total is None else end < total
    following = re.sub(r"startIndex=[0-9]+", f"startIndex={end}", asked)
    return Page(rows, following if more else None, total)


def _total(answer: dict[str, Any]) -> int | None:
    found = answer.get("numberMatched", answer.get("totalFeatures"))
    return found if isinstance(found, int) else None


def ogc_page(raw: bytes, asked: str) -> Page:
    """Return the features of an answer of an OGC API, and the address of those that follow."""
    answer = parsed(raw)
    links = answer.get("links") or ()
    following = next((one["href"] for one in links if one.get("rel") == "next"), None)
    rows = rows_of(answer, "features")
    return Page(rows, beside(asked, following) if following else None, _total(answer))


def code_of(feature: Row) -> object:
    """Return the code of the area that a feature is about."""
    known = {str(name).lower(): text for name, text in _properties(feature).items()}
    return next((known[name] for name in _CODES if known.get(name)), feature.get("id"))


def _properties(feature: Row) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def write(features: Iterable[Row], municipalities: Iterable[str], file: TextIO) -> int:
    """Write features as one GeoJSON file and return how many, codes and names beside each.

    Whatever a service made of our question, no area of another municipality gets in.
    """
    wanted = {code[2:] for code in municipalities}
    count = 0
    file.write('{"type": "FeatureCollection", "features": [')
    for feature in features:
        own = _OWN.match(str(code_of(feature)))
        if wanted and (own is None or own.group(1) not in wanted):
            continue
        file.write(",\n" if count else "\n")
        json.dump(_small(feature), file)
        count += 1
    file.write("\n]}\n")
    return count


def _small(feature: Row) -> Row:
    properties = _properties(feature)
    kept = {name: text for name, text in properties.items() if _KEPT.search(name.lower())}
    return {"type": "Feature", "properties": kept, "geometry": feature.get("geometry")}
