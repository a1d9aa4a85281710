"""Receive a concern: sealed before it is stored, and told to nobody but the team."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import reference
from wijkregie.core.signs import readable
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.services.drafts import (
    ConcernDraft,
    ConcernRefused,
    Opened,
    Receipt,
)
from wijkregie.domain.concerns.services.telling import tell_team
from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.kit import audit, sealing, tokens

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.people.queries import DeskSeen
    from wijkregie.kit.viewer import Viewer

LONGEST: Final = 4000
_LONGEST_KEY: Final = 32
_LONGEST_LINES: Final = {"name": 120, "phone": 40, "email": 200}


def receive_concern(
    draft: ConcernDraft, *, municipality_id: int, by: Viewer, at: datetime, seed: int
) -> Receipt:
    """Seal a concern for the designated team, tell it so, and return number and link.

    Everyone may, also without an account; who did is sealed along and stands nowhere else.
    The same ``submission`` again returns the same receipt and makes nothing. ``seed`` is
    chance, for the reference and the link. Raises ``ConcernRefused`` and then keeps nothing.
    """
    if not 0 < len(draft.submission) <= _LONGEST_KEY or by.municipality_id != municipality_id:
        raise ValueError("a concern comes with the key of its form, in one municipality")
    known = _known(draft.submission)
    if known is not None:
        return _receipt_again(known, municipality_id)
    try:
        return _receive(draft, municipality_id, by=by, at=at, seed=seed)
    except IntegrityError:  # the same form was sent twice at the same moment
        known = _known(draft.submission)
        if known is None:
            raise
        return _receipt_again(known, municipality_id)


@transaction.atomic
def _receive(
    draft: ConcernDraft, municipality_id: int, *, by: Viewer, at: datetime, seed: int
) -> Receipt:
    words = _checked(draft)
    concern = Concern(
        municipality_id=municipality_id,
        reference=_reference(seed),
        submission=draft.submission,
        area_id=_area(draft.area_id, by),
        group_id=_desk(municipality_id, at).group_id,
        key_mark=sealing.key_mark(),
        received_on=timezone.localdate(at),
        received_at=at,
        link_nonce=f"{seed:x}"[-32:],
    )
    opened = Opened(words.text, words.name, words.phone, words.email, by.person_id)
    concern.sealed = sealing.seal(json.dumps(asdict(opened)).encode(), about=concern.about())
    concern.save(force_insert=True)
    concern.link_digest = tokens.digest(concern.token())
    concern.save(update_fields=["link_digest"])
    tell_team(concern, at=at)
    # Nobody: who wrote it down must not stand beside its number in the log.
    audit.record("concern_received", concern, by=None, at=at, why=concern.reference)
    return _receipt(concern)


def _checked(draft: ConcernDraft) -> ConcernDraft:
    """Return the draft with plain words; refuse none, or too many."""
    text = readable(draft.text).strip()
    if not text:
        raise ConcernRefused(_("Write what worries you."))
    if len(text) > LONGEST:
        raise ConcernRefused(
            _("This is longer than %(longest)s characters. Make it shorter.")
            % {"longest": LONGEST}
        )
    lines = {}
    for name, longest in _LONGEST_LINES.items():
        lines[name] = " ".join(readable(str(getattr(draft, name))).split())
        if len(lines[name]) > longest:
            raise ConcernRefused(_("Your name or contact is too long. Make it shorter."))
    return ConcernDraft(text, draft.submission, draft.area_id, **lines)


def _desk(municipality_id: int, at: datetime) -> DeskSeen:
    desk = people.sealed_desk(municipality_id, on=timezone.localdate(at))
    if desk is None:
        raise ConcernRefused(
            _("No team reads concerns here now. Call one of the numbers on the page before.")
        )
    return desk


def _area(area_id: int | None, by: Viewer) -> int | None:
    if area_id is None:
        return None
    scope = places.scope_of(by.municipality_id or 0)
    area = places.visible_to(by).filter(pk=area_id).first()
    if scope is None or area is None or area.gm_code not in scope.codes:
        raise ConcernRefused(_("Choose a buurt from the list, or none."))
    return area.pk


def _reference(seed: int) -> str:
    """Return a reference that is not in use; numbers that follow each other look unalike."""
    tried = 0
    while True:
        mixed = hashlib.sha256(f"concern:{seed}:{tried}".encode()).digest()
        made = reference.make(int.from_bytes(mixed, "big") % reference.COUNT)
        if not Concern.objects.filter(reference=made).exists():
            return made
        tried += 1


def _known(submission: str) -> Concern | None:
    return Concern.objects.filter(submission=submission).first()


def _receipt_again(known: Concern, municipality_id: int) -> Receipt:
    if known.municipality_id != municipality_id:
        raise ConcernRefused(_("This form was sent before. Open it again and fill it in."))
    return _receipt(known)


def _receipt(concern: Concern) -> Receipt:
    return Receipt(concern.pk, concern.reference, concern.token())
