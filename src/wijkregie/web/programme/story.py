"""How a project went: its steps and signals as the red thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.programme.words import capital, date_text

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import ProjectSeen, ProjectStepSeen


def story(scope: Scope, seen: ProjectSeen) -> list[dict[str, str]]:
    """Return how it went as the red thread, newest first."""
    made = _dot(seen.made_at, _("The project was written down."))
    steps = [_dot(step.at, _step_text(step, seen)) for step in seen.steps if _told(step)]
    signals = [
        _dot(
            one.linked_at,
            _("A signal of residents joined it."),
            url=signal_url(scope, one.reference),
            url_text=one.title or one.reference,
        )
        for one in seen.signals
    ]
    return sorted([made, *steps, *signals], key=lambda dot: dot["date_iso"])[::-1]


def _told(step: ProjectStepSeen) -> bool:
    return step.from_state is not None or step.to_state != ProjectState.IDEA


def _step_text(step: ProjectStepSeen, seen: ProjectSeen) -> str:
    words = {
        ProjectState.IDEA: _("The project is an idea again."),
        ProjectState.APPROVED: _("The project was approved."),
        ProjectState.RUNNING: _("The project began."),
        ProjectState.FINISHED: _("The project was finished. Who reported it heard so.")
        if seen.signals
        else _("The project was finished."),
        ProjectState.HANDED_OVER: _("The project became regular work."),
        ProjectState.STOPPED: _("The project was stopped."),
    }
    if step.from_state is None and step.decision_id is None:
        words[ProjectState.APPROVED] = _(
            "It was taken over as approved. When that was decided is not known."
        )
    decision = seen.decision
    if decision and step.decision_id == decision.id and step.to_state == ProjectState.APPROVED:
        said = _("%(body)s decided that the project goes ahead.")
        words[ProjectState.APPROVED] = capital(said % {"body": decision.body_name})
    by = _("By %(name)s.") % {"name": step.by_name} if step.by_name else ""
    return " ".join(filter(None, (words[step.to_state], capital(step.why), by)))


def _dot(at: datetime, text: str, *, url: str = "", url_text: str = "") -> dict[str, str]:
    day = timezone.localtime(at)
    return {
        "date_text": date_text(day.date()),
        "date_iso": day.isoformat(),
        "text": text,
        "url": url,
        "url_text": url_text,
    }
