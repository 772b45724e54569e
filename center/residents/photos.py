"""Portraits, and pictures of things: whatever a phone, webcam or scanner delivers, made into one small, clean JPEG."""

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
PICTURE_SIDE = 1280
"""Longest side of the picture of a thing."""
PAGE_SIDE = 1754
"""Longest side of the picture of a page: A4 at 150 dots per inch, where print of 8 points can still be read."""
JPEG_QUALITY = 85
PAGE_QUALITY = 70
"""A folder has many pages, and every one is kept for years."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"))
# Where a portrait is too tall, more is cut below than above: the face is in the upper part.
_CENTERING = (0.5, 0.35)
# What Pillow raises for data that only begins like a picture.
_DECODING_ERRORS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A picture ready to be stored: upright, without any metadata; a portrait is 3:4 and at most 360×480."""

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
    return _prepared(_portrait(_open(data)))


def prepare_picture(data: bytes) -> PreparedPhoto:
    """Return the picture in ``data`` whole, its longest side at most ``PICTURE_SIDE``: things, not faces.

    Turned, converted and stripped as ``prepare_photo`` does; nothing is cut off. Raises the same refusals.
    """
    return _prepared(_whole(data, PICTURE_SIDE))


def prepare_page(data: bytes) -> PreparedPhoto:
    """Return the picture of a page of a document whole, its longest side at most ``PAGE_SIDE``.

    Turned, converted and stripped as ``prepare_photo`` does. Raises the same refusals.
    """
    return _prepared(_whole(data, PAGE_SIDE), PAGE_QUALITY)


def _whole(data: bytes, side: int) -> Image.Image:
    flat = _upright(_open(data), 2 * side)
    flat.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _clean(flat)


def _prepared(image: Image.Image, quality: int = JPEG_QUALITY) -> PreparedPhoto:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    jpeg = out.getvalue()
    return PreparedPhoto(jpeg, image.width, image.height, hashlib.sha256(jpeg).hexdigest())


def _open(data: bytes) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise RuleViolation(
            "residents.photo_too_large",
            field="photo",
            megabytes=in_megabytes(len(data)),
            limit=in_megabytes(MAX_BYTES),
        )
    if not data:
        raise RuleViolation("residents.photo_empty", field="photo")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise RuleViolation("residents.photo_heic", field="photo")
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


def _upright(image: Image.Image, side: int) -> Image.Image:
    """Return ``image`` decoded, turned as its EXIF says, in sRGB on white; ``side``: pixels that are enough."""
    try:
        # Lets libjpeg decode at a half, a quarter or an eighth, but not below what is enough.
        image.draft("RGB", (side, side))
        # WeasyPrint sets it for the whole process: half an upload would become a half-grey portrait
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        image.load()
        upright = ImageOps.exif_transpose(image)
        return _on_white(_in_srgb(upright))
    except _DECODING_ERRORS:
        raise RuleViolation("residents.photo_damaged", field="photo") from None


def _clean(image: Image.Image) -> Image.Image:
    """Return the pixels alone: Pillow would write the old JPEG comment again."""
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean


def _portrait(image: Image.Image) -> Image.Image:
    flat = _upright(image, 2 * MAX_HEIGHT)
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
    return _clean(fitted)


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


def in_megabytes(size: int) -> str:
    """Return ``size`` in megabytes with one decimal, written the Vietnamese way."""
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0")
