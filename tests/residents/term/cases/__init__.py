"""Every worked case, by topic. Each comment is the computation a person would write on the sheet."""

from tests.residents.term.cases import absences, decisions, escapes, length, prison, together

CASES = (
    *length.CASES,
    *escapes.CASES,
    *absences.CASES,
    *prison.CASES,
    *decisions.CASES,
    *together.CASES,
)
