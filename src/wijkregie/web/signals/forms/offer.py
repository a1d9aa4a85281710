"""What is asked of who offers a report to an organisation, and of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.web.http.fields import NOT_CHOSEN, Story
from wijkregie.web.signals.forms.handling import HandlingForm

if TYPE_CHECKING:
    from wijkregie.web.signals.forms.handling import Choices


def _question() -> Story:
    return Story(
        label=gettext_lazy("What do you ask of this organisation?"),
        most=400,
        rows=3,
        required=False,
        help_text=gettext_lazy(
            "Only the organisation reads this. Write no names: it does not see who reported "
            "it, nor their words."
        ),
    )


def _address(*, required: bool) -> forms.EmailField:
    return forms.EmailField(
        label=gettext_lazy("Where do we mail the link?"),
        max_length=200,
        required=required,
        help_text=gettext_lazy(
            "By the link they answer without an account. Who has a seat here for the "
            "organisation gets a mail anyhow."
        ),
        error_messages={
            "required": gettext_lazy("Fill in the mail address of the organisation."),
            "invalid": gettext_lazy("Fill in a mail address like this: name@example.nl."),
        },
    )


class OfferForm(HandlingForm):
    """To which organisation, what it is asked, and the decision that this is."""

    prefix_of = "overdragen"

    organisation = forms.ChoiceField(
        label=gettext_lazy("Which organisation?"), error_messages={"required": NOT_CHOSEN}
    )
    message = _question()
    email = _address(required=False)
    reason = Story(
        label=gettext_lazy("Why does it go to this organisation?"),
        rows=3,
        help_text=gettext_lazy("Everyone can read this. Write no names."),
        error_messages={"required": gettext_lazy("Write why it goes to this organisation.")},
    )
    body = forms.ChoiceField(
        label=gettext_lazy("Who decided?"), error_messages={"required": NOT_CHOSEN}
    )
    mandate = forms.CharField(
        label=gettext_lazy("On which mandate?"),
        max_length=200,
        help_text=gettext_lazy("For instance: covenant of the wijkteam, article 3."),
        error_messages={"required": gettext_lazy("Write on which mandate this was decided.")},
    )

    def __init__(
        self, *args: Any, bodies: Choices, organisations: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.choose("organisation", organisations, _("Choose an organisation"))
        self.choose("body", bodies)


class LinkForm(HandlingForm):
    """Where the link goes, also once more."""

    prefix_of = "link"

    message = _question()
    email = _address(required=True)


class WithdrawForm(HandlingForm):
    """Why it is taken back."""

    prefix_of = "terughalen"

    why = Story(
        label=gettext_lazy("Why do you take it back?"),
        most=400,
        rows=3,
        help_text=gettext_lazy("Everyone can read this. Write no names."),
        error_messages={"required": gettext_lazy("Write why you take it back.")},
    )


class AcceptForm(HandlingForm):
    """Asks nothing: a button."""

    prefix_of = "aannemen"


class RefuseForm(HandlingForm):
    """Why the organisation does not take it over."""

    prefix_of = "weigeren"

    reason = Story(
        label=gettext_lazy("Why not?"),
        most=400,
        rows=3,
        help_text=gettext_lazy(
            "Everyone can read this. Say who can do it, if you know. Write no names of persons."
        ),
        error_messages={"required": gettext_lazy("Write why not. A no has a reason.")},
    )


class OutcomeForm(HandlingForm):
    """What the organisation did."""

    prefix_of = "gedaan"

    text = Story(
        label=gettext_lazy("What did you do?"),
        help_text=gettext_lazy(
            "The municipality reads this and answers who reported it. Write no names of "
            "persons."
        ),
        error_messages={"required": gettext_lazy("Write what was done.")},
    )
