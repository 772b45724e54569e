"""Periodic assessment (xếp loại): the scale, what the facts suggest, what the council decides."""
