"""Names of funders, and two of them that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.programme.queries import FunderSeen


class FunderNameForm(Asked):
    """Asks how a funder is called."""

    name = forms.CharField(
        label=_("How is this funder called?"),
        max_length=120,
        help_text=_("Tables with the old name go on to work."),
    )


class MergeForm(Asked):
    """Asks with which funder one is the same."""

    into = forms.TypedChoiceField(label=_("With which one is it the same?"), coerce=int)

    def __init__(self, *args: Any, funders: Iterable[FunderSeen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", _("Choose a funder")),
            *((one.id, one.name) for one in funders),
        ]
