"""What was declared stands; who tries to change it is refused, and everyone reads that."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")
Given = TypeVar("Given")


class DeclaredStands(BudgetRefused):
    """A change of something that was declared before the vote; ``what`` is a word of ours.

    It is about the round, not about what was filled in, and so stands above a form.
    """

    def __init__(self, found: Round, what: str, *, by: Viewer, at: datetime) -> None:
        super().__init__(self.words(), field=NON_FIELD_ERRORS)
        self.found, self.what, self.by, self.at = found, what, by, at

    def words(self) -> str:
        """Return what who tried it reads."""
        return _(
            "The vote was declared, so money, prices, rules, criteria, days and who may vote "
            "stay as they are. This attempt stands in the log. Close the round and start a "
            "new one if it really cannot go on so."
        )

    def log(self) -> None:
        """Log the attempt, after what was begun was undone."""
        audit.record(
            "declared_change_refused", self.found, by=self.by, at=self.at, why=self.what
        )


class NotAsDeclared(DeclaredStands):
    """A round that is no longer as it was declared, when its votes are to be counted."""

    def words(self) -> str:
        """Return what who counts reads."""
        return _(
            "This round is not as it was declared, so it is not counted. The log says what "
            "differs. Put that back as it was, or put back a backup."
        )


def refuse_declared(found: Round, what: str, *, by: Viewer, at: datetime) -> None:
    """Refuse a change of what was declared; ``what`` says of what, such as ``prices``."""
    if found.declared:
        raise DeclaredStands(found, what, by=by, at=at)


def watched(service: Callable[Args, Given]) -> Callable[Args, Given]:
    """Log an attempt to change what was declared, outside the transaction that it undid.

    Stands above ``transaction.atomic``. Of two that hold each other the outer one logs for
    good, for what the inner one logged was undone with it.
    """

    @wraps(service)
    def attempted(*args: Args.args, **kwargs: Args.kwargs) -> Given:
        try:
            return service(*args, **kwargs)
        except DeclaredStands as attempt:
            attempt.log()
            raise

    return attempted
