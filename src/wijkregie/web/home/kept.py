"""Which personal data are kept, in words for the people they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.kit.privacy import personal_fields

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from wijkregie.kit.privacy import Personal

_DAYS_A_YEAR: Final = 365.25
_TECHNICAL: Final = gettext_lazy("numbers of rows, and the technical report of a failure")
_WORDS: Final[dict[str, _StrPromise]] = {
    "account.EmailAddress.email": gettext_lazy("your mail address"),
    "account.EmailConfirmation.key": gettext_lazy("a key to confirm your mail address"),
    "django_tasks_database.DBTaskResult.args_kwargs": _TECHNICAL,
    "django_tasks_database.DBTaskResult.return_value": _TECHNICAL,
    "django_tasks_database.DBTaskResult.traceback": _TECHNICAL,
    "budgets.Voter.digest": gettext_lazy("a fingerprint of the code with which you vote"),
    "concerns.Concern.sealed": gettext_lazy("a concern about somebody, and who wrote it"),
    "concerns.Concern.link_digest": gettext_lazy("a fingerprint of your private link"),
    "kit.DemoMessage.recipient": gettext_lazy("mail that a demo does not send"),
    "kit.DemoMessage.subject": gettext_lazy("mail that a demo does not send"),
    "kit.DemoMessage.body": gettext_lazy("mail that a demo does not send"),
    "kit.LogRow.by_id": gettext_lazy("your number, with what you changed and when"),
    "kit.LogRow.why": gettext_lazy("the reason you gave for a change"),
    "kit.OutboxRow.done_by_id": gettext_lazy(
        "your number, with the letters you posted and the calls you made"
    ),
    "meetings.AgendaItem.notes": gettext_lazy("what was said in a meeting"),
    "meetings.CalendarLink.digest": gettext_lazy("a fingerprint of your calendar link"),
    "meetings.Inquiry.finding": gettext_lazy("what was found out for a meeting"),
    "meetings.MinutedPoint.notes": gettext_lazy("what was said in a meeting"),
    "mfa.Authenticator.data": gettext_lazy("the secret of your second step"),
    "people.Person.email": gettext_lazy("your mail address"),
    "people.SealedCall.name": gettext_lazy("who is called when a concern stays unread"),
    "people.SealedCall.number": gettext_lazy("who is called when a concern stays unread"),
    "people.Person.name": gettext_lazy("your name"),
    "programme.CardDraft.data": gettext_lazy("what you typed in a project card half-way"),
    "programme.ProjectComment.text": gettext_lazy("what you said to a project group"),
    "programme.Sheet.person": gettext_lazy(
        "the points you gave in an analysis, until your group decides"
    ),
    "signals.Answer.text": gettext_lazy("the answer you got"),
    "signals.Event.said": gettext_lazy("what you said of the answer"),
    "signals.HandOver.email": gettext_lazy("the mail address of an organisation"),
    "signals.HandOver.link_digest": gettext_lazy("a fingerprint of a partner's link"),
    "signals.HandOver.message": gettext_lazy("what an organisation was asked"),
    "signals.HandOver.outcome": gettext_lazy("what an organisation did"),
    "signals.Photo.file": gettext_lazy("the photo you sent"),
    "signals.Raiser.address": gettext_lazy("your address"),
    "signals.Raiser.email": gettext_lazy("your mail address"),
    "signals.Raiser.link_digest": gettext_lazy("a fingerprint of your private link"),
    "signals.Raiser.name": gettext_lazy("your name"),
    "signals.Raiser.phone": gettext_lazy("your phone number"),
    "signals.Signal.place": gettext_lazy("the place you described"),
    "signals.Signal.text": gettext_lazy("what you reported"),
    "signals.Signal.x": gettext_lazy("the spot on the map"),
    "signals.Signal.y": gettext_lazy("the spot on the map"),
    "signals.Step.said": gettext_lazy("why you want us to look again"),
    "sessions.Session.session_data": gettext_lazy("that you are logged in"),
}
#: By the moment from which a term counts: what is said where it goes at once, or later.
_AT_ONCE: Final[dict[str, _StrPromise]] = {
    "ended_at": gettext_lazy("until your work here ends"),
    "taken_up_on": gettext_lazy("until the team confirms that it has it"),
}
_AFTER: Final[dict[str, _StrPromise]] = {
    "closed_at": gettext_lazy("%(term)s after your report was closed"),
    "ended_at": gettext_lazy("%(term)s after your work here ends"),
    "taken_up_on": gettext_lazy("%(term)s after the team took it up"),
}


def kept() -> list[dict[str, str]]:
    """Return what is kept per purpose and term, from the declarations of the fields."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for model, field, mark in personal_fields():
        words = found.setdefault((str(mark.purpose), term_text(mark)), {})
        words[what_text(f"{model._meta.label}.{field.name}") or str(field.verbose_name)] = None
    return [
        {"what": get_text_list([*words], _("and")), "purpose": purpose, "term": term}
        for (purpose, term), words in found.items()
    ]


def what_text(name: str) -> str:
    """Return in plain words what stands in a field; nothing for one that has no words yet."""
    return str(_WORDS.get(name, ""))


def term_text(mark: Personal) -> str:
    """Return how long, and counted from when."""
    if mark.since.endswith("expire_date"):
        return _("until you log out, at most twelve hours")
    moment = mark.since.rpartition("__")[2]
    if mark.days == 0:
        return str(_AT_ONCE.get(moment, _AT_ONCE["ended_at"]))
    return str(_AFTER.get(moment, "%(term)s")) % {"term": _length(mark.days)}


def _length(days: int) -> str:
    years = round(days / _DAYS_A_YEAR)
    if years and abs(days - years * _DAYS_A_YEAR) < 2:  # noqa: PLR2004 - leap days
        return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
