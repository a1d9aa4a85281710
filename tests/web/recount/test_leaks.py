"""Running counts leak nowhere before they are told: pages, files, API, log, another's desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.counting import counted, voted
from tests.makers.people import make_role
from tests.makers.places import make_municipality
from tests.web.control.conftest import log_in
from wijkregie.domain.budgets.models import Count
from wijkregie.domain.budgets.queries import counts
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from tests.makers.voting import Vote
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("over")]
#: As many votes as nothing else on these pages counts.
CANARY = 37


@pytest.fixture
def vote(here: Municipality) -> Vote:
    made = voted([("3",)] * CANARY, municipality=here)
    counted(made)
    return made


def channels(vote: Vote) -> list[str]:
    """Every address at which something of a vote stands."""
    slug, pk = vote.round.municipality.slug, vote.round.pk
    here, api = f"/{slug}/budgetronde/{pk}", f"/api/v1/gemeenten/{slug}/budgetrondes"
    behind = ("", "/voorstellen", "/stemmen", "/stembewijs", "/uitslag", "/natellen", "/tellen")
    files = ("telbestand.json", "stembiljetten.json", "stemming.pb", "plannen.csv", "plan/3")
    return [
        f"/{slug}/",
        f"/{slug}/budgetten",
        f"/{slug}/budget/{vote.round.fund_id}",
        *(f"{here}{path}" for path in behind),
        *(f"{here}/uitslag/{name}" for name in files),
        api,
        *(f"{api}/{pk}{path}" for path in ("", "/voorstellen", "/uitslag")),
    ]


def leaks(vote: Vote, browser: Browser) -> list[str]:
    """The addresses that tell the seal of the count, its root, or how many voted for plan 3."""
    told = json.loads(Count.objects.get().audit)
    secrets = (told["seal"], told["ballots"]["root"], f"{CANARY} m", f";{CANARY};", "37,")
    found = []
    for path in channels(vote):
        answer = browser.get(path)
        text = answer.content.decode(errors="replace") + str(answer.headers)
        if any(secret in text for secret in secrets):
            found.append(path)
    return found


@pytest.mark.parametrize("role", [None, Role.SPECIALIST, Role.COMMUNITY_WORKER])
def test_nobody_but_who_runs_the_fund_reads_a_running_count(
    here: Municipality, vote: Vote, role: Role | None
) -> None:
    person = None if role is None else make_role(here, role).person

    assert leaks(vote, log_in(person)) == []


def test_who_runs_another_fund_elsewhere_reads_nothing(vote: Vote) -> None:
    other = make_municipality("Elders", code="GM0399")

    assert leaks(vote, log_in(make_role(other, Role.ADMINISTRATOR).person)) == []


def test_a_leak_is_found(vote: Vote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: counts that everybody may see, told or not."""

    def everything(_viewer: Any) -> Any:
        return Count.objects.all()

    monkeypatch.setattr(counts, "_counts", everything)

    found = leaks(vote, log_in(None))

    assert any(path.endswith("/uitslag") for path in found)
    assert any(path.endswith("telbestand.json") for path in found)
