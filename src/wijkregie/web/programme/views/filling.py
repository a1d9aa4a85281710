"""Fill in a card step by step: each step is saved by itself, and nothing typed is lost."""

from __future__ import annotations

import secrets
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkregie.domain.programme import queries, services
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.programme import questions
from wijkregie.web.programme.around import card_stays
from wijkregie.web.programme.desk import done, for_work, open_to_all
from wijkregie.web.programme.filling import clash, pages
from wijkregie.web.programme.filling.lines import gathered, half_typed, left
from wijkregie.web.programme.filling.progress import next_step
from wijkregie.web.programme.filling.steps import (
    BY_SLUG,
    MONEY,
    ORDER,
    READ,
    VALUES,
    Card,
    after,
    initial,
)
from wijkregie.web.programme.views.card import found_parts, found_project

if TYPE_CHECKING:
    from django import forms

    from wijkregie.domain.programme.queries import HalfWaySeen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.filling.steps import Step

_STOP, _LINE, _DROP = "stop", "regel", "weggooien"
#: Which page a form was filled in on: once that is saved, typing on it is kept no more.
_SHEET: Final = "blad"
_SAVED: Final = "saved_sheets"
_MOST_SHEETS: Final = 20
_APART: Final = (
    *("csrfmiddlewaretoken", _STOP, _LINE, _DROP, _SHEET, clash.SEEN),
    *questions.ANSWERS,
)


@for_work
def fill(desk: Desk, pk: int, step: str) -> HttpResponse:
    """Show a step of the card, and save what was filled in."""
    card = card_of(desk, pk)
    if not card.seen.may_change:
        return desk.refuse()
    if step not in ORDER:
        raise Http404
    if desk.sent is None and not card.seen.may_fill:
        return card_stays(desk, card.seen)
    if step == READ:
        half_way = [one.step for one in queries.half_way_of(desk.viewer, pk)]
        return render(desk.request, "programme/filling_read.html", pages.read(card, half_way))
    return Filling(card, BY_SLUG[step]).answer()


@require_POST
@open_to_all
def keep(desk: Desk, pk: int, step: str) -> HttpResponse:
    """Keep what stands half-typed, while somebody types; say when that was."""
    if not found_project(desk, pk).may_change:
        return desk.refuse()
    if step not in BY_SLUG:
        raise Http404
    if desk.request.POST.get(_SHEET) in desk.request.session.get(_SAVED, ()):
        return render(desk.request, "programme/filling_kept.html", {"text": ""})
    now = timezone.now()
    try:
        services.keep_half_way(pk, step, typed(desk.request.POST), by=desk.viewer, at=now)
    except Refusal as refusal:
        words = str(refusal)
    else:
        at = date_format(timezone.localtime(now), "H:i")
        words = _("What you typed is kept, %(at)s. It is not on the card yet.") % {"at": at}
    return render(desk.request, "programme/filling_kept.html", {"text": words})


@for_work
def go_on(desk: Desk, pk: int) -> HttpResponse:
    """Lead to the step that comes next."""
    card = card_of(desk, pk)
    if not card.seen.may_change:
        return desk.refuse()
    if not card.seen.may_fill:
        return card_stays(desk, card.seen)
    half_way = [one.step for one in queries.half_way_of(desk.viewer, pk)]
    return redirect(desk.url("project_fill", pk, next_step(card, half_way)))


def card_of(desk: Desk, pk: int) -> Card:
    """Return a card with its lines. Raises ``Http404`` where it is not there."""
    return Card(desk, found_project(desk, pk), found_parts(desk, pk))


def typed(sent: QueryDict) -> dict[str, list[str]]:
    """Return what stands in the fields."""
    return {
        name: [str(value) for value in values]
        for name, values in sent.lists()
        if name not in _APART and not name.startswith(clash.CHOICE)
    }


class Filling:
    """One step, while somebody fills it in."""

    def __init__(self, card: Card, step: Step) -> None:
        self.card, self.step, self.desk = card, step, card.desk
        self.sent = questions.sent(card.desk)
        self.half_way = {
            one.step: one for one in queries.half_way_of(card.desk.viewer, card.seen.id)
        }
        offer = step.offer(card)
        known = initial(card)
        kept = self._kept()
        if kept is not None:
            empty = step.form(offer=offer)
            typed_before = left(empty, kept)
            known |= {name: typed_before[name] for name in typed_before if name in kept}
        self.form: forms.Form = step.form(self.sent, offer=offer, initial=known)
        self.lines = {
            one.name: gathered(
                one.row,
                one.name,
                sent=self.sent,
                initial=one.there(card)
                if kept is None
                else half_typed(one.row, one.name, kept, one.offer(card)),
                offer=one.offer(card),
            )
            for one in step.lines
        }

    def answer(self) -> HttpResponse:
        """Return the page, or the next one when what was sent is saved."""
        if self.sent is None:
            return self._show()
        if _DROP in self.sent:
            self._drop()
            return redirect(self.desk.request.path)
        if _STOP in self.sent or _LINE in self.sent:
            return self._later()
        return self._save()

    def _save(self) -> HttpResponse:
        first = self._first()
        if first is not None:
            return first
        try:
            self._act()
        except services.CardClashes as both:
            self._keep()
            context = clash.page(self.card, self.step, both, typed(self.sent or QueryDict()))
            return render(
                self.desk.request, "programme/clash.html", context, status=HTTPStatus.CONFLICT
            )
        except Refusal as refusal:
            add_refusal(self.form, refusal)
            return self._refused()
        self._close()
        following = after(self.step.slug)
        return done(
            self.desk,
            _("“%(step)s” is saved.") % {"step": self.step.name},
            self.desk.url("project_fill", self.card.seen.id, following),
        )

    def _first(self) -> HttpResponse | None:
        """Return what stands in the way: what is wrong, or money that is odd."""
        if not self._is_valid():
            return self._refused()
        if self.step.slug != MONEY:
            return None
        costs, coverage = (self.lines[name].drafts() for name in ("kosten", "dekking"))
        lines = [("", one.cents) for one in costs]
        lines += [(one.funder, one.cents) for one in coverage]
        page = {"heading": str(self.step.name), "cancel_url": self.desk.request.path}
        odd = questions.asked(self.desk, self.card.seen, lines, **page)
        if odd is not None:
            self._keep()
        return odd

    def _is_valid(self) -> bool:
        return all([self.form.is_valid(), *(one.is_valid() for one in self.lines.values())])

    def _act(self) -> None:
        pk, by, at = self.card.seen.id, self.desk.viewer, timezone.now()
        filled = {name: one.drafts() for name, one in self.lines.items()}
        if self.step.slug == MONEY:
            services.add_money(pk, filled["kosten"], filled["dekking"], by=by, at=at)
            return
        asked = self.form.cleaned_data
        values = {
            "lead_id" if name == "lead" else name: asked[name]
            for name in self.form.fields
            if name != "version"
        }
        values |= {VALUES[name]: rows for name, rows in filled.items()}
        chosen, seen = clash.chosen(self.sent or QueryDict())
        edit = services.CardEdit(asked["version"], values, chosen, seen)
        services.change_card(pk, edit, by=by, at=at)

    def _refused(self) -> HttpResponse:
        self._keep()
        return self._show(HTTPStatus.UNPROCESSABLE_ENTITY)

    def _later(self) -> HttpResponse:
        """Keep what stands there as it is, and stop, or go on with more lines."""
        try:
            self._keep_or_say()
        except Refusal as refusal:
            self.form.is_valid()
            add_refusal(self.form, refusal)
            return self._show(HTTPStatus.UNPROCESSABLE_ENTITY)
        if self.sent is not None and _LINE in self.sent:
            return redirect(f"{self.desk.request.path}#{self.sent[_LINE]}")
        words = _("What you typed is kept. You can go on with it whenever you want.")
        return done(self.desk, words, self.desk.url("project", self.card.seen.id))

    def _keep(self) -> None:
        with suppress(Refusal):
            self._keep_or_say()

    def _keep_or_say(self) -> None:
        services.keep_half_way(
            self.card.seen.id,
            self.step.slug,
            typed(self.sent or QueryDict()),
            by=self.desk.viewer,
            at=timezone.now(),
        )

    def _close(self) -> None:
        """Throw half-typed text away, also what was sent along just before or after this."""
        session = self.desk.request.session
        sheet = (self.sent or QueryDict()).get(_SHEET)
        if sheet:
            session[_SAVED] = [*session.get(_SAVED, ()), str(sheet)[:32]][-_MOST_SHEETS:]
        self._drop()

    def _drop(self) -> None:
        services.drop_half_way(
            self.card.seen.id, self.step.slug, by=self.desk.viewer, at=timezone.now()
        )

    def _kept(self) -> QueryDict | None:
        """What was left half-typed, as a form would send it; nothing once it is sent."""
        found: HalfWaySeen | None = self.half_way.get(self.step.slug)
        if found is None or self.sent is not None:
            return None
        made = QueryDict(mutable=True)
        for name, values in found.data.items():
            made.setlist(name, list(values))
        return made

    def _show(self, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        found = self.half_way.get(self.step.slug) if self.sent is None else None
        context = pages.step(self.card, self.step, self.half_way) | {
            "form": self.form,
            "lines": self._lines(),
            "field_errors": self._errors(),
            "form_errors": self._form_errors(),
            "half_way_text": pages.half_way_text(found),
            "sheet": secrets.token_hex(8),
        }
        return render(self.desk.request, "programme/filling.html", context, status=status)

    def _lines(self) -> list[dict[str, Any]]:
        return [pages.lines_of(one, self.lines[one.name]) for one in self.step.lines]

    def _errors(self) -> list[tuple[Any, Any]]:
        """Return every field with its errors, those of the lines too, for the summary."""
        if self.sent is None:
            return []
        every: list[Any] = [self.form, *(row for one in self.lines.values() for row in one)]
        return [(field, field.errors) for form in every for field in form if field.errors]

    def _form_errors(self) -> list[str]:
        if self.sent is None:
            return []
        every = [self.form.non_field_errors()]
        every += [one.non_form_errors() for one in self.lines.values()]
        return [str(error) for errors in every for error in errors]
