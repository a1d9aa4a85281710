"""The API against its own description: schemathesis asks whatever it can think of."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.openapi.checks import JsonSchemaError

from tests.api.story import tell
from tests.makers.counting import told, voted
from wijkregie.api.first import schema
from wijkregie.domain.budgets.models import Round

if TYPE_CHECKING:
    from schemathesis import Case

    from tests.api.conftest import Town
    from tests.api.story import Story

EXAMPLES = 15
SEED = 20261122
PLAIN = {"Accept-Encoding": "identity"}  # the client does not unpack
HERE: dict[str, tuple[str, ...]] = {
    "code": ("NL00", "GM9001", "WK900101", "BU90010001"),
    "gemeente": ("molenstad",),
    "sleutel": ("inhabitants", "aged_65_plus", "income_per_inhabitant", "cijfer_buurt"),
    "levering": ("kwb-2017-2017-1",),
}
QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"gemeente": "molenstad"},
    {"pagina": 2, "paginaGrootte": 1},
    {"periode": 2017},
    {"periode": 2024, "gemeente": "molenstad"},
    {"niveau": "wijk", "jaar": 2018},
    {"q": "noord"},
    {"q": "molenwijk", "gemeente": "molenstad"},
    {"gebied": "BU90010000", "status": "beantwoord"},
    {"gebied": "WK900101", "status": "loopt"},
)

described = schemathesis.openapi.from_dict(schema(), config=SchemathesisConfig(seed=SEED))
described.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"api": 10**9, "search": 10**9}


@pytest.fixture
def story(town: Town) -> Story:
    return tell(town.municipality, town.areas["BU90010000"])


def values_of(path: str, town: Town, story: Story) -> dict[str, tuple[Any, ...]]:
    """Return what the parts of an address may be."""
    numbers = {
        "besluiten": story.decision.pk,
        "overleggen": story.public.pk,
        "projecten": story.project.pk,
        "draad": story.project.pk,
        "budgetrondes": _told_round(town) if "/budgetrondes/" in path else 0,
    }
    return {
        **HERE,
        **({"code": (town.own.code,)} if "eigen-gebieden" in path else {}),
        "kenmerk": (story.signal.reference,),
        "programma": (story.programme.key,),
        "soort": ("project",),
        "nummer": tuple(pk for word, pk in numbers.items() if f"/{word}/" in path),
    }


def _told_round(town: Town) -> int:
    """Return a round whose outcome everyone reads, made where there is none yet."""
    found = Round.objects.filter(municipality=town.municipality).first()
    if found is None:
        vote = voted([("1",), ("1", "2")], municipality=town.municipality)
        found = told(vote).round
    return found.pk


@described.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_the_answer_is_as_described(case: Case[Any], story: Story) -> None:
    case.call_and_validate(headers=PLAIN)


def test_answers_with_content_have_the_shape_they_should(town: Town, story: Story) -> None:
    for path, methods in schema()["paths"].items():
        known = {one["name"] for one in methods["get"]["parameters"]}
        values = values_of(path, town, story)
        names = [name for name in values if f"{{{name}}}" in path]
        outcomes = {
            described[path]["GET"]
            .Case(
                path_parameters=dict(zip(names, row, strict=True)),
                query={key: value for key, value in question.items() if key in known},
            )
            .call_and_validate(headers=PLAIN)
            .status_code
            for row in product(*(values[name] for name in names))
            for question in QUESTIONS
        }
        assert 200 in outcomes, path


def test_an_answer_of_another_shape_is_noticed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes = described.raw_schema["components"]["schemas"]
    monkeypatch.setitem(shapes["Start"]["properties"], "titel", {"type": "integer"})
    other = schemathesis.openapi.from_dict(described.raw_schema)
    other.app = described.app

    with pytest.RaisesGroup(JsonSchemaError):
        other["/"]["GET"].Case().call_and_validate(headers=PLAIN)
