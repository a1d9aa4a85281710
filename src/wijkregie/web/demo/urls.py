"""Addresses of the demo; outside a demo there is nothing at them."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.roles, name="roles"),
    path("demo/rol/", views.take_role, name="take_role"),
    path("demo/post/", views.post, name="post"),
]
