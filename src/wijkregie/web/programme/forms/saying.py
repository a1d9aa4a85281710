"""What is said beside a project card."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked, long_text


class CommentForm(Asked):
    """Asks what one says to the group."""

    text = long_text(
        _("What do you want to say?"), 2000, _("Write about the project, not about a person.")
    )


class NoteForm(Asked):
    """Asks how a project goes, with a photo."""

    text = long_text(_("How does it go?"), 2000, _("A few sentences are enough."))
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("PNG, JPEG or WebP. We keep the picture only: no place, no camera."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    shows = forms.CharField(
        label=_("What does the photo show?"),
        required=False,
        max_length=200,
        help_text=_("For who cannot see it."),
    )


class PointForm(Asked):
    """Asks what came of a moment to decide."""

    outcome = forms.CharField(label=_("What was decided?"), max_length=400)
    decided_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
