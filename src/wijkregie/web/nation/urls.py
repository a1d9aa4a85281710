"""Addresses. The map of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "nation"
urlpatterns: list[URLPattern] = []
