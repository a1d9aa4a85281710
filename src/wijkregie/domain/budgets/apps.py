"""The room as a Django app."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Funds of neighbourhoods and residents, and their rounds."""

    name = "wijkregie.domain.budgets"
    label = "budgets"
