"""The few tables of the tools: the log, facts of the installation, demo mail, nightly runs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

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
