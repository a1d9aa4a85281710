"""The pages of one programme, as a bar of links that stands on each of them.

They stand in four groups. Those beside the page itself are there at once; the others fold out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy

from wijkregie.domain.programme import queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from wijkregie.web.programme.desk import Desk


@dataclass(frozen=True, slots=True)
class Way:
    """A page of a programme by the name of its address; ``inside``: for who works along."""

    page: str
    name: _StrPromise
    group: str
    inside: bool = False


#: The page of the programme itself, which stands first on every page.
HOME: Final = Way("detail", gettext_lazy("The programme"), "")
#: What one comes for: the key of each group, in the order in which they stand.
GROUPS: Final = {
    "know": gettext_lazy("What and why"),
    "do": gettext_lazy("What is done"),
    "money": gettext_lazy("Money and agreements"),
    "account": gettext_lazy("How it goes"),
}
WAYS: Final = (
    Way("goals", gettext_lazy("Goals"), "know"),
    Way("areas", gettext_lazy("Areas"), "know"),
    Way("bridge", gettext_lazy("Bottlenecks and projects"), "know"),
    Way("perspectives", gettext_lazy("Policy and residents"), "know"),
    Way("timeline", gettext_lazy("Timeline"), "do"),
    Way("per_area", gettext_lazy("By area"), "do"),
    Way("per_partner", gettext_lazy("By partner"), "do"),
    Way("moments", gettext_lazy("Moments to decide"), "do"),
    Way("regular", gettext_lazy("Regular work"), "do"),
    Way("money", gettext_lazy("Money"), "money"),
    Way("programme_agreements", gettext_lazy("Agreements"), "money"),
    Way("plan", gettext_lazy("The plan"), "account"),
    Way("reports", gettext_lazy("Progress reports"), "account"),
    Way("measuring", gettext_lazy("Measuring"), "account"),
    Way("stuck", gettext_lazy("What is stuck"), "account"),
    Way("checks", gettext_lazy("Checks"), "account", inside=True),
)


def ways(desk: Desk, key: str, here: str = "") -> dict[str, Any]:
    """Return the pages of a programme, as ``programme/ways.html`` asks for them.

    ``here`` is the name of the address of the page on which they stand. The pages of its
    group are near, after that of the programme itself; those of other groups fold out.
    """
    inside = queries.may_check(desk.viewer)
    shown = [one for one in WAYS if inside or not one.inside]
    near = next((one.group for one in shown if one.page == here), next(iter(GROUPS)))

    def links(some: Iterable[Way]) -> list[dict[str, Any]]:
        return [
            {
                "name": str(one.name),
                "url": desk.url(one.page, key),
                "current": one.page == here,
            }
            for one in some
        ]

    return {
        "near": links([HOME, *(one for one in shown if one.group == near)]),
        "groups": [
            {
                "id": f"ways-{group}",
                "name": str(name),
                "ways": links(one for one in shown if one.group == group),
            }
            for group, name in GROUPS.items()
            if group != near
        ],
    }
