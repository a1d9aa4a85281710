"""The pages as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """What only a demo has: other roles at a click, and the mail it did not send."""

    name = "wijkregie.web.demo"
    label = "web_demo"
