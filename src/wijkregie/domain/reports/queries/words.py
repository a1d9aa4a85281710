"""Words for what hangs on the thread: one plain sentence for everything that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.states import Pledge, ProjectState
from wijkregie.domain.reports.rules import sees_inside
from wijkregie.domain.signals.states import OPEN, State

if TYPE_CHECKING:
    from decimal import Decimal

    from wijkregie.domain.budgets.models import Award, Count, Round
    from wijkregie.domain.budgets.queries import VotedOn
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.models import (
        CostLine,
        CoverageLine,
        GoalIndicator,
        Payment,
        Project,
    )
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

_OUTCOMES: Final = {
    Outcome.FOLLOW_UP: gettext_lazy("%(body)s decided to take this up."),
    Outcome.DECLINE: gettext_lazy("%(body)s decided not to take this up."),
    Outcome.HAND_OVER: gettext_lazy("%(body)s handed this over to %(to)s."),
    Outcome.MORE_INFORMATION: gettext_lazy("%(body)s wants to find out more."),
}
_STEPS: Final = {
    State.IN_TRIAGE: gettext_lazy("%(owner)s started to look at it."),
    State.ON_AGENDA: gettext_lazy("%(owner)s put it on the agenda."),
    State.UNDER_REVIEW: gettext_lazy("%(owner)s is finding out more."),
    State.DECIDED: gettext_lazy("A decision was taken."),
    State.HANDED_OVER: gettext_lazy("It was handed over."),
    State.IN_PROJECT: gettext_lazy("It went on in the project %(project)s."),
    State.ANSWERED: gettext_lazy("Who raised it was answered."),
    State.CLOSED: gettext_lazy("Everyone who raised it has heard back."),
    State.REOPENED: gettext_lazy("It was opened again."),
}
_PROJECT: Final = {
    ProjectState.IDEA: gettext_lazy("Somebody had the idea for a project: %(title)s."),
    ProjectState.APPROVED: gettext_lazy("The project %(title)s was approved."),
    ProjectState.RUNNING: gettext_lazy("The project %(title)s began."),
    ProjectState.FINISHED: gettext_lazy("The project %(title)s is finished."),
    ProjectState.HANDED_OVER: gettext_lazy("The project %(title)s became regular work."),
    ProjectState.STOPPED: gettext_lazy("The project %(title)s was stopped."),
}
_PLEDGES: Final = {
    Pledge.ASKED: gettext_lazy(
        "%(funder)s was asked for %(amount)s for the project %(title)s."
    ),
    Pledge.PROMISED: gettext_lazy("%(funder)s promised %(amount)s for the project %(title)s."),
    Pledge.COMMITTED: gettext_lazy(
        "%(funder)s committed %(amount)s for the project %(title)s."
    ),
}


def euros(cents: int) -> str:
    """Return an amount as people write it: cents only where there are any."""
    decimals = 2 if cents % 100 else 0
    whole, rest = divmod(cents, 100)
    text = number_format(whole, use_l10n=True, force_grouping=True)
    return f"€ {text},{rest:02}" if decimals else f"€ {text}"


def quoted(title: str) -> str:
    """Return a title between quotation marks, without a full stop of its own."""
    return f"“{title.strip().rstrip('.')}”"


def titled(text: str, title: str) -> str:
    """Return a sentence with what it is about before it, where a story is about more things."""
    return f"{quoted(title)}: {text}" if title else text


def area_name(area: Area | None, viewer: Viewer) -> str:
    """Return the name of an area as far as the viewer may read it, else nothing."""
    if area is None or not (area.public or sees_inside(viewer)):
        return ""
    return area.name or area.code


def signal_title(signal: Signal, viewer: Viewer) -> str:
    """Return what a signal is called: its public title, else its theme and area."""
    if signal.title:
        return signal.title
    area = area_name(signal.area, viewer)
    if not area:
        return signal.theme.name
    return _("%(theme)s in %(area)s") % {"theme": signal.theme.name, "area": area}


def body_name(decision: Decision) -> str:
    """Return who decided: a group by its name, an officer by the role."""
    if decision.body is not None:
        return decision.body.name
    return _("The %(role)s") % {"role": Role(decision.officer).label}


def decision_text(decision: Decision, vote: VotedOn | None = None) -> str:
    """Tell who decided what; ``vote`` where residents did, and a body settled that."""
    if vote is not None:
        words = (
            _("Residents voted and chose this plan. Settled by: %(body)s.")
            if vote.chosen
            else _("Residents voted and did not choose this plan. Settled by: %(body)s.")
        )
        return words % {"body": body_name(decision)}
    to = decision.handed_to.name if decision.handed_to else ""
    return str(_OUTCOMES[Outcome(decision.outcome)]) % {"body": body_name(decision), "to": to}


def received_text(signal: Signal, viewer: Viewer) -> str:
    """Tell that something was raised, about what and where."""
    area = area_name(signal.area, viewer)
    told = {
        "kind": signal.get_kind_display(),
        "theme": signal.theme.name,
        "area": area,
        "title": quoted(signal_title(signal, viewer)),
    }
    if not area:
        return _("Somebody raised something (%(kind)s): %(title)s.") % told
    return _("Somebody raised something in %(area)s (%(kind)s): %(title)s.") % told


def step_text(signal: Signal, state: str, why: str) -> str:
    """Tell which step a signal took; on the way to a project ``why`` is its title."""
    owner = signal.owner.name if signal.owner else _("The municipality")
    return str(_STEPS[State(state)]) % {"owner": owner, "project": quoted(why)}


def project_text(project: Project, state: str) -> str:
    """Tell which step a project took."""
    return str(_PROJECT[ProjectState(state)]) % {"title": quoted(project.title)}


def cost_text(line: CostLine) -> str:
    """Tell what a project costs in a year."""
    told = {"year": line.year, "title": quoted(line.project.title)}
    if line.cents is None:
        return _("What the project %(title)s costs in %(year)d is not known yet.") % told
    words = _("The project %(title)s costs %(amount)s in %(year)d.")
    return words % {**told, "amount": euros(line.cents)}


def coverage_text(line: CoverageLine) -> str:
    """Tell who pays what, and how sure that is."""
    amount = _("an amount that is not known yet") if line.cents is None else euros(line.cents)
    title = quoted(line.project.title)
    told = {"funder": line.funder.name, "amount": amount, "title": title}
    return str(_PLEDGES[Pledge(line.pledge)]) % told


def round_text(row: Round) -> str:
    """Tell that a fund held a round."""
    told = {"fund": quoted(row.fund.name), "title": quoted(row.title)}
    return _("The fund %(fund)s began the round %(title)s.") % told


def vote_text(row: Count, award: Award | None) -> str:
    """Tell how many voted in a round, and of one plan how many voted for it."""
    told = {"round": quoted(row.round.title), "cast": row.cast}
    words = ngettext(
        "In the vote of the round %(round)s %(cast)d vote was cast.",
        "In the vote of the round %(round)s %(cast)d votes were cast.",
        row.cast,
    )
    counted = getattr(award.proposal, "counted", None) if award else None
    if award is None or counted is None:
        return words % told
    got = ngettext(
        "The plan %(plan)s got %(votes)d.", "The plan %(plan)s got %(votes)d.", counted.votes
    )
    plan = {"plan": quoted(award.proposal.title), "votes": counted.votes}
    return f"{words % told} {got % plan}"


def payment_text(line: Payment) -> str:
    """Tell how much was paid for a project."""
    told = {"amount": euros(line.cents), "title": quoted(line.project.title)}
    return _("%(amount)s was paid for the project %(title)s.") % told


def measured(indicator: GoalIndicator) -> str:
    """Tell what was measured before, and what is aimed at in the end (``last_target``)."""
    target = getattr(indicator, "last_target", None)
    year = getattr(indicator, "last_year", None)
    said = [
        _value(words, value, year)
        for words, value, year in (
            (_("before: %(value)s"), indicator.baseline, indicator.baseline_year),
            (_("aim: %(value)s"), target, year),
        )
    ]
    return f"{indicator.title} ({indicator.unit}): {', '.join(said)}"


def _value(words: str, value: Decimal | None, year: int | None) -> str:
    if value is None:
        return words % {"value": _("not known")}
    text = number_format(f"{value.normalize():f}", use_l10n=True)
    return words % {"value": f"{text} ({year})" if year else text}


def signal_standing(signal: Signal) -> str:
    """Tell how far a signal is, and when who raised it hears."""
    state = signal.get_state_display()
    if signal.state not in OPEN:
        return _("Now: %(state)s.") % {"state": state}
    by = date_format(signal.expected_on, "j F Y")
    return _("Now: %(state)s. Who raised this hears back by %(date)s.") % {
        "state": state,
        "date": by,
    }


def project_standing(project: Project) -> str:
    """Tell how far a project is."""
    return _("Now: %(state)s.") % {"state": project.get_state_display()}
