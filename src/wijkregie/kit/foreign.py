"""Marks on the personal fields in tables of libraries, which cannot carry their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from wijkregie.kit.privacy import ROW, Personal, personal

if TYPE_CHECKING:
    from collections.abc import Iterator

TASK = "6(1)(e)"
WEEK = 7


def mark_foreign_fields() -> None:
    """Mark them all; called once, when the apps are loaded."""
    for label, mark in (*_of_persons(), *_of_machines()):
        model_label, _dot, name = label.rpartition(".")
        if apps.is_installed(_app(model_label)):
            personal(apps.get_model(model_label)._meta.get_field(name), mark)


def _app(model_label: str) -> str:
    return {
        "account": "allauth.account",
        "mfa": "allauth.mfa",
        "sessions": "django.contrib.sessions",
        "django_tasks_database": "django_tasks_db",
    }[model_label.partition(".")[0]]


def _of_persons() -> Iterator[tuple[str, Personal]]:
    """Yield copies of what the account itself is marked with: they go when that goes."""
    person = get_user_model()
    field = person._meta.get_field(person.get_email_field_name())
    mark: Personal = field.personal  # type: ignore[union-attr] # a test proves it is marked
    address = replace(mark, since=f"user__{mark.since}", erased=ROW)
    yield "account.EmailAddress.email", address
    yield (
        "account.EmailConfirmation.key",
        replace(address, since=f"email_address__{address.since}"),
    )
    yield (
        "mfa.Authenticator.data",
        Personal(
            purpose=_("prove with a second factor who logs in"),
            ground=TASK,
            days=0,
            since=f"user__{mark.since}",
            erased=ROW,
            seen_by=_("Nobody: only the program reads it."),
            guarded_by=_("It is deleted the night after someone's work here ends."),
        ),
    )


def _of_machines() -> Iterator[tuple[str, Personal]]:
    yield (
        "sessions.Session.session_data",
        Personal(
            purpose=_("stay logged in while one works"),
            ground=TASK,
            days=0,
            since="expire_date",
            erased=ROW,
            seen_by=_("Nobody: only the program reads it."),
            guarded_by=_("A session ends by itself after twelve hours."),
        ),
    )
    for name in ("args_kwargs", "return_value", "traceback"):
        yield (
            f"django_tasks_database.DBTaskResult.{name}",
            Personal(
                purpose=_("do work in the background and see why it failed"),
                ground=TASK,
                days=WEEK,
                since="finished_at",
                erased=ROW,
                seen_by=_("The operator of the installation."),
                guarded_by=_("A job names rows by their number and holds no text of persons."),
            ),
        )
