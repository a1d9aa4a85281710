"""Personal fields say what they are for and how long they stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models
    from django.utils.functional import _StrPromise

AnyField = TypeVar("AnyField", bound="models.Field[Any, Any]")


class _Row:
    def __repr__(self) -> str:
        return "ROW"


#: What ``erased`` is when nothing of the row may stay: the nightly erasure deletes it.
ROW = _Row()


@dataclass(frozen=True, slots=True)
class Personal:
    """Why a field about a person is kept, and until when.

    ``days`` count from the moment in the column ``since``, of the same row or along a
    relation (``user__ended_at``); while that is empty the value stays. ``erased`` is what
    the nightly erasure writes in its place, or ``ROW``. ``ground`` is the letter of the
    regulation (``6(1)(e)``). The texts are English source with a Dutch catalogue; the
    document on data protection shows them, with ``seen_by`` (who gets to see the value)
    and ``guarded_by`` (what keeps it from others) where the table needs its own words.
    """

    purpose: str | _StrPromise
    ground: str
    days: int
    since: str
    erased: Any = ""
    seen_by: str | _StrPromise = ""
    guarded_by: str | _StrPromise = ""


def personal(field: AnyField, mark: Personal) -> AnyField:
    """Return ``field`` marked as personal, for the nightly erasure and the document."""
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
