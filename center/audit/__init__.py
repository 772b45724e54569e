"""Append-only record of who did what, and of who read what is secret."""
