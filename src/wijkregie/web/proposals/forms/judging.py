"""The forms by which plans are looked at, joined and decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import (
    AnswerDraft,
    CheckDraft,
    CounselDraft,
    HeardDraft,
)
from wijkregie.domain.budgets.states import CheckKind, CounselKind, Heard, Verdict
from wijkregie.domain.decisions.states import Outcome
from wijkregie.web.http.fields import OneDay, Story
from wijkregie.web.http.money import EuroField
from wijkregie.web.proposals.forms.shared import (
    Asked,
    DecisionForm,
    in_cents,
    number_or_none,
)

if TYPE_CHECKING:
    from wijkregie.domain.decisions.services import DecisionDraft

_YES_NO = ((Verdict.YES.value, _("Yes")), (Verdict.NO.value, _("No")))


class AskForm(Asked):
    """Asks who looks at what, and until when."""

    kind = forms.ChoiceField(
        label=_("What has to be looked at?"),
        choices=[(one.value, capfirst(one.label)) for one in CheckKind],
    )
    asked = forms.ChoiceField(label=_("Who do you ask?"))
    answer_by = OneDay(label=_("By which day?"))

    def draft(self) -> CheckDraft:
        """Return what was filled in."""
        sent = self.cleaned_data
        kind, _colon, which = sent["asked"].partition(":")
        return CheckDraft(
            kind=sent["kind"],
            answer_by=sent["answer_by"],
            group_id=int(which) if kind == "group" else None,
            person_id=int(which) if kind == "person" else None,
        )


class AnswerForm(Asked):
    """What was found; about the cost also how much it is."""

    verdict = forms.ChoiceField(label=_("Is it so?"), choices=_YES_NO, widget=forms.RadioSelect)
    reason = Story(
        label=_("Why?"),
        most=1000,
        rows=4,
        required=False,
        help_text=_("A no needs a reason that one can repair something by. Everyone reads it."),
    )
    cost = EuroField(
        label=_("What does it cost altogether?"),
        required=False,
        help_text=_("Leave it empty if it is what stands in the plan."),
    )

    def __init__(self, *args: Any, kind: CheckKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != CheckKind.COST:
            del self.fields["cost"]

    def draft(self) -> AnswerDraft:
        """Return what was filled in."""
        sent = self.cleaned_data
        return AnswerDraft(sent["verdict"], sent["reason"], in_cents(sent.get("cost")))


class OtherForm(Asked):
    """Chooses another plan of the round."""

    other = forms.ChoiceField(label=_("Which plan?"))


class MergeForm(OtherForm):
    """Asks whether a plan may go on in another one."""

    why = forms.CharField(
        label=_("Why do they go together?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both sides read this. Name no persons."),
    )


class ReplyForm(Asked):
    """A yes or no of one side to going on as one."""

    reply = forms.ChoiceField(
        label=_("Do the plans go on as one?"), choices=_YES_NO, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("If not: why not?"),
        max_length=400,
        required=False,
        help_text=_("The other side reads this. Name no persons."),
    )
    said_by = forms.CharField(
        label=_("Who said so?"),
        max_length=120,
        help_text=_("Without a name. For example: who proposed it, or the board of the group."),
    )
    heard = forms.ChoiceField(
        label=_("How did you hear it?"),
        choices=[(one.value, capfirst(one.label)) for one in Heard],
        widget=forms.RadioSelect,
    )
    heard_on = OneDay(label=_("On which day?"))
    both = forms.BooleanField(
        label=_("I wrote down the answer of the other side too, and spoke to both"),
        required=False,
        help_text=_("Only tick this if it is so. Both sides can read it."),
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        if own:
            for name in ("said_by", "heard", "heard_on", "both"):
                del self.fields[name]

    def heard_of(self) -> HeardDraft | None:
        """Return what a worker heard; nothing where who proposes it answers itself."""
        if self.own:
            return None
        sent = self.cleaned_data
        return HeardDraft(sent["said_by"], sent["heard"], sent["heard_on"], sent["both"])


class CounselForm(Asked):
    """What was said before somebody else decides."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(one.value, capfirst(one.label)) for one in CounselKind],
    )
    favours = forms.ChoiceField(
        label=_("For or against?"),
        choices=(("", _("Neither")), ("yes", _("For")), ("no", _("Against"))),
        required=False,
    )
    text = Story(
        label=_("What was said, and why?"),
        most=2000,
        rows=5,
        help_text=_("Everyone can read this. Name no persons."),
    )
    group = forms.ChoiceField(label=_("By which group?"), required=False)
    given_on = OneDay(label=_("When?"))

    def draft(self) -> CounselDraft:
        """Return what was filled in."""
        sent = self.cleaned_data
        return CounselDraft(
            kind=sent["kind"],
            text=sent["text"],
            given_on=sent["given_on"],
            favours={"yes": True, "no": False}.get(sent["favours"]),
            group_id=number_or_none(sent["group"]),
        )


class DecideForm(DecisionForm):
    """What was decided on a plan."""

    outcome = forms.ChoiceField(
        label=_("What was decided?"),
        choices=(
            (Outcome.FOLLOW_UP.value, _("The plan goes ahead")),
            (Outcome.DECLINE.value, _("The plan does not go ahead")),
        ),
        widget=forms.RadioSelect,
    )
    otherwise_because = forms.CharField(
        label=_("Why was it decided otherwise than the advice?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where a weighty advice was otherwise."),
    )

    field_order = ("outcome", "body", "taken_on", "reason", "otherwise_because")

    def draft(self) -> DecisionDraft:
        """Return what was filled in as a decision."""
        return self.decision(self.cleaned_data["outcome"])


class TakeInForm(Asked):
    """Chooses the round that an idea goes into."""

    round = forms.ChoiceField(label=_("Into which round?"))
