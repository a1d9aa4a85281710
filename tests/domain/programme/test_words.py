"""What a project says, everyone reads: it names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from tests.makers.programme import make_project, project_draft
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Project
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

NAME = "Mevrouw Jansen van nummer 12 krijgt hulp."
FIELDS = ("title", "intended_result", "reason", "target_group", "decision_point", "remark")


@pytest.mark.parametrize("field", FIELDS)
def test_a_project_card_names_nobody(programme: Programme, by: Viewer, field: str) -> None:
    draft = project_draft(programme, **{field: NAME})

    with pytest.raises(WordsRefused) as no:
        services.start_project(draft, by=by, at=AT)

    assert no.value.field == field
    assert not Project.objects.exists()


def test_what_a_project_brought_and_why_it_stops_name_nobody(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)

    with pytest.raises(WordsRefused):
        services.finish(project.pk, NAME, by=by, at=AT)
    with pytest.raises(WordsRefused):
        services.stop(project.pk, NAME, by=by, at=AT)

    services.stop(project.pk, "De bewoner krijgt hulp van een ander.", by=by, at=AT)
