"""The room as a Django app."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Decisions about anything."""

    name = "wijkregie.domain.decisions"
    label = "decisions"
