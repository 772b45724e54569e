"""Every part of the product, named once, from the lower floors up."""

from __future__ import annotations

from flask import Blueprint, Flask

from center.agency import messages as agency_messages
from center.agency import views as agency_views
from center.app import health, home, record
from center.auth import messages as auth_messages
from center.auth import views as auth_views
from center.auth.access import declare
from center.documents import messages as documents_messages
from center.documents import views as documents_views
from center.handover import messages as handover_messages
from center.handover import views as handover_views
from center.jobs import views as jobs_views
from center.medical import messages as medical_messages
from center.medical import views as medical_views
from center.places import views as places_views
from center.residents import labels as residents_labels
from center.residents import messages as residents_messages
from center.residents import views as residents_views
from center.residents.assessment import messages as assessment_messages
from center.residents.collection import messages as collection_messages
from center.residents.conduct import messages as conduct_messages
from center.residents.duty import messages as duty_messages
from center.residents.duty import views as duty_views
from center.residents.law import messages as law_messages
from center.residents.law import views as law_views
from center.residents.legal_file import messages as legal_file_messages
from center.residents.plan import messages as plan_messages
from center.residents.reduction import messages as reduction_messages
from center.residents.stage import messages as stage_messages
from center.residents.term_desk import messages as term_desk_messages
from center.security import messages as security_messages
from center.security import views as security_views
from center.ui.messages import register_messages, register_words
from center.vocational import messages as vocational_messages
from center.vocational import views as vocational_views

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.bp,
    health.bp,
    record.bp,
    places_views.bp,
    auth_views.bp,
    agency_views.bp,
    documents_views.bp,
    jobs_views.bp,
    residents_views.bp,
    law_views.bp,
    duty_views.bp,
    medical_views.bp,
    security_views.bp,
    vocational_views.bp,
    handover_views.bp,
)

MESSAGES = (
    auth_messages.MESSAGES,
    agency_messages.MESSAGES,
    documents_messages.MESSAGES,
    residents_messages.MESSAGES,
    law_messages.MESSAGES,
    legal_file_messages.MESSAGES,
    duty_messages.MESSAGES,
    stage_messages.MESSAGES,
    term_desk_messages.MESSAGES,
    assessment_messages.MESSAGES,
    conduct_messages.MESSAGES,
    collection_messages.MESSAGES,
    plan_messages.MESSAGES,
    reduction_messages.MESSAGES,
    medical_messages.MESSAGES,
    security_messages.MESSAGES,
    vocational_messages.MESSAGES,
    handover_messages.MESSAGES,
)

# Places stand below sign-in and cannot name a permission themselves.
DECLARED = {"places.communes": "places.search"}


def register(app: Flask) -> None:
    """Put every feature into ``app``."""
    for messages in MESSAGES:
        register_messages(messages)
    register_words(residents_labels.FACT_WORDS)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for endpoint, permission in DECLARED.items():
        declare(app, endpoint, permission)
