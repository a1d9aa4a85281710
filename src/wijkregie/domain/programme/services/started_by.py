"""On which decision a project may start: one about what it comes from, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.signals.models import Signal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import ForeignObjectRel, QuerySet

    from wijkregie.kit.viewer import Viewer

_SIGNALS: Final = Signal._meta.app_label
#: What groups decide in a meeting may be to start a project. What they decide elsewhere is
#: about something else: main points, an agreement, a budget, a moment on a card.
_MEETINGS: Final = "meetings"


def decision_to_start(decision_id: int | None, by: Viewer) -> Decision | None:
    """Return the decision that is named, locked: it is to follow something up."""
    if decision_id is None:
        return None
    decision = finding.found(Decision.objects.all(), decision_id, by)
    if decision.outcome != Outcome.FOLLOW_UP:
        raise ProgrammeRefused(_("This decision is not to follow it up, so nothing starts."))
    return decision


def refuse_unless_about(decision: Decision | None, signal_ids: Collection[int]) -> None:
    """Refuse a decision that another project began on, or that is about something else.

    A decision on signals starts a project for one of them only, or for one that goes along.
    """
    if decision is None:
        return
    used = decision.projects.order_by("pk").first()
    if used is not None:
        raise ProgrammeRefused(
            _(
                "The project “%(title)s” began on this decision already. Go on with that one, "
                "or start a project of its own: as an idea, on which is decided later."
            )
            % {"title": used.title}
        )
    decided = _signals_of(decision)
    wanted = Signal.objects.filter(pk__in=signal_ids).values_list("pk", "bundled_in_id")
    mine = {pk for pair in wanted for pk in pair}
    if (decided and not decided & mine) or _is_about_else(decision):
        raise ProgrammeRefused(
            _(
                "The decision “%(subject)s” is about something else. Start the project as an "
                "idea; then it is decided on."
            )
            % {"subject": decision.subject}
        )


def _signals_of(decision: Decision) -> set[int]:
    """Return the signals that this decision was taken on, also where another followed it."""
    found: set[int] = set()
    for rows in _pointing(decision, only=_SIGNALS):
        key = "pk" if rows.model is Signal else "signal_id"
        found.update(rows.values_list(key, flat=True))
    return found


def _is_about_else(decision: Decision) -> bool:
    return any(rows.exists() for rows in _pointing(decision, but=(_SIGNALS, _MEETINGS)))


def _pointing(
    decision: Decision, *, only: str = "", but: Collection[str] = ()
) -> Iterator[QuerySet[Any]]:
    """Yield the rows that point to a decision, of each kind that any room has."""
    for one in Decision._meta.get_fields(include_hidden=True):
        if not (one.auto_created and one.is_relation and not one.concrete):
            continue
        rel: ForeignObjectRel = one  # type: ignore[assignment] # what points here
        room = rel.related_model._meta.app_label
        if room not in but and (not only or room == only):
            rows = rel.related_model._default_manager
            yield rows.filter(**{rel.field.name: decision})
