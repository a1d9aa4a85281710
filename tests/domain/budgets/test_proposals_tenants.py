"""No list of proposals crosses municipalities, costs more when longer, or shows the unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.budgets import TODAY, set_rules
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import (
    answer,
    ask,
    by_link,
    desk,
    fitting,
    on_ballot,
    open_round,
    propose,
    shown,
)
from tests.makers.signals import MAIL, make_signal
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Proposal, ProposalCheck
from wijkregie.domain.budgets.services import AmountRuleDraft, BudgetRefused
from wijkregie.domain.signals.states import Kind
from wijkregie.kit.viewer import Viewer, anonymous, follower, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    viewer: Viewer
    round: Round
    one: Proposal
    check: ProposalCheck


def _one(on: Asked) -> Any:
    return queries.proposal_by_id(on.viewer, on.one.pk, on=TODAY)


LISTS: dict[str, Callable[[Asked], Any]] = {
    "proposals_visible_to": lambda on: list(
        queries.proposals_visible_to(on.viewer, on.round.pk)
    ),
    "proposal_seen": lambda on: queries.proposal_seen(
        on.viewer, on.one.signal.reference if on.one.signal else "", on=TODAY
    ),
    "proposal_by_id": _one,
    "proposal_by_number": lambda on: queries.proposal_by_number(
        on.viewer, on.round.pk, on.one.number, on=TODAY
    ),
    "own_proposal": lambda on: queries.own_proposal(on.viewer, on=TODAY),
    "proposal_of_signal": lambda on: queries.proposal_of_signal(
        on.viewer, on.one.signal_id or 0
    ),
    "proposals_to_do": lambda on: queries.proposals_to_do(on.viewer, on=TODAY),
    "proposals_alike": lambda on: queries.proposals_alike(
        on.viewer, on.round.pk, "Kanarie bankjes eigen lijst"
    ),
    "checks_asked_of": lambda on: queries.checks_asked_of(on.viewer, on=TODAY),
    "check_waiting": lambda on: queries.check_waiting(on.viewer, on.check.pk, on=TODAY),
}
#: Public by what it is: the numbers of a round that was declared.
PUBLIC = {"proposals_on_ballot"}


def fill(here: Municipality, word: str, *, more: int = 0) -> Asked:
    found = open_round(here, title=f"{word} ronde {more}")
    set_rules(found, AmountRuleDraft("municipality", f"{word} mandaat", None, ("policy",)))
    made = []
    for _each in range(1 + more):
        one = shown(found, f"{word} bankjes")
        services.hand_in(one.pk, by=desk(one), at=AT)
        made.append((one, ask(one, "policy")))
        propose(found, f"{word} ongelezen")
    return Asked(installation(here.pk), found, *made[-1])


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str) -> None:
    here, there = make_municipality(), make_municipality()
    own = fill(here, "Eigen")
    theirs = fill(there, "Kanarie")
    group = frozenset({theirs.check.group_id or 0})
    member = Viewer(here.pk, person_id=1, group_ids=group, first_shell_ids=group)
    linked = follower(here.pk, by_link(theirs.one).raiser_id or 0)

    for viewer in (anonymous(here.pk), member, linked, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](theirs._replace(viewer=viewer))).lower()
    sees = {
        "own_proposal": by_link(theirs.one),
        "checks_asked_of": Viewer(there.pk, person_id=1, first_shell_ids=group),
    }
    looks = theirs._replace(viewer=sees.get(name, theirs.viewer))
    assert "kanarie" in repr(LISTS[name](looks)).lower()
    assert own.round.pk != theirs.round.pk


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long_it_is(name: str) -> None:
    here = make_municipality()
    costs = []
    for more in (0, 3):
        asked = fill(here, f"Lijst{more}", more=more)
        group = frozenset({asked.check.group_id or 0})
        if name == "own_proposal":
            asked = asked._replace(viewer=by_link(asked.one))
        if name == "checks_asked_of":
            asked = asked._replace(viewer=Viewer(here.pk, person_id=1, first_shell_ids=group))
        with CaptureQueriesContext(connection) as queried:
            LISTS[name](asked)
        costs.append(len(queried))
    assert costs[0] == costs[1] <= 20


@pytest.mark.parametrize("name", LISTS)
def test_what_nobody_read_yet_is_seen_by_nobody_else(name: str) -> None:
    """The planted fault: the same lists do show it to who guides proposals."""
    here = make_municipality()
    asked = fill(here, "Lijst")
    Proposal.objects.update(title="Kanarie", plan="Kanarie", published_at=None)

    assert "Kanarie" not in repr(LISTS[name](asked._replace(viewer=anonymous(here.pk))))
    if name not in {"own_proposal", "checks_asked_of", "proposals_alike"}:
        assert "Kanarie" in repr(LISTS[name](asked))


def test_who_is_asked_of_a_round_reads_its_ballot() -> None:
    found = open_round(make_municipality())
    fitting(found, "Bankjes")

    assert queries.proposals_on_ballot(found.pk) == ()
    on_ballot(found, "Stoelen")
    assert [one.title for one in queries.proposals_on_ballot(found.pk)] == [
        "Bankjes",
        "Stoelen",
    ]


def test_an_answer_is_given_once() -> None:
    asked = fill(make_municipality(), "Lijst")
    other = fitting_check(asked)

    with pytest.raises(BudgetRefused, match="al beantwoord"):
        answer(other, "yes")


def fitting_check(asked: Asked) -> ProposalCheck:
    """A check that was answered while another one of the same plan waits."""
    answered = ask(asked.one, "feasible")
    answer(answered, "yes")
    return answered


def test_nothing_of_who_proposes_stands_with_the_proposal() -> None:
    """Contact is with the signal, and goes with it: no field of a proposal holds it."""
    found = open_round(make_municipality())
    made = propose(found, raiser=MAIL)

    for viewer in (desk(made), by_link(made), anonymous(found.municipality_id)):
        told = repr(queries.proposal_by_id(viewer, made.pk, on=TODAY))
        assert MAIL.email not in told
    fields = [one.name for one in Proposal._meta.get_fields()]
    assert not {"name", "email", "phone", "address"} & set(fields)


def test_an_idea_that_is_no_proposal_has_none() -> None:
    idea = make_signal(make_municipality(), kind=Kind.IDEA)

    assert queries.proposal_of_signal(installation(idea.municipality_id), idea.pk) is None
