"""The pages as a Django app."""

from django.apps import AppConfig


class SignalsPagesConfig(AppConfig):
    """Reporting, following, the work list."""

    name = "wijkregie.web.signals"
    label = "web_signals"
