"""The account of a fund per year as a page and as a table to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.web.awards import words
from wijkregie.web.http.addresses import optional

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.queries import AwardNamed, YearAccount
    from wijkregie.web.awards.desk import Desk


def year(desk: Desk, one: YearAccount) -> dict[str, Any]:
    """Return a year: the sum, in words whether it fits, vouchers, and what became of plans."""
    return {
        "year": one.year,
        "sums": [
            {"name": name, "text": words.money_text(cents), "url": ""}
            for name, cents in _sums(one)
        ],
        "told": _told(one),
        "vouchers": _vouchers(one),
        "plans": [_plan(desk, plan) for plan in one.plans],
    }


def _sums(one: YearAccount) -> list[tuple[str, int | None]]:
    rows: list[tuple[str, int | None]] = [(_("The fund got"), one.got_cents)]
    if one.carried_in_cents or one.carried_out_cents:
        rows += [
            (_("Came over from another round"), one.carried_in_cents),
            (_("Went over to another round"), one.carried_out_cents),
        ]
    return [
        *rows,
        (_("Given to plans"), one.awarded_cents),
        (_("Of that paid"), one.paid_cents),
        (_("Of that shown with papers"), one.shown_cents),
        (_("Back in the fund"), one.returned_cents),
        (_("Still to be spent or settled"), one.open_cents),
        (_("Left"), one.left_cents),
    ]


def _told(one: YearAccount) -> str:
    """Return the sum in a sentence, or what is missing for it."""
    if one.left_cents is None or one.open_cents is None or one.got_cents is None:
        return _("Not everything of this year is known, so what is left is not known either.")
    if one.left_cents < 0:
        return _("More was given than the fund has: %(short)s.") % {
            "short": words.money_text(-one.left_cents)
        }
    return _(
        "%(had)s came in. Of that %(spent)s is spent, %(open)s is promised to plans, and "
        "%(left)s is left."
    ) % {
        "had": words.money_text(one.got_cents + one.carried_in_cents - one.carried_out_cents),
        "spent": words.money_text(one.spent_cents),
        "open": words.money_text(one.open_cents),
        "left": words.money_text(one.left_cents),
    }


def _vouchers(one: YearAccount) -> str:
    found = one.vouchers
    if not found.handed_out and not found.void:
        return ""
    text = ngettext(
        "%(out)d voucher was handed out; %(used)d came back with a plan.",
        "%(out)d vouchers were handed out; %(used)d came back with a plan.",
        found.handed_out,
    )
    return text % {"out": found.handed_out, "used": found.used}


def _plan(desk: Desk, one: AwardNamed) -> dict[str, str]:
    slug, note = desk.scope.slug, one.note
    photo = ""
    if note is not None and note.shows and one.project_id is not None:
        photo = optional("programme:project_photo", slug, one.project_id, note.id)
    return {
        "name": words.plan_name(one),
        "url": desk.url("award", one.award_id) if one.award_id else "",
        "state": words.stands(one),
        "cents": words.money_text(one.asked_cents),
        "spent": words.money_text(one.sums.spent_cents) if one.sums else "",
        "note": note.text if note else "",
        "note_day": words.day_text(note.on) if note else "",
        "photo": photo,
        "shows": note.shows if note else "",
        "project_url": optional("programme:project", slug, one.project_id)
        if one.project_id
        else "",
    }


def table(years: Sequence[YearAccount]) -> tuple[list[str], list[list[Any]]]:
    """Return the account as rows: of each year the sums, then each plan. Amounts in cents."""
    head = [
        _("year"),
        _("what"),
        _("plan"),
        _("given, in cents"),
        _("paid, in cents"),
        _("shown, in cents"),
        _("returned, in cents"),
        _("amount, in cents"),
    ]
    rows: list[list[Any]] = []
    for one in years:
        rows += [[one.year, name, "", "", "", "", "", cents] for name, cents in _sums(one)]
        rows += [_row(one.year, plan) for plan in one.plans]
    return head, rows


def _row(of_year: int, plan: AwardNamed) -> list[Any]:
    sums = plan.sums
    money = (
        [None, None, None]
        if sums is None
        else [sums.paid_cents, sums.shown_cents, sums.returned_cents]
    )
    return [of_year, _("plan"), words.plan_name(plan), plan.asked_cents, *money, ""]


def chosen(desk: Desk, plan: AwardNamed, *, may_run: bool) -> dict[str, str]:
    """Return a chosen plan of a round, with where it is made a project."""
    url = desk.url("award", plan.award_id) if plan.award_id else ""
    new = may_run and plan.award_id is None
    slug = desk.scope.slug
    return {
        "name": words.plan_name(plan),
        "url": url,
        "plan_url": optional("proposals:detail", slug, plan.reference)
        if plan.reference and plan.title
        else "",
        "state": words.stands(plan),
        "cents": words.money_text(plan.asked_cents),
        "new_url": reverse("awards:new", args=[slug, plan.round_id, plan.number])
        if new
        else "",
    }
