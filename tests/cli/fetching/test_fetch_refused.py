"""Where fetching is not possible, one message says how to go on without it."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import translation

from tests.cli.typed import Typed, stored
from wijkregie.cli.fetching import keeping, saying
from wijkregie.cli.fetching.faults import FetchFault, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.fake import Fake

pytestmark = pytest.mark.usefixtures("file_database")
KWB = ("fetch", "kwb", "--year", "2017")
BORDERS = ("fetch", "borders", "--year", "2024")


@pytest.fixture
def folder(file_database: Path) -> Path:
    return file_database.parent / "fetched"


@pytest.fixture
def nowhere(fake: Fake, settings: Any) -> None:
    """No service can be reached: nobody listens at their addresses."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    settings.WIJKREGIE_SERVICES = dict.fromkeys(settings.WIJKREGIE_SERVICES, address)


@pytest.mark.usefixtures("nowhere")
def test_without_network_one_reads_what_to_download_and_where_to_put_it(
    typed: Typed, folder: Path
) -> None:
    code, said = typed(*KWB)

    assert code == 1
    assert said.split("\n", 1)[1] == (
        "Er is geen verbinding met 127.0.0.1. Er is niets opgeslagen.\n"
        "\n"
        "Haal het bestand zelf op, op een computer met internet:\n"
        "1. Open https://opendata.cbs.nl/statline/#/CBS/nl/dataset/83765NED/table\n"
        "2. Download de tabel als CSV, van alle wijken en buurten.\n"
        f"3. Bewaar het als {folder}/kwb_2017.csv\n"
        f"4. Typ: wijkregie import kwb {folder}/kwb_2017.csv --year 2017\n"
    )
    assert stored() == set()


@pytest.mark.usefixtures("nowhere")
def test_without_network_borders_have_their_own_page(typed: Typed, folder: Path) -> None:
    code, said = typed(*BORDERS)

    assert code == 1
    assert "/geografische-data/wijk-en-buurtkaart-2024\n" in said
    assert f"wijkregie import borders {folder}/wijkenbuurten_2024.gpkg --year 2024" in said


def test_the_folder_named_for_files_by_hand_is_there(
    typed: Typed, nowhere: None, folder: Path
) -> None:
    typed(*KWB)

    assert folder.is_dir()


@pytest.mark.parametrize(
    ("words", "page"),
    [
        (
            ("fetch", "kwb", "--year", "2009"),
            "reeksen/publicatie/kerncijfers-wijken-en-buurten",
        ),
        (("fetch", "borders", "--year", "2015"), "wijk-en-buurtkaart-2015"),
        (("fetch", "borders", "--year", "2018", "--service", "ogc"), "wijk-en-buurtkaart-2018"),
    ],
)
def test_a_year_that_no_service_gives_is_told_without_asking(
    typed: Typed, fake: Fake, words: tuple[str, ...], page: str
) -> None:
    code, said = typed(*words)

    assert code == 1
    assert "niet in een vorm die Wijkregie leest" in said
    assert page in said
    assert f"wijkregie import {words[1]} " in said
    assert fake.asked == []


def test_a_table_that_is_gone_is_told_with_its_page(typed: Typed, fake: Fake) -> None:
    code, said = typed(*KWB, "--table", "00000NED")

    assert code == 1
    assert "heeft deze tabel of kaartlaag niet" in said
    assert "/dataset/00000NED/table" in said
    assert len(fake.asked) == 1


def test_a_layer_that_is_gone_is_told(typed: Typed, fake: Fake) -> None:
    code, said = typed("fetch", "borders", "--year", "2019")

    assert (code, "heeft deze tabel of kaartlaag niet" in said) == (1, True)


@pytest.mark.parametrize("code", ["0353", "IJsselstein", "WK035300", "GM353"])
def test_a_municipality_is_named_by_its_code(typed: Typed, fake: Fake, code: str) -> None:
    ended, said = typed(*KWB, "--municipality", code)

    assert ended == 1
    assert f"“{code}” is geen code van een gemeente. Typ die als GM0353." in said
    assert fake.asked == []


@pytest.mark.parametrize("words", [KWB, (*KWB, "--service", "odata3"), BORDERS])
def test_a_municipality_that_is_not_in_that_year_is_told(
    typed: Typed, fake: Fake, folder: Path, words: tuple[str, ...]
) -> None:
    code, said = typed(*words, "--municipality", "GM1980")

    assert code == 1
    assert "heeft geen gebieden van GM1980" in said
    assert "in dat jaar kan het een andere zijn" in said
    assert stored() == set()
    assert not [*folder.glob("*/GM1980")]


def test_a_service_that_is_for_something_else_is_refused(typed: Typed, fake: Fake) -> None:
    code, said = typed(*KWB, "--service", "wfs")

    assert code == 1
    assert "wfs geeft geen kwb. Kies uit: odata3, odata4." in said
    assert fake.asked == []


def test_a_full_disk_is_told_and_stores_nothing(
    typed: Typed, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keeping, "write_whole", full)

    code, said = typed(*KWB)

    assert code == 1
    assert "De schijf is vol. Er is niets opgeslagen." in said
    assert stored() == set()


def test_nothing_is_asked_of_an_installation_that_is_not_ready(
    typed: Typed, fake: Fake
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'places'")

    code, said = typed(*KWB)

    assert (code, "wijkregie prepare" in said) == (1, True)
    assert fake.asked == []


def test_a_year_must_be_named(typed: Typed, fake: Fake) -> None:
    code, said = typed("fetch", "kwb")

    assert (code, "--year" in said) == (2, True)


@pytest.mark.parametrize("kind", Kind)
def test_every_fault_has_a_sentence(kind: Kind) -> None:
    with translation.override("nl"):
        said = saying.why(FetchFault(kind, "https://a.nl/x", "iets"))

    assert said.endswith(".")
    assert said[0].isupper() or said.startswith("a.nl ")
    assert "%" not in said
