"""The room as a Django app."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Signals."""

    name = "wijkregie.domain.signals"
    label = "signals"
