"""The first two steps of choosing how residents vote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.budgets.choosing import ballot_choices
from wijkregie.web.budgets.forms.shared import Asked


class BallotForm(Asked):
    """How residents vote."""

    ballot = forms.ChoiceField(label=_("How do residents vote?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices={"ballot": ballot_choices()}, **kwargs)


class FamilyForm(Asked):
    """How votes on plans are counted; the choices come with the ballot."""

    family = forms.ChoiceField(label=_("How are the votes counted?"), widget=forms.RadioSelect)
