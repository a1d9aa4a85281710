"""Every text field was looked at: it is marked as personal, or stands in the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from tests.kit.field_review import REVIEWED

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)


def text_fields() -> Iterator[tuple[str, models.Field[Any, Any]]]:
    """Yield every field in which a text about a person could stand, of all tables."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, TEXTS):
                yield f"{model._meta.label}.{field.name}", field


def unreviewed(fields: Iterator[tuple[str, models.Field[Any, Any]]]) -> list[str]:
    return [
        name
        for name, field in fields
        if not hasattr(field, "personal") and name not in REVIEWED
    ]


def test_every_text_field_was_looked_at() -> None:
    assert unreviewed(text_fields()) == [], "mark it with personal(), or add it to the review"


def test_a_new_text_field_is_noticed() -> None:
    planted: models.Field[Any, Any] = models.CharField(max_length=10)

    assert unreviewed(iter([("signals.Signal.text", planted)])) == ["signals.Signal.text"]


def test_the_review_names_only_what_is_there_and_is_not_marked() -> None:
    plain = {name for name, field in text_fields() if not hasattr(field, "personal")}

    assert set(REVIEWED) <= plain
    assert all(REVIEWED.values())
