"""Addresses. The thread and the council page."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.reports import views

app_name = "reports"
urlpatterns = [
    path("<slug:slug>/draad/cijfer/<slug:key>/<str:code>", views.figure_thread, name="figure"),
    path("<slug:slug>/draad/<str:kind>/<int:pk>", views.thread, name="thread"),
    path("<slug:slug>/gehoord", views.voices, name="voices"),
    path("<slug:slug>/gehoord.csv", views.voices_csv, name="voices_csv"),
    path("<slug:slug>/raad", views.council, name="council"),
    path("<slug:slug>/raad.csv", views.council_csv, name="council_csv"),
    path("<slug:slug>/raad/<slug:name>", views.behind, name="list"),
    path("<slug:slug>/raad/<slug:name>.csv", views.behind_csv, name="list_csv"),
]
