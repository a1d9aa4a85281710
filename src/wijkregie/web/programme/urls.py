"""Addresses. Programme pages and project cards."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.programme.agreed_urls import AGREED
from wijkregie.web.programme.bridge_urls import BRIDGE
from wijkregie.web.programme.goal_urls import GOALS
from wijkregie.web.programme.measuring_urls import MEASURING
from wijkregie.web.programme.money_urls import MONEY
from wijkregie.web.programme.planning_urls import PLANNING
from wijkregie.web.programme.reporting_urls import REPORTING
from wijkregie.web.programme.views import (
    analysis,
    card,
    checks,
    districts,
    filling,
    new,
    plans,
    programme_itself,
    saying,
    statements,
    steps,
    weighing,
)

app_name = "programme"
_HERE = "<slug:slug>/"
_PROJECT = f"{_HERE}project/<int:pk>"
_CHECK = f"{_HERE}programma/<str:key>/controle/<slug:mark>"
_ANALYSIS = f"{_HERE}analyse/<int:pk>"
_STATEMENT = f"{_ANALYSIS}/uitspraak/<int:line>"
urlpatterns = [
    *GOALS,
    *MEASURING,
    path(f"{_HERE}programma/", plans.index, name="index"),
    path(f"{_HERE}programma/nieuw", programme_itself.start, name="new"),
    path(f"{_HERE}programma/<str:key>", plans.detail, name="detail"),
    path(f"{_HERE}programma/<str:key>/wijzigen", programme_itself.change, name="change"),
    path(f"{_HERE}programma/<str:key>/controle", checks.listed, name="checks"),
    path(f"{_HERE}programma/<str:key>/controle-aantal", checks.count, name="checks_count"),
    path(f"{_HERE}programma/<str:key>/controle.csv", checks.table, name="checks_csv"),
    path(f"{_CHECK}/accepteren", checks.accept, name="check_accept"),
    path(f"{_CHECK}/intrekken", checks.withdraw, name="check_withdraw"),
    *PLANNING,
    path(f"{_HERE}programma/<str:key>/wijken", districts.areas, name="areas"),
    path(f"{_HERE}programma/<str:key>/indelen/<str:code>", districts.score, name="score"),
    path(f"{_HERE}programma/<str:key>/analyse", analysis.begin, name="analysis_new"),
    path(_ANALYSIS, analysis.detail, name="analysis"),
    path(f"{_ANALYSIS}/verzamelen", analysis.to_gather, name="to_gather"),
    path(f"{_ANALYSIS}/openen", analysis.to_points, name="to_points"),
    path(f"{_ANALYSIS}/uitslag", analysis.to_result, name="to_result"),
    path(f"{_ANALYSIS}/stoppen", analysis.stop, name="analysis_stop"),
    path(f"{_ANALYSIS}/punten", weighing.points, name="points"),
    path(f"{_ANALYSIS}/papier", weighing.paper, name="paper"),
    path(f"{_ANALYSIS}/vaststellen", weighing.settle, name="settle"),
    path(f"{_ANALYSIS}/uitspraak", statements.add, name="statement_new"),
    path(f"{_ANALYSIS}/overnemen/<str:key>", statements.take_over, name="take_over"),
    path(f"{_STATEMENT}/wijzigen", statements.change, name="statement_change"),
    path(f"{_STATEMENT}/waaruit", statements.cite, name="statement_cite"),
    path(f"{_STATEMENT}/waaruit/<int:proof>", statements.take_back, name="proof_remove"),
    path(f"{_STATEMENT}/samenvoegen", statements.merge, name="statement_merge"),
    path(f"{_STATEMENT}/weg", statements.remove, name="statement_remove"),
    path(f"{_STATEMENT}/knelpunt", weighing.to_bottleneck, name="to_bottleneck"),
    *REPORTING,
    *BRIDGE,
    path(f"{_HERE}project/nieuw", new.start, name="project_new"),
    path(_PROJECT, card.detail, name="project"),
    path(f"{_PROJECT}/kaart.pdf", card.pdf, name="project_pdf"),
    path(f"{_PROJECT}/wijzigen", filling.go_on, name="project_change"),
    path(f"{_PROJECT}/invullen", filling.go_on, name="project_go_on"),
    path(f"{_PROJECT}/invullen/<slug:step>", filling.fill, name="project_fill"),
    path(f"{_PROJECT}/invullen/<slug:step>/bewaren", filling.keep, name="project_keep"),
    path(f"{_PROJECT}/beslismoment/<int:line>", saying.settle, name="point_settle"),
    path(f"{_PROJECT}/reactie", saying.comment, name="comment_new"),
    path(f"{_PROJECT}/reactie/<int:line>", saying.remove_comment, name="comment_remove"),
    path(f"{_PROJECT}/voortgang", saying.note, name="note_new"),
    path(f"{_PROJECT}/voortgang/<int:line>", saying.remove_note, name="note_remove"),
    path(f"{_PROJECT}/voortgang/<int:line>/foto", saying.photo, name="project_photo"),
    path(f"{_PROJECT}/verplaatsen", new.move, name="project_move"),
    path(f"{_PROJECT}/goedkeuren", steps.approve, name="project_approve"),
    path(f"{_PROJECT}/beginnen", steps.begin, name="project_begin"),
    path(f"{_PROJECT}/afronden", steps.finish, name="project_finish"),
    path(f"{_PROJECT}/stoppen", steps.stop, name="project_stop"),
    *MONEY,
    *AGREED,
]
