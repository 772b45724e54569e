"""The one table that says which role may do what.

Permissions are named by their codes, because the features that declare them stand above this floor;
a test holds the codes of this table and the declared permissions equal.
"""

from __future__ import annotations

from center.auth.permissions import Role as R  # noqa: N817  one letter keeps the table readable

EVERYONE = frozenset(R)
CARE = frozenset({R.DOCTOR, R.NURSE})
CUSTODY = frozenset({R.GUARD, R.DUTY_COMMANDER})
FILE_READERS = EVERYONE - {R.ADMINISTRATOR}

GRANTS: dict[str, frozenset[R]] = {
    "auth.self": EVERYONE,
    "auth.accounts": frozenset({R.ADMINISTRATOR}),
    "audit.read": frozenset({R.AUDITOR, R.DIRECTOR}),
    "readings.all": frozenset({R.AUDITOR, R.ADMINISTRATOR}),
    "readings.of-file": frozenset({R.AUDITOR, R.DIRECTOR}),
    "agency.configure": frozenset({R.ADMINISTRATOR}),
    "places.search": EVERYONE,
    "jobs.own": EVERYONE,
    # the person and the stay
    "residents.view": FILE_READERS,
    "residents.admit": frozenset({R.INTAKE}),
    "expected.view": frozenset({R.INTAKE, R.RECORDS_CLERK, R.DUTY_COMMANDER, R.DIRECTOR, R.AUDITOR}),
    "expected.record": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    "reception.view": frozenset({R.INTAKE, R.RECORDS_CLERK, R.DUTY_COMMANDER, R.DIRECTOR, R.AUDITOR}),
    "reception.work": frozenset({R.INTAKE}),
    "residents.house": frozenset({R.INTAKE, R.DUTY_COMMANDER, R.DIRECTOR}),
    "housing.buildings": frozenset({R.ADMINISTRATOR, R.DIRECTOR, R.DUTY_COMMANDER, R.INTAKE, R.AUDITOR}),
    "housing.configure": frozenset({R.ADMINISTRATOR}),
    "housing.outage": frozenset({R.ADMINISTRATOR, R.DUTY_COMMANDER}),
    "housing.override": frozenset({R.DIRECTOR}),
    "housing.apart": frozenset({R.DOCTOR, R.DUTY_COMMANDER, R.DIRECTOR}),
    "housing.body-sex": frozenset({R.DOCTOR, R.INTAKE}),
    "residents.print-file": CARE
    | {R.INTAKE, R.RECORDS_CLERK, R.COUNSELLOR, R.DUTY_COMMANDER, R.DIRECTOR, R.AUDITOR},
    "residents.badge": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    "residents.amend-person": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    "residents.see-merges": frozenset({R.RECORDS_CLERK, R.DIRECTOR, R.AUDITOR}),
    "residents.propose-merge": frozenset({R.RECORDS_CLERK}),
    "residents.decide-merge": frozenset({R.DIRECTOR}),
    "residents.restrict": frozenset({R.DOCTOR, R.DUTY_COMMANDER, R.DIRECTOR}),
    "contacts.amend": frozenset({R.INTAKE, R.RECORDS_CLERK, R.COUNSELLOR}),
    "contacts.reasons": frozenset({R.INTAKE, R.RECORDS_CLERK, R.COUNSELLOR, R.DUTY_COMMANDER, R.DIRECTOR}),
    # risk flags: everybody sees what to do; why, only those who answer for the kind
    "risk.view": FILE_READERS,
    "risk.raise": CARE | {R.DUTY_COMMANDER, R.COUNSELLOR, R.INTAKE, R.DIRECTOR},
    "risk.review": frozenset({R.DUTY_COMMANDER, R.DIRECTOR, R.DOCTOR}),
    "risk.decide-custody": frozenset({R.DUTY_COMMANDER, R.DIRECTOR}),
    "risk.decide-care": frozenset({R.DOCTOR}),
    "risk.read-custody": CARE | {R.DUTY_COMMANDER, R.COUNSELLOR, R.DIRECTOR, R.AUDITOR},
    "risk.read-care": CARE,
    "residents.stage": frozenset({R.COUNSELLOR, R.DIRECTOR}),
    "residents.waive-stage-limit": frozenset({R.DIRECTOR}),
    "residents.term": frozenset({R.RECORDS_CLERK, R.DIRECTOR}),
    "residents.end-term": frozenset({R.DIRECTOR}),
    "residents.belongings": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    # the legal file: those who keep it and those who check it
    "legal-file.view": frozenset({R.INTAKE, R.RECORDS_CLERK, R.DIRECTOR, R.AUDITOR}),
    "legal-file.add": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    "legal-file.withdraw": frozenset({R.RECORDS_CLERK}),
    # the law's numbers
    "law.read": frozenset({R.DIRECTOR, R.AUDITOR, R.RECORDS_CLERK, R.ADMINISTRATOR}),
    "law.change": frozenset({R.DIRECTOR}),
    "residents.kit": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    # money in custody: no cashier among the roles; who counts the box never closes the day
    "residents.money-view": frozenset({R.INTAKE, R.RECORDS_CLERK, R.DIRECTOR, R.AUDITOR}),
    "residents.money": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    "residents.money-close": frozenset({R.INTAKE, R.RECORDS_CLERK}),
    "residents.money-limits": frozenset({R.DIRECTOR}),
    # what the law asks by when
    "duties.view": EVERYONE,
    "duties.view-all": frozenset({R.DIRECTOR, R.AUDITOR}),
    "duties.case": frozenset(
        {R.DIRECTOR, R.ADMINISTRATOR, R.RECORDS_CLERK, R.INTAKE, R.DUTY_COMMANDER, R.DRUG_KEEPER}
    ),
    "duties.calendar": frozenset({R.DIRECTOR, R.ADMINISTRATOR}),
    # assessment, rewards, discipline: those who work with the residents, and those who check them
    "assessment.view": CUSTODY | {R.COUNSELLOR, R.TRAINER, R.DIRECTOR, R.RECORDS_CLERK, R.AUDITOR},
    "assessment.propose": frozenset({R.COUNSELLOR}),
    "assessment.decide": frozenset({R.DIRECTOR}),
    "assessment.configure": frozenset({R.DIRECTOR}),
    "conduct.view": CUSTODY | {R.COUNSELLOR, R.TRAINER, R.DIRECTOR, R.RECORDS_CLERK, R.AUDITOR},
    "conduct.propose": frozenset({R.COUNSELLOR, R.TRAINER, R.DUTY_COMMANDER}),
    "conduct.decide": frozenset({R.DIRECTOR}),
    "reduction.view": frozenset({R.COUNSELLOR, R.RECORDS_CLERK, R.DIRECTOR, R.AUDITOR}),
    "reduction.prepare": frozenset({R.RECORDS_CLERK}),
    "reduction.decide": frozenset({R.DIRECTOR}),
    # what is asked at reception: health and substances for those who ask and treat, and for the file's keeper
    "collection.view": CARE | {R.INTAKE, R.COUNSELLOR, R.RECORDS_CLERK, R.DIRECTOR, R.AUDITOR},
    "collection.health": CARE | {R.INTAKE, R.COUNSELLOR, R.RECORDS_CLERK},
    "collection.fill": CARE | {R.INTAKE, R.COUNSELLOR},
    "plan.view": CARE | {R.COUNSELLOR, R.TRAINER, R.RECORDS_CLERK, R.DIRECTOR, R.AUDITOR},
    "plan.medical": CARE | {R.COUNSELLOR, R.RECORDS_CLERK, R.DIRECTOR},
    "plan.draw": frozenset({R.COUNSELLOR, R.DOCTOR}),
    # medical: management staff and guards never see more than a public restriction
    "medical.view": CARE,
    "medical.examine": frozenset({R.DOCTOR}),
    "medical.observe": CARE,
    "medical.declare-detox": frozenset({R.DOCTOR}),
    "medical.countersign-detox": frozenset({R.DOCTOR}),
    "medical.secret": frozenset({R.DOCTOR}),
    # vocational
    "vocational.view": frozenset({R.TRAINER, R.COUNSELLOR, R.DIRECTOR, R.AUDITOR, R.RECORDS_CLERK}),
    "vocational.plan": frozenset({R.TRAINER}),
    "vocational.attend": frozenset({R.TRAINER}),
    "vocational.labour": frozenset({R.TRAINER}),
    "vocational.certify": frozenset({R.TRAINER}),
    # security
    "security.view": CUSTODY | {R.DIRECTOR, R.AUDITOR},
    "security.scan": CUSTODY,
    "security.report": CUSTODY | CARE | {R.TRAINER, R.COUNSELLOR, R.INTAKE, R.DIRECTOR},
    "security.escape": frozenset({R.DUTY_COMMANDER, R.DIRECTOR}),
    # handover
    "handover.view": frozenset({R.RECORDS_CLERK, R.COUNSELLOR, R.DIRECTOR, R.AUDITOR}),
    "handover.prepare": frozenset({R.RECORDS_CLERK}),
    "handover.release": frozenset({R.DIRECTOR}),
}


def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """Return the codes of every permission granted to any of ``roles``."""
    return frozenset(code for code, granted in GRANTS.items() if granted & roles)
