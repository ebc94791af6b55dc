"""Reads, decided per viewer, returning frozen dataclasses that outlive their session."""
