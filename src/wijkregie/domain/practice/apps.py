"""The room as a Django app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Templates to borrow from one municipality to another."""

    name = "wijkregie.domain.practice"
    label = "practice"
