"""Escapes: declared, notified, ended by a return; they stop and resume the term."""
