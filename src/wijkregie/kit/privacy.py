"""Personal fields say what they are for and how long they stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

AnyField = TypeVar("AnyField", bound="models.Field[Any, Any]")


@dataclass(frozen=True, slots=True)
class Personal:
    """Why a field about a person is kept, and until when.

    ``days`` count from the moment in the column ``since`` of the same row; while that is
    empty the value stays. ``erased`` is what the nightly erasure writes in its place.
    """

    purpose: str
    ground: str
    days: int
    since: str
    erased: Any = ""


def personal(field: AnyField, mark: Personal) -> AnyField:
    """Return ``field`` marked as personal; the nightly erasure and the document read the mark."""
    field.personal = mark  # type: ignore[attr-defined] # our mark
    return field


def personal_fields() -> Iterator[tuple[type[models.Model], models.Field[Any, Any], Personal]]:
    """Yield every marked field of every model of the installation, in a fixed order."""
    from django.apps import apps  # noqa: PLC0415 - models import this module while apps load

    for model in sorted(apps.get_models(), key=lambda one: one._meta.label):
        for field in model._meta.fields:
            mark = getattr(field, "personal", None)
            if mark is not None:
                yield model, field, mark
