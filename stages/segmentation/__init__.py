"""Segments: whom we reach, and whom never."""
