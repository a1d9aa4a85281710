"""Series of meetings of a group, agendas, attendance, and who does what by when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.meetings.states import (
    ActionState,
    Level,
    MeetingState,
    OnHoliday,
    Rhythm,
)
from wijkregie.domain.people.models import Group, Organisation, Person, Seat
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.privacy import Personal, personal

TWO_YEARS = 730
NOTES = Personal(
    purpose=_("know what was said about a point on the agenda"),
    ground="6(1)(e)",
    days=TWO_YEARS,
    since="meeting__closed_at",
    seen_by=_("The first shell of the group, the community worker and the district manager."),
)


class Series(models.Model):
    """The meetings of a group. Of a public one everyone may read agenda and action list.

    Its rhythm: every so many weeks, or months on the ``nth`` (-1: the last) such weekday
    (0 is Monday). ``clock`` is the time here, summer and winter.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=120)
    public = models.BooleanField(default=False)
    level = models.CharField(max_length=12, choices=Level, default=Level.WORK)
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.LOOSE)
    every = models.PositiveSmallIntegerField(default=1)
    weekday = models.PositiveSmallIntegerField(default=1)
    nth = models.SmallIntegerField(default=1)
    on_holiday = models.CharField(max_length=8, choices=OnHoliday, default=OnHoliday.SKIP)
    clock = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=90)
    location = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="series_name_once"),
            models.CheckConstraint(
                name="series_rhythm_has_a_time",
                condition=models.Q(rhythm=Rhythm.LOOSE)
                | models.Q(
                    rhythm__in=Rhythm.values,
                    clock__isnull=False,
                    every__gte=1,
                    weekday__lte=6,
                    nth__in=(-1, 1, 2, 3, 4),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting. Once held and closed its items and decisions do not change any more.

    ``sequence`` counts what calendars must hear: another time or place, cancelled.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    location = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    closed_at = models.DateTimeField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=90)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "starts_at"], name="meeting_once"),
            models.CheckConstraint(
                name="meeting_state_is_known",
                condition=models.Q(state__in=MeetingState.values),
            ),
            models.CheckConstraint(
                name="meeting_held_is_closed",
                condition=models.Q(state=MeetingState.PLANNED, closed_at__isnull=True)
                | ~models.Q(state=MeetingState.PLANNED) & models.Q(closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "starts_at"], name="meeting_by_time")]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class AgendaItem(models.Model):
    """A point on the agenda: a signal, something of the group's own, or what is still open.

    The ``fixed`` one is about the actions that were to be done before the meeting.
    ``version`` counts the changes, so that two note-takers do not overwrite each other.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    notes = personal(models.TextField(max_length=8000, blank=True), NOTES)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_item"
    )
    version = models.PositiveIntegerField(default=1)
    fixed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(fixed=True),
                name="agenda_fixed_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "signal"],
                condition=models.Q(signal__isnull=False),
                name="agenda_signal_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether who holds a seat was there."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.seat_id}"


class Action(models.Model):
    """Who does what by when: an organisation, a person, or a person on its behalf."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=400)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_of_someone",
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="action_state_is_known", condition=models.Q(state__in=ActionState.values)
            ),
        ]
        indexes = [models.Index(fields=["group", "state", "due_on"], name="action_by_group")]

    def __str__(self) -> str:
        return f"action {self.pk}"
