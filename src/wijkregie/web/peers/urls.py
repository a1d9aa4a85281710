"""Addresses. The areas that an area is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "peers"
urlpatterns: list[URLPattern] = []
