"""Verbs of sorting together."""
