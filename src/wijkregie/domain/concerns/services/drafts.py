"""What a concern is written down with, what an opening shows, and the shared refusals."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkregie.kit.refusals import Refusal


class ConcernRefused(Refusal):
    """A concern, or a step of one, that may not be, or not now."""


@dataclass(frozen=True, slots=True)
class ConcernDraft:
    """A worry about somebody. ``submission`` is made with the form: once sent, once kept.

    Who writes may stay unknown: ``name``, ``phone`` and ``email`` may all be empty.
    """

    text: str
    submission: str
    area_id: int | None = None
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one gets for a concern: the receipt number and the token of the private link."""

    concern_id: int
    reference: str
    token: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed: for the eyes of who opened it, kept nowhere.

    ``recorded_by`` is the number of a professional who wrote it down for somebody else.
    """

    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    recorded_by: int | None = None


def not_there() -> ConcernRefused:
    """Return the refusal of a concern that is gone, or that is not this viewer's to open.

    The two sound alike, so that nobody learns by it what there is.
    """
    return ConcernRefused(
        _("Only who attends the team for concerns about persons can open this.")
    )
