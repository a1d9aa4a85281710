"""Change the card of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import services
from wijkregie.web.programme import choices
from wijkregie.web.programme.card import crumbs, kicker
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.forms.draft import as_asked, draft_of
from wijkregie.web.programme.forms.project import CardForm
from wijkregie.web.programme.views.card import found_project

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProjectSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Show the whole card as a form, and save it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    form = CardForm(desk.sent, offer=offer(desk, seen), initial=as_asked(seen))
    here = desk.url("project", pk)

    def act() -> None:
        draft = draft_of(form.cleaned_data, seen.programme_id)
        version = form.cleaned_data["version"]
        services.change_project(pk, draft, version=version, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The card is saved."), here)
    return ask(
        desk,
        form,
        crumbs=crumbs(desk, seen, _("Change the card")),
        kicker=kicker(seen),
        heading=_("Change the card"),
        submit_text=_("Save"),
        cancel_url=here,
    )


def offer(desk: Desk, seen: ProjectSeen) -> dict[str, Any]:
    """Return what there is to choose from for this project."""
    organisations = choices.organisations(desk)
    return {
        **choices.of_programme(desk, seen.programme_id),
        "areas": choices.areas(desk, seen.areas),
        "holders": organisations,
        "partners": organisations,
        "lead": choices.persons(desk),
    }
