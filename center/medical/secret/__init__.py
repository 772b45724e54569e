"""Findings kept apart: HIV and mental health. Every reading leaves a trace."""
