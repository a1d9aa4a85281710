"""Covenants: make, change and end them, and warn in time before one lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import rules
from wijkregie.domain.people.models import (
    Covenant,
    CovenantParty,
    Group,
    Organisation,
    Seat,
)
from wijkregie.domain.people.queries.covenants import WARNS, goes_on_after, lapsing
from wijkregie.domain.people.queries.sealed import district_managers
from wijkregie.domain.people.services.drafts import PeopleRefused, found, named
from wijkregie.domain.people.states import SeatFunction
from wijkregie.kit import audit, outbox
from wijkregie.kit.days import fault_of
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.kit.viewer import Viewer

_MANDATE: Final = 200
_MOST: Final = 20
_ADDRESS: Final = 400


class CovenantDayRefused(PeopleRefused):
    """A day that cannot be; ``field`` is where it was filled in."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class CovenantDraft:
    """A covenant as it should be. ``parties`` are organisations with what each does.

    ``mandates`` say each what the group may decide; ``until_on`` is the last day, ``None``
    where it was made without an end.
    """

    group_id: int
    title: str
    from_on: date
    mandates: tuple[str, ...]
    until_on: date | None = None
    review_on: date | None = None
    parties: tuple[tuple[int, str], ...] = ()
    document: str = ""
    address: str = ""


@transaction.atomic
def make_covenant(draft: CovenantDraft, *, by: Viewer, at: datetime) -> int:
    """Write down a covenant and return its number.

    From its first day on the group decides only while a covenant of it holds. Raises
    ``PeopleRefused`` for who may not, and for a covenant without mandates, parties or group.
    """
    municipality_id = _may_set(by)
    here = Group.objects.current(timezone.localdate(at))
    group = found(here, draft.group_id, municipality_id=municipality_id)
    made = Covenant(municipality_id=municipality_id, group=group, made_at=at)
    _fill(made, draft)
    audit.record("covenant_made", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_covenant(
    covenant_id: int, draft: CovenantDraft, *, by: Viewer, at: datetime
) -> None:
    """Change a covenant, or give it a new last day; it stays that of its group.

    Raises ``PeopleRefused`` for one that was ended: that one stays as it was.
    """
    covenant = _covenant(covenant_id, by)
    if draft.group_id != covenant.group_id:
        raise PeopleRefused(_("A covenant stays with its group. Make a new one instead."))
    _fill(covenant, draft)
    audit.record("covenant_changed", covenant, by=by, at=at)


@transaction.atomic
def end_covenant(covenant_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """End a covenant today, before its time; from today it gives no mandate any more."""
    covenant = _covenant(covenant_id, by)
    reason = named(why, longest=400) if why.strip() else ""
    if not reason:
        raise PeopleRefused(_("Write down why the covenant ends. Everyone can read this."))
    covenant.ended_because = checked_words(reason, field="why")
    covenant.ended_on = timezone.localdate(at)
    covenant.save(update_fields=["ended_on", "ended_because"])
    audit.record("covenant_ended", covenant, by=by, at=at)


def warn_of_lapse(*, at: datetime) -> dict[str, int]:
    """Mail who must see to a covenant that lapses in 90 days, and in 30 days once more.

    That is the district managers, and who is in the chair of the group. Each mail goes once,
    also when this is done again; a covenant that another one follows up warns nobody.
    """
    today, warned = timezone.localdate(at), 0
    for covenant in lapsing(today).order_by("pk"):
        until = covenant.until_on or today
        left = until - today
        days = min(one for one in WARNS if left <= timedelta(days=one))
        if goes_on_after(covenant.group_id, until):
            continue
        warned += 1
        outbox.put_each(
            "covenant_lapses",
            {
                f"covenant_lapses:{covenant.pk}:{until}:{days}:{person_id}": {
                    "covenant": covenant.pk,
                    "person": person_id,
                }
                for person_id in _told(covenant, today)
            },
            way=Way.MAIL,
            municipality_id=covenant.municipality_id,
            at=at,
        )
    return {"covenants": warned} if warned else {}


def _told(covenant: Covenant, today: date) -> list[int]:
    chairs = Seat.objects.current(today).filter(
        group_id=covenant.group_id, function=SeatFunction.CHAIR, person__is_active=True
    )
    managers = district_managers(covenant.municipality_id, on=today)
    return sorted({*chairs.values_list("person_id", flat=True), *managers})


def _may_set(by: Viewer) -> int:
    if by.municipality_id is None or not rules.may_set_covenants(by):
        raise PeopleRefused(
            _("Only an administrator or the wijkregisseur can change covenants. Ask one.")
        )
    return by.municipality_id


def _covenant(covenant_id: int, by: Viewer) -> Covenant:
    covenant = found(Covenant.objects.all(), covenant_id, municipality_id=_may_set(by))
    if covenant.ended_on is not None:
        raise PeopleRefused(_("This covenant was ended. It stays as it was; make a new one."))
    return covenant


def _fill(covenant: Covenant, draft: CovenantDraft) -> None:
    for name in ("from_on", "until_on", "review_on"):
        why = fault_of(getattr(draft, name))
        if why:
            raise CovenantDayRefused(why, name)
    if draft.until_on is not None and draft.until_on < draft.from_on:
        raise PeopleRefused(_("The last day cannot come before the first day."))
    if draft.review_on is not None and draft.review_on < draft.from_on:
        raise PeopleRefused(_("The day to look back cannot come before the first day."))
    covenant.title = checked_words(named(draft.title, longest=160), field="title")
    covenant.mandates = _mandates(draft.mandates)
    covenant.from_on, covenant.until_on = draft.from_on, draft.until_on
    covenant.review_on = draft.review_on
    document = named(draft.document, longest=200) if draft.document.strip() else ""
    covenant.document = checked_words(document, field="document")
    covenant.address = _address(draft.address)
    parties = _parties(draft.parties, covenant.municipality_id)
    covenant.save()
    covenant.parties.all().delete()
    CovenantParty.objects.bulk_create(
        CovenantParty(
            municipality_id=covenant.municipality_id,
            covenant=covenant,
            organisation_id=pk,
            role=role,
            order=order,
        )
        for order, (pk, role) in enumerate(parties.items())
    )


def _mandates(given: tuple[str, ...]) -> list[str]:
    lines = [
        checked_words(named(one, longest=_MANDATE), field="mandates")
        for one in given
        if one.strip()
    ]
    if not lines:
        raise PeopleRefused(_("Write down about what the group may decide, one per line."))
    if len(lines) > _MOST:
        raise PeopleRefused(_("Write down at most %(most)s mandates.") % {"most": _MOST})
    return list(dict.fromkeys(lines))


def _parties(given: tuple[tuple[int, str], ...], municipality_id: int) -> dict[int, str]:
    wanted = {
        pk: checked_words(named(role, longest=200) if role.strip() else "", field="parties")
        for pk, role in given
    }
    if not wanted:
        raise PeopleRefused(_("Choose at least one organisation that signed."))
    here = Organisation.objects.filter(municipalities=municipality_id, pk__in=wanted)
    if here.count() != len(wanted):
        raise PeopleRefused(_("This organisation does not work here. Choose another."))
    return wanted


def _address(address: str) -> str:
    said = address.strip()
    if not said:
        return ""
    try:
        parts = urlsplit(said)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or "." not in parts.netloc or len(said) > _ADDRESS:
        raise PeopleRefused(
            _("Write the address as it stands in the browser, from https:// on.")
        )
    return said
