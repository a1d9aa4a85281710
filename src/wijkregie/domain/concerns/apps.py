"""The room as a Django app."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Concerns about persons."""

    name = "wijkregie.domain.concerns"
    label = "concerns"
