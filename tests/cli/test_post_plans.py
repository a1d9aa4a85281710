"""Mails about plans: who is asked to look, who has to decide, and who proposed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.budgets import TODAY, decided
from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import (
    again,
    answer,
    ask,
    by_link,
    desk,
    open_round,
    shown,
    signal_of,
    token_of,
)
from wijkregie.cli.post import saying
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.budgets import services
from wijkregie.domain.people.states import Role
from wijkregie.kit import outbox
from wijkregie.kit.models import OutboxRow

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Proposal
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def made(here: Municipality) -> Proposal:
    """A plan that was handed in; the round looks whether it keeps to its criteria."""
    found = open_round(here)
    services.set_criteria(found.pk, ["Voor iedereen"], by=desk(found), at=AT)
    plan = shown(found, "Bankjes")
    services.hand_in(plan.pk, by=desk(plan), at=AT)
    return plan


def written(template: str) -> str:
    """Return the last mail of this sort, as the worker sends it today."""
    row = OutboxRow.objects.filter(template=template).latest("pk")
    message = outbox.message(row.pk)
    assert message is not None
    mail = write(message, on=TODAY)
    return f"{mail.to} {mail.subject}\n{mail.body}"


def test_who_is_asked_gets_the_way_to_the_plan(here: Municipality, made: Proposal) -> None:
    specialist = make_role(here, Role.SPECIALIST).person
    check = ask(made, "criteria", person_id=specialist.pk)

    told = written("budget_check_asked")

    assert str(specialist.email) in told
    assert f"/voorstel/{signal_of(made).reference}/toets/{check.pk}" in told
    assert "uiterlijk 10 maart 2026" in told
    assert "Bankjes" not in told
    answer(check, "yes")
    with pytest.raises(Needless, match="answered"):
        written("budget_check_asked")


def test_who_proposed_it_gets_the_way_to_the_news(made: Proposal) -> None:
    answer(ask(made, "criteria"), "no", "Niet voor iedereen.")

    told = written("signal_proposal")

    assert "indiener@voorbeeld.nl" in told
    assert token_of(made) in told
    assert "Niet voor iedereen" not in told
    until = again(made).repair_until
    assert until is not None
    assert f"opnieuw indienen, tot en met {saying.written(until)}." in told
    assert "We hebben je plan ontvangen" in written("signal_received")


def test_who_runs_the_fund_hears_that_a_plan_waits(here: Municipality, made: Proposal) -> None:
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    answer(ask(made, "criteria"), "no", "Niet voor iedereen.")
    services.hand_in(made.pk, by=by_link(made), at=AT)
    answer(made.checks.get(turn=2), "no", "Nog niet.")

    told = written("budget_second_no")

    assert str(manager.email) in told
    assert f"/voorstel/{signal_of(made).reference}" in told
    draft = decided(reason="Niet voor iedereen.")
    services.decline_proposal(made.pk, draft, by=desk(made), at=AT)
    with pytest.raises(Needless, match="decided on"):
        written("budget_second_no")
