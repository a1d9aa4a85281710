"""What who raised something says of the answer."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.web.http.fields import Story

YES, AGAIN, NO = "ja", "opnieuw", "nee"
_REPLIES: Final = (
    (YES, gettext_lazy("Yes, I am satisfied")),
    (AGAIN, gettext_lazy("No, look at it again")),
    (NO, gettext_lazy("No, but leave it at this")),
)


class SatisfiedForm(forms.Form):
    """Yes or no; with a no one may ask to look at it again, and then says why."""

    use_required_attribute = False

    tevreden = forms.ChoiceField(
        label=gettext_lazy("Your reply"),
        choices=_REPLIES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    why = Story(
        label=gettext_lazy("What is not right yet?"),
        most=400,
        rows=3,
        required=False,
        help_text=gettext_lazy(
            "Needed when we look at it again. Only who handles your report reads this."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where it has to be looked at again; a yes needs none."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("tevreden") == YES:
            cleaned["why"] = ""
        elif cleaned.get("tevreden") == AGAIN and not (
            cleaned.get("why") or self.has_error("why")
        ):
            self.add_error("why", _("Write what is not right yet."))
        return cleaned


def asked_for(reply: str) -> dict[str, str]:
    """Return what a link in a mail fills in beforehand; nothing is kept before one sends it."""
    return {"tevreden": reply} if reply in dict(_REPLIES) else {}
