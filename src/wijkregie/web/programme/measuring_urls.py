"""Addresses of measurements, and of how a programme is measured."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import effect, measuring, waves

_WAVES: Final = "<slug:slug>/metingen"
_WAVE: Final = f"{_WAVES}/<int:pk>"
_HERE: Final = "<slug:slug>/programma/<str:key>"
_PLAN: Final = f"{_HERE}/effect/<int:pk>"
MEASURING: Final = (
    path(f"{_HERE}/meten", measuring.plan, name="measuring"),
    path(f"{_HERE}/meten.csv", measuring.table, name="measuring_csv"),
    path(f"{_HERE}/meten/metingen", measuring.waves, name="measuring_waves"),
    path(
        f"{_HERE}/doel/<int:pk>/meting/<int:line>/meten",
        measuring.indicator,
        name="indicator_measuring",
    ),
    path(f"{_HERE}/effect", effect.add, name="effect_new"),
    path(f"{_PLAN}/wijzigen", effect.change, name="effect_change"),
    path(f"{_PLAN}/weg", effect.remove, name="effect_remove"),
    path(f"{_WAVES}/", waves.listed, name="waves"),
    path(f"{_WAVES}/nieuw", waves.add, name="wave_new"),
    path(_WAVE, waves.detail, name="wave"),
    path(f"{_WAVE}/wijzigen", waves.change, name="wave_change"),
    path(f"{_WAVE}/herhalen", waves.repeat, name="wave_repeat"),
    path(f"{_WAVE}/weg", waves.remove, name="wave_remove"),
)
