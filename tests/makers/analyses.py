"""An evening of a group on its area for tests; what a test is not about is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.programme import follow_up, make_programme
from wijkregie.domain.people.states import Role, SeatFunction, Shell
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Analysis
from wijkregie.domain.programme.states import (
    AnalysisState,
    StatementKind,
    StatementSource,
)
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.queries import AnalysisSeen
    from wijkregie.kit.viewer import Viewer

_numbers = count(1)


@dataclass
class Table:
    """A group around the table: who leads, who attends, who only hears of it, who passes by."""

    municipality: Municipality
    area: Area
    group: Group
    programme: Programme
    chair: Viewer
    member: Viewer
    second: Viewer
    manager: Viewer
    outsider: Viewer

    @property
    def by(self) -> Viewer:
        """The installation, which may all of it but give points."""
        return installation(self.municipality.pk)

    def seen(self, pk: int, viewer: Viewer | None = None) -> AnalysisSeen:
        """Return an analysis as somebody sees it."""
        found = queries.analysis_seen(viewer or self.by, pk)
        assert found is not None
        return found


def make_table(name: str = "Molenwijk") -> Table:
    """Make a municipality with a wijk, a group of it, and who is who."""
    code = f"{7000 + next(_numbers)}"
    make_areas(area_row(f"GM{code}", f"Stad {code}"), area_row(f"WK{code}01", name))
    here = make_municipality(f"Stad {code}", code=f"GM{code}")
    area = make_own_area(here, name, f"WK{code}01")
    group = make_group(here, f"Wijkplatform {name} {code}", areas=[area])
    chair, member, second, manager, outsider = (
        make_person(municipality=here) for _ in range(5)
    )
    make_seat(group, chair, function=SeatFunction.CHAIR)
    make_seat(group, member)
    make_seat(group, second, shell=Shell.SECOND)
    make_role(here, Role.DISTRICT_MANAGER, person=manager)
    make_role(here, Role.SPECIALIST, person=outsider)
    programme = make_programme(here)
    viewers = [viewer_for(one, here) for one in (chair, member, second, manager, outsider)]
    return Table(here, area, group, programme, *viewers)


def make_analysis(table: Table, *texts: str, points: int = 10) -> Analysis:
    """Begin an analysis with these statements: weaknesses that residents see."""
    draft = services.AnalysisDraft(table.area.pk, table.group.pk, points)
    pk = services.begin_analysis(table.programme.pk, draft, by=table.by, at=AT)
    for text in texts:
        make_statement(table, pk, text)
    return Analysis.objects.get(pk=pk)


def make_statement(
    table: Table,
    analysis_id: int,
    text: str = "",
    kind: str = StatementKind.WEAKNESS,
    source: str = StatementSource.RESIDENTS,
) -> int:
    draft = services.StatementDraft(kind, source, text or f"Uitspraak {next(_numbers)}")
    return services.add_statement(analysis_id, draft, by=table.by, at=AT)


def divide(table: Table, analysis: Analysis, *sheets: Mapping[int, int]) -> None:
    """Let these sheets of paper be in, and the result be shown."""
    services.move_analysis(analysis.pk, AnalysisState.DIVIDING, by=table.by, at=AT)
    for number, points in enumerate(sheets, start=1):
        services.enter_paper(analysis.pk, number, points, by=table.by, at=AT)
    services.move_analysis(analysis.pk, AnalysisState.WEIGHED, by=table.by, at=AT)


def settle(table: Table, analysis: Analysis, chosen: Sequence[int]) -> int:
    """Let the group decide on these statements as main points."""
    draft = follow_up(table.group, subject="Hoofdpunten")
    return services.settle_analysis(analysis.pk, chosen, draft, by=table.by, at=AT)


def make_settled(table: Table, *texts: str) -> Analysis:
    """Make an analysis of which these statements are the main points."""
    analysis = make_analysis(table, *texts)
    ids = list(analysis.statements.order_by("pk").values_list("pk", flat=True))
    divide(table, analysis, {ids[0]: 5})
    settle(table, analysis, ids[:3])
    return Analysis.objects.get(pk=analysis.pk)
