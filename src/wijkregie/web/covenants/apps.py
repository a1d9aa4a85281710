"""The pages as a Django app."""

from django.apps import AppConfig


class CovenantsPagesConfig(AppConfig):
    """Covenants of groups."""

    name = "wijkregie.web.covenants"
    label = "web_covenants"
