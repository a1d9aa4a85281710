"""Hold a covenant while somebody looks whether it is still as it was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.domain.people.models import Covenant
from wijkregie.domain.people.services.drafts import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def holding_covenant(covenant_id: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this covenant.

    ``act`` calls the service that changes it; that one looks at who may and writes the log.
    """
    found(Covenant.objects.all(), covenant_id, municipality_id=by.municipality_id or 0)
    act()
