"""COWS, the Clinical Opiate Withdrawal Scale: its items, the points that exist, total and band. Pure.

Source: Wesson and Ling, Journal of Psychoactive Drugs 35(2):253-259, 2003; points as in CLINICAL.md 1.2.
The Vietnamese labels are our own short wording, not a translation of the published form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l

INSTRUMENT = "cows"
VERSION = "2003.1"
BAND_SET = "cows.2003"
CITATION = (
    "Wesson DR, Ling W. The Clinical Opiate Withdrawal Scale (COWS). J Psychoactive Drugs 2003;35(2):253–259"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its code, its label, and every number of points that exists with what it means."""

    code: str
    label: str
    points: Mapping[int, str]


ITEMS: tuple[Item, ...] = (
    Item(
        "pulse",
        _l("Mạch khi nghỉ"),
        {0: _l("đến 80 lần/phút"), 1: _l("81–100"), 2: _l("101–120"), 4: _l("trên 120")},
    ),
    Item(
        "sweat",
        _l("Vã mồ hôi (nửa giờ qua)"),
        {
            0: _l("không"),
            1: _l("kể ớn lạnh, nóng bừng"),
            2: _l("mặt đỏ hoặc ẩm"),
            3: _l("mồ hôi thành giọt trên mặt"),
            4: _l("mồ hôi chảy ròng"),
        },
    ),
    Item(
        "restless",
        _l("Bồn chồn"),
        {
            0: _l("ngồi yên"),
            1: _l("kể khó ngồi yên nhưng làm được"),
            3: _l("thường xuyên đổi tư thế"),
            5: _l("không ngồi yên được vài giây"),
        },
    ),
    Item(
        "pupil",
        _l("Đồng tử"),
        {
            0: _l("nhỏ hoặc bình thường"),
            1: _l("có thể hơi giãn"),
            2: _l("giãn vừa"),
            5: _l("giãn hết mống mắt"),
        },
    ),
    Item(
        "aches",
        _l("Đau xương khớp (phần tăng thêm)"),
        {0: _l("không"), 1: _l("nhẹ, lan tỏa"), 2: _l("đau nhiều"), 4: _l("xoa bóp, không ngồi yên vì đau")},
    ),
    Item(
        "nose",
        _l("Chảy mũi, nước mắt"),
        {
            0: _l("không"),
            1: _l("ngạt mũi, mắt ướt"),
            2: _l("chảy mũi, chảy nước mắt"),
            4: _l("chảy liên tục"),
        },
    ),
    Item(
        "gi",
        _l("Tiêu hóa (nửa giờ qua)"),
        {
            0: _l("không"),
            1: _l("đau quặn bụng"),
            2: _l("buồn nôn, phân lỏng"),
            3: _l("nôn hoặc tiêu chảy"),
            5: _l("nôn, tiêu chảy nhiều lần"),
        },
    ),
    Item(
        "tremor",
        _l("Run tay"),
        {0: _l("không"), 1: _l("sờ thấy"), 2: _l("nhìn thấy nhẹ"), 4: _l("run mạnh, giật cơ")},
    ),
    Item(
        "yawn",
        _l("Ngáp"),
        {0: _l("không"), 1: _l("1–2 lần"), 2: _l("từ 3 lần"), 4: _l("vài lần mỗi phút")},
    ),
    Item(
        "anxiety",
        _l("Lo âu, dễ cáu"),
        {0: _l("không"), 1: _l("kể tăng dần"), 2: _l("thấy rõ"), 4: _l("khó tham gia đánh giá")},
    ),
    Item("goose", _l("Nổi da gà"), {0: _l("da nhẵn"), 3: _l("sờ thấy, lông dựng"), 5: _l("nổi rõ")}),
)

BY_CODE: Mapping[str, Item] = {item.code: item for item in ITEMS}

MOST = sum(max(item.points) for item in ITEMS)
"""Highest total there is: 48."""

# First total of each band, its code and state colour. They belong to the band set above: a score keeps the
# band it got.
BANDS: tuple[tuple[int, str, str], ...] = (
    (37, "severe", "danger"),
    (25, "moderately_severe", "danger"),
    (13, "moderate", "warn"),
    (5, "mild", "info"),
    (0, "none", "ok"),
)

BAND_STATES = {band: state for _least, band, state in BANDS}

PULSE_STEPS: tuple[tuple[int, int], ...] = ((80, 0), (100, 1), (120, 2))
"""Highest pulse a minute, and its points."""
PULSE_ABOVE = 4
"""Points of any faster pulse."""

BAND_LABELS = {
    "none": _l("Không đáng kể"),
    "mild": _l("Nhẹ"),
    "moderate": _l("Trung bình"),
    "moderately_severe": _l("Khá nặng"),
    "severe": _l("Nặng"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """What the items add up to; both None while an item is unscored."""

    total: int | None
    band: str | None


def score(items: Mapping[str, int | None], unscorable: Mapping[str, str]) -> Score:
    """Return total (0-48) and band of an item vector.

    ``items`` holds points by item code, None where an item could not be scored; each of those needs a
    reason in ``unscorable``. Raises RuleViolation for an unknown item, for points that do not exist
    (the scale has gaps), and for a missing reason.
    """
    for code in items:
        if code not in BY_CODE:
            raise RuleViolation("medical.cows_unknown_item", item=code)
    for item in ITEMS:
        points = items.get(item.code)
        if points is None:
            if not unscorable.get(item.code, "").strip():
                raise RuleViolation("medical.cows_missing_item", field=item.code, item=str(item.label))
        elif points not in item.points:
            raise RuleViolation(
                "medical.cows_no_such_points",
                field=item.code,
                item=str(item.label),
                points=points,
                allowed=", ".join(str(value) for value in item.points),
            )
    scored = [value for value in items.values() if value is not None]
    if len(scored) < len(ITEMS):
        return Score(None, None)
    total = sum(scored)
    return Score(total, band_of(total))


def band_of(total: int) -> str:
    """Return the band of a complete total."""
    return next(band for least, band, _state in BANDS if total >= least)


def with_pulse(items: Mapping[str, int | None], beats: int | None) -> dict[str, int | None]:
    """Return ``items`` with the pulse item filled from ``beats`` a minute, when they were counted.

    Raises RuleViolation when points were given that the beats contradict: one of the two is a slip.
    """
    filled = dict(items)
    if beats is None:
        return filled
    derived = pulse_points(beats)
    given = filled.get("pulse")
    if given is not None and given != derived:
        raise RuleViolation(
            "medical.cows_pulse_mismatch", field="pulse", beats=beats, points=given, derived=derived
        )
    filled["pulse"] = derived
    return filled


def pulse_points(beats: int) -> int:
    """Return the points of a resting pulse in beats a minute."""
    return next((points for most, points in PULSE_STEPS if beats <= most), PULSE_ABOVE)
