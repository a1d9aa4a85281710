"""The pages as a Django app."""

from django.apps import AppConfig


class ProposalsPagesConfig(AppConfig):
    """Plans that ask money of a round."""

    name = "wijkregie.web.proposals"
    label = "web_proposals"
