"""What else waits for who opens the work list: work to take over, and words to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.practice import queries as practice
from wijkregie.domain.practice import rules
from wijkregie.domain.programme import queries as programme

if TYPE_CHECKING:
    from wijkregie.web.signals.views.asked import Asked

Notice = dict[str, str]


def notices(found: Asked) -> list[Notice]:
    """Return what waits, as ``partials/alert.html`` asks for it. Two queries at most."""
    return [*_offers(found), *_borrowed(found)]


def _offers(found: Asked) -> list[Notice]:
    return [
        {
            "text": _("%(team)s is asked to go on with “%(project)s”.")
            % {"team": one.team, "project": one.project_title},
            "url": reverse("programme:hand_over", args=[found.scope.slug, one.project_id]),
            "url_text": _("Answer"),
        }
        for one in programme.offered_to(found.viewer)
    ]


def _borrowed(found: Asked) -> list[Notice]:
    """Return the templates of others of which not every part was settled."""
    if not rules.may_borrow(found.viewer):
        return []
    return [
        {
            "text": ngettext(
                "%(number)d part of “%(name)s” waits: do you take it over?",
                "%(number)d parts of “%(name)s” wait: do you take them over?",
                one.paragraphs - one.settled,
            )
            % {"number": one.paragraphs - one.settled, "name": one.name},
            "url": reverse("practice:template", args=[found.scope.slug, one.id]),
            "url_text": _("Look and choose"),
        }
        for one in practice.templates_visible_to(found.viewer)
        if one.settled < one.paragraphs
    ]
