"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "wijkregie.domain.people"
    label = "people"
