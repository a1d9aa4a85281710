"""The pages as a Django app."""

from django.apps import AppConfig


class LettersPagesConfig(AppConfig):
    """Letters to post and calls to make."""

    name = "wijkregie.web.letters"
    label = "web_letters"
