"""Accounts, roles, permissions and sign-in."""
