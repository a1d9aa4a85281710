"""Proposals for tests; what a test is not about is filled in."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.budgets import TODAY, day, decided, make_fund, make_round, phase, plan
from tests.makers.places import AT
from tests.makers.signals import make_theme
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Proposal, Round
from wijkregie.domain.budgets.services import outcomes
from wijkregie.domain.decisions.services import record
from wijkregie.domain.signals.models import Signal, Theme
from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import Viewer, anonymous, follower, installation

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.models import ProposalCheck
    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.places.models import Municipality

LATER = AT + timedelta(hours=1)
MAILED = RaiserDraft(hear_back=HearBack.MAIL, email="indiener@voorbeeld.nl")
_numbers = count(1)


def open_round(municipality: Municipality, *, fund: Any = None, **more: Any) -> Round:
    """A round that asks for ideas now, and decides in fifty days."""
    made = make_round(fund or make_fund(municipality), **{"budget_cents": 5_000_000} | more)
    plan(made, phase("ideas", -1, 10), phase("check", 11, 30), phase("decide", 31, 50))
    return made


def proposal_draft(found: Round, title: str = "", **more: Any) -> services.ProposalDraft:
    theme = Theme.objects.filter(municipality_id=found.municipality_id).first()
    known: dict[str, Any] = {
        "plan": "We zetten bankjes langs de vijver en onderhouden ze zelf.",
        "theme_id": (theme or make_theme(found.municipality)).pk,
        "cost_cents": 100_000,
        "hours": 40,
        "raiser": MAILED,
    }
    return services.ProposalDraft(title or f"Bankjes {next(_numbers)}", **known | more)


def propose(
    found: Round, title: str = "", *, by: Viewer | None = None, at: datetime = AT, **more: Any
) -> Proposal:
    """A proposal of somebody without an account."""
    number = next(_numbers)
    receipt = services.propose(
        found.pk,
        proposal_draft(found, title, **more),
        by=by or anonymous(found.municipality_id),
        at=at,
        seed=number,
        submission=f"v{number:031x}",
    )
    return Proposal.objects.get(signal_id=receipt.signal_id)


def shown(found: Round, title: str = "", **more: Any) -> Proposal:
    """A proposal that everyone may read."""
    made = propose(found, title, **more)
    services.publish(made.pk, by=desk(made), at=AT)
    return again(made)


def fitting(found: Round, title: str = "", **more: Any) -> Proposal:
    """A proposal that everyone may read and that fits; each check came to yes."""
    made = shown(found, title, **more)
    services.hand_in(made.pk, by=desk(made), at=AT)
    for kind in whole(made).needed:
        answer(ask(made, kind), "yes")
    made = again(made)
    assert made.state == "fits"
    return made


def on_ballot(found: Round, *titles: str) -> list[Proposal]:
    """Proposals on the ballot of a round; nothing is declared."""
    for title in titles:
        fitting(found, title)
    by = installation(found.municipality_id)
    return outcomes.to_ballot(Round.objects.get(pk=found.pk), by=by, at=LATER)


def ask(made: Proposal, kind: str, **more: Any) -> ProposalCheck:
    """A check that somebody is asked to do."""
    given = {"answer_by": day(7)} | more
    if not {"group_id", "person_id"} & set(given):
        given["group_id"] = _team(made).pk
    pk = services.ask_check(
        made.pk, services.CheckDraft(str(kind), **given), by=desk(made), at=AT
    )
    return made.checks.get(pk=pk)


def answer(
    check: ProposalCheck,
    verdict: str,
    reason: str = "",
    *,
    by: Viewer | None = None,
    at: datetime = AT,
    **more: Any,
) -> None:
    given = services.AnswerDraft(verdict, reason, **more)
    by = by or installation(check.municipality_id)
    services.answer_check(check.pk, given, by=by, at=at)


def desk(made: Proposal | Round) -> Viewer:
    return installation(made.municipality_id)


def signal_of(made: Proposal) -> Signal:
    """What was raised."""
    assert made.signal is not None
    return made.signal


def by_link(made: Proposal) -> Viewer:
    """Who proposes this, by the private link."""
    raiser = signal_of(made).raisers.order_by("pk")[0]
    return follower(made.municipality_id, raiser.pk)


def token_of(made: Proposal) -> str:
    return str(signal_of(made).raisers.order_by("pk")[0].token())


def again(made: Proposal) -> Proposal:
    return Proposal.objects.get(pk=made.pk)


def whole(made: Proposal, viewer: Viewer | None = None) -> ProposalWhole:
    found = queries.proposal_by_id(viewer or desk(made), made.pk, on=TODAY)
    assert found is not None
    return found


def a_decision_on(made: Proposal, **more: Any) -> Decision:
    return record(decided(made.title, **more), by=desk(made), at=AT)


def _team(made: Proposal) -> Any:
    from tests.makers.people import make_group  # noqa: PLC0415 - not every test makes one

    found = made.municipality.groups.first()
    return found or make_group(made.municipality, "Wijkteam")
