from django.db import migrations

from wijkregie.kit.guards import Guard

#: Ballots may be published of larger groups only than was told before, never of smaller ones.
DECLARED = (
    "OLD.declared AND (NOT NEW.declared OR NEW.ballot <> OLD.ballot OR NEW.counting <> OLD.counting"
    " OR COALESCE(NEW.budget_cents, -1) <> COALESCE(OLD.budget_cents, -1)"
    " OR COALESCE(NEW.carried_cents, -1) <> COALESCE(OLD.carried_cents, -1)"
    " OR COALESCE(NEW.least_group, 0) < COALESCE(OLD.least_group, 0))"
)
#: Roll, paper and plans stand from the moment on which the urn was opened.
OPENED = (
    "OLD.urn_opened_at IS NOT NULL AND"
    " (NEW.urn_opened_at IS NULL OR NEW.urn_opened_at <> OLD.urn_opened_at)"
)
#: The number stands on ballots, so it stands as the price does.
PRICED = (
    "OLD.state IN ('on_ballot', 'chosen', 'not_chosen')"
    " AND (COALESCE(NEW.cost_cents, -1) <> COALESCE(OLD.cost_cents, -1)"
    " OR NEW.number <> OLD.number)"
)
FROZEN_PHASE = (
    "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.kind <> OLD.kind"
    " OR NEW.opens_on <> OLD.opens_on OR NEW.closes_on <> OLD.closes_on)"
)
FROZEN_ELECTORATE = (
    "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.unit <> OLD.unit"
    " OR NEW.limits <> OLD.limits OR NEW.on_paper <> OLD.on_paper"
    " OR COALESCE(NEW.least_age, -1) <> COALESCE(OLD.least_age, -1))"
)
COUNTED = "NEW.audit <> OLD.audit OR NEW.ballots <> OLD.ballots OR NEW.seal <> OLD.seal"
AWARDED = (
    "NEW.cents <> OLD.cents OR NEW.project_id <> OLD.project_id"
    " OR NEW.proposal_id <> OLD.proposal_id"
)


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0001_tables'),
    ]

    operations = [
        Guard('settled_pot_stands', 'budgets_pot', 'OLD.settled_at IS NOT NULL'),
        Guard('settled_year_stands', 'budgets_fundyear', 'OLD.cents IS NOT NULL'),
        Guard('settled_grant_stands', 'budgets_fundgrant', 'NEW.cents <> OLD.cents'),
        Guard('declared_round_stands', 'budgets_round', DECLARED),
        Guard('opened_urn_stands', 'budgets_round', OPENED),
        Guard('frozen_phase_stands', 'budgets_phase', FROZEN_PHASE),
        Guard('frozen_electorate_stands', 'budgets_electorate', FROZEN_ELECTORATE),
        Guard('price_on_ballot_stands', 'budgets_proposal', PRICED),
        Guard('declaration_stands', 'budgets_declaration', '1 = 1'),
        Guard('act_stands', 'budgets_countact', '1 = 1'),
        Guard('count_stands', 'budgets_count', COUNTED),
        Guard('award_stands', 'budgets_award', AWARDED),
        Guard('returned_stands', 'budgets_returned', '1 = 1'),
        Guard('vote_share_stands', 'budgets_voteshare', '1 = 1'),
    ]
