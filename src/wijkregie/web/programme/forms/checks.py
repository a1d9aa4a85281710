"""Accept a finding of the checks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked, long_text


class AcceptForm(Asked):
    """Asks why a finding may stay as it is."""

    reason = long_text(
        _("Why may this stay as it is?"),
        400,
        _("Your name and the date come with it. Who works along can read it. Name no persons."),
    )
