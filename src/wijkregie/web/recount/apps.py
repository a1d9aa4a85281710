"""The pages as a Django app."""

from django.apps import AppConfig


class RecountPagesConfig(AppConfig):
    """Where a vote is declared, counted and published, and where everyone counts it again."""

    name = "wijkregie.web.recount"
    label = "web_recount"
