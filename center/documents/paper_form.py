"""What the register knows about one kind of paper, and what of its official form was never seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.i18n import lazy_gettext as _l

DECREE_A = "163/2026/NĐ-CP"
DECREE_B = "116/2021/NĐ-CP"
ANNEX = {DECREE_A: "Phụ lục V", DECREE_B: "Phụ lục II"}


class Signer(StrEnum):
    """Who signs a paper; the head's title on a day is the center profile's."""

    HEAD = "head"
    BOTH_SIDES = "both_sides"
    CLERK = "clerk"
    DOCTOR = "doctor"
    TRAINER = "trainer"
    COUNSELLOR = "counsellor"
    DUTY_COMMANDER = "duty_commander"
    NOBODY = "nobody"


class Unseen(StrEnum):
    """Parts of an official form that could not be compared with its publication."""

    HEADER = "header"
    SIGNATURE = "signature"
    GRID = "grid"


UNSEEN_NOTES: dict[Unseen, str] = {
    Unseen.HEADER: _l(
        "Phần đầu (tên cơ quan, số, ký hiệu) của mẫu chưa đối chiếu với bản chính; đang dựng theo Nghị định "
        "30/2020/NĐ-CP và mẫu tương ứng năm 2021."
    ),
    Unseen.SIGNATURE: _l(
        "Khối chữ ký và nơi nhận của mẫu chưa đối chiếu với bản chính; đang dựng theo điều luật và mẫu tương ứng "
        "năm 2021."
    ),
    Unseen.GRID: _l(
        "Bảng số liệu của mẫu chưa đối chiếu với bản chính: mới thấy phần ghi chú dưới bảng; các cột dựng theo mẫu "
        "tương ứng năm 2021."
    ),
}


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One kind of paper as it looks when signed within a span of days."""

    kind: str
    """Key of the kind, the same under every decree."""
    title: str
    """Name of the paper (tên loại), as printed before it is set in capitals."""
    abstract: str
    """What it is about (trích yếu); empty when the form has none or the feature words it."""
    template: str
    signer: Signer
    number: str = ""
    """Number of the official form ("50"); empty for the center's own papers."""
    decree: str = ""
    signed_from: date = date.min
    signed_until: date = date.max
    series: str = ""
    """Running number it takes part in; empty for papers without a number."""
    symbol: str = ""
    """Default notation; ``{agency}`` stands for the center's abbreviation. The center may set its own."""
    unseen: tuple[Unseen, ...] = ()
    remarks: tuple[str, ...] = ()
    """Further doubts about the form, lazy Vietnamese strings."""
    label: str = ""
    """What the screens call the kind when its title alone does not tell; lazy Vietnamese string."""

    @property
    def code(self) -> str:
        """Return what the archive keeps: ``163/2026/NĐ-CP:50``; empty for the center's own papers."""
        return f"{self.decree}:{self.number}" if self.number else ""

    @property
    def name(self) -> str:
        """Return what the screens call it."""
        return str(self.label or self.title)

    @property
    def official_name(self) -> str:
        """Return "Mẫu số 50, Phụ lục V, Nghị định 163/2026/NĐ-CP"; empty for the center's own papers."""
        return f"Mẫu số {self.number}, {ANNEX[self.decree]}, Nghị định {self.decree}" if self.number else ""

    @property
    def template_notes(self) -> tuple[str, ...]:
        """Return what whoever configures the papers must know; never printed on the paper itself."""
        return (*(UNSEEN_NOTES[part] for part in self.unseen), *self.remarks)

    def in_force(self, signed_on: date) -> bool:
        """Tell whether a paper signed that day follows this form."""
        return self.signed_from <= signed_on <= self.signed_until
