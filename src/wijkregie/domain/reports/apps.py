"""The room as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Questions across rooms."""

    name = "wijkregie.domain.reports"
    label = "reports"
