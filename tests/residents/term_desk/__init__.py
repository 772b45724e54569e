"""Tests of the desk of the term."""
