"""What a post tells the guard: outcome, a large word, who it is, what to heed, what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.labels import OUT_LABELS
from center.residents.risk.labels import flag_chips
from center.security.models import Post, Scan, ScanOutcome
from center.security.queries import Seen, count_here
from center.security.rules import is_late
from center.security.service import Recorded
from center.ui.filters import format_datetime
from center.ui.panels import FlagChip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one answer; lazy, with ``{place}``, ``{cause}``, ``{since}``, ``{zone}`` and ``{reason}``."""

    word: str
    """Short: it is read at arm's length."""
    detail: str = ""
    next_step: str = ""


WORDS: dict[str, Words] = {
    "security.passed": Words(_l("Vào {place}")),
    "security.already_here": Words(_l("Đã ở đây"), _l("Đã ghi có mặt tại {place} từ {since}.")),
    "security.without_badge": Words(
        _l("Không có thẻ"),
        _l("Ghi theo mã gõ tay: vào {place}."),
        _l("Đối chiếu mặt với ảnh. Báo bộ phận hồ sơ cấp lại thẻ."),
    ),
    "security.ward_only": Words(
        _l("Chỉ ở khu điều trị"),
        next_step=_l("Đưa về khu của học viên hoặc trạm y tế; hỏi y tế trước khi cho ở lại."),
    ),
    "security.isolation": Words(
        _l("Ở khu riêng"),
        next_step=_l(
            "Y tế chỉ định ở khu hoặc phòng riêng: đưa về đó, không để chung với người khác; báo y tế."
        ),
    ),
    "security.keep_apart": Words(
        _l("Phải cách ly"), next_step=_l("Không để cùng chỗ với người khác; báo trực chỉ huy.")
    ),
    "security.no_labour": Words(
        _l("Không lao động"),
        next_step=_l("Báo người quản lý xưởng: không giao việc, đưa về khu của học viên."),
    ),
    "security.other_zone": Words(
        _l("Không ở khu này"),
        _l("Giường của học viên ở {zone}."),
        _l("Hỏi lý do; không có lệnh thì đưa về đúng khu."),
    ),
    "security.needs_escort": Words(
        _l("Phải có người đi kèm"), next_step=_l("Chỉ cho đi tiếp khi có cán bộ đi kèm.")
    ),
    "security.back_without_record": Words(
        _l("Sổ ghi đang ra ngoài"),
        _l("{cause} từ {since}, chưa ghi trở lại. Chưa tính là có mặt."),
        _l("Giữ tại chốt, báo trực chỉ huy ghi nhận trở lại."),
    ),
    "security.badge_unknown": Words(
        _l("Thẻ lạ"),
        _l("Mã này không có trong hệ thống."),
        _l("Giữ thẻ, hỏi họ tên, đối chiếu danh sách; báo trực chỉ huy."),
    ),
    "security.badge_revoked": Words(
        _l("Thẻ đã thu hồi"),
        _l("Thu hồi lúc {since}: {reason}."),
        _l("Giữ lại thẻ này, đối chiếu mặt với ảnh; báo bộ phận hồ sơ nếu học viên chưa có thẻ mới."),
    ),
    "security.stay_ended": Words(
        _l("Đã ra khỏi cơ sở"),
        _l("Đợt cai nghiện đã kết thúc từ {since}."),
        _l("Không cho vào. Giữ thẻ, hỏi rõ lý do, báo trực chỉ huy."),
    ),
    "security.escaped_person": Words(
        _l("ĐANG BỎ TRỐN"),
        _l("Bỏ trốn từ {since}. Lượt quét này không ghi là trở lại."),
        _l("Giữ người, báo ngay trực chỉ huy."),
    ),
    "security.scan_in_future": Words(
        _l("Giờ của máy sai"),
        _l("Máy này ghi lượt quét lúc {since}, là giờ chưa tới."),
        _l("Chỉnh lại ngày giờ của máy rồi quét lại."),
    ),
    "security.scan_too_old": Words(
        _l("Lượt quét quá cũ"),
        _l("Quét lúc {since}, nằm trong máy quá lâu nên không ghi vị trí."),
        _l("Quét lại thẻ; báo trực chỉ huy kiểm tra máy và ngày giờ của máy."),
    ),
    "security.scan_before_admission": Words(
        _l("Quét trước lúc tiếp nhận"),
        _l("Máy này ghi lượt quét lúc {since}, trước khi người này vào cơ sở."),
        _l("Chỉnh lại ngày giờ của máy rồi quét lại."),
    ),
}
"""One for every code of ``rules.decide``."""

ALARMS = (
    "security.escaped_person",
    "security.stay_ended",
    "security.badge_revoked",
    "security.badge_unknown",
    "security.back_without_record",
)
"""Answers the duty commander must hear of."""


@dataclass(frozen=True, slots=True)
class ScanCount:
    """The counter of a post."""

    present: int
    expected: int | None
    label: str


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """The answer to one scan; its fields are those of the JSON in the head of static/js/scanner.js."""

    outcome: ScanOutcome
    word: str
    name: str
    code: str
    photo_url: str | None
    detail: str
    next_step: str
    flags: tuple[FlagChip, ...]
    """Risks the guard must reckon with, whatever the outcome."""
    count: ScanCount | None


def answer_of(recorded: Recorded, *, at: datetime) -> ScanAnswer:
    """Return what the guard is told of a recorded scan; ``at`` is the moment of the counter."""
    scan, post, seen = recorded.scan, recorded.post, recorded.seen
    words = WORDS[scan.code]
    facts = _facts(scan, post, seen)
    details = [str(words.detail).format(**facts)] if words.detail else []
    if recorded.restrictions and scan.outcome is not ScanOutcome.REFUSED:
        details.append("; ".join(row.public_wording for row in recorded.restrictions) + ".")
    if is_late(scan.happened_at, scan.recorded_at):
        details.append(_("Quét lúc %(at)s, gửi muộn.", at=format_datetime(scan.happened_at)))
    return ScanAnswer(
        outcome=scan.outcome,
        word=str(words.word).format(**facts),
        name=seen.stay.resident.full_name if seen else "",
        code=seen.stay.resident.code if seen else "",
        photo_url=_photo_url(seen),
        detail=" ".join(details),
        next_step=str(words.next_step),
        flags=tuple(flag_chips(recorded.flags)),
        count=count_of(post, at=at),
    )


def count_of(post: Post, *, at: datetime) -> ScanCount:
    """Return the counter of ``post`` as it stands at ``at``."""
    here = count_here(post.location, at)
    return ScanCount(here.present, here.expected, post.location.name)


def word_of(line_code: str, place: str) -> str:
    """Return the large word of an answer, for a list of scans."""
    return str(WORDS[line_code].word).format(place=place)


def _photo_url(seen: Seen | None) -> str | None:
    if seen is None or seen.photo_id is None:
        return None
    return url_for("residents.photo", resident_id=seen.stay.resident_id, file_id=seen.photo_id)


def _facts(scan: Scan, post: Post, seen: Seen | None) -> dict[str, str]:
    place = seen.place if seen else None
    badge = seen.badge if seen else None
    since = place.happened_at if place else None
    if scan.code == "security.badge_revoked" and badge is not None:
        since = badge.revoked_at
    elif scan.code in {"security.scan_in_future", "security.scan_too_old", "security.scan_before_admission"}:
        since = scan.happened_at
    return {
        "place": post.location.name,
        "cause": str(OUT_LABELS[place.out_cause]) if place and place.out_cause else "",
        "since": format_datetime(since),
        "zone": seen.home_zone if seen else "",
        "reason": badge.revoke_reason if badge else "",
    }
