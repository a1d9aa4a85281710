"""Start a programme, and change what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import queries, rules, services
from wijkregie.web.http.deciding import rung_choices
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import saved
from wijkregie.web.programme.forms.programme import ProgrammeForm
from wijkregie.web.programme.views.goals import found_programme

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def start(desk: Desk) -> HttpResponse:
    """Start a programme; after that its goals are written down."""
    if not rules.may_steer(desk.viewer):
        return desk.refuse()
    year = timezone.localdate().year
    initial = {"from_year": year, "until_year": year + 3}
    form = ProgrammeForm(desk.sent, offer=_offer(desk), initial=initial)
    made: list[int] = []

    def act() -> None:
        at = timezone.now()
        made.append(services.create_programme(form.draft(), by=desk.viewer, at=at))

    if answered(form, act):
        said = _("The programme is there. Now write down what should get better.")
        found = queries.programmes_visible_to(desk.viewer)
        key = next(one.key for one in found if one.id == made[0])
        return done(desk, said, desk.url("detail", key))
    heading = _("Start a programme")
    around = _page(desk, heading, desk.url("index"), submit_text=heading)
    return ask(desk, form, **around)


@for_work
def change(desk: Desk, key: str) -> HttpResponse:
    """Change what a programme says of itself; its address stays."""
    programme = found_programme(desk, key)
    if not programme.may_steer:
        return desk.refuse()
    form = _form(desk, programme, bound=True)

    def act() -> None:
        draft, before = form.draft(), form.before(ProgrammeForm.draft)
        at = timezone.now()
        services.change_programme(
            programme.id, draft, before=before or draft, by=desk.viewer, at=at
        )

    well, changed = saved(
        form, act, lambda: _form(desk, found_programme(desk, key), bound=False)
    )
    back = desk.url("detail", key)
    if well:
        return done(desk, _("The programme is saved."), back)
    around = _page(desk, _("Change the programme"), back, submit_text=_("Save"))
    return ask(desk, form, **around | changed | {"kicker": programme.name})


def _form(desk: Desk, programme: ProgrammeSeen, *, bound: bool) -> ProgrammeForm:
    one = services.programme_as_is(programme)
    initial = {
        "name": one.name,
        "from_year": one.from_year,
        "until_year": one.until_year,
        "summary": one.summary,
        "owner": one.owner,
        "group": one.group_id,
        "rung_planned": one.rung_planned,
        "baseline_source": one.baseline_source,
        "vision": one.vision,
    }
    offer = _offer(desk)
    if one.group_id not in {pk for pk, _name in offer["group"]}:
        offer["group"].append((one.group_id, programme.group_name))
    form = ProgrammeForm(desk.sent if bound else None, offer=offer, initial=initial)
    form.initial["voor"] = form.as_sent()
    return form


def _offer(desk: Desk) -> dict[str, Any]:
    """Return the groups and the rungs to choose from; either may be left open."""
    groups = people.groups_visible_to(desk.viewer, on=timezone.localdate())
    return {
        "group": [(None, _("not known yet")), *((one.id, one.name) for one in groups)],
        "rung_planned": [("", _("not known yet")), *rung_choices()],
    }


def _page(desk: Desk, heading: str, back: str, *, submit_text: str) -> dict[str, Any]:
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": heading, "url": ""},
        ],
        "kicker": _("Programme"),
        "heading": heading,
        "submit_text": submit_text,
        "cancel_url": back,
    }
