"""The thread of one municipality: signals, decisions, meetings, projects and messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from tests.makers.decisions import a_decision
from tests.makers.meetings import make_action, make_item, make_meeting, make_series
from tests.makers.people import make_organisation
from tests.makers.places import AT
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
)
from tests.makers.signals import make_signal, make_theme
from tests.matrix.allowed import Kind, Look, Who
from tests.matrix.bundled import plant_bundle
from tests.matrix.found_out import plant_inquiries
from tests.matrix.joined import plant_joined
from tests.matrix.offered import plant_offers
from tests.matrix.side import mail_of, text_of
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people.states import Shell
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import Project
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Photo, Raiser, Signal
from wijkregie.domain.signals.services.raising import raise_by
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit import outbox
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.viewer import follower

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.people.models import Group, Person
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

TONIGHT = AT + timedelta(hours=10)
LATER = AT + timedelta(days=1)


@dataclass
class Ground:
    """What the thread stands on: where it lies, who meets, and what is measured."""

    spot: Area
    hidden: Area
    group: Group
    chair: Person
    second: Person
    manager: Viewer
    figure: Indicator


class Thread:
    """Plants one of everything between what somebody noticed and the answer."""

    def __init__(self, side: Side, ground: Ground) -> None:
        self.side, self.ground = side, ground
        self.by, self.manager = side.by, ground.manager
        self.theme = make_theme(side.municipality, "Groen")
        self.raised: list[Signal] = []

    def plant(self) -> None:
        told = self._told_and_reopened()
        waiting = self._by_phone()
        taken = self._for_a_project()
        self._public_meeting(waiting)
        self._closed_meeting(taken)
        plant_inquiries(self.side, self.ground, self._draft(body_id=self.ground.group.pk))
        plant_offers(self.side, self.ground, self.theme, self._draft(Outcome.HAND_OVER))
        plant_bundle(self.side, self.ground, self.theme, self._draft())
        self._programme(told, taken)
        self._messages()

    def _told_and_reopened(self) -> Signal:
        """A signal of two people, answered, opened again, and answered to them only."""
        side = self.side
        told = [side.add(Kind.SIGNAL_TOLD, name) for name in ("text", "place", "photo")]
        own = [side.add(Kind.RAISER, name) for name in ("name", "mail")]
        signal = make_signal(
            side.municipality,
            self.ground.spot,
            theme=self.theme,
            text=text_of(told[0]),
            place=text_of(told[1]),
            raiser=signals.RaiserDraft(
                HearBack.MAIL, name=text_of(own[0]), email=mail_of(own[1])
            ),
        )
        photo = Photo(municipality=side.municipality, signal=signal, added_at=AT)
        photo.file.save(f"signals/{side.code}.webp", ContentFile(text_of(told[2]).encode()))
        first = signal.raisers.get()
        second = self._second_raiser(signal)
        self._handle(signal)
        told.append(side.add(Kind.SIGNAL_TOLD, "said when it was opened again"))
        by_link = follower(side.municipality.pk, first.pk)
        signals.reopen(signal.pk, text_of(told[-1]), by=by_link, at=AT)
        self._decide(signal, Outcome.DECLINE, dissent=side.text(Kind.DECISION, "dissent"))
        told.append(side.add(Kind.SIGNAL_TOLD, "answer that is not public"))
        signals.answer(signal.pk, text_of(told[-1]), public=False, by=self.manager, at=LATER)
        side.raised_by({first.pk, second.pk}, told)
        side.raised_by({first.pk}, own)
        self._looks_by_link(first)
        self._looks_by_link(second)
        return signal

    def _second_raiser(self, signal: Signal) -> Raiser:
        own = [self.side.add(Kind.RAISER, name) for name in ("name of the second", "address")]
        draft = signals.RaiserDraft(
            HearBack.LETTER, name=text_of(own[0]), address=text_of(own[1])
        )
        raiser = raise_by(draft, signal, by=self.by, at=AT, seed=10**9 + signal.pk)
        self.side.raised_by({raiser.pk}, own)
        Signal.objects.filter(pk=signal.pk).update(unanswered=2)
        return raiser

    def _handle(self, signal: Signal) -> None:
        """Take up, describe, put off, decide and answer for everyone to read."""
        text = self.side.text
        title = text(Kind.SIGNAL_PUBLIC, "title")
        words = signals.SignalWords(title, signal.kind, self.theme.pk, self.ground.spot.pk)
        signals.take_up(signal.pk, by=self.manager, at=AT)
        signals.describe(signal.pk, words, by=self.manager, at=AT)
        day = signal.promised_on + timedelta(days=7)
        why = text(Kind.SIGNAL_PUBLIC, "why later")
        signals.promise_later(signal.pk, day, why, by=self.manager, at=AT)
        self._decide(signal)
        answer = text(Kind.SIGNAL_PUBLIC, "answer")
        signals.answer(signal.pk, answer, by=self.manager, at=AT)

    def _by_phone(self) -> Signal:
        """A signal in an area that is not public yet, of somebody to phone; no title."""
        side = self.side
        told = side.add(Kind.SIGNAL_TOLD, "text, to phone about")
        own = [side.add(Kind.RAISER, "name to phone")]
        phone = f"06 {10_000_000 + side.municipality.pk}"
        signal = make_signal(
            side.municipality,
            self.ground.spot,
            theme=self.theme,
            text=text_of(told),
            raiser=signals.RaiserDraft(HearBack.CALL, name=text_of(own[0]), phone=phone),
        )
        words = signals.SignalWords("", signal.kind, self.theme.pk, self.ground.hidden.pk)
        signals.describe(signal.pk, words, by=self.manager, at=AT)
        raiser = signal.raisers.get()
        side.raised_by({raiser.pk}, [told, *own])
        self._looks_by_link(raiser)
        return signal

    def _for_a_project(self) -> Signal:
        """A signal that is discussed, decided on and taken up by a project."""
        told = self.side.add(Kind.SIGNAL_TOLD, "text, for a project")
        own = self.side.add(Kind.RAISER, "mail, for a project")
        signal = make_signal(
            self.side.municipality,
            self.ground.spot,
            theme=self.theme,
            text=text_of(told),
            raiser=signals.RaiserDraft(HearBack.MAIL, email=mail_of(own)),
        )
        self.side.raised_by({signal.raisers.get().pk}, [told, own])
        plant_joined(self.side, signal)
        return signal

    def _looks_by_link(self, raiser: Raiser) -> None:
        here = self.side.municipality.pk
        look = Look(Who.RAISER, here, raiser_id=raiser.pk, token=raiser.token())
        self.side.looks.append(look)

    def _draft(self, outcome: str = Outcome.FOLLOW_UP, **more: str | int) -> DecisionDraft:
        text = self.side.text
        words = {name: text(Kind.DECISION, name) for name in ("subject", "reason", "mandate")}
        officer = {} if "body_id" in more else {"officer": "district_manager"}
        return a_decision(outcome, **{**words, **officer, **more})

    def _decide(
        self, signal: Signal, outcome: str = Outcome.FOLLOW_UP, **more: str | int
    ) -> int:
        draft = self._draft(outcome, **more)
        return signals.decide(signal.pk, draft, by=self.manager, at=AT).pk

    def _public_meeting(self, signal: Signal) -> None:
        """A meeting that was held, and one to come with a signal on its agenda."""
        text, by = self.side.text, self.by
        name = text(Kind.MEETING_PUBLIC, "name of the series")
        series = make_series(self.ground.group, name, public=True)
        place = text(Kind.MEETING_PUBLIC, "place of the meeting")
        held = make_meeting(series, starts_at=TONIGHT, location=place)
        item = make_item(held, text(Kind.MEETING_PUBLIC, "point"))
        meetings.note(item.pk, text(Kind.NOTES, "public series"), item.version, by=by, at=AT)
        meetings.decide(item.pk, self._draft(body_id=self.ground.group.pk), by=by, at=AT)
        make_action(item, text(Kind.MEETING_PUBLIC, "action"), person=self.ground.chair)
        there = {seat.pk: True for seat in self.ground.group.seats.filter(shell=Shell.FIRST)}
        meetings.attend(held.pk, there, by=by, at=TONIGHT)
        meetings.close(held.pk, by=by, at=TONIGHT)
        coming = make_meeting(series, starts_at=TONIGHT + timedelta(days=3650), location=place)
        meetings.add_signal(coming.pk, signal.pk, by=self.manager, at=AT)

    def _closed_meeting(self, signal: Signal) -> None:
        """A meeting of a closed series: a point of the second shell, and one that is not."""
        text, by, ground = self.side.text, self.by, self.ground
        series = make_series(ground.group, "Vooroverleg")
        for starts_at in (TONIGHT, TONIGHT + timedelta(days=3660)):
            place = text(Kind.MEETING_CLOSED, "place of the meeting")
            meeting = make_meeting(series, starts_at=starts_at, location=place)
            own = make_item(meeting, text(Kind.MEETING_CLOSED, "point"))
            notes = text(Kind.NOTES, "closed series")
            meetings.note(own.pk, notes, own.version, by=by, at=AT)
            make_action(own, text(Kind.MEETING_CLOSED, "action"), person=ground.chair)
            shared = make_item(meeting, text(Kind.EXTRACT, "point"))
            notes = text(Kind.NOTES, "point of the second shell")
            meetings.note(shared.pk, notes, shared.version, by=by, at=AT)
            make_action(shared, text(Kind.EXTRACT, "action"), person=ground.second)
            if starts_at == TONIGHT:
                meetings.add_signal(meeting.pk, signal.pk, by=self.manager, at=AT)
                point = meeting.items.get(signal=signal)
                decision = self._draft(body_id=ground.group.pk)
                meetings.decide(point.pk, decision, by=by, at=AT)
                meetings.close(meeting.pk, by=by, at=TONIGHT)
        signal.refresh_from_db()

    def _programme(self, told: Signal, taken: Signal) -> None:
        text, ground, here = self.side.text, self.ground, self.side.municipality
        one = make_programme(
            here, text(Kind.PROGRAMME, "programme"), summary=text(Kind.PROGRAMME, "summary")
        )
        goal = make_goal(one, text(Kind.PROGRAMME, "goal"))
        make_goal_indicator(goal, text(Kind.PROGRAMME, "indicator"))
        wrong = make_bottleneck(
            one,
            text(Kind.PROGRAMME, "bottleneck"),
            areas=[ground.spot, ground.hidden],
            goals=[goal],
        )
        for evidence in (
            programme.EvidenceDraft(
                indicator_id=ground.figure.pk, area_id=ground.hidden.pk, period=2025
            ),
            programme.EvidenceDraft(signal_id=told.pk),
        ):
            programme.add_evidence(wrong.pk, evidence, by=self.by, at=AT)
        links = (goal.pk, wrong.pk)
        self._project(one.pk, taken, links)
        self._idea(one.pk, links)

    def _project(self, programme_id: int, taken: Signal, links: tuple[int, int]) -> None:
        """A project that ran: its signal is answered with its result."""
        text, ground = self.side.text, self.ground
        party = make_organisation(self.side.municipality, text(Kind.PROGRAMME, "party"))
        draft = programme.ProjectDraft(
            programme_id,
            text(Kind.PROGRAMME, "project"),
            signal_ids=(taken.pk,),
            area_ids=(ground.spot.pk, ground.hidden.pk),
            decision_id=taken.decision_id,
            intended_result=text(Kind.PROGRAMME, "intended result"),
            reason=text(Kind.PROGRAMME, "reason"),
            target_group=text(Kind.PROGRAMME, "target group"),
            holder_ids=(party.pk,),
            lead_id=self.manager.person_id,
            goal_ids=links[:1],
            bottleneck_ids=links[1:],
        )
        made = programme.start_project(draft, by=self.manager, at=LATER)
        project = Project.objects.get(pk=made)
        make_cost(project, 3_000_000, what=text(Kind.PROGRAMME, "cost"))
        make_coverage(project, 2_000_000, funder=text(Kind.PROGRAMME, "funder"))
        result = text(Kind.PROGRAMME, "result")
        programme.finish(made, result, by=self.manager, at=LATER)

    def _idea(self, programme_id: int, links: tuple[int, int]) -> None:
        text = self.side.text
        draft = programme.ProjectDraft(
            programme_id,
            text(Kind.IDEA, "title"),
            area_ids=(self.ground.spot.pk,),
            reason=text(Kind.IDEA, "reason"),
            goal_ids=links[:1],
            bottleneck_ids=links[1:],
        )
        idea = Project.objects.get(pk=programme.start_project(draft, by=self.manager, at=LATER))
        make_cost(idea, 100_000, what=text(Kind.IDEA, "cost"))
        make_coverage(idea, 100_000, funder=text(Kind.IDEA, "funder"))

    def _messages(self) -> None:
        """Letters and calls wait by now; a mail did not arrive, and one tells what is late."""
        signals.escalate_overdue(at=LATER + timedelta(days=365))
        row = OutboxRow.objects.filter(
            municipality_id=self.by.municipality_id, way=Way.MAIL, template="signal_received"
        )[0]
        outbox.failed(row.pk, self.side.text(Kind.OUTBOX, "fault"), at=AT, final=True)
        assert OutboxRow.objects.get(pk=row.pk).stand == Stand.FAILED
