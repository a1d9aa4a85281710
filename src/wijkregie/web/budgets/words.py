"""Funds in words: the two axes, amounts, parts of a formula, and who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.budgets.states import (
    BallotKind,
    CheckKind,
    Democracy,
    FundForm,
    PhaseKind,
    Production,
    SourceKind,
)
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from wijkregie.domain.budgets.queries import AmountRuleSeen, CountSeen, PartSeen, PhaseSeen

#: How a phase is called in an address.
PHASE_WORDS: Final[Mapping[PhaseKind, str]] = {
    PhaseKind.IDEAS: "ideeen",
    PhaseKind.PLAN: "plan-maken",
    PhaseKind.CHECK: "toets",
    PhaseKind.PRICES: "prijzen",
    PhaseKind.DECIDE: "besluit",
    PhaseKind.VOTE: "stemmen",
    PhaseKind.COUNT: "tellen",
    PhaseKind.CARRY_OUT: "uitvoeren",
    PhaseKind.ACCOUNT: "verantwoorden",
}
OF_WORD: Final = {word: kind for kind, word in PHASE_WORDS.items()}

_FORMS: Final = {
    FundForm.ADVISORY: gettext_lazy("Residents give advice on what others do and decide."),
    FundForm.DISTRICT: gettext_lazy("Residents decide what others do in their area."),
    FundForm.LIVEABILITY: gettext_lazy(
        "Residents do it themselves; somebody decides on their behalf who gets money."
    ),
    FundForm.RESIDENTS: gettext_lazy("Residents decide, and do it themselves."),
}
_DO_NOW: Final = {
    PhaseKind.IDEAS: gettext_lazy("You can bring in an idea until %(day)s."),
    PhaseKind.PLAN: gettext_lazy("You can get help with making a plan until %(day)s."),
    PhaseKind.CHECK: gettext_lazy("Plans are checked until %(day)s. You hear why not, if not."),
    PhaseKind.PRICES: gettext_lazy("You can read all plans with their price until %(day)s."),
    PhaseKind.DECIDE: gettext_lazy("Somebody decides on the plans until %(day)s."),
    PhaseKind.VOTE: gettext_lazy("You can choose until %(day)s."),
    PhaseKind.COUNT: gettext_lazy("The votes are counted until %(day)s."),
    PhaseKind.CARRY_OUT: gettext_lazy("Plans are carried out until %(day)s."),
    PhaseKind.ACCOUNT: gettext_lazy("Until %(day)s you read what became of the money."),
}
_PER: Final = {
    SourceKind.FIXED: gettext_lazy("%(amount)s for each fund"),
    SourceKind.FIXED_WHERE_RENTED: gettext_lazy("%(amount)s where there are corporation homes"),
    SourceKind.PER_HOUSEHOLD: gettext_lazy("%(amount)s for each household"),
    SourceKind.PER_INHABITANT: gettext_lazy("%(amount)s for each inhabitant"),
    SourceKind.PER_CORPORATION_HOME: gettext_lazy("%(amount)s for each corporation home"),
    SourceKind.DIVIDED_EQUALLY: gettext_lazy("%(amount)s divided equally"),
    SourceKind.DIVIDED_BY_HOUSEHOLDS: gettext_lazy("%(amount)s divided by households"),
    SourceKind.DIVIDED_BY_INHABITANTS: gettext_lazy("%(amount)s divided by inhabitants"),
    SourceKind.DIVIDED_BY_HOMES: gettext_lazy("%(amount)s divided by corporation homes"),
    SourceKind.VOUCHER: gettext_lazy("%(amount)s for each voucher"),
}


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def money_text(cents: int | None) -> str:
    """Return an amount, or that it is not known."""
    return _("not known") if cents is None else euro_text(cents)


def form_name(form: FundForm) -> str:
    """Return the word for a form, with a capital."""
    return capfirst(str(form.label))


def form_text(form: FundForm) -> str:
    """Return what a form means, in a sentence."""
    return str(_FORMS[form])


def axes_text(production: Production, democracy: Democracy) -> str:
    """Return where a fund stands on the two axes, in a sentence."""
    return f"{capfirst(str(democracy.label))}; {production.label}."


def phase_name(kind: PhaseKind) -> str:
    """Return the name of a phase, with a capital."""
    return capfirst(str(kind.label))


def days_text(phase: PhaseSeen) -> str:
    """Return the days of a phase."""
    if phase.opens_on == phase.closes_on:
        return day_text(phase.opens_on)
    told = {"first": day_text(phase.opens_on), "last": day_text(phase.closes_on)}
    return _("%(first)s up to and including %(last)s") % told


def do_now(phase: PhaseSeen) -> str:
    """Return what a resident can do or expect in a phase that goes on."""
    return str(_DO_NOW[phase.kind]) % {"day": day_text(phase.closes_on)}


def part_text(part: PartSeen) -> str:
    """Return a part of a formula in a sentence: how much, for what, and who pays it."""
    amount = money_text(part.cents) if part.cents is not None else _("an unknown amount")
    told = capfirst(str(_PER[part.kind]) % {"amount": amount})
    if len(part.shares) == 1:
        return _("%(part)s, paid by %(funder)s") % {"part": told, "funder": part.shares[0][0]}
    paid = ", ".join(
        _("%(funder)s %(percent)s%%") % {"funder": name, "percent": percent.replace(".", ",")}
        for name, percent in part.shares
    )
    return _("%(part)s, paid by: %(funders)s") % {"part": told, "funders": paid}


def count_text(count: CountSeen) -> str:
    """Return how many there are and where that is known from."""
    name = capfirst(str(count.what.label))
    if count.number is None:
        return _("%(name)s: not known") % {"name": name}
    number = f"{count.number:,}".replace(",", ".")
    source = count.source
    if count.key:
        source = _("figure of %(year)d (%(edition)s)") % {
            "year": count.period or 0,
            "edition": count.source or _("own figure"),
        }
    return _("%(name)s: %(number)s. Source: %(source)s") % {
        "name": name,
        "number": number,
        "source": source,
    }


def bounds_text(rule: AmountRuleSeen) -> str:
    """Return for which amounts a rule holds."""
    above, most = euro_text(rule.above_cents), rule.up_to_cents
    if most is None:
        return _("Above %(above)s") % {"above": above} if rule.above_cents else _("Any amount")
    if not rule.above_cents:
        return _("Up to and including %(most)s") % {"most": euro_text(most)}
    return _("Above %(above)s, up to and including %(most)s") % {
        "above": above,
        "most": euro_text(most),
    }


def decides_text(rule: AmountRuleSeen, *, criteria: bool) -> str:
    """Return who decides, after which checks and by what right, in some sentences.

    Where the round has ``criteria`` one always looks at those too.
    """
    who = capfirst(str(rule.path.label))
    if rule.group_name:
        who = _("%(who)s: %(group)s") % {"who": who, "group": rule.group_name}
    told = [f"{who}."]
    wanted = {*rule.checks, *([CheckKind.CRITERIA] if criteria else [])}
    if wanted:
        checks = ", ".join(str(one.label) for one in CheckKind if one in wanted)
        told.append(_("Before that one looks: %(checks)s.") % {"checks": checks})
    told.append(_("By what right: %(mandate)s.") % {"mandate": rule.mandate})
    return " ".join(told)


def counting_text(ballot: BallotKind, counting: Mapping[str, Any]) -> str:
    """Return how residents choose and how it is counted, in plain sentences."""
    how = f"{capfirst(str(ballot.label))}."
    return f"{how} {_counted(ballot, counting)}".strip()


def _counted(ballot: BallotKind, counting: Mapping[str, Any]) -> str:
    told = {
        BallotKind.NONE: _nothing,
        BallotKind.VARIANTS: _variants,
        BallotKind.COINS: _coins,
        BallotKind.THEMES: _themes,
    }
    return told.get(ballot, _families)(counting)


def _nothing(_counting: Mapping[str, Any]) -> str:
    return ""


def _coins(counting: Mapping[str, Any]) -> str:
    words = ngettext(
        "There is %(rounds)d turn, with %(coins)s coins.",
        "There are %(rounds)d turns, each with %(coins)s coins.",
        counting["rounds"],
    )
    coins = f"{counting['coins']:,}".replace(",", ".")
    return words % {"rounds": counting["rounds"], "coins": coins}


def _themes(counting: Mapping[str, Any]) -> str:
    return _(
        "You divide over at least %(least)d of %(themes)d themes, in steps of %(step)s. "
        "All divisions are added up in proportion."
    ) % {
        "least": counting["least"],
        "themes": len(counting["themes"]),
        "step": euro_text(counting["step_cents"]),
    }


def _variants(counting: Mapping[str, Any]) -> str:
    if counting.get("short") == "second vote":
        return _("Without a majority the two highest go on to a second vote.")
    return _("The plan with the most votes wins.")


def _families(counting: Mapping[str, Any]) -> str:
    told = {
        "greedy": _("What is chosen most goes first, as long as there is money for it."),
        "equal shares": _(
            "By equal shares: every voter has an equal part of the money, and a plan goes "
            "ahead when those who chose it can pay for it together."
        ),
        "phragmen": _(
            "By turns: each plan is paid for by those who chose it, as evenly as can be."
        ),
    }
    return told[counting["family"]]
