"""Choose how residents vote: first the ballot, then the way of counting, then its settings."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.queries.limits import with_area_names
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.domain.signals.queries import themes_visible_to
from wijkregie.web.budgets import choosing, page, words
from wijkregie.web.budgets.desk import answered, done, for_work
from wijkregie.web.budgets.forms.choosing import BallotForm, FamilyForm
from wijkregie.web.budgets.forms.rules import SETTINGS, Places, ProjectsForm
from wijkregie.web.budgets.views.rounds import asked
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.how_counted import told
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from wijkregie.core.tally.declared import Family
    from wijkregie.domain.budgets.queries import DeclarationSeen, RoundSeen
    from wijkregie.web.budgets.desk import Desk
    from wijkregie.web.budgets.forms.rules import RuleForm


@for_work
def ballot(desk: Desk, pk: int) -> HttpResponse:
    """Ask how residents vote, and go on to how that is counted."""
    seen = desk.round(pk)
    frozen = queries.declaration_seen(desk.viewer, pk)
    if frozen is not None:
        return _frozen(desk, seen, frozen)
    form = BallotForm(desk.sent, initial={"ballot": seen.ballot})
    if form.is_bound and form.is_valid():
        kind = BallotKind(form.cleaned_data["ballot"])
        word = choosing.BALLOT_WORDS[kind]
        if kind in choosing.FAMILIES:
            return HttpResponseRedirect(desk.url("choose_family", pk, word))
        return HttpResponseRedirect(desk.url("choose_rule", pk, word, choosing.ONLY))
    return asked(
        desk,
        seen,
        form,
        heading=_("How is chosen"),
        intro_text=_("Step 1: how do residents vote? Nothing is saved before the last step."),
        submit_text=_("On to the next step"),
    )


@for_work
def family(desk: Desk, pk: int, ballot: str) -> HttpResponse:
    """Ask how the votes on plans are counted, and go on to the settings of that."""
    seen, kind = desk.round(pk), _kind(ballot)
    if kind not in choosing.FAMILIES:
        raise Http404
    frozen = queries.declaration_seen(desk.viewer, pk)
    if frozen is not None:
        return _frozen(desk, seen, frozen)
    now = {"family": seen.counting.get("family", "")}
    form = FamilyForm(desk.sent, choices={"family": choosing.family_choices(kind)}, initial=now)
    if form.is_bound and form.is_valid():
        word = choosing.FAMILY_WORDS[form.cleaned_data["family"]]
        return HttpResponseRedirect(desk.url("choose_rule", pk, ballot, word))
    return asked(
        desk,
        seen,
        form,
        heading=_("How is counted"),
        intro_text=_("Step 2: how are the votes counted?"),
        submit_text=_("On to the next step"),
    )


@for_work
def rule(desk: Desk, pk: int, ballot: str, family: str) -> HttpResponse:
    """Ask all settings of a way of counting, and save ballot and settings together."""
    seen, kind = desk.round(pk), _kind(ballot)
    way = choosing.FAMILY_OF.get(family)
    if (way is None) != (family == choosing.ONLY) or (way is None) == (
        kind in choosing.FAMILIES
    ):
        raise Http404
    form = _form(desk, desk.sent, seen, (kind, way))
    kept = Kept(form, lambda: _form(desk, None, desk.round(pk), (kind, way)))

    def act() -> None:
        settings = form.settings()
        services.set_choosing(pk, kind, settings, by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_round(pk, kept.act(act), by=desk.viewer)

    if answered(form, held):
        return done(desk, _("It is saved how is chosen."), desk.url("round", pk))
    frozen = queries.declaration_seen(desk.viewer, pk)
    if frozen is not None:
        return _frozen(desk, seen, frozen, " ".join(map(str, form.non_field_errors())))
    return asked(
        desk,
        seen,
        form,
        heading=_("How is counted"),
        intro_text=_("Last step: everyone can read this. Once the vote is declared it stays."),
        **kept.told(),
    )


def _frozen(
    desk: Desk, seen: RoundSeen, frozen: DeclarationSeen, refused: str = ""
) -> HttpResponse:
    """Answer with what was declared, and no form: 422 and why to who tried to change it."""
    if desk.sent is not None and not refused:
        refused = _("The vote was declared, so nothing was changed.")
    counting = with_area_names(desk.viewer, seen.counting)
    context = {
        "crumbs": page.crumbs(desk, found=seen, here=_("How is chosen")),
        "round": {"name": seen.listed.title, "url": desk.url("round", seen.listed.id)},
        "refused": refused,
        "day": words.day_text(timezone.localdate(frozen.frozen_at)),
        "ballot": capfirst(str(seen.ballot.label)),
        "how": told(seen.ballot, counting, seen.listed.money_cents),
        "declared": page.declared(frozen),
        "desk_url": optional("recount:desk", desk.scope.slug, seen.listed.id),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if desk.sent is not None else HTTPStatus.OK
    return render(desk.request, "budgets/frozen.html", context, status=status)


def _kind(word: str) -> BallotKind:
    kind = choosing.BALLOT_OF.get(word)
    if kind is None:
        raise Http404
    return kind


def _form(
    desk: Desk,
    sent: QueryDict | None,
    seen: RoundSeen,
    way: tuple[BallotKind, Family | None],
) -> RuleForm:
    """Return the form of a way of counting, with what stands where it is that way now."""
    kind, family = way
    same = seen.ballot is kind and seen.counting.get("family") in (None, family)
    now: Mapping[str, Any] = seen.counting if same else {}
    if family is None:
        return SETTINGS[kind](sent, now=now)
    return ProjectsForm(sent, kind=kind, family=family, now=now, places=_places(desk, now))


def _places(desk: Desk, now: Mapping[str, Any]) -> Places:
    """Return the themes and areas that may have a limit, also those that have one now."""
    themes = [one.name for one in themes_visible_to(desk.viewer)]
    areas = {one.code: area_name(one) for one in main_areas(desk.viewer, desk.scope)}
    return Places(
        tuple(dict.fromkeys([*themes, *now.get("limits_per_theme", {})])),
        {code: code for code in now.get("limits_per_area", {})} | areas,
    )
