"""The documents themselves: tagged, readable without seeing, and given only where they may."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.makers.atlas import HERE
from tests.makers.places import make_municipality, make_own_area, scope_for
from tests.makers.small_town import make_small_town
from tests.makers.strange import STRANGE
from wijkregie.domain.places.models import Area
from wijkregie.kit import typeset
from wijkregie.web.atlas import paper
from wijkregie.web.http.looks import colours

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import Settings

    from tests.web.atlas.conftest import Gather
    from tests.web.conftest import Look
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
WORDS = f"gebied/{HERE}-wijk-1-van-waterstad"


def opened(made: bytes) -> bytes:
    """Return a PDF with its compressed parts written out."""
    parts = [made]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def pages(made: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", opened(made)))


@pytest.mark.parametrize("kind", ["wijkatlas", "in-het-kort"])
def test_a_document_is_tagged_dutch_and_every_picture_has_words(
    known_country: Municipality, client: Client, kind: str
) -> None:
    response = client.get(f"/{known_country.slug}/{WORDS}/{kind}.pdf")

    made = response.content
    seen = opened(made)
    assert response["Content-Type"] == "application/pdf"
    assert f'filename="{kind}-{HERE}-wijk-1-van-waterstad.pdf"' in str(
        response["Content-Disposition"]
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in seen
    assert re.search(rb"/Lang\s*\(nl", seen)
    pictures = re.findall(rb"/S\s*/Figure\b", seen)
    assert len(pictures) >= 2
    assert len(re.findall(rb"/Alt\b", seen)) >= len(pictures)
    assert (pages(made) == 1) == (kind == "in-het-kort")


@pytest.mark.parametrize(("words", "ends"), [('alt: "een vierkant"', 0), ("", 1)])
def test_a_picture_without_words_is_refused_by_the_press(
    tmp_path: Path, words: str, ends: int
) -> None:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0,0h9v9z'/></svg>"
    )
    (tmp_path / "x.typ").write_text(
        f'#set document(title: "x")\n#image(bytes("{drawing}"), format: "svg", {words})',
        encoding="utf-8",
    )
    asked = {
        "root": str(tmp_path),
        "template": "x.typ",
        "fonts": "",
        "values": {},
        "lang": "nl",
        "megabytes": typeset.MEGABYTES,
        "seconds": typeset.SECONDS,
    }

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", str(typeset.PRESS)],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
        env={"PATH": os.defpath},
    )

    assert done.returncode == ends
    assert (b"alt" in done.stderr) == bool(ends)


@pytest.mark.parametrize("kind", [paper.SHEET, paper.BOOK])
def test_no_sign_keeps_the_papers_of_an_area_from_being_made(
    kind: str, gathered: Gather
) -> None:
    town = make_small_town()
    own = make_own_area(town.municipality, "Wijk", "WK939801", "WK939802")
    Area.objects.filter(pk=own.pk).update(name=STRANGE)
    template, values = paper.MAKERS[kind]

    made = typeset.pdf(template, values(gathered(town.municipality, own.code)), keep=False)

    assert pages(made)


def test_the_sheet_of_an_area_with_a_long_name_stays_one_page(gathered: Gather) -> None:
    town = make_small_town()
    own = make_own_area(
        town.municipality,
        "Bomenwijk/recreatiegebied/Lommerhof/Heemradenwijk",
        "WK939801",
        "WK939802",
    )
    template, values = paper.MAKERS[paper.SHEET]

    made = typeset.pdf(template, values(gathered(town.municipality, own.code)), keep=False)

    assert pages(made) == 1


def test_a_sheet_leads_to_the_site_only_where_others_reach_it(
    known_country: Municipality, gathered: Gather, settings: Settings
) -> None:
    """A code for a phone that leads to its own 127.0.0.1 leads nowhere."""
    template, values = paper.MAKERS[paper.SHEET]

    def sheet(url: str) -> tuple[str, str, int]:
        settings.WIJKREGIE_URL = url
        told = values(gathered(known_country, HERE))
        return told["address"], told["code"], pages(typeset.pdf(template, told, keep=False))

    assert sheet("http://127.0.0.1:8000") == ("", "", 1)
    address, code, sheets = sheet("https://wijken.voorbeeld.nl")
    assert address == f"https://wijken.voorbeeld.nl/{known_country.slug}/{WORDS}"
    assert code.startswith("<svg")
    assert sheets == 1


def test_an_area_that_is_not_there_has_no_document(
    known_country: Municipality, client: Client
) -> None:
    for words in ("WK999999-nergens", "%20", "WK920001'"):
        found = client.get(f"/{known_country.slug}/gebied/{words}/wijkatlas.pdf")
        assert found.status_code == 404


def test_an_area_that_is_not_public_yet_is_for_nobody_who_passes_by(
    known_country: Municipality, client: Client
) -> None:
    own = make_own_area(known_country, "Geheim plan", HERE)
    address = f"/{known_country.slug}/gebied/{own.code}-geheim-plan/wijkatlas.pdf"

    assert client.get(address).status_code == 200  # it would have been given
    Area.objects.filter(pk=own.pk).update(public=False)

    assert client.get(address).status_code == 404


def test_a_document_that_cannot_be_made_is_said_on_the_page(
    known_country: Municipality, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "SECONDS", 0.001)

    found = client.get(f"/{known_country.slug}/{WORDS}/in-het-kort.pdf", follow=True)

    assert found.redirect_chain[0][0] == f"/{known_country.slug}/{WORDS}"
    assert "niet gemaakt worden" in found.content.decode()


def test_the_municipality_chooses_the_colours(known_country: Municipality) -> None:
    known_country.tokens = {"primary": "#123456"}
    known_country.save(update_fields=["tokens"])

    found = colours(scope_for(known_country))

    assert found["primary"] == "#123456"
    assert found["thread"] == "#c1272d"


def test_every_area_stands_in_the_list_with_both_documents(
    known_country: Municipality, look: Look
) -> None:
    page = look(f"/{known_country.slug}/wijkatlas")

    assert page.faults() == []
    assert [text for level, text in page.headings if level == 2] == [
        "De hele gemeente",
        "Wijken (CBS)",
        "Buurten (CBS)",
    ]
    links = {url for url, _text in page.links}
    assert f"/{known_country.slug}/{WORDS}/wijkatlas.pdf" in links
    assert f"/{known_country.slug}/{WORDS}/in-het-kort.pdf" in links


def test_a_list_of_nothing_says_what_comes_here(look: Look) -> None:
    page = look(f"/{make_municipality('Leegstad', code='GM9333').slug}/wijkatlas")

    assert "Zodra open data van wijken en buurten zijn ingelezen" in page.text
