"""Authorised absences: hospital, court, funeral leave, work outside."""
