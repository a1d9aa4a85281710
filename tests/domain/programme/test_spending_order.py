"""Orders and payments in an order of time that can be, on work that was decided on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.money import make_order, make_payment, order_draft, payment_draft
from tests.makers.places import AT
from tests.makers.programme import make_project
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Commitment, Payment, Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from typing import Any

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme)


def refused(act: Any, *args: object, by: Viewer, says: str, **more: object) -> None:
    with pytest.raises(Refusal, match=says):
        act(*args, by=by, at=AT, **more)


def test_nothing_is_ordered_or_paid_on_an_idea(project: Project, by: Viewer) -> None:
    Project.objects.update(state=ProjectState.IDEA)

    refused(services.add_commitment, project.pk, order_draft(), by=by, says="nog een idee")
    refused(services.add_payment, project.pk, payment_draft(), by=by, says="nog een idee")

    assert not Commitment.objects.exists()
    assert not Payment.objects.exists()


def test_an_order_does_not_become_smaller_than_what_is_paid_on_it(
    project: Project, by: Viewer
) -> None:
    order = make_order(project, 1_000_00)
    make_payment(project, 400_00, commitment_id=order)

    lower = order_draft(399_99)
    refused(services.change_commitment, order, lower, by=by, says="€ 400,00 betaald")
    services.change_commitment(order, order_draft(400_00), by=by, at=AT)

    assert Commitment.objects.get().cents == 400_00


def test_an_order_of_which_more_was_paid_can_still_be_changed_upwards(
    project: Project, by: Viewer
) -> None:
    order = make_order(project, 100_00)
    make_payment(project, 150_00, commitment_id=order, more=True)

    services.change_commitment(order, order_draft(100_00, what="stoelen"), by=by, at=AT)

    assert Commitment.objects.get().what == "stoelen"


def test_a_payment_that_was_taken_back_holds_no_order(project: Project, by: Viewer) -> None:
    order = make_order(project, 1_000_00)
    paid = make_payment(project, 400_00, commitment_id=order)
    services.take_back_payment(paid, "Dubbel geboekt.", by=by, at=AT)

    services.change_commitment(order, order_draft(1_00), by=by, at=AT)

    assert Commitment.objects.get().cents == 1_00


def test_nothing_is_paid_before_it_was_ordered(project: Project, by: Viewer) -> None:
    order = make_order(project, ordered_on=TODAY - timedelta(days=3))
    early = payment_draft(commitment_id=order, paid_on=TODAY - timedelta(days=4))

    refused(services.add_payment, project.pk, early, by=by, says="besteld op")
    make_payment(project, commitment_id=order, paid_on=TODAY - timedelta(days=3))

    later = order_draft(ordered_on=TODAY - timedelta(days=2))
    refused(services.change_commitment, order, later, by=by, says="of eerder")


def test_nothing_is_paid_before_the_project_begins(project: Project, by: Viewer) -> None:
    first, _last = project.money_years

    early = payment_draft(paid_on=date(first - 1, 12, 31))
    refused(services.add_payment, project.pk, early, by=by, says=f"begint in {first}")

    make_payment(project, paid_on=date(first, 1, 1))


def test_an_order_does_not_end_before_what_is_paid_on_it(project: Project, by: Viewer) -> None:
    order = make_order(project, ordered_on=TODAY - timedelta(days=9))
    make_payment(project, commitment_id=order, paid_on=TODAY - timedelta(days=2))

    early = TODAY - timedelta(days=3)
    refused(services.end_commitment, order, early, "Klaar.", by=by, says="nog op betaald")
    services.end_commitment(order, TODAY - timedelta(days=2), "Klaar.", by=by, at=AT)

    assert Commitment.objects.get().ended_on == TODAY - timedelta(days=2)
