"""What the forms know of who fills them in: a passer-by, a member, somebody who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.domain.signals import queries, rules
from wijkregie.domain.signals.states import Channel, HearBack
from wijkregie.web.http.contact import RecordFields

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.viewer import Viewer
    from wijkregie.web.http.contact import ContactForm


def first_choices(viewer: Viewer) -> dict[str, Any]:
    """Return what stands in a form before anything is chosen."""
    if not viewer.is_member:
        return {}
    return {
        "hear_back": HearBack.NONE if viewer.is_professional else HearBack.MAIL,
        "channel": Channel.PROFESSIONAL if viewer.is_professional else Channel.WEB,
    }


def fitted(form: ContactForm, viewer: Viewer, *, on: date) -> None:
    """Fill in what a form of who works along asks; one query."""
    if isinstance(form, RecordFields):
        groups = queries.groups_to_give(viewer, on=on)
        mine = [(pk, name) for pk, name in groups if rules.may_raise_for(viewer, pk)]
        form.know(mine, today=on, for_others=viewer.is_professional)
