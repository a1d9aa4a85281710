"""The few tables of the tools: the log, facts of the installation, demo mail, nightly runs."""

from __future__ import annotations

from django.db import models


class LogRow(models.Model):
    """Who did what when, and why. Holds numbers and words of ours, never personal text."""

    municipality_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=400, blank=True)

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
    recipient = models.CharField(max_length=200)
    subject = models.CharField(max_length=400)
    body = models.TextField()

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
