"""Addresses of goals and of what is measured, below that of their programme."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import goal_tree, goals, measures

_HERE: Final = "<slug:slug>/programma/<str:key>"
_GOAL: Final = f"{_HERE}/doel/<int:pk>"
_LINE: Final = f"{_GOAL}/meting/<int:line>"
GOALS: Final = (
    path(f"{_HERE}/doelen", goal_tree.tree, name="goals"),
    path(f"{_HERE}/doelen.pdf", goal_tree.pdf, name="goals_pdf"),
    path(f"{_HERE}/doelen.csv", goal_tree.table, name="goals_csv"),
    path(f"{_HERE}/doel", goals.add, name="goal_new"),
    path(f"{_GOAL}/wijzigen", goals.change, name="goal_change"),
    path(f"{_GOAL}/weg", goals.remove, name="goal_remove"),
    path(f"{_GOAL}/meting", measures.add, name="indicator_new"),
    path(f"{_LINE}/wijzigen", measures.change, name="indicator_change"),
    path(f"{_LINE}/weg", measures.remove, name="indicator_remove"),
)
