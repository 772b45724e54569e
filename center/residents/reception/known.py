"""What is known about a reception as a whole: the person, the kind of stay, what was said and which papers came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.clock import local_date
from center.db import db
from center.i18n import gettext as _
from center.legal.queries import parameter_book
from center.legal.rules import rule_set_for
from center.residents.expected.models import ExpectedVersion
from center.residents.expected.queries import expected_by_id
from center.residents.legal_file.queries import held_papers
from center.residents.reception.health import HealthNote, health_checks
from center.residents.reception.models import (
    PaperState,
    Reception,
    ReceptionDraft,
    ReceptionMark,
    ReceptionPaper,
)
from center.residents.reception.papers import PaperRule, papers_of
from center.residents.reception.rules import PaperCheck, PaperSeen, check_papers
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.queries import stays_by_id
from center.residents.stay.rules import age_on
from center.ui.fields import parse_date


@dataclass(frozen=True, slots=True)
class Known:
    """Everything read about one reception."""

    reception: Reception
    stay: Stay | None
    expected: ExpectedVersion | None
    draft: ReceptionDraft | None
    marks: Sequence[ReceptionMark]
    papers: Mapping[str, ReceptionPaper]
    """The newest answer of each code."""
    filed: Mapping[str, datetime]
    """When a paper of a code was put into the legal file, for those that are there."""
    health: HealthNote | None
    today: date

    @property
    def name(self) -> str:
        """What the person is called, as far as anybody knows; empty when nobody does."""
        if self.stay is not None:
            return self.stay.resident.full_name
        return (self.draft.value("full_name") if self.draft else "") or (
            self.expected.full_name if self.expected else ""
        )

    @property
    def kind(self) -> StayKind | None:
        """The kind of stay, as far as it is known."""
        if self.stay is not None:
            return self.stay.kind
        typed = self.draft.value("kind") if self.draft else ""
        if typed in set(StayKind):
            return StayKind(typed)
        return self.expected.kind if self.expected else None

    @property
    def paper_rules(self) -> Sequence[PaperRule]:
        """The list of papers of this kind of stay; empty while the kind is not known."""
        if self.kind is None:
            return ()
        return papers_of(self.kind.value, self._rule_set, adult=self._is_adult)

    @property
    def paper_check(self) -> PaperCheck:
        """The list against what came."""
        seen = {
            code: PaperSeen(row.state.value, row.at, row.by_name, row.pages)
            for code, row in self.papers.items()
        }
        for code, at in self.filed.items():
            if code not in seen or not seen[code].is_there:  # it came later, and straight into the file
                seen[code] = PaperSeen(PaperState.ORIGINAL.value, at, str(_("Hồ sơ pháp lý")))
        return check_papers(self.paper_rules, seen)

    @property
    def _rule_set(self) -> str:
        if self.stay is not None:
            return self.stay.rule_set
        decided = self._date("decision_issued_on") or (
            self.expected.decision_issued_on if self.expected else self.today
        )
        return rule_set_for(decided).value

    @property
    def _is_adult(self) -> bool:
        if self.kind is StayKind.MINOR:
            return False
        born = (
            self.stay.resident.birth_date
            if self.stay
            else self._date("birth_date") or (self.expected.birth_date if self.expected else None)
        )
        if born is None:
            return True
        return age_on(born, self.today) >= parameter_book().value_int("age.adult_from_years", on=self.today)

    def _date(self, box: str) -> date | None:
        typed = self.draft.value(box) if self.draft else ""
        try:
            return parse_date(typed) if typed else None
        except ValueError:
            return None


def known_of(receptions: Sequence[Reception], now: datetime) -> dict[int, Known]:
    """Return what is known of each reception but the facts of others; eight statements."""
    ids = [one.id for one in receptions]
    stays = stays_by_id({one.stay_id for one in receptions if one.stay_id})
    expected = expected_by_id({one.expected_id for one in receptions if one.expected_id})
    drafts = {
        row.reception_id: row
        for row in db.session.scalars(select(ReceptionDraft).where(ReceptionDraft.reception_id.in_(ids)))
    }
    marks: dict[int, list[ReceptionMark]] = defaultdict(list)
    for mark in db.session.scalars(
        select(ReceptionMark).where(ReceptionMark.reception_id.in_(ids)).order_by(ReceptionMark.id)
    ):
        marks[mark.reception_id].append(mark)
    papers: dict[int, dict[str, ReceptionPaper]] = defaultdict(dict)
    for paper in db.session.scalars(
        select(ReceptionPaper).where(ReceptionPaper.reception_id.in_(ids)).order_by(ReceptionPaper.id)
    ):
        papers[paper.reception_id][paper.code] = paper
    filed = {
        stay_id: {held.kind.value: at for held, at in papers_there}
        for stay_id, papers_there in (held_papers(stays) if stays else {}).items()
    }
    health = health_checks({one.id: one.stay_id for one in receptions})
    return {
        one.id: Known(
            reception=one,
            stay=stays.get(one.stay_id) if one.stay_id else None,
            expected=expected.get(one.expected_id) if one.expected_id else None,
            draft=drafts.get(one.id),
            marks=marks[one.id],
            papers=papers[one.id],
            filed=filed.get(one.stay_id or 0, {}),
            health=health.get(one.id),
            today=local_date(now),
        )
        for one in receptions
    }
