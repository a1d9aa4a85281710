"""The pages as a Django app."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """Settings of a municipality, in the product itself."""

    name = "wijkregie.web.control"
    label = "web_control"
