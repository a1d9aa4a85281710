"""All reports on a map and in a list: by area, never by spot, the same for everyone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.signals import answered, make_signal, make_theme
from tests.web.seen import seen
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import OwnKind
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.viewer import installation
from wijkregie.web.signals import dots

if TYPE_CHECKING:
    import pytest
    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.signals.conftest import Here

PAGE = "meldingen"
SPOT = (523, 517)


def raised(here: Here, code: str = "BU93980101", **more: Any) -> Signal:
    given = {"theme": here.theme, "text": "Kanarietekst", "place": "Kanarieplek", **more}
    return make_signal(here.municipality, here.town.area(code), **given)


def counted(html: str) -> dict[str, str]:
    """The numbers beside the map, by the name of the area."""
    rows = re.findall(
        r'<th class="utrecht-table__cell"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>', html
    )
    return {re.sub("<[^>]+>|\u200b|<wbr>", "", name): number for name, number in rows}


def test_the_map_and_the_list_beside_it_count_the_same(here: Here, look: Look) -> None:
    for code in ("BU93980101", "BU93980102", "WK939802"):
        raised(here, code)
    make_signal(here.municipality, theme=here.theme)
    page = look(here.url(PAGE))

    assert page.faults() == []
    assert "4 meldingen" in page.text
    assert counted(page.html) == {
        "Molenwijk": "2",
        "Rivierenwijk": "1",
        "Nieuwland": "0",
        "Het hele gebied, of niet op de kaart": "1",
    }
    on_map = re.findall(r'aria-label="(\w+): (\d) melding', page.html)
    assert on_map == [("Molenwijk", "2"), ("Nieuwland", "0"), ("Rivierenwijk", "1")]
    assert len(re.findall(r"wr-dots__dot", page.html)) == 2


def test_an_area_shows_its_parts_and_the_way_back(here: Here, look: Look) -> None:
    raised(here, "BU93980101")
    raised(here, "WK939801")
    raised(here, "WK939802")
    page = look(here.url(PAGE), gebied="wk939801", stand="open")

    assert page.faults() == []
    assert "Meldingen in Molenwijk" in page.text
    assert counted(page.html) == {
        "Molenwijk-Noord": "1",
        "Molenwijk-Zuid": "0",
        "Het hele gebied, of niet op de kaart": "1",
    }
    assert page.url("Molenwijk-Noord").endswith("?gebied=BU93980101&stand=open&pagina=1")
    assert "gebied=&" in page.url("Alle gebieden")
    assert "gebied/WK939801" in page.url("Bekijk de pagina van dit gebied")


def test_a_buurt_is_its_own_only_part(here: Here, look: Look) -> None:
    raised(here)
    page = look(here.url(PAGE), gebied="BU93980101")

    assert page.faults() == []
    assert counted(page.html) == {"Molenwijk-Noord": "1"}


def test_one_chooses_by_subject_state_and_period(here: Here, look: Look) -> None:
    other = make_theme(here.municipality, "Verkeer")
    titles = {
        "nieuw": raised(here),
        "verkeer": raised(here, theme=other),
        "klaar": answered(raised(here)),
        "vorige maand": raised(here, at=AT - timedelta(days=45)),
        "oud": raised(here, at=AT - timedelta(days=400)),
    }
    for title, signal in titles.items():
        Signal.objects.filter(pk=signal.pk).update(title=f"Bank {title}")

    def shown(**asked: str) -> set[str]:
        return set(re.findall(r"Bank (\w+(?: maand)?)", look(here.url(PAGE), **asked).text))

    assert shown() == {"nieuw", "verkeer", "klaar", "vorige maand"}
    assert shown(periode="alles") == set(titles)
    assert shown(periode="maand") == {"nieuw", "verkeer", "klaar"}
    assert shown(periode="kwartaal", stand="open") == {"nieuw", "verkeer", "vorige maand"}
    assert shown(stand="klaar") == {"klaar"}
    assert shown(thema=str(other.pk)) == {"verkeer"}
    assert shown(thema="x", stand="x", periode="x", gebied="x", pagina="x") == shown()


def test_the_list_says_until_when_and_what_is_too_late(here: Here, look: Look) -> None:
    raised(here, at=AT - timedelta(days=45))
    raised(here)
    answered(raised(here))
    text = look(here.url(PAGE)).text

    assert len(re.findall(r"antwoord te laat sinds \d+ \w+ 2026", text)) == 1
    assert len(re.findall(r"antwoord uiterlijk \d+ \w+ 2026", text)) == 1
    assert "Afgerond" in text


def test_a_long_list_has_pages(here: Here, look: Look) -> None:
    for _each in range(26):
        raised(here)
    first, second = look(here.url(PAGE)), look(here.url(PAGE), pagina="2")

    assert first.html.count("wr-reports__state") == 25
    assert second.html.count("wr-reports__state") == 1
    assert first.url("Volgende").endswith("?pagina=2")


def test_with_nothing_to_show_one_reads_what_will_stand_here(here: Here, look: Look) -> None:
    page = look(here.url(PAGE))

    assert page.faults() == []
    assert "Niets bij deze keuze" in page.text
    assert "0 meldingen" in page.text
    look("/nederland/meldingen", 404)


# --- what is not public


def test_words_spots_and_who_raised_it_are_not_there(
    here: Here, look: Look, client: Client, at_work: Client
) -> None:
    raised(here)
    Signal.objects.update(x=SPOT[0], y=SPOT[1])
    before = look(here.url(PAGE)).html
    Signal.objects.update(x=SPOT[0] + 300, y=SPOT[1] + 300, text="Iets anders", place="")

    for html in (before, at_work.get(here.url(PAGE)).content.decode()):
        assert "Kanarie" not in html
    assert look(here.url(PAGE)).html == before  # the control: an area does move the dot
    signal = Signal.objects.get()
    words = services.SignalWords("", signal.kind, here.theme.pk, here.town.area("WK939802").pk)
    services.describe(signal.pk, words, by=installation(here.municipality.pk), at=AT)
    assert look(here.url(PAGE)).html != before


def test_an_area_that_is_not_public_yet_is_asked_for_in_vain(
    here: Here, look: Look, at_work: Client
) -> None:
    hidden = make_own_area(here.municipality, "Kanariehof", "BU93980101", public=False)
    raised(here)

    assert "Kanariehof" not in look(here.url(PAGE), gebied=hidden.code).text
    known = seen(at_work.get(here.url(PAGE), {"gebied": hidden.code}))
    assert "Kanariehof" in known.text


def test_another_municipality_counts_its_own(here: Here, look: Look) -> None:
    raised(here)
    city = make_municipality("Leegstad")
    page = look(f"/{city.slug}/meldingen")

    assert "0 meldingen" in page.text
    assert "wr-dots__dot" not in page.html


# --- price


def test_it_costs_a_fixed_number_of_queries(
    here: Here, client: Client, django_assert_max_num_queries: Any
) -> None:
    for code in ("BU93980101", "WK939802") * 13:
        raised(here, code)
    client.get(here.url(PAGE))

    for asked in ({}, {"gebied": "WK939801"}, {"stand": "open", "pagina": "2"}):
        with django_assert_max_num_queries(17):
            assert client.get(here.url(PAGE), asked).status_code == 200


def test_a_page_weighs_the_same_however_many_reports_there_are(
    here: Here, client: Client
) -> None:
    for _each in range(40):
        raised(here)

    assert len(client.get(here.url(PAGE)).content) < 100_000


def test_a_map_that_is_too_heavy_keeps_its_dots(
    here: Here, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(here)
    monkeypatch.setattr(dots, "HEAVIEST", 1)
    html = look(here.url(PAGE)).html

    assert "wr-dots__dot" in html
    assert "wr-dots__area" not in html


def test_a_schematic_map_says_so(here: Here, look: Look) -> None:
    assert "Grenzen: CBS en Kadaster" in look(here.url(PAGE)).text
    Area.objects.filter(pk=here.town.own.pk).update(kind=OwnKind.WIJK)
    assert look(here.url(PAGE)).faults() == []
