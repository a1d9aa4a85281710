"""What the personal fields of this room are for, and how long they stay."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from wijkregie.kit.privacy import ROW, Personal

_WORKERS = _(
    "The district manager and the community workers of the area, and who raised it, by the "
    "private link."
)
_HANDLERS = _("Professionals with a role for the area, and who raised it, by the private link.")
_PARTIES: Final = _(
    "Professionals with a role for the area, and the organisation that is asked to take over."
)
CONTACT: Final = Personal(
    purpose=_("let you hear back what came of what you raised"),
    ground="6(1)(e)",
    days=90,
    since="signal__closed_at",
    seen_by=_WORKERS,
)
LINK: Final = Personal(
    purpose=_("let you follow what you raised without an account"),
    ground="6(1)(e)",
    days=365,
    since="signal__closed_at",
    erased=None,
    seen_by=_("Nobody: only a fingerprint of the link is kept."),
)
TEXT: Final = Personal(
    purpose=_("know what was raised, in your own words"),
    ground="6(1)(e)",
    days=365,
    since="closed_at",
    seen_by=_HANDLERS,
)
PLACE: Final = Personal(
    purpose=_("know which spot it is about"),
    ground="6(1)(e)",
    days=365,
    since="closed_at",
    seen_by=_HANDLERS,
)
POINT: Final = Personal(
    purpose=PLACE.purpose,
    ground="6(1)(e)",
    days=365,
    since="closed_at",
    erased=None,
    seen_by=_HANDLERS,
)
SAID: Final = Personal(
    purpose=_("know why somebody asked to look at it again"),
    ground="6(1)(e)",
    days=365,
    since="signal__closed_at",
    seen_by=_HANDLERS,
)
PHOTO: Final = Personal(
    purpose=_("see what it is about"),
    ground="6(1)(e)",
    days=365,
    since="signal__closed_at",
    erased=ROW,
    seen_by=_HANDLERS,
    guarded_by=_("Place, time and camera are taken out before the photo is kept."),
)
ANSWER: Final = Personal(
    purpose=_("know what you were told"),
    ground="6(1)(e)",
    days=1826,
    since="signal__closed_at",
    seen_by=_("Everyone, where the answer is public; otherwise as what was raised."),
)
PARTNER: Final = Personal(
    purpose=_("reach the organisation that is asked to take a report over"),
    ground="6(1)(e)",
    days=90,
    since="signal__closed_at",
    seen_by=_PARTIES,
)
PARTNER_LINK: Final = Personal(
    purpose=_("let an organisation answer without an account"),
    ground="6(1)(e)",
    days=90,
    since="signal__closed_at",
    erased=None,
    seen_by=_("Nobody: only a fingerprint of the link is kept."),
)
OFFER_WORDS: Final = Personal(
    purpose=_("know what the organisation was asked, and what it did"),
    ground="6(1)(e)",
    days=365,
    since="signal__closed_at",
    seen_by=_PARTIES,
)
