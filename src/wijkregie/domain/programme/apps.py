"""The room as a Django app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Goals, bottlenecks, projects and money."""

    name = "wijkregie.domain.programme"
    label = "programme"
