"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The public API."""

    name = "wijkregie.api"
    label = "api"
