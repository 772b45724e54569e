"""Portraits: whatever a phone, webcam or scanner delivers, made into one small, clean JPEG."""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile, ImageOps

from center.errors import RuleViolation

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 25_000_000
"""Most pixels decoded; as RGB they take 75 MB for a moment."""
MAX_WIDTH, MAX_HEIGHT = 360, 480
MIN_WIDTH, MIN_HEIGHT = 120, 160
"""Smallest part of the picture, at 3:4, in which a guard still knows a face."""
JPEG_QUALITY = 85

_FORMATS = ("JPEG", "PNG", "WEBP")
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"))
# Where a portrait is too tall, more is cut below than above: the face is in the upper part.
_CENTERING = (0.5, 0.35)
# What Pillow raises for data that only begins like a picture.
_DECODING_ERRORS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A portrait ready to be stored: upright, 3:4, at most 360×480, without any metadata."""

    jpeg: bytes
    width: int
    height: int
    sha256: str
    """Of ``jpeg``, in hex."""


def prepare_photo(data: bytes) -> PreparedPhoto:
    """Return the picture in ``data`` (JPEG, PNG or WebP) as the portrait to store.

    It is turned as its EXIF says, cut to 3:4, made smaller (never larger), put on white where transparent,
    converted to sRGB, and stripped of all metadata (place, device, thumbnail). The same data always gives the
    same bytes. Raises RuleViolation with a ``residents.photo_*`` code when it cannot serve.
    """
    if len(data) > MAX_BYTES:
        raise RuleViolation(
            "residents.photo_too_large",
            field="photo",
            megabytes=_megabytes(len(data)),
            limit=_megabytes(MAX_BYTES),
        )
    if not data:
        raise RuleViolation("residents.photo_empty", field="photo")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise RuleViolation("residents.photo_heic", field="photo")
    portrait = _portrait(_open(data))
    out = io.BytesIO()
    portrait.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    jpeg = out.getvalue()
    return PreparedPhoto(jpeg, portrait.width, portrait.height, hashlib.sha256(jpeg).hexdigest())


def _open(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    # Pillow only warns between one and two times its own limit; a warning may be set to raise.
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RuleViolation(
            "residents.photo_too_many_pixels", field="photo", limit=MAX_PIXELS // 10**6
        ) from None
    except _DECODING_ERRORS:
        raise RuleViolation("residents.photo_not_an_image", field="photo") from None
    if image.width * image.height > MAX_PIXELS:
        raise RuleViolation("residents.photo_too_many_pixels", field="photo", limit=MAX_PIXELS // 10**6)
    return image


def _portrait(image: Image.Image) -> Image.Image:
    try:
        # Lets libjpeg decode at a half, a quarter or an eighth, but not below twice what is stored.
        image.draft("RGB", (2 * MAX_HEIGHT, 2 * MAX_HEIGHT))
        # WeasyPrint sets it for the whole process: half an upload would become a half-grey portrait
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        image.load()
        upright = ImageOps.exif_transpose(image)
        flat = _on_white(_in_srgb(upright))
    except _DECODING_ERRORS:
        raise RuleViolation("residents.photo_damaged", field="photo") from None
    width = min(flat.width, flat.height * 3 // 4)
    if width < MIN_WIDTH:
        raise RuleViolation(
            "residents.photo_too_small",
            field="photo",
            width=flat.width,
            height=flat.height,
            least_width=MIN_WIDTH,
            least_height=MIN_HEIGHT,
        )
    width = min(width, MAX_WIDTH) // 3 * 3
    fitted = ImageOps.fit(flat, (width, width // 3 * 4), Image.Resampling.LANCZOS, centering=_CENTERING)
    # A new image carries nothing over: Pillow would write the old JPEG comment again.
    clean = Image.new("RGB", fitted.size)
    clean.paste(fitted)
    return clean


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return ``image`` in sRGB: phones store wider colour spaces and name them in metadata we remove."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("I", "I;16", "I;16B", "F"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def _megabytes(size: int) -> str:
    """Return ``size`` in megabytes with one decimal, written the Vietnamese way."""
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0")
