"""The few tables of the tools: log, facts, outbox, demo mail, nightly runs, sent forms."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.privacy import ROW, Personal, personal

FIVE_YEARS = 1826
LOG = Personal(
    purpose=_("account for who did what, and when"),
    ground="6(1)(e)",
    days=FIVE_YEARS,
    since="at",
    erased=None,
    seen_by=_("The municipality's administrator and the operator of the installation."),
    guarded_by=_("The log holds the number of a person, never a name or what was written."),
)
REASON = Personal(
    purpose=_("understand later why it was done"),
    ground="6(1)(e)",
    days=FIVE_YEARS,
    since="at",
    seen_by=LOG.seen_by,
    guarded_by=LOG.guarded_by,
)
DONE_BY = Personal(
    purpose=_("know who posted a letter or phoned"),
    ground="6(1)(e)",
    days=FIVE_YEARS,
    since="done_at",
    erased=None,
    seen_by=_("Who works along in the same municipality."),
)
DEMO_POST = Personal(
    purpose=_("show in the demo which mails would have been sent"),
    ground="6(1)(e)",
    days=7,
    since="at",
    erased=ROW,
    seen_by=_("Everyone who opens the demo."),
    guarded_by=_("It exists in a demo only, where all persons are made up."),
)


class LogRow(models.Model):
    """Who did what when, and why. Holds numbers and words of ours, never personal text."""

    municipality_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by_id = personal(models.BigIntegerField(null=True), LOG)
    what = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    why = personal(models.CharField(max_length=400, blank=True), REASON)

    class Meta:
        indexes = [
            models.Index(fields=["municipality_id", "-at"], name="log_by_municipality"),
            models.Index(fields=["kind", "object_id"], name="log_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what}"


class Fact(models.Model):
    """Something that holds for the whole installation, such as: this is a demo."""

    key = models.CharField(max_length=60, primary_key=True)
    value = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.key


class OutboxRow(models.Model):
    """A message to go out: which text, about which rows. Words and address are made later.

    ``once`` says what this message is, so that asking for it twice makes one row. The
    worker that sends takes the row first (``taken_at``); one that was killed lets it go
    after a while, and the message goes again under the same ``message_id``.
    """

    municipality_id = models.BigIntegerField(null=True)
    way = models.CharField(max_length=8, choices=Way)
    template = models.CharField(max_length=60)
    ids = models.JSONField(default=dict)
    once = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.WAITING)
    taken_by = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    done_by_id = personal(models.BigIntegerField(null=True), DONE_BY)
    fault = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outbox_done_or_not",
                condition=models.Q(stand=Stand.WAITING, done_at__isnull=True)
                | ~models.Q(stand=Stand.WAITING) & models.Q(done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="outbox_way_is_known", condition=models.Q(way__in=Way.values)
            ),
            models.CheckConstraint(
                name="outbox_stand_is_known", condition=models.Q(stand__in=Stand.values)
            ),
        ]
        indexes = [
            models.Index(
                fields=["way", "not_before"],
                condition=models.Q(stand=Stand.WAITING),
                name="outbox_waiting",
            ),
            models.Index(fields=["municipality_id", "-made_at"], name="outbox_by_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.stand}"


class DemoMessage(models.Model):
    """A mail that the demo did not send, to be read on the page with the demo's post."""

    at = models.DateTimeField()
    sender = models.CharField(max_length=200)
    recipient = personal(models.CharField(max_length=200), DEMO_POST)
    subject = personal(models.CharField(max_length=400), DEMO_POST)
    body = personal(models.TextField(), DEMO_POST)

    def __str__(self) -> str:
        return self.subject


class NightlyRun(models.Model):
    """One night's work: the row is there once, so that it runs once."""

    on = models.DateField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.on}"


class WorkerBeat(models.Model):
    """A sign of life of a worker. A job of a worker that fell silent is taken over."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class SentForm(models.Model):
    """A form that was sent and done: the same page sent a second time is known by it.

    ``digest`` is made of who sent it, from which page and what it said; ``url`` is where
    that led. Of a line in a form it is what came of the line, in numbers.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    url = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
