"""What a change to a signal is asked with, and the words that all changes share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.core.signs import readable
from wijkregie.domain.signals.states import Channel, HearBack, Kind
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile


class SignalRefused(Refusal):
    """A signal, or a step of one, that may not be, or not now."""


@dataclass(frozen=True, slots=True)
class RaiserDraft:
    """Who raises something, and how they hear back; ``group_id``: on behalf of that group.

    ``received_on`` is the day on which somebody who works here heard it, if not today: what is
    promised counts from then.
    """

    hear_back: str = HearBack.NONE
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    channel: str = Channel.WEB
    group_id: int | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignalDraft:
    """Something that is raised. ``submission`` is made with the form: once sent, once kept.

    ``point`` is in metres of the Dutch grid and goes before ``area_id``. ``invented`` marks
    what a demo makes up. ``keep_words``: who raises it was warned of a name, and keeps it.
    ``answer_by`` is the day that is promised where that is later than the theme promises.
    """

    text: str
    theme_id: int
    submission: str
    kind: str = Kind.REPORT
    area_id: int | None = None
    place: str = ""
    point: tuple[int, int] | None = None
    photo: UploadedFile[bytes] | None = None
    raiser: RaiserDraft = field(default_factory=RaiserDraft)
    invented: bool = False
    keep_words: bool = False
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class JoinDraft:
    """Somebody says that a signal is theirs too. ``submission`` is made with the form.

    ``said`` is what they add, for who handles the signal only.
    """

    submission: str
    said: str = ""
    raiser: RaiserDraft = field(default_factory=RaiserDraft)


@dataclass(frozen=True, slots=True)
class SignalWords:
    """How the team names a signal: what everyone may read of it."""

    title: str
    kind: str
    theme_id: int
    area_id: int | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one gets for a signal: the reference, the token of the private link, the day."""

    signal_id: int
    reference: str
    token: str
    promised_on: date


def not_there() -> SignalRefused:
    """Return the refusal of a signal that is gone, or that is of another municipality."""
    return SignalRefused(_("This report is not there any more. Go back and reload the page."))


def not_yours() -> SignalRefused:
    """Return the refusal of somebody who has no role in the area of a signal."""
    return SignalRefused(
        _("Only professionals with a role for this area can do this. Ask one of them.")
    )


def line(words: str, *, longest: int) -> str:
    """Return words on one line; refuse too many."""
    return _short_enough(" ".join(readable(words).split()), longest)


def story(words: str, *, longest: int, empty: str) -> str:
    """Return text of several lines; refuse too much, or none (in the words of ``empty``)."""
    kept = readable(words).strip()
    if not kept:
        raise SignalRefused(empty)
    return _short_enough(kept, longest)


def _short_enough(words: str, longest: int) -> str:
    if len(words) > longest:
        raise SignalRefused(
            _("This is longer than %(longest)s characters. Make it shorter.")
            % {"longest": longest}
        )
    return words
