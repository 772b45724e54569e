"""Vital signs and withdrawal scales: writing them, their chart, when the next ones are due."""
