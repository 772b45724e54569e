"""QR codes: opaque tokens, and pictures that cheap cameras can read."""

from __future__ import annotations

import base64
import io
import math
import random

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter
from qrcode.constants import ERROR_CORRECT_Q

from center.documents.qr import (
    QUIET_ZONE,
    TOKEN_ALPHABET,
    TOKEN_LENGTH,
    TOKEN_MASK,
    TOKEN_SIDE,
    Level,
    data_uri,
    new_token,
    qr_png,
    read_token,
    token_png,
)
from center.vietnamese import telex_damage

TOKEN = "7K2C9Q4XZ1V8B3N6M5H0T2R7S4G"
BYTE_MODE_URL = "https://thu.example.vn/kiem-tra/"


def decoded(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image.convert("RGB"))]


def picture(text: str, *, box: int = 8, level: Level = Level.Q) -> Image.Image:
    return Image.open(io.BytesIO(qr_png(text, box=box, level=level)))


class TestTokens:
    def test_tokens_are_long_random_and_never_the_same(self) -> None:
        tokens = {new_token() for _ in range(500)}
        assert len(tokens) == 500
        assert all(len(token) == TOKEN_LENGTH and set(token) <= set(TOKEN_ALPHABET) for token in tokens)
        assert TOKEN_LENGTH * math.log2(len(TOKEN_ALPHABET)) > 128

    def test_vietnamese_keyboard_programs_leave_tokens_alone(self) -> None:
        # Telex and VNI change vowels, w and d only (dd, d9).
        assert not set("AEIOUYWD") & set(TOKEN_ALPHABET)
        assert all(telex_damage(new_token()) is None for _ in range(200))

    @pytest.mark.parametrize(
        "scanned",
        [
            TOKEN,
            f" {TOKEN}\r\n",
            TOKEN.lower(),
            f"{BYTE_MODE_URL}{TOKEN}",
            f"HTTPS://THU.EXAMPLE.VN/V/{TOKEN}/",
        ],
    )
    def test_a_token_is_found_in_what_a_scanner_sends(self, scanned: str) -> None:
        assert read_token(scanned) == TOKEN

    @pytest.mark.parametrize(
        "scanned", ["", "/", TOKEN[1:], TOKEN + "2", TOKEN[:-1] + "A", "070095000123|285000111|Lê Văn Thử"]
    )
    def test_everything_else_is_no_token(self, scanned: str) -> None:
        assert read_token(scanned) is None

    @given(st.text())
    def test_any_text_gets_an_answer(self, text: str) -> None:
        token = read_token(text)
        assert token is None or len(token) == TOKEN_LENGTH


class TestPictures:
    def test_a_token_makes_a_small_crisp_black_and_white_code(self) -> None:
        image = picture(TOKEN, box=4)
        assert image.mode == "1"
        assert image.size == ((25 + 8) * 4, (25 + 8) * 4), "version 2: alphanumeric mode at level Q"
        assert decoded(image) == [TOKEN]

    def test_the_quiet_zone_is_four_modules_wide(self) -> None:
        image = picture(TOKEN, box=5).convert("L")
        frame = Image.new("L", image.size, 255)
        frame.paste(0, (20, 20, image.width - 20, image.height - 20))
        assert min(p for p, outside in zip(image.tobytes(), frame.tobytes(), strict=True) if outside) == 255
        assert image.getpixel((20, 20)) == 0

    @pytest.mark.parametrize("level", list(Level))
    def test_every_level_decodes(self, level: Level) -> None:
        image = picture(TOKEN, level=level)
        found = zxingcpp.read_barcodes(image.convert("RGB"))[0]
        assert found.text == TOKEN
        assert found.ec_level == level

    @pytest.mark.parametrize("text", ["A", f"{BYTE_MODE_URL}{TOKEN}", "Chữ Việt có dấu", "x" * 500])
    def test_any_text_that_fits_decodes(self, text: str) -> None:
        assert decoded(picture(text)) == [text]

    @pytest.mark.parametrize("text", ["", "x" * 5000])
    def test_text_that_fits_no_code_is_an_error(self, text: str) -> None:
        with pytest.raises(ValueError, match="QR code"):
            qr_png(text)

    def test_a_box_has_at_least_one_pixel(self) -> None:
        with pytest.raises(ValueError, match="pixel"):
            qr_png(TOKEN, box=0)

    def test_the_address_for_papers_holds_the_png(self) -> None:
        png = qr_png(TOKEN)
        head, _, body = data_uri(png).partition(",")
        assert head == "data:image/png;base64"
        assert base64.b64decode(body) == png


class TestBadCameras:
    """A corner square hidden by glare hides the whole code; anywhere else the error correction must do."""

    def photographed(self, text: str, *, turn: float, blur: float, lamp: tuple[int, int]) -> Image.Image:
        """A badge on a grey desk: a lamp mirrored at module ``lamp``, turned, out of focus, a phone's JPEG."""
        box, code = 6, picture(text, box=6).convert("RGB")
        glare = Image.new("L", code.size, 0)
        left, top = ((4 + module) * box for module in lamp)
        ImageDraw.Draw(glare).ellipse((left, top, left + 5 * box, top + 4 * box), fill=245)
        code.paste((255, 255, 255), mask=glare.filter(ImageFilter.GaussianBlur(box / 2)))
        scene = Image.new("RGB", (420, 420), (150, 148, 140))
        scene.paste("white", (40, 40, 380, 380))
        scene.paste(code, ((420 - code.width) // 2, (420 - code.height) // 2))
        scene = scene.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(150, 148, 140))
        scene = scene.filter(ImageFilter.GaussianBlur(blur))
        out = io.BytesIO()
        scene.save(out, "JPEG", quality=50)
        return Image.open(out)

    @pytest.mark.parametrize("turn", [0, 7, 33, 90, 180])
    @pytest.mark.parametrize("lamp", [(10, 1), (9, 10), (15, 11), (2, 11), (11, 19)])
    def test_a_blurred_badge_with_glare_is_read(self, turn: float, lamp: tuple[int, int]) -> None:
        rng = random.Random(f"{turn}{lamp}")
        for blur in (0.5, 2.0):
            token = "".join(rng.choices(TOKEN_ALPHABET, k=TOKEN_LENGTH))
            assert decoded(self.photographed(token, turn=turn, blur=blur, lamp=lamp)) == [token]


def test_a_token_drawn_bit_by_bit_is_the_code_that_qrcode_draws() -> None:
    for token in (*(new_token() for _ in range(20)), "Z" * TOKEN_LENGTH, "2B4C"):
        whole = qrcode.QRCode(
            version=2, error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, mask_pattern=TOKEN_MASK
        )
        whole.add_data(token, optimize=0)
        whole.make(fit=False)
        pixels = [[255 * (not dark) for dark in row] for row in whole.get_matrix()]
        picture = Image.open(io.BytesIO(token_png(token))).convert("L")
        assert picture.size == (TOKEN_SIDE, TOKEN_SIDE)
        assert list(picture.tobytes()) == [pixel for row in pixels for pixel in row]
        large = picture.resize((TOKEN_SIDE * 8, TOKEN_SIDE * 8), Image.Resampling.NEAREST)
        assert [code.text for code in zxingcpp.read_barcodes(large)] == [token]


def test_a_token_of_digits_alone_is_read_too() -> None:
    large = Image.open(io.BytesIO(token_png("0" * TOKEN_LENGTH))).resize((264, 264), Image.Resampling.NEAREST)
    assert [code.text for code in zxingcpp.read_barcodes(large.convert("L"))] == ["0" * TOKEN_LENGTH]
