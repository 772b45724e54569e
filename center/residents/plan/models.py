"""Tables of the plan. A new version is a whole new plan that amends the former one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.plan.model import Part
from center.residents.stage.model import Stage


class RehabPlan(AppendOnly, Model):
    """One version of the plan of a stay."""

    __tablename__ = "rehab_plans"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one version."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("rehab_plans.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(300), default="")
    """Why the amended version no longer holds; empty on the first."""
    drawn_on: Mapped[date]
    counsellor: Mapped[str] = mapped_column(String(120), default="")
    """Người tư vấn, who signs beside the resident and the center."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class PlanPart(AppendOnly, Model):
    """One of the four parts of a plan."""

    __tablename__ = "plan_parts"
    __table_args__ = (Index(None, "plan_id"),)

    id: Mapped[int] = pk()
    plan_id: Mapped[int] = mapped_column(ForeignKey("rehab_plans.id"))
    part: Mapped[Part] = mapped_column(text_enum(Part))
    assessment: Mapped[str] = mapped_column(Text, default="")
    goals: Mapped[list[str]] = mapped_column(JSON)
    """One text a goal; grades name them by their place from 0."""
    activities: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """``method``, ``place``, ``time``, ``responsible`` of each activity of the part, in the order of the form."""


class PlanEvaluation(AppendOnly, Model):
    """A look at how far a plan has come, when a stage has begun; a correction amends the former row."""

    __tablename__ = "plan_evaluations"
    __table_args__ = (Index(None, "stay_id", "evaluated_on"), Index(None, "plan_id"))

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("rehab_plans.id"))
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("plan_evaluations.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(300), default="")
    stage: Mapped[Stage] = mapped_column(text_enum(Stage))
    """The stage that led on that day."""
    evaluated_on: Mapped[date]
    recommendations: Mapped[str] = mapped_column(Text, default="")
    adjustments: Mapped[str] = mapped_column(Text, default="")
    information: Mapped[str] = mapped_column(Text, default="")
    counselling: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class PlanGrade(AppendOnly, Model):
    """How far one goal was reached at an evaluation."""

    __tablename__ = "plan_grades"
    __table_args__ = (Index(None, "evaluation_id"),)

    id: Mapped[int] = pk()
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("plan_evaluations.id"))
    part: Mapped[Part] = mapped_column(text_enum(Part))
    position: Mapped[int]
    """Place of the goal in its part of the evaluated plan, from 0."""
    grade: Mapped[str] = mapped_column(String(40))
    """A word of ``plan.grade_scale`` as it was on that day."""
    note: Mapped[str] = mapped_column(String(300), default="")
