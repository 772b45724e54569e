"""Portraits: what is accepted, what is made of it, and what is refused."""

from __future__ import annotations

import hashlib
import io
import random
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFile

from center.errors import RuleViolation
from center.residents.photo_messages import MESSAGES
from center.residents.photos import MAX_BYTES, PreparedPhoto, prepare_photo

RED, GREEN = (200, 30, 30), (30, 160, 60)
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def two_halves(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture red above and green below."""
    image = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill=GREEN)
    return image.convert(mode)


def opened(photo: PreparedPhoto) -> Image.Image:
    return Image.open(io.BytesIO(photo.jpeg))


def near(colour: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 25 for a, b in zip(colour, wanted, strict=True))


def refusal(data: bytes) -> RuleViolation:
    with pytest.raises(RuleViolation) as caught:
        prepare_photo(data)
    assert caught.value.field == "photo"
    assert "{" not in MESSAGES[caught.value.code].what.format(**caught.value.facts)
    return caught.value


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "1"),
        ("WEBP", "RGB"),
        ("WEBP", "RGBA"),
    ],
)
def test_the_usual_formats_become_a_small_jpeg_at_three_to_four(form: str, mode: str) -> None:
    photo = prepare_photo(encoded(two_halves(900, 1200, mode), form))
    image = opened(photo)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (360, 480))
    assert (photo.width, photo.height) == image.size
    assert photo.sha256 == hashlib.sha256(photo.jpeg).hexdigest()
    assert len(photo.jpeg) < 40_000


def test_a_grey_picture_of_16_bits_keeps_its_brightness() -> None:
    data = encoded(Image.new("I;16", (300, 400), 0x8000), "PNG")
    assert near(opened(prepare_photo(data)).getpixel((10, 10)), (128, 128, 128))


@pytest.mark.parametrize(
    ("size", "stored"),
    [
        ((1600, 1200), (360, 480)),  # a webcam
        ((300, 400), (300, 400)),  # never made larger
        ((200, 1000), (198, 264)),
        ((120, 160), (120, 160)),
        ((121, 200), (120, 160)),
        ((4000, 3000), (360, 480)),
    ],
)
def test_any_shape_is_cut_to_three_to_four(size: tuple[int, int], stored: tuple[int, int]) -> None:
    photo = prepare_photo(encoded(two_halves(*size)))
    assert (photo.width, photo.height) == stored
    assert photo.width * 4 == photo.height * 3


def test_a_tall_picture_loses_more_below_than_above() -> None:
    image = Image.new("RGB", (300, 1000), RED)
    ImageDraw.Draw(image).rectangle((0, 400, 300, 1000), fill=GREEN)  # the head is in the upper 40 %
    cut = opened(prepare_photo(encoded(image)))
    assert near(cut.getpixel((150, 20)), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_turned_upright(orientation: int, form: str) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = two_halves(600, 800)
    if orientation in back:
        image = image.transpose(back[orientation])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    upright = opened(prepare_photo(encoded(image, form, exif=exif)))
    assert near(upright.getpixel((180, 40)), RED)
    assert near(upright.getpixel((180, 440)), GREEN)


def test_nothing_but_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[MAKE] = "Phone of somebody"
    exif.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(
        two_halves(600, 800), exif=exif, comment=b"secret words", icc_profile=profile, xmp=b"<x>secret</x>"
    )
    photo = prepare_photo(data)
    image = opened(photo)
    image.load()
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)
    assert b"secret" not in photo.jpeg
    assert b"Phone" not in photo.jpeg


def test_a_broken_colour_profile_does_not_spoil_a_picture() -> None:
    photo = prepare_photo(encoded(two_halves(600, 800), icc_profile=b"no profile at all"))
    assert near(opened(photo).getpixel((180, 40)), RED)


def test_transparent_parts_are_white() -> None:
    image = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    assert near(opened(prepare_photo(encoded(image, "PNG"))).getpixel((5, 5)), (255, 255, 255))


def test_the_second_picture_in_a_phones_file_is_ignored() -> None:
    data = encoded(two_halves(600, 800), "MPO", save_all=True, append_images=[two_halves(60, 80)])
    assert prepare_photo(data).width == 360


def test_the_same_data_gives_the_same_photo() -> None:
    data = encoded(two_halves(600, 800), "PNG")
    assert prepare_photo(data) == prepare_photo(data)


class TestRefusals:
    def test_a_file_of_30_megabytes(self) -> None:
        found = refusal(b"\xff\xd8\xff\xe0" + bytes(30 * 1024 * 1024))
        assert found.code == "residents.photo_too_large"
        assert found.facts == {"megabytes": "30", "limit": "8"}

    def test_the_limit_is_exact(self) -> None:
        data = encoded(two_halves(300, 400))
        assert prepare_photo(data + bytes(MAX_BYTES - len(data))).width == 300
        found = refusal(data + bytes(MAX_BYTES - len(data) + 100_000))
        assert found.facts["megabytes"] == "8,1"

    @pytest.mark.parametrize(
        "data",
        [
            "Đây là tệp chữ đổi tên thành .jpg".encode(),
            b"%PDF-1.7",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"\xff\xd8",
            b"\x89PNG\r\n\x1a\n",
        ],
    )
    def test_a_file_that_is_no_picture(self, data: bytes) -> None:
        assert refusal(data).code == "residents.photo_not_an_image"

    @pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "PPM"])
    def test_formats_nobody_photographs_in(self, form: str) -> None:
        assert refusal(encoded(two_halves(300, 400), form)).code == "residents.photo_not_an_image"

    def test_an_empty_file(self) -> None:
        assert refusal(b"").code == "residents.photo_empty"

    def test_the_format_of_iphones_is_named(self) -> None:
        data = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
        assert refusal(data).code == "residents.photo_heic"

    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
    def test_half_an_upload(self, form: str) -> None:
        data = encoded(Image.effect_noise((600, 800), 50).convert("RGB"), form)
        assert refusal(data[: len(data) // 2]).code in {
            "residents.photo_damaged",
            "residents.photo_not_an_image",
        }

    def test_half_an_upload_in_a_process_that_prints_papers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # WeasyPrint does so
        data = encoded(Image.effect_noise((600, 800), 50).convert("RGB"), "JPEG")
        assert refusal(data[: len(data) // 2]).code == "residents.photo_damaged"

    @pytest.mark.parametrize("side", [5_100, 10_000, 20_000])
    def test_a_small_file_with_too_many_pixels(self, side: int) -> None:
        assert refusal(encoded(Image.new("1", (side, side)), "PNG")).code == "residents.photo_too_many_pixels"

    @pytest.mark.parametrize("size", [(119, 400), (400, 159), (1, 1), (1000, 100)])
    def test_a_tiny_picture(self, size: tuple[int, int]) -> None:
        found = refusal(encoded(two_halves(*size)))
        assert found.code == "residents.photo_too_small"
        assert (found.facts["width"], found.facts["height"]) == size

    @pytest.mark.filterwarnings("ignore:.*EXIF:UserWarning", "ignore:Tag data:UserWarning")
    @pytest.mark.filterwarnings("ignore:Truncated:UserWarning")
    def test_damaged_files_are_refused_or_served_but_never_raise(self) -> None:
        rng = random.Random(7)
        exif = Image.Exif()
        exif[ORIENTATION] = 6
        picture = two_halves(240, 320)
        files = [encoded(picture, form, exif=exif) for form in ("JPEG", "PNG", "WEBP")]
        codes = set()
        for _ in range(600):
            data = bytearray(rng.choice(files))
            del data[rng.randrange(len(data) // 3, 2 * len(data)) :]
            for _ in range(rng.randrange(6)):
                data[rng.randrange(len(data))] = rng.randrange(256)
            try:
                prepare_photo(bytes(data))
            except RuleViolation as error:
                codes.add(error.code)
        assert codes <= set(MESSAGES)
        assert len(codes) > 1
