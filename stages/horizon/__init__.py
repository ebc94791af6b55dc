"""Horizon scanning: practice elsewhere, and lenses."""
