"""Tests of risk flags."""
