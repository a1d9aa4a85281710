"""How a message goes out, and how far it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How somebody is told: the worker sends a mail, a person posts a letter or phones."""

    MAIL = "mail", _("mail")
    LETTER = "letter", _("letter")
    CALL = "call", _("phone call")


class Stand(models.TextChoices):
    """How far a message is."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")
    VOID = "void", _("no longer needed")
