"""The themes that residents choose from, each with its answer term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.signals import queries, services
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.contact import ThemeForm
from wijkregie.web.control.frame import (
    Place,
    done,
    done_with_undo,
    paged,
    show,
    show_form,
    shown_and_sent,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.signals.models import Theme
    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def themes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the themes, those out of use too."""
    found, pages = paged(request, queries.themes_visible_to(desk.viewer))
    context = {
        "items": [
            {
                "name": theme.name,
                "url": desk.url("theme", theme.pk),
                "text": "" if theme.active else _("out of use"),
                "side_text": _days(theme.answer_days),
            }
            for theme in found
        ],
        "pages": pages,
        "intro_text": _(
            "Residents choose a theme when they report something. The term tells within "
            "how many working days they hear back."
        ),
        "add_url": desk.url("theme_new"),
        "add_text": _("Add a theme"),
        "empty_text": _("Here come the subjects that residents choose from."),
    }
    return show(desk, Place("themes"), "control/index.html", context)


@for_administrators
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add a theme."""
    form = ThemeForm(sent(request), initial={"answer_days": services.DEFAULT_DAYS})
    if answered(form, lambda: _add(desk, form), field="name"):
        text = _("The theme “%(name)s” is added.") % form.cleaned_data
        return done(request, text, desk.url("themes"))
    return show_form(desk, Place("themes", _("A new theme")), form)


@for_administrators
@shown_and_sent
def theme(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show and change a theme."""
    found = _found(desk, pk)
    form = ThemeForm(
        sent(request), initial={"name": found.name, "answer_days": found.answer_days}
    )
    if answered(form, lambda: _change(desk, found, form), field="name"):
        text = _("The theme “%(name)s” is saved.") % form.cleaned_data
        return done(request, text, desk.url("themes"))
    return _page(desk, found, form)


@for_administrators
@require_POST
def use(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take a theme out of use, or use it again."""
    found, active = _found(desk, pk), request.POST.get("active") == "yes"
    form = Empty(request.POST)
    if not answered(form, lambda: _use(desk, found, active=active)):
        unchanged = {"name": found.name, "answer_days": found.answer_days}
        return _page(desk, found, ThemeForm(initial=unchanged), refused=form)
    text = _("“%(name)s” is in use.") if active else _("“%(name)s” is out of use.")
    return done_with_undo(
        request,
        text % {"name": found.name},
        desk.url("themes"),
        undo_url=desk.url("theme_use", pk),
        fields={"active": "no" if active else "yes"},
    )


def _found(desk: Desk, pk: int) -> Theme:
    return get_object_or_404(queries.themes_visible_to(desk.viewer), pk=pk)


def _page(
    desk: Desk,
    found: Theme,
    form: ThemeForm,
    *,
    refused: Empty | None = None,
) -> HttpResponse:
    return show_form(
        desk,
        Place("themes", found.name),
        form,
        template="control/theme.html",
        refused=refused,
        theme=found,
        use_url=desk.url("theme_use", found.pk),
    )


def _days(days: int) -> str:
    return ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}


def _add(desk: Desk, form: ThemeForm) -> None:
    wanted = services.ThemeDraft(**form.cleaned_data)
    services.add_theme(desk.municipality_id, wanted, by=desk.viewer, at=timezone.now())


def _change(desk: Desk, found: Theme, form: ThemeForm) -> None:
    wanted = services.ThemeDraft(**form.cleaned_data, active=found.active)
    services.change_theme(found.pk, wanted, by=desk.viewer, at=timezone.now())


def _use(desk: Desk, found: Theme, *, active: bool) -> None:
    wanted = services.ThemeDraft(found.name, found.answer_days, active)
    services.change_theme(found.pk, wanted, by=desk.viewer, at=timezone.now())
