"""The tools as a Django app, for the few tables that they keep."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Floor 1."""

    name = "wijkregie.kit"
    label = "kit"
