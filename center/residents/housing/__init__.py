"""Zones, rooms and beds, and who lies where."""
