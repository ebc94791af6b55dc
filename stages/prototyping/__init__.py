"""Prototypes and what must be true."""
