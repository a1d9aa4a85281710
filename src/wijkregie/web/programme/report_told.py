"""What a report is made of, and where each of its figures leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from wijkregie.web.http.addresses import goal_line_url, project_url, thread_url

if TYPE_CHECKING:
    from wijkregie.core.reporting import Facts
    from wijkregie.domain.places.queries import Scope


@dataclass(frozen=True, slots=True)
class Told:
    """What a report is made of: its facts, those before, and what may still be opened."""

    scope: Scope
    key: str
    facts: Facts
    before: Facts | None
    goal_ids: frozenset[int]
    project_ids: frozenset[int]

    def goal_url(self, pk: int) -> str:
        """Return where a goal leads, nothing for one that is not there any more."""
        return thread_url(self.scope, "doel", pk) if pk in self.goal_ids else ""

    def project_url(self, pk: int | None) -> str:
        """Return where a project leads, nothing for one that is not there any more."""
        return project_url(self.scope, pk) if pk in self.project_ids and pk else ""

    def measured_url(self, pk: int) -> str:
        """Where baseline and targets of a goal stand, nothing if it is not there any more."""
        return goal_line_url(self.scope, self.key, pk) if pk in self.goal_ids else ""

    @property
    def money_url(self) -> str:
        """Where money stands per year, with what is paid; each project leads to its lines."""
        return reverse("programme:money", args=[self.scope.slug, self.key])

    @property
    def answers_url(self) -> str:
        """Where every answer that was promised stands."""
        return reverse("reports:list", args=[self.scope.slug, "antwoorden"])
