"""Badges with a QR of a random token."""
