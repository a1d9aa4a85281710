"""Which group gets which reports: rules, each tried on last year's reports before saving."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.queries import ChangeAsked
from wijkregie.web.control import ruling, trial
from wijkregie.web.control.asking import answered, fingerprint, sent, tried
from wijkregie.web.control.desk import for_managers
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.frame import (
    Place,
    done,
    done_with_undo,
    show,
    show_form,
    shown_and_sent,
)
from wijkregie.web.http.addresses import signal_url

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.signals.queries import RuleSeen
    from wijkregie.web.control.desk import Desk
    from wijkregie.web.control.forms.routing import RuleForm

_LATELY: Final = timedelta(days=30)


@for_managers
@require_safe
def rules(_request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the rules in order, what is wrong with them, and where one failed lately."""
    now = timezone.now()
    found = queries.routing_rules(desk.viewer, on=timezone.localdate(now))
    context = {
        "heading": _("Assignment of reports"),
        "rules": [ruling.row(desk, one, len(found)) for one in found],
        "faults_text": trial.faults_in(found),
        "empty_teams": [
            {"name": team.name, "url": desk.url("group", team.id) if desk.administers else ""}
            for team in queries.empty_teams(desk.viewer, on=timezone.localdate(now))
        ],
        "failed": [
            {
                "name": trial.goal_text(one.theme_name, one.area.name if one.area else ""),
                "url": signal_url(desk.scope, one.reference),
                "text": f"{one.to_name}: {one.why}",
            }
            for one in queries.failed_lately(desk.viewer, since=now - _LATELY)
        ],
        "add_url": desk.url("rule_new"),
    }
    return show(desk, Place("routing"), "control/routing.html", context)


@for_managers
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Try a new rule, and add it."""
    found = queries.routing_rules(desk.viewer, on=timezone.localdate())
    form = ruling.form_for(desk, found, None, sent(request))
    return _asked(desk, form, found, None, Place("routing", _("A new rule")))


@for_managers
@shown_and_sent
def rule(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show a rule, try a change to it, and save that."""
    found = queries.routing_rules(desk.viewer, on=timezone.localdate())
    one = _found(found, pk)
    form = ruling.form_for(desk, found, one, sent(request))
    return _asked(desk, form, found, one, Place("routing", trial.what_text(one)))


@for_managers
@shown_and_sent
def move(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show what another place in the list would mean, and put a rule there."""
    found = queries.routing_rules(desk.viewer, on=timezone.localdate())
    one = _found(found, pk)
    place = _place_asked(request, one, len(found))
    form = Empty(sent(request))
    if answered(form, lambda: _move(desk, pk, place)):
        text = _("The rule “%(what)s” stands at place %(place)d.")
        return done_with_undo(
            request,
            text % {"what": trial.what_text(one), "place": place},
            desk.url("routing"),
            undo_url=desk.url("rule_move", pk),
            fields={"plek": one.place},
        )
    change = ChangeAsked(pk, ruling.draft_of(one), place)
    return _confirm(
        desk,
        form,
        change,
        Place("routing", _("Move a rule"), ((trial.what_text(one), desk.url("rule", pk)),)),
        lead=_("From place %(was)d to place %(place)d: %(what)s, %(where)s.")
        % {
            "was": one.place,
            "place": place,
            "what": trial.what_text(one),
            "where": trial.where_text(one),
        },
        submit_text=_("Move rule"),
        fields=[{"name": "plek", "value": place}],
    )


@for_managers
@shown_and_sent
def remove(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show what it means to remove a rule, and remove it."""
    one = _found(queries.routing_rules(desk.viewer, on=timezone.localdate()), pk)
    form = Empty(sent(request))
    if answered(form, lambda: _remove(desk, pk)):
        text = _("The rule “%(what)s” is removed.") % {"what": trial.what_text(one)}
        return done(request, text, desk.url("routing"))
    return _confirm(
        desk,
        form,
        ChangeAsked(pk, None),
        Place("routing", _("Remove a rule"), ((trial.what_text(one), desk.url("rule", pk)),)),
        lead=_("You are about to remove the rule: %(what)s, %(where)s.")
        % {"what": trial.what_text(one), "where": trial.where_text(one)},
        submit_text=_("Remove rule"),
        fields=[],
    )


def _asked(
    desk: Desk, form: RuleForm, found: tuple[RuleSeen, ...], one: RuleSeen | None, place: Place
) -> HttpResponse:
    """Try what was asked for; save it when this trial was seen, and nothing changed since."""
    found_out: dict[str, Any] | None = None
    untried: Empty | None = None
    if form.is_bound and form.is_valid():
        change = ChangeAsked(one.id if one else 0, form.draft, form.cleaned_data["place"])
        stamp = fingerprint(change, [ruling.draft_of(rule) for rule in found])
        seen = form.cleaned_data["tried"] == stamp
        wants = desk.request.POST.get("do") == "save"
        if wants and seen and tried(form, lambda: _save(desk, one, form)):
            text = _("The rule is saved. It counts for what is reported from now on.")
            return done(desk.request, text, desk.url("routing"))
        if wants and not seen:
            untried = Empty({})
            untried.add_error(None, _("You have not tried this yet. Look what it changes."))
        form.seen(stamp)
        found_out = None if form.errors else _trial(desk, change)
    return show_form(
        desk,
        place,
        form,
        template="control/rule.html",
        refused=untried,
        remove_url=desk.url("rule_remove", one.id) if one else "",
        fault_text=trial.fault_text(one.fault) if one else "",
        trial=found_out,
    )


def _confirm(
    desk: Desk, form: Empty, change: ChangeAsked, place: Place, **words: Any
) -> HttpResponse:
    return show_form(
        desk,
        place,
        form,
        template="control/rule_sure.html",
        trial=_trial(desk, change),
        **words,
    )


def _trial(desk: Desk, change: ChangeAsked) -> dict[str, Any]:
    found = queries.rehearse(desk.viewer, change, on=timezone.localdate())
    if found is None:
        raise Http404
    return trial.shown(desk, found)


def _found(rows: tuple[RuleSeen, ...], pk: int) -> RuleSeen:
    for one in rows:
        if one.id == pk:
            return one
    raise Http404


def _place_asked(request: HttpRequest, one: RuleSeen, of: int) -> int:
    """Return the place that is asked for; nonsense is the place where the rule stands."""
    asked = (sent(request) or request.GET).get("plek", "")
    place = int(asked) if asked.isdecimal() and len(asked) < len("10000") else one.place
    return min(max(place, 1), of)


def _save(desk: Desk, one: RuleSeen | None, form: RuleForm) -> None:
    services.save_rule(
        one.id if one else None,
        form.draft,
        place=form.cleaned_data["place"],
        by=desk.viewer,
        at=timezone.now(),
    )


def _move(desk: Desk, pk: int, place: int) -> None:
    services.move_rule(pk, place, by=desk.viewer, at=timezone.now())


def _remove(desk: Desk, pk: int) -> None:
    services.remove_rule(pk, by=desk.viewer, at=timezone.now())
