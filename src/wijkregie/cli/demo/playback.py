"""What happens in the demo, in the order of its moments, and what became of the mails."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from wijkregie.domain.signals import services as signals
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wijkregie.cli.demo.voices import Voices

    Happen = Callable[[datetime], Any]
    After = Callable[[float, Happen], None]

_RECENT: Final = timedelta(days=3)


class Playback:
    """Moments at which something happens, until the demo is loaded."""

    def __init__(self, voices: Voices, *, at: datetime) -> None:
        self.voices, self.at = voices, at
        self.today: date = timezone.localdate(at)
        self.events: list[tuple[datetime, int, Happen]] = []
        self._expected = 0

    def run(self) -> None:
        """Let everything happen in the order of its moment; what comes after today does not."""
        while self.events:
            self.events.sort(key=lambda event: event[:2])
            moment, _number, happen = self.events.pop(0)
            if moment <= self.at:
                happen(moment)
                self.post_away(moment)

    def on(self, moment: datetime, happen: Happen) -> None:
        """Let something happen at a moment, when its turn comes."""
        self._expected += 1
        self.events.append((moment, self._expected, happen))

    def moment(self, day: int, hour: float = 10) -> datetime:
        """Return a moment so many days from today, that is never after the load itself."""
        clock = time(int(hour), round(hour % 1 * 60))
        moment = datetime.combine(
            self.today + timedelta(days=day), clock, timezone.get_current_timezone()
        )
        return min(moment, self.at) if day <= 0 else moment

    def post_away(self, moment: datetime) -> None:
        """Let the mails that were put just now count as sent, but for those of these days."""
        if moment > self.at - _RECENT:
            return
        for message in outbox.waiting(Way.MAIL, self.voices.municipality_id):
            outbox.sent(message.id, at=moment)
            if message.template == "signal_answered":
                signals.heard(message.ids["raiser"], by=None, at=moment)

    def posted(self, signal_id: int, at: datetime) -> None:
        """Note that the letter was posted, or the call made."""
        by = self.voices.viewer("wijkregisseur")
        for way in (Way.LETTER, Way.CALL):
            mine = [
                one
                for one in outbox.waiting(way, self.voices.municipality_id)
                if one.ids.get("signal") == signal_id
            ]
            for message in mine:
                outbox.done_by_hand(message.id, by=by, at=at)
                signals.heard(message.ids["raiser"], by=by, at=at)
