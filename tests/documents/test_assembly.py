"""The packet as one file: pages, outline, parts that can be taken out and checked."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest

from center.documents.assembly import (
    Attachment,
    PacketDescription,
    Part,
    assemble,
    contents_of,
    part_filename,
)
from center.documents.pdf import render_pdf
from tests.documents.reading import text_of

DESCRIPTION = PacketDescription(title="Hồ sơ bàn giao", author="Cơ sở cai nghiện số 1", subject="Tập hồ sơ")


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    def paper(title: str, pages: int) -> Part:
        body = "".join(f"<p class='new-page'>{title} trang {number}</p>" for number in range(1, pages + 1))
        return Part(title, render_pdf(f"<html><body>{body}</body></html>", title=title))

    return [paper("Công văn", 1), paper("Giấy xác nhận", 1), paper("Tóm tắt năm giai đoạn", 3)]


def test_the_packet_has_all_pages_in_order_and_an_outline_to_each_part(parts: list[Part]) -> None:
    packet = assemble(parts, description=DESCRIPTION)
    text = text_of(packet)
    assert text.index("Công văn") < text.index("Giấy xác nhận") < text.index("Tóm tắt năm giai đoạn trang 3")
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert len(pdf.pages) == 5
        with pdf.open_outline() as outline:
            entries = list(outline.root)
        assert [entry.title for entry in entries] == [part.title for part in parts]
        targets = [pdf.pages.index(pikepdf.Page(entry.destination[0])) for entry in entries]
        assert targets == [0, 1, 2]


def test_each_part_lies_inside_byte_for_byte_so_that_its_digest_can_be_checked(parts: list[Part]) -> None:
    extra = Attachment("du-lieu.json", b"{}", "application/json", "Dữ liệu")
    packet = assemble(parts, description=DESCRIPTION, attachments=[extra])
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        inside = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        assert pdf.attachments["02-giay-xac-nhan.pdf"].description == "Giấy xác nhận"
    assert inside.pop("du-lieu.json") == b"{}"
    assert list(inside) == ["01-cong-van.pdf", "02-giay-xac-nhan.pdf", "03-tom-tat-nam-giai-doan.pdf"]
    digests = [hashlib.sha256(content).hexdigest() for content in inside.values()]
    assert digests == [line["sha256"] for line in contents_of(parts)]
    assert [line["pages"] for line in contents_of(parts)] == [1, 1, 3]


def test_the_packet_says_what_it_is_and_the_same_parts_give_the_same_bytes(parts: list[Part]) -> None:
    packet = assemble(parts, description=DESCRIPTION)
    assert packet == assemble(parts, description=DESCRIPTION)
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo["/Title"]) == "Hồ sơ bàn giao"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Hồ sơ bàn giao"


def test_what_cannot_be_a_packet_is_refused(parts: list[Part]) -> None:
    with pytest.raises(ValueError, match="at least one part"):
        assemble([], description=DESCRIPTION)
    with pytest.raises(ValueError, match="not a readable PDF"):
        assemble([Part("Ảnh", b"GIF89a")], description=DESCRIPTION)
    twice = Attachment("a.json", b"", "application/json")
    with pytest.raises(ValueError, match="one name"):
        assemble(parts, description=DESCRIPTION, attachments=[twice, twice])


@pytest.mark.parametrize(
    ("position", "title", "name"),
    [
        (1, "Công văn", "01-cong-van.pdf"),
        (12, "Đ/c: “Nhu cầu” (hỗ trợ)", "12-d-c-nhu-cau-ho-tro.pdf"),
        (3, "…", "03-phan.pdf"),
        (4, "x" * 200, f"04-{'x' * 60}.pdf"),
    ],
)
def test_a_part_gets_a_name_every_system_can_write(position: int, title: str, name: str) -> None:
    assert part_filename(position, title) == name
