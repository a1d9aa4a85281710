"""The day on which an account is due lies ahead when it is agreed on."""

from __future__ import annotations

import pytest

from tests.makers.awards import choose, make_award
from tests.makers.budgets import day
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import desk
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Award

pytestmark = pytest.mark.django_db


def test_an_account_is_not_late_on_the_day_that_it_is_agreed_on() -> None:
    proposal = choose(make_municipality(), "client")
    for late in (day(-60), day(0)):
        with pytest.raises(services.BudgetRefused, match="na vandaag") as refused:
            make_award(proposal, account_by=late)
        assert refused.value.field == "account_by"

    made = make_award(proposal, account_by=day(1))

    draft = services.AwardDraft("group", "Groep", account_by=day(-1))
    with pytest.raises(services.BudgetRefused, match="na vandaag"):
        services.change_award(made.pk, draft, by=desk(proposal), at=AT)


def test_a_day_that_passed_stays_where_something_else_changes() -> None:
    proposal = choose(make_municipality(), "client")
    made = make_award(proposal, account_by=day(10))
    Award.objects.filter(pk=made.pk).update(account_by=day(-5))
    draft = services.AwardDraft("group", "Andere groep", account_by=day(-5))

    services.change_award(made.pk, draft, by=desk(proposal), at=AT)

    made.refresh_from_db()
    assert made.receiver == "Andere groep"
