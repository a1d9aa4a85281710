"""The pages as a Django app."""

from django.apps import AppConfig


class AtlasPagesConfig(AppConfig):
    """The wijkatlas on paper."""

    name = "wijkregie.web.atlas"
    label = "web_atlas"
