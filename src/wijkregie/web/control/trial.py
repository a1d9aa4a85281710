"""What a trial of the rules found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.signals.states import RuleFault
from wijkregie.web.http.addresses import signal_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.signals.queries import Rehearsal, RuleSeen
    from wijkregie.web.control.desk import Desk

#: What to do about a rule that does not work.
_MEND: Final = {
    RuleFault.GROUP_ENDED: gettext_lazy("This group has ended. Choose another group."),
    RuleFault.NO_MEMBERS: gettext_lazy(
        "This group has no members, so nobody would see the report. Give it members, or "
        "choose another group."
    ),
    RuleFault.ORGANISATION_GONE: gettext_lazy(
        "This organisation does not work here any more. Choose another."
    ),
    RuleFault.THEME_OUT: gettext_lazy("This theme is out of use, so nothing new comes in."),
    RuleFault.AREA_GONE: gettext_lazy(
        "This area is not in the present layout of CBS. Choose an area of now."
    ),
    RuleFault.NEVER: gettext_lazy(
        "This rule never has its turn: an earlier one says it already. Move it up, or remove "
        "it."
    ),
}


def fault_text(fault: RuleFault | None) -> str:
    """Return what is wrong with a rule and what to do about it; nothing if it works."""
    return str(_MEND[fault]) if fault else ""


def goal_text(group_name: str, organisation_name: str, *, nobody: str = "") -> str:
    """Return where reports go: a group, perhaps with the organisation that they concern."""
    names = [group_name or nobody or _("District manager"), organisation_name]
    return ", ".join(filter(None, names))


def what_text(rule: RuleSeen) -> str:
    """Return which reports a rule is about."""
    names = {"theme": rule.theme_name, "area": rule.area.name if rule.area else ""}
    if rule.theme_id and rule.area:
        return _("%(theme)s in %(area)s") % names
    if rule.theme_id:
        return _("%(theme)s, everywhere") % names
    if rule.area:
        return _("Everything in %(area)s") % names
    return _("Everything, everywhere")


def where_text(rule: RuleSeen) -> str:
    """Return where the reports of a rule go."""
    names = {"group": rule.group_name, "organisation": rule.organisation_name}
    if rule.group_id and rule.organisation_id:
        return _("goes to %(group)s and concerns %(organisation)s") % names
    if rule.group_id:
        return _("goes to %(group)s") % names
    return _("stays with the wijkteam and concerns %(organisation)s") % names


def shown(desk: Desk, found: Rehearsal) -> dict[str, Any]:
    """Return what a trial found, for control/trial.html."""
    return {
        "text": _summary(found),
        "rows": [
            {
                "name": goal_text(one.group_name, one.organisation_name),
                "now": one.now,
                "then": one.then,
                "more": max(one.then - one.now, 0),
                "fewer": max(one.now - one.then, 0),
            }
            for one in found.goals
        ],
        "examples": [_example(desk, one) for one in found.examples],
        "failed": [_failed(one) for one in found.failed],
    }


def _example(desk: Desk, one: Any) -> dict[str, str]:
    told = {"from": goal_text(*one.from_names), "to": goal_text(*one.to_names)}
    return {
        "name": ", ".join(filter(None, (one.theme_name, one.area.name if one.area else ""))),
        "url": signal_url(desk.scope, one.reference),
        "text": _("from %(from)s to %(to)s") % told,
    }


def _failed(one: Any) -> dict[str, str]:
    title = ngettext(
        "At %(count)d report a rule cannot be followed: %(name)s",
        "At %(count)d reports a rule cannot be followed: %(name)s",
        one.count,
    )
    name = goal_text(one.group_name, one.organisation_name, nobody=_("wijkteam"))
    then = _("Until then these reports go on to the next rule.")
    return {
        "title": title % {"count": one.count, "name": name},
        "text": f"{fault_text(one.fault)} {then}",
    }


def _summary(found: Rehearsal) -> str:
    since = {"since": date_format(found.since, "j F Y"), "of": found.of, "moved": found.moved}
    if not found.of:
        return (
            _("Nothing was reported since %(since)s, so there is nothing to try it on.") % since
        )
    if not found.moved:
        return (
            ngettext(
                "The one report since %(since)s would have gone where it goes now.",
                "All %(of)d reports since %(since)s would have gone where they go now.",
                found.of,
            )
            % since
        )
    return (
        ngettext(
            "Of %(of)d reports since %(since)s, %(moved)d would have gone elsewhere.",
            "Of %(of)d reports since %(since)s, %(moved)d would have gone elsewhere.",
            found.moved,
        )
        % since
    )


def faults_in(rules: Sequence[RuleSeen]) -> str:
    """Return how many rules do not work; nothing if all do."""
    count = sum(rule.active and rule.fault is not None for rule in rules)
    if not count:
        return ""
    return ngettext(
        "%(count)d rule does not work. Below stands what to do about it.",
        "%(count)d rules do not work. Below stands what to do about it.",
        count,
    ) % {"count": count}
