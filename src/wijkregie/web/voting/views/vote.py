"""Where one votes: choose, read the choice once more, cast it. Nothing stays in between."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.shortcuts import render

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.queries import Stand
from wijkregie.domain.budgets.states import BallotKind, Used
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.voting import ballots, page
from wijkregie.web.voting.desk import at_urn
from wijkregie.web.voting.forms.ballot import CodeForm
from wijkregie.web.voting.forms.remarks import RemarksForm
from wijkregie.web.voting.visit import BACK, Visit

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import VotingSeen
    from wijkregie.web.voting.desk import Desk
    from wijkregie.web.voting.forms.ballot import BallotForm
    from wijkregie.web.voting.sheet import Sheet

_CAST: Final = "stem"


@at_urn
def vote(desk: Desk, pk: int) -> HttpResponse:
    """Vote, or read when one can."""
    seen = desk.voting(pk)
    sheet = ballots.sheet_of(desk, seen)
    step = desk.request.POST.get("stap", "")
    between = seen.ballot is BallotKind.COINS and not seen.turn
    if seen.stand is not Stand.OPEN or sheet is None or between:
        return page.closed(desk, seen, sheet)
    if seen.ballot is BallotKind.COINS:
        return _coins(desk, seen, sheet, step)
    return _voted(Visit(desk, seen, sheet, step))


def _coins(desk: Desk, seen: VotingSeen, sheet: Sheet, step: str) -> HttpResponse:
    """Ask the code first: what a household can give is found by its code only."""
    asked = CodeForm(desk.sent)
    if not (asked.is_bound and asked.is_valid()):
        return page.code_asked(desk, seen, sheet, asked)
    code = asked.cleaned_data["code"]
    if not queries.is_code_shaped(code):
        asked.add_error("code", page.misspelt())
        return page.code_asked(desk, seen, sheet, asked)
    purse = queries.purse_of(seen.round_id, code, desk.at)
    if purse is None or purse.given_now:
        asked.add_error("code", page.unknown() if purse is None else page.given())
        return page.code_asked(desk, seen, sheet, asked)
    return _voted(Visit(desk, seen, replace(sheet, total=purse.left), step, purse))


def _voted(visit: Visit) -> HttpResponse:
    form = visit.form()
    if visit.step in BACK:
        form.forgive("code")
        return page.ballot(visit, form)
    if not _checked(visit, form):
        return page.ballot(visit, form)
    draft = form.draft()
    words = _words(visit, draft)
    if visit.step != _CAST or not words.is_valid():
        return page.review(visit, form, words)
    return _cast(visit, form, words, replace(draft, remarks=words.remarks()))


def _checked(visit: Visit, form: BallotForm) -> bool:
    """Tell whether a ballot could be cast; what is wrong stands at the choice or the code."""
    if set(form.errors) - {"code"}:
        return False
    if not queries.is_code_shaped(form.cleaned_data.get("code", "0" * 16)):
        form.add_error("code", page.misspelt())
    if visit.purse is not None:
        if form.spent() > visit.purse.left:
            form.add_error("plans", page.too_much(visit, form))
        return not form.errors
    try:
        services.check_ballot(visit.seen.round_id, form.draft(), at=visit.desk.at)
    except Refusal as refusal:
        add_refusal(form, refusal, "plans")
    return not form.errors


def _cast(
    visit: Visit, form: BallotForm, words: RemarksForm, draft: services.BallotDraft
) -> HttpResponse:
    """Cast a vote, and say that it is in; a refusal leads back with all that was chosen."""
    helped = visit.desk.may_help and form.cleaned_data.get("helped")
    how = Used.ASSISTED if helped else Used.WEB
    code, pk, chance = form.cleaned_data["code"], visit.seen.round_id, secrets.SystemRandom()
    try:
        if visit.purse is None:
            given = services.cast(pk, code, draft, how=how, at=visit.desk.at, chance=chance)
        else:
            gifts = list(zip(draft.marks, draft.points, strict=True))
            given = services.give_coins(
                pk, code, gifts, how=how, at=visit.desk.at, chance=chance
            )
    except Refusal as refusal:
        if refusal.field in words.fields:
            add_refusal(words, refusal)
            return page.review(visit, form, words)
        add_refusal(form, refusal, "plans")
        return page.ballot(visit, form)
    context = page.thanks(visit.desk, visit.seen, given)
    return render(visit.desk.request, "voting/thanks.html", context)


def _words(visit: Visit, draft: services.BallotDraft) -> RemarksForm:
    """Return the words for makers; those typed before stay where a choice was changed."""
    sent = visit.desk.request.POST
    typed = visit.step == _CAST or any(name.startswith("remark_") for name in sent)
    return RemarksForm(sent if typed else None, chosen=_plans(visit, draft))


def _plans(visit: Visit, draft: services.BallotDraft) -> dict[str, str]:
    """Return the plans that were chosen, by their number; themes have no makers."""
    if visit.seen.ballot in {BallotKind.THEMES, BallotKind.COINS}:
        return {}
    return {mark: visit.sheet.names[mark] for mark in draft.marks}
