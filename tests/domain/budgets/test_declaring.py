"""A vote is declared once, with all that decides it; after that none of it changes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, transaction

from tests.makers.budgets import make_fund, make_round, phase, round_draft
from tests.makers.counting import declared_vote, ready_vote
from tests.makers.guarded import lift
from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.voting import COUNTING, make_plan
from wijkregie.core.tally.canonical import digest
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import (
    Cofinancing,
    Declaration,
    Electorate,
    Phase,
    Proposal,
    Round,
)
from wijkregie.domain.budgets.queries.declared import (
    Lack,
    Warn,
    changed_since,
    missing_of,
    warnings_of,
)
from wijkregie.domain.budgets.services import BudgetRefused, DeclaredStands, NotReady
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.models import Funder
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.voting import Vote

pytestmark = pytest.mark.django_db
KINDS = sorted(COUNTING)


def lacks(found: Round) -> list[str]:
    found.refresh_from_db()
    return [one.what.value for one in missing_of(found, AT)]


@pytest.mark.parametrize("ballot", KINDS)
def test_each_kind_of_ballot_is_declared_with_its_hash(ballot: str) -> None:
    vote = ready_vote(ballot)

    told = services.declare(vote.round.pk, by=vote.by, at=AT)

    kept = Declaration.objects.get(round=vote.round)
    contest = json.loads(kept.text)
    assert told == kept.digest == digest(contest)
    assert kept.voting_digest == digest(json.loads(kept.voting))
    vote.round.refresh_from_db()
    assert vote.round.declared
    assert changed_since(vote.round) == ()
    states = set(vote.round.proposals.values_list("state", flat=True))
    assert states == (set() if ballot == "themes" else {"on_ballot"})


def test_all_that_is_missing_is_told_at_once() -> None:
    here = make_municipality()
    made = make_round(make_fund(here), ballot="approval", counting=COUNTING["approval"])

    with pytest.raises(NotReady) as refused:
        services.declare(made.pk, by=installation(here.pk), at=AT)

    assert [one.what for one in refused.value.missing] == [
        Lack.NO_DAYS,
        Lack.NO_MONEY,
        Lack.NO_PROPOSAL,
        Lack.NO_ELECTORATE,
    ]
    assert not Declaration.objects.exists()


def test_a_price_that_is_not_known_or_below_nought_is_named() -> None:
    vote = ready_vote()
    unknown, others = vote.round.proposals.order_by("number")[:2]
    Proposal.objects.filter(pk=unknown.pk).update(cost_cents=None)
    funder = Funder.objects.create(municipality=vote.round.municipality, name="Fonds")
    Cofinancing.objects.create(
        municipality=vote.round.municipality, proposal=others, funder=funder, cents=9_999
    )

    with pytest.raises(NotReady, match="plan 1") as refused:
        services.declare(vote.round.pk, by=vote.by, at=AT)

    told = [(one.what, one.names) for one in refused.value.missing]
    assert told == [(Lack.NO_PRICE, ("1",)), (Lack.PRICE_BELOW_NOUGHT, ("2",))]


def test_what_a_kind_of_vote_needs_is_asked_for() -> None:
    here = make_municipality()
    plain = make_round(make_fund(here))
    assert lacks(plain) == [Lack.NO_BALLOT]
    Round.objects.filter(pk=plain.pk).update(ballot="approval", counting={"family": "?"})
    assert lacks(plain) == [Lack.NO_RULE]
    split = ready_vote("themes").round
    Round.objects.filter(pk=split.pk).update(budget_cents=150)
    assert lacks(split) == [Lack.NO_SPLIT]
    game = ready_vote("coins", voters=0).round
    game.turns.all().delete()
    assert lacks(game) == [Lack.NO_HOUSEHOLDS, Lack.NO_TURNS]
    Round.objects.filter(pk=game.pk).update(budget_cents=0)
    assert Lack.NO_MONEY in lacks(game)
    late = ready_vote().round
    Phase.objects.filter(round=late).update(opens_on="2020-01-01", closes_on="2020-01-02")
    assert lacks(late) == [Lack.DAYS_OVER]


def test_limits_are_of_areas_and_themes_that_are_here() -> None:
    vote = ready_vote()
    signal = vote.round.proposals.get(number=1).signal
    assert signal is not None
    theme = signal.theme.name
    limits = {"limits_per_theme": {theme: 600}, "limits_per_area": {"BU00000000": 100}}
    Round.objects.filter(pk=vote.round.pk).update(counting=COUNTING["approval"] | limits)

    assert lacks(vote.round) == [Lack.UNKNOWN_LIMIT]
    told = missing_of(Round.objects.get(pk=vote.round.pk), AT)
    assert told[0].names == ("BU00000000",)

    theirs = make_own_area(make_municipality(), "Elders")
    elsewhere = {"limits_per_area": {theirs.code: 100}}
    Round.objects.filter(pk=vote.round.pk).update(counting=COUNTING["approval"] | elsewhere)
    assert lacks(vote.round) == [Lack.UNKNOWN_LIMIT]


def test_what_one_had_better_look_at_does_not_keep_a_vote_back() -> None:
    vote = ready_vote(voters=0, prices=(5_000,))
    make_plan(vote.round, 8, 100, state="checked")

    found = {one.what: one.names for one in warnings_of(vote.round)}

    assert found == {Warn.NO_LETTERS: (), Warn.WAITING: ("8",), Warn.ALL_TOO_DEAR: ()}
    assert services.declare(vote.round.pk, by=vote.by, at=AT)


def test_only_who_runs_funds_declares_and_only_once() -> None:
    vote = ready_vote()
    outsider = viewer_for(make_person(), vote.round.municipality)

    with pytest.raises(BudgetRefused, match="wijkregisseur"):
        services.declare(vote.round.pk, by=outsider, at=AT)
    services.declare(vote.round.pk, by=vote.by, at=AT)
    with pytest.raises(DeclaredStands):
        services.declare(vote.round.pk, by=vote.by, at=AT)


def _rule(vote: Vote) -> None:
    draft = replace(
        round_draft(vote.round.title, budget_cents=1800, ballot="approval"),
        counting=COUNTING["approval"] | {"least_votes": 2},
    )
    services.change_round(vote.round.pk, draft, by=vote.by, at=AT)


def _money(vote: Vote) -> None:
    draft = round_draft(
        vote.round.title, budget_cents=9, ballot="approval", counting=COUNTING["approval"]
    )
    services.change_round(vote.round.pk, draft, by=vote.by, at=AT)


def _criteria(vote: Vote) -> None:
    services.set_criteria(vote.round.pk, ["Nieuw"], by=vote.by, at=AT)


def _who_decides(vote: Vote) -> None:
    draft = services.AmountRuleDraft("vote", "Nieuw")
    services.set_amount_rules(vote.round.pk, [draft], by=vote.by, at=AT)


def _longer(vote: Vote) -> None:
    services.plan_phase(vote.round.pk, phase("vote", 0, 20), by=vote.by, at=AT)


def _voters(vote: Vote) -> None:
    draft = services.ElectorateDraft(least_age=12)
    services.set_electorate(vote.round.pk, draft, by=vote.by, at=AT)


@pytest.mark.parametrize("attempt", [_rule, _money, _criteria, _who_decides, _longer, _voters])
def test_an_administrator_who_changes_it_is_refused_and_seen(
    attempt: Callable[[Vote], None],
) -> None:
    vote = declared_vote()
    administrator = make_role(vote.round.municipality, Role.ADMINISTRATOR).person
    vote.by = viewer_for(administrator, vote.round.municipality)

    with pytest.raises(BudgetRefused):
        attempt(vote)

    row = LogRow.objects.get(what="declared_change_refused")
    assert (row.by_id, row.object_id) == (administrator.pk, vote.round.pk)
    vote.round.refresh_from_db()
    assert changed_since(vote.round) == ()


def test_the_refusal_is_about_the_round_and_no_field_of_a_form() -> None:
    vote = declared_vote()

    with pytest.raises(DeclaredStands) as refused:
        services.declare(vote.round.pk, by=vote.by, at=AT)

    assert refused.value.field == NON_FIELD_ERRORS


def test_the_attempt_stays_in_the_log_when_all_around_it_is_undone() -> None:
    vote = declared_vote()

    with pytest.raises(DeclaredStands):
        services.holding_round(vote.round.pk, lambda: _money(vote), by=vote.by)

    assert LogRow.objects.filter(what="declared_change_refused").count() == 1


def test_words_that_decide_nothing_still_change() -> None:
    vote = declared_vote()
    draft = replace(
        round_draft("Nieuwe naam", budget_cents=1800, ballot="approval", about="Uitleg"),
        counting=COUNTING["approval"],
    )

    services.change_round(vote.round.pk, draft, by=vote.by, at=AT)
    services.plan_phase(vote.round.pk, phase("vote", 0, 9, "Kom stemmen"), by=vote.by, at=AT)

    vote.round.refresh_from_db()
    assert changed_since(vote.round) == ()


@pytest.mark.parametrize(
    ("model", "field", "value", "guard"),
    [
        (Round, "budget_cents", 5, "declared_round_stands"),
        (Round, "counting", {"family": "phragmen"}, "declared_round_stands"),
        (Round, "ballot", "one", "declared_round_stands"),
        (Round, "declared", False, "declared_round_stands"),
        (Proposal, "cost_cents", 5, "price_on_ballot_stands"),
        (Proposal, "number", 77, "price_on_ballot_stands"),
        (Phase, "closes_on", "2090-01-01", "frozen_phase_stands"),
        (Phase, "frozen_at", None, "frozen_phase_stands"),
        (Electorate, "least_age", 4, "frozen_electorate_stands"),
        (Electorate, "limits", {"most": 1}, "frozen_electorate_stands"),
        (Declaration, "text", "{}", "declaration_stands"),
    ],
)
def test_the_database_itself_refuses_it(
    model: Any, field: str, value: object, guard: str
) -> None:
    declared_vote()
    row = model.objects.order_by("pk").first()

    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: value})


def test_what_gets_past_the_database_is_found_by_the_hash() -> None:
    vote = declared_vote()
    lift("cofinancing_on_ballot_stands_whole", "frozen_phase_stands_there")
    lift("cofinancing_on_ballot_stands_there")
    funder = Funder.objects.create(municipality=vote.round.municipality, name="Fonds")
    Cofinancing.objects.create(
        municipality=vote.round.municipality,
        proposal=vote.round.proposals.get(number=1),
        funder=funder,
        cents=100,
    )
    vote.round.refresh_from_db()
    assert changed_since(vote.round) == ("projects",)
    Cofinancing.objects.all().delete()
    Phase.objects.filter(round=vote.round).delete()
    assert changed_since(vote.round) == ("declaration",)


def test_a_declaration_that_does_not_fit_its_hash_is_found() -> None:
    vote = declared_vote()
    lift("declaration_stands")
    Declaration.objects.update(text='{"family":"themes"}')
    vote.round.refresh_from_db()

    assert changed_since(vote.round) == ("declaration",)


def test_a_group_to_publish_by_is_only_raised_and_auditors_work_here() -> None:
    vote = ready_vote()
    auditor = make_role(vote.round.municipality, Role.SPECIALIST).person
    with pytest.raises(BudgetRefused, match="5"):
        services.set_publishing(vote.round.pk, 4, [], by=vote.by, at=AT)
    services.set_publishing(vote.round.pk, 10, [auditor.pk], by=vote.by, at=AT)
    services.declare(vote.round.pk, by=vote.by, at=AT)

    with pytest.raises(BudgetRefused, match="10"):
        services.set_publishing(vote.round.pk, 9, [], by=vote.by, at=AT)
    with pytest.raises(BudgetRefused):
        services.set_publishing(vote.round.pk, 12, [make_person().pk], by=vote.by, at=AT)
    services.set_publishing(vote.round.pk, 12, [auditor.pk], by=vote.by, at=AT)

    vote.round.refresh_from_db()
    assert (vote.round.least_group, changed_since(vote.round)) == (12, ())
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=vote.round.pk).update(least_group=5)
