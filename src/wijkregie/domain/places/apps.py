"""The room as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Municipalities and areas."""

    name = "wijkregie.domain.places"
    label = "places"
