"""What the desk records about a term: which paper and which facts each event needs, and when it can come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from center.i18n import lazy_gettext as _l
from center.residents.stay.models import Stay, StayKind, TermEventKind
from center.residents.term.events import RETURN_OF


class Need(StrEnum):
    """A part of the form; the values are names of its fields, or of the group ``paper``."""

    PAPER = "paper"
    """Number, day and issuer of the deciding paper."""
    PAPER_IF_ANY = "paper-if-any"
    WHEN = "happened_at"
    DUE = "due_on"
    MONTHS = "months"
    ORDER = "order"
    PLACE = "place"
    PLACE_IF_ANY = "place-if-any"
    LOCATION = "location_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKind:
    """One kind of event as the desk records it."""

    event: TermEventKind
    label: str
    """Lazy string: the act, as its button says it."""
    hint: str
    """Lazy string: what it does to the term, and its source."""
    needs: frozenset[Need]
    when: str = ""
    """Lazy string: label of the field ``happened_at``."""
    ends_stay: bool = False
    """True when the stay ends with it, whatever the law of the stay."""

    @property
    def slug(self) -> str:
        """Part of the address."""
        return self.event.value.replace("_", "-")


_DECIDED = frozenset({Need.PAPER, Need.WHEN})

KINDS: tuple[ActKind, ...] = (
    ActKind(
        event=TermEventKind.SUSPENSION,
        label=_l("Tạm đình chỉ"),
        hint=_l(
            "Người ốm nặng về gia đình điều trị theo quyết định; thời gian điều trị được tính (Luật 120/2025/QH15, "
            "điều 39.3)."
        ),
        needs=_DECIDED,
        when=_l("Về gia đình lúc"),
    ),
    ActKind(
        event=TermEventKind.RETURN_ORDER,
        label=_l("Yêu cầu trở lại sau tạm đình chỉ"),
        hint=_l("Chỉ khi thời hạn còn lại từ 3 tháng trở lên. Tự nó không đổi ngày cuối."),
        needs=frozenset({Need.PAPER, Need.WHEN, Need.DUE}),
        when=_l("Giao văn bản lúc"),
    ),
    ActKind(
        event=TermEventKind.LATE_FROM_SUSPENSION,
        label=_l("Chậm trở lại sau tạm đình chỉ"),
        hint=_l(
            "Ghi khi đã xác minh là do lỗi của người cai nghiện: các ngày sau ngày phải có mặt không được tính."
        ),
        needs=frozenset({Need.DUE, Need.PAPER_IF_ANY}),
    ),
    ActKind(
        event=TermEventKind.SUSPENSION_RETURN,
        label=_l("Trở lại sau tạm đình chỉ"),
        hint=_l("Người cai nghiện có mặt lại ở cơ sở."),
        needs=frozenset({Need.WHEN, Need.LOCATION}),
        when=_l("Có mặt lúc"),
    ),
    ActKind(
        event=TermEventKind.LATE_FROM_LEAVE,
        label=_l("Không trở lại sau chịu tang, bị truy tìm"),
        hint=_l("Cần quyết định truy tìm. Các ngày sau ngày phải có mặt không được tính đến khi bị giữ lại."),
        needs=frozenset({Need.DUE, Need.PAPER}),
    ),
    ActKind(
        event=TermEventKind.PRISON,
        label=_l("Chấp hành án phạt tù"),
        hint=_l(
            "Theo Luật 2025 thời hạn ngừng, phần còn lại chấp hành sau (điều 47.1); theo luật cũ phần còn lại được "
            "miễn và đợt cai nghiện kết thúc."
        ),
        needs=_DECIDED,
        when=_l("Bắt đầu chấp hành án lúc"),
    ),
    ActKind(
        event=TermEventKind.PRISON_RETURN,
        label=_l("Trở lại sau khi chấp hành án phạt tù"),
        hint=_l("Phần thời hạn còn lại tiếp tục từ ngày có mặt."),
        needs=frozenset({Need.WHEN, Need.LOCATION, Need.PAPER_IF_ANY}),
        when=_l("Có mặt lúc"),
    ),
    ActKind(
        event=TermEventKind.REDUCTION,
        label=_l("Giảm thời hạn theo quyết định của Tòa án"),
        hint=_l(
            "Chỉ đợt cai nghiện theo luật cũ (Nghị định 116/2021/NĐ-CP, điều 58); Luật 2025 không còn giảm."
        ),
        needs=frozenset({Need.PAPER, Need.WHEN, Need.MONTHS, Need.ORDER}),
        when=_l("Nhận quyết định lúc"),
    ),
    ActKind(
        event=TermEventKind.EXEMPTION,
        label=_l("Miễn phần thời gian còn lại"),
        hint=_l("Đợt cai nghiện kết thúc; ngày cuối ở cơ sở được tính, phần còn lại không phải chấp hành."),
        needs=_DECIDED,
        when=_l("Ra khỏi cơ sở lúc"),
        ends_stay=True,
    ),
    ActKind(
        event=TermEventKind.TRANSFER_AT_18,
        label=_l("Chuyển sang chế độ người đủ 18 tuổi"),
        hint=_l(
            "Thời hạn không đổi. Ghi tên cơ sở nếu chuyển đi nơi khác, khi đó đợt ở đây kết thúc (Luật 120/2025/QH15, "
            "điều 36.4)."
        ),
        needs=frozenset({Need.PAPER, Need.WHEN, Need.PLACE_IF_ANY}),
        when=_l("Chuyển lúc"),
    ),
    ActKind(
        event=TermEventKind.TRANSFER_OUT,
        label=_l("Chuyển đi cơ sở khác"),
        hint=_l("Đợt ở đây kết thúc, thời hạn tiếp tục ở cơ sở nhận."),
        needs=frozenset({Need.PAPER, Need.WHEN, Need.PLACE}),
        when=_l("Giao người lúc"),
        ends_stay=True,
    ),
    ActKind(
        event=TermEventKind.TRANSFER_IN,
        label=_l("Tiếp nhận từ cơ sở khác"),
        hint=_l("Ghi cơ sở nơi thời hạn bắt đầu; sau đó ghi được cả việc xảy ra trước ngày vào đây."),
        needs=frozenset({Need.PAPER, Need.PLACE}),
    ),
)

BY_SLUG = {kind.slug: kind for kind in KINDS}
BY_EVENT = {kind.event: kind for kind in KINDS}


def offered(stay: Stay, lasting: Collection[TermEventKind], *, knows_reduction: bool) -> list[ActKind]:
    """Return the kinds that can come next for ``stay``, in the order of the desk.

    ``lasting``: absences and lateness that have begun and not ended. ``knows_reduction``: whether the law of the
    stay has one. It only spares useless buttons; the ledger refuses what cannot be.
    """
    if not stay.is_open or stay.last_day is None:
        return []
    away = {
        TermEventKind.RETURN_ORDER: TermEventKind.SUSPENSION,
        TermEventKind.LATE_FROM_SUSPENSION: TermEventKind.SUSPENSION,
        TermEventKind.SUSPENSION_RETURN: TermEventKind.SUSPENSION,
        TermEventKind.LATE_FROM_LEAVE: TermEventKind.FUNERAL_LEAVE,
        TermEventKind.PRISON_RETURN: TermEventKind.PRISON,
    }
    found = []
    for kind in KINDS:
        needed = away.get(kind.event)
        if needed is not None and needed not in lasting:
            continue
        if kind.event in RETURN_OF and kind.event in lasting:
            continue
        if kind.event is TermEventKind.REDUCTION and not knows_reduction:
            continue
        if kind.event is TermEventKind.TRANSFER_AT_18 and stay.kind is not StayKind.MINOR:
            continue
        found.append(kind)
    return found
