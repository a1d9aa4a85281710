"""Write down where a programme wants to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.forms.bridge import ProgrammeVisionForm
from wijkregie.web.programme.views.bridge import steered

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.programme.desk import Desk


@for_work
def write(desk: Desk, key: str) -> HttpResponse:
    """Write the vision of a programme; an empty line makes a new paragraph of it."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    initial = {"vision": programme.vision, "was": programme.vision}
    form = ProgrammeVisionForm(desk.sent, initial=initial)

    def act() -> None:
        asked = form.cleaned_data
        services.write_vision(
            programme.id, asked["vision"], was=asked["was"], by=desk.viewer, at=timezone.now()
        )

    if answered(form, act, field="vision"):
        return done(desk, _("The vision is saved."), desk.url("detail", key))
    heading = _("Vision of the programme")
    return ask(
        desk,
        form,
        crumbs=[
            {"name": programme.name, "url": desk.url("detail", key)},
            {"name": heading, "url": ""},
        ],
        kicker=programme.name,
        heading=heading,
        submit_text=_("Save vision"),
        cancel_url=desk.url("detail", key),
    )
