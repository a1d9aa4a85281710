"""The mail about a phase of a round that begins soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.awards import accounted, choose, make_award
from tests.makers.budgets import TODAY, day, make_fund, make_round, phase, plan
from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.budgets import services
from wijkregie.domain.people.states import Role
from wijkregie.kit import outbox
from wijkregie.kit.viewer import installation

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Round
    from wijkregie.kit.outbox import Message


@pytest.fixture
def made() -> Round:
    here = make_municipality("Heuvelstad")
    make_role(here, Role.DISTRICT_MANAGER)
    found = make_round(make_fund(here, "Wijkbudget"), "Voorjaar")
    plan(found, phase("ideas", 3, 9))
    services.remind_phases(at=AT)
    return found


def message() -> Message:
    (found,) = outbox.take("test", at=AT)
    return found


def test_who_must_see_to_it_reads_which_phase_begins_and_when(made: Round) -> None:
    mail = write(message(), on=TODAY)

    assert "Ideeën" in str(mail.body)
    assert "6 maart 2026" in str(mail.body)
    assert "Wijkbudget" in str(mail.body)
    assert f"/budgetronde/{made.pk}" in str(mail.body)


def test_a_phase_that_has_begun_or_went_needs_no_mail(made: Round) -> None:
    told = message()
    with pytest.raises(Needless):
        write(told, on=day(4))
    services.close_round(made.pk, "Toch niet.", by=installation(made.municipality_id), at=AT)
    with pytest.raises(Needless):
        write(told, on=TODAY)


def test_who_must_see_to_an_account_reads_which_plan_and_by_when(made: Round) -> None:
    award = make_award(choose(made.municipality, "client"), account_by=day(5))
    services.remind_accounts(at=AT)
    mails = outbox.take("test", at=AT, most=99)
    told = next(one for one in mails if one.template == "budget_account_due")

    mail = write(told, on=TODAY)

    assert "8 maart 2026" in str(mail.body)
    assert f"/plangeld/{award.pk}" in str(mail.body)
    assert "is er niet" in str(write(told, on=day(6)).body)
    accounted(award)
    with pytest.raises(Needless):
        write(told, on=TODAY)
