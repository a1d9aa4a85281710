"""What was learned in a programme: write it down, and take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.services import LessonDraft
from wijkregie.web.programme import report
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.forms.reporting import LessonForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.reports import of_programme
from wijkregie.web.programme.words import project_name

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.web.programme.desk import Desk


@for_work
@of_programme
def add(desk: Desk, programme: ProgrammeSeen) -> HttpResponse:
    """Write down what was learned."""
    if not programme.may_steer:
        return desk.refuse()
    wanted = queries.ProjectFilter(programme_id=programme.id)
    form = LessonForm(
        desk.sent,
        initial={"learned_on": timezone.localdate()},
        projects=[
            (one.id, project_name(one.number, one.title))
            for one in queries.projects_visible_to(desk.viewer, wanted)
        ],
    )

    def act() -> None:
        asked = form.cleaned_data
        draft = LessonDraft(asked["text"], asked["learned_on"], asked["project"])
        services.add_lesson(programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The lesson is saved."), desk.url("reports", programme.key))
    return ask(
        desk,
        form,
        crumbs=report.inside(desk, programme, _("Write down a lesson")),
        kicker=programme.name,
        heading=_("Write down a lesson"),
        submit_text=_("Save"),
        cancel_url=desk.url("reports", programme.key),
    )


@for_work
@of_programme
def remove(desk: Desk, programme: ProgrammeSeen, line: int) -> HttpResponse:
    """Take a lesson away."""
    if not programme.may_steer:
        return desk.refuse()
    found = queries.lessons_visible_to(desk.viewer, programme_id=programme.id)
    seen = next((one for one in found if one.id == line), None)
    if seen is None:
        raise Http404
    form = Empty(desk.sent)

    def act() -> None:
        services.remove_lesson(line, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The lesson is taken away."), desk.url("reports", programme.key))
    return ask(
        desk,
        form,
        crumbs=report.inside(desk, programme, _("Take the lesson away")),
        kicker=programme.name,
        heading=_("Take the lesson away"),
        about=[{"name": _("What you learned"), "text": seen.text}],
        consequences=[_("A report that was settled with it keeps it.")],
        submit_text=_("Take the lesson away"),
        cancel_url=desk.url("reports", programme.key),
    )
