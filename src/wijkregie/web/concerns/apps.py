"""The pages as a Django app."""

from django.apps import AppConfig


class ConcernsPagesConfig(AppConfig):
    """Writing a concern down, and the queue of the one team that opens it."""

    name = "wijkregie.web.concerns"
    label = "web_concerns"
