"""Addresses of the bridge: the matrix, perspectives and initiatives, plans of areas."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import area_plans, bottlenecks, bridge, perspectives, vision

_PLAN: Final = "<slug:slug>/programma/<str:key>"
_AIM: Final = f"{_PLAN}/perspectief/<int:pk>"
_WISH: Final = f"{_PLAN}/initiatief/<int:pk>"
BRIDGE: Final = [
    path(f"{_PLAN}/visie", vision.write, name="vision"),
    path(f"{_PLAN}/brug", bridge.matrix, name="bridge"),
    path(f"{_PLAN}/brug.csv", bridge.table, name="bridge_csv"),
    path(f"{_PLAN}/brug/meldingen", bridge.take_up, name="bridge_signals"),
    path(f"{_PLAN}/brug/<int:pk>", bridge.link, name="bridge_link"),
    path(f"{_PLAN}/knelpunt/nieuw", bottlenecks.add, name="bottleneck_new"),
    path(f"{_PLAN}/knelpunt/<int:pk>", bottlenecks.change, name="bottleneck_change"),
    path(f"{_PLAN}/perspectieven", perspectives.both, name="perspectives"),
    path(f"{_PLAN}/perspectieven.csv", perspectives.table, name="perspectives_csv"),
    path(f"{_PLAN}/perspectief", perspectives.perspective_new, name="perspective_new"),
    path(f"{_AIM}/wijzigen", perspectives.perspective_change, name="perspective_change"),
    path(f"{_AIM}/weg", perspectives.perspective_remove, name="perspective_remove"),
    path(f"{_PLAN}/initiatief", perspectives.initiative_new, name="initiative_new"),
    path(f"{_WISH}/wijzigen", perspectives.initiative_change, name="initiative_change"),
    path(f"{_WISH}/weg", perspectives.initiative_remove, name="initiative_remove"),
    path(f"{_PLAN}/wijkplan/<str:code>", area_plans.plan, name="area_plan"),
    path(f"{_PLAN}/wijkplan/<str:code>/visie", area_plans.vision, name="area_vision"),
    path(f"{_PLAN}/wijkplan/<str:code>/vaststellen", area_plans.agree, name="area_agree"),
    path("<slug:slug>/project/<int:pk>/spoor", bridge.track, name="project_track"),
]
