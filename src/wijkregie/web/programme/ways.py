"""The pages of one programme, as a bar of links that stands on each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy

from wijkregie.domain.programme import queries

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from wijkregie.web.programme.desk import Desk


@dataclass(frozen=True, slots=True)
class Way:
    """A page of a programme by the name of its address; ``inside``: for who works along."""

    page: str
    name: _StrPromise
    inside: bool = False


#: In the order in which they stand: what it is, what is done, what it costs, how it goes.
WAYS: Final = (
    Way("detail", gettext_lazy("The programme")),
    Way("goals", gettext_lazy("Goals")),
    Way("areas", gettext_lazy("Areas")),
    Way("money", gettext_lazy("Money")),
    Way("timeline", gettext_lazy("Timeline")),
    Way("per_area", gettext_lazy("By area")),
    Way("per_partner", gettext_lazy("By partner")),
    Way("moments", gettext_lazy("Moments to decide")),
    Way("stuck", gettext_lazy("What is stuck")),
    Way("programme_agreements", gettext_lazy("Agreements")),
    Way("regular", gettext_lazy("Regular work")),
    Way("bridge", gettext_lazy("Bottlenecks and projects")),
    Way("perspectives", gettext_lazy("Policy and residents")),
    Way("plan", gettext_lazy("The plan")),
    Way("reports", gettext_lazy("Progress reports")),
    Way("checks", gettext_lazy("Checks"), inside=True),
)


def ways(desk: Desk, key: str, here: str = "") -> list[dict[str, Any]]:
    """Return the pages of a programme, as ``programme/ways.html`` asks for them.

    ``here`` is the name of the address of the page on which they stand.
    """
    inside = queries.may_check(desk.viewer)
    return [
        {
            "name": str(way.name),
            "url": desk.url(way.page, key),
            "current": way.page == here,
        }
        for way in WAYS
        if inside or not way.inside
    ]
