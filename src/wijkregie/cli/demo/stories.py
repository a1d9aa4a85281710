"""What becomes of a signal beside its own steps: company, an owner, a partner, an opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import slugify

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.cli.demo.gatherings import Gatherings
from wijkregie.domain.signals import queries as signals_seen
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import Channel, HearBack
from wijkregie.kit.viewer import follower, partner

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.playback import After, Happen
    from wijkregie.cli.demo.voices import Voices
    from wijkregie.kit.viewer import Viewer

#: The numbers of who joins in begin above those of who raised something.
_JOINS: Final = 1_000


class Stories(Gatherings):
    """Signals by the key that others name them by, and what happens around them."""

    def __init__(self, voices: Voices, *, at: datetime) -> None:
        super().__init__(voices, at=at)
        self.signals: dict[str, int] = {}

    def expect_company(self, signal_id: int, number: int, entry: Entry, after: After) -> None:
        """Expect who joins in, who becomes the owner, and what is handled along."""
        if "key" in entry:
            self.signals[entry["key"]] = signal_id
        worker = self.voices.worker(entry["area"])
        for order, told in enumerate(entry.get("joined", ()), start=1):
            who = _JOINS + number * 10 + order
            after(told["after"], self._joining(signal_id, who, told))
        if "owner" in entry:
            person_id = self.voices.persons[self.voices.prefix + entry["owner"]["person"]]
            after(
                entry["owner"]["after"],
                lambda at: signals.assign(signal_id, person_id=person_id, by=worker, at=at),
            )
        if "bundle" in entry:
            after(
                entry["bundle"]["after"],
                lambda at: signals.bundle(signal_id, self.along(entry), by=worker, at=at),
            )

    def expect_reply(self, signal_id: int, entry: Entry, after: After) -> None:
        """Expect what the organisation says to which a signal is offered, and what it does."""
        if "reply" not in entry:
            return
        told = entry["reply"]
        after(told["after"], lambda at: self._reply(signal_id, told, at))
        if "done" in told:
            after(told["done_after"], lambda at: self._done(signal_id, told["done"], at))

    def expect_opinion(self, signal_id: int, entry: Entry, after: After) -> None:
        """Expect what the first who raised a signal says of the answer."""
        if "opinion" in entry:
            told = entry["opinion"]
            after(told["after"], lambda at: self._say(signal_id, told, at))

    def raiser(self, signal_id: int) -> int:
        """Return the number of who raised a signal first."""
        manager = self.voices.viewer("wijkregisseur")
        seen = signals_seen.signal_by_id(manager, signal_id, on=self.today)
        if seen is None:
            raise DemoFault(f"{YEAR}: there is no signal {signal_id}")
        return seen.raisers[0].id

    def draft(
        self, number: int, entry: Entry, channel: str = Channel.WEB
    ) -> signals.RaiserDraft:
        """Return who raises something: nobody who exists, with nothing that arrives."""
        hear = entry["hear"]
        return signals.RaiserDraft(
            hear_back=hear,
            channel=channel,
            name=f"Demo bewoner {number}" if hear != HearBack.NONE else "",
            email=f"{self.voices.prefix}bewoner{number}@demo.invalid"
            if hear == HearBack.MAIL
            else "",
            phone=f"000-00000{number:02}" if hear == HearBack.CALL else "",
            address=f"Verzonnenstraat {number}, 1234 AA {self.voices.town}"
            if hear == HearBack.LETTER
            else "",
            group_id=self.voices.groups[entry["group"]] if "group" in entry else None,
        )

    def question(self, told: Entry) -> signals.OfferDraft:
        """Return what an organisation is asked, with an address where no mail arrives."""
        if "to" not in told:
            return signals.OfferDraft()
        email = f"{self.voices.prefix}{slugify(told['to'])}@demo.invalid"
        return signals.OfferDraft(message=told.get("message", ""), email=email)

    def _joining(self, signal_id: int, who: int, told: Entry) -> Happen:
        here = self.voices.municipality_id
        draft = signals.JoinDraft(
            f"demo{self.voices.prefix}{who}", told.get("said", ""), self.draft(who, told)
        )
        return lambda at: signals.join(
            signal_id, draft, by=self.voices.passer_by, at=at, seed=here * 1_000_000 + who
        )

    def along(self, entry: Entry) -> list[int]:
        """Return the signals that are handled along with this one."""
        keys = entry.get("bundle", {}).get("with", ())
        for key in keys:
            if key not in self.signals:
                raise DemoFault(f"{YEAR}: there is no signal {key!r}")
        return [self.signals[key] for key in keys]

    def _partner(self, signal_id: int) -> tuple[int, Viewer]:
        """Return the offer of a signal that was made last, and who has its link."""
        manager = self.voices.viewer("wijkregisseur")
        offer = signals_seen.offers_of(manager, signal_id)[-1]
        return offer.id, partner(self.voices.municipality_id, offer.id)

    def _reply(self, signal_id: int, told: Entry, at: datetime) -> None:
        offer_id, by = self._partner(signal_id)
        if "refuse" in told:
            signals.refuse(offer_id, told["refuse"], by=by, at=at)
        else:
            signals.accept(offer_id, by=by, at=at)

    def _done(self, signal_id: int, text: str, at: datetime) -> None:
        offer_id, by = self._partner(signal_id)
        signals.report_outcome(offer_id, text, by=by, at=at)

    def _say(self, signal_id: int, told: Entry, at: datetime) -> None:
        by = follower(self.voices.municipality_id, self.raiser(signal_id))
        if told.get("satisfied", False):
            signals.satisfied(by=by, at=at)
        else:
            again = told.get("again", False)
            signals.unsatisfied(told.get("why", ""), by=by, at=at, again=again)
