"""The pages as a Django app."""

from django.apps import AppConfig


class BudgetsPagesConfig(AppConfig):
    """Funds of neighbourhoods and residents."""

    name = "wijkregie.web.budgets"
    label = "web_budgets"
