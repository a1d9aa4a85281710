"""Addresses. Chosen plans of a round, the money of one of them, the account of a fund."""

from django.urls import path

from wijkregie.web.awards.views import awarding, mending, money, own, public, vouchers

app_name = "awards"
_FUND = "<slug:slug>/budget/<int:pk>"
_ROUND = "<slug:slug>/budgetronde/<int:pk>"
_AWARD = "<slug:slug>/plangeld/<int:pk>"
_OWN = "<slug:slug>/plangeld/van/<str:token>"
urlpatterns = [
    path(f"{_FUND}/verantwoording", public.account, name="account"),
    path(f"{_FUND}/verantwoording.csv", public.account_csv, name="account_csv"),
    path(f"{_FUND}/voucher", vouchers.redeem, name="redeem"),
    path(f"{_FUND}/vouchers", vouchers.index, name="vouchers"),
    path(f"{_FUND}/vouchers/<int:year>/uitreiken", vouchers.hand_out, name="hand_out"),
    path(f"{_FUND}/vouchers/<int:year>/kwijt", vouchers.lost, name="lost"),
    path(f"{_ROUND}/gekozen", public.chosen, name="chosen"),
    path(f"{_ROUND}/gekozen/<int:number>", awarding.award, name="new"),
    path(_AWARD, public.award, name="award"),
    path(f"{_AWARD}/wijzigen", awarding.change, name="change"),
    path(f"{_AWARD}/opdracht", money.order, name="order"),
    path(f"{_AWARD}/opdracht/<int:line>", mending.change_order, name="order_change"),
    path(f"{_AWARD}/opdracht/<int:line>/einde", mending.end_order, name="order_end"),
    path(f"{_AWARD}/betaling", money.pay, name="pay"),
    path(f"{_AWARD}/betaling/<int:line>/terug", mending.payment_back, name="payment_back"),
    path(f"{_AWARD}/afrekenen", money.settle, name="settle"),
    path(f"{_AWARD}/uitgave", money.expense, name="expense"),
    path(f"{_AWARD}/uitgave/<int:line>/terugnemen", money.take_back, name="take_back"),
    path(f"{_AWARD}/verantwoorden", money.give_account, name="give_account"),
    path(_OWN, own.award, name="own"),
    path(f"{_OWN}/uitgave", own.expense, name="own_expense"),
    path(f"{_OWN}/uitgave/<int:line>/terugnemen", own.take_back, name="own_take_back"),
    path(f"{_OWN}/verantwoorden", own.give_account, name="own_give_account"),
]
