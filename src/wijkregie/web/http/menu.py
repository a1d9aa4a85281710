"""The menu of every page: what is there for everyone, and what for who works along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_WORKERS: Final = frozenset({Role.COMMUNITY_WORKER, Role.DISTRICT_MANAGER, Role.SPECIALIST})

_REACH: Final = frozenset({Role.COMMUNITY_WORKER, Role.DISTRICT_MANAGER})

_SEALED: Final = ("concerns:queue", "concerns:detail", "concerns:open", "concerns:confirm")


class Entry(NamedTuple):
    """An entry: its words, its page, who has it, and the pages that it stands for.

    The first few stand beside each other on a phone too; the others under one word there.
    """

    text: Any
    name: str
    seen: Callable[[Scope, Viewer], bool]
    stands_for: tuple[str, ...]
    first: bool = False


def _all(_scope: Scope, _viewer: Viewer) -> bool:
    return True


def _here(scope: Scope, _viewer: Viewer) -> bool:
    return not scope.is_country


def _handler(scope: Scope, viewer: Viewer) -> bool:
    works = any(grant.role in _WORKERS for grant in viewer.grants)
    return not scope.is_country and (viewer.operator or works)


def _reaches_residents(scope: Scope, viewer: Viewer) -> bool:
    works = any(grant.role in _REACH for grant in viewer.grants)
    return not scope.is_country and (viewer.operator or works)


def _speaks_for_a_group(scope: Scope, viewer: Viewer) -> bool:
    return not scope.is_country and bool(viewer.first_shell_ids)


def _attends_sealed_desk(scope: Scope, viewer: Viewer) -> bool:
    return not scope.is_country and bool(viewer.sealed_ids)


def _administrator(scope: Scope, viewer: Viewer) -> bool:
    return not scope.is_country and (viewer.operator or viewer.holds(Role.ADMINISTRATOR))


def _manager(scope: Scope, viewer: Viewer) -> bool:
    """Tell whether some settings are open to somebody who is no administrator."""
    manages = any(grant.role == Role.DISTRICT_MANAGER for grant in viewer.grants)
    return not scope.is_country and manages and not _administrator(scope, viewer)


_ENTRIES: Final = (
    Entry(_("Report here"), "signals:report", _here, ("signals:report",), first=True),
    Entry(_("Programme"), "programme:index", _here, ("programme:",), first=True),
    Entry(_("Search"), "home:search", _all, ("home:search",), first=True),
    Entry(_("Reports"), "signals:overview", _here, ("signals:overview",)),
    Entry(_("Map"), "areas:map", _all, ("areas:map", "nation:")),
    Entry(_("Figures"), "figures:index", _all, ("figures:",)),
    Entry(
        _("Council"),
        "reports:council",
        _here,
        ("reports:council", "reports:list", "reports:voices"),
    ),
    Entry(_("Budgets"), "budgets:index", _here, ("budgets:", "proposals:")),
    Entry(_("Team meetings"), "meetings:index", _here, ("meetings:", "home:groups")),
    Entry(_("From our group"), "signals:of_group", _speaks_for_a_group, ("signals:of_group",)),
    Entry(_("Work list"), "signals:work", _handler, ("signals:work",)),
    Entry(_("Letters"), "letters:index", _reaches_residents, ("letters:",)),
    Entry(_("Concerns"), "concerns:queue", _attends_sealed_desk, _SEALED),
    Entry(_("Settings"), "control:index", _administrator, ("control:",)),
    Entry(_("Settings"), "control:routing", _manager, ("control:",)),
)


def menu(request: HttpRequest, scope: Scope, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the entries that this viewer has, as ``partials/header.html`` asks for."""
    match = request.resolver_match
    now = match.view_name if match else ""
    return [
        {
            "text": entry.text,
            "url": reverse(entry.name, args=[scope.slug]),
            "current": now.startswith(entry.stands_for),
            "first": entry.first or scope.is_country,
        }
        for entry in _ENTRIES
        if entry.seen(scope, viewer)
    ]
