"""The plan of an area: read it, write its vision, and write down who agreed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.services import AreaPlanDraft
from wijkregie.web.programme import area_plans, choices
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.forms.bridge import AgreeForm, VisionForm
from wijkregie.web.programme.views.steps import decision_draft

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AreaPlanSeen
    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def plan(desk: Desk, key: str, code: str) -> HttpResponse:
    """Show the plan of an area."""
    seen = found_plan(desk, key, code)
    return render(desk.request, "programme/area_plan.html", area_plans.page(desk, seen))


@for_work
def vision(desk: Desk, key: str, code: str) -> HttpResponse:
    """Write down where an area wants to go."""
    seen = found_plan(desk, key, code)
    if not seen.may_change:
        return desk.refuse()
    form = VisionForm(desk.sent, initial={"vision": seen.written, "read_at": _moment(seen)})

    def act() -> None:
        draft = AreaPlanDraft(
            area_id=seen.area.id,
            vision=form.cleaned_data["vision"],
            read_at=_read(form.cleaned_data["read_at"]),
        )
        services.write_area_plan(seen.programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="vision"):
        return done(desk, _("The vision is saved."), desk.url("area_plan", key, code))
    agreed = _(
        "It was agreed to, and stands until somebody agrees to your new words. Those stand "
        "beside it as a draft."
    )
    return _asked(
        desk,
        seen,
        form,
        heading=_("Vision of %(area)s") % {"area": seen.area.name},
        consequences=[agreed] if seen.decision else [],
        submit_text=_("Save vision"),
    )


@for_work
def agree(desk: Desk, key: str, code: str) -> HttpResponse:
    """Write down who agreed to the vision of an area."""
    seen = found_plan(desk, key, code)
    if not seen.may_change:
        return desk.refuse()
    if seen.plan_id is None:
        raise Http404
    plan_id = seen.plan_id
    form = AgreeForm(
        desk.sent,
        bodies=choices.bodies(desk),
        today=timezone.localdate(),
        initial={"read_at": _moment(seen)},
    )

    def act() -> None:
        asked = form.cleaned_data | {"outcome": Outcome.FOLLOW_UP}
        subject = _("Plan of %(area)s") % {"area": seen.area.name}
        services.agree_area_plan(
            plan_id,
            decision_draft(asked, subject=subject[:200]),
            read_at=_read(asked["read_at"]) or timezone.now(),
            by=desk.viewer,
            at=timezone.now(),
        )

    if answered(form, act):
        return done(desk, _("The plan is agreed to."), desk.url("area_plan", key, code))
    return _asked(
        desk,
        seen,
        form,
        heading=_("Agree to the plan of %(area)s") % {"area": seen.area.name},
        intro_text=_("Everyone can read the decision, with its reason."),
        about=[{"name": _("Vision"), "text": seen.written, "url": ""}],
        submit_text=_("Record decision"),
    )


def found_plan(desk: Desk, key: str, code: str) -> AreaPlanSeen:
    """Return the plan of an area. Raises ``Http404`` without programme or area."""
    seen = queries.area_plan(desk.viewer, key, code)
    if seen is None:
        raise Http404
    return seen


def _moment(seen: AreaPlanSeen) -> str:
    return seen.changed_at.isoformat() if seen.changed_at else ""


def _read(word: str) -> datetime | None:
    """Return the moment that was read, ``None`` for what is none."""
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        return None


def _asked(
    desk: Desk, seen: AreaPlanSeen, form: forms.Form, *, heading: str, **more: Any
) -> HttpResponse:
    back = desk.url("area_plan", seen.programme.key, seen.area.code)
    return ask(
        desk,
        form,
        crumbs=[
            {"name": seen.programme.name, "url": desk.url("detail", seen.programme.key)},
            {"name": _("Plan of %(area)s") % {"area": seen.area.name}, "url": back},
            {"name": heading, "url": ""},
        ],
        kicker=seen.programme.name,
        heading=heading,
        cancel_url=back,
        **more,
    )
