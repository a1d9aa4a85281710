"""Route signals, and set the rules by which that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.people.models import Group, Organisation, SealedDesk
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import RoutingRule, Theme
from wijkregie.domain.signals.queries import routes
from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.states import UNDECIDED, EventKind, RuleFault
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.signals.models import Signal
    from wijkregie.domain.signals.queries.routes import Routed, RuleDraft
    from wijkregie.kit.viewer import Viewer

_WENT_ON: Final = {
    RuleFault.GROUP_ENDED: gettext_lazy("This group has ended, so the report went on."),
    RuleFault.NO_MEMBERS: gettext_lazy("This group has no members, so the report went on."),
    RuleFault.ORGANISATION_GONE: gettext_lazy(
        "This organisation does not work here any more, so the report went on."
    ),
}


class RoutingRefused(Refusal):
    """A change to a routing rule that may not be, or not so."""


def route(areas: Iterable[Area], theme_id: int, municipality_id: int, *, on: date) -> Routed:
    """Return where a signal of this theme in these areas goes. Two to four queries."""
    return routes.route({area.pk for area in areas}, theme_id, municipality_id, on=on)


def give(signal: Signal, areas: Iterable[Area], *, on: date) -> Routed:
    """Make a new signal in these areas of whom it goes to; the caller saves it."""
    routed = route(areas, signal.theme_id, signal.municipality_id, on=on)
    signal.owner_id, signal.organisation_id = routed.group_id, routed.organisation_id
    return routed


def route_of(signal: Signal, *, at: datetime) -> Routed:
    """Return where a signal goes by the rules of now."""
    area_ids = moving.area_ids_of(signal)
    on = timezone.localdate(at)
    return routes.route(area_ids, signal.theme_id, signal.municipality_id, on=on)


def note_failed(signal: Signal, routed: Routed, *, at: datetime) -> None:
    """Write down, for everyone to read, which rules could not be followed at this signal."""
    for one in routed.failed:
        moving.happened(
            signal,
            EventKind.RULE_FAILED,
            by=None,
            at=at,
            why=str(_WENT_ON[one.fault]),
            group_id=one.rule.group_id,
            organisation_id=one.rule.organisation_id,
        )


def reroute(signal: Signal, was: Routed, *, why: str, by: Viewer, at: datetime) -> None:
    """Give a signal of which theme or place was put right to where it goes now, and say so.

    ``was`` is where it went before: where that is the same, whoever has it keeps it. What was
    decided on, or is handled with another signal, stays too; what is handled with this one
    goes along. Saves the signals.
    """
    if signal.state not in UNDECIDED or signal.bundled_in_id is not None:
        return
    now = route_of(signal, at=at)
    if now.failed != was.failed:
        note_failed(signal, now, at=at)
    if (now.group_id, now.organisation_id) == (was.group_id, was.organisation_id):
        return
    for one in (signal, *signal.along):
        one.owner_id, one.owner_person_id = now.group_id, None
        one.organisation_id = now.organisation_id
        one.save(update_fields=["owner", "owner_person", "organisation"])
        moving.happened(
            one,
            EventKind.REROUTED,
            by=by,
            at=at,
            why=why,
            group_id=now.group_id,
            organisation_id=now.organisation_id,
        )


@transaction.atomic
def save_rule(
    rule_id: int | None, draft: RuleDraft, *, by: Viewer, at: datetime, place: int | None = None
) -> int:
    """Add a rule or change one, and return its number; ``place`` counts from 1.

    Without a place it stays where it is, and a new one comes last. Raises ``RoutingRefused``
    where it names what is not here, and for a manager of another area.
    """
    rows = _locked(by)
    row = RoutingRule(municipality_id=by.municipality_id or 0, order=len(rows) + 1)
    if rule_id is not None:
        row = _found(rows, rule_id)
        _need_mine(row.area_id, by)
    _check(draft, by=by, on=timezone.localdate(at))
    row.area_id, row.theme_id, row.active = draft.area_id, draft.theme_id, draft.active
    row.group_id, row.organisation_id = draft.group_id, draft.organisation_id
    row.save()
    _put_at(rows, row, place)
    audit.record("routing_rule_saved", row, by=by, at=at)
    return row.pk


@transaction.atomic
def move_rule(rule_id: int, place: int, *, by: Viewer, at: datetime) -> None:
    """Put a rule at another place, counted from 1: the first that fits a signal counts."""
    rows = _locked(by)
    row = _found(rows, rule_id)
    _need_mine(row.area_id, by)
    _put_at(rows, row, place)
    audit.record("routing_rule_moved", row, by=by, at=at)


@transaction.atomic
def remove_rule(rule_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a rule away; signals that followed it stay where they are."""
    rows = _locked(by)
    row = _found(rows, rule_id)
    _need_mine(row.area_id, by)
    audit.record("routing_rule_removed", row, by=by, at=at)
    row.delete()


def _locked(by: Viewer) -> list[RoutingRule]:
    """Return the rules in order, locked; refuse who may not set any."""
    if not rules.may_set_routing(by):
        raise RoutingRefused(
            _("Only district managers and administrators of this municipality can do this.")
        )
    here = RoutingRule.objects.filter(municipality_id=by.municipality_id or 0)
    return list(here.select_for_update(no_key=True).order_by("order", "pk"))


def _found(rows: list[RoutingRule], rule_id: int) -> RoutingRule:
    for row in rows:
        if row.pk == rule_id:
            return row
    raise RoutingRefused(_("This rule is not there any more. Go back and reload the page."))


def _put_at(rows: list[RoutingRule], row: RoutingRule, place: int | None) -> None:
    """Write the rules down in order, with this one at its place."""
    by_number = {one.pk: one for one in (*rows, row)}
    listed = [(one.pk, routes.drafted(one)) for one in rows]
    ordered = routes.placed(listed, row.pk, routes.drafted(row), place)
    for order, (pk, _rule) in enumerate(ordered, start=1):
        by_number[pk].order = order
    RoutingRule.objects.bulk_update(by_number.values(), ["order"])


def _check(draft: RuleDraft, *, by: Viewer, on: date) -> None:
    """Refuse a rule that names nobody, or what is not here."""
    here = by.municipality_id or 0
    groups = Group.objects.current(on).filter(municipality_id=here)
    groups = groups.exclude(pk__in=SealedDesk.objects.values("group_id"))
    organisations = Organisation.objects.filter(municipalities=here)
    if draft.group_id is None and draft.organisation_id is None:
        raise RoutingRefused(_("Choose a group, an organisation, or both."))
    if draft.group_id is not None and not groups.filter(pk=draft.group_id).exists():
        raise RoutingRefused(_("This group is not there any more. Choose another."))
    if (
        draft.organisation_id is not None
        and not organisations.filter(pk=draft.organisation_id).exists()
    ):
        raise RoutingRefused(_("This organisation does not work here. Choose another."))
    themes = Theme.objects.filter(municipality_id=here)
    if draft.theme_id is not None and not themes.filter(pk=draft.theme_id).exists():
        raise RoutingRefused(_("Choose a theme from the list."))
    if draft.area_id is not None and not _around(draft.area_id, by):
        raise RoutingRefused(
            _("This area is not in this municipality. Choose an area from the list.")
        )
    _need_mine(draft.area_id, by)


def _need_mine(area_id: int | None, by: Viewer) -> None:
    """Refuse who manages other areas only. A rule without an area is for all of them."""
    around = [] if area_id is None else _around(area_id, by)
    if not rules.may_set_rule(by, [area.pk for area in around]):
        raise RoutingRefused(
            _(
                "You set rules for your own area only. Choose an area of yours, or ask who "
                "manages the whole municipality."
            )
        )


def _around(area_id: int, by: Viewer) -> list[Area]:
    """Return an area and all that hold it, nothing for an area of elsewhere."""
    scope = places.scope_of(by.municipality_id or 0)
    if scope is None:
        return []
    return places.areas_around(installation(by.municipality_id), scope, area_id)
