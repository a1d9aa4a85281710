"""Addresses of pages, made in one place: an area's name stands in its address, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.urls import NoReverseMatch, reverse

from wijkregie.core import names

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope


class Named(Protocol):
    """An area, or what may be seen of it."""

    @property
    def code(self) -> str:
        """The code of CBS or of our own."""

    @property
    def name(self) -> str:
        """Its name, which may be empty."""


def area_words(area: Named) -> str:
    """Return the code and name of an area as they stand in an address."""
    name = names.slug(area.name)
    return f"{area.code}-{name}" if name else area.code


def optional(name: str, *args: object) -> str:
    """Return the address of a page of another part, or nothing where that is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def area_url(scope: Scope, area: Named) -> str:
    """Return the address of the page of an area."""
    return reverse("areas:detail", args=[scope.slug, area_words(area)])


def figure_url(scope: Scope, key: str) -> str:
    """Return the address of the page of a figure."""
    return reverse("figures:detail", args=[scope.slug, key])


def programme_url(scope: Scope, key: str) -> str:
    """Return the address of the page of a programme."""
    return reverse("programme:detail", args=[scope.slug, key])


def goal_line_url(scope: Scope, key: str, pk: int) -> str:
    """Return where a goal stands in the tree of a programme, with what is measured of it."""
    return f"{reverse('programme:goals', args=[scope.slug, key])}#doel-{pk}"


def project_url(scope: Scope, pk: int) -> str:
    """Return the address of a project card."""
    return reverse("programme:project", args=[scope.slug, pk])


def signal_url(scope: Scope, reference: str) -> str:
    """Return the address of the public story of a signal."""
    return reverse("signals:detail", args=[scope.slug, reference])


def thread_url(scope: Scope, kind: str, pk: int) -> str:
    """Return the address of the thread of one thing: "project", "doel", "knelpunt", …."""
    return reverse("reports:thread", args=[scope.slug, kind, pk])


def meeting_url(scope: Scope, pk: int) -> str:
    """Return the address of the page of a meeting."""
    return reverse("meetings:detail", args=[scope.slug, pk])
