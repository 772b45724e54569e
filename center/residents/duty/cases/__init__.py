"""Matters that start a legal clock and are recorded nowhere else: a breach, a request, a loss."""
