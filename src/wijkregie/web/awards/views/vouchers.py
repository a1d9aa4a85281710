"""Vouchers: hand one in with a plan; and for who runs the fund, hand them out."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wijkregie.core.codes import grouped
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.signals import queries as signals
from wijkregie.web.awards.desk import answered, ask, for_work, open_to_all
from wijkregie.web.awards.vouchering import HandOutForm, LostForm, RedeemForm
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.desks import shown_and_sent
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import FundSeen, VoucherYear
    from wijkregie.domain.budgets.services import NewCode
    from wijkregie.domain.signals.services import Receipt
    from wijkregie.web.awards.desk import Desk


@never_cache
@sensitive_post_parameters("code")
@shown_and_sent
@open_to_all
def redeem(desk: Desk, pk: int) -> HttpResponse:
    """Hand a voucher in with a plan; it is chosen at once."""
    fund = desk.fund(pk)
    form = RedeemForm(
        desk.sent,
        themes=[(one.pk, one.name) for one in signals.themes_visible_to(desk.viewer)],
        areas=_areas(desk, fund),
        initial={"submission": secrets.token_hex(16)},
    )
    made: list[Receipt] = []

    def act() -> None:
        asked = form.cleaned_data
        made.append(
            services.redeem(
                pk,
                asked["code"],
                form.draft(),
                by=desk.viewer,
                at=timezone.now(),
                seed=secrets.randbits(64),
                submission=asked["submission"],
            )
        )

    heading = _("Hand in a voucher")
    crumbs = desk.crumbs(desk.fund_step(pk, fund.listed.name), here=heading)
    if answered(form, act, field="code"):
        return _thanked(desk, made[0], crumbs)
    return ask(
        desk,
        form,
        crumbs=crumbs,
        heading=heading,
        intro_text=_("With a voucher your plan is chosen at once. The group buys itself."),
        submit_text=heading,
        cancel_url=optional("budgets:fund", desk.scope.slug, pk),
        once=False,
    )


def _thanked(desk: Desk, receipt: Receipt, crumbs: list[dict[str, str]]) -> HttpResponse:
    context = {
        "crumbs": crumbs,
        "reference": receipt.reference,
        "follow_url": optional("signals:follow", desk.scope.slug, receipt.token),
    }
    return render(desk.request, "awards/redeemed.html", context)


@for_work
def index(desk: Desk, pk: int) -> HttpResponse:
    """Show per year how many vouchers there are, and hand them out."""
    fund = desk.fund(pk)
    here = _("Vouchers")
    context = {
        "crumbs": desk.crumbs(
            desk.fund_step(pk, fund.listed.name),
            (_("The account"), desk.url("account", pk)),
            here=here,
        ),
        "fund": fund.listed.name,
        "heading": here,
        "years": [
            {
                "seen": one,
                "hand_out_url": desk.url("hand_out", pk, one.id) if one.more else "",
                "lost_url": desk.url("lost", pk, one.id) if one.handed_out else "",
            }
            for one in queries.voucher_years(desk.viewer, pk)
        ],
        "redeem_url": desk.url("redeem", pk),
    }
    return render(desk.request, "awards/vouchers.html", context)


@for_work
def hand_out(desk: Desk, pk: int, year: int) -> HttpResponse:
    """Draw codes and show them once, to be printed."""
    fund, seen = desk.fund(pk), _year(desk, pk, year)
    form = HandOutForm(desk.sent)
    new: list[NewCode] = []

    def act() -> None:
        number, by, at = form.cleaned_data["number"], desk.viewer, timezone.now()
        chance = secrets.SystemRandom()
        new.extend(services.hand_out_vouchers(year, number, by=by, at=at, chance=chance))

    if answered(form, act, field="number"):
        return _codes(desk, fund, new)
    heading = _("Hand out vouchers")
    return ask(
        desk,
        form,
        crumbs=_crumbs(desk, fund, heading),
        heading=f"{heading} {seen.year}",
        intro_text=_("At most %(more)d more can be handed out.") % {"more": seen.more},
        consequences=[_("You see the codes once. We do not keep who got them.")],
        submit_text=_("Make codes"),
        cancel_url=desk.url("vouchers", pk),
    )


@for_work
def lost(desk: Desk, pk: int, year: int) -> HttpResponse:
    """Make a lost voucher void and give a new one, once."""
    fund, seen = desk.fund(pk), _year(desk, pk, year)
    form = LostForm(desk.sent)
    new: list[NewCode] = []

    def act() -> None:
        asked = form.cleaned_data
        new.append(
            services.replace_voucher(
                year,
                asked["number"],
                asked["why"],
                by=desk.viewer,
                at=timezone.now(),
                chance=secrets.SystemRandom(),
            )
        )

    if answered(form, act, field="number"):
        return _codes(desk, fund, new)
    heading = _("Replace a lost voucher")
    return ask(
        desk,
        form,
        crumbs=_crumbs(desk, fund, heading),
        heading=f"{heading} {seen.year}",
        consequences=[_("The old code is worth nothing any more. You see the new one once.")],
        submit_text=heading,
        cancel_url=desk.url("vouchers", pk),
    )


def _codes(desk: Desk, fund: FundSeen, new: Sequence[NewCode]) -> HttpResponse:
    """Show codes that were just drawn; they stand on no other page and in no address."""
    heading = _("These are the vouchers")
    context = {
        "crumbs": _crumbs(desk, fund, heading),
        "heading": heading,
        "fund": fund.listed.name,
        "codes": [{"number": one.letter, "code": grouped(one.code)} for one in new],
        "address": desk.request.build_absolute_uri(desk.url("redeem", fund.listed.id)),
        "back_url": desk.url("vouchers", fund.listed.id),
    }
    return render(desk.request, "awards/codes.html", context)


def _crumbs(desk: Desk, fund: FundSeen, here: str) -> list[dict[str, str]]:
    pk = fund.listed.id
    return desk.crumbs(
        desk.fund_step(pk, fund.listed.name),
        (_("Vouchers"), desk.url("vouchers", pk)),
        here=here,
    )


def _year(desk: Desk, pk: int, year: int) -> VoucherYear:
    for one in queries.voucher_years(desk.viewer, pk):
        if one.id == year:
            return one
    raise Http404


def _areas(desk: Desk, fund: FundSeen) -> list[tuple[object, object]]:
    own = fund.listed.area
    if own is not None:
        return [(own.id, own.name or own.code)]
    return [(one.pk, area_name(one)) for one in main_areas(desk.viewer, desk.scope)]
