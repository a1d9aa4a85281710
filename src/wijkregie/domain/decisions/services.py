"""Record decisions. Who may take one is for the room that it is about.

A decision is of no day before its cause was there: else a group whose covenant lapsed would
fill in a day on which it still held, for what came up since. What was decided before somebody
typed it in here is taken over with the minutes or the number in which one can look it up, which
all read with the day of recording; by an officer, or a group under the covenants of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome, Rung, Votes
from wijkregie.domain.people.models import Group, Organisation
from wijkregie.domain.people.queries import authority_of, same_covenants
from wijkregie.domain.people.states import Role
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.kit.viewer import Viewer

_LONG: Final = 4000
_SHORT: Final = 200
_MOST_VOTES: Final = 9999
_FIRST_YEAR: Final = 1990
"""What was decided before this is a slip of the pen: 0206, or the first day of a picker."""


class DecisionRefused(Refusal):
    """A decision that cannot be recorded so."""


class DayRefused(DecisionRefused):
    """A day on which this cannot have been decided."""

    field = "taken_on"


class DocumentNeeded(DecisionRefused):
    """A day before what it is about stood here, without what one can look it up in."""

    field = "document"


class MandateRefused(DecisionRefused):
    """A mandate that the covenant of the group does not give it."""

    field = "mandate"


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as it was taken: by a group (``body_id``) or by an officer (a role).

    ``votes`` only where a vote was taken; ``document`` names the minutes or the number.
    """

    subject: str
    outcome: str
    reason: str
    mandate: str
    taken_on: date
    rung_planned: str = Rung.INFORM
    body_id: int | None = None
    officer: str = ""
    rung_realised: str = ""
    dissent: str = ""
    handed_to_id: int | None = None
    votes: Votes | None = None
    document: str = ""


@transaction.atomic
def record(
    draft: DecisionDraft,
    *,
    by: Viewer,
    at: datetime,
    since: datetime | None = None,
    elsewhere: bool = False,
) -> Decision:
    """Record a decision in the municipality that ``by`` looks at. It is never changed.

    The room that it is about has seen to it that ``by`` may decide; ``since`` is when what
    it is about came to be, or was typed in where that may have been decided ``elsewhere``.
    Raises ``DecisionRefused`` for a decision without reason, mandate or body, by a body or to
    an organisation that does not work here, on a day before ``since`` (from ``elsewhere``:
    without its document), or by a group that had covenants but none in force on that day, or
    none that gives it this mandate.
    """
    if by.municipality_id is None:
        raise ValueError("a decision is of a municipality")
    _check_words(draft)
    _check_choices(draft)
    _check_parties(draft, by.municipality_id)
    _check_votes(draft.votes)
    _check_day(draft.taken_on, timezone.localdate(at))
    _check_since(draft, since, timezone.localdate(at), elsewhere=elsewhere)
    mandate = _mandate(draft, today=timezone.localdate(at))
    made = Decision.objects.create(
        municipality_id=by.municipality_id,
        subject=_line(draft.subject),
        outcome=draft.outcome,
        reason=draft.reason.strip(),
        body_id=draft.body_id,
        officer=draft.officer,
        mandate=mandate,
        rung_planned=draft.rung_planned,
        rung_realised=draft.rung_realised,
        dissent=draft.dissent.strip(),
        handed_to_id=draft.handed_to_id,
        **_votes(draft.votes),
        taken_on=draft.taken_on,
        document=_line(draft.document),
        recorded_at=at,
        recorded_by_id=by.person_id,
    )
    audit.record("decision_recorded", made, by=by, at=at)
    return made


def _line(words: str) -> str:
    return " ".join(words.split())


def _check_words(draft: DecisionDraft) -> None:
    if not _line(draft.subject):
        raise DecisionRefused(_("Write down what the decision is about."))
    if not draft.reason.strip():
        raise DecisionRefused(_("Write down why. Every decision has a reason."))
    if not _line(draft.mandate):
        raise DecisionRefused(_("Write down on which mandate this was decided."))
    for field, words, longest in (
        ("subject", _line(draft.subject), _SHORT),
        ("mandate", _line(draft.mandate), _SHORT),
        ("document", _line(draft.document), _SHORT),
        ("reason", draft.reason.strip(), _LONG),
        ("dissent", draft.dissent.strip(), _LONG),
    ):
        if len(words) > longest:
            raise DecisionRefused(
                _("This is longer than %(longest)s signs. Make it shorter.")
                % {"longest": longest}
            )
        checked_words(words, field=field)


def _check_choices(draft: DecisionDraft) -> None:
    rungs = {draft.rung_planned, draft.rung_realised or draft.rung_planned}
    if draft.outcome not in Outcome.values:
        raise DecisionRefused(_("Choose what was decided."))
    if not rungs <= set(Rung.values):
        raise DecisionRefused(_("Choose how residents took part."))
    if (draft.body_id is None) == (not draft.officer):
        raise DecisionRefused(_("Choose one group or one role that took the decision."))
    if draft.officer and draft.officer not in Role.values:
        raise DecisionRefused(_("Choose one group or one role that took the decision."))


def _check_parties(draft: DecisionDraft, municipality_id: int) -> None:
    groups = Group.objects.current(draft.taken_on).filter(municipality_id=municipality_id)
    if draft.body_id is not None and not groups.filter(pk=draft.body_id).exists():
        raise DecisionRefused(_("This group is not there any more. Choose another."))
    if (draft.outcome == Outcome.HAND_OVER) != (draft.handed_to_id is not None):
        raise DecisionRefused(_hand_over_words(draft))
    here = Organisation.objects.filter(municipalities=municipality_id)
    if draft.handed_to_id is not None and not here.filter(pk=draft.handed_to_id).exists():
        raise DecisionRefused(_("This organisation does not work here. Choose another."))


def _mandate(draft: DecisionDraft, *, today: date) -> str:
    """Return the mandate as it is written down: of a group, in the words of its covenant."""
    said = _line(draft.mandate)
    allowed = check_covenant(draft.body_id, on=draft.taken_on, today=today)
    found = {_plain(one): one for one in allowed}
    if allowed and _plain(said) not in found:
        raise MandateRefused(
            _(
                "By its covenant this group decides on: %(mandates)s. Choose one of these, or "
                "let somebody decide who has a mandate for it."
            )
            % {"mandates": "; ".join(allowed)}
        )
    return found.get(_plain(said), said)


def _plain(words: str) -> str:
    return _line(words).rstrip(".").casefold()


def check_covenant(body_id: int | None, *, on: date, today: date) -> tuple[str, ...]:
    """Refuse a group that had covenants, of which none held on the day that it decided.

    Returns the mandates of the covenants that did; none for who decides without a covenant.
    """
    if body_id is None:
        return ()
    authority = authority_of(body_id, on=on, today=today)
    if authority.coming_on is not None:
        raise DayRefused(
            _(
                "The covenant “%(title)s” of this group began on %(day)s, so before that day "
                "it could not decide this. Fill in the day on which it was decided, or let "
                "somebody with a mandate decide."
            )
            % {"title": authority.coming, "day": date_format(authority.coming_on, "j F Y")}
        )
    if authority.lapsed_on is not None:
        raise DecisionRefused(
            _(
                "The covenant “%(title)s” of this group ended on %(day)s, so it could not "
                "decide this. Ask the wijkregisseur to renew the covenant, or let somebody "
                "with a mandate decide."
            )
            % {"title": authority.lapsed, "day": date_format(authority.lapsed_on, "j F Y")}
        )
    return authority.mandates


def _check_since(
    draft: DecisionDraft, since: datetime | None, today: date, *, elsewhere: bool
) -> None:
    """Refuse a day on which there was nothing to decide on yet; see the top of this module."""
    if since is None or draft.taken_on >= timezone.localdate(since):
        return
    if not elsewhere or not _line(draft.document):
        said = _(
            "You filled in %(day)s, but what this is about is here since %(since)s. Fill in "
            "the day on which it was decided."
        ) % {
            "day": date_format(draft.taken_on, "j F Y"),
            "since": date_format(timezone.localdate(since), "j F Y"),
        }
        if not elsewhere:
            raise DayRefused(said)
        more = _("Was that before? Fill in too in which minutes or under which number it is.")
        raise DocumentNeeded(f"{said} {more}")
    if draft.body_id is not None:
        _check_same_body(draft.body_id, draft.taken_on, today)


def _check_same_body(body_id: int, on: date, today: date) -> None:
    """Refuse a group that today is not there, or not under the covenants of that day."""
    still = Group.objects.current(today).filter(pk=body_id).exists()
    if not still or not same_covenants(body_id, on, today):
        raise DayRefused(
            _(
                "Since %(day)s this group ended, or a covenant of it began or ended, so what "
                "it decided before this stood here can no longer be recorded. Let somebody "
                "with a mandate decide."
            )
            % {"day": date_format(on, "j F Y")}
        )


def _check_day(taken_on: date, today: date) -> None:
    if taken_on > today:
        raise DayRefused(_("This day is still to come. Fill in when it was decided."))
    if taken_on.year < _FIRST_YEAR:
        raise DayRefused(
            _("The year %(year)d is too long ago. Fill in when it was decided.")
            % {"year": taken_on.year}
        )


def _check_votes(votes: Votes | None) -> None:
    if votes is None:
        return
    counts = (votes.in_favour, votes.against, votes.abstained)
    if not any(counts) or not all(0 <= count <= _MOST_VOTES for count in counts):
        raise DecisionRefused(
            _("Fill in how many voted for and against, and how many abstained; or nothing.")
        )


def _votes(votes: Votes | None) -> dict[str, int]:
    if votes is None:
        return {}
    return {
        "votes_for": votes.in_favour,
        "votes_against": votes.against,
        "votes_abstained": votes.abstained,
    }


def _hand_over_words(draft: DecisionDraft) -> str:
    if draft.handed_to_id is None:
        return _("Choose the organisation that takes it over.")
    return _("Only choose an organisation when you hand it over.")
