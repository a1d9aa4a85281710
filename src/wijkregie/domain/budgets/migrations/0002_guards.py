from django.db import migrations

from wijkregie.kit.guards import Guard, belonging, standing

#: Ballots may be published of larger groups only than was told before, never of smaller ones.
DECLARED = (
    "OLD.declared AND (NOT NEW.declared OR NEW.ballot <> OLD.ballot OR NEW.counting <> OLD.counting"
    " OR NEW.fund_id <> OLD.fund_id"
    " OR COALESCE(NEW.budget_cents, -1) <> COALESCE(OLD.budget_cents, -1)"
    " OR COALESCE(NEW.carried_cents, -1) <> COALESCE(OLD.carried_cents, -1)"
    " OR COALESCE(NEW.least_group, 0) < COALESCE(OLD.least_group, 0))"
)
#: An urn that was opened is never closed again: who opened it may know how plans stand.
OPENED = (
    "OLD.urn_opened_at IS NOT NULL"
    " AND (NEW.urn_opened_at IS NULL OR NEW.urn_opened_at <> OLD.urn_opened_at)"
)
#: The number stands on ballots, so it stands as the price does, and so do the words.
VOTED = "('on_ballot', 'chosen', 'not_chosen')"
PRICED = (
    f"OLD.state IN ('withdrawn', {VOTED[1:-1]})"
    " AND (COALESCE(NEW.cost_cents, -1) <> COALESCE(OLD.cost_cents, -1)"
    " OR NEW.number <> OLD.number OR NEW.round_id <> OLD.round_id)"
)
#: What was voted on is not taken off the ballot to be priced anew.
STEPPED = (
    "OLD.state = 'on_ballot' AND NEW.state NOT IN ('withdrawn', 'on_ballot', 'chosen', 'not_chosen')"
    " OR OLD.state IN ('chosen', 'not_chosen', 'withdrawn') AND NEW.state <> OLD.state"
)
#: What was chosen, also after a turn of a game, is neither withdrawn nor vetoed any more.
ACTED = (
    "NEW.kind IN ('withdrawn', 'vetoed') AND EXISTS (SELECT 1 FROM budgets_proposal"
    " WHERE id = NEW.proposal_id AND state = 'chosen')"
)
#: Words of a plan may go, as erasure asks, but not become others.
WORDED = (
    f"OLD.state IN {VOTED}"
    " AND (NEW.title <> OLD.title OR (NEW.plan <> OLD.plan AND NEW.plan <> ''))"
)
FROZEN_PHASE = (
    "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.kind <> OLD.kind"
    " OR NEW.round_id <> OLD.round_id"
    " OR NEW.opens_on <> OLD.opens_on OR NEW.closes_on <> OLD.closes_on)"
)
FROZEN_ELECTORATE = (
    "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.unit <> OLD.unit"
    " OR NEW.round_id <> OLD.round_id"
    " OR NEW.limits <> OLD.limits OR NEW.on_paper <> OLD.on_paper"
    " OR COALESCE(NEW.least_age, -1) <> COALESCE(OLD.least_age, -1))"
)
#: An outcome is told once, and its ballots become everyone's only then, if they may.
COUNTED = (
    "NEW.audit <> OLD.audit OR NEW.ballots <> OLD.ballots OR NEW.seal <> OLD.seal"
    ' OR NEW.round_id <> OLD.round_id OR NEW."cast" <> OLD."cast" OR NEW.on_paper <> OLD.on_paper'
    " OR COALESCE(NEW.entitled, -1) <> COALESCE(OLD.entitled, -1)"
    " OR NEW.smallest_group <> OLD.smallest_group OR NEW.counted_at <> OLD.counted_at"
    " OR (NEW.ballots_public AND NEW.smallest_group < 5)"
    " OR (OLD.told_at IS NOT NULL AND (NEW.told_at IS NULL OR NEW.told_at <> OLD.told_at"
    " OR NEW.ballots_public <> OLD.ballots_public OR NEW.decision_id IS NULL"
    " OR NEW.decision_id <> OLD.decision_id))"
)
#: Why a plan was not chosen is found out once, after the count.
TOLD_OF = (
    "NEW.count_id <> OLD.count_id OR NEW.proposal_id <> OLD.proposal_id"
    " OR NEW.votes <> OLD.votes OR NEW.points <> OLD.points"
    " OR COALESCE(NEW.place, -1) <> COALESCE(OLD.place, -1) OR NEW.paid_cents <> OLD.paid_cents"
    " OR (OLD.why IS NOT NULL AND (NEW.why IS NULL OR NEW.why <> OLD.why))"
)
AWARDED = (
    "NEW.cents <> OLD.cents OR NEW.project_id <> OLD.project_id"
    " OR NEW.proposal_id <> OLD.proposal_id"
)
#: A code that was used or made void is not given back, and votes in its own round only.
USED = (
    "(OLD.used <> '' AND NEW.used <> OLD.used) OR (OLD.void AND NOT NEW.void)"
    " OR NEW.round_id <> OLD.round_id OR NEW.digest <> OLD.digest OR NEW.letter <> OLD.letter"
    " OR COALESCE(NEW.area_id, 0) <> COALESCE(OLD.area_id, 0)"
)
PLAYED = (
    "NEW.round_id <> OLD.round_id OR NEW.number <> OLD.number"
    " OR (OLD.played IS NOT NULL AND (NEW.played IS NULL OR NEW.played <> OLD.played))"
    " OR ((NEW.opens_on <> OLD.opens_on OR NEW.closes_on <> OLD.closes_on)"
    " AND EXISTS (SELECT 1 FROM budgets_round WHERE id = OLD.round_id AND declared))"
)
OF_DECLARED = "EXISTS (SELECT 1 FROM budgets_round WHERE id = ROW.round_id AND declared)"
OF_FROZEN = (
    "EXISTS (SELECT 1 FROM budgets_electorate"
    " WHERE id = ROW.electorate_id AND frozen_at IS NOT NULL)"
)
OF_VOTED = (
    f"EXISTS (SELECT 1 FROM budgets_proposal WHERE id = ROW.proposal_id AND state IN {VOTED})"
)
OF_TWO_VOTED = (
    "(SELECT COUNT(*) FROM budgets_proposal"
    f" WHERE id IN (ROW.from_proposal_id, ROW.to_proposal_id) AND state IN {VOTED}) = 2"
)
OF_SETTLED = (
    "EXISTS (SELECT 1 FROM budgets_pot WHERE id = ROW.pot_id AND settled_at IS NOT NULL)"
)
OF_SETTLED_SOURCE = (
    "EXISTS (SELECT 1 FROM budgets_fundsource s JOIN budgets_pot p ON p.id = s.pot_id"
    " WHERE s.id = ROW.source_id AND p.settled_at IS NOT NULL)"
)
#: The edition of a figure may go; what it said then stays.
OF_SETTLED_COUNT = (
    "(NEW.number <> OLD.number OR NEW.what <> OLD.what OR NEW.fund_year_id <> OLD.fund_year_id)"
    " AND EXISTS (SELECT 1 FROM budgets_fundyear"
    " WHERE id = OLD.fund_year_id AND cents IS NOT NULL)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0001_tables'),
    ]

    operations = [
        *standing('settled_pot_stands', 'budgets_pot',
                  when='OLD.settled_at IS NOT NULL', gone='OLD.settled_at IS NOT NULL'),
        *standing('settled_year_stands', 'budgets_fundyear', 'pot_id+fund_id',
                  when='OLD.cents IS NOT NULL', gone='OLD.cents IS NOT NULL'),
        *standing('settled_grant_stands', 'budgets_fundgrant', 'fund_year_id+funder_id',
                  when='NEW.cents <> OLD.cents OR NEW.fund_year_id <> OLD.fund_year_id'),
        *belonging('settled_source_stands', 'budgets_fundsource', OF_SETTLED),
        *belonging('settled_share_stands', 'budgets_sourceshare', OF_SETTLED_SOURCE),
        Guard('settled_count_stands', 'budgets_fundcount', OF_SETTLED_COUNT),
        *standing('declared_round_stands', 'budgets_round', 'fund_id+title',
                  when=DECLARED, gone='OLD.declared'),
        Guard('opened_urn_stands', 'budgets_round', OPENED),
        *belonging('declared_rule_stands', 'budgets_amountrule', OF_DECLARED),
        *standing('frozen_phase_stands', 'budgets_phase', 'round_id+kind',
                  when=FROZEN_PHASE, gone='OLD.frozen_at IS NOT NULL'),
        *standing('frozen_electorate_stands', 'budgets_electorate', 'round_id',
                  when=FROZEN_ELECTORATE, gone='OLD.frozen_at IS NOT NULL'),
        *belonging('frozen_area_stands', 'budgets_electorate_areas', OF_FROZEN),
        *standing('price_on_ballot_stands', 'budgets_proposal',
                  'round_id+number', 'round_id+signal_id',
                  when=PRICED, gone=f'OLD.state IN {VOTED}'),
        Guard('plan_on_ballot_stays', 'budgets_proposal', STEPPED),
        Guard('words_on_ballot_stand', 'budgets_proposal', WORDED),
        *belonging('cofinancing_on_ballot_stands', 'budgets_cofinancing', OF_VOTED),
        *belonging('conflict_on_ballot_stands', 'budgets_proposal_conflicts', OF_TWO_VOTED),
        *standing('declaration_stands', 'budgets_declaration', 'round_id'),
        *standing('act_stands', 'budgets_countact', 'proposal_id+kind'),
        Guard('act_on_chosen_refused', 'budgets_countact', ACTED, 'INSERT'),
        *standing('count_stands', 'budgets_count', 'round_id', when=COUNTED),
        *standing('counted_plan_stands', 'budgets_countedproposal', 'proposal_id',
                  when=TOLD_OF),
        *standing('award_stands', 'budgets_award', 'proposal_id', 'project_id', when=AWARDED),
        *standing('returned_stands', 'budgets_returned', 'award_id'),
        *standing('vote_share_stands', 'budgets_voteshare'),
        *standing('played_turn_stands', 'budgets_turn', 'round_id+number', when=PLAYED,
                  gone=OF_DECLARED.replace('ROW', 'OLD')),
        # The night writes the roll and the urn anew, and erases them: rows go, but none changes.
        Guard('used_code_stands', 'budgets_voter', USED),
        Guard('ballot_stands', 'budgets_sealedballot'),
        Guard('receipt_stands', 'budgets_receipt'),
    ]
