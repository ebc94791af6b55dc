"""Arithmetic is tested for what it says, never for how fast a busy machine says it."""

from hypothesis import settings

settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
