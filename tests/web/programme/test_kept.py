"""Two people change the same thing: the second undoes nothing without knowing."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.makers.agreements import make_agreement, make_covenant
from tests.makers.bridge import make_initiative, make_perspective
from tests.makers.money import divide, make_order, percent, rest
from tests.makers.people import make_person, make_seat
from tests.makers.places import AT
from tests.makers.programme import make_cost, make_coverage
from tests.makers.reporting import make_report
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WAS = re.compile(r'name="voor" value="([^"]*)"')


def sent_of(page: Any) -> dict[str, Any]:
    """What a browser would send of a page as it stands there."""
    form = page.context["form"]
    fields = {one.html_name: one.value() for one in form}
    found = WAS.search(page.content.decode())
    assert found, "the page does not tell what it showed"
    given = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return {name: form.fields[name].prepare_value(value) for name, value in given.items()} | {
        "voor": unescape(found[1])
    }


def cost(city: City) -> str:
    project = city.project()
    return city.card(project, f"/kosten/{make_cost(project, 100_00, year=YEAR, what='zaal')}")


def coverage(city: City) -> str:
    project = city.project()
    return city.card(project, f"/dekking/{make_coverage(project, 100_00, year=YEAR)}")


def order(city: City) -> str:
    project = city.project()
    return city.card(project, f"/verplichting/{make_order(project, year=YEAR)}")


def division(city: City) -> str:
    project = city.project()
    make_cost(project, 100_00, year=YEAR)
    divide(project, percent("Woonwaard", "40"), rest("WMO"))
    return city.card(project, "/verdeling")


def agreement(city: City) -> str:
    made = make_agreement(city.programme, city.organisation, agreed=False)
    return city.url(f"afspraak/{made.pk}/wijzigen")


def partner_report(city: City) -> str:
    person = make_person("Pia Partner", municipality=city.municipality)
    make_seat(city.group, city.manager, organisation=city.organisation)
    make_seat(city.group, person, organisation=city.organisation)
    made = make_agreement(city.programme, city.organisation, due=[TODAY])
    return city.url(f"afspraak/{made.pk}/rapportage/{made.reports.get().pk}")


def covenant(city: City) -> str:
    return city.url(f"convenant/{make_covenant(city.group).pk}/wijzigen")


def bottleneck(city: City) -> str:
    return f"{city.page}/knelpunt/{city.bottleneck.pk}"


def regular(city: City) -> str:
    return city.url(f"lijnwerk/{city.programme.regular_activities.get().pk}/wijzigen")


def perspective(city: City) -> str:
    return f"{city.page}/perspectief/{make_perspective(city.programme).pk}/wijzigen"


def initiative(city: City) -> str:
    return f"{city.page}/initiatief/{make_initiative(city.programme).pk}/wijzigen"


def draft_report(city: City) -> str:
    made = make_report(city.programme, words="Wat de raad moet weten.")
    return reverse(
        "programme:report_write",
        args=[city.municipality.slug, city.programme.key, made.number],
    )


def score(city: City) -> str:
    url = f"{city.page}/indelen/{city.area.code}"
    draft = services.ScoreDraft(city.area.pk, "above", "Het gaat goed.")
    by = installation(city.municipality.pk)
    services.score_area(city.programme.pk, draft, by=by, at=AT)
    return url


def statement(city: City) -> str:
    by = installation(city.municipality.pk)
    begun = services.AnalysisDraft(city.area.pk, city.group.pk)
    made = services.begin_analysis(city.programme.pk, begun, by=by, at=AT)
    said = services.StatementDraft("weakness", "residents", "Er is te weinig groen.")
    line = services.add_statement(made, said, by=by, at=AT)
    return city.url(f"analyse/{made}/uitspraak/{line}/wijzigen")


#: Where each form stands, what the first makes of it, and what the second then types.
FORMS: dict[str, tuple[Callable[[City], str], dict[str, str], dict[str, str]]] = {
    "cost": (cost, {"amount": "300"}, {"what": "grote zaal"}),
    "coverage": (coverage, {"amount": "300"}, {"pledge": "committed"}),
    "order": (order, {"amount": "700"}, {"reference": "B-12"}),
    "division": (division, {"value_0": "70"}, {"pledge_1": "committed"}),
    "agreement": (agreement, {"title": "Elke week koffie"}, {"unit": "bezoeken"}),
    "partner report": (partner_report, {"text": "Veel gedaan."}, {"text": "Weinig gedaan."}),
    "covenant": (covenant, {"mandates": "alle meldingen"}, {"title": "Convenant nu"}),
    "bottleneck": (bottleneck, {"title": "geen licht"}, {"remark": "Ook in de winter."}),
    "regular": (regular, {"name": "Buurtwerk"}, {"holder": "Stichting Samen"}),
    "perspective": (perspective, {"title": "Meer groen"}, {"text": "Ook op het plein."}),
    "initiative": (initiative, {"title": "Een buurttuin"}, {"text": "Met een kas."}),
    "score": (score, {"remark": "Het kan beter."}, {"score": "below"}),
    "statement": (statement, {"text": "Er staat geen boom."}, {"source": "figures"}),
    "draft report": (draft_report, {"words": "Het gaat goed."}, {"title": "Half jaar"}),
}


@pytest.mark.parametrize("which", FORMS)
def test_an_older_page_undoes_nothing_of_what_another_changed(
    city: City, manager: Browser, which: str
) -> None:
    place, first, second = FORMS[which]
    url = place(city)
    page = sent_of(manager.get(url))
    assert manager.post(url, **page | first).status_code == 302

    refused = manager.post(url, **page | second)

    assert refused.status_code == 422
    text = seen(refused).text
    assert "Iemand anders heeft dit gewijzigd" in text
    assert list(refused.context["form"].errors) == ["__all__"]
    told = [one["text"] for one in refused.context["changed"]]
    ((name, value),) = first.items()
    assert any(value in one for one in told), told
    now = sent_of(refused)
    assert now | second == now
    if name not in second:
        assert value in str(now[name])

    assert manager.post(url, **now).status_code == 302
    stands = sent_of(manager.get(url))
    assert {key: str(stands[key]) for key in second} == second
    if name not in second:
        assert value in str(stands[name])


def test_a_track_that_another_chose_meanwhile_is_not_undone_unseen(
    city: City, manager: Browser
) -> None:
    url = city.card(city.project(), "/spoor")
    page = sent_of(manager.get(url))
    assert manager.post(url, **page | {"track": "now"}).status_code == 302

    refused = manager.post(url, **page | {"track": "structural"})

    assert refused.status_code == 422
    assert "Iemand anders heeft dit gewijzigd" in seen(refused).text
    assert [one["text"][:3] for one in refused.context["changed"]] == ["Nu:"]
    assert manager.post(url, **sent_of(refused)).status_code == 302
    assert sent_of(manager.get(url))["track"] == "structural"


def test_a_statement_with_other_words_than_were_shown_is_not_removed_unseen(
    city: City, manager: Browser
) -> None:
    change = statement(city)
    remove = change.replace("/wijzigen", "/weg")
    shown = sent_of(manager.get(remove))
    manager.post(change, **sent_of(manager.get(change)) | {"text": "Er staat geen boom."})

    refused = manager.post(remove, **shown)

    assert refused.status_code == 422
    assert "Iemand anders heeft dit gewijzigd" in seen(refused).text
    assert "Er staat geen boom." in seen(refused).text
    assert manager.post(remove, **sent_of(refused)).status_code == 302
    assert manager.get(remove).status_code == 404


def test_a_page_that_does_not_tell_what_it_showed_is_saved_as_before(
    city: City, manager: Browser
) -> None:
    url = cost(city)
    page = sent_of(manager.get(url))
    for odd in ("", "[]", "not json"):
        sent = page | {"voor": odd, "amount": f"{len(odd)}00"}
        assert manager.post(url, **sent).status_code == 302


def test_a_funder_that_another_added_meanwhile_is_not_wiped(
    city: City, manager: Browser
) -> None:
    url = division(city)
    page = sent_of(manager.get(url))
    for at in (2, 4):
        first = sent_of(manager.get(url))
        for row in (at, at + 1):
            first |= {
                f"funder_{row}": f"Fonds {row}",
                f"value_{row}": "1",
                f"kind_{row}": "fixed",
            }
        assert manager.post(url, **first).status_code == 302

    refused = manager.post(url, **page | {"value_0": "30"})

    assert refused.status_code == 422
    assert manager.post(url, **sent_of(refused)).status_code == 302
    stands = sent_of(manager.get(url))
    assert [stands[f"funder_{at}"] for at in range(6)] == [
        "Woonwaard",
        "WMO",
        *(f"Fonds {row}" for row in range(2, 6)),
    ]
    assert stands["value_0"] == "30"
