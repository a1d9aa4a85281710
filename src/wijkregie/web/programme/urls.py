"""Addresses. Programme pages and project cards."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.programme.views import card, change, money, new, plans, steps

app_name = "programme"
_HERE = "<slug:slug>/"
_PROJECT = f"{_HERE}project/<int:pk>"
urlpatterns = [
    path(f"{_HERE}programma/", plans.index, name="index"),
    path(f"{_HERE}programma/<str:key>", plans.detail, name="detail"),
    path(f"{_HERE}programma/<str:key>/geld.csv", plans.money_csv, name="money_csv"),
    path(f"{_HERE}project/nieuw", new.start, name="project_new"),
    path(_PROJECT, card.detail, name="project"),
    path(f"{_PROJECT}/kaart.pdf", card.pdf, name="project_pdf"),
    path(f"{_PROJECT}/wijzigen", change.change, name="project_change"),
    path(f"{_PROJECT}/goedkeuren", steps.approve, name="project_approve"),
    path(f"{_PROJECT}/beginnen", steps.begin, name="project_begin"),
    path(f"{_PROJECT}/afronden", steps.finish, name="project_finish"),
    path(f"{_PROJECT}/overdragen", steps.hand_over, name="project_hand_over"),
    path(f"{_PROJECT}/stoppen", steps.stop, name="project_stop"),
    path(f"{_PROJECT}/kosten", money.add_cost, name="cost_new"),
    path(f"{_PROJECT}/kosten/<int:line>", money.remove_cost, name="cost_remove"),
    path(f"{_PROJECT}/dekking", money.add_coverage, name="coverage_new"),
    path(f"{_PROJECT}/dekking/<int:line>", money.change_pledge, name="coverage"),
    path(f"{_PROJECT}/dekking/<int:line>/weg", money.remove_coverage, name="coverage_remove"),
]
