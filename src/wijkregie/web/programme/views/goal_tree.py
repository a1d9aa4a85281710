"""The goals of a programme to read, on paper and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import goal_paper, goal_table, goal_tree
from wijkregie.web.programme.narrowing import planned, shown

if TYPE_CHECKING:
    from wijkregie.web.programme.narrowing import Asked


@planned
def tree(asked: Asked) -> HttpResponse:
    """Show the goals from the top down to projects and what those cost."""
    context = goal_tree.page(goal_tree.tree_of(asked))
    told = goal_table.on_page(context["goals"]) if context["goals"] else None
    return shown(asked, "programme/goals.html", context | {"table": told})


@planned
def pdf(asked: Asked) -> HttpResponse:
    """Give the same on paper; where that cannot be made, say so on the page."""
    key = asked.planning.programme.key
    try:
        made = goal_paper.sheet(goal_tree.tree_of(asked), on=timezone.localdate())
    except TypesetFault as fault:
        messages.error(asked.desk.request, str(fault))
        return redirect(asked.desk.url("goals", key))
    answer = HttpResponse(made, content_type="application/pdf", status=asked.status)
    answer["Content-Disposition"] = f'inline; filename="{key}-doelen.pdf"'
    return answer


@planned
def table(asked: Asked) -> HttpResponse:
    """Give the same as CSV, a row for each target."""
    name = f"{asked.planning.programme.key}-doelen.csv"
    answer = csv_answer(name, goal_table.head(), goal_table.rows(goal_tree.tree_of(asked)))
    answer.status_code = asked.status
    return answer
