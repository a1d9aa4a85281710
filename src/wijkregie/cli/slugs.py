"""The municipality that somebody names in a command."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places


def municipality_of(slug: str) -> int:
    """Return the number of the municipality with this word in web addresses.

    Raises ``CommandError``, which names the municipalities that there are.
    """
    found = places.scope(slug)
    if found is None or found.municipality_id is None:
        known = ", ".join(scope.slug for scope in places.scopes())
        raise CommandError(
            _("There is no municipality “%(slug)s” here. Choose one of these: %(known)s.")
            % {"slug": slug, "known": known or "-"}
        )
    return found.municipality_id
