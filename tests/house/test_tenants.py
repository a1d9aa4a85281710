"""Every row of a municipality says whose it is; what says nothing is named here, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Rows of no municipality.
NATIONAL: Final = {
    "kit.Fact": "holds for the whole installation",
    "kit.DemoMessage": "a demo holds one made-up town",
    "kit.NightlyRun": "one run for the whole installation",
    "kit.SentForm": "a digest of what was sent; it names nobody and goes after a day",
    "kit.WorkerBeat": "a worker serves all municipalities",
    "places.Municipality": "is the municipality itself: its key is the municipality_id",
    "places.BorderSet": "a national file of borders",
    "places.Drawing": "a drawing of the whole country",
    "indicators.Edition": "a national table of figures",
    "indicators.AreaFigures": "figures of national areas",
    "indicators.ColumnFigures": "figures of national areas",
    "indicators.EditionOrder": "the order of national areas",
}
#: Rows that belong to an area, and so to whom the area belongs.
OF_AN_AREA: Final = {
    "places.AreaYear": "national areas only have years",
    "places.AreaLink": "national areas only change their code",
    "places.Border": "of an own area it is drawn by its municipality",
    "places.PlaceName": "found through the areas that the viewer may see",
    "places.NameGram": "the index of those names",
    "places.Area_parts": "from an own area to national ones",
}
#: Rows that may be of a municipality: without one they are of everybody here.
MAYBE: Final = {
    "kit.LogRow": "what the operator does belongs to no municipality",
    "kit.OutboxRow": "a message to an operator belongs to no municipality",
    "places.Area": "a national area belongs to no municipality",
    "indicators.Indicator": "a national indicator belongs to no municipality",
    "people.Person": "an operator may belong to no municipality",
}
#: Rows of several municipalities at once, each named in a row between.
SEVERAL: Final = {
    "people.Organisation": "works for several municipalities, named in a table between",
    "people.Group_areas": "from a group to areas of its municipality",
    "budgets.Proposal_conflicts": "from a proposal to others of its round",
    "budgets.Electorate_areas": "from who may vote to areas of its municipality",
    "budgets.Round_auditors": "from a round to people of its municipality",
    "programme.Bottleneck_areas": "from a bottleneck to areas of its municipality",
    "programme.Project_areas": "from a project to areas of its municipality",
    "programme.RegularActivity_goals": "from regular work to goals of its programme",
    "programme.PerformanceAgreement_areas": "from an agreement to areas of its municipality",
    "programme.PerformanceAgreement_goals": "from an agreement to goals of its programme",
    "programme.Perspective_areas": "from a perspective to areas of its municipality",
    "programme.Perspective_projects": "from a perspective to projects of its programme",
    "programme.Initiative_areas": "from an initiative to areas of its municipality",
    "programme.Initiative_projects": "from an initiative to projects of its programme",
    "programme.EvaluationPlan_treated": "from a plan to areas of its municipality",
    "programme.EvaluationPlan_comparison": "from a plan to areas of its municipality",
}
NAMED: Final = NATIONAL | OF_AN_AREA | MAYBE | SEVERAL


def ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("wijkregie.")
    ]


def misfits(found: Iterable[type[models.Model]], named: Mapping[str, str]) -> list[str]:
    """Return the models that neither say whose their rows are, nor are named with why."""
    return [
        model._meta.label
        for model in found
        if not _says_whose(model) and model._meta.label not in named
    ]


def _says_whose(model: type[models.Model]) -> bool:
    return any(
        field.attname == "municipality_id" and not field.null for field in model._meta.fields
    )


def test_every_row_of_a_municipality_says_whose_it_is() -> None:
    assert misfits(ours(), NAMED) == []


def test_what_is_named_is_there_and_needs_its_reason() -> None:
    labels = {model._meta.label: model for model in ours()}

    for label in NAMED:
        assert label in labels, f"{label} is gone: take it from the list"
        assert not _says_whose(labels[label]), f"{label} says whose it is: no reason needed"


def test_what_may_be_of_a_municipality_has_the_column() -> None:
    labels = {model._meta.label: model for model in ours()}

    for label in MAYBE:
        assert "municipality_id" in {field.attname for field in labels[label]._meta.fields}
    for label in NATIONAL:
        assert "municipality_id" not in {field.attname for field in labels[label]._meta.fields}


@pytest.mark.parametrize("nullable", [None, True])
def test_a_planted_model_is_found(nullable: bool | None) -> None:  # noqa: FBT001 - a case
    with isolate_apps("wijkregie.domain.places"):
        fields = {
            "__module__": "wijkregie.domain.places.models",
            **({"municipality_id": models.BigIntegerField(null=True)} if nullable else {}),
        }
        planted = type("Planted", (models.Model,), fields)

    assert misfits([planted], NAMED) == ["places.Planted"]
