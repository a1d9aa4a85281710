"""Forms of funds on two axes, parts of a formula, phases of a round, and who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.core.tally.funding import Count, How

if TYPE_CHECKING:
    from collections.abc import Mapping


class FundForm(models.TextChoices):
    """The four Dutch forms of a fund."""

    ADVISORY = "advisory", _("advisory budget")
    DISTRICT = "district", _("district budget")
    LIVEABILITY = "liveability", _("liveability fund")
    RESIDENTS = "residents", _("residents' budget")


class Production(models.TextChoices):
    """The first axis: who carries out what is decided."""

    RESIDENTS = "residents", _("residents carry it out themselves")
    EXTERNAL = "external", _("others carry it out for residents")


class Democracy(models.TextChoices):
    """The second axis: who decides."""

    DIRECT = "direct", _("residents decide themselves")
    REPRESENTATIVE = "representative", _("somebody decides on behalf of residents")


#: Where each form stands on the two axes.
AXES: Final[Mapping[FundForm, tuple[Production, Democracy]]] = {
    FundForm.ADVISORY: (Production.EXTERNAL, Democracy.REPRESENTATIVE),
    FundForm.DISTRICT: (Production.EXTERNAL, Democracy.DIRECT),
    FundForm.LIVEABILITY: (Production.RESIDENTS, Democracy.REPRESENTATIVE),
    FundForm.RESIDENTS: (Production.RESIDENTS, Democracy.DIRECT),
}


class SourceKind(models.TextChoices):
    """How a part of a formula comes to an amount."""

    FIXED = "fixed", _("a fixed amount per fund")
    FIXED_WHERE_RENTED = "fixed_rented", _("a fixed amount where there are corporation homes")
    PER_HOUSEHOLD = "per_household", _("an amount per household")
    PER_INHABITANT = "per_inhabitant", _("an amount per inhabitant")
    PER_CORPORATION_HOME = "per_corporation_home", _("an amount per corporation home")
    DIVIDED_EQUALLY = "divided", _("one amount, divided equally")
    DIVIDED_BY_HOUSEHOLDS = "divided_households", _("one amount, divided by households")
    DIVIDED_BY_INHABITANTS = "divided_inhabitants", _("one amount, divided by inhabitants")
    DIVIDED_BY_HOMES = "divided_homes", _("one amount, divided by corporation homes")
    VOUCHER = "voucher", _("an amount per voucher that is handed out")


class Counted(models.TextChoices):
    """What is counted in the area of a fund."""

    HOUSEHOLDS = "households", _("households")
    INHABITANTS = "inhabitants", _("inhabitants")
    CORPORATION_HOMES = "corporation_homes", _("corporation homes")
    VOUCHERS = "vouchers", _("vouchers")


#: Each part as the calculation asks for it, and what has to be counted for it.
FORMULAS: Final[Mapping[SourceKind, tuple[How, Count | None, Counted | None]]] = {
    SourceKind.FIXED: (How.FIXED, None, None),
    SourceKind.FIXED_WHERE_RENTED: (
        How.FIXED,
        Count.CORPORATION_HOMES,
        Counted.CORPORATION_HOMES,
    ),
    SourceKind.PER_HOUSEHOLD: (How.PER, Count.HOUSEHOLDS, Counted.HOUSEHOLDS),
    SourceKind.PER_INHABITANT: (How.PER, Count.INHABITANTS, Counted.INHABITANTS),
    SourceKind.PER_CORPORATION_HOME: (
        How.PER,
        Count.CORPORATION_HOMES,
        Counted.CORPORATION_HOMES,
    ),
    SourceKind.DIVIDED_EQUALLY: (How.POT, None, None),
    SourceKind.DIVIDED_BY_HOUSEHOLDS: (How.POT, Count.HOUSEHOLDS, Counted.HOUSEHOLDS),
    SourceKind.DIVIDED_BY_INHABITANTS: (How.POT, Count.INHABITANTS, Counted.INHABITANTS),
    SourceKind.DIVIDED_BY_HOMES: (
        How.POT,
        Count.CORPORATION_HOMES,
        Counted.CORPORATION_HOMES,
    ),
    SourceKind.VOUCHER: (How.VOUCHER, None, Counted.VOUCHERS),
}
#: Counts that CBS publishes: by the key of the figure.
FIGURES: Final[Mapping[Counted, str]] = {
    Counted.HOUSEHOLDS: "households",
    Counted.INHABITANTS: "inhabitants",
}


class PhaseKind(models.TextChoices):
    """The phases of a round, in their order; a round has those that it needs."""

    IDEAS = "ideas", _("ideas")
    PLAN = "plan", _("help with making a plan")
    CHECK = "check", _("check plans")
    PRICES = "prices", _("publish prices")
    DECIDE = "decide", _("decide")
    VOTE = "vote", _("vote")
    COUNT = "count", _("count votes")
    CARRY_OUT = "carry_out", _("carry out")
    ACCOUNT = "account", _("account")


PHASES: Final = tuple(PhaseKind.values)


class BallotKind(models.TextChoices):
    """How residents vote in a round; in some nobody votes."""

    NONE = "none", _("no vote: a body decides")
    APPROVAL = "approval", _("mark every plan that you are for")
    ONE = "one", _("choose one plan")
    VARIANTS = "variants", _("choose one of some whole plans for all the money")
    RANKING = "ranking", _("put plans in your order")
    POINTS = "points", _("divide points over plans")
    COINS = "coins", _("put coins behind plans, together with others")
    THEMES = "themes", _("divide the amount over themes")
    KNAPSACK = "knapsack", _("choose plans until the money is spent")


class Path(models.TextChoices):
    """Who decides on a proposal, and how residents come into it."""

    MUNICIPALITY = "municipality", _("the municipality decides")
    CONSULTED = "consulted", _("the municipality decides after asking the neighbourhood")
    PLATFORM = "platform", _("the wijkplatform decides")
    TABLE = "table", _("the wijktafel of residents decides")
    WEIGHTY_ADVICE = "weighty_advice", _("the board decides on weighty advice of residents")
    VOTE = "vote", _("residents decide by a vote")
    GROUP_BUYS = "group_buys", _("the group decides and buys itself")
    CLIENT = "client", _("residents decide and are the client")


class CheckKind(models.TextChoices):
    """What is looked at before somebody decides."""

    CRITERIA = "criteria", _("does it fit the criteria")
    POLICY = "policy", _("does it fit policy")
    FEASIBLE = "feasible", _("can it be done")
    REASONABLE = "reasonable", _("is it reasonable")
    COST = "cost", _("is the cost right")


class ProposalState(models.TextChoices):
    """How far a proposal is."""

    WORKED_OUT = "worked_out", _("being worked out")
    CHECKED = "checked", _("being checked")
    REPAIRED = "repaired", _("can be repaired")
    FITS = "fits", _("fits")
    DECLINED = "declined", _("declined")
    ON_BALLOT = "on_ballot", _("to be voted on")
    CHOSEN = "chosen", _("chosen")
    NOT_CHOSEN = "not_chosen", _("not chosen")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("went on in another plan")


#: Where one may go from each state; it is on a ballot once a vote is declared.
PROPOSAL_STEPS: Final[Mapping[ProposalState, frozenset[ProposalState]]] = {
    ProposalState.WORKED_OUT: frozenset(
        {
            ProposalState.CHECKED,
            ProposalState.FITS,
            ProposalState.DECLINED,
            ProposalState.WITHDRAWN,
            ProposalState.MERGED,
        }
    ),
    ProposalState.CHECKED: frozenset(
        {
            ProposalState.REPAIRED,
            ProposalState.FITS,
            ProposalState.DECLINED,
            ProposalState.WITHDRAWN,
            ProposalState.MERGED,
        }
    ),
    ProposalState.REPAIRED: frozenset(
        {
            ProposalState.CHECKED,
            ProposalState.DECLINED,
            ProposalState.WITHDRAWN,
            ProposalState.MERGED,
        }
    ),
    ProposalState.FITS: frozenset(
        {
            ProposalState.CHECKED,
            ProposalState.ON_BALLOT,
            ProposalState.CHOSEN,
            ProposalState.DECLINED,
            ProposalState.WITHDRAWN,
            ProposalState.MERGED,
        }
    ),
    ProposalState.ON_BALLOT: frozenset(
        {ProposalState.CHOSEN, ProposalState.NOT_CHOSEN, ProposalState.WITHDRAWN}
    ),
}


#: The days that who proposes has to repair a plan, where the round gives no more.
REPAIR_DAYS: Final = 14


class Verdict(models.TextChoices):
    """What somebody found who was asked to look at a proposal."""

    WAITING = "waiting", _("not looked at yet")
    YES = "yes", _("yes")
    NO = "no", _("no")


class CounselKind(models.TextChoices):
    """What was said of a proposal before somebody else decides on it."""

    NEIGHBOURHOOD = "neighbourhood", _("what the neighbourhood said")
    ADVICE = "advice", _("weighty advice of residents")


class MergeState(models.TextChoices):
    """How far the question is whether two proposals go on as one."""

    ASKED = "asked", _("asked")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class Heard(models.TextChoices):
    """How a worker heard what somebody answered."""

    PHONE = "phone", _("by phone")
    TALK = "talk", _("in a talk")
    PAPER = "paper", _("on paper")
    MAIL = "mail", _("by mail")


class VoterUnit(models.TextChoices):
    """Who has one vote."""

    HOUSEHOLD = "household", _("each household")
    PERSON = "person", _("each person")


class Used(models.TextChoices):
    """How a vote was cast."""

    WEB = "web", _("on a screen")
    ASSISTED = "assisted", _("on a screen, with help")
    PAPER = "paper", _("on paper")


class BatchState(models.TextChoices):
    """How far a pile of paper ballots is."""

    ENTERING = "entering", _("being entered")
    POURED = "poured", _("in the urn")


class ActKind(models.TextChoices):
    """What is recorded after the declaration of a vote."""

    LOT = "lot", _("a lot was drawn")
    WITHDRAWN = "withdrawn", _("a plan was withdrawn")
    OPENED = "opened", _("a plan was put up in the game")
    VETOED = "vetoed", _("the jury said no to a plan")


class AwardWay(models.TextChoices):
    """How the money of a chosen proposal goes out."""

    MUNICIPALITY = "municipality", _("the municipality buys")
    GROUP = "group", _("the group buys itself")
    CLIENT = "client", _("residents are the client")


#: So many days one may object to it that a round was closed (article 6:7 Awb: six weeks).
OBJECT_DAYS: Final = 42
#: Ways in which money comes into the hands of others, who give an account of it.
IN_HANDS: Final = frozenset({AwardWay.GROUP, AwardWay.CLIENT})
#: How the money goes out by who decided; elsewhere the municipality buys.
WAYS: Final[Mapping[Path, AwardWay]] = {
    Path.GROUP_BUYS: AwardWay.GROUP,
    Path.CLIENT: AwardWay.CLIENT,
}
