"""Changes to programmes themselves, and to the regular work beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.people.models import Group
from wijkregie.domain.programme.models import (
    Commitment,
    CostLine,
    CoverageLine,
    IndicatorTarget,
    Programme,
)
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeDraft, ProgrammeRefused
from wijkregie.domain.programme.services.meanwhile import check_unchanged
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.domain.programme.queries.seen import ProgrammeSeen
    from wijkregie.kit.viewer import Viewer

#: Words in addresses that are pages: no programme has one of these as its key.
RESERVED: Final = frozenset({"nieuw"})


@transaction.atomic
def create_programme(draft: ProgrammeDraft, *, by: Viewer, at: datetime) -> int:
    """Begin a programme and return its number.

    Raises ``ProgrammeRefused`` for a programme without a name, with years that cannot be,
    or with an address that is taken.
    """
    municipality_id = finding.steer(by)
    fields = _fields(draft, by)
    taken = Programme.objects.filter(municipality_id=municipality_id)
    keys = RESERVED | set(taken.values_list("key", flat=True))
    made = Programme.objects.create(
        municipality_id=municipality_id,
        key=finding.key_of(draft.key, fields["name"], keys),
        made_at=at,
        **fields,
    )
    audit.record("programme_created", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_programme(
    programme_id: int,
    draft: ProgrammeDraft,
    *,
    before: ProgrammeDraft,
    by: Viewer,
    at: datetime,
) -> None:
    """Change what a programme says of itself; ``before`` is how it was when it was read.

    Its address stays. Raises ``ChangedMeanwhile`` where somebody else was first, and
    ``ProgrammeRefused`` for years that leave out what stands in them.
    """
    programme = finding.programme_to_steer(programme_id, by)
    now = programme_as_is(programme)
    check_unchanged(before, now)
    fields = _fields(draft, by, programme.group_id)
    _refuse_lost_years(programme, draft)
    changed = [name for name, value in fields.items() if getattr(programme, name) != value]
    if changed:
        for name in changed:
            setattr(programme, name, fields[name])
        programme.save(update_fields=changed)
        audit.record("programme_changed", programme, by=by, at=at)


def programme_as_is(one: Programme | ProgrammeSeen) -> ProgrammeDraft:
    """Return a programme as it would be asked for."""
    return ProgrammeDraft(
        name=one.name,
        from_year=one.from_year,
        until_year=one.until_year,
        key=one.key,
        summary=one.summary,
        owner=one.owner,
        group_id=one.group_id,
        rung_planned=one.rung_planned or "",
        baseline_source=one.baseline_source,
        vision=one.vision,
    )


def _fields(draft: ProgrammeDraft, by: Viewer, kept: int | None = None) -> dict[str, Any]:
    """Return what is asked for as it is kept; refuse what cannot be.

    ``kept`` is the group that it has already: that may stay, also when it has ended.
    """
    finding.years(draft.from_year, draft.until_year)
    return {
        "name": checked_words(
            finding.line(draft.name, 160, needed=_("Give the programme a name.")), field="name"
        ),
        "summary": checked_words(finding.line(draft.summary, 400), field="summary"),
        "from_year": draft.from_year,
        "until_year": draft.until_year,
        "owner": checked_words(finding.line(draft.owner, 160), field="owner"),
        "group_id": kept if draft.group_id == kept else _group(draft.group_id, by),
        "rung_planned": _rung(draft.rung_planned),
        "baseline_source": checked_words(
            finding.line(draft.baseline_source, 160), field="baseline_source"
        ),
        "vision": checked_words(finding.text(draft.vision, 4000), field="vision"),
    }


def _refuse_lost_years(programme: Programme, draft: ProgrammeDraft) -> None:
    """Refuse years that leave out what the programme held until now."""
    held = {
        *programme.projects.values_list("from_year", flat=True),
        *programme.projects.values_list("until_year", flat=True),
        *CostLine.objects.filter(project__programme=programme).values_list("year", flat=True),
        *Commitment.objects.filter(project__programme=programme).values_list("year", flat=True),
        *CoverageLine.objects.filter(project__programme=programme).values_list(
            "year", flat=True
        ),
    }
    aimed = IndicatorTarget.objects.filter(indicator__goal__programme=programme)
    held |= {on.year if on else year for year, on in aimed.values_list("year", "on")}
    left = {*range(programme.from_year, programme.until_year + 1)}
    left -= {*range(draft.from_year, draft.until_year + 1)}
    lost = sorted(year for year in held if year is not None and year in left)
    if lost:
        raise ProgrammeRefused(
            _(
                "Projects, money or targets stand in %(years)s. Move those first, or keep "
                "those years."
            )
            % {"years": ", ".join(map(str, lost))}
        )


def next_place(rows: QuerySet[Any]) -> int:
    """Return the place behind the last of these rows."""
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def next_number(programme: Programme) -> str:
    """Return the number of the next project of a programme."""
    taken = programme.projects.values_list("number", flat=True)
    used = [int(one) for one in taken if one.isdecimal()]
    return str(max(used, default=0) + 1)


def keys_of(rows: QuerySet[Any]) -> set[str]:
    """Return the keys that are taken."""
    return set(rows.values_list("key", flat=True))


def _group(group_id: int | None, by: Viewer) -> int | None:
    if group_id is not None:
        finding.found(Group.objects.filter(ended_on__isnull=True), group_id, by)
    return group_id


def _rung(rung: str) -> str:
    if rung and rung not in Rung.values:
        raise ProgrammeRefused(_("Choose how residents take part."))
    return rung
