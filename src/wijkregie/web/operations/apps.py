"""The pages as a Django app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """What the owner's monitoring asks."""

    name = "wijkregie.web.operations"
    label = "web_operations"
