"""The scheme that grades until the director sets the center's own: common practice, and this product's proposal.

Levels and month are common practice that no text was found for (parameter ``grade.period_scale``, unverified);
criteria, points and caps are proposed here and marked so on every page that uses them.
"""

from __future__ import annotations

from datetime import date

from center.residents.assessment.scheme import Cap, Criterion, Effect, Level, Scheme

SOURCE = "Đề xuất của phần mềm theo thực tế tại các cơ sở; chưa đối chiếu với quy định nào"

DEFAULT_SCHEME = Scheme(
    valid_from=date(2022, 1, 1),
    period_months=1,
    min_days=15,
    posting_days=3,
    levels=(
        Level("good", "Tốt", 85, True),
        Level("fair", "Khá", 70, True),
        Level("average", "Trung bình", 50, False),
        Level("weak", "Yếu", 0, False),
    ),
    criteria=(
        Criterion("order", "Chấp hành nội quy", 40, 40),
        Criterion("study", "Học tập, giáo dục", 20, 20),
        Criterion("labour", "Lao động, học nghề", 20, 8),
        Criterion("cure", "Tham gia điều trị", 10, 10),
        Criterion("progress", "Tiến bộ, thành tích", 10, 5),
    ),
    effects=(
        Effect("security.incidents", "order", -10),
        Effect("security.serious_incidents", "order", -10),
        Effect("security.escapes", "order", -40),
        Effect("conduct.criticisms", "order", -5),
        Effect("conduct.warnings", "order", -15),
        Effect("conduct.separations", "order", -40),
        Effect("vocational.unexcused", "study", -4),
        Effect("vocational.late", "study", -1),
        Effect("vocational.labour_days", "labour", 1),
        Effect("residents.labour_exempt_days", "labour", 1),
        Effect("security.positive_tests", "cure", -10),
        Effect("conduct.rewards", "progress", 5),
    ),
    caps=(
        Cap("security.escapes", "weak"),
        Cap("conduct.separations", "weak"),
        Cap("conduct.warnings", "average"),
        Cap("conduct.criticisms", "fair"),
    ),
)
