"""Of an uploaded image only the picture is kept."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from wijkregie.kit import files, images
from wijkregie.kit.images import ImageRefused, store_image

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "Kanariewerdijk"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "PNG", *, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    drawn = io.BytesIO()
    found = Image.new(mode, size, "red" if mode == "RGB" else None)
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x0112] = 6  # turned a quarter
    found.save(drawn, format=kind, exif=exif)
    return drawn.getvalue()


def stored(content: bytes, name: str = "logo.png") -> bytes:
    kept = store_image(SimpleUploadedFile(name, content), folder="logos")
    assert files.public_kind(kept)
    assert "logo" not in kept.removeprefix("logos/")
    with default_storage.open(kept) as file:
        return bytes(file.read())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_hidden_data_is_gone_and_the_picture_stands_upright(kind: str) -> None:
    content = picture(kind)
    assert CANARY.encode() in content

    kept = stored(content)

    assert CANARY.encode() not in kept
    with Image.open(io.BytesIO(kept)) as found:
        assert found.size == (40, 60)
        assert not found.getexif()
        assert "icc_profile" not in found.info


def test_a_transparent_picture_stays_transparent() -> None:
    with Image.open(io.BytesIO(stored(picture(mode="RGBA")))) as found:
        assert found.format == "PNG"
        assert found.mode == "RGBA"


def test_a_large_picture_is_made_smaller() -> None:
    with Image.open(io.BytesIO(stored(picture(size=(2000, 100))))) as found:
        assert max(found.size) == images.SIDE


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"",
        b"GIF89a",
        b"<html>no picture</html>",
        picture()[:60],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
    ids=["svg", "empty", "head", "html", "cut", "noughts"],
)
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ImageRefused, match="niet als afbeelding"):
        stored(content)
    assert list(tmp_path.rglob("*.*")) == []


@pytest.mark.parametrize("side", [5_000, 20_000, 60_000])
def test_a_small_file_that_would_fill_the_memory_is_refused(side: int) -> None:
    with pytest.raises(ImageRefused, match="beeldpunten"):
        stored(bomb(side))


def bomb(side: int) -> bytes:
    """Return a PNG of a few hundred bytes that says it is ``side`` pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_a_photo_of_a_phone_that_few_can_read_is_refused_with_what_to_do(brand: bytes) -> None:
    content = b"\0\0\0\x18ftyp" + brand + b"\0" * 200

    with pytest.raises(ImageRefused, match="JPEG"):
        store_image(SimpleUploadedFile("foto.jpg", content), folder="x")


def test_a_text_that_is_called_a_photo_is_refused() -> None:
    text = SimpleUploadedFile("foto.jpg", b"Dit is geen foto." * 40)

    with pytest.raises(ImageRefused, match="niet als afbeelding"):
        store_image(text, folder="x")


def test_a_photo_of_fifty_million_pixels_is_read_smaller() -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8_160, 6_144), "green").save(drawn, format="JPEG")

    picture = images.redrawn(drawn.getvalue())

    assert picture.size == (1_600, 1_205)


def test_a_file_above_the_limit_is_refused_unread(settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024

    with pytest.raises(ImageRefused, match="groter dan 1 MB"):
        stored(b"x" * (1024 * 1024 + 1))


def test_no_other_kind_of_file_is_kept() -> None:
    with pytest.raises(ValueError, match="svg"):
        files.store(b"<svg/>", folder="logos", kind="svg")


@pytest.mark.parametrize(
    "name",
    [
        "../secret_key",
        "logos/../../secret_key",
        "logos/" + "a" * 32 + ".html",
        "private/" + "a" * 32 + ".png",
        "logos/" + "a" * 32 + ".png/",
        "logos/" + "A" * 32 + ".png",
        "/logos/" + "a" * 32 + ".png",
        "",
    ],
)
def test_only_public_pictures_have_an_address(name: str) -> None:
    assert files.public_kind(name) is None
