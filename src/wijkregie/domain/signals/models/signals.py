"""A signal, who raised it, each step it took, and the answers."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Group, Organisation, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.signals.models import marks
from wijkregie.domain.signals.models.themes import Theme
from wijkregie.domain.signals.states import OPEN, Channel, Escalation, HearBack, Kind, State
from wijkregie.kit import tokens
from wijkregie.kit.privacy import personal


class Signal(models.Model):
    """Something that somebody noticed about a place, a theme or a group; never a person.

    The row stays; text, spot and photo are erased at their term. ``title`` is what everyone
    may read, in words of the team; without one the page says theme and area. ``waits`` is 1
    while the state is open: the database keeps it, so that an index leads along a list from
    what is late to what is done, however many signals there are. ``unanswered``
    counts who raised it and has not heard yet. The owner is a group or a person, and else
    the district manager; ``organisation`` is the party that it concerns. A signal that is
    ``bundled_in`` another is handled with that one, and keeps its own story and raisers.
    A point (``x``, ``y``) is in metres of the Dutch grid; the nightly erasure takes one half
    after the other.
    """

    #: The open signals bundled in this one, as far as a service fetched and locked them.
    along: tuple[Signal, ...] = ()

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="signals"
    )
    reference = models.CharField(max_length=8, unique=True)
    submission = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REPORT)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="signals")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="signals"
    )
    text = personal(models.TextField(max_length=4000), marks.TEXT)
    place = personal(models.CharField(max_length=200, blank=True), marks.PLACE)
    x = personal(models.IntegerField(null=True, blank=True), marks.POINT)
    y = personal(models.IntegerField(null=True, blank=True), marks.POINT)
    title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    waits = models.GeneratedField(
        expression=models.Case(
            models.When(state__in=sorted(OPEN), then=models.Value(1)), default=models.Value(0)
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    owner = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="signals"
    )
    owner_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="signals"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="signals"
    )
    bundled_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="bundled"
    )
    received_at = models.DateTimeField()
    promised_on = models.DateField()
    expected_on = models.DateField()
    expected_why = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_to = models.CharField(max_length=8, choices=Escalation, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="signals"
    )
    unanswered = models.PositiveSmallIntegerField(default=0)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signal_state_is_known", condition=models.Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="signal_closed_with_decision_and_answers",
                condition=~models.Q(state=State.CLOSED)
                | models.Q(decision__isnull=False, unanswered=0, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signal_decided_with_decision",
                condition=models.Q(decision__isnull=False)
                | ~models.Q(
                    state__in=(
                        State.DECIDED,
                        State.HANDED_OVER,
                        State.IN_PROJECT,
                        State.ANSWERED,
                    )
                ),
            ),
            models.CheckConstraint(
                name="signal_one_owner",
                condition=models.Q(owner__isnull=True) | models.Q(owner_person__isnull=True),
            ),
            models.CheckConstraint(
                name="signal_not_bundled_in_itself",
                condition=models.Q(bundled_in__isnull=True)
                | ~models.Q(bundled_in=models.F("pk")),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "promised_on"], name="signal_work"),
            models.Index(
                fields=["municipality", "-waits", "promised_on", "id"], name="signal_waiting"
            ),
            models.Index(
                fields=["municipality", "bundled_in", "state", "theme", "promised_on"],
                name="signal_counts",
            ),
            models.Index(fields=["municipality", "-received_at"], name="signal_newest"),
        ]

    def __str__(self) -> str:
        return self.reference


class SignalArea(models.Model):
    """An area that a signal lies in: its buurt, wijk, and own areas.

    It does not keep an own area from being removed; ``Signal.area`` does.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(
        Signal, on_delete=models.CASCADE, related_name="in_areas", db_index=False
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signal", "area"], name="signal_area_once"),
        ]
        indexes = [models.Index(fields=["area", "signal"], name="signal_by_area")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.area_id}"


class Raiser(models.Model):
    """Who raised a signal or joined in (``joined``), how they hear back, and when they did.

    ``satisfied`` is what they said of the last answer; ``None`` when they said nothing.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="raisers")
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.WEB)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="raised"
    )
    recorded_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hear_back = models.CharField(max_length=8, choices=HearBack, default=HearBack.NONE)
    name = personal(models.CharField(max_length=120, blank=True), marks.CONTACT)
    email = personal(models.EmailField(max_length=200, blank=True), marks.CONTACT)
    phone = personal(models.CharField(max_length=20, blank=True), marks.CONTACT)
    address = personal(models.CharField(max_length=300, blank=True), marks.CONTACT)
    link_digest = personal(
        models.CharField(max_length=64, null=True, blank=True, unique=True), marks.LINK
    )
    link_nonce = models.CharField(max_length=32, blank=True)
    link_until = models.DateField()
    raised_at = models.DateTimeField()
    joined = models.BooleanField(default=False)
    heard_at = models.DateTimeField(null=True, blank=True)
    satisfied = models.BooleanField(null=True, blank=True)
    satisfied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="raiser_hear_back_is_known",
                condition=models.Q(hear_back__in=HearBack.values),
            ),
        ]

    def __str__(self) -> str:
        return f"raiser {self.pk}"

    def token(self) -> str:
        """Return the token of the private link; only its fingerprint is kept."""
        return tokens.derive("follow", self.pk, self.link_nonce)


class Photo(models.Model):
    """A photo that came along with a signal, drawn anew without place, time and camera."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="photos")
    file = personal(models.FileField(max_length=200), marks.PHOTO)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo {self.pk}"


class Step(models.Model):
    """One step of a signal: a dot of its story.

    ``why`` is written by us for everyone to read; ``said`` are the words of who raised it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    from_state = models.CharField(max_length=12, choices=State, blank=True)
    to_state = models.CharField(max_length=12, choices=State)
    why = models.CharField(max_length=400, blank=True)
    said = personal(models.CharField(max_length=400, blank=True), marks.SAID)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["signal", "at"], name="step_by_signal")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.to_state}"


class Answer(models.Model):
    """What everyone who raised a signal is told."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="answers")
    text = personal(models.TextField(max_length=4000), marks.ANSWER)
    public = models.BooleanField(default=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"answer {self.pk}"
