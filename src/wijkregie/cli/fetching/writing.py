"""From kept pages to the one file that the import reads; the same pages give the same bytes."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from wijkregie.cli.fetching import features, odata3, odata4
from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.cli.fetching.pages import once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from wijkregie.cli.fetching.keeping import Shelf
    from wijkregie.cli.fetching.pages import Page, Part, Row

_LEVEL: Final = 5
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def rows_csv(
    shelf: Shelf, parts: Sequence[Part], municipalities: Sequence[str], path: Path
) -> int:
    """Write the rows of OData version 3 as packed CSV."""
    with _packed(path) as file:
        return odata3.write(_all(shelf, parts), municipalities, file)


def features_geojson(
    shelf: Shelf, parts: Sequence[Part], municipalities: Sequence[str], path: Path
) -> int:
    """Write features as packed GeoJSON."""
    with _packed(path) as file:
        return features.write(_all(shelf, parts), municipalities, file)


def observations_zip(
    shelf: Shelf, parts: Sequence[Part], _municipalities: Sequence[str], path: Path
) -> int:
    """Write an archive with the observations of OData version 4 and the names with them."""
    rows = [part for part in parts if part.name not in odata4.NAMES]
    with (
        _whole(path) as unfinished,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
    ):
        for part in parts:
            if part.name in odata4.NAMES:
                named = {"value": list(whole(shelf, part))}
                archive.writestr(_member(f"{part.name}.json"), json.dumps(named))
        with (
            archive.open(_member("Observations.csv"), "w") as member,
            io.TextIOWrapper(member, encoding="utf-8", newline="") as file,
        ):
            return odata4.write(_all(shelf, rows), file)


def whole(shelf: Shelf, part: Part) -> Iterator[Row]:
    """Return every row of a part once.

    Raises ``FetchFault`` if fewer came than the service said there are; the pages are then
    thrown away, so that the next run asks for all of them again.
    """
    totals: list[int] = [] if part.about.total is None else [part.about.total]
    count = 0
    try:
        for row in once(_counted(shelf.pages(part), totals), part.key):
            count += 1
            yield row
    except FetchFault as fault:
        shelf.forget(part.name)
        raise FetchFault(fault.kind, part.first, fault.detail) from fault
    if totals and count < totals[-1]:
        shelf.forget(part.name)
        raise FetchFault(Kind.INCOMPLETE, part.first, f"{count} / {totals[-1]}")


def _counted(pages: Iterator[Page], totals: list[int]) -> Iterator[Page]:
    for page in pages:
        if page.total is not None:
            totals.append(page.total)
        yield page


def _all(shelf: Shelf, parts: Sequence[Part]) -> Iterator[Row]:
    for part in parts:
        yield from whole(shelf, part)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


@contextmanager
def _packed(path: Path) -> Iterator[TextIO]:
    with (
        _whole(path) as unfinished,
        unfinished.open("wb") as raw,
        gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as file,
    ):
        yield file


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Let a file be written beside its place, and put it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
