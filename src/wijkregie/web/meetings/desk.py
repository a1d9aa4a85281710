"""Who looks at the meetings, in which municipality, and how a change is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec

from django.http import Http404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wijkregie.domain.meetings import queries
from wijkregie.web.http import desks
from wijkregie.web.http.desks import answered, done, opened_at
from wijkregie.web.http.viewer import passed_second_factor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import MeetingSeen

__all__ = ["Desk", "answered", "done", "opened"]
Args = ParamSpec("Args")


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, what is asked of a meeting, and when."""

    pages: ClassVar[str] = "meetings"

    now: datetime = field(default_factory=timezone.now)

    @property
    def on(self) -> date:
        """The day here."""
        return timezone.localdate(self.now)

    @property
    def way_back(self) -> str:
        """Where to go on to after logging in; what was sent is gone by then."""
        return self.request.get_full_path() if self.sent is None else self.url("index")

    @property
    def lacks_step(self) -> bool:
        """Tell whether the second step comes first: who sits in a group needs none."""
        return not (passed_second_factor(self.request) or self.viewer.is_member)

    def meeting(self, pk: int) -> MeetingSeen:
        """Return a meeting of this municipality, or raise ``Http404``."""
        found = queries.meeting_seen(self.viewer, pk, on=self.on)
        if found is None:
            raise Http404
        return found

    def has_begun(self, meeting: MeetingSeen) -> bool:
        """Tell whether the day of a meeting has come: only then one decides and closes."""
        return self.on >= timezone.localdate(meeting.starts_at)


def opened(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the municipality in the address and who looks; nothing is kept on the way."""
    return never_cache(_opened(view))


_opened = opened_at(Desk)
