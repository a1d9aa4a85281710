"""Sentences for what went wrong between us and a service, and for what one can do then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.fetching.faults import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from wijkregie.cli.fetching.faults import FetchFault

_WHY = {
    Kind.UNREACHABLE: gettext_lazy("There is no connection with %(host)s."),
    Kind.BROKEN_OFF: gettext_lazy("%(host)s broke the connection off."),
    Kind.BUSY: gettext_lazy("%(host)s is too busy (%(detail)s)."),
    Kind.FAILED: gettext_lazy("%(host)s does not work now (%(detail)s)."),
    Kind.UNREADABLE: gettext_lazy("%(host)s gave something that is no whole answer."),
    Kind.SHORT: gettext_lazy("%(host)s gave fewer rows than it says it has (%(detail)s)."),
    Kind.INCOMPLETE: gettext_lazy("%(host)s gave fewer rows than it says it has (%(detail)s)."),
    Kind.TOO_LARGE: gettext_lazy("%(host)s gave more than one answer can hold."),
    Kind.NOT_THERE: gettext_lazy("%(host)s does not have this table or layer."),
    Kind.REFUSED: gettext_lazy("%(host)s does not take this question (%(detail)s)."),
    Kind.MOVED: gettext_lazy("%(host)s has moved to %(detail)s."),
    Kind.CONTRADICTS: gettext_lazy(
        "%(host)s gave a row twice, with different values (%(detail)s)."
    ),
    Kind.OTHER_YEAR: gettext_lazy("This table is about %(detail)s."),
    Kind.NO_AREAS: gettext_lazy("%(host)s has no areas of %(detail)s."),
    Kind.NOT_OFFERED: gettext_lazy("The services do not offer %(detail)s in a known shape."),
}  # fmt: skip - one line a code


def why(fault: FetchFault) -> str:
    """Tell in one sentence what went wrong."""
    return str(_WHY[fault.kind]) % {"host": fault.host, "detail": fault.detail}


def waiting(fault: FetchFault, seconds: float) -> str:
    """Tell that we wait, and why."""
    return _("%(why)s Trying again in %(seconds)d seconds.") % {
        "why": why(fault),
        "seconds": round(seconds),
    }


def by_hand(what: str, year: int, page: str, folder: Path) -> str:
    """Tell which file to download oneself, where to put it, and what to type then."""
    if what == "borders":
        file, name = _("the GeoPackage of the year (unpack the zip file)"), "wijkenbuurten.gpkg"
    elif "statline" in page:
        file, name = _("the table as CSV, of all wijken and buurten"), "kwb.csv"
    else:
        file, name = _("the Excel file of the year"), "kwb.xlsx"
    path = folder / name.replace(".", f"_{year}.")
    return "\n".join(
        [
            _("Fetch the file yourself, on any computer that is on the internet:"),
            _("1. Open %(page)s") % {"page": page},
            _("2. Download %(file)s.") % {"file": file},
            _("3. Save it as %(path)s") % {"path": path},
            _("4. Type: wijkregie import %(what)s %(path)s --year %(year)d")
            % {"what": what, "path": path, "year": year},
        ]
    )


def refused(fault: FetchFault, *, going_on: bool, instructions: str) -> str:
    """Tell what went wrong, what stays, and how else one gets the figures.

    ``going_on`` tells whether pages are kept from which the next run goes on.
    """
    sentences = [why(fault), _("Nothing was stored.")]
    if fault.passes and going_on:
        sentences.append(
            _("The pages that came are kept: the same command goes on from there.")
        )
    if fault.kind in {Kind.INCOMPLETE, Kind.CONTRADICTS}:
        sentences.append(_("The same command asks for all of it again."))
    if fault.kind is Kind.NO_AREAS:
        sentences.append(_("Check the code: it may be another one in that year."))
        return " ".join(sentences)
    return "\n".join([" ".join(sentences), "", instructions])
