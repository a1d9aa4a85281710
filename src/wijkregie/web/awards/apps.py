"""The pages as a Django app."""

from django.apps import AppConfig


class AwardsPagesConfig(AppConfig):
    """The money of chosen plans, from project to account."""

    name = "wijkregie.web.awards"
    label = "web_awards"
