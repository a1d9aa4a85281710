"""What a change of a card is asked with.

The ``slip`` of a line is a word of chance that its page made: the same line sent again, in
other words too, is known by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import ActivityKind, Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from django.core.files.uploadedfile import UploadedFile

    from wijkregie.core.merging import Change, Clash


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """Who takes part, with what it does; ``hours`` of its own per year, ``None`` not known."""

    name: str
    part: str = Part.PARTNER
    does: str = ""
    hours: Mapping[int, int | None] = field(default_factory=dict)
    slip: str = ""


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """Work on the timeline, or a milestone; without ``id`` it is new.

    ``party`` is who does it: its part and name, as ``party_key`` writes them.
    """

    title: str
    kind: str = ActivityKind.ACTIVITY
    begins_on: date | None = None
    ends_on: date | None = None
    done_on: date | None = None
    party: str = ""
    id: int | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class PointDraft:
    """What has to be decided on the way, in a year or on a day."""

    question: str
    then: str = ""
    year: int | None = None
    on: date | None = None
    id: int | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class RiskDraft:
    """What may go wrong; sizes from 1 (small) to 3."""

    what: str
    chance: int
    harm: int
    measure: str = ""
    over_on: date | None = None
    id: int | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class CardEdit:
    """What somebody made of a card that he read at ``version``.

    ``values`` holds what he was asked, by the names of ``fields.NAMES``; what is not in it
    stays. ``chosen`` says for each clash whose value stays, as he read them at ``seen``.
    """

    version: int
    values: Mapping[str, Any]
    chosen: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """How a project goes; a photo comes with what it shows."""

    text: str
    photo: UploadedFile[bytes] | None = None
    shows: str = ""


class CardClashes(ProgrammeRefused):
    """Somebody else changed the same of this card: nothing is stored, both are shown.

    ``version`` is the card now; ``clashes`` what both changed, ``taken`` what only the
    other did, which comes along by itself.
    """

    def __init__(
        self, message: str, version: int, clashes: Sequence[Clash], taken: Sequence[Change]
    ) -> None:
        super().__init__(message)
        self.version = version
        self.clashes, self.taken = tuple(clashes), tuple(taken)


def party_key(part: str, name: str) -> str:
    """Name a party of a project, by what it is in it and how it is called."""
    return f"{part}:{name}"
