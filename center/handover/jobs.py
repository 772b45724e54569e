"""Background work of this package: building a packet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.clock import clock
from center.handover.desk import make_packet
from center.handover.labels import CHECK_LABELS
from center.handover.models import Packet
from center.i18n import lazy_gettext as _l
from center.jobs.registry import JobContext, JobResult, background

PACKET_JOB = "handover.packet"


@background(PACKET_JOB, title=_l("Lập hồ sơ bàn giao"))
def build(payload: Mapping[str, Any], context: JobContext) -> JobResult | None:
    """Build the packet of ``stay_id``; started again after a crash it takes no second number."""

    def finish(packet: Packet) -> None:
        context.finish(
            JobResult(
                document_id=packet.document_id,
                message="Đã lập hồ sơ bàn giao.",
                problems=tuple(f"Còn thiếu: {CHECK_LABELS[code]}" for code in packet.missing),
            )
        )

    make_packet(
        payload["stay_id"],
        key=context.key,
        actor=context.actor,
        now=clock().now(),
        progress=lambda done, total: context.progress(done, total, f"Đã in {done} trong {total} phần"),
        kept=finish,
    )
    return None
