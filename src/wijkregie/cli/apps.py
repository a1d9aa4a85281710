"""The commands as a Django app."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Commands."""

    name = "wijkregie.cli"
    label = "cli"
