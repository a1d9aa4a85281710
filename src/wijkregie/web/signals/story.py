"""A signal as a story: each step one sentence, and the decision with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.states import State
from wijkregie.web.http.addresses import area_url, optional
from wijkregie.web.http.deciding import rung_text, votes_text
from wijkregie.web.signals import events
from wijkregie.web.signals.words import (
    STATE_ICONS,
    STATES,
    capital,
    dated,
    day,
    day_of,
    grouped,
    outcome_text,
    owner_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.budgets.queries import VotedOn
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.meetings.queries import SignalMeeting
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import AnswerSeen, SignalCard, SignalSeen, StepSeen
    from wijkregie.web.signals.views.asked import Asked

_DONE: Final = frozenset({State.ANSWERED, State.CLOSED})
_BY_DECISION: Final = frozenset({State.DECIDED, State.HANDED_OVER, State.UNDER_REVIEW})
_STEPS: Final = {
    State.RECEIVED: gettext_lazy("The report comes in."),
    State.IN_TRIAGE: gettext_lazy("The report is looked at."),
    State.ON_AGENDA: gettext_lazy("The report goes on an agenda."),
    State.UNDER_REVIEW: gettext_lazy("It is looked into first."),
    State.DECIDED: gettext_lazy("There is a decision."),
    State.HANDED_OVER: gettext_lazy("Another organisation takes it over."),
    State.IN_PROJECT: gettext_lazy("The report becomes part of a project."),
    State.ANSWERED: gettext_lazy("There is an answer."),
    State.CLOSED: gettext_lazy("Everyone who reported it has heard. The report is closed."),
    State.REOPENED: gettext_lazy("It is not done yet: the report is open again."),
}


def title_of(signal: SignalSeen | SignalCard) -> str:
    """Return what a signal is called: its title, else its subject and area."""
    if signal.title:
        return signal.title
    if signal.area is None:
        return signal.theme_name
    return _("%(theme)s in %(area)s") % {
        "theme": signal.theme_name,
        "area": signal.area.name or signal.area.code,
    }


def stand_of(signal: SignalSeen) -> dict[str, str]:
    """Return how far a signal is: the word, its icon, and whether it is late."""
    return {
        "text": str(STATES[signal.state]),
        "icon": STATE_ICONS.get(signal.state, "info"),
        "kind": "safe" if signal.state in _DONE else "neutral",
    }


def promise_of(signal: SignalSeen, *, own: bool = False) -> dict[str, Any]:
    """Return when an answer was promised, as a sentence, and whether that day has passed.

    ``own``: said to who raised it.
    """
    on = {"date": day(signal.promised_on)}
    if signal.overdue:
        return {"late": True, "text": _("Too late: the answer was promised by %(date)s.") % on}
    if signal.state in _DONE:
        return {"late": False, "text": _answered(signal)}
    if own:
        return {"late": False, "text": _("You hear from us by %(date)s at the latest.") % on}
    text = _("Who reported this hears by %(date)s at the latest.") % on
    return {"late": False, "text": text}


def _answered(signal: SignalSeen) -> str:
    """Tell when the answer came, and whether that was in time."""
    if signal.answered_at is None:
        return _("There is an answer.")
    came = day_of(signal.answered_at)
    words = {"date": day(came), "promised": day(signal.promised_on)}
    if came <= signal.promised_on:
        return _("Answered on %(date)s, in time.") % words
    return _("Answered on %(date)s. That was promised by %(promised)s.") % words


def later_of(signal: SignalSeen) -> str:
    """Return when an answer is expected now, if that is later than was promised."""
    if signal.state in _DONE or signal.expected_on <= signal.promised_on:
        return ""
    text = _("We now expect to answer by %(date)s.") % {"date": day(signal.expected_on)}
    return f"{text} {signal.expected_why}".strip()


def told(found: Asked, signal: SignalSeen) -> list[dict[str, Any]]:
    """Return the whole story of a signal as dots, the first first. Seven queries at most."""
    happened = queries.events_of(found.viewer, signal.id)
    taken = queries.story_of(found.viewer, signal.id)
    decided = {step.decision.id for step in taken if step.decision}
    votes = budgets.voted_on(found.viewer, decided) if decided else {}
    return events.among(
        steps(taken, signal.decision, votes),
        [events.dot(one, found.scope) for one in happened],
    )


def steps(
    found: Sequence[StepSeen], told: DecisionSeen | None, votes: Mapping[int, VotedOn]
) -> list[dict[str, Any]]:
    """Return the steps of a signal as dots, the first first.

    The reason of ``told``, the decision that stands on the page anyway, is not told twice;
    ``votes`` are the decisions that residents took by voting.
    """
    return [_step(one, told.id if told else None, votes) for one in found]


def _step(step: StepSeen, told_id: int | None, votes: Mapping[int, VotedOn]) -> dict[str, Any]:
    decision = step.decision if step.to_state in _BY_DECISION else None
    reason = decision.reason if decision and decision.id != told_id else ""
    return {
        **dated(step.at),
        "at": step.at,
        "text": _decided(decision, votes.get(decision.id)) if decision else _moved(step),
        "why": step.why or reason,
        "said": step.said or "",
    }


def _decided(decision: DecisionSeen, vote: VotedOn | None) -> str:
    if vote is not None:
        return (
            _("Residents voted: this plan was chosen.")
            if vote.chosen
            else _("Residents voted: this plan was not chosen.")
        )
    return _("%(body)s decides: %(outcome)s.") % {
        "body": capital(decision.body_name),
        "outcome": outcome_text(decision.outcome, decision.handed_to_name),
    }


def _moved(step: StepSeen) -> str:
    if step.from_state == step.to_state == State.ON_AGENDA:
        return _("The report moves to the agenda of another meeting.")
    if step.from_state == State.ON_AGENDA and step.to_state == State.IN_TRIAGE:
        return _("The report comes off the agenda.")
    return str(_STEPS[step.to_state])


def decision_of(found: Asked, decision: DecisionSeen | None) -> dict[str, Any] | None:
    """Return a decision as ``signals/part_decision.html`` asks for it. At most one query."""
    if decision is None:
        return None
    vote = budgets.voted_on(found.viewer, [decision.id]).get(decision.id)
    text = capital(outcome_text(decision.outcome, decision.handed_to_name)) + "."
    facts = [
        (_("Decided by"), capital(decision.body_name)),
        (_("On"), day(decision.taken_on)),
        (_("Mandate"), decision.mandate),
        (
            _("How residents took part"),
            rung_text(decision.rung_realised or decision.rung_planned),
        ),
    ]
    if decision.votes:
        facts.append((_("Votes"), votes_text(decision.votes)))
    if decision.recorded_by_name:
        facts.append((_("Written down by"), decision.recorded_by_name))
    return {
        "text": text if vote is None else _decided(decision, vote),
        "vote_url": "" if vote is None else _vote_url(found, vote),
        "declined": decision.outcome == Outcome.DECLINE,
        "reason": decision.reason,
        "dissent": decision.dissent,
        "facts": [{"name": name, "text": str(told), "url": ""} for name, told in facts],
    }


def _vote_url(found: Asked, vote: VotedOn) -> str:
    """Return where one reads why a plan was chosen or not: its page, else all of the count."""
    slug = found.scope.slug
    if vote.number is None:
        return optional("recount:outcome", slug, vote.round_id)
    return optional("recount:why", slug, vote.round_id, vote.number)


def answers(found: Sequence[AnswerSeen]) -> list[dict[str, Any]]:
    """Return the answers, the last last."""
    return [{**dated(one.at), "text": one.text, "public": one.public} for one in found]


def facts_of(scope: Scope, signal: SignalSeen) -> list[dict[str, str]]:
    """Return the public facts of a signal."""
    area = signal.area
    place = area.name or area.code if area else _("All of %(place)s") % {"place": scope.name}
    rows = [
        (_("Reference"), grouped(signal.reference), ""),
        (_("Sort"), capital(signal.kind.label), ""),
        (_("Subject"), signal.theme_name, ""),
        (_("Where"), place, area_url(scope, area) if area else ""),
        (_("Handled by"), owner_text(signal), ""),
    ]
    return [{"name": name, "text": str(text), "url": url} for name, text, url in rows]


def of_groups(signal: SignalSeen) -> dict[str, Any] | None:
    """Return what the groups of the viewer raised, in their own words; nothing for others."""
    if signal.may_handle:
        return None
    names = sorted({one.group_name for one in signal.raisers if one.group_name})
    if not names:
        return None
    return {"names": get_text_list(names, _("and")), "text": signal.text, "place": signal.place}


def meeting(scope: Scope, told: SignalMeeting) -> dict[str, str]:
    """Return a meeting that a signal is on the agenda of: which group, and when."""
    seen = told.meeting
    words = {"group": seen.group_name, "date": day(day_of(seen.starts_at))}
    texts = {
        MeetingState.PLANNED: _("%(group)s talks about this on %(date)s."),
        MeetingState.HELD: _("%(group)s talked about this on %(date)s."),
        MeetingState.CANCELLED: _("The meeting of %(group)s on %(date)s was cancelled."),
    }
    return {
        "text": texts[seen.state] % words,
        "url": reverse("meetings:detail", args=[scope.slug, seen.id]) if seen.may_read else "",
    }
