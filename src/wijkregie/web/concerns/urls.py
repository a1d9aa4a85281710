"""Addresses. Concerns about a person or household."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "concerns"
urlpatterns: list[URLPattern] = []
