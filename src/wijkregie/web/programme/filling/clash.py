"""Two people changed one card: what each made of it, side by side, and what comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core.merging import FIRST, SECOND
from wijkregie.web.programme.card import crumbs, kicker
from wijkregie.web.programme.changes import Telling
from wijkregie.web.programme.words import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from wijkregie.domain.programme.services import CardClashes
    from wijkregie.web.programme.filling.steps import Card, Step

CHOICE: Final = "keuze:"
SEEN: Final = "gezien"


def chosen(sent: QueryDict) -> tuple[dict[str, str], int]:
    """Return whose value stays for each clash, and at which version that was read."""
    found = {
        name.removeprefix(CHOICE): str(value)
        for name, value in sent.items()
        if name.startswith(CHOICE)
    }
    seen = str(sent.get(SEEN, ""))
    return found, int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0  # noqa: PLR2004 - what fits in a column


def page(
    card: Card, step: Step, both: CardClashes, typed: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return both, as ``programme/clash.html`` asks for them."""
    telling = Telling(card.seen, card.parts)
    heading = _("Somebody else changed this card too")
    version = str(typed.get("version", ["0"])[0])
    return {
        "crumbs": crumbs(card.desk, card.seen, heading),
        "kicker": f"{kicker(card.seen)} · {step.name}",
        "heading": heading,
        "intro_text": _intro(card, int(version) if version.isdigit() else 0),
        "taken": [telling.told(one.path, one.before, one.after) for one in both.taken],
        "clashes": [
            {
                "name": telling.name(
                    one.path, one.second if isinstance(one.second, dict) else one.first
                ),
                "field": f"{CHOICE}{one.key}",
                "id": f"keuze-{at}",
                "was": telling.value(one.path, one.was),
                "first": telling.value(one.path, one.first),
                "second": telling.value(one.path, one.second),
            }
            for at, one in enumerate(both.clashes)
        ],
        "first_value": FIRST,
        "second_value": SECOND,
        "kept": [
            {"name": name, "value": value} for name, values in typed.items() for value in values
        ]
        + [{"name": SEEN, "value": str(both.version)}],
        "cancel_url": card.desk.url("project", card.seen.id),
    }


def _intro(card: Card, version: int) -> str:
    """Tell who changed it meanwhile, and that nothing of this one is lost."""
    by = dict.fromkeys(
        one.by_name for one in card.parts.history if one.version > version and one.by_name
    )
    if not by:
        return _("Nothing is saved yet, and nothing of what you typed is lost.")
    return _(
        "%(names)s saved this card while you were typing. Nothing of what you typed is lost."
    ) % {"names": joined(reversed(by))}
