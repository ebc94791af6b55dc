"""Formats of files: each draws the story."""
