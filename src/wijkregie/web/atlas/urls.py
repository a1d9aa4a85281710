"""Addresses. The wijkatlas on paper."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.atlas import views

app_name = "atlas"
urlpatterns = [
    path("<slug:slug>/wijkatlas", views.index, name="index"),
    path("<slug:slug>/gebied/<str:words>/wijkatlas.pdf", views.atlas, name="pdf"),
    path("<slug:slug>/gebied/<str:words>/in-het-kort.pdf", views.short, name="short"),
]
