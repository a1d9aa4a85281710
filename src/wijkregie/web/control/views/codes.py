"""The CBS codes of a municipality, and the list of its own areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.places import queries, services
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.control.asking import answered
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.areas import CodeForm
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.frame import Place, done_with_undo, paged, show_form

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.models import Area, MunicipalityCode
    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def areas(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the codes and the own areas."""
    return _page(request, desk, CodeForm())


@for_administrators
@require_POST
def code_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add a CBS code."""
    form = CodeForm(request.POST)
    if answered(form, lambda: _add(desk, form), field="code"):
        code = form.cleaned_data["code"].upper()
        return done_with_undo(
            request,
            _("The code %(code)s is added.") % {"code": code},
            desk.url("areas"),
            undo_url=desk.url("code_remove"),
            fields={"code": code},
        )
    return _page(request, desk, form)


@for_administrators
@require_POST
def code_remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a CBS code away."""
    code = request.POST.get("code", "")
    period = next((one for one in queries.code_periods(desk.scope) if one.code == code), None)
    form = Empty(request.POST)
    if period is None:
        form.add_error(None, _("This code is not there any more."))
    elif answered(form, lambda: _remove(desk, code)):
        return done_with_undo(
            request,
            _("The code %(code)s is gone.") % {"code": code},
            desk.url("areas"),
            undo_url=desk.url("code_add"),
            fields={
                "code": code,
                "from_year": period.from_year,
                "until_year": period.until_year or "",
            },
        )
    return _page(request, desk, CodeForm(), refused=form)


def _add(desk: Desk, form: CodeForm) -> None:
    services.add_code(
        desk.municipality_id,
        services.CodePeriod(**form.cleaned_data),
        by=desk.viewer,
        at=timezone.now(),
    )


def _remove(desk: Desk, code: str) -> None:
    services.remove_code(desk.municipality_id, code, by=desk.viewer, at=timezone.now())


def _page(
    request: HttpRequest, desk: Desk, form: CodeForm, *, refused: forms.Form | None = None
) -> HttpResponse:
    own = queries.areas_of(desk.viewer, desk.scope, level=Level.OWN)
    found, pages = paged(request, own)
    return show_form(
        desk,
        Place("areas"),
        form,
        template="control/areas.html",
        refused=refused,
        codes=[_row(desk, period) for period in queries.code_periods(desk.scope)],
        items=[_item(desk, area) for area in found],
        pages=pages,
        add_url=desk.url("area_new"),
        code_add_url=desk.url("code_add"),
    )


def _row(desk: Desk, period: MunicipalityCode) -> dict[str, Any]:
    return {
        "name": period.code,
        "text": _years(period.from_year, period.until_year),
        "fields": [{"name": "code", "value": period.code}],
        "action_url": desk.url("code_remove"),
        "action_text": _("Remove"),
    }


def _years(first: int, last: int | None) -> str:
    if last is None:
        return _("since %(first)s") % {"first": first}
    return _("%(first)s until and with %(last)s") % {"first": first, "last": last}


def _item(desk: Desk, area: Area) -> dict[str, str]:
    return {
        "name": str(area),
        "url": desk.url("area", area.code),
        "text": str(OwnKind(area.kind).label) if area.kind else "",
        "side_text": "" if area.public else _("not public yet"),
    }
