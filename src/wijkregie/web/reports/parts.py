"""Who takes part beside who lives there, as tables."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.core.proportions import whole_percent
from wijkregie.domain.budgets.queries.taking_part import FEW
from wijkregie.domain.people.states import OrganisationKind, Shell
from wijkregie.domain.reports import queries as reports
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.wording import area_name, number
from wijkregie.web.reports.voices import share_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.queries import GroupTurnout, TookPart
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.reports.queries import AreaPart, TakingPart
    from wijkregie.domain.signals.queries import Satisfied
    from wijkregie.web.reports.asked import Asked

_SHELLS: Final = {
    Shell.FIRST: gettext_lazy("first shell: attends"),
    Shell.SECOND: gettext_lazy("second shell: invited for a point"),
}


def tables(asked: Asked, areas: Sequence[Area]) -> list[dict[str, Any]]:
    """Return who raised something by area and channel, and who was at the table by seat."""
    found = reports.taking_part(asked.viewer, areas, on=asked.on)
    said = signals.satisfied_share(asked.viewer, since=found.since, until=found.on)
    return [
        _areas(found, areas),
        _channels(found),
        _seats(found),
        *(_votes(one) for one in found.votes),
        _satisfied(said),
    ]


def _areas(found: TakingPart, areas: Sequence[Area]) -> dict[str, Any]:
    names = {area.pk: area_name(area) for area in areas}
    living = sum(one.inhabitants or 0 for one in found.areas)
    raised = sum(one.raisers for one in found.areas)
    return {
        "title": _("Who reports, beside who lives there"),
        "heads": [
            _("Area"),
            _("Inhabitants"),
            _("Share of the inhabitants"),
            _("Reports"),
            _("Share of the reports"),
        ],
        "rows": [
            [
                names[one.area_id],
                _living(one),
                _share_of_people(one, living),
                str(one.raisers),
                _percent(one.raisers, raised),
            ]
            for one in found.areas
        ],
        "how": _(
            "Reports by the wijk they are about, counted per person or group that raised or "
            "joined one. A wijk with a much smaller share of the reports than of the "
            "inhabitants is one we may not hear."
        ),
        "empty": _("There are no wijken here yet."),
    }


def _living(one: AreaPart) -> str:
    if one.inhabitants is None:
        return _("not known")
    told = {"number": number(one.inhabitants), "year": one.period}
    return _("%(number)s (%(year)s)") % told


def _share_of_people(one: AreaPart, living: int) -> str:
    return _("not known") if one.inhabitants is None else _percent(one.inhabitants, living)


def _percent(part: int, of: int) -> str:
    if not of:
        return _("none")
    return _("%(percent)d %%") % {"percent": whole_percent(Fraction(part, of))}


def _channels(found: TakingPart) -> dict[str, Any]:
    whole = sum(count for _channel, count in found.channels)
    return {
        "title": _("How it came in"),
        "heads": [_("Way in"), _("Reports"), _("Share")],
        "rows": [
            [str(channel.label), str(count), _percent(count, whole)]
            for channel, count in found.channels
        ],
        "how": _("Every way in has the same rights: an owner, a promised day and an answer."),
        "empty": _("Nothing was reported in this period."),
    }


def _seats(found: TakingPart) -> dict[str, Any]:
    return {
        "title": _("Who sits at the table"),
        "heads": [_("Seat"), _("Shell"), _("Present")],
        "rows": [
            [_kind(one.kind), str(_SHELLS[one.shell]), share_text(one.present)]
            for one in found.seats
        ],
        "how": _("Of the meetings that were held, as far as attendance was written down."),
        "empty": _("No attendance was written down in this period."),
    }


def _votes(found: TookPart) -> dict[str, Any]:
    """Return who voted beside who lives there, with how sure a share is; never of a few."""
    groups = (*found.areas, *found.bands)
    return {
        "title": _("Who voted in %(round)s") % {"round": found.round_title},
        "heads": [_("Group"), _("Lives there"), _("Letters"), _("Voted"), _("Share")],
        "rows": [
            [
                _group(one),
                _lives(one),
                _number(one.letters),
                _("fewer than %(few)d") % {"few": FEW} if one.few else _number(one.used),
                _share(one),
            ]
            for one in groups
        ],
        "how": _silent(found),
        "empty": _("Of this vote nothing is known by area or age."),
    }


def _group(one: GroupTurnout) -> str:
    if one.area is not None:
        return one.area.name or one.area.code
    return _("%(band)s years") % {"band": one.age_band}


def _lives(one: GroupTurnout) -> str:
    if one.living is None:
        return _("not known")
    told = {"number": number(one.living), "year": one.period}
    return _("%(number)s (%(year)s)") % told


def _number(value: int | None) -> str:
    return _("held back") if value is None else number(value)


def _share(one: GroupTurnout) -> str:
    share = one.share
    return (
        _("held back") if share is None else _("%(share)d %%") % {"share": whole_percent(share)}
    )


def _silent(found: TookPart) -> str:
    """Return of whom nobody or nearly nobody is heard, and what is held back."""
    held = _("What would give away fewer than %(few)d people is held back.") % {"few": FEW}
    names = ", ".join(map(_group, found.silent))
    if not names:
        return held
    said = _("Of these groups fewer than %(few)d voted, or nobody: %(groups)s.")
    return f"{said % {'few': FEW, 'groups': names}} {held}"


def _satisfied(said: Satisfied) -> dict[str, Any]:
    share = reports.Share(said.satisfied, said.of)
    return {
        "title": _("Satisfied with the answer"),
        "heads": [_("Satisfied"), _("Said so or not")],
        "rows": [[share_text(share), str(said.of)]] if said.of else [],
        "how": _(
            "Of everyone who told whether the answer satisfies, in the whole municipality. Who "
            "says no with a reason can have the report opened again."
        ),
        "empty": _("Nobody told yet whether the answer satisfies."),
    }


def _kind(kind: OrganisationKind | None) -> str:
    return _("residents, for themselves") if kind is None else str(OrganisationKind(kind).label)
