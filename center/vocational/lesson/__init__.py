"""Lessons: planning one or a weekly series, and cancelling."""
