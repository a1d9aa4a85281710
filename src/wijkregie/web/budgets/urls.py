"""Addresses. Funds: the list, one of them, its money and its rounds."""

from django.urls import path

from wijkregie.web.budgets.views import (
    choosing,
    conditions,
    funds,
    money,
    phases,
    public,
    rounds,
    stopping,
)

app_name = "budgets"
_HERE = "<slug:slug>/"
_FUND = f"{_HERE}budget/<int:pk>"
_POT = f"{_HERE}budgetgeld/<int:pk>"
_ROUND = f"{_HERE}budgetronde/<int:pk>"
urlpatterns = [
    path(f"{_HERE}budgetten", public.index, name="index"),
    path(f"{_HERE}budgetten/voorbeelden", public.cases, name="cases"),
    path(f"{_HERE}budget/nieuw", funds.new, name="new"),
    path(f"{_HERE}budget/zoals/<slug:case>", funds.start, name="start"),
    path(_FUND, public.fund, name="fund"),
    path(f"{_FUND}/wijzigen", funds.change, name="change"),
    path(f"{_FUND}/sluiten", funds.close, name="close"),
    path(f"{_FUND}/geld", money.new, name="new_pot"),
    path(f"{_FUND}/ronde", rounds.new, name="new_round"),
    path(f"{_POT}/wijzigen", money.change, name="change_pot"),
    path(f"{_POT}/weghalen", money.remove, name="remove_pot"),
    path(f"{_POT}/tellen", money.count, name="count"),
    path(f"{_POT}/cijfers", money.cite, name="cite"),
    path(f"{_POT}/vaststellen", money.settle, name="settle"),
    path(_ROUND, public.round_of, name="round"),
    path(f"{_ROUND}/wijzigen", rounds.change, name="change_round"),
    path(f"{_ROUND}/sluiten", stopping.close, name="close_round"),
    path(f"{_ROUND}/heropenen", stopping.reopen, name="reopen"),
    path(f"{_ROUND}/kiezen", choosing.ballot, name="choose"),
    path(f"{_ROUND}/kiezen/<slug:ballot>", choosing.family, name="choose_family"),
    path(f"{_ROUND}/kiezen/<slug:ballot>/<slug:family>", choosing.rule, name="choose_rule"),
    path(f"{_ROUND}/meenemen", rounds.carry, name="carry"),
    path(f"{_ROUND}/eisen", conditions.criteria, name="criteria"),
    path(f"{_ROUND}/wie-beslist", conditions.rules, name="rules"),
    path(f"{_ROUND}/fase/<slug:phase>", phases.plan, name="phase"),
    path(f"{_ROUND}/fase/<slug:phase>/weghalen", phases.drop, name="drop_phase"),
]
