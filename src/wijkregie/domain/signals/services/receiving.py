"""Receive what somebody raises."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import reference
from wijkregie.domain.signals.models import Photo, Raiser, Signal, Theme
from wijkregie.domain.signals.services import moving, placing, routing, terms
from wijkregie.domain.signals.services.drafts import (
    Receipt,
    SignalDraft,
    SignalRefused,
    line,
    story,
)
from wijkregie.domain.signals.services.photos import FOLDER
from wijkregie.domain.signals.services.raising import came_in, checked, raise_by
from wijkregie.domain.signals.states import HearBack, Kind
from wijkregie.kit import audit, files, images
from wijkregie.kit.words import checked_story

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

_LONGEST_KEY: Final = 32
_TEXT: Final = 4000
_PLACE: Final = 200


def receive(
    draft: SignalDraft, *, municipality_id: int, by: Viewer, at: datetime, seed: int
) -> Receipt:
    """Keep what somebody raises, promise a day, and return the receipt.

    Everyone may, also without an account. The same ``submission`` again returns the same
    receipt and makes nothing. ``seed`` is chance: of it the reference and the private link
    are made. Raises ``SignalRefused``, or ``ImageRefused`` for the photo, and then keeps
    nothing, no file either.
    """
    if not 0 < len(draft.submission) <= _LONGEST_KEY or by.municipality_id != municipality_id:
        raise ValueError("a signal comes with the key of its form, in one municipality")
    with files.kept_or_gone() as photo, transaction.atomic():
        with suppress(Signal.DoesNotExist):
            return _receipt_of(draft, municipality_id)
        return _receive(draft, photo, by=by, at=at, seed=seed)


def _receive(
    draft: SignalDraft, photo: list[str], *, by: Viewer, at: datetime, seed: int
) -> Receipt:
    municipality_id = by.municipality_id or 0
    wanted = checked(draft.raiser, by=by, at=at)
    came_at = came_in(wanted, at=at)
    signal, areas = _signal(draft, municipality_id, by=by, at=came_at)
    signal.reference = _reference(seed)
    routed = routing.give(signal, areas, on=timezone.localdate(at))
    try:
        with transaction.atomic():
            signal.save(force_insert=True)
    except IntegrityError:  # the same form was sent twice at the same moment
        return _receipt_at_once(draft, municipality_id)
    placing.put_in(signal, areas)
    raiser = raise_by(wanted, signal, by=by, at=came_at, seed=seed)
    if draft.photo is not None:
        photo.append(images.store_image(draft.photo, folder=FOLDER))
        Photo.objects.create(
            municipality_id=municipality_id, signal=signal, file=photo[0], added_at=at
        )
    moving.begin(signal, by=by, at=came_at)
    routing.note_failed(signal, routed, at=at)
    if raiser.hear_back in {HearBack.MAIL, HearBack.LETTER}:
        moving.tell(raiser, "signal_received", "receipt", at=at)
    audit.record("signal_received", signal, by=by, at=at)
    return _receipt(signal, raiser)


def _signal(
    draft: SignalDraft, municipality_id: int, *, by: Viewer, at: datetime
) -> tuple[Signal, list[Area]]:
    """Return the signal as it will be kept, and the areas it lies in; refuse what is wrong."""
    text = story(draft.text, longest=_TEXT, empty=_("Write what is going on."))
    checked_story(text, field="text", keep=draft.keep_words)
    place = line(draft.place, longest=_PLACE)
    checked_story(place, field="place", keep=draft.keep_words)
    if draft.kind not in Kind.values:
        raise SignalRefused(_("Choose what sort of thing you report."))
    themes = Theme.objects.filter(municipality_id=municipality_id, active=True)
    theme = themes.filter(pk=draft.theme_id).first()
    if theme is None:
        raise SignalRefused(_("Choose a theme from the list."))
    areas = _areas(draft, municipality_id, by=by)
    promised_on = terms.promised_on(timezone.localdate(at), theme.answer_days)
    if draft.answer_by is not None:
        promised_on = max(promised_on, draft.answer_by)
    return Signal(
        municipality_id=municipality_id,
        submission=draft.submission,
        kind=draft.kind,
        theme=theme,
        area=areas[0] if areas else None,
        text=text,
        place=place,
        x=draft.point[0] if draft.point else None,
        y=draft.point[1] if draft.point else None,
        received_at=at,
        promised_on=promised_on,
        expected_on=promised_on,
        unanswered=1,
        invented=draft.invented,
    ), areas


def _areas(draft: SignalDraft, municipality_id: int, *, by: Viewer) -> list[Area]:
    if draft.point is not None:
        return placing.areas_of_point(draft.point, municipality_id)
    if draft.area_id is not None:
        return placing.areas_of_area(draft.area_id, municipality_id, by=by)
    return []


def _reference(seed: int) -> str:
    """Return a reference that is not in use; numbers that follow each other look unalike."""
    tried = 0
    while True:
        mixed = hashlib.sha256(f"{seed}:{tried}".encode()).digest()
        made = reference.make(int.from_bytes(mixed, "big") % reference.COUNT)
        if not Signal.objects.filter(reference=made).exists():
            return made
        tried += 1


def _receipt_of(draft: SignalDraft, municipality_id: int) -> Receipt:
    """Return the receipt of a form that was sent before."""
    known = Signal.objects.get(submission=draft.submission, municipality_id=municipality_id)
    return _receipt(known, known.raisers.order_by("pk")[0])


def _receipt_at_once(draft: SignalDraft, municipality_id: int) -> Receipt:
    """Return the receipt of the same form, sent at the same moment; elsewhere it is refused."""
    try:
        return _receipt_of(draft, municipality_id)
    except Signal.DoesNotExist as fault:
        raise SignalRefused(
            _("This form was sent before. Open it again and fill it in.")
        ) from fault


def _receipt(signal: Signal, raiser: Raiser) -> Receipt:
    return Receipt(signal.pk, signal.reference, raiser.token(), signal.promised_on)
