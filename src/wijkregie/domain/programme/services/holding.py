"""Hold a row while somebody looks whether it is still as it was shown, and changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from wijkregie.domain.programme import models
from wijkregie.domain.programme.services import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import Model

    from wijkregie.kit.viewer import Viewer

_ROWS: Final[Mapping[str, type[Model]]] = {
    "programme": models.Programme,
    "project": models.Project,
    "statement": models.Statement,
    "cost": models.CostLine,
    "coverage": models.CoverageLine,
    "order": models.Commitment,
    "agreement": models.PerformanceAgreement,
    "agreement_report": models.AgreementReport,
    "bottleneck": models.Bottleneck,
    "regular": models.RegularActivity,
    "perspective": models.Perspective,
    "initiative": models.Initiative,
    "report": models.ProgressReport,
    "indicator": models.GoalIndicator,
    "evaluation": models.EvaluationPlan,
}


@transaction.atomic
def holding(kind: str, pk: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this row: what it reads stays until it is done.

    ``act`` calls the service that changes the row; that one looks at who may and writes the
    log. Raises ``ProgrammeRefused`` where the row is not there.
    """
    finding.found(_ROWS[kind]._default_manager.all(), pk, by)
    act()
