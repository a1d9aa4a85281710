"""A routing rule as a row of the list and as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.services import RuleDraft
from wijkregie.web.control import choices, trial
from wijkregie.web.control.forms.routing import RuleForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from wijkregie.domain.signals.queries import RuleSeen
    from wijkregie.web.control.choices import Choice
    from wijkregie.web.control.desk import Desk


def row(desk: Desk, one: RuleSeen, of: int) -> dict[str, Any]:
    """Return a rule as control/routing.html shows it, with the ways to move it."""
    moves = []
    if one.place > 1:
        moves.append({"text": _("Move up"), "place": one.place - 1})
    if one.place < of:
        moves.append({"text": _("Move down"), "place": one.place + 1})
    page = desk.url("rule_move", one.id)
    return {
        "place": one.place,
        "name": trial.what_text(one),
        "url": desk.url("rule", one.id),
        "text": trial.where_text(one),
        "off": not one.active,
        "fault_text": trial.fault_text(one.fault) if one.active else "",
        "moves": [
            {"text": move["text"], "url": f"{page}?plek={move['place']}"} for move in moves
        ],
    }


def draft_of(one: RuleSeen) -> RuleDraft:
    """Return a rule as it is now, to try it somewhere else."""
    return RuleDraft(
        one.area.id if one.area else None,
        one.theme_id,
        one.group_id,
        one.organisation_id,
        one.active,
    )


def form_for(
    desk: Desk, rules: Sequence[RuleSeen], one: RuleSeen | None, sent: QueryDict | None
) -> RuleForm:
    """Return the form of a rule, or of a new one; what it names now can stay chosen."""
    on = timezone.localdate()
    themes = queries.themes_visible_to(desk.viewer)
    organisations = people.organisations_visible_to(desk.viewer)
    groups: list[Choice] = [*queries.groups_to_give(desk.viewer, on=on)]
    parties: list[Choice] = [(each.id, each.name) for each in organisations]
    areas: list[tuple[object, object]] = [*choices.all_areas(desk)]
    last = len(rules) + (one is None)
    initial: dict[str, Any] = {"active": True, "place": last}
    if one is not None:
        draft = draft_of(one)
        _keep(groups, one.group_id, one.group_name)
        _keep(parties, one.organisation_id, one.organisation_name)
        if one.area and not any(pk == one.area.id for pk in _offered(areas)):
            areas.append((one.area.id, one.area.name))
        initial = {
            "theme": draft.theme_id or 0,
            "area": draft.area_id or 0,
            "group": draft.group_id or 0,
            "organisation": draft.organisation_id or 0,
            "place": one.place,
            "active": draft.active,
        }
    return RuleForm(
        sent,
        themes=[
            (theme.pk, theme.name)
            for theme in themes
            if theme.active or (one and theme.pk == one.theme_id)
        ],
        areas=areas,
        groups=groups,
        organisations=parties,
        places=last,
        initial=initial,
    )


def _keep(offered: list[Choice], pk: int | None, name: str) -> None:
    """Let what a rule names now stay among the choices, though it is gone."""
    if pk is not None and all(pk != known for known, _name in offered):
        offered.append((pk, _("%(name)s (no longer there)") % {"name": name}))


def _offered(areas: Sequence[tuple[object, object]]) -> set[object]:
    return {pk for _group, inside in areas if isinstance(inside, list) for pk, _name in inside}
