"""The page of a group: its seats, and who takes another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.people import queries, services
from wijkregie.domain.people.states import SeatFunction, Shell
from wijkregie.web.control.asking import answered
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.groups import SeatForm
from wijkregie.web.control.frame import Place, done, done_with_undo, show_form
from wijkregie.web.control.views.groups import areas_in_words, found_group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.people.queries import GroupSeen, SeatSeen
    from wijkregie.web.control.choices import Choice
    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def group(_request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show a group and its seats."""
    return _page(desk, found_group(desk, pk), _form(desk))


@for_administrators
@require_POST
def give(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Give somebody a seat."""
    found = found_group(desk, pk)
    form = _form(desk, request.POST)
    if answered(form, lambda: _give(desk, pk, form)):
        return done(request, _("The seat is given."), desk.url("group", pk))
    return _page(desk, found, form)


@for_administrators
@require_POST
def end(request: HttpRequest, desk: Desk, pk: int, seat_pk: int) -> HttpResponse:
    """End a seat."""
    found = found_group(desk, pk)
    seat = queries.seats_visible_to(desk.viewer, on=timezone.localdate(), group_id=pk).get(
        seat_pk
    )
    if seat is None:
        raise Http404
    form = Empty(request.POST)
    if not answered(form, lambda: _end(desk, seat_pk)):
        return _page(desk, found, _form(desk), refused=form)
    return done_with_undo(
        request,
        _("The seat of %(who)s has ended.") % {"who": _who(seat)},
        desk.url("group", pk),
        undo_url=desk.url("seat_give", pk),
        fields={
            "person": seat.person.id or "",
            "organisation": seat.organisation.id if seat.organisation else "",
            "shell": seat.shell.value,
            "function": seat.function.value,
        },
    )


def _form(desk: Desk, filled_in: Any = None) -> SeatForm:
    return SeatForm(
        filled_in,
        persons=_persons(desk),
        organisations=[
            (one.id, one.name) for one in queries.organisations_visible_to(desk.viewer)
        ],
    )


def _persons(desk: Desk) -> list[Choice]:
    found = queries.persons_visible_to(desk.viewer, on=timezone.localdate())
    return [(one.id, one.name or "") for one in found if one.looked_after_here]


def _page(
    desk: Desk,
    found: GroupSeen,
    form: SeatForm,
    *,
    refused: Empty | None = None,
) -> HttpResponse:
    seats = list(
        queries.seats_visible_to(desk.viewer, on=timezone.localdate(), group_id=found.id)
    )
    return show_form(
        desk,
        Place("groups", found.name),
        form,
        template="control/group.html",
        refused=refused,
        group=found,
        facts=[
            {"name": _("Sort of group"), "text": found.kind.label},
            {"name": _("For"), "text": areas_in_words(found)},
            {"name": _("Purpose"), "text": found.purpose or _("not filled in yet")},
        ],
        shells=[
            {
                "name": shell.label,
                "rows": _rows(desk, found, (one for one in seats if one.shell == shell)),
            }
            for shell in Shell
        ],
        change_url=desk.url("group_change", found.id),
        end_url=desk.url("group_end", found.id),
        give_url=desk.url("seat_give", found.id),
    )


def _rows(desk: Desk, found: GroupSeen, seats: Iterable[SeatSeen]) -> list[dict[str, Any]]:
    return [
        {
            "name": _who(seat),
            "text": _behalf(seat),
            "action_url": desk.url("seat_end", found.id, seat.id),
            "action_text": _("End seat"),
        }
        for seat in seats
    ]


def _who(seat: SeatSeen) -> str:
    if seat.person.name:
        return seat.person.name
    return seat.organisation.name if seat.organisation else _("somebody")


def _behalf(seat: SeatSeen) -> str:
    """Return what somebody does in the group, and for which organisation."""
    told = [] if seat.function == SeatFunction.MEMBER else [str(seat.function.label)]
    if seat.person.id is not None and seat.organisation:
        told.append(_("on behalf of %(name)s") % {"name": seat.organisation.name})
    return ", ".join(told)


def _give(desk: Desk, pk: int, form: SeatForm) -> None:
    asked = form.cleaned_data
    services.give_seat(
        services.SeatDraft(
            group_id=pk,
            person_id=asked["person"],
            organisation_id=asked["organisation"],
            shell=Shell(asked["shell"]),
            function=SeatFunction(asked["function"]),
        ),
        by=desk.viewer,
        at=timezone.now(),
    )


def _end(desk: Desk, seat_pk: int) -> None:
    services.end_seat(seat_pk, by=desk.viewer, at=timezone.now())
