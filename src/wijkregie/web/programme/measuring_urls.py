"""Addresses of measurements, and of how a programme is measured."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import waves

_WAVES: Final = "<slug:slug>/metingen"
_WAVE: Final = f"{_WAVES}/<int:pk>"
MEASURING: Final = (
    path(f"{_WAVES}/", waves.listed, name="waves"),
    path(f"{_WAVES}/nieuw", waves.add, name="wave_new"),
    path(_WAVE, waves.detail, name="wave"),
    path(f"{_WAVE}/wijzigen", waves.change, name="wave_change"),
    path(f"{_WAVE}/herhalen", waves.repeat, name="wave_repeat"),
    path(f"{_WAVE}/weg", waves.remove, name="wave_remove"),
)
