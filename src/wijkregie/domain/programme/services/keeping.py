"""What stays as it is once a project ended, and what every line of money has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import CLOSED, Pledge

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer

#: The card and the money of a project that was stopped or handed over stay as they are.
ENDED: Final = CLOSED


def open_card(project_id: int, by: Viewer) -> Project:
    """Return a project of which ``by`` may change the card, locked."""
    project = finding.project_to_change(project_id, by)
    if project.state in ENDED:
        raise ProgrammeRefused(
            _(
                "This project has ended, so its card stays as it is. Write a note under “How "
                "it goes” about what people still have to know, or start a new project."
            )
        )
    return project


def open_project(project_id: int, by: Viewer) -> Project:
    """Return a project of which ``by`` may change the money, locked."""
    project = finding.project_to_change(project_id, by)
    check_open(project)
    return project


def check_open(project: Project) -> None:
    """Refuse to change the money of a project that has ended."""
    if project.state in ENDED:
        raise ProgrammeRefused(_("This project has ended, so its money stays as it is."))


def check_year(project: Project, year: int) -> None:
    """Refuse a year in which the project does not run, in a sentence that names its years."""
    first, last = project.money_years
    if not first <= year <= last:
        raise ProgrammeRefused(
            _("This project runs from %(first)s to %(last)s. %(year)s lies outside.")
            % {"first": first, "last": last, "year": year},
            "year",
        )


def cents(amount: int | None) -> int | None:
    """Return an amount that can be; refuse one below nought, and one that is too large."""
    if amount is not None and amount < 0:
        raise ProgrammeRefused(_("An amount cannot be below nought."), "amount")
    if amount is not None and amount > finding.MOST_CENTS:
        words = _("This amount is too large. Check the number of noughts.")
        raise ProgrammeRefused(words, "amount")
    return amount


def some_cents(amount: int) -> int:
    """Return an amount above nought."""
    if amount == 0:
        raise ProgrammeRefused(_("Fill in an amount above nought."), "amount")
    cents(amount)
    return amount


def pledge(word: str) -> str:
    """Return how sure money is; refuse a word that is not known."""
    if word not in Pledge.values:
        raise ProgrammeRefused(_("Choose how sure this money is."), "pledge")
    return word


def euros(amount: int) -> str:
    """Return an amount as it is written in a sentence and in the log.

    >>> euros(1_234_50), euros(5)
    ('€ 1.234,50', '€ 0,05')
    """
    whole, rest = divmod(amount, 100)
    return f"€ {whole:,}".replace(",", ".") + f",{rest:02}"
