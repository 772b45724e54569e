"""A believable course of detox for the demo center, written through the services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from center.audit.actor import Actor
from center.clock import local_date
from center.medical import cows
from center.medical.detox.criteria import ATTESTED
from center.medical.detox.service import countersign_detox, declare_detox_complete
from center.medical.entry import Entry
from center.medical.exam.rules import UseFacts
from center.medical.exam.service import ExamFacts, record_exam, start_detox
from center.medical.models import (
    Consciousness,
    Fitness,
    Route,
    ScaleContext,
    SecretKind,
    Substance,
    VitalSigns,
)
from center.medical.observation.service import record_vitals, score_cows
from center.medical.rules import Number
from center.medical.secret.service import record_secret
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on

OPIOID_SHARE = 0.55
MAIN_ROUTES = {
    Substance.HEROIN: (Route.INJECTED, Route.SMOKED),
    Substance.METHAMPHETAMINE: (Route.SMOKED, Route.SNORTED),
    Substance.KETAMINE: (Route.SNORTED,),
    Substance.ECSTASY: (Route.SWALLOWED,),
}
FINDINGS = (
    "Tỉnh, tiếp xúc tốt. Da niêm mạc hồng. Tim đều, phổi không ran. Bụng mềm.",
    "Tỉnh, mệt, da xanh. Sẹo tiêm cũ hai cẳng tay. Tim đều rõ, phổi thông khí tốt.",
    "Tỉnh, gầy. Răng sâu nhiều. Vết xước cũ cẳng chân phải. Tim phổi bình thường.",
)
HISTORIES = (
    "Khỏe mạnh, không dị ứng.",
    "Viêm dạ dày điều trị từng đợt. Không dị ứng.",
    "Gãy xương đòn cũ đã liền.",
)
SECRETS = {
    SecretKind.HIV: "Bản ghi thử nghiệm: đã tư vấn trước xét nghiệm, đồng ý xét nghiệm, chờ kết quả.",
    SecretKind.MENTAL: "Bản ghi thử nghiệm: mất ngủ, lo âu trong tuần đầu, đã khám chuyên khoa, tái khám sau 1 tháng.",
}
EXCEPTION = "Chỉ số chưa đạt do nguyên nhân khác đã được khám; toàn trạng ổn định, ăn ngủ tốt."


RECENT = timedelta(days=60)
"""Stays younger than this are observed as often as on a real ward."""


def demo_detox(
    stay: Stay, *, rng: Random, doctor: Actor, second_doctor: Actor, nurse: Actor, until: datetime
) -> None:
    """Write what happened to ``stay`` up to ``until``: exam, course, and the end of detox when its time came.

    Stays of the last two months have three observations a day in their first week, older ones one. The
    same ``rng`` and arguments give the same rows. Nothing is written about a time after ``until``.
    """
    examined_at = stay.admitted_at + timedelta(minutes=rng.randrange(40, 200))
    started_at = examined_at + timedelta(minutes=20)
    if started_at > until:
        return
    opioid = rng.random() < OPIOID_SHARE
    weight = Decimal(rng.randrange(420, 720)) / 10
    _exam(stay, rng, doctor, examined_at, opioid=opioid, weight=weight)
    _secrets(stay, rng, doctor, examined_at)
    start_detox(stay, actor=doctor, now=started_at)
    ward = _Ward(
        stay=stay,
        rng=rng,
        nurse=nurse,
        until=until,
        started_at=started_at,
        opioid=opioid,
        peak=rng.uniform(0.35, 0.8) if opioid else rng.uniform(0, 0.05),
        weight=weight,
    )
    days = rng.randrange(10, 15)
    rounds = list(_rounds(days, 3 if until - stay.admitted_at < RECENT else 1, rng))
    for at in rounds:
        if started_at + at > until:
            return
        ward.observe(at, weigh=at == rounds[-1] or rng.random() < 0.2)
    _finish(stay, rng, (doctor, second_doctor), started_at + timedelta(days=days, hours=2), until)


def _exam(stay: Stay, rng: Random, doctor: Actor, at: datetime, *, opioid: bool, weight: Decimal) -> None:
    day = local_date(at)
    age = age_on(stay.resident.birth_date, day)
    main = Substance.HEROIN if opioid else rng.choice([*MAIN_ROUTES][1:] + [Substance.METHAMPHETAMINE] * 5)
    used = {main} | ({Substance.METHAMPHETAMINE} if rng.random() < 0.3 else set())
    uses = tuple(
        UseFacts(
            substance=substance.value,
            route=rng.choice(MAIN_ROUTES[substance]).value,
            first_age=rng.randrange(min(15, age), age + 1),
            days_last_month=rng.randrange(12, 31) if substance is main else rng.randrange(1, 10),
            last_used_on=local_date(stay.admitted_at) - timedelta(days=rng.randrange(0, 3)),
            is_main=substance is main,
        )
        for substance in sorted(used, key=lambda one: one is not main)
    )
    facts = ExamFacts(
        height_cm=Decimal(rng.randrange(1520, 1790)) / 10,
        weight_kg=weight,
        fitness=Fitness.UNFIT,
        history=rng.choice(HISTORIES),
        findings=rng.choice(FINDINGS),
        urine_test="Morphin/heroin dương tính" if opioid else "Methamphetamine dương tính",
        plan="Điều trị cắt cơn theo phác đồ của cơ sở, theo dõi COWS và dấu hiệu sinh tồn.",
        uses=uses,
    )
    record_exam(stay, facts, entry=Entry(at, at, doctor))


def _secrets(stay: Stay, rng: Random, doctor: Actor, at: datetime) -> None:
    for kind, text in SECRETS.items():
        if rng.random() < 0.06:
            record_secret(stay, kind, text, entry=Entry(at, at, doctor))


def _rounds(days: int, per_day: int, rng: Random) -> Iterator[timedelta]:
    """Yield when the rounds are, from the start: ``per_day`` a day in the first week, then one fewer."""
    for day in range(days):
        count = per_day if day < 7 else max(per_day - 1, 1)
        for turn in range(count):
            yield timedelta(days=day, minutes=24 * 60 * turn // count + rng.randrange(15, 55))


@dataclass(frozen=True, slots=True)
class _Ward:
    """One stay on the ward, as the nurse sees it from round to round."""

    stay: Stay
    rng: Random
    nurse: Actor
    until: datetime
    started_at: datetime
    opioid: bool
    peak: float
    """Strongest withdrawal, 0-1."""
    weight: Decimal
    """Kilograms on admission."""

    def observe(self, after: timedelta, *, weigh: bool) -> None:
        """Score and measure ``after`` the start; some rounds are typed in late, a few are corrected."""
        rng, at = self.rng, self.started_at + after
        days = after / timedelta(days=1)
        severity = _severity(days, self.peak)
        late = rng.random() < 0.02
        typed_at = min(at + timedelta(minutes=130 if late else rng.randrange(1, 12)), self.until)
        entry = Entry(at, typed_at, self.nurse, late_reason="Bận cấp cứu học viên khác" if late else "")
        if self.opioid or days < 2:
            items = {item.code: _points(item, severity, rng) for item in cows.ITEMS}
            context = ScaleContext.ADMISSION if days < 0.1 else ScaleContext.ROUTINE
            score_cows(self.stay, items, {}, context=context, entry=entry)
        values = _values(rng, severity, self._weight(days) if weigh else None)
        row = record_vitals(self.stay, values, consciousness=Consciousness.ALERT, entry=entry)
        if rng.random() < 0.01:
            self._correct(row, values)

    def _weight(self, days: float) -> Decimal:
        """Return kilograms: some are lost in the first days, more come back."""
        return self.weight + Decimal(round(-8 * min(days, 4) + 6 * max(days - 4, 0))) / 20

    def _correct(self, row: VitalSigns, values: dict[str, Number | None]) -> None:
        """Correct a pulse that was counted one beat short."""
        now = min(row.recorded_at + timedelta(minutes=5), self.until)
        why = "Đếm thiếu một nhịp mạch, đã đếm lại"
        entry = Entry(row.happened_at, now, self.nurse, amends_id=row.id, amend_reason=why)
        counted = values | {"pulse": (row.pulse or 0) + 1}
        record_vitals(self.stay, counted, consciousness=row.consciousness, entry=entry)


def _severity(days: float, peak: float) -> float:
    """Return how strong withdrawal is, 0-1: it rises to its peak on day 2 and fades within a week."""
    if days < 2:
        return peak * (0.45 + 0.275 * days)
    return max(0.0, peak * (1 - (days - 2) / 5.5))


def _points(item: cows.Item, severity: float, rng: Random) -> int:
    """Return the level of ``item`` nearest to ``severity`` with some scatter."""
    levels = sorted(item.points)
    wanted = severity * levels[-1] + rng.gauss(0, 0.55 * (severity > 0.06))
    return min(levels, key=lambda level: abs(level - wanted))


def _values(rng: Random, severity: float, weight: Decimal | None) -> dict[str, Number | None]:
    fever = Decimal(round(rng.gauss(0, 2) + 10 * severity)) / 10
    systolic = round(118 + 28 * severity + rng.gauss(0, 5))
    return {
        "pulse": round(74 + 40 * severity + rng.gauss(0, 4)),
        "respiration": round(16 + 6 * severity + rng.gauss(0, 1)),
        "spo2": min(100, round(98 + rng.gauss(0, 0.7))),
        "systolic": systolic,
        "diastolic": min(systolic - 20, round(74 + 14 * severity + rng.gauss(0, 4))),
        "temperature": Decimal("36.7") + fever,
        "weight_kg": None if weight is None else weight.quantize(Decimal("0.1")),
    }


def _finish(
    stay: Stay, rng: Random, doctors: tuple[Actor, Actor], declared_at: datetime, until: datetime
) -> None:
    """Declare detox complete and have it signed; once in a while the second doctor asks to wait."""
    fitness = Fitness.LIGHT if rng.random() < 0.12 else Fitness.FIT
    words = (False, True) if rng.random() < 0.03 else (True,)
    for agreed in words:
        signed_at = declared_at + timedelta(hours=rng.randrange(1, 20))
        if declared_at > until:
            return
        declaration = declare_detox_complete(
            stay,
            "Hết hội chứng cai, toàn trạng ổn định, ăn ngủ tốt. Kết thúc giai đoạn cắt cơn.",
            fitness=fitness,
            attested=ATTESTED,
            exception_reason=EXCEPTION,
            actor=doctors[0],
            now=declared_at,
        )
        if signed_at > until:
            return
        countersign_detox(
            stay,
            declaration,
            agreed=agreed,
            remark="" if agreed else "Theo dõi thêm giấc ngủ hai đêm nữa.",
            actor=doctors[1],
            now=signed_at,
        )
        declared_at = signed_at + timedelta(days=2)
