"""What stands in the log of a vote, in words. Of a vote that is cast nothing stands there."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

VOTES: Final = {
    "code_handed_out": _("code handed out at a table"),
    "code_replaced": _("code of a lost letter replaced"),
    "count_refused": _("votes counted without an outcome"),
    "electorate_set": _("who may vote settled"),
    "paper_batch_opened": _("pile of paper ballots begun"),
    "paper_booked": _("letter booked as used on paper"),
    "paper_poured": _("pile of paper ballots put in the urn"),
    "paper_sheet_read": _("paper ballot read"),
    "paper_sheet_settled": _("what holds of a paper ballot settled"),
    "proposal_put_up": _("plan put up in a game"),
    "proposal_vetoed": _("no of the jury to a plan written down"),
    "remark_kept_back": _("words for makers kept back"),
    "remark_shown": _("words for makers shown"),
    "roll_drawn": _("codes for letters drawn"),
    "round_reopened": _("round of a fund opened again"),
    "turn_closed": _("turn of a game closed"),
    "turn_settled": _("plans that went ahead in a turn of a game settled"),
    "turns_planned": _("turns of a game planned"),
    "urn_opened": _("urn of a vote opened"),
}
