"""The pages as a Django app."""

from django.apps import AppConfig


class ReportsPagesConfig(AppConfig):
    """The thread and the council page."""

    name = "wijkregie.web.reports"
    label = "web_reports"
