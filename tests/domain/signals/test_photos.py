"""A photo comes along without its place, goes when all goes, and is for few."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.signals import a_signal, by_link, make_signal, make_theme, send
from wijkregie.cli.nights import PARTS
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Photo, Signal
from wijkregie.kit import audit, files, images
from wijkregie.kit.viewer import anonymous, follower, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town

CANARY = "KanarieCamera 3000"


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_photo(name: str = "IMG_1234.jpg") -> SimpleUploadedFile:
    image, exif = Image.new("RGB", (40, 30), "green"), Image.Exif()
    exif[0x0110] = CANARY
    exif.get_ifd(0x8825)[1] = "N"
    content = io.BytesIO()
    image.save(content, "JPEG", exif=exif)
    assert CANARY.encode() in content.getvalue()
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def stored(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def with_photo(town: Town) -> Signal:
    return make_signal(town.municipality, town.noord, theme=town.theme, photo=a_photo())


def test_a_photo_is_kept_without_camera_and_place(town: Town, kept: Path) -> None:
    signal = with_photo(town)

    photo = Photo.objects.get()
    (path,) = stored(kept)
    assert (photo.signal, photo.file.name) == (signal, f"signals/{path.name}")
    assert CANARY.encode() not in path.read_bytes()
    assert not Image.open(io.BytesIO(path.read_bytes())).getexif()
    assert "IMG_1234" not in path.name


def test_what_is_no_photo_is_refused_and_nothing_is_kept(town: Town, kept: Path) -> None:
    script = SimpleUploadedFile("foto.jpg", b"<script>alert(1)</script>", "image/jpeg")

    with pytest.raises(images.ImageRefused):
        make_signal(town.municipality, theme=town.theme, photo=script)

    assert not Signal.objects.exists()
    assert stored(kept) == []


def test_the_file_goes_when_the_rest_fails(
    town: Town, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_args: Any, **_more: Any) -> None:
        assert stored(kept)  # it was there
        raise RuntimeError("the power went out")

    monkeypatch.setattr(audit, "record", fall)
    with pytest.raises(RuntimeError, match="power"):
        with_photo(town)

    assert not Signal.objects.exists()
    assert stored(kept) == []


def test_the_same_form_again_keeps_one_photo(town: Town, kept: Path) -> None:
    draft = a_signal(town.theme, photo=a_photo())
    send(draft, town.municipality)
    send(draft, town.municipality)

    assert (Photo.objects.count(), len(stored(kept))) == (1, 1)


def test_a_photo_is_for_who_handles_and_who_sent_it(town: Town, kept: Path) -> None:
    signal = with_photo(town)
    other = make_signal(town.municipality, town.noord, theme=town.theme)
    elsewhere = make_municipality()
    photo = Photo.objects.get()
    seen = {
        "worker": town.worker(area=town.molenwijk),
        "specialist": town.worker(Role.SPECIALIST),
        "operator": installation(town.municipality.pk),
        "who sent it": by_link(signal),
    }
    hidden = {
        "passer-by": town.passer_by,
        "another raiser": by_link(other),
        "worker of another wijk": town.worker(area=town.rivierenwijk),
        "chair": town.chair(),
        "council": town.worker(Role.COUNCIL_MEMBER),
        "administrator": town.worker(Role.ADMINISTRATOR),
        "neighbour": viewer_for(make_role(elsewhere, Role.COMMUNITY_WORKER).person, elsewhere),
        "the same link elsewhere": follower(elsewhere.pk, by_link(signal).raiser_id or 0),
        "the country": anonymous(),
    }

    for who, viewer in seen.items():
        assert queries.photo_of(viewer, signal.reference, photo.pk) == photo.file.name, who
        assert _ids(viewer, signal) == (photo.pk,), who
    for who, viewer in hidden.items():
        assert queries.photo_of(viewer, signal.reference, photo.pk) is None, who
        assert _ids(viewer, signal) == (), who


def _ids(viewer: Any, signal: Signal) -> tuple[int, ...]:
    found = queries.signal_by_id(viewer, signal.pk, on=AT.date())
    return found.photo_ids if found else ()


def test_a_photo_is_found_at_its_own_signal_only(town: Town, kept: Path) -> None:
    with_photo(town)
    other, by = make_signal(town.municipality, theme=town.theme), town.worker()
    photo = Photo.objects.get()

    assert queries.photo_of(by, other.reference, photo.pk) is None
    assert queries.photo_of(by, "geen kenmerk", photo.pk) is None
    assert queries.photo_of(by, photo.signal.reference, 999_999) is None


def test_no_photo_of_a_signal_has_a_public_address(town: Town, kept: Path) -> None:
    with_photo(town)
    name = str(Photo.objects.get().file)

    assert files.public_kind(name) is None
    # The control: the same name in the public folder has one.
    assert files.public_kind(name.replace("signals/", "logos/"))


def test_a_photo_of_a_theme_of_elsewhere_is_not_even_stored(town: Town, kept: Path) -> None:
    theirs = make_theme(make_municipality())

    with pytest.raises(services.SignalRefused, match="Kies een thema"):
        make_signal(town.municipality, theme=theirs, photo=a_photo())

    assert stored(kept) == []


def test_a_photo_that_lost_its_row_goes_after_a_day(town: Town, kept: Path) -> None:
    """The server was killed between the file and the end of the transaction."""
    assert services.discard_lost_photos(at=AT) == {}  # nobody sent a photo yet
    with_photo(town)
    lost = files.store(b"left behind", folder="signals", kind="webp")

    for path in stored(kept):
        os.utime(path, (AT.timestamp(), AT.timestamp()))

    assert services.discard_lost_photos(at=AT + timedelta(hours=23)) == {}
    assert PARTS["tidy"](AT + timedelta(hours=25))["lost_photos"] == 1

    assert not (kept / lost).exists()
    assert [path.name for path in stored(kept)] == [Path(str(Photo.objects.get().file)).name]
