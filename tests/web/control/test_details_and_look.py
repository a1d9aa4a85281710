"""The name, the form of address, the colours and the logo."""

from __future__ import annotations

import io
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.web.control.conftest import log_in
from wijkregie.domain.places import queries
from wijkregie.kit.models import LogRow
from wijkregie.web.control.forms.look import NAMES

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db

COLOURS = {"primary": "#7a1f1f", "primary-dark": "#541414"}


def errors(page: Any) -> list[str]:
    """Return what the form on a page holds against what was filled in."""
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    return [str(text) for texts in page.context["form"].errors.values() for text in texts]


def image(colour: str = "red") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(drawn, "PNG")
    return SimpleUploadedFile("logo.png", drawn.getvalue(), "image/png")


def test_a_new_name_stands_on_every_page_and_can_be_undone(
    administrator: Browser, town: Town
) -> None:
    sent = administrator.post(town.url("gegevens/"), name="Nieuwstad", address="formal")

    page = administrator.get(sent["Location"])
    public = log_in(None).get(f"/{town.municipality.slug}/").content.decode()
    town.municipality.refresh_from_db()
    assert town.municipality.formal
    assert "Nieuwstad" in public
    undo = page.context["undo"]
    administrator.post(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})
    town.municipality.refresh_from_db()
    assert (town.municipality.name, town.municipality.formal) == ("Heuvelstad", False)


def test_the_undo_is_offered_once(administrator: Browser, town: Town) -> None:
    administrator.post(town.url("gegevens/"), name="Nieuwstad", address="formal")

    first = administrator.get(town.url("gegevens/"))
    second = administrator.get(town.url("gegevens/"))

    assert "Ongedaan maken" in first.content.decode()
    assert "Ongedaan maken" not in second.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Dit veld is verplicht."),
        ("   ", "Dit veld is verplicht."),
        ("x" * 121, "niet meer dan 120 tekens"),
        ("Stad\x00", "Null-tekens"),
    ],
)
def test_a_name_that_cannot_be_is_refused_at_the_field(
    name: str, said: str, administrator: Browser, town: Town
) -> None:
    before = LogRow.objects.count()

    page = administrator.post(town.url("gegevens/"), name=name, address="formal")

    assert any(said.lower() in text.lower() for text in errors(page)), errors(page)
    assert 'aria-invalid="true"' in page.content.decode()
    town.municipality.refresh_from_db()
    assert town.municipality.name == "Heuvelstad"
    assert LogRow.objects.count() == before


def test_what_looks_like_a_script_is_shown_as_text(administrator: Browser, town: Town) -> None:
    name = "<script>alert(1)</script>"

    administrator.post(town.url("gegevens/"), name=name, address="informal")

    for url in (town.url(), town.url("gegevens/"), town.url("huisstijl/")):
        text = administrator.get(url).content.decode()
        assert name not in text
        assert "&lt;script&gt;alert(1)" in text


def test_five_megabytes_of_text_are_not_read(administrator: Browser, town: Town) -> None:
    page = administrator.post(town.url("gegevens/"), name="x" * 5_000_000, address="formal")

    assert page.status_code == HTTPStatus.BAD_REQUEST
    town.municipality.refresh_from_db()
    assert town.municipality.name == "Heuvelstad"


def test_colours_are_saved_and_served_and_can_be_undone(
    administrator: Browser, town: Town
) -> None:
    administrator.post(town.url("huisstijl/"), do="save", **COLOURS)

    page = administrator.get(town.url("huisstijl/"))
    sheet = log_in(None).get(f"/{town.municipality.slug}/huisstijl.css").content.decode()
    assert "--wr-primary: #7a1f1f" in sheet
    undo = {one["name"]: one["value"] for one in page.context["undo"]["fields"]}
    assert undo == {"do": "save", **dict.fromkeys(NAMES, "")}
    administrator.post(town.url("huisstijl/"), **undo)
    town.municipality.refresh_from_db()
    assert town.municipality.tokens == {}


def test_a_preview_shows_colours_and_contrast_and_saves_nothing(
    administrator: Browser, town: Town
) -> None:
    before = LogRow.objects.count()

    page = administrator.post(town.url("huisstijl/"), do="preview", **COLOURS)

    assert page.status_code == HTTPStatus.OK
    assert 'fill="#7a1f1f"' in page.content.decode()
    proof = next(one for one in page.context["proofs"] if one["name"] == "Hoofdkleur")
    assert proof["verdict"] == "Heel goed te lezen."
    ratio = next(one.ratio for one in queries.readings(COLOURS) if one.key == "primary")
    assert f"Op wit {ratio:.1f} op 1.".replace(".", ",", 1) in page.content.decode()
    town.municipality.refresh_from_db()
    assert town.municipality.tokens == {}
    assert LogRow.objects.count() == before


def test_a_preview_says_in_words_what_is_too_pale(administrator: Browser, town: Town) -> None:
    page = administrator.post(town.url("huisstijl/"), do="preview", primary="ffcc00")

    text = page.content.decode()
    assert "Niet goed te lezen. Kies een donkerder kleur" in text
    assert "te licht" in text


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ({"primary": "#ffcc00"}, "is niet goed te lezen op wit"),
        ({"surface": "#808080"}, "is niet goed te lezen op de getinte achtergrond"),
        ({"primary": "rood"}, "Dit is geen kleur."),
        ({"ink": "#12345g"}, "Dit is geen kleur."),
        ({"ink": "red;}body{x"}, "niet meer dan 7 tekens"),
    ],
)
def test_colours_that_cannot_be_are_refused(
    colours: dict[str, str], said: str, administrator: Browser, town: Town
) -> None:
    page = administrator.post(town.url("huisstijl/"), do="save", **colours)

    assert any(said in text for text in errors(page)), errors(page)
    town.municipality.refresh_from_db()
    assert town.municipality.tokens == {}


def test_a_logo_is_taken_over_and_removed(
    administrator: Browser, town: Town, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    administrator.post(town.url("huisstijl/logo/"), logo=image())

    town.municipality.refresh_from_db()
    path = town.municipality.logo
    shown = administrator.get(town.url("huisstijl/")).content.decode()
    served = log_in(None).get(f"/bestanden/{path}")
    assert f"/bestanden/{path}" in shown
    assert served["Content-Type"] in {"image/png", "image/webp"}
    assert b"".join(served.streaming_content)

    administrator.post(town.url("huisstijl/logo/weghalen/"))
    town.municipality.refresh_from_db()
    assert town.municipality.logo == ""


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "dit bestand niet als afbeelding",
        ),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "dit bestand niet als afbeelding"),
        (b"", "leeg"),
        (None, "Dit veld is verplicht."),
    ],
)
def test_what_is_no_image_is_no_logo(
    upload: bytes | None, said: str, administrator: Browser, town: Town
) -> None:
    files = {} if upload is None else {"logo": SimpleUploadedFile("logo.png", upload)}

    page = administrator.post(town.url("huisstijl/logo/"), **files)

    assert any(said in text for text in errors(page)), errors(page)
    town.municipality.refresh_from_db()
    assert town.municipality.logo == ""


def test_the_theme_that_colours_fall_back_to_can_be_read() -> None:
    assert all(reading.is_readable for reading in queries.readings({}))


def test_the_theme_here_is_that_of_the_stylesheet() -> None:
    sheet = Path(finders.find("wijkregie/tokens.css") or "").read_text(encoding="utf-8")

    for key, colour in queries.THEME.items():
        assert f"--wr-{key}: {colour};" in sheet
