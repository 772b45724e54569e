"""Where the law leaves a choice to the center (docs/decisions/term-conventions.md, rows "Director")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.i18n import lazy_gettext as _l
from center.legal.rules import ParameterBook, RuleSet, Value, rule_set_for

FIRST_DAY = "term.first_day.from"


@dataclass(frozen=True, slots=True)
class Choice:
    """One question, answered by a dated row with a confirmer."""

    name: str
    rule_set: RuleSet
    question: str
    alternatives: tuple[Value, ...]
    convention: str
    """Row of the page of conventions."""
    needs_order: bool = False
    """True where only a written order of the head may change it."""
    default: str = ""
    """What holds until somebody chooses, and why."""


CHOICES = (
    Choice(
        "reduction.enabled",
        RuleSet.R2022,
        _l("Người thuộc luật cũ còn được đề nghị giảm thời hạn sau ngày 01/07/2026 không?"),
        (False, True),
        "reduction",
        needs_order=True,
        default=_l(
            "Mặc định tắt: luật mới không còn giảm thời hạn và chưa có hướng dẫn cho người thuộc luật cũ."
        ),
    ),
    Choice(
        "term.voluntary.at_large_counts",
        RuleSet.R2022,
        _l("Cai nghiện tự nguyện theo luật cũ: những ngày bỏ về có tính vào thời hạn không?"),
        (True, False),
        "voluntary-escape",
        default=_l("Mặc định được tính: hợp đồng ấn định ngày kết thúc."),
    ),
    Choice(
        "term.voluntary.at_large_counts",
        RuleSet.R2026,
        _l("Cai nghiện tự nguyện theo luật mới: những ngày bỏ về có tính vào thời hạn không?"),
        (False, True),
        "voluntary-escape",
        default=_l("Mặc định không tính: điều 109 Nghị định 163/2026/NĐ-CP không phân biệt hình thức."),
    ),
    Choice(
        FIRST_DAY,
        RuleSet.R2026,
        _l("Quyết định không ghi ngày bắt đầu: thời hạn tính từ ngày nào?"),
        ("entry_record", "held", "decision"),
        "first-day",
        default=_l("Mặc định: ngày ghi trong biên bản giao, nhận (mẫu 42)."),
    ),
    Choice(
        "term.small_rest",
        RuleSet.R2026,
        _l("Khỏi bệnh, hoặc đủ 18 tuổi, mà thời hạn còn dưới 3 tháng thì làm gì?"),
        ("runs_on", "recall"),
        "small-rest",
        default=_l("Mặc định: tính tiếp tại nơi đang ở; luật chỉ buộc khi còn từ 3 tháng."),
    ),
)


def default_first_day(book: ParameterBook, *, decided_on: date, arrived_on: date) -> date:
    """Return the first day of the term where the decision names none and nobody typed one.

    The day a person was held is only known when somebody types it; until then it is the day of the entry
    record (convention ``first-day``).
    """
    row = book.find_or_none(FIRST_DAY, decided_on, rule_set_for(decided_on))
    return decided_on if row is not None and row.value == "decision" else arrived_on
