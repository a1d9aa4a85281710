"""The pages as a Django app."""

from django.apps import AppConfig

from wijkregie.kit.typeset import documents


class AtlasPagesConfig(AppConfig):
    """The wijkatlas on paper."""

    name = "wijkregie.web.atlas"
    label = "web_atlas"

    def ready(self) -> None:
        """Offer the atlas to the command that prints all of them."""
        documents.offer("wijkatlas", "wijkregie.web.atlas.series.series")
