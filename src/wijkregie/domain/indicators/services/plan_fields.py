"""What the fields of a measurement and its plan have to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core.signs import readable
from wijkregie.domain.indicators.queries.catalogue import indicators_visible_to
from wijkregie.domain.indicators.services.plan_drafts import MeasuringRefused
from wijkregie.domain.indicators.states import Mode
from wijkregie.kit import days
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.indicators.services.plan_drafts import PlanDraft, WaveDraft
    from wijkregie.kit.viewer import Viewer

_KEY: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")
_MOST_ANSWERS: Final = 10**8
_MOST_CHOICES: Final = 30


def wave_fields(draft: WaveDraft) -> dict[str, Any]:
    """Return the columns of a measurement."""
    for name in ("begins_on", "ends_on"):
        if why := days.fault_of(getattr(draft, name)):
            raise MeasuringRefused(why, name)
    if draft.ends_on < draft.begins_on:
        raise MeasuringRefused(
            _("The last day cannot come before the first day. Change one of them."), "ends_on"
        )
    return {
        "title": _line(
            draft.title, "title", 160, _("Fill in what this measurement is called.")
        ),
        "begins_on": draft.begins_on,
        "ends_on": draft.ends_on,
        "note": _line(draft.note, "note", 400),
    }


def plan_fields(draft: PlanDraft, by: Viewer) -> dict[str, Any]:
    """Return the columns of a line of the plan: a question, or else a register."""
    same = {
        "n": count(draft.n),
        "modes": modes(draft.modes),
        "owner": _line(draft.owner, "owner", 160),
    }
    if draft.series_id is None:
        return same | _question(draft) | {"series_id": None}
    if draft.question.strip():
        raise MeasuringRefused(_("Choose a question or a register, not both."), "question")
    if not indicators_visible_to(by).filter(pk=draft.series_id).exists():
        raise MeasuringRefused(_("This figure is not there. Choose another."), "series_id")
    nothing = {"question": "", "wording": "", "scale": "", "answers": []}
    return same | nothing | {"series_id": draft.series_id}


def question_key(said: str, *, field: str = "question") -> str:
    """Return the key of a question; refuse what is none. Nothing stays nothing."""
    key = said.strip().lower()
    if key and not _KEY.fullmatch(key):
        raise MeasuringRefused(
            _("The key of a question has letters, digits, dots and dashes, such as v12a."),
            field,
        )
    return key


def modes(said: Iterable[str]) -> list[str]:
    """Return ways to answer in their fixed order; refuse one that is not known."""
    wanted = set(said)
    if not wanted <= set(Mode.values):
        raise MeasuringRefused(_("Choose how people can answer from the list."), "modes")
    return [mode for mode in Mode.values if mode in wanted]


def count(n: int | None) -> int | None:
    """Return a number of answers; ``None`` stays unknown, nought and less cannot be."""
    if n is not None and not 0 < n < _MOST_ANSWERS:
        raise MeasuringRefused(
            _("Fill in on how many answers you count, as a whole number."), "n"
        )
    return n


def _question(draft: PlanDraft) -> dict[str, Any]:
    key = question_key(draft.question)
    if not key:
        raise MeasuringRefused(
            _("Fill in the key of the question, or choose a register."), "question"
        )
    answers = [_line(one, "answers", 200) for one in draft.answers if one.strip()]
    if len(answers) > _MOST_CHOICES:
        raise MeasuringRefused(
            _("A question has at most %(most)s answers to choose from.")
            % {"most": _MOST_CHOICES},
            "answers",
        )
    return {
        "question": key,
        "wording": _line(draft.wording, "wording", 400),
        "scale": _line(draft.scale, "scale", 120),
        "answers": answers,
    }


def _line(words: str, field: str, longest: int, needed: str = "") -> str:
    said = " ".join(readable(words).split())
    if needed and not said:
        raise MeasuringRefused(needed, field)
    if len(said) > longest:
        raise MeasuringRefused(
            _("This is longer than %(longest)s signs. Make it shorter.") % {"longest": longest},
            field,
        )
    return checked_words(said, field=field)
