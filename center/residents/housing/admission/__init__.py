"""Whom a zone admits, by date; which free bed suits a person, and why the others do not."""
