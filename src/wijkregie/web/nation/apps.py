"""The pages as a Django app."""

from django.apps import AppConfig


class NationPagesConfig(AppConfig):
    """The map of the country."""

    name = "wijkregie.web.nation"
    label = "web_nation"
