"""Mails about what organisations agree: a project to take over, a covenant that lapses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless, Words, page_address, person_address, written
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.queries import Standing
from wijkregie.domain.programme import queries as programme
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import HandOverSeen
    from wijkregie.kit.outbox import Message


def _offered(message: Message, scope: Scope, on: date) -> Words:
    made = _hand_over(message, on)
    if made.accepted is not None:
        raise Needless("the offer was answered meanwhile")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("You are asked to go on with a project"),
        lines=(
            _("A project is done. You are asked to go on with it as regular work."),
            _("It is yours only when you say yes. The page tells what is asked."),
        ),
        facts=((_("For"), made.team),),
        link_text=_("Read what is asked, and answer"),
        link=page_address("programme:hand_over", scope.slug, made.project_id),
        after=(_("You get this mail because you work along in this team or organisation."),),
    )


def _refused(message: Message, scope: Scope, on: date) -> Words:
    made = _hand_over(message, on)
    if made.accepted is not False:
        raise Needless("the project was offered again meanwhile")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("A project was not taken over"),
        lines=(
            _("You offered a project to go on as regular work. They said no, with a reason."),
            _("The project stays finished. You can offer it to somebody else."),
        ),
        facts=((_("Answer of"), made.team),),
        link_text=_("Read why"),
        link=page_address("programme:hand_over", scope.slug, made.project_id),
    )


def _lapses(message: Message, scope: Scope, on: date) -> Words:
    by = installation(message.municipality_id)
    one = people.covenant_seen(by, message.ids["covenant"], on=on)
    if one is None or one.over_on is None or one.standing != Standing.LAPSES:
        raise Needless("the covenant was renewed or ended meanwhile")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("A covenant ends soon"),
        lines=(
            _("The covenant of this group holds up to and including %(day)s.")
            % {"day": written(one.over_on)},
            _("After that the group cannot decide any more. Renew it in time."),
        ),
        facts=((_("Group"), one.group_name), (_("Covenant"), one.title)),
        link_text=_("Open the covenant"),
        link=page_address("covenants:detail", scope.slug, one.id),
        after=(_("You get this mail because you lead this group or the work here."),),
    )


def _hand_over(message: Message, on: date) -> HandOverSeen:
    by = installation(message.municipality_id)
    made = programme.hand_over_seen(by, message.ids["project_hand_over"], on=on)
    if made is None:
        raise Needless("the offer is gone")
    return made


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "project_offered": _offered,
    "project_offer_refused": _refused,
    "covenant_lapses": _lapses,
}
