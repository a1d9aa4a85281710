"""The pages as a Django app."""

from django.apps import AppConfig


class VotingPagesConfig(AppConfig):
    """Where residents vote on plans, and where a vote is prepared."""

    name = "wijkregie.web.voting"
    label = "web_voting"
