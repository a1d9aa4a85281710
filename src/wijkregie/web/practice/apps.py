"""The pages as a Django app."""

from django.apps import AppConfig


class PracticePagesConfig(AppConfig):
    """Share a programme, and borrow of another municipality."""

    name = "wijkregie.web.practice"
    label = "web_practice"
