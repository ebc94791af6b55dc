"""Figures as plain data: one language for the screen, the projector and every file."""
