"""Addresses of money: what it costs and who pays, orders, payments, divisions, funders."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import (
    dividing,
    finances,
    funders,
    money,
    money_file,
    spending,
)

_HERE: Final = "<slug:slug>"
_PLAN: Final = f"{_HERE}/programma/<str:key>"
_PROJECT: Final = f"{_HERE}/project/<int:pk>"
_AREA: Final = f"{_HERE}/geld/gebied/<str:code>"
_FUNDER: Final = f"{_HERE}/financiers/<int:pk>"
_TOWN_LINES, _TOWN_TABLE, _TOWN_BOOK = finances.town_files
_PLAN_LINES, _PLAN_TABLE, _PLAN_BOOK = finances.programme_files
_AREA_LINES, _AREA_TABLE, _AREA_BOOK = finances.area_files
_CARD_LINES, _CARD_TABLE, _CARD_BOOK = finances.project_files
MONEY: Final = [
    path(f"{_HERE}/geld", finances.town, name="town_money"),
    path(f"{_HERE}/geld/regels.csv", _TOWN_LINES, name="town_money_lines"),
    path(f"{_HERE}/geld/tabel.csv", _TOWN_TABLE, name="town_money_table"),
    path(f"{_HERE}/geld/geld.xlsx", _TOWN_BOOK, name="town_money_book"),
    path(_AREA, finances.area, name="area_money"),
    path(f"{_AREA}/regels.csv", _AREA_LINES, name="area_money_lines"),
    path(f"{_AREA}/tabel.csv", _AREA_TABLE, name="area_money_table"),
    path(f"{_AREA}/geld.xlsx", _AREA_BOOK, name="area_money_book"),
    path(f"{_PLAN}/geld", finances.programme, name="money"),
    path(f"{_PLAN}/geld.csv", _PLAN_LINES, name="money_lines"),
    path(f"{_PLAN}/geld/tabel.csv", _PLAN_TABLE, name="money_table"),
    path(f"{_PLAN}/geld.xlsx", _PLAN_BOOK, name="money_book"),
    path(f"{_PLAN}/geld/inlezen", money_file.read_in, name="money_file"),
    path(f"{_PROJECT}/geld", finances.project, name="project_money"),
    path(f"{_PROJECT}/geld/regels.csv", _CARD_LINES, name="project_money_lines"),
    path(f"{_PROJECT}/geld/tabel.csv", _CARD_TABLE, name="project_money_table"),
    path(f"{_PROJECT}/geld/geld.xlsx", _CARD_BOOK, name="project_money_book"),
    path(f"{_PROJECT}/verdeling", dividing.divide, name="divide"),
    path(f"{_PROJECT}/verdeling/<int:line>/weg", dividing.end, name="division_end"),
    path(f"{_PROJECT}/verplichting", spending.order, name="order_new"),
    path(f"{_PROJECT}/verplichting/<int:line>", spending.change_order, name="order"),
    path(f"{_PROJECT}/verplichting/<int:line>/einde", spending.end_order, name="order_end"),
    path(f"{_PROJECT}/betaling", spending.payment, name="payment_new"),
    path(f"{_PROJECT}/betaling/<int:line>/terug", spending.take_back, name="payment_back"),
    path(f"{_PROJECT}/kosten", money.add_cost, name="cost_new"),
    path(f"{_PROJECT}/kosten/<int:line>", money.change_cost, name="cost"),
    path(f"{_PROJECT}/kosten/<int:line>/weg", money.remove_cost, name="cost_remove"),
    path(f"{_PROJECT}/dekking", money.add_coverage, name="coverage_new"),
    path(f"{_PROJECT}/dekking/<int:line>", money.change_coverage, name="coverage"),
    path(f"{_PROJECT}/dekking/<int:line>/weg", money.remove_coverage, name="coverage_remove"),
    path(f"{_HERE}/financiers", funders.listed, name="funders"),
    path(_FUNDER, funders.rename, name="funder"),
    path(f"{_FUNDER}/samenvoegen", funders.merge, name="funder_merge"),
]
