"""Every module with tables, so that the migrations see them all, whatever the views happen to import."""

from center.agency import models as agency
from center.audit import models as audit
from center.auth import models as auth
from center.documents import models as documents
from center.handover import models as handover
from center.jobs import models as jobs
from center.legal import models as legal
from center.legal.workdays import models as workdays
from center.medical import models as medical
from center.medical.preliminary import models as preliminary
from center.places import models as places
from center.residents.assessment import models as assessment
from center.residents.badge import models as badge
from center.residents.collection import models as collection
from center.residents.conduct import models as conduct
from center.residents.duty import models as duty
from center.residents.expected import models as expected
from center.residents.housing import models as housing
from center.residents.kit import models as kit
from center.residents.legal_file import models as legal_file
from center.residents.merging import models as merging
from center.residents.money import models as money
from center.residents.person import models as person
from center.residents.plan import models as plan
from center.residents.property import models as custody
from center.residents.reading import models as reading
from center.residents.reception import models as reception
from center.residents.reduction import models as reduction
from center.residents.residence import models as residence
from center.residents.restriction import models as restriction
from center.residents.risk import models as risk
from center.residents.search import models as search
from center.residents.stage import models as stage
from center.residents.stay import models as stay
from center.residents.timeline import models as timeline
from center.residents.whereabouts import models as whereabouts
from center.residents.whole_file import models as whole_file
from center.security import models as security
from center.vocational import models as vocational

TABLE_MODULES = (
    agency,
    assessment,
    audit,
    auth,
    badge,
    collection,
    conduct,
    custody,
    documents,
    duty,
    expected,
    handover,
    housing,
    jobs,
    kit,
    legal,
    legal_file,
    medical,
    merging,
    money,
    person,
    places,
    reading,
    preliminary,
    reception,
    plan,
    residence,
    reduction,
    restriction,
    risk,
    search,
    security,
    stage,
    stay,
    timeline,
    vocational,
    whereabouts,
    whole_file,
    workdays,
)
