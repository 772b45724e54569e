"""Certificates earned in classes."""
