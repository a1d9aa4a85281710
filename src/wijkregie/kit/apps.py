"""The tools as a Django app, for the few tables that they keep."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Floor 1."""

    name = "wijkregie.kit"
    label = "kit"

    def ready(self) -> None:
        """Mark the personal fields of libraries once all tables are known."""
        from wijkregie.kit.foreign import mark_foreign_fields  # noqa: PLC0415 - needs the models

        mark_foreign_fields()
