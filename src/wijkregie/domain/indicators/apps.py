"""The room as a Django app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures."""

    name = "wijkregie.domain.indicators"
    label = "indicators"
