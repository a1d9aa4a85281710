"""The pages as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Logging in, the second factor, one's own account."""

    name = "wijkregie.web.accounts"
    label = "web_accounts"
