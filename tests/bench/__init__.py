"""Measurements: each figure of the app beside the limit of the same machine, taken in the same run."""
