"""The figures that a municipality measures itself: which there are, and a new table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkregie.domain.indicators import queries, services
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.spreadsheets import as_text
from wijkregie.sources import own_table
from wijkregie.sources.records import SourceFault
from wijkregie.web.control.asking import sent
from wijkregie.web.control.desk import for_recorders
from wijkregie.web.control.forms.own_figures import OwnTableForm
from wijkregie.web.control.frame import Place, paged, show, show_form, shown_and_sent
from wijkregie.web.control.table_words import fault_sentence, rejection_row, told

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.indicators.queries import OwnIndicatorSeen
    from wijkregie.domain.indicators.services import OwnTableStored
    from wijkregie.web.control.desk import Desk

_SHOWN: Final = 200


@for_recorders
@require_safe
def own_figures(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is measured, and how much of it is held back."""
    found, pages = paged(request, queries.own_indicators(desk.viewer))
    context = {
        "items": [_item(desk, one) for one in found],
        "pages": pages,
        "intro_text": _(
            "What your municipality measures itself. Figures about too few people are never "
            "kept, nor are those by which one could reckon them back."
        ),
        "add_url": desk.url("own_figure_new"),
        "add_text": _("Add a figure"),
        "empty_text": _("Here come the figures of your own survey or registration."),
    }
    return show(desk, Place("own_figures"), "control/index.html", context)


@for_recorders
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take over a table of a figure that is not here yet."""
    form = OwnTableForm(sent(request), request.FILES if request.method == "POST" else None)
    return _answer(desk, Place("own_figures", _("Add a figure")), form)


@for_recorders
@shown_and_sent
def more(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take over another table of a figure that is here."""
    found = next((one for one in queries.own_indicators(desk.viewer) if one.pk == pk), None)
    if found is None:
        raise Http404
    form = OwnTableForm(
        sent(request),
        request.FILES if request.method == "POST" else None,
        initial=_initial(found),
        known=found,
    )
    return _answer(desk, Place("own_figures", found.name), form)


def _answer(desk: Desk, place: Place, form: OwnTableForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        stored = _taken_over(desk, form)
        if stored is not None:
            return _report(desk, place, stored, trial=form.cleaned_data["trial"])
    return show_form(desk, place, form, upload=True, submit_text=_("Take over the table"))


def _taken_over(desk: Desk, form: OwnTableForm) -> OwnTableStored | None:
    """Store or try the table; what is wrong with it becomes an error of the form."""
    act = services.try_own_table if form.cleaned_data["trial"] else services.record_own_table
    file: UploadedFile[Any] = form.cleaned_data["file"]
    name = file.name or ""
    try:
        table = own_table.read(as_text(file.read(), file=name), form.layout(), file=name)
        return act(desk.municipality_id, table, by=desk.viewer, at=timezone.now())
    except SourceFault as fault:
        form.add_error("file", fault_sentence(fault))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


def _report(desk: Desk, place: Place, stored: OwnTableStored, *, trial: bool) -> HttpResponse:
    rejected = len(stored.rejections)
    context = {
        "told": told(stored, trial=trial),
        "trial": trial,
        "rejected": ngettext(
            "%(number)d cell or row was not taken over",
            "%(number)d cells or rows were not taken over",
            rejected,
        )
        % {"number": rejected}
        if rejected
        else "",
        "rows": [rejection_row(one) for one in stored.rejections[:_SHOWN]],
        "more": max(rejected - _SHOWN, 0),
        "file": stored.file,
        "back_url": desk.url("own_figures"),
    }
    return show(desk, place, "control/own_table.html", context)


def _item(desk: Desk, one: OwnIndicatorSeen) -> dict[str, str]:
    years = ""
    if one.first is not None:
        years = _("%(first)d to %(last)d") % {"first": one.first, "last": one.last or 0}
        years = str(one.first) if one.first == one.last else years
    return {
        "name": one.name,
        "url": desk.url("own_figure", one.pk),
        "text": years,
        "side_text": _("%(figures)d figures, %(held)d held back")
        % {"figures": one.figures, "held": one.held_back},
    }


def _initial(one: OwnIndicatorSeen) -> dict[str, Any]:
    return {
        "name": one.name,
        "definition": one.definition,
        "source": one.source,
        "kind": one.kind,
        "unit": one.unit,
        "decimals": one.decimals,
        "direction": one.direction,
        "things": not one.about_people,
        "smallest_sample": one.smallest_sample or None,
        "smallest_cell": one.smallest_cell or None,
    }
