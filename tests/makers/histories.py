"""Everything that can be done with a few reports, each by its name, for random histories."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from tests.makers.decisions import a_decision, make_decision
from tests.makers.people import make_organisation, make_role
from tests.makers.signal_town import NOORD
from tests.makers.signals import MAIL, a_signal, by_link, make_signal, raiser_of
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import HandOver, Raiser, Signal
from wijkregie.kit.viewer import anonymous, follower, installation, partner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

    Act = Callable[["Walk", int, int, datetime], Any]


class Walk:
    """Three reports of one town, with who can do something about them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.by = installation(town.municipality.pk)
        self.partner = make_organisation(town.municipality)
        self.worker = make_role(town.municipality, Role.COMMUNITY_WORKER).person
        self.signals = [
            make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)
            for _number in range(3)
        ]

    def read_again(self) -> None:
        self.signals = [Signal.objects.get(pk=one.pk) for one in self.signals]

    def id(self, which: int) -> int:
        return self.signals[which].pk

    def newest_raiser(self, which: int) -> Viewer:
        """Who joined last, or else who raised it, by the private link."""
        raiser = Raiser.objects.filter(signal=self.id(which)).order_by("-pk")[0]
        return follower(raiser.municipality_id, raiser.pk)

    def offer(self, which: int) -> tuple[int, Viewer]:
        """The last hand-over of a report, with who came by its link."""
        found = HandOver.objects.filter(signal=self.id(which)).order_by("-pk").first()
        pk = found.pk if found else 0
        return pk, partner(self.town.municipality.pk, pk)


def _decide(outcome: str) -> Act:
    def act(walk: Walk, which: int, _other: int, at: datetime) -> None:
        to = walk.partner.pk if outcome == Outcome.HAND_OVER else None
        draft = a_decision(outcome, handed_to_id=to)
        services.decide(walk.id(which), draft, by=walk.by, at=at)

    return act


def _project(walk: Walk, which: int, _other: int, at: datetime) -> None:
    decided = Signal.objects.get(pk=walk.id(which)).decision_id or 0
    services.put_in_project(walk.id(which), "Plein", decision_id=decided, by=walk.by, at=at)


def _describe(walk: Walk, which: int, other: int, at: datetime) -> None:
    area = walk.town.rivierenwijk if other else walk.town.noord
    words = services.SignalWords("Bank", "report", walk.town.theme.pk, area.pk)
    services.describe(walk.id(which), words, by=walk.by, at=at)


def _assign(walk: Walk, which: int, other: int, at: datetime) -> None:
    group = walk.town.team.pk if other == 1 else None
    person = walk.worker.pk if other == 2 else None
    services.assign(walk.id(which), group, person_id=person, by=walk.by, at=at)


def _later(walk: Walk, which: int, other: int, at: datetime) -> None:
    day = at.date() + timedelta(days=40 + 10 * other)
    services.promise_later(walk.id(which), day, "Ziek.", by=walk.by, at=at)


def _agenda(walk: Walk, which: int, _other: int, at: datetime) -> None:
    on = at.date() + timedelta(days=7)
    services.put_on_agenda(walk.id(which), on=on, body_name="Team", by=walk.by, at=at)


def _join(walk: Walk, which: int, _other: int, at: datetime) -> None:
    form = a_signal(walk.town.theme).submission
    by = anonymous(walk.town.municipality.pk)
    draft = services.JoinDraft(submission=form, raiser=MAIL)
    services.join(walk.id(which), draft, by=by, at=at, seed=int(form, 16))


def _refuse(walk: Walk, which: int, _other: int, at: datetime) -> None:
    pk, viewer = walk.offer(which)
    services.refuse(pk, "Dit is niet van ons.", by=viewer, at=at)


def _accept(walk: Walk, which: int, _other: int, at: datetime) -> None:
    pk, viewer = walk.offer(which)
    services.accept(pk, by=viewer, at=at)


def _report(walk: Walk, which: int, _other: int, at: datetime) -> None:
    pk, viewer = walk.offer(which)
    services.report_outcome(pk, "De bank is gemaakt.", by=viewer, at=at)


def _not_done(walk: Walk, which: int, _other: int, at: datetime) -> None:
    services.unsatisfied("Nog kapot.", by=walk.newest_raiser(which), at=at, again=True)


def _heard(walk: Walk, which: int, _other: int, at: datetime) -> None:
    for raiser in Raiser.objects.filter(signal=walk.id(which)).order_by("pk"):
        services.heard(raiser.pk, by=None, at=at)


def _take_along(walk: Walk, which: int, other: int, at: datetime) -> None:
    if which != other:  # a proposal is never merged into itself
        services.take_along(walk.id(other), walk.id(which), by=walk.by, at=at)


def _from_budget(walk: Walk, which: int, other: int, at: datetime) -> None:
    decision = make_decision(walk.town.municipality)
    apart = (walk.id(other),)
    services.answer_from_budget(
        walk.id(which), decision.pk, "Niet gekozen.", apart=apart, by=walk.by, at=at
    )


#: Everything that can be done to a report (``which``), perhaps with another one.
ACTS: Final[Mapping[str, Act]] = {
    "take_up": lambda walk, which, _other, at: services.take_up(
        walk.id(which), by=walk.by, at=at
    ),
    "describe": _describe,
    "assign": _assign,
    "promise_later": _later,
    "put_on_agenda": _agenda,
    "take_off_agenda": lambda walk, which, _other, at: services.take_off_agenda(
        walk.id(which), why="Nee.", by=walk.by, at=at
    ),
    "follow_up": _decide(Outcome.FOLLOW_UP),
    "decline": _decide(Outcome.DECLINE),
    "find_out": _decide(Outcome.MORE_INFORMATION),
    "hand_over": _decide(Outcome.HAND_OVER),
    "accept": _accept,
    "refuse": _refuse,
    "report": _report,
    "withdraw": lambda walk, which, _other, at: services.withdraw(
        walk.offer(which)[0], "Toch niet.", by=walk.by, at=at
    ),
    "project": _project,
    "project_news": lambda walk, which, _other, at: services.project_news(
        walk.id(which), "Het begint.", by=walk.by, at=at
    ),
    "project_done": lambda walk, which, _other, at: services.answer_from_project(
        walk.id(which), "Klaar.", by=walk.by, at=at
    ),
    "name_as_proposal": lambda walk, which, _other, at: services.name_as_proposal(
        walk.id(which), "Bankjes", by=walk.by, at=at
    ),
    "proposal_news": lambda walk, which, _other, at: services.proposal_news(
        walk.id(which), "Het plan past.", by=walk.by, at=at
    ),
    "take_along": _take_along,
    "answer_from_budget": _from_budget,
    "answer": lambda walk, which, _other, at: services.answer(
        walk.id(which), "Klaar.", by=walk.by, at=at
    ),
    "heard": _heard,
    "heard_by_one": lambda walk, which, _other, at: services.heard(
        raiser_of(walk.signals[which]).pk, by=None, at=at
    ),
    "satisfied": lambda walk, which, _other, at: services.satisfied(
        by=by_link(walk.signals[which]), at=at
    ),
    "not_done": _not_done,
    "reopen_by_team": lambda walk, which, _other, at: services.reopen(
        walk.id(which), "Weer.", by=walk.by, at=at
    ),
    "join": _join,
    "bundle": lambda walk, which, other, at: services.bundle(
        walk.id(which), [walk.id(other)], by=walk.by, at=at
    ),
    "bundle_all": lambda walk, which, _other, at: services.bundle(
        walk.id(which), [one.pk for one in walk.signals], by=walk.by, at=at
    ),
    "unbundle": lambda walk, which, _other, at: services.unbundle(
        walk.id(which), by=walk.by, at=at
    ),
    "night": lambda _walk, _which, _other, at: services.escalate_overdue(at=at),
}
