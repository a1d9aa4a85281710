"""Plans to tell the effect of a programme: make, change and remove one, with advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import asks_advice, held
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.measuring import effect_form
from wijkregie.web.programme.views.measuring import around, plan_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import EvaluationSeen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.forms.measuring import EffectForm


@for_work
def add(desk: Desk, key: str) -> HttpResponse:
    """Plan how one will tell whether the programme had an effect."""
    seen = plan_of(desk, key)
    if not seen.programme.may_steer:
        return desk.refuse()
    form = effect_form.form_of(desk, seen, None, desk.sent)
    page = around(desk, seen, _("Plan how to tell the effect")) | {"submit_text": _("Save")}
    made: list[int] = []

    def act() -> None:
        made.append(
            services.make_evaluation(
                seen.programme.id, form.draft(), by=desk.viewer, at=timezone.now()
            )
        )

    if asks_advice(desk):
        return effect_form.advised(desk, seen, form, page)
    if answered(form, act, field="title"):
        return done(desk, _("The plan is made."), _at(desk, key, made[0]))
    return _asked(desk, form, page)


@for_work
def change(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Change a plan to tell the effect."""
    seen, one = plan_of(desk, key), _found(desk, key, pk)
    if not seen.programme.may_steer:
        return desk.refuse()
    form = effect_form.form_of(desk, seen, one, desk.sent)
    kept = Kept(form, lambda: effect_form.form_of(desk, seen, _found(desk, key, pk), None))
    page = around(desk, seen, _("Change the plan")) | {"submit_text": _("Save")}

    def act() -> None:
        before = effect_form.draft_of(_found(desk, key, pk))
        services.change_evaluation(
            pk, form.draft(), before=before, by=desk.viewer, at=timezone.now()
        )

    if asks_advice(desk):
        return effect_form.advised(desk, seen, form, page | kept.told())
    if answered(form, held(desk, "evaluation", pk, kept, act), field="title"):
        return done(desk, _("The plan is saved."), _at(desk, key, pk))
    return _asked(desk, form, page | kept.told())


@for_work
def remove(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Remove a plan to tell the effect."""
    seen, one = plan_of(desk, key), _found(desk, key, pk)
    if not seen.programme.may_steer:
        return desk.refuse()
    form = Empty(desk.sent)

    def act() -> None:
        services.remove_evaluation(pk, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The plan is removed."), f"{desk.url('measuring', key)}#effect")
    heading = _("Remove “%(title)s”") % {"title": one.title}
    return ask(
        desk,
        form,
        **around(desk, seen, heading),
        consequences=[_("Measurements and figures stay.")],
        submit_text=_("Remove plan"),
    )


def _asked(desk: Desk, form: EffectForm, page: dict[str, Any]) -> HttpResponse:
    wrong = form.is_bound and form.errors
    return render(
        desk.request,
        "programme/ask_effect.html",
        page | {"form": form},
        status=422 if wrong else 200,
    )


def _found(desk: Desk, key: str, pk: int) -> EvaluationSeen:
    one = queries.evaluation_seen(desk.viewer, pk)
    if one is None or one.programme_key != key:
        raise Http404
    return one


def _at(desk: Desk, key: str, pk: int) -> str:
    return f"{desk.url('measuring', key)}#effect-{pk}"
