"""Several lines of money at once: all of them, or none."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import CostLine, CoverageLine
from wijkregie.domain.programme.services import finding, money
from wijkregie.domain.programme.services.card import slips
from wijkregie.domain.programme.services.drafts import CostDraft, ProgrammeRefused
from wijkregie.kit import once, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.domain.programme.services.drafts import CoverageDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_money(
    project_id: int,
    costs: Iterable[CostDraft],
    coverage: Iterable[CoverageDraft],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Write down what a project costs and who pays; each line logs itself.

    A line that was added before from the same page is changed. Raises ``ProgrammeRefused``
    where somebody else changed it since.
    """
    drafts: list[CostDraft | CoverageDraft] = [*costs, *coverage]
    if drafts:
        finding.project_to_change(project_id, by)  # who comes second waits here for the first
    for draft in drafts:
        if draft.slip:
            _once(project_id, draft, by, at)
        else:
            _add(project_id, draft, by, at)


def _once(project_id: int, draft: CostDraft | CoverageDraft, by: Viewer, at: datetime) -> None:
    key = slips.digest(project_id, type(draft).__name__, draft.slip)
    told = once.remembered([key]).get(key, "0  ")
    pk, as_typed, as_stored = told.split(" ")
    typed = _typed(draft)
    stored = _stored(draft, int(pk), project_id)
    if stored and typed == as_typed:
        return
    if not stored:
        number = _add(project_id, draft, by, at)
    elif stored == as_stored:
        number = _change(int(pk), draft, by, at)
    else:
        raise ProgrammeRefused(
            _(
                "Somebody else changed “%(line)s” since you saved it. Empty that line here, "
                "and change it in the table."
            )
            % {"line": _name(draft)}
        )
    made = f"{number} {typed} {_stored(draft, number, project_id)}"
    once.remember({key: made}, at=at)


def _add(project_id: int, draft: CostDraft | CoverageDraft, by: Viewer, at: datetime) -> int:
    if isinstance(draft, CostDraft):
        return money.add_cost(project_id, draft, by=by, at=at)
    return money.add_coverage(project_id, draft, by=by, at=at)


def _change(pk: int, draft: CostDraft | CoverageDraft, by: Viewer, at: datetime) -> int:
    if isinstance(draft, CostDraft):
        money.change_cost(pk, draft, by=by, at=at)
    else:
        money.change_coverage(pk, draft, by=by, at=at)
    return pk


def _name(draft: CostDraft | CoverageDraft) -> str:
    if isinstance(draft, CostDraft):
        return draft.what or str(draft.year)
    return draft.funder


def _typed(draft: CostDraft | CoverageDraft) -> str:
    return tokens.digest(repr(astuple(replace(draft, slip=""))))


def _stored(draft: CostDraft | CoverageDraft, pk: int, project_id: int) -> str:
    """Return a fingerprint of a line as it stands; nothing where it is gone."""
    here = {"pk": pk, "project": project_id}
    if isinstance(draft, CostDraft):
        row = CostLine.objects.filter(**here).values_list("year", "cents", "what").first()
    else:
        columns = ("year", "cents", "funder", "pledge")
        row = CoverageLine.objects.filter(**here).values_list(*columns).first()
    return tokens.digest(repr(row)) if row else ""
