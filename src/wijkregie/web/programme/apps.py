"""The pages as a Django app."""

from django.apps import AppConfig


class ProgrammePagesConfig(AppConfig):
    """Programme pages and project cards."""

    name = "wijkregie.web.programme"
    label = "web_programme"
