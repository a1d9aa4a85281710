"""The pages as a Django app."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """The page of an area and the map."""

    name = "wijkregie.web.areas"
    label = "web_areas"
