"""A vote as its pages show it: the ballot, the choice once more, and that it is in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.queries import Stand
from wijkregie.domain.budgets.queries.limits import with_area_names
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http import how_counted
from wijkregie.web.http.money import euro_text
from wijkregie.web.voting import words
from wijkregie.web.voting.sheet import AMOUNTS, MANY, SINGLE

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import TurnSeen, VotingSeen
    from wijkregie.domain.budgets.services import ReceiptSeen
    from wijkregie.web.voting.desk import Desk
    from wijkregie.web.voting.forms.ballot import BallotForm
    from wijkregie.web.voting.forms.remarks import RemarksForm
    from wijkregie.web.voting.sheet import Option, Sheet
    from wijkregie.web.voting.visit import Visit


def misspelt() -> str:
    """Return what is said of a code in which a sign is wrong."""
    return _(
        "This is no code of a letter: a sign is wrong or missing. Look at your letter, and "
        "type the sixteen letters and figures again."
    )


def unknown() -> str:
    """Return what is said of a code that gives no coins: nobody learns which one was void."""
    return _(
        "This code gives no coins in this round. Look whether the letter is about this round, "
        "or call the municipality."
    )


def given() -> str:
    """Return what is said to a household that gave in this turn."""
    return _("You gave coins in this turn already. You can give again in the next turn.")


def too_much(visit: Visit, form: BallotForm) -> str:
    """Return that more was divided than there is."""
    told = words.purse(visit.sheet, form.spent())
    return "" if told is None else str(told["text"])


def closed(desk: Desk, seen: VotingSeen, sheet: Sheet | None) -> HttpResponse:
    """Answer where nobody can vote now: when one can, and what can be read by then."""
    status = HTTPStatus.CONFLICT if desk.sent is not None else HTTPStatus.OK
    return _page(desk, seen, sheet, status=status)


def code_asked(desk: Desk, seen: VotingSeen, sheet: Sheet, form: forms.Form) -> HttpResponse:
    """Answer with the plans, and the question for the code of a household."""
    return _page(desk, seen, sheet, form=form, code_only=True)


def ballot(visit: Visit, form: BallotForm) -> HttpResponse:
    """Answer with the ballot, with all that was filled in so far."""
    purse = words.purse(visit.sheet, form.spent())
    return _page(visit.desk, visit.seen, visit.sheet, form=form, purse=purse)


def _page(
    desk: Desk,
    seen: VotingSeen,
    sheet: Sheet | None,
    *,
    form: Any = None,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    if form is not None and form.is_bound and form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    counting = with_area_names(desk.viewer, seen.counting)
    rule = how_counted.told(seen.ballot, counting, seen.money_cents)
    code_first = seen.ballot is BallotKind.COINS
    turn = turn_now(desk, seen)
    context = {
        "crumbs": desk.crumbs(seen.round_id, seen.title, _("Vote")),
        "round": named(seen),
        "lead": words.lead(seen, turn),
        "notice": _notice(seen),
        "facts": _facts(seen),
        "first": rule[0] if rule else "",
        "how": rule,
        "form": form,
        "fields": faults(form),
        "rows": [] if sheet is None else _rows(sheet, form, code_only="code_only" in more),
        "style": _style(sheet),
        "places": [form[one] for one in form.fields if "place" in one] if form else [],
        "asks": "" if sheet is None else words.asks(sheet),
        "kept": _kept(desk, code=code_first and "code_only" not in more),
        "asks_code": not code_first,
        "until": _until(seen, turn),
        "proof_url": desk.url("proof", seen.round_id),
        "game_url": desk.url("game", seen.round_id) if code_first else "",
        **more,
    }
    return render(desk.request, "voting/vote.html", context, status=status)


def turn_now(desk: Desk, seen: VotingSeen) -> TurnSeen | None:
    """Return the turn of a game that goes on; nothing for another vote, and between turns."""
    if not seen.turn:
        return None
    found = queries.turns_of(desk.viewer, seen.round_id, desk.at)
    return next((one for one in found if one.is_on), None)


def _until(seen: VotingSeen, turn: TurnSeen | None) -> str:
    """Return until when nobody sees how it stands."""
    if seen.ballot is not BallotKind.COINS:
        return _("Nobody sees how it stands before the vote is over.")
    if turn is None:
        return _("After each turn everyone sees how many coins lie behind each plan.")
    last = words.day_text(turn.closes_on)
    return _(
        "Nobody sees what is given in this turn before it is over. After %(last)s everyone "
        "sees how many coins lie behind each plan, never who gave them."
    ) % {"last": last}


def named(seen: VotingSeen) -> dict[str, str]:
    """Return how a round is called, and its fund."""
    return {"name": seen.title, "fund": seen.fund_name}


def faults(form: forms.BaseForm | None) -> list[tuple[Any, Any]]:
    """Return the fields of a form with what is wrong with them, for the summary on top."""
    if form is None or not form.is_bound:
        return []
    return [(form[name], form[name].errors) for name in form.fields]


def _kept(desk: Desk, *, code: bool) -> list[dict[str, str]]:
    """Return what goes along unseen: words for makers, and of a game the code."""
    return [
        {"name": name, "value": str(value)}
        for name, value in desk.request.POST.items()
        if name.startswith("remark_") or (code and name == "code")
    ]


def _notice(seen: VotingSeen) -> dict[str, str] | None:
    if seen.stand is Stand.OPEN:
        return None
    return {"kind": "info", "title": "", "text": words.lead(seen), "url": "", "url_text": ""}


def _facts(seen: VotingSeen) -> list[dict[str, str]]:
    rows = [
        (_("Who can vote"), words.who(seen)),
        (_("What you need"), _("The code of the letter that you got by post.")),
    ]
    if seen.opens_on is not None and seen.closes_on is not None:
        rows.append((_("When"), words.between(seen.opens_on, seen.closes_on)))
    if seen.on_paper:
        rows.append(
            (
                _("On paper"),
                _("Ask for a paper ballot and hand it in with your letter. Vote one way only."),
            )
        )
    if seen.money_cents is not None:
        rows.append((_("Money in this round"), euro_text(seen.money_cents)))
    if seen.text:
        rows.append((_("Good to know"), seen.text))
    return [{"name": name, "text": text, "url": ""} for name, text in rows]


def _style(sheet: Sheet | None) -> str:
    if sheet is None or sheet.kind in MANY:
        return "many"
    if sheet.kind in SINGLE:
        return "single"
    return "amounts" if sheet.kind in AMOUNTS else "places"


def _rows(sheet: Sheet, form: Any, *, code_only: bool) -> list[dict[str, Any]]:
    chosen = _chosen(sheet, form)
    gives = form is not None and not code_only and sheet.kind in AMOUNTS
    rows = [
        {
            "mark": one.mark,
            "id": f"id_plan_{at}",
            "name": one.name,
            "facts": _plan_facts(one),
            "text": one.text,
            "url": one.url,
            "left_out": one.left_out,
            "checked": one.mark in chosen,
            "counts": one.cents or 0,
            "field": form[f"amount{at}"] if gives and not one.left_out else None,
        }
        for at, one in enumerate(sheet.options)
    ]
    if sheet.blank and sheet.kind in SINGLE and form is not None:
        rows.append({"mark": "", "id": "id_plan_none", "name": _("I choose none of them")})
    return rows


def _chosen(sheet: Sheet, form: Any) -> set[str]:
    if form is None or not form.is_bound or sheet.kind not in MANY | SINGLE:
        return set()
    return set(form.data.getlist("plans"))


def _plan_facts(one: Option) -> str:
    number = _("plan %(number)s") % {"number": one.mark} if one.cents is not None else ""
    return " · ".join(filter(None, (one.price, one.area, number)))


def review(visit: Visit, form: BallotForm, remarks: RemarksForm) -> HttpResponse:
    """Answer with what one chose, once more, and a field for words to each maker."""
    desk, seen, sheet, draft = visit.desk, visit.seen, visit.sheet, form.draft()
    by_mark = {one.mark: one for one in sheet.options}
    points = draft.points or (None,) * len(draft.marks)
    chosen = [
        _line(sheet, by_mark[mark], given, remarks)
        for mark, given in zip(draft.marks, points, strict=True)
    ]
    wrong = remarks.is_bound and remarks.errors
    context = {
        "crumbs": desk.crumbs(seen.round_id, seen.title, _("Is this right?")),
        "round": named(seen),
        "chosen": chosen,
        "ordered": seen.ballot is BallotKind.RANKING,
        "sums": _sums(sheet, form),
        "blank": not chosen,
        "kept": [{"name": name, "value": value} for name, value in form.kept()],
        "form": remarks,
        "fields": faults(remarks),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "voting/review.html", context, status=status)


def _line(sheet: Sheet, one: Option, given: int | None, remarks: RemarksForm) -> dict[str, Any]:
    name = f"remark_{one.mark}"
    remark = remarks[name] if name in remarks.fields else None
    side = _plan_facts(one) if given is None else words.amount(sheet, given)
    open_ = remark is not None and remarks.is_bound and bool(remark.errors or remark.value())
    return {"name": one.name, "side": side, "remark": remark, "open": open_}


def _sums(sheet: Sheet, form: BallotForm) -> list[dict[str, str]]:
    if sheet.total is None:
        return []
    rest = sheet.total - form.spent()
    rows = [(_("Together"), words.amount(sheet, form.spent()))]
    if rest:
        rows.append((_("Left over"), words.amount(sheet, rest)))
    return [{"name": name, "text": text, "url": ""} for name, text in rows]


def thanks(desk: Desk, seen: VotingSeen, receipt: ReceiptSeen | None) -> dict[str, Any]:
    """Return what the page tells who just voted."""
    pk = seen.round_id
    again = f"{desk.url('vote', pk)}?tafel=1" if desk.at_table else ""
    turn = turn_now(desk, seen)
    counted = _("The votes are counted after %(day)s. Until then nobody sees how it stands.")
    counted %= {"day": words.last_day(seen)}
    if turn is not None:
        counted = _(
            "This turn is counted after %(last)s. Then everyone sees how many coins lie behind "
            "each plan."
        ) % {"last": words.day_text(turn.closes_on)}
    return {
        "round": named(seen),
        "receipt": "" if receipt is None else receipt.code_words,
        "proof_url": desk.url("proof", pk),
        "round_url": desk.round_url(pk),
        "counted_text": counted,
        "again_url": again,
        "coins": seen.ballot is BallotKind.COINS,
    }
