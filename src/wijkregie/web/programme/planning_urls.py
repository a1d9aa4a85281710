"""Addresses of the views of the planning of a programme."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import planning

_HERE: Final = "<slug:slug>/programma/<str:key>"
PLANNING: Final = [
    path(f"{_HERE}/tijdlijn", planning.line, name="timeline"),
    path(f"{_HERE}/tijdlijn.csv", planning.line_csv, name="timeline_csv"),
    path(f"{_HERE}/per-gebied", planning.areas, name="per_area"),
    path(f"{_HERE}/per-gebied.csv", planning.areas_csv, name="per_area_csv"),
    path(f"{_HERE}/per-partij", planning.partner, name="per_partner"),
    path(f"{_HERE}/per-partij.csv", planning.partner_csv, name="per_partner_csv"),
    path(f"{_HERE}/vast", planning.waiting, name="stuck"),
    path(f"{_HERE}/vast.csv", planning.waiting_csv, name="stuck_csv"),
    path(f"{_HERE}/beslismomenten", planning.agenda, name="moments"),
    path(f"{_HERE}/beslismomenten.csv", planning.agenda_csv, name="moments_csv"),
    path(f"{_HERE}/beslismomenten.ics", planning.agenda_ics, name="moments_ics"),
]
