"""Standard answers: words that are often needed, for who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals import queries, services
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_managers
from wijkregie.web.control.forms.routing import OUTCOMES, StandardForm
from wijkregie.web.control.frame import Place, done, paged, show, show_form, shown_and_sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from wijkregie.domain.signals.queries import StandardSeen
    from wijkregie.web.control.desk import Desk


#: Nobody answers while something is being found out: that stands here for an older row.
_WHEN: Final[dict[str, Any]] = {one: one.label for one in Outcome} | dict(OUTCOMES)


@for_managers
@require_safe
def answers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the standard answers, those out of use too."""
    found, pages = paged(request, queries.standard_answers(desk.viewer))
    context = {
        "items": [
            {
                "name": one.name,
                "url": desk.url("answer", one.id),
                "text": _when(one),
                "side_text": "" if one.active else _("out of use"),
            }
            for one in found
        ],
        "pages": pages,
        "heading": _("Standard answers"),
        "intro_text": _(
            "Who answers a report can begin with one of these, makes it fit, and sends it. "
            "Nothing goes out by itself."
        ),
        "add_url": desk.url("answer_new"),
        "add_text": _("Add a standard answer"),
        "empty_text": _(
            "Here come answers that you give often, for instance: when a lamp post is mended."
        ),
    }
    return show(desk, Place("answers"), "control/index.html", context)


@for_managers
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add a standard answer."""
    form = _form(desk, sent(request), None)
    if answered(form, lambda: _save(desk, None, form)):
        text = _("The answer “%(name)s” is added.") % form.cleaned_data
        return done(request, text, desk.url("answers"))
    return show_form(desk, Place("answers", _("A new standard answer")), form)


@for_managers
@shown_and_sent
def answer(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show and change a standard answer."""
    found = queries.standard_answers(desk.viewer).get(pk)
    if found is None:
        raise Http404
    form = _form(desk, sent(request), found)
    if answered(form, lambda: _save(desk, pk, form)):
        text = _("The answer “%(name)s” is saved.") % form.cleaned_data
        return done(request, text, desk.url("answers"))
    return show_form(desk, Place("answers", found.name), form)


def _form(desk: Desk, asked: QueryDict | None, found: StandardSeen | None) -> StandardForm:
    initial: dict[str, Any] = {"active": True}
    kept = None
    if found is not None:
        kept = found.theme_id
        initial = {
            "name": found.name,
            "text": found.text,
            "theme": found.theme_id or 0,
            "outcome": found.outcome,
            "active": found.active,
        }
    themes = queries.themes_visible_to(desk.viewer)
    return StandardForm(
        asked,
        themes=[(one.pk, one.name) for one in themes if one.active or one.pk == kept],
        initial=initial,
    )


def _when(one: StandardSeen) -> str:
    """Return for which theme, and after which decision, an answer is offered."""
    return f"{one.theme_name or _('All themes')} · {_WHEN[one.outcome]}"


def _save(desk: Desk, pk: int | None, form: StandardForm) -> None:
    services.save_standard(pk, form.draft, by=desk.viewer, at=timezone.now())
