"""Printing every area of a municipality with one command."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from tests.makers.places import make_municipality
from tests.makers.small_town import make_small_town
from wijkregie.kit import typeset

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


def printed(out: Path, municipality: str = "GM9398", **options: Any) -> str:
    told = StringIO()
    call_command("atlas", municipality=municipality, out=out, stdout=told, **options)
    return told.getvalue()


def test_every_area_gets_both_documents(tmp_path: Path) -> None:
    make_small_town()

    told = printed(tmp_path / "uit", area=["WK939801", "eg001", "GM9398"])

    names = sorted(path.name for path in (tmp_path / "uit").iterdir())
    assert names == [
        "in-het-kort-EG001-de-hoek-zuid.pdf",
        "in-het-kort-GM9398-heuvelstad.pdf",
        "in-het-kort-WK939801-molenwijk.pdf",
        "wijkatlas-EG001-de-hoek-zuid.pdf",
        "wijkatlas-GM9398-heuvelstad.pdf",
        "wijkatlas-WK939801-molenwijk.pdf",
    ]
    assert all((tmp_path / "uit" / name).read_bytes().startswith(b"%PDF-") for name in names)
    assert "6 documenten" in told


def test_without_an_address_that_others_reach_the_sheets_have_none(
    tmp_path: Path, settings: Settings
) -> None:
    make_small_town()

    def warned(url: str, **options: str) -> str:
        settings.WIJKREGIE_URL = url
        told = StringIO()
        printed(tmp_path, area=["BU93980101"], stderr=told, **options)
        return told.getvalue()

    assert "geen adres van de site" in warned("http://127.0.0.1:8000")
    assert warned("https://wijken.voorbeeld.nl") == ""
    assert warned("http://127.0.0.1:8000", site="https://wijken.voorbeeld.nl/") == ""
    for wrong in ("wijken.voorbeeld.nl", "ftp://wijken.voorbeeld.nl", "https://"):
        with pytest.raises(CommandError, match="geen adres van een site"):
            warned("http://127.0.0.1:8000", site=wrong)


@pytest.mark.parametrize("asked", ["Heuvelstad", "heuvelstad", " gm9398 "])
def test_a_municipality_is_known_by_name_address_and_code(tmp_path: Path, asked: str) -> None:
    make_small_town()

    assert "2 documenten" in printed(tmp_path, asked, area=["BU93980101"])


def test_what_cannot_be_printed_is_one_sentence(tmp_path: Path) -> None:
    make_small_town()
    make_municipality("Leegstad", code="GM9333")
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")

    with pytest.raises(CommandError, match="geen gemeente “Nergens”"):
        printed(tmp_path, "Nergens")
    with pytest.raises(CommandError, match="Leegstad heeft zulke gebieden nog niet"):
        printed(tmp_path, "Leegstad")
    with pytest.raises(CommandError, match="kan niet worden gemaakt"):
        printed(tmp_path / "bestand" / "uit")


def test_a_document_that_fails_is_named_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_small_town()
    monkeypatch.setattr(typeset, "SECONDS", 0.001)

    with pytest.raises(CommandError, match=r"WK939801-molenwijk\.pdf is niet gemaakt"):
        printed(tmp_path, area=["WK939801"])

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    make_small_town()
    (tmp_path / "wijkatlas-WK939801-molenwijk.pdf").mkdir()

    with pytest.raises(CommandError, match="is niet gemaakt"):
        printed(tmp_path, area=["WK939801"])
