"""Risk flags of the demo center: some kept in time, some due now, one late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from center.audit.actor import Actor
from center.residents.risk.labels import INSTRUCTIONS
from center.residents.risk.rules import ReviewOutcome, RiskKind, RiskLevel
from center.residents.risk.service import FlagFacts, ReviewFacts, raise_flag, review_flag
from center.residents.stay.models import Stay

STORIES: tuple[tuple[RiskKind, RiskLevel, int, str], ...] = (
    (RiskKind.ESCAPE, RiskLevel.HIGH, 15, "Bạn cùng phòng báo người này bàn việc trốn dịp lễ."),
    (RiskKind.VIOLENCE, RiskLevel.URGENT, 2, "Hai lần đe dọa tổ trưởng tại xưởng."),
    (RiskKind.SELF_HARM, RiskLevel.HIGH, 14, "Gia đình cho biết từng rạch tay khi bị giữ."),
    (RiskKind.HEALTH, RiskLevel.WATCH, 9, "Tiền sử co giật khi sốt."),
    (RiskKind.ESCAPE, RiskLevel.WATCH, 40, "Đã bỏ trốn một lần ở đợt trước."),
    (RiskKind.VIOLENCE, RiskLevel.WATCH, 25, "Mâu thuẫn với người cùng xã chưa giải quyết xong."),
    (RiskKind.ESCAPE, RiskLevel.HIGH, 6, "Thân nhân nhắn sẽ đón ở cổng sau."),
    (RiskKind.SELF_HARM, RiskLevel.URGENT, 1, "Nói không muốn sống sau cuộc gọi về nhà."),
)
"""Kind, level, days ago, why: the first is a day late, the third falls due today, the fifth was reviewed once."""


def demo_risk(stays: Sequence[Stay], *, rng: Random, staff: Mapping[str, Actor], now: datetime) -> None:
    """Raise flags on one resident in twenty of ``stays`` (all still here), and review the older ones."""
    stories = STORIES * (1 + len(stays) // 20 // len(STORIES))
    stories = stories[: max(len(stays) // 20, min(3, len(stays)))]
    for stay, (kind, level, ago, reason) in zip(rng.sample(list(stays), len(stories)), stories, strict=True):
        at = max(now - timedelta(days=ago), stay.admitted_at + timedelta(hours=1))
        if at >= now:
            continue
        care = kind in (RiskKind.SELF_HARM, RiskKind.HEALTH)
        facts = FlagFacts(kind=kind, level=level, instruction=rng.choice(INSTRUCTIONS[kind]), reason=reason)
        flag = raise_flag(stay, facts, actor=staff["bacsi" if care else "truc"], now=at)
        if ago > 30 and at + timedelta(days=20) < now:
            kept = ReviewFacts(outcome=ReviewOutcome.KEPT, finding="Chấp hành tốt, vẫn cần để ý dịp lễ, Tết.")
            review_flag(flag, kept, actor=staff["truc"], now=at + timedelta(days=20))
