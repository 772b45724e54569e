"""Tests of the conveyor of stages."""
