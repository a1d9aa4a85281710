"""The pages as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page, search, and the pages about this site."""

    name = "wijkregie.web.home"
    label = "web_home"
