"""Erasing on request and in time: one card, one person's contributions, a whole workshop."""
