"""The legal bases ("Căn cứ") that papers cite again and again, in the words of the official forms."""

from __future__ import annotations

DECREE_163 = (
    "Căn cứ Nghị định số 163/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy định chi tiết và hướng dẫn "
    "thi hành một số điều của Luật Phòng, chống ma túy"
)
DECREE_116 = (
    "Căn cứ Nghị định số 116/2021/NĐ-CP ngày 21 tháng 12 năm 2021 của Chính phủ quy định chi tiết một số điều của "
    "Luật Phòng, chống ma túy, Luật Xử lý vi phạm hành chính về cai nghiện ma túy và quản lý sau cai nghiện ma túy"
)
LAW_2025 = "Căn cứ Luật Phòng, chống ma túy ngày 10 tháng 12 năm 2025"
"""Form 50 leaves day and month open; the law was passed that day."""
LAW_2021 = "Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021"
PENALTY_LAW = (
    "Căn cứ Luật Xử lý vi phạm hành chính ngày 20 tháng 6 năm 2012; Luật sửa đổi, bổ sung một số điều của Luật Xử "
    "lý vi phạm hành chính ngày 13 tháng 11 năm 2020"
)
