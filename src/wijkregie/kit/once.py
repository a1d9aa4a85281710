"""A form that is sent twice is done once, also when both come at the same moment.

What a part of a form led to can be remembered by itself, for as long as the form is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from wijkregie.kit.models import SentForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Before:
    """The same was done before; ``url`` is where that led."""

    url: str


@transaction.atomic
def only_once(
    digest: str, act: Callable[[], tuple[Answer, str]], *, at: datetime
) -> Answer | Before:
    """Do what a form asks, unless the same form was done before.

    ``act`` returns its answer and where that leads, or no address while nothing was done:
    then the form may be sent again. The row that tells so stands in the same transaction as
    what was done; of two that come at once the second waits for the first.
    """
    row, is_new = SentForm.objects.get_or_create(digest=digest, defaults={"at": at})
    if not is_new:
        return Before(row.url)
    answer, url = act()
    if url:
        row.url = url
        row.save(update_fields=["url"])
    else:
        row.delete()
    return answer


def remember(led_to: Mapping[str, str], *, at: datetime) -> None:
    """Remember for each digest what it led to; what was known of it before is replaced."""
    rows = [SentForm(digest=digest, url=what, at=at) for digest, what in led_to.items()]
    SentForm.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["url", "at"], unique_fields=["digest"]
    )


def remembered(digests: Iterable[str]) -> dict[str, str]:
    """Return what each digest led to, of those that are known."""
    return dict(SentForm.objects.filter(digest__in=set(digests)).values_list("digest", "url"))
