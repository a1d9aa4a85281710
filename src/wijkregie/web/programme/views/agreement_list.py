"""The list of performance agreements: filtered, as a page and as a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries
from wijkregie.domain.programme.queries import AgreementFilter
from wijkregie.domain.programme.states import AgreementState
from wijkregie.web.http.asked import page_links, page_of, with_query
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import agreed, choices
from wijkregie.web.programme.desk import open_to_all
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AgreementSeen, ProgrammeSeen, Sum
    from wijkregie.web.programme.desk import Desk

PER_PAGE: Final = 50
_LATE: Final = "te-laat"


@require_safe
@open_to_all
def listed(desk: Desk) -> HttpResponse:
    """Show the agreements that are asked for: of a partner, for a goal, in a state."""
    return _page(desk, None)


@require_safe
@open_to_all
def of_programme(desk: Desk, key: str) -> HttpResponse:
    """Show those of one programme."""
    programme = queries.programme_seen(desk.viewer, key)
    if programme is None:
        raise Http404
    return _page(desk, programme)


def _page(desk: Desk, programme: ProgrammeSeen | None) -> HttpResponse:
    wish = wish_of(desk)
    if programme is not None:
        wish = replace(wish, programme_id=programme.id)
    rows = queries.agreements_visible_to(desk.viewer, wish, on=timezone.localdate())
    page = page_of(desk.request, rows, per_page=PER_PAGE)
    context = {
        "crumbs": _crumbs(desk, programme),
        "kicker": programme.name if programme else _("Performance agreements"),
        "ways": ways(desk, programme.key, "programme_agreements") if programme else {},
        "agreements": [agreed.listed(desk, one) for one in page.object_list],
        "choices": _choices(desk, programme),
        "pages": page_links(desk.request, page),
        "csv_url": desk.url("agreements_csv") + _asked(desk, programme),
        "permalink": desk.request.build_absolute_uri(),
        "new": _new(desk, programme),
        "covenants_url": reverse("covenants:index", args=[desk.scope.slug]),
    }
    return render(desk.request, "programme/agreements.html", context)


def _crumbs(desk: Desk, programme: ProgrammeSeen | None) -> list[dict[str, str]]:
    found = [{"name": _("Programme"), "url": desk.url("index")}]
    if programme is not None:
        found.append({"name": programme.name, "url": desk.url("detail", programme.key)})
    return [*found, {"name": _("Agreements"), "url": ""}]


def _asked(desk: Desk, programme: ProgrammeSeen | None) -> str:
    """Return what is asked for, as the query of an address."""
    if programme is None:
        return with_query(desk.request)
    return with_query(desk.request, programma=programme.key)


@require_safe
@open_to_all
def table(desk: Desk) -> HttpResponse:
    """Give the agreements that are asked for as CSV."""
    on = timezone.localdate()
    rows = queries.agreements_visible_to(desk.viewer, wish_of(desk), on=on)
    head = [
        _("partner"),
        _("agreement"),
        _("programme"),
        _("state"),
        _("goals"),
        _("first day"),
        _("last day"),
        _("how much"),
        _("of what"),
        _("reported"),
        _("reports without a number"),
        _("amount in euros"),
        _("hours"),
        _("free hours"),
        _("free hours used"),
        _("free amount in euros"),
        _("free euros used"),
        _("reports too late"),
        _("where"),
    ]
    return csv_answer("afspraken.csv", head, (_csv_row(desk, one) for one in rows))


def wish_of(desk: Desk) -> AgreementFilter:
    """Return which agreements the address asks for; what cannot be is as if not asked."""
    asked = desk.request.GET
    state = asked.get("stand", "")
    return AgreementFilter(
        programme_id=_programme_id(desk, asked.get("programma", "")),
        partner_id=_number(asked.get("partner", "")),
        goal_id=_number(asked.get("doel", "")),
        state=AgreementState(state) if state in AgreementState.values else None,
        overdue_on=timezone.localdate() if state == _LATE else None,
    )


def _programme_id(desk: Desk, key: str) -> int | None:
    found = queries.programme_seen(desk.viewer, key) if key else None
    return found.id if found else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - digits enough


def _choices(desk: Desk, programme: ProgrammeSeen | None) -> list[dict[str, Any]]:
    wish = wish_of(desk)
    state = _LATE if wish.overdue_on else wish.state
    states = [(one.value, capital(str(one.label))) for one in AgreementState]
    only = programme.id if programme else None
    found = queries.goals_visible_to(desk.viewer, programme_id=only)
    goals = [(one.id, one.title) for one in found]
    partners = queries.agreement_partners(desk.viewer, programme_id=only)
    return [
        _choice("partner", _("With whom"), partners, wish.partner_id),
        _choice("doel", _("Goal"), goals, wish.goal_id),
        _choice("stand", _("State"), [*states, (_LATE, _("A report is too late"))], state),
    ]


def _choice(
    name: str, label: str, options: Iterable[tuple[object, str]], chosen: object
) -> dict[str, Any]:
    every = [("", _("All")), *options]
    made = [
        {"value": value, "text": text, "selected": value == (chosen or "")}
        for value, text in every
    ]
    return {"name": name, "label": label, "options": made}


def _new(desk: Desk, programme: ProgrammeSeen | None) -> list[dict[str, str]]:
    """Return in which programmes the viewer may propose one."""
    return [
        {
            "text": _("Propose an agreement in “%(name)s”") % {"name": one.name},
            "url": desk.url("agreement_new", one.key),
        }
        for one in ([programme] if programme else choices.living(desk))
        if one.may_steer
    ]


def _csv_row(desk: Desk, one: AgreementSeen) -> list[Any]:
    url = desk.request.build_absolute_uri(desk.url("agreement", one.id))
    return [
        one.partner_name,
        one.title,
        one.programme_name,
        str(one.state.label),
        ", ".join(goal.title for goal in one.goals),
        one.from_on.isoformat(),
        one.until_on.isoformat(),
        _figure(one.quantity),
        one.unit,
        _figure(one.reported.known),
        one.reported.unknown,
        _figure(euros(one.cents)),
        one.hours,
        one.free_hours,
        _figure(_whole(one.free_hours_used)),
        _figure(euros(one.free_cents)),
        _figure(euros(_whole(one.free_cents_used))),
        one.overdue,
        url,
    ]


def _figure(value: Decimal | int | None) -> str | None:
    """Return a number for a Dutch spreadsheet; what is not known stays empty."""
    return None if value is None else f"{Decimal(value):f}".replace(".", ",")


def _whole(total: Sum) -> Decimal | None:
    """Return a sum of which nothing is missing."""
    return total.known if total.is_whole else None


def euros(cents: Decimal | int | None) -> Decimal | None:
    """Return cents in euros, ``None`` while it is not known."""
    return None if cents is None else Decimal(cents) / 100
