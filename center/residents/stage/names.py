"""The stages by name."""

from __future__ import annotations

from center.residents.stage.model import Stage

STAGE_LABELS = {
    Stage.RECEPTION: "Tiếp nhận, phân loại",
    Stage.DETOX: "Cắt cơn, giải độc",
    Stage.EDUCATION: "Giáo dục, phục hồi hành vi",
    Stage.LABOUR: "Lao động trị liệu, học nghề",
    Stage.REINTEGRATION: "Chuẩn bị tái hòa nhập",
}

STAGES_SHORT = {
    Stage.RECEPTION: "Tiếp nhận",
    Stage.DETOX: "Cắt cơn",
    Stage.EDUCATION: "Giáo dục",
    Stage.LABOUR: "Lao động",
    Stage.REINTEGRATION: "Tái hòa nhập",
}
"""For columns of lists."""
