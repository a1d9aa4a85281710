"""Addresses. Concerns about a person or household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from wijkregie.web.concerns.views import alarm, queue, write

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "concerns"
urlpatterns: list[URLPattern] = [
    path("<slug:slug>/zorgsignaal/", write.new, name="new"),
    path("<slug:slug>/zorgsignaal/volgen/<str:token>", write.follow, name="follow"),
    path("<slug:slug>/zorgsignalen/", queue.index, name="queue"),
    path("<slug:slug>/zorgsignalen/alarm", alarm.alarm, name="alarm"),
    path("<slug:slug>/zorgsignalen/alarm/<int:pk>/gebeld", alarm.called, name="called"),
    path("<slug:slug>/zorgsignalen/<int:pk>", queue.detail, name="detail"),
    path("<slug:slug>/zorgsignalen/<int:pk>/openen", queue.opened, name="open"),
    path("<slug:slug>/zorgsignalen/<int:pk>/ontvangen", queue.confirmed, name="confirm"),
    path("<slug:slug>/zorgsignalen/<int:pk>/afsluiten", queue.closed, name="close"),
]
