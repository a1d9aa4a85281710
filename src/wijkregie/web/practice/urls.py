"""Addresses. Share a programme, and borrow of another municipality."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.practice import views

app_name = "practice"
_PROGRAMME = "<slug:slug>/programma/<str:key>"
_BORROW = "<slug:slug>/overnemen"
urlpatterns = [
    path(f"{_PROGRAMME}/delen", views.share, name="share"),
    path(f"{_PROGRAMME}/delen.yaml", views.file, name="file"),
    path(_BORROW, views.index, name="index"),
    path(f"{_BORROW}/<int:pk>", views.detail, name="template"),
    path(f"{_BORROW}/<int:pk>/herkomst.csv", views.lineage, name="lineage"),
    path(f"{_BORROW}/<int:pk>/stuk/<int:one>", views.settle, name="paragraph"),
]
