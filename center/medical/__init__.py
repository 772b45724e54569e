"""Admission exam, withdrawal scales, vital signs and the end of detox."""
