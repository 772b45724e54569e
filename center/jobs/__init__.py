"""Scheduled and background work, done by one process outside the web server."""
