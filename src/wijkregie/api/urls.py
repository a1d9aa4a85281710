"""Addresses: the page about the API, its first version, and for the rest a problem."""

from __future__ import annotations

from django.urls import include, path, re_path

from wijkregie.api.first import addresses
from wijkregie.api.page import about
from wijkregie.api.shared.door import nothing_here, opened

urlpatterns = [
    path("", about, name="api"),
    path("v1/", include((addresses(), "api"), namespace="api-v1")),
    re_path(r"", opened(nothing_here, known=frozenset())),
]
