"""The pages as a Django app."""

from django.apps import AppConfig


class PeersPagesConfig(AppConfig):
    """The areas that an area is compared with."""

    name = "wijkregie.web.peers"
    label = "web_peers"
