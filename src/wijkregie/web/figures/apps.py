"""The pages as a Django app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """A figure over all areas."""

    name = "wijkregie.web.figures"
    label = "web_figures"
