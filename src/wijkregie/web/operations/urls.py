"""Addresses for who keeps the installation running, and of uploaded files."""

from django.urls import path

from wijkregie.web.operations import views

app_name = "operations"
urlpatterns = [
    path("gezond", views.health, name="health"),
    path("bestanden/<path:name>", views.file, name="file"),
]
