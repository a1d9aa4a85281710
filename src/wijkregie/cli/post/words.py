"""What each mail says, and to whom. No mail holds what was reported, answered or agreed.

It leads to the page where that stands: there the viewer is known, and what is erased is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.cli.post import agreeing, budgeting, concerns, gathering, handing, inquiring
from wijkregie.cli.post.saying import (
    Needless,
    Words,
    grouped,
    page_address,
    person_address,
    written,
)
from wijkregie.domain.signals import queries as signals
from wijkregie.domain.signals.states import OPEN
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import MailFacts, SignalSeen
    from wijkregie.kit.outbox import Message


def words_of(message: Message, scope: Scope, *, on: date) -> Words:
    """Return what a message of the outbox says on this day.

    Raises ``Needless``, and ``LookupError`` for a message that this version cannot write.
    """
    return _WORDS[message.template](message, scope, on)


def _received(message: Message, scope: Scope, on: date) -> Words:
    facts = _raiser(message)
    promise = _("Thank you for your report. You hear from us by %(date)s at the latest.")
    subject = _("We have received your report")
    if budgeting.plan_of(facts, on=on) is not None:
        promise = _("Thank you for your plan. You hear from us by %(date)s at the latest.")
        subject = _("We have received your plan")
    elif facts.promised_on < on:
        promise = _(
            "Thank you for your report. Others reported this before, and should have heard by "
            "%(date)s. That did not work out. You hear as soon as there is an answer."
        )
    return Words(
        to=facts.email,
        subject=subject,
        lines=(
            promise % {"date": written(facts.promised_on)},
            _("You can see at any time what happens with it."),
        ),
        facts=((_("Reference"), grouped(facts.reference)),),
        link_text=_("Follow your report"),
        link=_private(facts, scope),
        after=(_for_you_only(),),
    )


def _moved(message: Message, scope: Scope, _on: date) -> Words:
    facts = _raiser(message)
    return Words(
        to=facts.email,
        subject=_("Your report is part of a project now"),
        lines=(
            _("It was decided to do something about your report. It is part of a project now."),
            _("You get an answer when the project is finished."),
        ),
        facts=((_("Reference"), grouped(facts.reference)),),
        link_text=_("Read the decision and follow your report"),
        link=_private(facts, scope),
        after=(_for_you_only(),),
    )


def _postponed(message: Message, scope: Scope, _on: date) -> Words:
    facts = _raiser(message)
    return Words(
        to=facts.email,
        subject=_("The answer to your report comes later"),
        lines=(
            _("We promised you an answer by %(date)s. We need more time. We are sorry.")
            % {"date": written(facts.promised_on)},
        ),
        facts=(
            (_("You hear from us by"), written(facts.expected_on)),
            *(((_("Why it takes longer"), facts.expected_why),) if facts.expected_why else ()),
            (_("Reference"), grouped(facts.reference)),
        ),
        link_text=_("Follow your report"),
        link=_private(facts, scope),
        after=(_for_you_only(),),
    )


def _answered(message: Message, scope: Scope, _on: date) -> Words:
    facts = _raiser(message)
    if facts.heard_at is not None:
        raise Needless("has heard in another way")
    return Words(
        to=facts.email,
        subject=_("There is an answer to your report"),
        lines=(_("The answer stands on the page of your report."),),
        facts=((_("Reference"), grouped(facts.reference)),),
        link_text=_("Read the answer"),
        link=_private(facts, scope),
        after=(_("Is it not solved? Then we look at it again."), _for_you_only()),
        asked=_("Are you satisfied with the answer?"),
        replies=(
            (_("Yes, I am satisfied"), f"{_private(facts, scope)}?tevreden=ja#tevreden"),
            (_("No, not satisfied"), f"{_private(facts, scope)}?tevreden=opnieuw#tevreden"),
        ),
    )


def _project(message: Message, scope: Scope, _on: date) -> Words:
    facts = _raiser(message)
    return Words(
        to=facts.email,
        subject=_("News of the project that came of your report"),
        lines=(_("The project with your report in it goes on. The page says how."),),
        facts=((_("Reference"), grouped(facts.reference)),),
        link_text=_("Read the news of the project"),
        link=_private(facts, scope),
        after=(_for_you_only(),),
    )


def _proposal(message: Message, scope: Scope, on: date) -> Words:
    facts = _raiser(message)
    return Words(
        to=facts.email,
        subject=_("News of your plan"),
        lines=budgeting.news_lines(facts, on=on),
        facts=((_("Reference"), grouped(facts.reference)),),
        link_text=_("Read the news of your plan"),
        link=_private(facts, scope),
        after=(_for_you_only(),),
    )


def _overdue(message: Message, scope: Scope, on: date) -> Words:
    signal = _signal(message, on)
    if not signal.overdue:
        raise Needless("the report was answered meanwhile")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("A report waits too long for an answer"),
        lines=(
            _("Who reported this should have had an answer by %(date)s.")
            % {"date": written(signal.promised_on)},
            _("See to it that the report is answered, or announce a new date with the reason."),
        ),
        facts=((_("Reference"), grouped(signal.reference)),),
        link_text=_("Open the report"),
        link=page_address("signals:detail", scope.slug, signal.reference),
        after=(_why_you(message.ids.get("level", 0)),),
    )


def _reopened(message: Message, scope: Scope, on: date) -> Words:
    signal = _signal(message, on)
    if signal.state not in OPEN:
        raise Needless("the report was answered meanwhile")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("Somebody asks to look at a report again"),
        lines=(
            _("Who reported this is not satisfied with the answer. The reason stands there."),
            _("They hear from us by %(date)s.") % {"date": written(signal.expected_on)},
        ),
        facts=((_("Reference"), grouped(signal.reference)),),
        link_text=_("Open the report"),
        link=page_address("signals:detail", scope.slug, signal.reference),
        after=(_("You get this mail because you handle this report."),),
    )


def _why_you(level: int) -> str:
    """Tell why this person is told of a signal that is late."""
    return (
        _(
            "You get this mail because the report is yours, or because you lead the group that "
            "handles it. Without an answer, others hear it after three working days."
        ),
        _(
            "You get this mail because you are in the chair of the group for this report, and "
            "it still waits. Without an answer, the district manager hears it after three "
            "working days."
        ),
        _(
            "You get this mail because you are district manager for the area of this report, "
            "and it still waits. We do not remind anybody again."
        ),
    )[level]


_WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "signal_received": _received,
    "signal_moved": _moved,
    "signal_postponed": _postponed,
    "signal_answered": _answered,
    "signal_project": _project,
    "signal_proposal": _proposal,
    "signal_overdue": _overdue,
    "signal_reopened": _reopened,
    **agreeing.WORDS,
    **budgeting.WORDS,
    **gathering.WORDS,
    **handing.WORDS,
    **inquiring.WORDS,
    **concerns.WORDS,
}


def _raiser(message: Message) -> MailFacts:
    facts = signals.mail_facts(message.ids["raiser"])
    if facts is None or facts.municipality_id != message.municipality_id:
        raise Needless("the report is gone")
    if not facts.email or not facts.token:
        raise Needless("there is no address any more")
    return facts


def _signal(message: Message, on: date) -> SignalSeen:
    by = installation(message.municipality_id)
    signal = signals.signal_by_id(by, message.ids["signal"], on=on)
    if signal is None:
        raise Needless("the report is gone")
    return signal


def _private(facts: MailFacts, scope: Scope) -> str:
    return page_address("signals:follow", scope.slug, facts.token)


def _for_you_only() -> str:
    return _("This link is for you only. Who has it can read your report: do not pass it on.")
