"""Images that people upload: checked, drawn anew, and nothing else of them kept."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from wijkregie.kit import files
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
PIXELS = 24_000_000
SIDE = 1600
MEGABYTE = 1024 * 1024
#: What phones of some makes write instead of JPEG; it begins with a box and one of these.
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class ImageRefused(Refusal):
    """A file that is too large, or no image."""


def store_image(upload: UploadedFile[bytes], *, folder: str) -> str:
    """Store an uploaded image and return its name.

    It is decoded and drawn anew, at most ``SIDE`` pixels wide and high, so that nothing
    but the picture is kept: no place, no camera, no script. Raises ``ImageRefused``.
    """
    if (upload.size or 0) > settings.UPLOAD_LIMIT:
        raise ImageRefused(
            _("The file is larger than %(limit)d MB. Choose a smaller image.")
            % {"limit": settings.UPLOAD_LIMIT // MEGABYTE}
        )
    picture = redrawn(upload.read())
    kind = "png" if picture.mode == "RGBA" else "webp"
    drawn = io.BytesIO()
    picture.save(drawn, format=kind.upper(), quality=88)
    return files.store(drawn.getvalue(), folder=folder, kind=kind)


def png(picture: Image.Image) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    made = io.BytesIO()
    picture.save(made, format="PNG")
    return made.getvalue()


def redrawn(content: bytes) -> Image.Image:
    """Return the picture alone, upright and not larger than we show it.

    A photo of a phone of fifty million pixels is read at a smaller scale.

    Raises ``ImageRefused`` for what is no image, is broken, or would fill the memory.
    """
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise ImageRefused(
            _(
                "This is a HEIC photo, which not every computer can read. Send it as JPEG: on "
                "an iPhone choose Settings, Camera, Formats, Most compatible."
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as found:
                return _drawn(found)
    except ImageRefused:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
        raise _too_many_pixels() from fault
    except (OSError, ValueError, SyntaxError, EOFError) as fault:
        raise ImageRefused(
            _("We cannot read this file as an image. Use a PNG, JPEG or WebP file.")
        ) from fault


def _drawn(found: Image.Image) -> Image.Image:
    found.draft("RGB", (SIDE, SIDE))  # of a JPEG; others stay as they are
    if found.width * found.height > PIXELS:
        raise _too_many_pixels()
    upright = ImageOps.exif_transpose(found)
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    picture = upright.convert(mode)
    picture.thumbnail((SIDE, SIDE))
    clean = Image.new(mode, picture.size)
    clean.paste(picture)
    return clean


def _too_many_pixels() -> ImageRefused:
    return ImageRefused(_("The image has too many pixels. Make it smaller first."))
