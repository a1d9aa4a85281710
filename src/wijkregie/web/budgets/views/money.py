"""The money of a year: write the formula, count, and settle it by a decision."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries, services
from wijkregie.web.budgets import offered, page, words
from wijkregie.web.budgets.desk import answered, ask, done, for_work
from wijkregie.web.budgets.forms.money import CountForm, PotForm, pot_now
from wijkregie.web.budgets.forms.shared import DecisionForm, Empty
from wijkregie.web.http.deciding import offer_mandates
from wijkregie.web.http.kept import Kept

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.budgets.queries import PotSeen
    from wijkregie.web.budgets.desk import Desk


@for_work
def new(desk: Desk, pk: int) -> HttpResponse:
    """Write down by which formula a fund is filled in a year."""
    seen = desk.fund(pk)
    initial = {"year": desk.on.year, "funds": [pk]}
    form = PotForm(desk.sent, choices={"funds": _funds(desk)}, initial=initial)

    def act() -> None:
        services.make_pot(form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="kind1"):
        said = _("The formula is there. Count what it asks for, and let somebody settle it.")
        return done(desk, said, desk.url("fund", pk))
    heading = _("Write down money of a year")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, fund=seen.listed, here=heading),
        heading=heading,
        intro_text=_("A formula has parts. Each part says how much it is and who pays it."),
        submit_text=_("Save"),
        cancel_url=desk.url("fund", pk),
    )


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change a formula that nobody settled yet."""
    pot = desk.pot(pk)
    form = _form(desk, desk.sent, pot)
    kept = Kept(form, lambda: _form(desk, None, desk.pot(pk)))

    def act() -> None:
        services.change_pot(pk, form.draft(), by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_pot(pk, kept.act(act), by=desk.viewer)

    if answered(form, held, field="kind1"):
        return done(desk, _("The formula is saved."), _back(desk, pot))
    return _asked(desk, pot, form, heading=_("Change the formula"), **kept.told())


@for_work
def count(desk: Desk, pk: int) -> HttpResponse:
    """Write down how many there are in the area of each fund, and where from."""
    pot = desk.pot(pk)
    form = CountForm(desk.sent, pot=pot)

    def act() -> None:
        for place_id, what, number, source in form.changed():
            services.count(place_id, what, number, source, by=desk.viewer, at=timezone.now())

    if answered(form, act, field=next(iter(form.fields), None)):
        return done(desk, _("The counts are saved."), _back(desk, pot))
    return _asked(
        desk,
        pot,
        form,
        heading=_("Count"),
        intro_text=_("A number that nobody knows stays empty: it is never nought."),
        link_url=desk.url("cite", pk),
        link_text=_("Take over figures of CBS"),
    )


@for_work
def cite(desk: Desk, pk: int) -> HttpResponse:
    """Take over from the figures what they hold of what the formula asks."""
    pot = desk.pot(pk)
    form = Empty(desk.sent)
    cited: list[int] = []

    def act() -> None:
        cited.append(services.cite_counts(pk, by=desk.viewer, at=timezone.now()))

    if answered(form, act):
        words_ = ngettext(
            "%(number)d figure was taken over.",
            "%(number)d figures were taken over.",
            cited[0],
        )
        return done(desk, words_ % {"number": cited[0]}, desk.url("count", pk))
    heading = _("Take over figures of CBS")
    return _asked(
        desk,
        pot,
        form,
        heading=heading,
        consequences=[
            _("Households and inhabitants of the area of each fund, of the last known year."),
            _("What was typed for these is replaced. Corporation homes you type yourself."),
        ],
        submit_text=heading,
    )


@for_work
def settle(desk: Desk, pk: int) -> HttpResponse:
    """Write down who settled the money of a year."""
    pot = desk.pot(pk)
    bodies = offered.bodies(desk)
    form = _SettleForm(
        desk.sent,
        choices={"body": bodies},
        today=desk.on,
        initial={"read_at": pot.changed_at.isoformat()},
    )
    groups = [int(str(one).partition(":")[2]) for one, _n in bodies if "group:" in str(one)]
    offer_mandates(form, desk.viewer, groups, on=desk.on)

    def act() -> None:
        subject = _("Money of %(title)s %(year)d") % {"title": pot.title, "year": pot.year}
        services.settle_pot(
            pk,
            form.decision(subject),
            read_at=_moment(form.cleaned_data["read_at"], timezone.now()),
            by=desk.viewer,
            at=timezone.now(),
        )

    if answered(form, act, field="body"):
        return done(desk, _("The year is settled. Everyone can read it."), _back(desk, pot))
    return _asked(
        desk,
        pot,
        form,
        heading=_("Settle"),
        intro_text=_("Everyone can read the decision, with its reason."),
        consequences=[
            *(f"{one.fund_name}: {words.money_text(one.cents)}" for one in pot.places),
            _("This cannot be taken back. Nothing of the formula changes after it."),
        ],
        submit_text=_("Record decision"),
    )


@for_work
def remove(desk: Desk, pk: int) -> HttpResponse:
    """Take a formula away that nobody settled."""
    pot = desk.pot(pk)
    form = Empty(desk.sent)

    def act() -> None:
        services.remove_pot(pk, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The formula is gone."), _back(desk, pot))
    heading = _("Take away")
    return _asked(desk, pot, form, heading=heading, submit_text=heading)


class _SettleForm(DecisionForm):
    """A decision on the formula as it was read."""

    read_at = forms.CharField(widget=forms.HiddenInput)


def _moment(word: str, otherwise: datetime) -> datetime:
    """Return the moment that was read; for what is none one that was never read."""
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        return otherwise


def _form(desk: Desk, sent: QueryDict | None, pot: PotSeen) -> PotForm:
    return PotForm(
        sent,
        choices={"funds": _funds(desk)},
        rows=len(pot.parts),
        funders=max((len(one.shares) for one in pot.parts), default=0),
        initial=pot_now(pot),
    )


def _funds(desk: Desk) -> list[tuple[object, object]]:
    rows = queries.funds_visible_to(desk.viewer, on=desk.on)
    return [(one.id, one.name) for one in rows if one.closed_on is None]


def _back(desk: Desk, pot: PotSeen) -> str:
    return desk.url("fund", pot.places[0].fund_id)


def _asked(
    desk: Desk, pot: PotSeen, form: forms.Form, *, heading: str, **more: Any
) -> HttpResponse:
    first = desk.fund(pot.places[0].fund_id)
    known = {"submit_text": _("Save"), "cancel_url": _back(desk, pot)}
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, fund=first.listed, here=heading),
        heading=f"{heading}: {pot.title} {pot.year}",
        **known | more,
    )
